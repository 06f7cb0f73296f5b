/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of the timeline, for the bindings and for the list of shortcuts.  W, A, S and D (zoom in,
 * back, zoom out, on) go by their place on the keyboard and are not in the table.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

enum { TS_TIMELINE_MOST_KEYS = 3 };

typedef struct {
  const char *action;       /* "timeline.zoom-in" */
  const char *title;        /* translatable */
  struct {
    guint value;            /* GDK_KEY_…, 0: no more */
    GdkModifierType modifiers;
  } keys[TS_TIMELINE_MOST_KEYS];
} TsTimelineKey;

/* All of them; static. */
const TsTimelineKey *ts_timeline_keys_get (guint *count);

G_END_DECLS
