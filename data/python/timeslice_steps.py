# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of a program, observed: what takes the place of the script's own helpers.

Each does what the helper does, with the helper itself where that is possible, and notes it.
"""

import os
import sys
import time

from timeslice_arena import NO_OBJECT, NO_TASK
from timeslice_task import LATE_NS, QUANTUM_NS, here, monotonic_ns


SCRIPT = "<written out>"   # what the script is called where a file has a name


def observe(run):
    """The task that runs, at the line of the script from which the caller was called; None: not observed."""
    task = here.get()
    if task is not None:
        task.go_to(sys._getframe(2).f_lineno)
    return task


def make_compute(run, names):
    """The same loop as in the script, in pieces, between which the task ticks."""
    work, turns_per_ms, plain = names["work"], names["TURNS_IN_A_MS"], names["compute"]
    quantum = max(int(turns_per_ms * QUANTUM_NS / 1_000_000), 1)

    def compute(milliseconds):
        task = observe(run)
        if task is None:
            plain(milliseconds)
            return
        turns = int(milliseconds * turns_per_ms)
        while turns > quantum:
            work(quantum)
            turns -= quantum
            task.attend()
        work(turns)
        task.attend()
    return compute


def make_native(run, names):
    """In one piece, since it lets go of the interpreter lock only once."""
    plain = names["native"]

    def native(milliseconds):
        task = observe(run)
        if task is None or milliseconds <= 0:
            plain(milliseconds)
            return
        arena, begin = run.arena, task.tick()
        if arena.gil is not None:
            task.let_go_of_gil(begin)
        used = time.thread_time_ns()
        plain(milliseconds)
        used = time.thread_time_ns() - used
        note_native_end(task, begin, used)
        task.attend()
    return native


def note_native_end(task, begin, used):
    """Self-timed: it ran for `used`, and not for the rest, most likely at the end, to get the interpreter lock back."""
    arena = task.arena
    if arena.self_timed:
        now = monotonic_ns()
        had_ns = now if arena.owner is not None else arena.released_ns
        waited = arena.gil is not None and had_ns > begin + used and now - begin - used > LATE_NS
        task.lost_ns = begin + used
        task.last_ns = begin + used if waited else now
    elif arena.gil is not None:
        now, other, _ = task.claim()
        task.hold_gil(now, other)


def nap(task, reason, milliseconds, plain):
    """Waits with the script's own helper; a pause lengthens that."""
    arena = task.arena
    length = int(milliseconds * 1_000_000)
    begin = task.wait_begin(reason, NO_OBJECT, monotonic_ns() + length)
    before, until = arena.paused_ns(begin), begin + length
    while True:
        plain(milliseconds)
        if arena.get_half(arena.at.pause_count) == 0:
            break
        arena.stay_frozen()
        now = monotonic_ns()
        until = begin + length + arena.paused_ns(now) - before
        if now >= until:
            break
        milliseconds = (until - now) / 1_000_000
        task.wait_end()   # it has been up, which else would look as if it waited for something else from here on
        task.wait_begin(reason, NO_OBJECT, until)
    task.wait_end(until)


def make_nap(run, plain, reason):
    def wait(milliseconds):
        task = observe(run)
        if task is None or milliseconds <= 0:
            plain(milliseconds)
        else:
            nap(task, reason, milliseconds, plain)
    return wait


def make_give_way(run, plain):
    def give_way():
        task = observe(run)
        plain()
        if task is not None:
            task.attend()
    return give_way


def make_step(run):
    def step():
        task = observe(run)
        if task is not None:
            task.step()
            task.attend()
    return step


def make_say(run):
    def say(text):
        task = observe(run)
        if task is not None:
            task.note_text(text)
            task.attend()
    return say


def make_pin(run, plain):
    def pin(*cores):
        task = observe(run)
        plain(*cores)
        if task is not None:
            task.push(task.tick(), run.arena.event.pin, NO_OBJECT, NO_TASK, len(set(cores)))
    return pin


def make_nice(run, plain):
    def nice(value):
        task = observe(run)
        plain(value)
        if task is not None:
            task.push(task.tick(), run.arena.event.nice, NO_OBJECT, NO_TASK, value)
    return nice


def make_touch(run, plain):
    def touch(size):
        task = observe(run)
        plain(size)
        if task is not None:
            task.attend()
    return touch


def make_end(run, plain):
    """The steps that end the process: crash() and leave()."""
    def end(*arguments):
        task = observe(run)
        if task is not None:
            task.note_pending(task.tick())
            if arguments:
                task.end(arguments[0])
        plain(*arguments)
    return end


def no_bar(total=None):
    """Whoever looks on draws the bars."""


def no_typist():
    """Somebody else types."""


def replace(run, names, others=()):
    """Puts these in the place of the helpers that the script has, but for `others`."""
    reason = run.arena.reason
    makers = {
        "compute": lambda plain: make_compute(run, names),
        "native": lambda plain: make_native(run, names),
        "sleep": lambda plain: make_nap(run, plain, reason.sleep),
        "read": lambda plain: make_nap(run, plain, reason.io),
        "give_way": lambda plain: make_give_way(run, plain),
        "step": lambda plain: make_step(run),
        "say": lambda plain: make_say(run),
        "pin": lambda plain: make_pin(run, plain),
        "nice": lambda plain: make_nice(run, plain),
        "touch": lambda plain: make_touch(run, plain),
        "crash": lambda plain: make_end(run, plain),
        "leave": lambda plain: make_end(run, plain),
        "bar": lambda plain: no_bar,
        "typist": lambda plain: no_typist,
    }
    for name, make in makers.items():
        if name in names and name not in others:
            names[name] = make(names[name])
