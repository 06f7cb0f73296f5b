#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The interpreter lock of Timeslice against that of the machine's Python, on the same programs.

All comes from saved recordings, and what the lock did from its lane: who held it, from when, for how long.  So both
sides are counted alike, and no event matters that only one of them has.
"""
import statistics

import bench_rounds
from bench_rounds import take_turns, tell

WAYS = ("gil", "python-threads")
ROUNDS = 5
ROUNDS_OF_WALLS = 21   # short ones, and cores may change their speed in between
BODIES = {   # what each worker does
    "computing": "  repeat 30\n    compute 5 ms\n",
    "waiting": "  repeat 30\n    sleep 5 ms\n",
    "native": "  repeat 30\n    native 5 ms\n",
    "mixed": "  repeat 30\n    compute 2 ms\n    sleep 5 ms\n    native 3 ms\n",
}
EQUALS = "task Worker x 2\n  repeat 100\n    compute 5 ms\n"
UNLIKE = "task Computing\n  repeat 80\n    compute 5 ms\ntask Napping\n  repeat 60\n    compute 3 ms\n    sleep 4 ms\n"
CONVOY = "task Computing\n  repeat 100\n    compute 5 ms\ntask Waking\n  repeat 60\n    sleep 5 ms\n    step\n"
ALONE = "task Waking\n  repeat 60\n    sleep 5 ms\n    step\n"


def get_holds(recording):
    """When somebody had the lock, until when (µs), and who (not the main task, which only waits for the others)."""
    events = [event for event in recording["traceEvents"] if event.get("ph") == "X" and "object" in event]
    return sorted((event["ts"], event["ts"] + event["dur"], event["args"]["who"])
                  for event in events if event["args"]["who"] > 0)


def get_common(holds):
    """The holds until the first of the two had the lock for the last time: from there on nobody competes."""
    ends = {who: end for _, end, who in holds}
    return [hold for hold in holds if hold[1] <= min(ends.values())]


def speed_up(cli, body, way):
    """How much sooner two are done than one after the other: in one run, since Python calibrates anew in each what a
    millisecond of work is."""
    main = "main\n  start Alone\n  join Alone\n  start Pair\n  join Pair\n"
    recording = cli.record(f"task Alone\n{body}task Pair x 2\n{body}{main}", way)
    alone, *pair = [task for task in recording["timeslice"]["tasks"] if task["name"] != "main"]
    one = alone["ended_ns"] - alone["started_ns"]
    two = max(task["ended_ns"] for task in pair) - min(task["started_ns"] for task in pair)
    return 2 * one / two


def hand_overs(cli, way):
    """How often a second the lock goes from one to another when both only compute: nobody lets go of it unasked."""
    holds = get_common(get_holds(cli.record(EQUALS, way)))
    changes = sum(before[2] != after[2] for before, after in zip(holds, holds[1:]))
    return changes * 1e6 / (holds[-1][1] - holds[0][0])


def share(cli, program, way):
    """What share of the time in which anybody has the lock the first task has it."""
    holds = get_common(get_holds(cli.record(program, way)))
    of_first = sum(end - begin for begin, end, who in holds if who == 1)
    return of_first / sum(end - begin for begin, end, _ in holds)


def lateness_ms(cli, program, way):
    """How long after the end of a sleep a task has the lock, in the middle."""
    recording = cli.record(program, way)
    tasks = recording["timeslice"]["tasks"]
    number = [task["name"] for task in tasks].index("Waking")
    holds = [begin for begin, _, who in get_holds(recording) if who == number]
    late = []
    for event in recording["traceEvents"]:
        if event.get("ph") != "T" or event["tid"] != tasks[number]["track"] \
                or event.get("args", {}).get("r") != "waiting-sleep":
            continue
        begin, end = event["ts"], event["ts"] + event["dur"]
        late.append(min((hold for hold in holds if hold >= end - 1), default=end) - begin - 5000)
    return statistics.median(late) / 1000


def compare(what, measure, within, unit="x", rounds=ROUNDS):
    """Both ways in turns.  The promise is a ratio, or (for what is one itself) a difference."""
    ours, theirs = take_turns(rounds, *(lambda way=way: measure(way) for way in WAYS))
    print(f"  {what}: {ours:.3f} {unit}, Python {theirs:.3f} {unit}", flush=True)
    if unit == "x":
        tell(f"{what}, difference", ours - theirs, "", f"+-{within}", abs(ours - theirs) <= within)
    else:
        tell(f"{what}, ratio", ours / theirs, "x", f"1+-{within}", abs(ours / theirs - 1) <= within)


def measure(cli):
    for name, body in BODIES.items():
        compare(f"speed-up of two tasks, {name}", lambda way: speed_up(cli, body, way), 0.1, rounds=ROUNDS_OF_WALLS)
    compare("share of the first of two computing", lambda way: share(cli, EQUALS, way), 0.1, "of the time")
    compare("share of one computing beside one napping", lambda way: share(cli, UNLIKE, way), 0.1, "of the time")
    compare("forced hand-overs", lambda way: hand_overs(cli, way), 0.2, "a second")
    compare("lateness beside one that computes", lambda way: lateness_ms(cli, CONVOY, way), 0.2, "ms")
    alone = take_turns(ROUNDS, *(lambda way=way: lateness_ms(cli, ALONE, way) for way in WAYS))
    print(f"  lateness alone: {alone[0]:.3f} ms, Python {alone[1]:.3f} ms")


bench_rounds.main(measure)
