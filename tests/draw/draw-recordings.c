/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-recordings.h"

#include "make-recording.h"
#include "ts-shade.h"

enum {
  TICK_NS = 20000,
  N_TASKS = 5,
  MOST_CORES = 8,
  QUEUE_SIZE = 16,
  N_TICKS = 1600 * 1000000 / TICK_NS
};

typedef enum {
  STEP_COMPUTE,
  STEP_SLEEP,
  STEP_READ,
  STEP_LOCK,
  STEP_UNLOCK,
  STEP_PUT,
  STEP_GET,
  STEP_JOIN
} StepKind;

/* `ticks`: how long, give or take a third. */
typedef struct {
  StepKind kind;
  guint ticks;
} Step;

typedef struct {
  const char *name;
  Step steps[6];
  guint n_steps;
} Program;

static const Program programs[N_TASKS] = {
  { "main", { { STEP_COMPUTE, 20 }, { STEP_JOIN, G_MAXINT } }, 2 },
  { "Typing", { { STEP_SLEEP, 1500 }, { STEP_COMPUTE, 90 }, { STEP_PUT, 0 } }, 3 },
  { "Formatting",
    { { STEP_GET, 0 }, { STEP_LOCK, 0 }, { STEP_COMPUTE, 900 }, { STEP_UNLOCK, 0 } },
    4 },
  { "Interface",
    { { STEP_LOCK, 0 }, { STEP_COMPUTE, 200 }, { STEP_UNLOCK, 0 }, { STEP_SLEEP, 650 } },
    4 },
  { "Saving", { { STEP_SLEEP, 9000 }, { STEP_COMPUTE, 400 }, { STEP_READ, 900 } }, 3 },
};

typedef struct {
  guint step;
  guint left;           /* ticks of the step */
  gboolean begun;
  TsState state;
  guint core;           /* while it runs */
} Worker;

typedef struct {
  TsRecording *recording;
  GRand *dice;
  guint n_cores;
  Worker workers[N_TASKS];
  guint on_core[MOST_CORES];   /* the task; N_TASKS: nobody */
  guint holder;                /* of the lock; N_TASKS: nobody */
  guint fill;
} Machine;

static void
append (TsLane *lane, gint64 begin_ns, gint64 end_ns, guint32 who, guint core, TsState state,
        guint8 shade)
{
  TsSlice slice = { begin_ns, end_ns, who, (guint16) core, (guint8) state, shade };

  ts_lane_append (lane, &slice);
}

/* Takes what the step needs; false while it cannot be had, with the reason in the worker's state.
 */
static gboolean
begin_step (Machine *machine, guint task)
{
  Worker *worker = &machine->workers[task];
  const Step *step = &programs[task].steps[worker->step];

  if (step->kind == STEP_LOCK && machine->holder != N_TASKS)
    worker->state = TS_STATE_WAITING_LOCK;
  else if (step->kind == STEP_GET && machine->fill == 0)
    worker->state = TS_STATE_WAITING_QUEUE;
  else
    {
      guint third = MIN (step->ticks / 3, 100000);
      worker->left = step->ticks
                     + (third > 0 ? (guint) g_rand_int_range (machine->dice, 0, (gint) third) : 0);
      worker->state = step->kind == STEP_SLEEP  ? TS_STATE_WAITING_SLEEP
                      : step->kind == STEP_READ ? TS_STATE_WAITING_IO
                      : step->kind == STEP_JOIN ? TS_STATE_WAITING_TASK
                                                : TS_STATE_READY;
      worker->begun = TRUE;
      if (step->kind == STEP_LOCK)
        machine->holder = task;
      else if (step->kind == STEP_UNLOCK)
        machine->holder = N_TASKS;
      else if (step->kind == STEP_PUT)
        machine->fill = MIN (machine->fill + 3, QUEUE_SIZE);
      else if (step->kind == STEP_GET)
        machine->fill--;
      return TRUE;
    }
  return FALSE;
}

