/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The process of one timeslice-runner: found, started, waited for.
 */
#pragma once

#include <gio/gio.h>

#include "arena.h"

G_BEGIN_DECLS

typedef struct {
  GPid pid;        /* 0 once it has been reaped, or was never started */
  int control_fd;  /* this side of the control socket, close-on-exec; -1: none */
} TsRunProcess;

/* Starts a runner on `view`; for watch, and for ways that execute something, `command` (NULL-terminated) goes with it.
 * It inherits `plan_fd` (-1: nothing).  For watch the runner keeps standard input and output; otherwise these are
 * /dev/null.  False with
 * TS_RUN_ERROR_RUNNER and a sentence if that cannot be. Context: any thread; the runner ends
 * with the thread that called. */
gboolean ts_run_process_start (TsRunProcess *process, const ArenaView *view,
                               const char * const *command, int plan_fd,
                               GError **error);

/* Sends one RUNNER_… letter; a runner that has ended already is no error.  Context: any thread. */
void ts_run_process_send (TsRunProcess *process, char letter);

/* Ends the runner, and through it the run, reaps it, and closes the socket.  It takes as long as
 * the runner needs to end its tasks, at most 2 s: then the runner is killed and the kernel ends
 * the tasks.  Accepts one that has ended. Context: any thread; nobody else may be waiting for
 * the child. */
void ts_run_process_end (TsRunProcess *process);

G_END_DECLS
