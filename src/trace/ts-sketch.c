/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sketch's scheduler: cores take from one queue; who has slept goes first; who computes gives way after a quantum.
 */
#include "config.h"

#include "ts-sketch.h"

#include "ts-shade.h"
#include "ts-sketch-private.h"

#define MS 1000000

/* A small drawing shows no more of a lane than so many slices. */
enum { MOST_SLICES = 28 };

enum { MOST_EVENTS = 3000 };

#define QUANTUM_NS (10 * MS)
#define LONGEST_NS (3000LL * MS)

/* How long the end is shown of a program in which everybody waits for somebody else for good. */
#define STANDSTILL_NS (60 * MS)

/* What it takes to take up work again, so that who only looks into a queue is seen, too. */
#define WAKE_NS (MS / 20)

#define FIRST_KEY_NS (30 * MS)
#define KEY_NS (140 * MS)

gint64
ts_sketch_count_keys (const Sketch *sketch)
{
  return sketch->now_ns < FIRST_KEY_NS ? 0 : (sketch->now_ns - FIRST_KEY_NS) / KEY_NS + 1;
}

gint64
ts_sketch_next_key_ns (const Sketch *sketch)
{
  return FIRST_KEY_NS + ts_sketch_count_keys (sketch) * KEY_NS;
}

static void
append (Sketch *sketch, guint32 slot)
{
  const SketchTask *task = &sketch->tasks[slot];
  TsState state = task->status == SKETCH_RUNNING ? TS_STATE_RUNNING
                  : task->status == SKETCH_READY ? TS_STATE_READY
                                                 : task->reason;
  TsSlice slice = {
    .begin_ns = task->since_ns, .end_ns = sketch->now_ns, .who = TS_WHO_NONE,
    .core = state == TS_STATE_RUNNING ? (guint16) task->core : TS_CORE_NONE, .state = (guint8) state,
    .shade = ts_shade_of_state (state),
  };

  if (task->status != SKETCH_UNBORN && task->status != SKETCH_ENDED && slice.end_ns > slice.begin_ns)
    ts_lane_append (task->lane, &slice);
}

void
ts_sketch_set_status (Sketch *sketch, guint32 slot, SketchStatus status)
{
  SketchTask *task = &sketch->tasks[slot];

  append (sketch, slot);
  task->status = status;
  task->since_ns = sketch->now_ns;
  if (status == SKETCH_READY)
    task->turn = ++sketch->turns;
  else if (status == SKETCH_ENDED)
    ts_sketch_wake (sketch, TS_STATE_WAITING_TASK, slot, TRUE);
}

void
ts_sketch_wake (Sketch *sketch, TsState reason, guint32 object, gboolean all)
{
  for (guint32 slot = 0; slot < sketch->program->task_count; slot++)
    {
      SketchTask *task = &sketch->tasks[slot];

      if (task->status != SKETCH_WAITING || task->reason != reason || task->object != object)
        continue;
      task->has_slept = TRUE;
      ts_sketch_set_status (sketch, slot, SKETCH_READY);
      if (!all)
        return;
    }
}

static gboolean
may_use (const SketchTask *task, guint core)
{
  return core_set_count (&task->cores) == 0 || core_set_has (&task->cores, core);
}

/* The ready task that is next on `core`: sleepers first, then by turn; NO_TASK. */
static guint32
find_next (const Sketch *sketch, guint core)
{
  guint32 found = NO_TASK;

  for (guint32 slot = 0; slot < sketch->program->task_count; slot++)
    {
      const SketchTask *task = &sketch->tasks[slot], *best = found != NO_TASK ? &sketch->tasks[found] : NULL;

      if (task->status == SKETCH_READY && may_use (task, core)
          && (best == NULL || task->has_slept > best->has_slept
              || (task->has_slept == best->has_slept && task->turn < best->turn)))
        found = slot;
    }
  return found;
}

