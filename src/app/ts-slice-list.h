/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slices of a recording as a list model: those of one lane, or of all tasks, one after the other.  Nothing is made
 * for a slice before it is seen, so that a million of them are there at once.
 */
#pragma once

#include <gio/gio.h>

#include "ts-lane-id.h"

G_BEGIN_DECLS

/* One slice, as it was when it was seen. */
#define TS_TYPE_SLICE_ITEM (ts_slice_item_get_type ())
G_DECLARE_FINAL_TYPE (TsSliceItem, ts_slice_item, TS, SLICE_ITEM, GObject)

TsLaneId ts_slice_item_get_lane (TsSliceItem *self);
guint ts_slice_item_get_position (TsSliceItem *self);    /* in its lane */
const TsSlice *ts_slice_item_get_slice (TsSliceItem *self);
TsRecording *ts_slice_item_get_recording (TsSliceItem *self);
/* "on core 1", "document": where it ran or what it waited for; "" if nothing is known.  Free with g_free. */
char *ts_slice_item_get_place (TsSliceItem *self);
/* As it is copied: lane, begin, length, state and place with tabs between them; free with g_free. */
char *ts_slice_item_to_text (TsSliceItem *self);

#define TS_TYPE_SLICE_LIST (ts_slice_list_get_type ())
G_DECLARE_FINAL_TYPE (TsSliceList, ts_slice_list, TS, SLICE_LIST, GObject)

#define TS_SLICE_LIST_NOWHERE G_MAXUINT

/* Context of all: the recording's owner. */
TsSliceList *ts_slice_list_new (void);

/* The slices that lie in begin_ns … end_ns, at least partly, of `lane`, or of all tasks if its kind is
 * TS_LANE_NONE.  recording NULL: none. */
void ts_slice_list_set (TsSliceList *self, TsRecording *recording, TsLaneId lane, gint64 begin_ns, gint64 end_ns);

/* Takes in what has come since. */
void ts_slice_list_update (TsSliceList *self);

/* Where that slice stands, TS_SLICE_LIST_NOWHERE if it is not in the list. */
guint ts_slice_list_find (TsSliceList *self, TsLaneId lane, guint slice);

G_END_DECLS
