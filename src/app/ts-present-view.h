/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The session as slides, to be read from the last row: what the scenario asks, the run, what came of it.  Text is as
 * large as 24 pt on a slide, whatever the screen is.
 *
 * Keys, also those of a slide remote: Page Down and Page Up go through the slides, B blanks, Escape emits "left".
 * Signal: "left".
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

typedef enum {
  TS_SLIDE_QUESTION,
  TS_SLIDE_RUN,
  TS_SLIDE_FIGURES,
  TS_N_SLIDES
} TsSlide;

#define TS_TYPE_PRESENT_VIEW (ts_present_view_get_type ())
G_DECLARE_FINAL_TYPE (TsPresentView, ts_present_view, TS, PRESENT_VIEW, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread, as for all here. */
void ts_present_view_set_session (TsPresentView *self, TsSession *session);

void ts_present_view_show (TsPresentView *self, TsSlide slide);
TsSlide ts_present_view_get_slide (TsPresentView *self);

/* Nothing but black, until the next key. */
void ts_present_view_set_blank (TsPresentView *self, gboolean blank);
gboolean ts_present_view_get_blank (TsPresentView *self);

/* The height of ordinary text, in pixels. */
double ts_present_view_get_text_px (TsPresentView *self);

G_END_DECLS
