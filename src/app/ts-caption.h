/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands above the control of a parameter: its whole label, in as little room as that takes.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The text of a label that wraps: with the sign of a unit that it names in words at its end, and where there is room for
 * that in at most two lines, of about the same length.  Context: the main thread. */
void ts_caption_set (GtkLabel *caption, const char *text);

G_END_DECLS
