/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run for benchmarks, without GLib: started, waited for, and its events copied out.
 */
#pragma once

#include "arena.h"

#include <sys/types.h>

typedef struct {
  ArenaView view;
  Event **events;   /* of each task; dropped ones are missing */
  size_t *counts;
  pid_t runner;
  int control;
} BenchRun;

/* Runs the program with the self-timed source until it ends; exits with a message if that cannot be. */
void bench_run (BenchRun *run, const Program *program, WayId way);

/* The two halves of that: start it, and stop it; the ns from the letter to the runner's end. */
void bench_run_start (BenchRun *run, const Program *program, WayId way);
double bench_run_stop (BenchRun *run);

void bench_run_finish (BenchRun *run);

/* The `number`th event of `kind` (from 0) of a task; exits if there is none. */
const Event *bench_find (const BenchRun *run, uint32_t slot, EventKind kind, size_t number);
