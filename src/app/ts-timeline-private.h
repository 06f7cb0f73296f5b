/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of TsTimeline share.
 */
#pragma once

#include "ts-lane-area.h"
#include "ts-legend-strip.h"
#include "ts-overview.h"
#include "ts-ruler-strip.h"
#include "ts-slice-card.h"
#include "ts-refresh.h"
#include "ts-timeline.h"

G_BEGIN_DECLS

struct _TsTimeline {
  GtkWidget parent_instance;

  TsSession *session;
  TsViewport *viewport;       /* the session's */
  TsTimelineRows *rows;
  double size;                /* of lanes and text, as the user chose: 1 is the usual one */

  GtkSearchBar *find_bar;
  GtkSearchEntry *find_entry;
  GtkLabel *find_count;
  guint found;                /* which of what was found is shown */
  TsOverview *overview;
  TsRulerStrip *ruler;
  GtkOverlay *overlay;
  TsLaneArea *lanes;
  TsSliceCard *card;
  GtkLabel *empty_label, *sentence, *source;
  TsLegendStrip *legend;
  GtkWidget *status, *note;
  guint card_tick;   /* 0: the card shows what lies under the pointer */
  GdkRectangle card_place;    /* what the card is about */
  TsRefresh card_refresh;     /* while a run passes under a pointer that rests */
  TsRefresh source_refresh;
};

/* The timeline.* actions, in ts-timeline-actions.c, and the keys of the lanes. */
void ts_timeline_install_actions (GtkWidgetClass *widget_class);

/* Sizes again from `size` and the desktop's text size. */
void ts_timeline_update_size (TsTimeline *self);

/* Finding, in ts-timeline-find.c. */
void ts_timeline_start_find (TsTimeline *self);
void ts_timeline_on_find_changed (TsTimeline *self);
void ts_timeline_on_find_next (TsTimeline *self);
void ts_timeline_on_find_previous (TsTimeline *self);
void ts_timeline_on_find_stop (TsTimeline *self);

/* Asks for a note on what is selected, in ts-timeline-note.c. */
void ts_timeline_ask_note (TsTimeline *self);

G_END_DECLS
