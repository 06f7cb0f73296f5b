/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window: composition only.  What it works on is its TsSession.
 */
#pragma once

#include <adwaita.h>

#include "ts-application.h"
#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_WINDOW (ts_window_get_type ())
G_DECLARE_FINAL_TYPE (TsWindow, ts_window, TS, WINDOW, AdwApplicationWindow)

/* Context of all: the main thread. */
TsWindow *ts_window_new (TsApplication *application);
TsSession *ts_window_get_session (TsWindow *self);

/* TRUE while it shows the catalogue and nothing was chosen. */
gboolean ts_window_is_empty (TsWindow *self);

/* Chooses a scenario and shows it; `and_run` presses Run. */
void ts_window_show_scenario (TsWindow *self, TsScenario *scenario, gboolean and_run);

/* Opens a .timeslice or .scenario; what is wrong with it is said in the window. */
void ts_window_open_file (TsWindow *self, GFile *file);

/* A sentence that stays until it is closed or replaced; NULL: none. */
void ts_window_show_banner (TsWindow *self, const char *text);

/* A sentence that goes away by itself. */
void ts_window_show_toast (TsWindow *self, const char *text);

G_END_DECLS
