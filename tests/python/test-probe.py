#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-probe.py PROBE-FOLDER: what the probe of Python runs writes into an arena, read back from the memory.  Prints TAP.

The arena is a small one, laid out here: where things lie is the plan's matter, so the probe must be right for any layout.
"""

import os
import struct
import sys
import threading
import time

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True

from timeslice_arena import Arena, NO_TASK, find_core, get_core   # noqa: E402
from timeslice_task import Task, claim, here   # noqa: E402
import timeslice_task   # noqa: E402

CAPACITY = 16
TASKS = 3
LAYOUT = {
    "control": 0, "control_run": 1, "source": 4, "self_timed": 2, "phase": 8, "phase_running": 3, "start": 16,
    "pause_count": 24, "pauses": 32, "pause_size": 16, "pause_end": 8, "hold_noticed": 9, "text_size": 16, "most_print": 40,
    "tasks": 256, "task_size": 128, "task_state": 0, "task_instruction": 4, "task_waiting_for": 8, "task_pid": 12,
    "task_tid": 16, "task_core": 20, "task_progress": 24, "task_tick": 32, "task_noting": 40, "task_started": 48,
    "task_ended": 56, "task_exit_status": 64,
    "objects": 1024, "object_size": 64,
    "rings": 2048, "ring_size": 1024, "ring_tail": 0, "ring_head": 8, "ring_dropped": 16, "ring_events": 64,
    "ring_capacity": CAPACITY, "futex_call": 202,
}
EVENTS = {name: number for number, name in enumerate(
    ["start", "end", "line", "step", "gap", "wait", "wake", "hold", "release", "fill", "take", "count", "started", "joined",
     "pin", "nice", "print", "text"], 1)}
REASONS = {"none": 0, "sleep": 1, "io": 2, "lock": 3, "semaphore": 4, "queue": 5, "barrier": 6, "event": 7, "task": 8}
STATES = {"starting": 1, "running": 2, "waiting": 3, "frozen": 4, "ended": 5}
GIL = 7
PLAN = {"layout": LAYOUT, "events": EVENTS, "reasons": REASONS, "states": STATES, "interpreter_locks": [[0, GIL]]}


class Run:
    """As much of a run as a task needs."""

    def __init__(self, gil=GIL, self_timed=True):
        descriptor = os.memfd_create("probe")
        os.ftruncate(descriptor, 8192)
        os.pwrite(descriptor, struct.pack("II", LAYOUT["control_run"], LAYOUT["self_timed"] if self_timed else 0), 0)
        self.arena = Arena(descriptor, PLAN | {"interpreter_locks": [] if gil is None else [[0, gil]]})
        self.counts = []
        os.close(descriptor)

    def instruction_of(self, line):
        return line * 10 if line > 0 else -1

    def note_counters(self, task, now):
        for number, value in self.counts:
            task.push(now, EVENTS["count"], number, NO_TASK, value)

    def field(self, slot, name, code="I"):
        place = LAYOUT["tasks"] + slot * LAYOUT["task_size"] + LAYOUT["task_" + name]
        return struct.unpack_from(code, self.arena.memory, place)[0]

    def ring(self, slot, name):
        place = LAYOUT["rings"] + slot * LAYOUT["ring_size"] + LAYOUT["ring_" + name]
        return struct.unpack_from("Q", self.arena.memory, place)[0]

    def take(self, slot):
        """What has come since the last time, as the collector takes it: (time, kind, core, object, instruction, task, value)."""
        head, tail = self.ring(slot, "head"), self.ring(slot, "tail")
        base = LAYOUT["rings"] + slot * LAYOUT["ring_size"]
        events = []
        for number in range(head, tail):
            raw = struct.unpack_from("QHHHHIIq", self.arena.memory, base + LAYOUT["ring_events"] + number % CAPACITY * 32)
            events.append((raw[0], raw[1], raw[3], raw[4], raw[5], raw[6], raw[7]))
        struct.pack_into("Q", self.arena.memory, base + LAYOUT["ring_head"], tail)
        return events


def kinds(events):
    names = {number: name for name, number in EVENTS.items()}
    return [names[event[1]] for event in events]


def test_life():
    """States and identity, from the start to the end, each event after the one before."""
    run = Run(gil=None)
    claim(run, None, 1)
    assert run.field(1, "state") == STATES["starting"]
    task = Task(run, 1)
    task.begin()
    assert here.get() is task
    assert run.field(1, "state") == STATES["running"]
    assert (run.field(1, "pid"), run.field(1, "tid")) == (os.getpid(), threading.get_native_id())
    assert run.field(1, "started", "Q") > 0
    task.wait_begin(REASONS["queue"], 3)
    assert run.field(1, "state") == STATES["waiting"]
    assert run.field(1, "waiting_for") == REASONS["queue"] << 16 | 3
    task.wait_end(5, 2)
    assert run.field(1, "state") == STATES["running"]
    task.end(4)
    assert run.field(1, "state") == STATES["ended"]
    assert run.field(1, "exit_status") == 4 << 8
    events = [event for event in run.take(1) if event[1] != EVENTS["gap"]]
    assert kinds(events) == ["start", "wait", "wake", "end"], kinds(events)
    assert [event[0] for event in events] == sorted(event[0] for event in events)
    assert events[0][6] == os.getpid() << 32 | threading.get_native_id()
    assert (events[1][3], events[1][5]) == (3, REASONS["queue"])
    assert (events[2][5], events[2][6]) == (2, 5)
    assert events[3][6] == 4 and run.field(1, "ended", "Q") == events[3][0]


def test_progress():
    """Progress is a number that is always right, and is noted as often as is allowed; what was left out comes later."""
    run = Run(gil=None)
    task = Task(run, 0)
    task.begin()
    task.step()
    assert run.field(0, "progress", "Q") == 1
    task.filled_ns, task.notes_left = 1 << 62, 0   # nothing more is allowed, for ever
    run.take(0)
    for _ in range(100):
        task.step()
    assert run.field(0, "progress", "Q") == 101
    assert "step" not in kinds(run.take(0))
    task.wait_begin(REASONS["sleep"])
    events = run.take(0)
    assert [event[6] for event in events if event[1] == EVENTS["step"]] == [101]
    run.counts = [(5, 42)]
    task.wait_end()
    task.end()
    assert [event[6] for event in run.take(0) if event[1] == EVENTS["count"]] == [42]


def test_values():
    """What is noted last of an object is what it comes to be, also if a task is put aside after it has looked."""
    run, length = Run(gil=None), [2]
    first, second = Task(run, 0), Task(run, 1)

    def take(task, meanwhile=lambda: None):
        length[0] -= 1

        def read():
            value = length[0]
            meanwhile()
            return value
        task.note_value(EVENTS["fill"], 3, read)
    first.begin()
    second.begin()
    take(first, lambda: take(second))
    events = sorted(event for event in run.take(0) + run.take(1) if event[1] == EVENTS["fill"])
    assert [event[6] for event in events] == [1, 0], events
    first.hold(4, lambda: take(second) or length[0], True)
    held = [event for event in run.take(0) if event[1] == EVENTS["hold"]]
    taken = [event for event in run.take(1) if event[1] == EVENTS["fill"]]
    assert held[0][0] < taken[0][0], (held, taken)


def test_lines():
    """The line of the script becomes an instruction, noted once as long as it stays there."""
    run = Run(gil=None)
    task = Task(run, 2)
    task.begin()
    run.take(2)
    for line in (3, 3, 0, 4):
        task.go_to(line)
    events = [event for event in run.take(2) if event[1] == EVENTS["line"]]
    assert [event[4] for event in events] == [30, 40]
    assert run.field(2, "instruction") == 40


def test_wrap_around():
    """Behind the end of the ring comes its beginning, and nothing is written beyond it."""
    run = Run(gil=None)
    task = Task(run, 1)
    beyond = LAYOUT["rings"] + LAYOUT["ring_size"] + LAYOUT["ring_events"] + CAPACITY * 32
    for number in range(5 * CAPACITY + 3):
        task.push(number, EVENTS["line"], value=-number)
        event, = run.take(1)
        assert (event[0], event[6]) == (number, -number)
    assert run.ring(1, "tail") == 5 * CAPACITY + 3
    assert run.ring(1, "dropped") == 0
    assert not any(run.arena.memory[beyond:beyond + 64])


def test_lost():
    """Into a full ring nothing goes: what is there stays as it is, and each loss is counted."""
    run = Run(gil=None)
    task = Task(run, 1)
    for number in range(CAPACITY + 5):
        task.push(number, EVENTS["line"])
    assert run.ring(1, "dropped") == 5
    assert [event[0] for event in run.take(1)] == list(range(CAPACITY))
    task.push(99, EVENTS["line"])
    assert [event[0] for event in run.take(1)] == [99]
    assert run.ring(1, "dropped") == 5


def test_text():
    """A printed line is one event, and as many behind it as its bytes need."""
    run = Run(gil=None)
    task = Task(run, 0)
    task.begin()
    run.take(0)
    task.note_text("é" * 30)
    base = LAYOUT["rings"] + LAYOUT["ring_events"]
    head = run.ring(0, "head")
    events = run.take(0)
    assert kinds(events) == ["print", "text", "text", "text"], kinds(events)
    assert events[0][6] == LAYOUT["most_print"]
    places = [base + (head + number) % CAPACITY * 32 + 16 for number in range(1, 4)]
    text = b"".join(bytes(run.arena.memory[place:place + 16]) for place in places)
    assert text == ("é" * 20).encode().ljust(48, b"\0")


def test_claims():
    """Whoever runs has the interpreter lock: it is noted when that is another one than before, and in order of time."""
    run = Run()
    one, two = Task(run, 0), Task(run, 1)
    one.begin()
    two.begin()
    one.attend()
    one.attend()
    two.attend()
    holds = sorted((event[0], slot) for slot in (0, 1) for event in run.take(slot) if event[1] == EVENTS["hold"])
    assert [slot for _, slot in holds] == [0, 1, 0, 1], holds
    assert all(one[0] < other[0] for one, other in zip(holds, holds[1:])), holds


def test_attend():
    """A tick at which nothing has happened says only when it was; self-timed, a hole or another core is something."""
    for self_timed in (False, True):
        run = Run(self_timed=self_timed)
        task = Task(run, 0)
        task.begin()
        run.take(0)
        ticks = []
        for _ in range(3):
            task.last_ns = timeslice_task.monotonic_ns()
            task.attend()
            ticks.append(run.field(0, "tick", "Q"))
        assert ticks == sorted(set(ticks)) and task.ticks == 3
        run.take(0)
        task.core = 12345   # it was elsewhere
        task.attend()
        assert (run.field(0, "core") != 12345 and kinds(run.take(0)) == ["gap"]) == self_timed


def test_core():
    """Where the kernel writes the core of a thread is where sched_getcpu() looks: in each thread, bound to each core."""
    def look(seen):
        cores = os.sched_getaffinity(0)
        place = find_core()
        for core in cores:
            os.sched_setaffinity(0, {core})
            seen.append((core, place[0], get_core()))
    seen = []
    threads = [threading.Thread(target=look, args=(seen,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) >= 3 and all(core == place == asked for core, place, asked in seen), seen


def test_release():
    """Who waits lets go of it, and has it again when it goes on."""
    run = Run()
    task = Task(run, 0)
    task.begin()
    task.wait_begin(REASONS["sleep"])
    assert run.arena.owner is None
    task.wait_end()
    assert run.arena.owner is task
    events = [event for event in run.take(0) if event[1] != EVENTS["start"]]
    assert kinds(events)[-4:] == ["wait", "release", "wake", "hold"], kinds(events)
    assert all(event[3] == GIL for event in events if event[1] in (EVENTS["hold"], EVENTS["release"]))


def test_hole():
    """Self-timed: a long time without a tick in which another one had the lock was a wait for it, else the core was away."""
    run = Run()
    one, two = Task(run, 0), Task(run, 1)
    for task in (one, two):
        task.begin()
        run.take(task.slot)
    one.last_ns -= 10 * timeslice_task.HOLE_NS
    one.tick()
    events = run.take(0)
    assert kinds(events)[:2] == ["wait", "wake"], kinds(events)
    assert (events[0][3], events[0][5], events[1][5]) == (GIL, REASONS["lock"], 1)
    time.sleep(0.001)   # it leaves its core
    one.last_ns -= 10 * timeslice_task.HOLE_NS
    before = one.last_ns
    one.tick()
    gap, = run.take(0)
    assert gap[1] == EVENTS["gap"] and gap[6] == before


def hand_over(run, one, two):
    """`one` comes back to the interpreter lock after `two` had it; what it notes, without the times."""
    two.tick()
    one.last_ns -= 10 * timeslice_task.HOLE_NS
    last = one.last_ns
    one.tick()
    events = run.take(0)
    run.take(1)
    assert events[0][0] >= last and events[1][0] == events[2][0] == one.last_ns and two.lost_ns == one.last_ns
    return [event[1:] for event in events]


def test_hand_over():
    """Three notes at once are the three notes one by one, also where they do not fit at the end of the ring."""
    run, real = Run(), Task.push_three
    one, two = Task(run, 0), Task(run, 1)
    for task in (one, two):
        task.begin()
        run.take(task.slot)
    one.instruction, at_once, places = 30, [], set()
    try:
        Task.push_three = lambda *_: False
        expected = hand_over(run, one, two)
        assert [event[0] for event in expected] == [EVENTS["wait"], EVENTS["wake"], EVENTS["hold"]]

        def watched(*arguments):
            places.add(one.tail % CAPACITY)
            at_once.append(real(*arguments))
            return at_once[-1]
        Task.push_three = watched
        for _ in range(CAPACITY):
            assert hand_over(run, one, two) == expected
    finally:
        Task.push_three = real
    assert len(places) == CAPACITY and 2 <= at_once.count(False) < CAPACITY, (places, at_once)
    for _ in range(CAPACITY):   # and nobody takes them: what does not fit is counted
        two.tick()
        one.last_ns -= 10 * timeslice_task.HOLE_NS
        one.tick()
    assert run.ring(0, "dropped") == 3 * CAPACITY - CAPACITY and run.ring(0, "tail") - run.ring(0, "head") == CAPACITY


def test_slow_core():
    """Self-timed: who kept its core all along has only worked for longer than was thought; where nobody can tell, it has not
    run."""
    run, real = Run(), timeslice_task.count_switches
    task = Task(run, 0)
    task.begin()
    run.take(0)
    try:
        for switches, expected in (5, ["gap"]), (5, []), (6, ["gap"]), (6, []), (-1, ["gap"]), (6, []):
            timeslice_task.count_switches = lambda: switches
            task.core = task.here_now[0]
            task.last_ns -= 10 * timeslice_task.HOLE_NS
            task.tick()
            assert kinds(run.take(0)) == expected, (switches, expected)
        task.wait_begin(REASONS["sleep"])
        timeslice_task.count_switches = lambda: 9   # it has waited
        task.wait_end()
        run.take(0)
        task.last_ns -= 10 * timeslice_task.HOLE_NS
        task.tick()
        assert not run.take(0)
    finally:
        timeslice_task.count_switches = real


def test_pause():
    """A tick is where a paused task stops, frozen; it goes on when the run does."""
    run = Run(gil=None)
    task, seen = Task(run, 0), []
    task.begin()

    def resume():
        seen.append(run.field(0, "state"))
        run.arena.set_half(LAYOUT["control"], LAYOUT["control_run"])
    run.arena.set_half(LAYOUT["control"], 0)
    run.arena.sleep_on = lambda offset, value: resume()
    task.attend()
    assert seen == [STATES["frozen"]]
    assert run.field(0, "state") == STATES["running"]
    struct.pack_into("IIQQQQ", run.arena.memory, LAYOUT["pause_count"], 2, 0, 100, 130, 200, 0)
    assert run.arena.paused_ns(250) == 30 + 50


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {name}")
        except Exception as error:   # a failed test says so, and the next is run
            failed = 1
            place = error.__traceback__.tb_next
            print(f"not ok {number} {name}\n# line {place.tb_lineno}: {type(error).__name__}: {error}")
    return failed


sys.exit(main())
