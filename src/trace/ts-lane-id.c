/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-lane-id.h"

#include <glib/gi18n-lib.h>

static GPtrArray *
get_lanes_of_kind (TsLaneKind kind, TsRecording *recording)
{
  switch (kind)
    {
    case TS_LANE_CORE:
      return ts_recording_get_cores (recording);
    case TS_LANE_TASK:
      return ts_recording_get_tasks (recording);
    case TS_LANE_OBJECT:
      return ts_recording_get_objects (recording);
    case TS_LANE_NONE:
    default:
      return NULL;
    }
}

/* The TsCore, TsTask or TsObject that is meant, NULL if there is none. */
static gpointer
find_owner (TsLaneId id, TsRecording *recording)
{
  GPtrArray *owners = get_lanes_of_kind (id.kind, recording);

  return owners != NULL && id.index < owners->len ? g_ptr_array_index (owners, id.index) : NULL;
}

gboolean
ts_lane_id_equal (TsLaneId a, TsLaneId b)
{
  return a.kind == b.kind && (a.kind == TS_LANE_NONE || a.index == b.index);
}

const TsLane *
ts_lane_id_get_lane (TsLaneId id, TsRecording *recording)
{
  gpointer owner = find_owner (id, recording);

  if (owner == NULL)
    return NULL;
  if (id.kind == TS_LANE_CORE)
    return ((TsCore *) owner)->lane;
  return id.kind == TS_LANE_TASK ? ((TsTask *) owner)->lane : ((TsObject *) owner)->lane;
}

char *
ts_lane_id_get_name (TsLaneId id, TsRecording *recording)
{
  gpointer owner = find_owner (id, recording);

  if (owner == NULL)
    return g_strdup ("");
  if (id.kind == TS_LANE_CORE)
    return g_strdup_printf (_("Core %u"), ((TsCore *) owner)->number);
  return g_strdup (id.kind == TS_LANE_TASK ? ((TsTask *) owner)->name : ((TsObject *) owner)->name);
}

char *
ts_lane_id_to_string (TsLaneId id, TsRecording *recording)
{
  gpointer owner = find_owner (id, recording);

  if (owner == NULL)
    return g_strdup ("");
  if (id.kind == TS_LANE_CORE)
    return g_strdup_printf ("core %u", ((TsCore *) owner)->number);
  return g_strdup_printf (id.kind == TS_LANE_TASK ? "task %u" : "object %u", id.index);
}

TsLaneId
ts_lane_id_from_string (const char *text, TsRecording *recording)
{
  TsLaneId id = { TS_LANE_NONE, 0 };
  GPtrArray *cores = ts_recording_get_cores (recording);
  guint64 number;

  if (g_str_has_prefix (text, "task ") && g_ascii_string_to_unsigned (text + 5, 10, 0, G_MAXUINT32, &number, NULL))
    id = (TsLaneId) { TS_LANE_TASK, (guint) number };
  else if (g_str_has_prefix (text, "object ")
           && g_ascii_string_to_unsigned (text + 7, 10, 0, G_MAXUINT32, &number, NULL))
    id = (TsLaneId) { TS_LANE_OBJECT, (guint) number };
  else if (g_str_has_prefix (text, "core ")
           && g_ascii_string_to_unsigned (text + 5, 10, 0, G_MAXUINT16, &number, NULL))
    for (guint i = 0; i < cores->len; i++)
      if (((TsCore *) g_ptr_array_index (cores, i))->number == number)
        id = (TsLaneId) { TS_LANE_CORE, i };
  return find_owner (id, recording) != NULL ? id : (TsLaneId) { TS_LANE_NONE, 0 };
}
