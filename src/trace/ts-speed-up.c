/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-speed-up.h"

double
ts_speed_up_amdahl (double serial, double cores)
{
  return 1 / (serial + (1 - serial) / cores);
}

double
ts_speed_up_gustafson (double serial, double cores)
{
  return serial + (1 - serial) * cores;
}

static gboolean
find_serial (TsRecording *recording, double *serial)
{
  GPtrArray *settings = ts_recording_get_settings (recording);

  for (guint i = 0; i < settings->len; i++)
    {
      const TsSetting *setting = g_ptr_array_index (settings, i);

      *serial = (double) setting->value / 100;
      if (g_str_equal (setting->name, "serial"))
        return *serial >= 0 && *serial <= 1;
    }
  return FALSE;
}

/* From the start of the first task whose name begins so to the end of the last; the number of them, 0 if one has not ended. */
static guint
find_tasks (TsRecording *recording, const char *name, gint64 *begin_ns, gint64 *end_ns)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  guint n_tasks = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);

      if (!g_str_has_prefix (task->name, name))
        continue;
      if (task->started_ns < 0 || task->ended_ns < 0)
        return 0;
      *begin_ns = n_tasks == 0 ? task->started_ns : MIN (*begin_ns, task->started_ns);
      *end_ns = n_tasks == 0 ? task->ended_ns : MAX (*end_ns, task->ended_ns);
      n_tasks++;
    }
  return n_tasks;
}

gboolean
ts_speed_up_measure (TsRecording *recording, TsSpeedUp *speed_up)
{
  gint64 alone_ns[2], serial_ns[2], share_ns[2];
  double alone, shared;

  if (!find_serial (recording, &speed_up->serial) || find_tasks (recording, "Alone", &alone_ns[0], &alone_ns[1]) != 1
      || find_tasks (recording, "Serial", &serial_ns[0], &serial_ns[1]) != 1)
    return FALSE;
  speed_up->cores = MIN (find_tasks (recording, "Share", &share_ns[0], &share_ns[1]),
                         ts_recording_get_cores (recording)->len);
  alone = (double) (alone_ns[1] - alone_ns[0]);
  shared = (double) (share_ns[1] - serial_ns[0]);
  if (speed_up->cores == 0 || alone <= 0 || shared <= 0)
    return FALSE;
  speed_up->is_scaled = g_strcmp0 (ts_recording_get_facts (recording)->scenario_id, "gustafson") == 0;
  if (speed_up->is_scaled)
    alone *= ts_speed_up_gustafson (speed_up->serial, speed_up->cores); /* so long for what has grown */
  speed_up->measured = alone / shared;
  return TRUE;
}
