/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chart of a run's speed-up beside what the laws say, with its legend as text; not to be seen where there is none.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-recording.h"

G_BEGIN_DECLS

#define TS_TYPE_SPEED_UP_VIEW (ts_speed_up_view_get_type ())
G_DECLARE_FINAL_TYPE (TsSpeedUpView, ts_speed_up_view, TS, SPEED_UP_VIEW, GtkWidget)

/* Shows what a complete recording tells; NULL, or one that tells nothing of it: hides.  Context: the main thread. */
void ts_speed_up_view_show (TsSpeedUpView *self, TsRecording *recording);

G_END_DECLS
