/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all own widgets need.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For dispose: lets go of the template's children and of all others.  `type` is the class with the
 * template.  Context: the main thread. */
void ts_widget_dispose_children (GtkWidget *widget, GType type);

/* Names the buttons below `root` that show only a picture by their tooltips, for screen readers, now and whenever a
 * tooltip changes; older versions of GTK do not.  Context: the main thread. */
void ts_widget_name_buttons (GtkWidget *root);

/* Where text runs from right to left, a wide table begins at its right end and keeps its distance from there when sizes
 * change; older versions of GTK count from the left.  Once for each scroller.  Context: the main thread. */
void ts_widget_begin_at_start (GtkScrolledWindow *scroller);

G_END_DECLS
