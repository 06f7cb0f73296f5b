/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the keyboard and the mouse do: made of the tables that the bindings are made of.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TS_TYPE_SHORTCUTS_WINDOW (ts_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (TsShortcutsWindow, ts_shortcuts_window, TS, SHORTCUTS_WINDOW, GtkWindow)

/* Over `parent`, which may be NULL.  (transfer none), to be presented.  Context: the main thread. */
TsShortcutsWindow *ts_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS
