/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Pythons of this machine.
 */
#pragma once

#include <gio/gio.h>

#include "way-traits.h"

G_BEGIN_DECLS

typedef struct {
  char *path;         /* of the program itself, past any wrapper */
  char *version;      /* "3.11.7" */
  gboolean has_lock;  /* FALSE: built without the interpreter lock, and running without it */
} TsPython;

/* Those that were found on PATH when it was first asked, TsPython, first the one called python3; it is asked once
 * and takes as long as these need to start.  Owned by the library.  Context, for all here: any thread. */
GPtrArray *ts_python_get_all (void);

/* The one that runs scripts in `way` (one of those with is_python); NULL with TS_RUN_ERROR_SETTINGS and a sentence if
 * there is none that can. */
const TsPython *ts_python_find (WayId way, GError **error);

/* TRUE if `way`, any one, needs no Python or there is one that can run it; else the same error. */
gboolean ts_python_suffices (WayId way, GError **error);

G_END_DECLS
