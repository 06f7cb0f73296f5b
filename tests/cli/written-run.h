/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program that runs while others do, and what came of it.
 */
#pragma once

#include <gio/gio.h>

#include "written-lines.h"

G_BEGIN_DECLS

typedef struct {
  const char *what;        /* for complaints */
  GSubprocess *process;
  char *out, *err;
  gboolean stood_still;    /* it had to be ended */
  gboolean died;           /* its exit status is not 0 */
} WrittenRun;

void written_run_clear (WrittenRun *run);

/* Starts `words`; `what` is static. */
void written_run_start (WrittenRun *run, const char *what, const char * const *words);

/* Waits for the end of what timeout(1) runs; asserts that it came to its end, and silently, as far as `lines` let it. */
void written_run_finish (WrittenRun *run, WrittenLines *lines);

/* Waits for the end, however that is. */
void written_run_wait (WrittenRun *run);

/* The scenario file `text` with all times a thousandth: "ms" becomes "us", and "s" becomes "ms". */
char *written_run_shorten_times (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WrittenRun, written_run_clear)

G_END_DECLS