static guint32
find_running (const Sketch *sketch, guint core)
{
  for (guint32 slot = 0; slot < sketch->program->task_count; slot++)
    if (sketch->tasks[slot].status == SKETCH_RUNNING && sketch->tasks[slot].core == core)
      return slot;
  return NO_TASK;
}

/* Whether who runs must give way to `next`: its quantum is over, or a sleeper wakes and it computes for long. */
static gboolean
gives_way (const Sketch *sketch, const SketchTask *running, const SketchTask *next)
{
  gint64 had_ns = sketch->now_ns - running->since_ns;

  return had_ns >= QUANTUM_NS || (next->has_slept && !running->has_slept && had_ns >= MS);
}

/* Gives `core` to who is next; FALSE if nothing changes there. */
static gboolean
schedule (Sketch *sketch, guint core)
{
  guint32 running = find_running (sketch, core), next = find_next (sketch, core);

  if (next == NO_TASK)
    return FALSE;
  if (running != NO_TASK)
    {
      if (!gives_way (sketch, &sketch->tasks[running], &sketch->tasks[next]))
        return FALSE;
      sketch->tasks[running].has_slept = FALSE;
      ts_sketch_set_status (sketch, running, SKETCH_READY);
    }
  sketch->tasks[next].core = core;
  if (sketch->tasks[next].has_slept)
    sketch->tasks[next].left_ns = MAX (WAKE_NS, sketch->tasks[next].left_ns);
  ts_sketch_set_status (sketch, next, SKETCH_RUNNING);
  return TRUE;
}

/* Lets everything happen that happens now.  FALSE if that does not end. */
static gboolean
settle (Sketch *sketch)
{
  for (guint rounds = 0; rounds < MOST_EVENTS; rounds++)
    {
      gboolean changed = FALSE;

      for (guint core = 0; core < sketch->n_cores; core++)
        if (find_running (sketch, core) == NO_TASK)
          changed |= schedule (sketch, core);
      for (guint core = 0; core < sketch->n_cores; core++)
        changed |= schedule (sketch, core);
      for (guint32 slot = 0; slot < sketch->program->task_count; slot++)
        if (sketch->tasks[slot].status == SKETCH_RUNNING && sketch->tasks[slot].left_ns == 0)
          {
            changed = TRUE;
            if (!ts_sketch_step (sketch, slot))
              return FALSE;
          }
      if (!changed)
        return TRUE;
    }
  return FALSE;
}

/* When something happens next; G_MAXINT64: never. */
static gint64
find_next_time (const Sketch *sketch)
{
  gint64 next_ns = G_MAXINT64;

  for (guint32 slot = 0; slot < sketch->program->task_count; slot++)
    {
      const SketchTask *task = &sketch->tasks[slot];

      if (task->status == SKETCH_RUNNING)
        {
          gint64 quantum_end_ns = task->since_ns + QUANTUM_NS;

          next_ns = MIN (next_ns, sketch->now_ns + task->left_ns);
          if (quantum_end_ns > sketch->now_ns && find_next (sketch, task->core) != NO_TASK)
            next_ns = MIN (next_ns, quantum_end_ns);
        }
      else if (task->status == SKETCH_WAITING)
        {
          next_ns = MIN (next_ns, task->wake_ns);
          if (task->reason == TS_STATE_WAITING_QUEUE
              && sketch->program->objects[task->object].kind == OBJECT_KEYBOARD)
            next_ns = MIN (next_ns, ts_sketch_next_key_ns (sketch));
        }
    }
  return next_ns;
}

