/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run for tests: an arena, a timeslice-runner, and what it left in the rings.
 */
#pragma once

#include "arena.h"

#include <glib.h>
#include <sys/types.h>

typedef struct {
  ArenaView view;
  pid_t runner;       /* 0 once it is reaped */
  int status;         /* of the runner */
  int control;
  GArray **events;    /* for each task: Event, drained so far */
} Run;

/* Starts the runner on `program`; the source is the self-timed one. */
void run_start (Run *run, const Program *program, WayId way);

/* The same with a plan, and a command to watch if that is not NULL. */
void run_start_plan (Run *run, const ArenaPlan *plan, const char **command);

/* The same with an arena that is already made; `run` takes `view` over. */
void run_start_arena (Run *run, ArenaView *view, const char **command);

/* Makes `run` one that somebody else has started, in the arena that it takes over. */
void run_attach (Run *run, ArenaView *view);

/* Waits until the runner has exited (at most a generous while, then the test fails), draining the rings. */
void run_wait (Run *run);

/* Waits until condition (run, data) holds, likewise. */
void run_wait_until (Run *run, gboolean (*condition) (Run *run, gpointer data), gpointer data);

/* Sends a letter of runner.h. */
void run_send (Run *run, char letter);

/* Drains the rings into `events`. */
void run_drain (Run *run);

/* Starts, waits, and asserts that nothing failed. */
void run_to_end (Run *run, const Program *program, WayId way);

/* Asserts that no process of the run is left, and lets go of everything.  The runner must have been waited for. */
void run_finish (Run *run);

/* How many events of `kind` task `slot` has noted, on `object` (NO_OBJECT: any). */
guint run_count (Run *run, uint32_t slot, EventKind kind, uint16_t object);

/* The last event of `kind` of a task, or NULL. */
const Event *run_last (Run *run, uint32_t slot, EventKind kind);

/* True if a task waits for that reason now: under an interpreter lock it may wait for that first. */
gboolean run_waits_for (Run *run, uint32_t slot, WaitReason reason);

/* The first wait of a task for `reason`, and in *wake what ended it; asserts that there are both. */
const Event *run_first_wait (Run *run, uint32_t slot, WaitReason reason, const Event **wake);

/* True if a paused (or stopped) run has stopped all tasks but main: each is frozen, or waits for the interpreter lock,
 * whose holder is. */
bool run_stands_still (Run *run);

/* All that a task has printed, a newline after each line; (transfer full). */
char *run_printed (Run *run, uint32_t slot);

/* True if a process of group `group` is left, be it a zombie.  Reaps those that are children of the caller. */
gboolean group_is_alive (pid_t group);

/* Main process of the run, which leads its group; 0 before it is known. */
pid_t run_group (Run *run);

/* Adds the test /GROUP/NAME for each way, which is its data (GINT_TO_POINTER). */
void run_add_test_of_ways (const char *group, const char *name, GTestDataFunc function);
