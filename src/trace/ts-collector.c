/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The collector: what it knows of a run's tasks and cores, and the order of its work.
 */
#include "config.h"

#include "clock.h"
#include "ts-collector-private.h"

#include <string.h>

char *
ts_collector_get_text (const Program *program, guint32 offset)
{
  g_autofree char *raw = NULL;

  if (offset >= MAX_TEXT)
    return g_strdup ("");
  raw = g_strndup (program->text + offset, MAX_TEXT - offset);
  return g_utf8_make_valid (raw, -1);
}

TaskTrack *
ts_collector_add_track (TsCollector *self, TsTask *task)
{
  TaskTrack *track = g_new0 (TaskTrack, 1);

  track->task = task;
  track->position = self->tasks->len;
  track->who = TS_WHO_NONE;
  track->core = TS_CORE_NONE;
  g_ptr_array_add (self->tasks, track);
  return track;
}

static void
free_track (gpointer data)
{
  TaskTrack *track = data;

  ts_text_clear (&track->reader);
  g_free (track);
}

/* What the machine says about a core, or NULL. */
static const TsMachineCore *
find_machine_core (const TsMachine *machine, guint16 number)
{
  for (guint i = 0; machine != NULL && i < machine->cores->len; i++)
    {
      const TsMachineCore *core = g_ptr_array_index (machine->cores, i);

      if (core->number == number)
        return core;
    }
  return NULL;
}

CoreTrack *
ts_collector_core (TsCollector *self, guint16 number)
{
  const TsMachineCore *known;
  TsCore *core;

  if (number >= MAX_CORES)
    return NULL;
  if (self->cores[number] != NULL)
    return self->cores[number];

  known = self->simulated ? NULL : find_machine_core (self->machine, number);
  core = ts_recording_add_core (self->recording);
  core->number = number;
  core->physical_core = known != NULL ? known->physical_core : number;
  core->package = known != NULL ? known->package : 0;
  g_free (core->kind);
  core->kind = g_strdup (known != NULL ? known->kind : "");

  self->cores[number] = g_new0 (CoreTrack, 1);
  self->cores[number]->core = core;
  return self->cores[number];
}

/* Every core that the run may use has its lane from the start. */
static void
add_cores (TsCollector *self)
{
  const CoreSet *allowed = &self->view->arena->allowed;

  for (guint i = 0; i < MAX_CORES; i++)
    if (core_set_has (allowed, i))
      ts_collector_core (self, (guint16) i);
}

static const char *
kind_of (const TaskDeclaration *declaration, WayId way, guint32 number)
{
  guint32 kind = declaration->kind == KIND_TASK ? way_traits[way].kind : declaration->kind;

  if (number == 0)
    return "main";
  return kind == KIND_PROCESS ? "process" : kind == KIND_COROUTINE ? "coroutine" : "thread";
}

static void
add_task (TsCollector *self, guint32 slot)
{
  const Program *program = &self->view->arena->program;
  guint32 number = MIN (program_declaration_of (program, slot), MAX_DECLARATIONS - 1);
  const TaskDeclaration *declaration = &program->declarations[number];
  TsTask *task = ts_recording_add_task (self->recording);
  char label[MAX_PRINT];

  g_free (task->name);
  task->name = g_utf8_make_valid (arena_task_label (self->view, slot, label, sizeof label), -1);
  g_free (task->kind);
  task->kind = g_strdup (kind_of (declaration, self->view->way, number));
  task->index = program_index_of (program, slot);
  task->worker = declaration->worker != 0;
  task->daemon = declaration->daemon != 0;
  task->total = arena_task (self->view, slot)->total;
  ts_collector_add_track (self, task);
  g_array_append_val (self->slots, slot);
}

static void
add_program (TsCollector *self)
{
  const Program *program = &self->view->arena->program;

  for (guint32 slot = 0; slot < self->view->task_count; slot++)
    add_task (self, slot);
  if (self->watch)
    return;

  ts_note_add_objects (self, program);
  self->n_lines = MIN (program->instruction_count, MAX_INSTRUCTIONS);
  self->lines = g_new (guint32, self->n_lines);
  for (guint i = 0; i < self->n_lines; i++)
    self->lines[i] = program->instructions[i].line;
}

static const char *
way_of (TsCollector *self)
{
  if (self->watch)
    return "watch";
  return way_traits[self->view->way].name;
}

