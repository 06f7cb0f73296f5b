/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a run by the machine's Python begins.
 */
#pragma once

#include "arena.h"
#include "ts-python.h"
#include "ts-run.h"

G_BEGIN_DECLS

/* What the runner is to execute; zero it, and clear it once the runner has been started. */
typedef struct {
  char **command;          /* NULL: this is no way of Python's */
  int plan_fd;             /* to be inherited by it; valid if there is a command */
  const TsPython *python;
} TsPythonStart;

/* Finds a Python, writes the program out and makes the plan of the run whose arena this is.  TRUE, with nothing done, if
 * plan->way is none of Python's; FALSE with TS_RUN_ERROR_SETTINGS or TS_RUN_ERROR_RUNNER and a sentence.  Context: any
 * thread. */
gboolean ts_python_start_prepare (TsPythonStart *start, const TsRunPlan *plan, const ArenaView *view, GError **error);
void ts_python_start_clear (TsPythonStart *start);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TsPythonStart, ts_python_start_clear)

G_END_DECLS
