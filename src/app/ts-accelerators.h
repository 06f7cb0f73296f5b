/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one table of accelerators: what the keyboard does, and what the shortcuts window shows.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *action;      /* detailed name: "win.run" */
  const char *title;       /* translatable: what it does */
  const char *group;       /* translatable: under which heading the shortcuts window shows it */
  const char *keys[4];     /* NULL-terminated: "<Control>r" */
} TsAccelerator;

/* All of them, in the order of the shortcuts window; `count` is set to their number.  Static. */
const TsAccelerator *ts_accelerators_get (guint *count);

/* Tells the application of all but the keys that text entries use themselves (a space, a letter, an arrow):
 * an application's accelerators come before the widget that has the focus. */
void ts_accelerators_install (GtkApplication *application);

/* Binds those other keys, of actions that begin with `prefix`, to a window: they come after the widget that has the
 * focus, and before what GTK does with them in windows (a space activates). */
void ts_accelerators_bind (GtkWidget *window, const char *prefix);

G_END_DECLS
