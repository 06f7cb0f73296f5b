/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-arena.h"

#include <string.h>

const guint64 made_start_ns = G_GUINT64_CONSTANT (5000000000000);

/* Where the clock of the made run stands. */
static guint64 made_now_ns;

static guint64
made_clock (void)
{
  return made_now_ns;
}

guint64
made_time (gint64 us)
{
  return made_start_ns + (guint64) (us * MADE_US);
}

static void
declare_object (Program *program, guint index, ObjectKind kind, gint64 size, guint32 name)
{
  program->objects[index] = (ObjectDeclaration) { .kind = kind, .size = size, .name = name };
}

static Program *
make_program (void)
{
  static const char names[] = "\0Main\0Worker\0document\0keys\0total\0room";
  Program *program = g_new0 (Program, 1);

  memcpy (program->text, names, sizeof names);
  program->text_size = sizeof names;
  program->instruction_count = 3;
  program->instructions[1].line = 7;
  program->instructions[2].line = 8;
  program->declaration_count = 2;
  program->task_count = MADE_TASKS;
  program->declarations[0] = (TaskDeclaration) { .name = 1, .copies = 1, .parent = -1 };
  program->declarations[1] = (TaskDeclaration) { .name = 6, .copies = 3, .first_slot = 1, .parent = -1, .worker = 1 };
  program->object_count = MADE_OBJECTS;
  declare_object (program, MADE_LOCK, OBJECT_LOCK, 0, 13);
  declare_object (program, MADE_QUEUE, OBJECT_QUEUE, 16, 22);
  declare_object (program, MADE_COUNTER, OBJECT_COUNTER, 5, 27);
  declare_object (program, MADE_SEMAPHORE, OBJECT_SEMAPHORE, 2, 33);
  return program;
}

void
made_run_init (MadeRun *run, SourceId source, gboolean watch)
{
  g_autofree Program *program = watch ? NULL : make_program ();
  ArenaPlan plan = { .program = program, .way = WAY_THREADS, .source_wish = source, .seed = 42 };

  core_set_add (&plan.allowed, 0);
  core_set_add (&plan.allowed, 1);
  g_assert_true (arena_create (&run->view, &plan));
  run->recording = ts_recording_new ();
  run->collector = ts_collector_new (&run->view, NULL, run->recording);
  run->collector->clock = made_clock;
  made_run_set_clock (run, 0);

  atomic_store (&run->view.arena->source, source);
  atomic_store (&run->view.arena->start_ns, made_start_ns);
  atomic_store (&run->view.arena->phase, PHASE_RUNNING);
}

void
made_run_finish (MadeRun *run)
{
  ts_collector_free (run->collector);
  g_object_unref (run->recording);
  arena_close (&run->view);
}

static void
push_core (MadeRun *run, const Event *event)
{
  /* The machine of the test may have one core only: what happens on any core may stand in the first ring. */
  g_assert_true (ring_push (arena_core_ring (&run->view, 0), event));
}

void
made_run_set_clock (MadeRun *run, gint64 us)
{
  Event drained = { .kind = EVENT_DRAINED, .time_ns = made_time (us), .core = NO_CORE, .object = NO_OBJECT };

  made_now_ns = made_time (us);
  push_core (run, &drained);
}

void
made_event_full (MadeRun *run, guint32 slot, gint64 us, Event event)
{
  TaskSlot *task = arena_task (&run->view, slot);

  event.time_ns = made_time (us);
  if (event.kind == EVENT_START)
    atomic_store (&task->state, TASK_READY_OR_RUNNING);
  g_assert_true (ring_push (arena_task_ring (&run->view, slot), &event));
}

void
made_event (MadeRun *run, guint32 slot, gint64 us, EventKind kind, guint16 core, gint64 value)
{
  if (kind == EVENT_START)
    value = event_identity (100, 100 + slot);
  made_event_full (run, slot, us, (Event) { .kind = kind, .core = core, .object = NO_OBJECT, .task = NO_TASK,
                                            .value = value });
}

static gint64
identity_of (guint32 tid)
{
  return event_identity (tid < 200 ? 100 : tid, tid);
}

void
made_switch (MadeRun *run, gint64 us, EventKind kind, guint16 core, guint32 tid, gboolean preempted)
{
  push_core (run, &(Event) { .kind = kind, .time_ns = made_time (us), .core = core,
                             .object = kind == EVENT_SWITCH_OUT ? preempted : NO_OBJECT,
                             .value = identity_of (tid) });
}

void
made_fork (MadeRun *run, gint64 us, guint16 core, guint32 tid, guint32 parent)
{
  push_core (run, &(Event) { .kind = EVENT_FORK, .time_ns = made_time (us), .core = core, .object = NO_OBJECT,
                             .task = parent, .value = identity_of (tid) });
}

void
made_name (MadeRun *run, gint64 us, guint16 core, guint32 tid, const char *name, gboolean exec)
{
  Event text = { .kind = EVENT_TEXT, .time_ns = made_time (us), .core = core, .object = NO_OBJECT };

  push_core (run, &(Event) { .kind = EVENT_COMM, .time_ns = made_time (us), .core = core, .object = exec,
                             .value = identity_of (tid) });
  memcpy ((char *) &text + G_STRUCT_OFFSET (Event, instruction), name, MIN (strlen (name), 15));
  push_core (run, &text);
}

TsTask *
made_task (MadeRun *run, guint position)
{
  return g_ptr_array_index (ts_recording_get_tasks (run->recording), position);
}

TsLane *
made_core_lane (MadeRun *run, guint16 number)
{
  return ts_recording_find_core (run->recording, number)->lane;
}

void
assert_lane (TsLane *lane, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ts_lane_get_n_slices (lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ts_state_get_id ((TsState) slice->state));
      if (slice->who != TS_WHO_NONE)
        g_string_append_printf (text, "(%u)", slice->who);
      g_string_append_printf (text, " %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, slice->begin_ns / MADE_US,
                              slice->end_ns / MADE_US);
      if (slice->core != TS_CORE_NONE)
        g_string_append_printf (text, "@%u", slice->core);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_in_order (TsLane *lane, gboolean without_holes)
{
  for (guint i = 0; i < ts_lane_get_n_slices (lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, i);

      g_assert_cmpint (slice->begin_ns, <, slice->end_ns);
      g_assert_cmpint (slice->begin_ns, >=, 0);
      if (i > 0 && without_holes)
        g_assert_cmpint (slice->begin_ns, ==, ts_lane_get_slice (lane, i - 1)->end_ns);
      else if (i > 0)
        g_assert_cmpint (slice->begin_ns, >=, ts_lane_get_slice (lane, i - 1)->end_ns);
    }
}

void
assert_whole (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording), *cores = ts_recording_get_cores (recording);
  GPtrArray *objects = ts_recording_get_objects (recording);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      guint n = ts_lane_get_n_slices (task->lane);

      assert_in_order (task->lane, TRUE);
      if (n == 0)
        {
          g_assert_cmpint (task->started_ns, ==, task->ended_ns);
          continue;
        }
      g_assert_cmpint (ts_lane_get_slice (task->lane, 0)->begin_ns, ==, task->started_ns);
      g_assert_cmpint (ts_lane_get_slice (task->lane, n - 1)->end_ns, ==, task->ended_ns);
    }
  for (guint i = 0; i < cores->len; i++)
    assert_in_order (((TsCore *) g_ptr_array_index (cores, i))->lane, FALSE);
  for (guint i = 0; i < objects->len; i++)
    assert_in_order (((TsObject *) g_ptr_array_index (objects, i))->lane, FALSE);
}
