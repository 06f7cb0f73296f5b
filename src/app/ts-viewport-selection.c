/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is selected of what is looked at.
 */
#include "config.h"

#include "ts-viewport-private.h"

void
ts_viewport_select (TsViewport *self, const TsSelection *selection)
{
  const TsSelection *old;

  g_return_if_fail (TS_IS_VIEWPORT (self));
  old = &self->selection;
  if (ts_lane_id_equal (old->lane, selection->lane) && old->slice == selection->slice
      && old->begin_ns == selection->begin_ns && old->end_ns == selection->end_ns)
    return;
  self->selection = *selection;
  g_signal_emit_by_name (self, "selection-changed");
}

const TsSelection *
ts_viewport_get_selection (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), NULL);
  return &self->selection;
}

void
ts_viewport_select_lane (TsViewport *self, TsLaneId lane)
{
  ts_viewport_select (self, &(TsSelection) { .lane = lane, .slice = -1 });
}

void
ts_viewport_clear_selection (TsViewport *self)
{
  ts_viewport_select (self, &(TsSelection) { .slice = -1 });
}
