/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recording as JSON.
 */
#include "config.h"

#include "cli-report.h"
#include "ts-statistics.h"

static const char * const object_kinds[] = {
  [TS_OBJECT_LOCK] = "lock",
  [TS_OBJECT_SEMAPHORE] = "semaphore",
  [TS_OBJECT_QUEUE] = "queue",
  [TS_OBJECT_BARRIER] = "barrier",
  [TS_OBJECT_EVENT] = "event",
  [TS_OBJECT_COUNTER] = "counter",
  [TS_OBJECT_KEYBOARD] = "keyboard",
};

static void
write_waiting (CliJson *json,
               const TsTaskFigures *figures)
{
  cli_json_begin_object (json, "waiting_by_reason");
  for (guint state = 0; state < TS_N_STATES; state++)
    if (ts_state_is_waiting ((TsState) state) && figures->state_ns[state] > 0)
      cli_json_seconds (json, ts_state_get_id ((TsState) state), figures->state_ns[state]);
  cli_json_end_object (json);
}

/* A time that may not have come: null. */
static void
write_instant (CliJson *json,
               const char *name,
               gint64 time_ns)
{
  if (time_ns < 0)
    cli_json_null (json, name);
  else
    cli_json_seconds (json, name, time_ns);
}

static void
write_figures (CliJson *json,
               const TsTaskFigures *figures)
{
  cli_json_seconds (json, "lifetime_s", figures->lifetime_ns);
  cli_json_seconds (json, "running_s", figures->state_ns[TS_STATE_RUNNING]);
  cli_json_seconds (json, "ready_s", figures->state_ns[TS_STATE_READY]);
  cli_json_seconds (json, "waiting_s", figures->waiting_ns);
  write_waiting (json, figures);
  cli_json_seconds (json, "longest_wait_s", figures->longest_wait_ns);
  cli_json_seconds (json, "longest_ready_s", figures->longest_ready_ns);
  cli_json_seconds (json, "wake_up_latency_s", figures->wake_up_latency_ns);
  cli_json_integer (json, "switches", figures->voluntary + figures->involuntary);
  cli_json_integer (json, "voluntary", figures->voluntary);
  cli_json_integer (json, "involuntary", figures->involuntary);
  cli_json_integer (json, "migrations", figures->migrations);
}

static void
write_task (CliJson *json,
            const TsTask *task,
            const TsTaskFigures *figures)
{
  cli_json_begin_object (json, NULL);
  cli_json_string (json, "name", task->name);
  cli_json_string (json, "kind", task->kind);
  cli_json_integer (json, "index", task->index);
  cli_json_integer (json, "pid", task->pid);
  cli_json_integer (json, "tid", task->tid);
  cli_json_boolean (json, "worker", task->worker);
  cli_json_boolean (json, "daemon", task->daemon);
  cli_json_integer (json, "progress", (gint64) task->progress);
  if (task->total < 0)
    cli_json_null (json, "total");
  else
    cli_json_integer (json, "total", task->total);
  write_instant (json, "started_s", task->started_ns);
  write_instant (json, "ended_s", task->ended_ns);
  write_figures (json, figures);
  if (task->ended_ns < 0)
    cli_json_null (json, "exit");
  else
    cli_json_integer (json, "exit", cli_report_exit (task->exit_status));
  cli_json_end_object (json);
}

static void
write_core (CliJson *json,
            const TsCore *core,
            const TsCoreFigures *figures)
{
  cli_json_begin_object (json, NULL);
  cli_json_integer (json, "number", core->number);
  cli_json_integer (json, "physical_core", core->physical_core);
  cli_json_integer (json, "package", core->package);
  cli_json_string (json, "kind", core->kind);
  cli_json_seconds (json, "busy_s", figures->busy_ns);
  cli_json_number (json, "others_share", figures->others_share, 6);
  cli_json_integer (json, "switches", figures->switches);
  cli_json_end_object (json);
}

