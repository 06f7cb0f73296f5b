/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A little scheduler with a dice: whoever is free runs for a while on the core that is behind, then
 * waits.
 */
#include "config.h"

#include "make-recording.h"

#include "ts-shade.h"

typedef struct {
  const MakeRecording *options;
  TsRecording *recording;
  GRand *dice;
  gint64 *core_free_ns;   /* when each core has nothing to do again */
  gint64 *task_free_ns;
  gint64 lock_free_ns;
  guint32 *progress;
} Maker;

static gint64
roll (Maker *maker, gint64 low, gint64 high)
{
  return g_rand_int_range (maker->dice, (gint32) low, (gint32) high);
}

static void
add_facts (Maker *maker)
{
  TsRunFacts *facts = ts_recording_get_facts (maker->recording);

  ts_set_string (&facts->scenario_id, "made-up");
  ts_set_string (&facts->title, "A made-up run");
  ts_set_string (&facts->summary, "Tasks take turns as the dice fall.");
  ts_set_string (&facts->scenario_source, "<scenario id=\"made-up\">\n\t\\ & ü\n</scenario>\n");
  ts_set_string (&facts->way, "threads");
  ts_set_string (&facts->source, "exact");
  ts_set_string (&facts->machine, "Dice");
  ts_set_string (&facts->created, "2026-01-02T03:04:05Z");
  ts_set_string (&facts->prediction, "It will be “fair”.");
  facts->seed = G_MAXUINT64 - maker->options->seed;
  facts->start_monotonic_ns = G_GINT64_CONSTANT (123456789012345);
  ts_recording_add_setting (maker->recording, "pages", "Pages", 4);
  ts_recording_add_note (maker->recording, 1000, 2000000, "core 0", "Look here\n\"twice\"");
}

static void
add_parts (Maker *maker)
{
  static const TsObjectKind kinds[] = { TS_OBJECT_LOCK, TS_OBJECT_QUEUE, TS_OBJECT_COUNTER };
  static const char *names[] = { "document", "keys", "total" };

  for (guint i = 0; i < maker->options->n_cores; i++)
    {
      TsCore *core = ts_recording_add_core (maker->recording);

      core->number = (guint16) i;
      core->physical_core = (guint16) (i / 2);
    }
  for (guint i = 0; i < maker->options->n_tasks; i++)
    {
      TsTask *task = ts_recording_add_task (maker->recording);

      g_free (task->name);
      task->name = g_strdup_printf ("Worker %u", i + 1);
      ts_set_string (&task->kind, i == 0 ? "main" : "thread");
      task->index = i;
      task->worker = i > 0;
      task->pid = 4000;
      task->tid = 4000 + i;
      task->started_ns = 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      TsObject *object = ts_recording_add_object (maker->recording);

      ts_set_string (&object->name, names[i]);
      object->kind = kinds[i];
      object->size = kinds[i] == TS_OBJECT_QUEUE ? 16 : 0;
    }
}

static void
add_mark (TsTask *task, gint64 time_ns, TsMarkKind kind, gint64 value, guint32 detail)
{
  TsMark mark = { time_ns, value, detail, kind };

  g_array_append_val (task->marks, mark);
}

/* The task's time until begin_ns, when it runs again: it waits, and then is ready for a while, or
 * only ready. */
static void
add_wait (Maker *maker, guint number, TsTask *task, gint64 begin_ns)
{
  gint64 from_ns = maker->task_free_ns[number];
  gint64 ready_ns = from_ns;
  guint reason = (guint) roll (maker, 0, TS_STATE_WAITING_TASK - TS_STATE_WAITING + 2);
  TsSlice slice = { from_ns, begin_ns, TS_WHO_NONE, TS_CORE_NONE, TS_STATE_READY,
                    ts_shade_of_state (TS_STATE_READY) };

  if (begin_ns == from_ns)
    return;
  if (reason <= TS_STATE_WAITING_TASK - TS_STATE_WAITING)
    {
      TsSlice waiting = {
        from_ns, 0, TS_WHO_NONE, TS_CORE_NONE, (guint8) (TS_STATE_WAITING + reason), 0
      };

      ready_ns = begin_ns - roll (maker, 0, 30000);
      ready_ns = MAX (from_ns, ready_ns);
      waiting.end_ns = ready_ns;
      waiting.shade = ts_shade_of_state (waiting.state);
      if (waiting.state == TS_STATE_WAITING_LOCK)
        waiting.who = 0;
      else if (waiting.state == TS_STATE_WAITING_QUEUE)
        waiting.who = 1;
      ts_lane_append (task->lane, &waiting);
      add_mark (task, ready_ns, TS_MARK_WOKEN, 0, (number + 1) % maker->options->n_tasks);
    }
  slice.begin_ns = ready_ns;
  ts_lane_append (task->lane, &slice);
}

