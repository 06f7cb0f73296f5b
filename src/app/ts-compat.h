/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one place that knows GTK's versions: what 4.8 does one way and later versions another.
 */
#pragma once

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* What files can be chosen: a name in words and patterns such as "*.timeslice". */
typedef struct {
  const char *name;
  const char *patterns[4]; /* NULL-terminated */
} TsFileKind;

/* Called once when the user has chosen; `file` is NULL if nothing was. */
typedef void (*TsFileChosen) (GFile *file, gpointer data);

/* Asks for a file to open.  `kinds` ends with a name of NULL; an entry for all files is added.
 * `data` must live until `chosen` is called.  Context: the main thread. */
void ts_compat_open_file (GtkWindow *parent, const char *title, const TsFileKind *kinds,
                          TsFileChosen chosen, gpointer data);

/* Asks where to save; `name` is the proposal. */
void ts_compat_save_file (GtkWindow *parent, const char *title, const char *name,
                          const TsFileKind *kinds, TsFileChosen chosen, gpointer data);

/* Who made the application, and under which licence. */
void ts_compat_show_about (GtkWindow *parent);

/* Where the first row of a line stands in the gutter, in px from the top of what is seen. */
void ts_compat_get_line_extent (GtkSourceGutterLines *lines, guint line, double *y_px, double *height_px);

/* Scrolls a GtkListView or GtkColumnView just as far as needed for the item at `position` to be seen. */
void ts_compat_scroll_to (GtkWidget *view, guint position);

G_END_DECLS