static guint32
find_python_lock (const ArenaView *view)
{
  guint32 lock = view->arena->program.interpreter_lock;

  return way_traits[view->way].is_python && lock != 0 && lock <= MAX_OBJECTS ? lock - 1 : TS_WHO_NONE;
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

TsCollector *
ts_collector_new (const ArenaView *view, const TsMachine *machine, TsRecording *recording)
{
  TsCollector *self = g_new0 (TsCollector, 1);
  TsRunFacts *facts = ts_recording_get_facts (recording);

  self->view = view;
  self->clock = now_ns;
  self->machine = machine;
  self->recording = g_object_ref (recording);
  self->watch = view->task_count == 0;
  self->by_turns = !self->watch && way_traits[view->way].by_turns;
  self->simulated = !self->watch && way_traits[view->way].is_simulated;
  self->tasks = g_ptr_array_new_with_free_func (free_track);
  self->alive = g_ptr_array_new ();
  self->objects = g_array_new (FALSE, FALSE, sizeof (ObjectTrack));
  self->keyboard = G_MAXUINT;
  self->python_lock = find_python_lock (view);
  self->slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->tids = g_hash_table_new (NULL, NULL);
  self->unmatched = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->readers = g_new0 (CoreReader, view->core_count);
  self->load = ts_load_new ();
  ts_run_clock_init (&self->run_clock);
  ts_stream_init (self);

  add_cores (self);
  add_program (self);
  set_text (&facts->way, way_of (self));
  facts->seed = view->arena->seed;
  if (machine != NULL)
    {
      g_free (facts->machine);
      facts->machine = ts_machine_describe (machine);
    }
  return self;
}

void
ts_collector_free (TsCollector *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->view->core_count; i++)
    ts_text_clear (&self->readers[i].text);
  for (guint i = 0; i < MAX_CORES; i++)
    g_free (self->cores[i]);
  g_free (self->readers);
  g_free (self->lines);
  ts_stream_finish (self);
  ts_run_clock_finish (&self->run_clock);
  ts_load_free (self->load);
  g_hash_table_unref (self->unmatched);
  g_hash_table_unref (self->tids);
  g_array_unref (self->slots);
  g_array_unref (self->objects);
  g_ptr_array_unref (self->alive);
  g_ptr_array_unref (self->tasks);
  g_object_unref (self->recording);
  g_free (self);
}

/* Once the run goes on, it is known how it is observed. */
static gboolean
begin (TsCollector *self, gboolean at_once)
{
  Arena *arena = self->view->arena;
  TsRunFacts *facts = ts_recording_get_facts (self->recording);
  int refused;

  if (self->begun)
    return TRUE;
  if (!at_once && atomic_load_explicit (&arena->phase, memory_order_acquire) == PHASE_CREATED)
    return FALSE;

  self->begun = TRUE;
  self->exact = atomic_load_explicit (&arena->source, memory_order_acquire) == SOURCE_EXACT;
  set_text (&facts->source, self->simulated ? "simulated" : self->exact ? "exact" : "self-timed");
  refused = atomic_load_explicit (&arena->source_errno, memory_order_acquire);
  g_free (facts->source_reason);
  facts->source_reason = !self->exact && refused != 0 ? ts_machine_explain_refusal (refused) : g_strdup ("");
  return TRUE;
}

void
ts_collector_update_task (TsCollector *self, TaskTrack *track)
{
  TaskSlot *slot;

  if (self->watch)
    return;
  slot = arena_task (self->view, track->position);
  track->task->progress = atomic_load_explicit (&slot->progress, memory_order_relaxed);
  track->task->exit_status = atomic_load_explicit (&slot->exit_status, memory_order_relaxed);
}

void
ts_collector_read_reason (TsCollector *self, TaskTrack *track, const Event *event)
{
  static const TsState states[] = {
    [WAIT_UNKNOWN] = TS_STATE_WAITING,
    [WAIT_SLEEP] = TS_STATE_WAITING_SLEEP,
    [WAIT_IO] = TS_STATE_WAITING_IO,
    [WAIT_LOCK] = TS_STATE_WAITING_LOCK,
    [WAIT_SEMAPHORE] = TS_STATE_WAITING_SEMAPHORE,
    [WAIT_QUEUE] = TS_STATE_WAITING_QUEUE,
    [WAIT_BARRIER] = TS_STATE_WAITING_BARRIER,
    [WAIT_EVENT] = TS_STATE_WAITING_EVENT,
    [WAIT_TASK] = TS_STATE_WAITING_TASK,
  };
  guint n = event->task == WAIT_TASK ? self->tasks->len : self->objects->len;

  track->reason = event->task < G_N_ELEMENTS (states) ? states[event->task] : TS_STATE_WAITING;
  track->reason_who = event->object < n ? event->object : TS_WHO_NONE;
}

void
ts_collector_take (TsCollector *self, const Entry *entry)
{
  if (entry->kind == ENTRY_KEY)
    {
      ts_note_take_key (self, entry);
      return;
    }
  if (entry->track == NULL)
    {
      ts_exact_take_core (self, entry);
      return;
    }
  if (self->exact)
    ts_exact_take_task (self, entry->track, entry);
  else
    ts_self_timed_take (self, entry->track, entry);
  ts_note_take (self, entry->track, entry);
}