static void
add_objects (Maker *maker, guint number, gint64 begin_ns, gint64 end_ns)
{
  TsObject *lock = ts_recording_get_objects (maker->recording)->pdata[0];
  TsObject *queue = ts_recording_get_objects (maker->recording)->pdata[1];
  TsSlice held = {
    begin_ns, end_ns, number, TS_CORE_NONE, TS_STATE_HELD, ts_shade_of_task (number)
  };
  TsSlice value = {
    begin_ns, end_ns, (guint32) roll (maker, 0, 17), TS_CORE_NONE, TS_STATE_VALUE, 0
  };

  if (begin_ns < maker->lock_free_ns)
    return;
  value.shade = ts_shade_of_value (value.who, queue->size);
  ts_lane_append (lock->lane, &held);
  ts_lane_append (queue->lane, &value);
  maker->lock_free_ns = end_ns;
}

static void
run_task (Maker *maker, guint core_number, guint number, gint64 begin_ns)
{
  TsCore *core = ts_recording_get_cores (maker->recording)->pdata[core_number];
  TsTask *task = ts_recording_get_tasks (maker->recording)->pdata[number];
  gint64 end_ns = begin_ns + roll (maker, 10000, 500000);
  TsSlice slice = { begin_ns,     end_ns,           number,
                    core->number, TS_STATE_RUNNING, ts_shade_of_task (number) };

  ts_lane_append (core->lane, &slice);
  if (!maker->options->cores_only)
    {
      add_wait (maker, number, task, begin_ns);
      slice.who = TS_WHO_NONE;
      slice.shade = ts_shade_of_state (TS_STATE_RUNNING);
      ts_lane_append (task->lane, &slice);
      add_mark (task, begin_ns, TS_MARK_LINE, roll (maker, 1, 40), 0);
      add_mark (task, end_ns, TS_MARK_PROGRESS, ++maker->progress[number], 0);
      task->progress = maker->progress[number];
      add_objects (maker, number, begin_ns, end_ns);
    }
  maker->core_free_ns[core_number] = end_ns;
  maker->task_free_ns[number] = end_ns;
}

/* One turn of the dice: runs somebody on the core that is furthest behind, or leaves it idle for a
 * while. */
static void
take_turn (Maker *maker)
{
  guint core = 0;
  gint64 begin_ns;

  for (guint i = 1; i < maker->options->n_cores; i++)
    if (maker->core_free_ns[i] < maker->core_free_ns[core])
      core = i;
  begin_ns = maker->core_free_ns[core] + (roll (maker, 0, 3) == 0 ? roll (maker, 1, 100000) : 0);
  for (guint attempt = 0; attempt < 8; attempt++)
    {
      guint task = (guint) roll (maker, 0, maker->options->n_tasks);

      if (maker->task_free_ns[task] <= begin_ns)
        {
          run_task (maker, core, task, begin_ns);
          return;
        }
    }
  maker->core_free_ns[core] += roll (maker, 1, 100000);
}

static void
add_end (Maker *maker)
{
  gint64 end_ns = ts_recording_get_end_ns (maker->recording);

  for (guint i = 0; i < maker->options->n_cores; i++)
    {
      TsCore *core = ts_recording_get_cores (maker->recording)->pdata[i];

      for (gint64 begin_ns = 0; begin_ns < end_ns; begin_ns += 100000000)
        {
          TsSlice others = { begin_ns,
                             MIN (begin_ns + 100000000, end_ns),
                             (guint32) roll (maker, 0, 1001),
                             TS_CORE_NONE,
                             TS_STATE_OTHERS,
                             0 };

          ts_lane_append (core->others, &others);
        }
    }
  for (guint i = 0; i < maker->options->n_tasks; i++)
    ((TsTask *) ts_recording_get_tasks (maker->recording)->pdata[i])->ended_ns =
      maker->task_free_ns[i];
  ts_recording_get_facts (maker->recording)->duration_ns = end_ns;
  ts_recording_add_print (maker->recording, end_ns, 0, "All workers are done.");
}

static guint
count_core_slices (TsRecording *recording)
{
  GPtrArray *cores = ts_recording_get_cores (recording);
  guint count = 0;

  for (guint i = 0; i < cores->len; i++)
    count += ts_lane_get_n_slices (((TsCore *) cores->pdata[i])->lane);
  return count;
}

TsRecording *
make_recording (const MakeRecording *options)
{
  Maker maker = { options, ts_recording_new (), g_rand_new_with_seed ((guint32) options->seed) };

  g_assert (options->n_tasks > options->n_cores);
  maker.core_free_ns = g_new0 (gint64, options->n_cores);
  maker.task_free_ns = g_new0 (gint64, options->n_tasks);
  maker.progress = g_new0 (guint32, options->n_tasks);
  add_facts (&maker);
  add_parts (&maker);
  for (guint count = 0; count < options->n_slices; count = count_core_slices (maker.recording))
    for (guint missing = options->n_slices - count; missing > 0; missing--)
      take_turn (&maker);
  add_end (&maker);
  g_rand_free (maker.dice);
  g_free (maker.core_free_ns);
  g_free (maker.task_free_ns);
  g_free (maker.progress);
  return maker.recording;
}
