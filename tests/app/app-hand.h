/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A hand at the mouse and the keyboard of the display: real events, which xdotool makes, while the main context runs.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes the keyboard for the window, which must be shown.  FALSE, and the test is skipped, if there is no xdotool. */
gboolean app_hand_begin (GtkWindow *window);

/* Runs xdotool with these words, and then the main context until nothing is pending. */
void app_hand_do (const char *words, ...) G_GNUC_PRINTF (1, 2);

/* The pointer to (x, y) of the widget. */
void app_hand_point (GtkWidget *widget, double x, double y);

/* Presses a key, such as "ctrl+f". */
void app_hand_key (const char *key);

G_END_DECLS
