/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the two files of TsTimelineRows share.
 */
#pragma once

#include "ts-timeline-rows.h"

G_BEGIN_DECLS

enum { TS_TIMELINE_N_GROUPS = TS_LANE_OBJECT + 1 };

struct _TsTimelineRows {
  GObject parent_instance;

  TsRecording *recording;
  GArray *order[TS_TIMELINE_N_GROUPS];      /* guint: lanes of the group; [TS_LANE_NONE] is not used */
  GArray *pinned;               /* TsLaneId */
  GHashTable *hidden;           /* keys of lanes */
  GArray *rows;                 /* TsTimelineRow */
  GHashTable *places;           /* key of a lane → its row + 1 */
  gboolean folded[TS_TIMELINE_N_GROUPS];
  double scale, height_px, sticky_px, label_width_px;
  gboolean presenting;
  TsTimelineRows *peer;         /* weak; NULL: not linked */
};

/* Whether two cores belong to one physical core. */
gboolean ts_timeline_rows_are_siblings (TsTimelineRows *self, TsLaneId a, TsLaneId b);

/* The key of a lane in the tables. */
gpointer ts_timeline_rows_get_key (TsLaneId lane);

/* Makes the rows and their places anew. */
void ts_timeline_rows_lay_out (TsTimelineRows *self);

G_END_DECLS
