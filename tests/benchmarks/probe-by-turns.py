# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's probe, where each compute() is done twice, as in the script and observed, and both are timed: see
bench-python-probe.py.  It runs as __main__.py beside the probe's files, whose own beginning is called timeslice_main.
"""
import json
import os
import resource
import sys
import time

import timeslice_main
import timeslice_steps

make_observed = timeslice_steps.make_compute
phases = []


def count_preemptions():
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nivcsw


def make_compute(run, names):
    plain, observed = names["compute"], make_observed(run, names)

    def time_plain(milliseconds):
        begin = time.thread_time_ns()
        plain(milliseconds)
        used = time.thread_time_ns() - begin
        timeslice_steps.here.get().tick()   # what was not observed is none of the other's holes
        return used

    def time_observed(milliseconds):
        begin = time.thread_time_ns()
        observed(milliseconds)
        return time.thread_time_ns() - begin

    def compute(milliseconds):
        before, used = count_preemptions(), {}
        sides = [(time_plain, "plain"), (time_observed, "observed")]
        for side, name in sides if len(phases) % 2 == 0 else reversed(sides):   # by turns which of them goes first
            used[name] = side(milliseconds)
        phases.append({**used, "preempted": count_preemptions() - before})
    return compute


timeslice_steps.make_compute = make_compute
status = timeslice_main.main()
with open(os.environ["TS_BENCH_PHASES"], "w", encoding="ascii") as file:
    for phase in phases:
        print(json.dumps(phase), file=file)
sys.stdout.flush()
os._exit(status)