/* Steps that take no time pass at once. */
static void
pass_steps (Machine *machine, guint task)
{
  Worker *worker = &machine->workers[task];

  while (worker->begun ? worker->left == 0 : begin_step (machine, task))
    if (worker->begun && worker->left == 0)
      {
        worker->step = (worker->step + 1) % programs[task].n_steps;
        worker->begun = FALSE;
      }
    else
      break;
}

/* Gives cores to those that are ready: their old one if it is free; a share of the time is used up
 * after 4 ms. */
static void
schedule (Machine *machine, guint tick)
{
  for (guint core = 0; core < machine->n_cores; core++)
    if (machine->on_core[core] != N_TASKS
        && (machine->workers[machine->on_core[core]].state != TS_STATE_READY || tick % 200 == 0))
      machine->on_core[core] = N_TASKS;
  for (guint i = 0; i < N_TASKS; i++)
    {
      guint task = (i + tick / 200) % N_TASKS;
      Worker *worker = &machine->workers[task];
      gboolean has_core = machine->on_core[worker->core] == task;

      for (guint j = 0; j < machine->n_cores && !has_core && worker->state == TS_STATE_READY; j++)
        {
          guint core = (worker->core + j) % machine->n_cores;
          if (machine->on_core[core] == N_TASKS)
            {
              machine->on_core[core] = task;
              worker->core = core;
              has_core = TRUE;
            }
        }
    }
}

static void
record_tick (Machine *machine, gint64 begin_ns)
{
  GPtrArray *tasks = ts_recording_get_tasks (machine->recording),
            *cores = ts_recording_get_cores (machine->recording);
  GPtrArray *objects = ts_recording_get_objects (machine->recording);
  gint64 end_ns = begin_ns + TICK_NS;

  for (guint task = 0; task < N_TASKS; task++)
    {
      Worker *worker = &machine->workers[task];
      gboolean runs = worker->state == TS_STATE_READY && machine->on_core[worker->core] == task;
      TsState state = runs ? TS_STATE_RUNNING : worker->state;
      TsLane *lane = ((TsTask *) g_ptr_array_index (tasks, task))->lane;

      append (lane, begin_ns, end_ns, TS_WHO_NONE, runs ? worker->core : TS_CORE_NONE, state,
              ts_shade_of_state (state));
      if (runs)
        append (((TsCore *) g_ptr_array_index (cores, worker->core))->lane, begin_ns, end_ns, task,
                worker->core, TS_STATE_RUNNING, ts_shade_of_task (task));
      if (worker->begun && (runs || worker->state != TS_STATE_READY) && worker->left > 0)
        worker->left--;
    }
  if (machine->holder != N_TASKS)
    append (((TsObject *) g_ptr_array_index (objects, 0))->lane, begin_ns, end_ns, machine->holder,
            TS_CORE_NONE, TS_STATE_HELD, ts_shade_of_task (machine->holder));
  append (((TsObject *) g_ptr_array_index (objects, 1))->lane, begin_ns, end_ns, machine->fill,
          TS_CORE_NONE, TS_STATE_VALUE, ts_shade_of_value (machine->fill, QUEUE_SIZE));
}

static void
set_facts (TsRecording *recording, const char *title, const char *summary)
{
  TsRunFacts *facts = ts_recording_get_facts (recording);

  ts_set_string (&facts->title, title);
  ts_set_string (&facts->summary, summary);
  ts_set_string (&facts->way, "threads");
  ts_set_string (&facts->source, "exact");
  ts_set_string (&facts->machine, "AMD EPYC, 2 cores, Linux 6.18");
  ts_set_string (&facts->created, "2026-11-22T22:59:39Z");
  facts->seed = 4711;
  facts->duration_ns = ts_recording_get_end_ns (recording);
}

static TsTask *
add_task (TsRecording *recording, const char *name, const char *kind, guint32 tid)
{
  TsTask *task = ts_recording_add_task (recording);

  ts_set_string (&task->name, name);
  ts_set_string (&task->kind, kind);
  task->pid = 24116;
  task->tid = tid;
  return task;
}

