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

/* Tells the application of all of them. */
void ts_accelerators_install (GtkApplication *application);

G_END_DECLS