static void
write_object (CliJson *json,
              const TsObject *object)
{
  guint n_slices = ts_lane_get_n_slices (object->lane);
  guint kind = object->kind;

  cli_json_begin_object (json, NULL);
  cli_json_string (json, "name", object->name);
  cli_json_string (json, "kind", kind < G_N_ELEMENTS (object_kinds) ? object_kinds[kind] : "");
  cli_json_boolean (json, "shared", object->shared);
  cli_json_integer (json, "size", object->size);
  if (object->kind != TS_OBJECT_LOCK && n_slices > 0)
    cli_json_integer (json, "last_value",
                      (gint32) ts_lane_get_slice (object->lane, n_slices - 1)->who);
  cli_json_end_object (json);
}

static void
write_settings (CliJson *json,
                TsRecording *recording)
{
  GPtrArray *settings = ts_recording_get_settings (recording);

  cli_json_begin_object (json, "settings");
  for (guint i = 0; i < settings->len; i++)
    {
      const TsSetting *setting = g_ptr_array_index (settings, i);

      cli_json_integer (json, setting->name, setting->value);
    }
  cli_json_end_object (json);
}

static void
write_facts (CliJson *json,
             TsRecording *recording,
             const TsFigures *figures)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);

  cli_json_string (json, "version", TS_VERSION);
  cli_json_string (json, "scenario", facts->scenario_id);
  cli_json_string (json, "title", facts->title);
  cli_json_string (json, "way", facts->way);
  cli_json_string (json, "source", facts->source);
  cli_json_string (json, "source_reason", facts->source_reason);
  cli_json_string (json, "machine", facts->machine);
  cli_json_string (json, "created", facts->created);
  cli_json_integer (json, "seed", (gint64) facts->seed);
  cli_json_integer (json, "lost", (gint64) facts->lost);
  cli_json_integer (json, "exit_status", facts->exit_status);
  cli_json_string (json, "failure",
                   facts->failure != NULL && *facts->failure != '\0' ? facts->failure : NULL);
  cli_json_seconds (json, "wall_s", figures->run.wall_ns);
  cli_json_seconds (json, "cpu_s", figures->run.cpu_ns);
  cli_json_seconds (json, "paused_s", facts->paused_ns);
  cli_json_seconds (json, "observer_cpu_s", facts->observer_cpu_ns);
  cli_json_number (json, "busy_cores", figures->run.busy_cores, 6);
  cli_json_integer (json, "cores", figures->n_cores);
  cli_json_integer (json, "cores_used", figures->run.cores_used);
}

static void
write_lists (CliJson *json,
             TsRecording *recording,
             const TsFigures *figures)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  GPtrArray *cores = ts_recording_get_cores (recording);
  GPtrArray *objects = ts_recording_get_objects (recording);
  GPtrArray *prints = ts_recording_get_prints (recording);

  cli_json_begin_array (json, "tasks");
  for (guint i = 0; i < tasks->len; i++)
    write_task (json, g_ptr_array_index (tasks, i), &figures->tasks[i]);
  cli_json_end_array (json);
  cli_json_begin_array (json, "per_core");
  for (guint i = 0; i < cores->len; i++)
    write_core (json, g_ptr_array_index (cores, i), &figures->cores[i]);
  cli_json_end_array (json);
  cli_json_begin_array (json, "objects");
  for (guint i = 0; i < objects->len; i++)
    write_object (json, g_ptr_array_index (objects, i));
  cli_json_end_array (json);
  cli_json_begin_array (json, "prints");
  for (guint i = 0; i < prints->len; i++)
    cli_json_string (json, NULL, ((TsPrint *) g_ptr_array_index (prints, i))->text);
  cli_json_end_array (json);
}

void
cli_report_write_json (TsRecording *recording,
                       CliJson *json,
                       const char *name)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, facts->duration_ns);

  cli_json_begin_object (json, name);
  write_facts (json, recording, figures);
  write_settings (json, recording);
  write_lists (json, recording, figures);
  cli_json_end_object (json);
}