static TsObject *
add_object (TsRecording *recording, const char *name, TsObjectKind kind, gint64 size)
{
  TsObject *object = ts_recording_add_object (recording);

  ts_set_string (&object->name, name);
  object->kind = kind;
  object->size = size;
  return object;
}

static void
add_cores (TsRecording *recording, guint n_cores)
{
  for (guint i = 0; i < n_cores; i++)
    {
      TsCore *core = ts_recording_add_core (recording);
      core->number = core->physical_core = (guint16) i;
    }
}

static void
add_others (TsRecording *recording, GRand *dice, gint64 end_ns)
{
  GPtrArray *cores = ts_recording_get_cores (recording);

  for (guint i = 0; i < cores->len; i++)
    for (gint64 begin = 0; begin < end_ns; begin += 200000000)
      append (
          ((TsCore *) g_ptr_array_index (cores, i))->others, begin, MIN (begin + 200000000, end_ns),
          (guint32) MAX (0, g_rand_int_range (dice, -200, 500)), TS_CORE_NONE, TS_STATE_OTHERS, 0);
}

TsRecording *
draw_word_recording (guint n_cores)
{
  Machine machine = { ts_recording_new (), g_rand_new_with_seed (7), MIN (n_cores, MOST_CORES) };

  for (guint i = 0; i < N_TASKS; i++)
    {
      add_task (machine.recording, programs[i].name, i == 0 ? "main" : "thread", 24116 + i);
      machine.workers[i] = (Worker) { 0, 0, FALSE, TS_STATE_READY, i % machine.n_cores };
    }
  for (guint i = 0; i < MOST_CORES; i++)
    machine.on_core[i] = N_TASKS;
  add_cores (machine.recording, machine.n_cores);
  add_object (machine.recording, "document", TS_OBJECT_LOCK, 0);
  add_object (machine.recording, "keys", TS_OBJECT_QUEUE, QUEUE_SIZE);
  machine.holder = N_TASKS;
  for (guint tick = 0; tick < N_TICKS; tick++)
    {
      for (guint task = 0; task < N_TASKS; task++)
        pass_steps (&machine, task);
      schedule (&machine, tick);
      record_tick (&machine, (gint64) tick * TICK_NS);
    }
  add_others (machine.recording, machine.dice, (gint64) N_TICKS * TICK_NS);
  set_facts (machine.recording, "A word processor",
             "Three threads of one process share one document.");
  ts_recording_add_setting (machine.recording, "pages", "Pages", 4);
  ts_recording_add_print (machine.recording, 700 * 1000000, 4, "Saved.");
  g_rand_free (machine.dice);
  return machine.recording;
}

TsRecording *
draw_empty_recording (void)
{
  TsRecording *recording = ts_recording_new ();

  add_cores (recording, 1);
  add_task (recording, "Worker", "thread", 0);
  return recording;
}

TsRecording *
draw_short_recording (void)
{
  TsRecording *recording = draw_empty_recording ();
  TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), 0);
  TsCore *core = g_ptr_array_index (ts_recording_get_cores (recording), 0);

  append (task->lane, 0, 12000, TS_WHO_NONE, TS_CORE_NONE, TS_STATE_READY,
          ts_shade_of_state (TS_STATE_READY));
  append (task->lane, 12000, 52000, TS_WHO_NONE, 0, TS_STATE_RUNNING,
          ts_shade_of_state (TS_STATE_RUNNING));
  append (core->lane, 12000, 52000, 0, 0, TS_STATE_RUNNING, ts_shade_of_task (0));
  set_facts (recording, "One short run", "");
  return recording;
}

TsRecording *
draw_needle_recording (void)
{
  TsRecording *recording = draw_empty_recording ();
  TsCore *core = g_ptr_array_index (ts_recording_get_cores (recording), 0);

  append (core->lane, 5000000000, 5000000001, 0, 0, TS_STATE_RUNNING, ts_shade_of_task (0));
  set_facts (recording, "A needle", "");
  ts_recording_get_facts (recording)->duration_ns = 10000000000;
  return recording;
}

