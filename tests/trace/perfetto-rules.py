#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds a file against every rule of Perfetto's Trace Event importer (json_trace_tokenizer.cc and
json_trace_parser.cc) that it would otherwise break silently: a lane missing, or the file refused.

Usage: perfetto-rules.py FILE…  Prints one line for each rule that is broken and exits 1 if there is any.
"""
import collections
import decimal
import json
import re
import sys

# docs/data-sources/cpu-scheduling.md of Perfetto
STATES = {"Running", "R", "R+", "S", "D", "T", "t", "X", "Z", "x", "K", "W", "P", "N", "I"}
TIME = re.compile(r"-?\d+\.\d{3}")


def no_duplicates(pairs):
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError(f"the same member twice in {pairs}")
    return dict(pairs)


def refuse(text):
    raise ValueError(f"{text} is not JSON")


def is_number(value):
    return isinstance(value, (int, decimal.Decimal)) and not isinstance(value, bool)


def is_id(value):
    """A PID or TID: a 32-bit number, and not 0, which is the idle task's."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**32


def shape(event):
    """What each event must have, by its phase."""
    phase = event.get("ph")
    if phase not in {"M", "T", "X", "C", "i"}:
        yield f"phase {phase!r}"
        return
    if any(isinstance(value, list) for value in event.values()):
        yield "an array among its own members"
    if not isinstance(event.get("name"), str):
        yield "no name"
    if not is_id(event.get("pid")):
        yield "no pid"
    if phase != "M" and not is_number(event.get("ts")):
        yield "no ts"
    yield from {"M": metadata, "T": state, "X": complete, "C": counter, "i": instant}[phase](event)


def metadata(event):
    arguments = event.get("args", {})
    if event["name"] in {"process_name", "thread_name"}:
        if not isinstance(arguments.get("name"), str):
            yield "no args.name"
    elif event["name"] in {"process_sort_index", "thread_sort_index"}:
        if not isinstance(arguments.get("sort_index"), int):
            yield "no args.sort_index"
    else:
        yield f"metadata {event['name']}"
    if event["name"].startswith("thread") and not is_id(event.get("tid")):
        yield "no tid"


def duration(event):
    if not is_number(event.get("dur")) or event["dur"] <= 0:
        yield "no dur"
    if not is_id(event.get("tid")):
        yield "no tid"


def state(event):
    yield from duration(event)
    if event.get("cat") != "thread_state":
        yield "no cat thread_state"
    if event["name"] not in STATES:
        yield f"state {event['name']!r}"
    cpu = event.get("args", {}).get("cpu")
    if cpu is not None and (event["name"] != "Running" or not isinstance(cpu, int) or not 0 <= cpu < 65535):
        yield f"cpu {cpu!r} of {event['name']}"


def complete(event):
    yield from duration(event)


def counter(event):
    arguments = event.get("args")
    if not arguments or not all(is_number(value) for value in arguments.values()):
        yield "args are not numbers"


def instant(event):
    if event.get("s") not in {"t", "p", "g"}:
        yield "no scope"
    if event.get("s") == "t" and not is_id(event.get("tid")):
        yield "no tid"


def overlapping(events, key, what):
    """No two of the events with one key overlap."""
    rows = collections.defaultdict(list)
    for event in events:
        rows[key(event)].append((event["ts"], event["ts"] + event["dur"]))
    for row, stretches in rows.items():
        stretches.sort()
        for (_, end), (begin, _) in zip(stretches, stretches[1:]):
            if begin < end:
                yield f"{what} {row}: overlap at {begin}"


def not_nesting(events):
    rows = collections.defaultdict(list)
    for event in events:
        rows[event["pid"], event["tid"]].append((event["ts"], -event["dur"]))
    for row, slices in rows.items():
        open_ends = []
        for begin, minus_duration in sorted(slices):
            end = begin - minus_duration
            while open_ends and open_ends[-1] <= begin:
                open_ends.pop()
            if open_ends and end > open_ends[-1]:
                yield f"X of {row}: does not nest at {begin}"
            open_ends.append(end)


def thread_in_two_processes(events):
    processes = collections.defaultdict(set)
    for event in events:
        if is_id(event.get("tid")):
            processes[event["tid"]].add(event["pid"])
    return (f"tid {tid} in processes {pids}" for tid, pids in processes.items() if len(pids) > 1)


def lines(text):
    """What only the text tells: one event a line, exact times, and no \\u in an event's own members, which
    Perfetto's tokenizer takes for an error of the whole file."""
    for line in text.split('"traceEvents":[\n', 1)[1].splitlines():
        own = line.split(',"args":', 1)[0]
        if line[:5] not in {'{"ph"', "]}"}:
            yield f"not one event a line: {line}"
        if "\\u" in own:
            yield f"\\u in {line}"
        for time in re.findall(r'"(?:ts|dur)":([^,}]*)', own):
            if not TIME.fullmatch(time):
                yield f"time {time} is not in µs with three decimals"


def problems(data):
    if not data.startswith(b'{"'):
        yield 'does not begin with {"'
        return
    text = data.decode()
    document = json.loads(text, parse_float=decimal.Decimal, parse_constant=refuse, object_pairs_hook=no_duplicates)
    # Ignored by Perfetto since 2023, but it counts as an error in the trace; before, it changed the unit.
    if "displayTimeUnit" in document:
        yield "displayTimeUnit"
    events = document["traceEvents"]
    broken = [f"{problem}: {event}" for event in events for problem in shape(event)]
    yield from broken
    yield from lines(text)
    if broken:
        return
    states = [event for event in events if event["ph"] == "T"]
    on_cores = [event for event in states if "cpu" in event.get("args", {})]
    yield from overlapping(on_cores, lambda event: event["args"]["cpu"], "cpu")
    yield from overlapping(states, lambda event: event["tid"], "thread")
    yield from not_nesting([event for event in events if event["ph"] == "X"])
    yield from thread_in_two_processes(events)
    # Larger ones lose their decimals on the way through a double; so times are relative to the run's start.
    if any(abs(event["ts"]) * 1000 > 2**53 for event in events if event["ph"] != "M"):
        yield "a ts that is not relative"


broken = False
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        for problem in problems(file.read()):
            print(f"{path}: {problem}")
            broken = True
sys.exit(broken)
