/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What am I looking at?  A few sentences on each pane.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

enum { TS_HELP_MOST_SENTENCES = 6 };

typedef struct {
  const char *topic;                              /* "timeline" */
  const char *title;                              /* translatable */
  const char *sentences[TS_HELP_MOST_SENTENCES];  /* translatable, a paragraph each; NULL: no more */
} TsHelp;

/* All topics, in the order in which they are read; static. */
const TsHelp *ts_help_get_all (guint *count);

/* The one of that name, NULL if there is none. */
const TsHelp *ts_help_find (const char *topic);

/* The paragraphs as one widget, in lines of `width` characters (-1: as there is room): (transfer floating).  Context: the main thread, as for what follows. */
GtkWidget *ts_help_new_text (const TsHelp *help, int width);

/* A small button that shows the sentences of its topic.  Property: topic, which is set once. */
#define TS_TYPE_HELP_BUTTON (ts_help_button_get_type ())
G_DECLARE_FINAL_TYPE (TsHelpButton, ts_help_button, TS, HELP_BUTTON, GtkWidget)

void ts_help_button_popup (TsHelpButton *self);

/* The button of the pane that `widget` lies in or is: that which has the fewest widgets round both; NULL if none is
 * seen. */
TsHelpButton *ts_help_button_find (GtkWidget *widget);

/* All topics in a window over `parent`.  (transfer none), to be presented. */
GtkWindow *ts_help_new_window (GtkWindow *parent);

G_END_DECLS