static void
advance (Sketch *sketch, gint64 to_ns)
{
  gint64 passed_ns = to_ns - sketch->now_ns;

  sketch->now_ns = to_ns;
  for (guint32 slot = 0; slot < sketch->program->task_count; slot++)
    {
      SketchTask *task = &sketch->tasks[slot];
      gboolean is_timed = task->wake_ns != G_MAXINT64;

      if (task->status == SKETCH_RUNNING)
        task->left_ns = MAX (0, task->left_ns - passed_ns);
      else if (task->status == SKETCH_WAITING && is_timed && task->wake_ns <= to_ns)
        {
          task->wake_ns = G_MAXINT64;
          task->has_slept = TRUE;
          ts_sketch_set_status (sketch, slot, SKETCH_READY);
        }
      else if (task->status == SKETCH_WAITING && task->reason == TS_STATE_WAITING_QUEUE
               && sketch->program->objects[task->object].kind == OBJECT_KEYBOARD
               && sketch->objects[task->object].value + ts_sketch_count_keys (sketch) > 0)
        ts_sketch_wake (sketch, TS_STATE_WAITING_QUEUE, task->object, TRUE);
    }
}

/* Whether a small drawing could not show more. */
static gboolean
is_full (const Sketch *sketch)
{
  for (guint32 slot = 0; slot < sketch->program->task_count; slot++)
    if (ts_lane_get_n_slices (sketch->tasks[slot].lane) > MOST_SLICES)
      return TRUE;
  return FALSE;
}

static void
run (Sketch *sketch)
{
  sketch->tasks[0].at = (guint32) sketch->program->declarations[0].entry;
  ts_sketch_set_status (sketch, 0, SKETCH_READY);
  for (guint events = 0; events < MOST_EVENTS && sketch->now_ns < LONGEST_NS; events++)
    {
      gint64 next_ns;

      if (!settle (sketch) || sketch->tasks[0].status == SKETCH_ENDED || is_full (sketch))
        break;
      next_ns = find_next_time (sketch);
      if (next_ns == G_MAXINT64)
        {
          advance (sketch, sketch->now_ns + MAX (STANDSTILL_NS, sketch->now_ns / 2));
          break;
        }
      advance (sketch, next_ns);
    }
  for (guint32 slot = 0; slot < sketch->program->task_count; slot++)
    append (sketch, slot);
}

static void
set_up (Sketch *sketch, TsRecording *recording)
{
  const Program *program = sketch->program;

  sketch->tasks = g_new0 (SketchTask, program->task_count);
  sketch->objects = g_new0 (SketchObject, program->object_count + 1);
  for (guint i = 0; i < program->object_count; i++)
    sketch->objects[i].value = program->objects[i].kind == OBJECT_LOCK ? 1
                               : program->objects[i].kind == OBJECT_SEMAPHORE
                                     || program->objects[i].kind == OBJECT_COUNTER
                                   ? program->objects[i].size
                                   : 0;
  for (guint32 slot = 0; slot < program->task_count; slot++)
    {
      const TaskDeclaration *declaration = &program->declarations[program_declaration_of (program, slot)];
      TsTask *task = ts_recording_add_task (recording);

      ts_set_string (&task->name, program->text + declaration->name);
      task->worker = slot > 0;
      sketch->tasks[slot].lane = task->lane;
      sketch->tasks[slot].wake_ns = G_MAXINT64;
    }
}

TsRecording *
ts_sketch_make (TsScenario *scenario, guint n_cores)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
  g_autoptr (TsCompiled) compiled = NULL;
  TsSettings settings = { 0 };
  Sketch sketch = { .n_cores = n_cores };
  TsRecording *recording;

  g_return_val_if_fail (TS_IS_SCENARIO (scenario) && n_cores > 0, NULL);
  for (guint core = 0; core < n_cores; core++)
    core_set_add (&settings.allowed, core);
  compiled = ts_script_compile (ts_scenario_get_script (scenario), &settings, diagnostics);
  if (compiled == NULL)
    return NULL;
  recording = ts_recording_new ();
  sketch.program = compiled->program;
  set_up (&sketch, recording);
  run (&sketch);
  g_free (sketch.tasks);
  g_free (sketch.objects);
  return recording;
}