/* What the tasks' own noting has taken, where that can be told. */
static guint64
noting_ns (TsCollector *self)
{
  guint64 sum = 0;

  for (guint i = 0; way_traits[self->view->way].is_python && i < self->view->task_count; i++)
    sum += atomic_load_explicit (&arena_task (self->view, i)->noting_ns, memory_order_relaxed);
  return sum;
}

/* Brings lanes and facts up to self->head_ns. */
static void
bring_up (TsCollector *self)
{
  Arena *arena = self->view->arena;
  TsRunFacts *facts = ts_recording_get_facts (self->recording);

  for (guint i = 0; i < self->alive->len; i++)
    {
      TaskTrack *track = g_ptr_array_index (self->alive, i);

      ts_track_advance (self, track, self->head_ns);
      ts_collector_update_task (self, track);
    }
  ts_note_advance (self, self->head_ns);
  ts_load_write (self->load, self->recording, &self->run_clock, self->head_ns);

  facts->lost = self->lost + atomic_load_explicit (&arena->exact_lost, memory_order_relaxed);
  facts->start_monotonic_ns = (gint64) self->run_clock.start_ns;
  facts->duration_ns = ts_run_clock_map (&self->run_clock, self->head_ns);
  facts->paused_ns = ts_run_clock_paused (&self->run_clock, self->head_ns);
  facts->observer_cpu_ns = (gint64) (atomic_load_explicit (&arena->supervisor_cpu_ns, memory_order_relaxed)
                                     + noting_ns (self));
}

/* When the run ended as the supervisor says, if that can be; else 0. */
static guint64
told_end (TsCollector *self)
{
  guint64 end_ns = atomic_load_explicit (&self->view->arena->end_ns, memory_order_acquire);

  if (self->simulated)
    return end_ns;
  return end_ns >= MAX (self->run_clock.start_ns, 1) && end_ns <= self->now_ns + SETTLING_NS ? end_ns : 0;
}

void
ts_collector_collect (TsCollector *self)
{
  guint64 until_ns, end_ns;

  if (self->finished || !begin (self, FALSE))
    return;

  until_ns = ts_collector_read (self);
  end_ns = told_end (self);
  if (end_ns != 0)
    until_ns = MIN (until_ns, end_ns);
  ts_run_clock_update (&self->run_clock, self->view->arena, self->head_ns);
  if (!self->simulated)
    ts_load_sample (self->load, self->now_ns, FALSE);
  ts_stream_deliver (self, until_ns);
  self->head_ns = MAX (self->head_ns, until_ns);
  bring_up (self);
  g_signal_emit_by_name (self->recording, "changed");
}

/* When the run ended: as the supervisor says or, if that was killed, the last that was heard of. */
static guint64
end_of_run (TsCollector *self)
{
  guint64 end_ns = told_end (self);

  return MAX (end_ns != 0 ? end_ns : self->newest_ns, self->head_ns);
}

/* A task that nobody saw end: killed, or its last records were lost. */
static void
close_task (TsCollector *self, TaskTrack *track, guint64 end_ns)
{
  guint64 ended_ns = end_ns;

  if (!self->watch)
    {
      TaskSlot *slot = arena_task (self->view, track->position);

      ended_ns = atomic_load_explicit (&slot->ended_ns, memory_order_acquire);
      if (atomic_load_explicit (&slot->state, memory_order_acquire) != TASK_ENDED)
        track->task->stopped = TRUE;
      if (ended_ns < track->state_ns || ended_ns > end_ns)
        ended_ns = end_ns;
    }
  if (!self->exact && track->state == TS_STATE_RUNNING)
    ended_ns = CLAMP (track->last_ns, track->state_ns, ended_ns);
  ts_track_end (self, track, ended_ns);
}

void
ts_collector_finish (TsCollector *self)
{
  guint64 end_ns;

  if (self->finished)
    return;

  begin (self, TRUE);
  ts_collector_read (self);
  ts_collector_read (self); /* tasks that ended without a word are known by the second reading */
  ts_run_clock_update (&self->run_clock, self->view->arena, self->head_ns);
  if (!self->simulated)
    ts_load_sample (self->load, self->now_ns, TRUE);
  end_ns = end_of_run (self);
  ts_stream_deliver (self, end_ns + 1); /* what came after it is how the kernel dissolves processes */
  while (self->alive->len > 0)
    close_task (self, g_ptr_array_index (self->alive, self->alive->len - 1), end_ns);
  self->head_ns = end_ns;
  for (guint i = 0; i < self->tasks->len; i++)
    ts_collector_update_task (self, g_ptr_array_index (self->tasks, i));
  bring_up (self);
  self->finished = TRUE;
  g_signal_emit_by_name (self->recording, "changed");
}

gint64
ts_collector_get_head_ns (TsCollector *self)
{
  guint64 end_ns = told_end (self);

  if (self->finished)
    end_ns = self->head_ns;
  return ts_run_clock_map (&self->run_clock, end_ns != 0 ? end_ns : ts_collector_now (self));
}