TsRecording *
draw_names_recording (void)
{
  static const char *const names[] = {
    "",
    "Short",
    "A worker with a name that goes on and on until nobody can read it any longer",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik",
    "עובד מספר אחד",
    "عامل يكتب الكثير من الكلمات الطويلة هنا",
    "bad \xff\xfe bytes",
    "line\nbreak\tand tab",
    "工作线程一号",
    "kworker/u8:3-events_unbound",
  };
  TsRecording *recording = draw_word_recording (2);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      add_task (recording, names[i], "process", 4194304 - i);
      add_object (recording, names[i], (TsObjectKind) (i % 6), 4);
    }
  set_facts (
      recording,
      "A title that is so long that it cannot stand on one line of the page, however wide the page may "
      "be and however small the letters, and so it has to be broken between words, and then cut short",
      "A summary that is just as long, because somebody who wrote a scenario wanted to say everything at once in "
      "one sentence, with Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen in it.");
  ts_set_string (&ts_recording_get_facts (recording)->failure,
                 "Worker 2 was killed by signal 9 (Killed) at line 12.");
  ts_recording_get_facts (recording)->paused_ns = 1200000000;
  ts_recording_get_facts (recording)->lost = 12;
  return recording;
}

TsRecording *
draw_hybrid_recording (void)
{
  static const guint16 physical[] = { 0, 1, 0, 1, 2, 3, 4, 5 };
  TsRecording *recording = draw_word_recording (8);

  for (guint i = 0; i < G_N_ELEMENTS (physical); i++)
    {
      TsCore *core = g_ptr_array_index (ts_recording_get_cores (recording), i);
      core->physical_core = physical[i];
      ts_set_string (&core->kind, i < 4 ? "performance" : "efficiency");
    }
  return recording;
}

TsRecording *
draw_crowd_recording (void)
{
  return make_recording (
      &(MakeRecording) { .n_cores = 64, .n_tasks = 1000, .n_slices = 100000, .seed = 3 });
}

TsRecording *
draw_hostile_recording (void)
{
  TsRecording *recording = draw_empty_recording ();
  TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), 0);
  TsCore *core = g_ptr_array_index (ts_recording_get_cores (recording), 0);
  TsObject *object = add_object (recording, "counter", TS_OBJECT_COUNTER, -5);

  append (core->lane, G_MININT64 / 2, G_MAXINT64 - 1, G_MAXUINT32 - 1, 65000, TS_STATE_NONE, 7);
  append (core->others, 0, G_MAXINT64 - 1, G_MAXUINT32, 0, TS_STATE_HELD, 0);
  append (task->lane, 0, G_MAXINT64 / 2, 12345, 65000, 255, 3);
  append (task->lane, G_MAXINT64 / 2, G_MAXINT64 - 1, 12345, 65000, TS_STATE_RUNNING, 0);
  append (object->lane, 0, G_MAXINT64 - 1, G_MAXUINT32 - 7, 0, TS_STATE_VALUE, 0);
  ts_recording_add_print (recording, G_MAXINT64, 77, "nobody");
  ts_recording_get_facts (recording)->duration_ns = G_MAXINT64;
  ts_recording_get_facts (recording)->lost = G_MAXUINT64;
  return recording;
}

static TsRecording *
make_word (void)
{
  return draw_word_recording (2);
}

static TsRecording *
make_nothing (void)
{
  return ts_recording_new ();
}

const DrawRecording draw_recordings[] = {
  { "word", make_word },
  { "short", draw_short_recording },
  { "needle", draw_needle_recording },
  { "no-time", draw_empty_recording },
  { "nothing", make_nothing },
  { "names", draw_names_recording },
  { "hybrid", draw_hybrid_recording },
  { "crowd", draw_crowd_recording },
  { "hostile", draw_hostile_recording },
  { NULL, NULL },
};
