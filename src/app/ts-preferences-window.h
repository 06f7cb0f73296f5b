/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is kept as a person likes it, in all windows.
 */
#pragma once

#include "ts-application.h"

G_BEGIN_DECLS

#define TS_TYPE_PREFERENCES_WINDOW (ts_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (TsPreferencesWindow, ts_preferences_window, TS, PREFERENCES_WINDOW, GtkWindow)

/* Over `parent`, which may be NULL.  (transfer none), to be presented.  Context: the main thread. */
TsPreferencesWindow *ts_preferences_window_new (TsApplication *application, GtkWindow *parent);

G_END_DECLS
