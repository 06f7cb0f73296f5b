# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a script that Timeslice has written out, and observes it: python3 -I PROBE PLAN-FD ARENA-FD NOTICE-FD.

The plan (src/trace/ts-python-plan.c) holds the script, what its lines and names mean, and where things lie in the
arena.  The script runs unchanged but for this: its helpers, its objects, and the classes of threads and processes
stand behind others that note what happens.
"""

import json
import os
import sys
import threading
import traceback

import timeslice_objects
import timeslice_steps
import timeslice_tasks
from timeslice_arena import Arena
from timeslice_task import Task, monotonic_ns


class Run:
    """The run, as this process knows it."""

    def __init__(self, plan, arena_descriptor, notice):
        self.plan, self.notice = plan, notice
        self.arena = Arena(arena_descriptor, plan)
        self.lines = plan["lines"]
        self.process = 0         # slot of the task that this process is
        self.counters = []       # [names, name, place in the row or None, object, last value noted]

    def instruction_of(self, line):
        """The instruction that a line of the script says; -1: none."""
        return self.lines[line - 1] if line <= len(self.lines) else -1

    def slot_of(self, function, arguments):
        """The slot of the task with that function; None if it is none of the program's."""
        declared = self.plan["tasks"].get(getattr(function, "__name__", None))
        if declared is None:
            return None
        index = arguments[0] if arguments else 0
        return declared["first"] + self.place_among(declared["parent"]) * declared["copies"] + index

    def place_among(self, parent):
        """Which of the copies of a process this one is."""
        declared = self.plan["tasks"].get(parent)
        return self.process - declared["first"] if declared is not None else 0

    def notify(self):
        """Asks the supervisor to look at the processes."""
        os.eventfd_write(self.notice, 1)

    # ---- Counters: plain variables of the script, looked at now and then ----
    def add_counter(self, names, name, first):
        value = names[name]
        if isinstance(value, list):
            self.counters += [[value, place, first + place, None] for place in range(len(value))]
        else:
            self.counters.append([names, name, first, None])

    def note_counters(self, task, now):
        for counter in self.counters:
            value = counter[0][counter[1]]
            if not isinstance(value, int):   # shared between processes; its lock is not ours to take
                value = value.get_obj().value
            if value != counter[3]:
                counter[3] = value
                task.push(now, self.arena.event.count, counter[2], 0xFFFFFFFF, value)

    # ---- Failing ----
    def fail(self, task, error):
        """Python cannot go on."""
        instruction = task.instruction if task is not None else 0
        for frame, line in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename == timeslice_steps.SCRIPT and self.instruction_of(line) >= 0:
                instruction = self.instruction_of(line)
        text = traceback.format_exception_only(error)[-1].strip()
        self.arena.fail(task.slot if task is not None else 0, instruction, text)
        self.notify()


def measure_cost(run):
    """How long noting takes at least: in a piece of memory where nobody looks."""
    task, arena = Task(run, 0), run.arena
    task.memory = bytearray(1 << 16)
    task.words, task.halves = (memoryview(task.memory).cast(code) for code in "QI")
    base = len(task.memory) // 2   # behind what looks like the controls: those are 0, so that the run goes on
    task.tail_at, task.head_at, task.dropped_at, task.tick_at = (base // 8 + place for place in range(4))
    task.core_at, task.events_at = base // 4 + 8, base + 64
    task.capacity, arena.owner = 1 << 9, task
    task.begin_ns = task.last_ns = monotonic_ns()
    arena.push_ns = measure(lambda: task.push(1, arena.event.line), task)
    arena.tick_ns = measure(task.attend, task)
    arena.owner = None


def measure(call, task, rounds=100, trials=20):
    best = 10**9
    for _ in range(trials):
        task.tail = task.seen_head = 0
        begin = monotonic_ns()
        for _ in range(rounds):
            call()
        best = min(best, monotonic_ns() - begin)
    return best // rounds


def load(plan):
    """The script's names, once it has been read; nothing of it runs yet but what makes them."""
    names = {"__name__": "timeslice_written", "__file__": timeslice_steps.SCRIPT, "__builtins__": __builtins__}
    exec(compile(plan["script"], timeslice_steps.SCRIPT, "exec"), names)
    return names


def run_main(run, names):
    """The life of the main task."""
    task = Task(run, 0)
    run.arena.begin()
    task.begin()
    try:
        names["main"]()
        timeslice_tasks.end_all(threading.enumerate())
        timeslice_tasks.end_children()
    except BaseException as error:
        run.fail(task, error)
        return 1
    task.end()
    return 0


def main():
    plan_descriptor, arena_descriptor, notice = (int(text) for text in sys.argv[1:4])
    with os.fdopen(plan_descriptor, "rb") as file:
        plan = json.load(file)
    run = Run(plan, arena_descriptor, notice)
    try:
        timeslice_tasks.install(run)
        names = load(plan)
        if plan["has_loop"]:
            import timeslice_loop
            timeslice_steps.replace(run, names, timeslice_loop.HELPERS)
            timeslice_loop.replace_steps(run, names)
            timeslice_objects.replace(run, names, timeslice_loop.CLASSES)
        else:
            timeslice_steps.replace(run, names)
            timeslice_objects.replace(run, names)
            timeslice_objects.observe_conditions(run)
        if "switch_interval_us" in plan:
            sys.setswitchinterval(plan["switch_interval_us"] / 1_000_000)
        measure_cost(run)
    except BaseException as error:
        run.fail(None, error)
        return 1
    return timeslice_loop.run_loop(run, names) if plan["has_loop"] else run_main(run, names)


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
