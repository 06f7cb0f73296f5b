#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The event loop of Timeslice against asyncio: switches a second with 100 tasks (ours are recorded), how late 10,000
coroutines are that sleep for a second, and what memory they take."""
import subprocess
import sys
import time

import bench_rounds
from bench_rounds import take_turns, tell

ROUNDS = 5
TASKS, YIELDS = 100, 20000
SLEEPERS = 10000

ASYNCIO = f"""
import asyncio, time

async def take_turns(turns):
    for _ in range(turns):
        await asyncio.sleep(0)

async def main():
    begin = time.monotonic()
    await asyncio.gather(*(take_turns({YIELDS // 10}) for _ in range({TASKS})))
    print({TASKS * YIELDS // 10} / (time.monotonic() - begin))

asyncio.run(main())
"""


def our_switches(cli):
    return TASKS * YIELDS / cli.run(f"task Worker x {TASKS}\n  repeat {YIELDS}\n    yield\n", "loop")["wall_s"]


def asyncio_switches():
    done = subprocess.run([sys.executable, "-c", ASYNCIO], check=True, timeout=60, stdout=subprocess.PIPE)
    return float(done.stdout)


def sleepers(count):
    return f"task Sleeper x {count}\n  sleep 1 s\n"


def lateness(cli):
    """How much later than after a second the last one is done, the start of all of them included."""
    return cli.run(sleepers(SLEEPERS), "loop")["wall_s"] - 1


def get_descendants(pid):
    """The processes that come from this one, however far."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            children = file.read().split()
    except OSError:   # has ended
        return []
    return children + [other for child in children for other in get_descendants(child)]


def read_peak_mb(pid):
    """The most memory that a process has had, what it shares included."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            fields = dict(line.split(":", 1) for line in file)
        return int(fields["VmHWM"].split()[0]) / 1024 if "timeslice-runne" in fields["Name"] else 0
    except (OSError, KeyError):
        return 0


def peak_mb(cli, count):
    """The most that a process of the run takes: that is the one with the loop; the supervisor holds nothing."""
    command = [cli.path, "run", cli.write(sleepers(count)), "--way", "loop", "--quiet"]
    peak = 0
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            peak = max([peak, *(read_peak_mb(pid) for pid in get_descendants(process.pid))])
            time.sleep(0.02)
    return peak


def measure(cli):
    ours, theirs = take_turns(ROUNDS, lambda: our_switches(cli), asyncio_switches)
    print(f"  switches: {ours / 1e6:.2f} million a second, asyncio {theirs / 1e6:.2f} million")
    tell(f"switches a second, {TASKS} tasks", ours / theirs, "x asyncio", ">= 3", ours >= 3 * theirs)
    late, many, one = take_turns(ROUNDS, lambda: lateness(cli), lambda: peak_mb(cli, SLEEPERS), lambda: peak_mb(cli, 1))
    tell(f"{SLEEPERS} coroutines that sleep 1 s end late by", 100 * late, "%", "<= 2", late <= 0.02)
    print(f"  memory: {many:.1f} MB, one alone {one:.1f} MB")
    tell(f"{SLEEPERS} coroutines that sleep take more than one", many - one, "MB", "<= 15", many - one <= 15)


bench_rounds.main(measure)
