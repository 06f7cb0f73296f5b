/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words and defaults of the file format.
 */
#include "config.h"

#include "ts-recording-format.h"

#include "ts-shade.h"

static const char *const mark_ids[TS_N_MARKS] = {
  [TS_MARK_LINE] = "line",
  [TS_MARK_PROGRESS] = "progress",
  [TS_MARK_PIN] = "pin",
  [TS_MARK_STARTED] = "started",
  [TS_MARK_WOKEN] = "woken",
  [TS_MARK_NAME] = "name",
  [TS_MARK_TAKEN] = "taken",
  [TS_MARK_ASKED] = "asked",
  [TS_MARK_GAVE_WAY] = "gave-way",
};

const char *
ts_mark_kind_get_id (TsMarkKind kind)
{
  g_return_val_if_fail (kind < TS_N_MARKS, NULL);
  return mark_ids[kind];
}

TsMarkKind
ts_mark_kind_from_id (const char *id)
{
  TsMarkKind kind = 0;

  while (kind < TS_N_MARKS && g_strcmp0 (mark_ids[kind], id) != 0)
    kind++;
  return kind;
}

void
ts_format_usual_task_slice (TsSlice *slice)
{
  slice->who = TS_WHO_NONE;
  slice->shade = ts_shade_of_state (slice->state);
}

void
ts_format_usual_object_slice (TsSlice *slice, const TsObject *object)
{
  gboolean lock = object->kind == TS_OBJECT_LOCK;

  slice->core = TS_CORE_NONE;
  slice->state = lock ? TS_STATE_HELD : TS_STATE_VALUE;
  slice->shade = lock ? ts_shade_of_task (slice->who)
                      : ts_shade_of_value ((gint32) slice->who, object->size);
}
