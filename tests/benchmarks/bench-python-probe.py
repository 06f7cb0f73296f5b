#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's probe costs those whom it observes: compute() as the script has it against compute() observed.

Two runs cannot be compared to a per cent: each measures anew how much work a millisecond is, and the cores have other
speeds.  So both are done in one run, by turns, in real runs of the real probe with somebody who collects:
probe-by-turns.py takes the place of the probe's beginning.

A tick takes 1 us right after the last, and 30 us and more when something else has had the core meanwhile, whose memory then
lies in the caches.  The promise is about an otherwise idle machine, so it is held against the phases in which nobody
took the core away; what all phases say is printed, too.
"""
import json
import os
import shutil
import statistics
import sys

import bench_rounds
from bench_rounds import tell

ROUNDS = 3
PHASES = 800   # of all tasks together; short ones, so that both sides of one have the same core
FEWEST = 50    # of those that nobody disturbed
PROGRAM = "task Worker x {}\n  repeat {}\n    compute 2 ms\n"


def make_data(folder):
    """The data folder as it is, but for the probe's first file."""
    ours, data = os.environ["TS_DATA_DIR"], os.path.join(folder, "data")
    os.makedirs(os.path.join(data, "python"))
    for name in os.listdir(ours):
        if name != "python":
            os.symlink(os.path.join(ours, name), os.path.join(data, name))
    for name in os.listdir(os.path.join(ours, "python")):
        if name.endswith(".py"):
            other = "timeslice_main.py" if name == "__main__.py" else name
            os.symlink(os.path.join(ours, "python", name), os.path.join(data, "python", other))
    shutil.copy(os.path.join(os.path.dirname(os.path.abspath(__file__)), "probe-by-turns.py"),
                os.path.join(data, "python", "__main__.py"))
    return data


def record_phases(cli, data, way, source, tasks):
    """What the phases of a run took."""
    out = os.path.join(cli.folder, "phases")
    environment = dict(os.environ, TS_DATA_DIR=data, TS_BENCH_PHASES=out)
    cli.run(PROGRAM.format(tasks, PHASES // tasks), way, "--source", source, env=environment)
    with open(out, encoding="ascii") as file:
        phases = [json.loads(line) for line in file]
    os.remove(out)
    return phases


def cost_percent(phases):
    """By how much more CPU time the work took when it was observed, in the middle."""
    return 100 * statistics.median(phase["observed"] / phase["plain"] - 1 for phase in phases)


def measure(cli):
    data = make_data(cli.folder)
    # The kernel cannot tell apart what takes turns on one thread: such a run only times itself.
    kinds = (("python-threads", "exact"), ("python-threads", "self-timed"), ("python-asyncio", "self-timed"))
    cases = [(*kind, tasks) for kind in kinds for tasks in (1, 2)]
    values = {case: [] for case in cases}
    for _ in range(ROUNDS):
        for case in cases:
            values[case] += record_phases(cli, data, *case)
    for case in cases:
        quiet = [phase for phase in values[case] if phase["preempted"] == 0]
        print(f"  {len(quiet)} of {len(values[case])} phases undisturbed, all: {cost_percent(values[case]):.2f} %")
        if len(quiet) < FEWEST:
            print("  too few to say anything: the machine is too busy")
            continue
        cost = cost_percent(quiet)
        tell(f"noting, share of the work: {case[0]}, {case[1]}, tasks: {case[2]}", cost, "%", "<= 2", cost <= 2)


if "TS_DATA_DIR" not in os.environ:
    sys.exit("TS_DATA_DIR must name the data folder")
bench_rounds.main(measure)
