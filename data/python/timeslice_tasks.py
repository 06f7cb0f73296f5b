# SPDX-License-Identifier: GPL-3.0-or-later
"""Threads and processes of a script, observed: classes that take the place of the libraries' own."""

import multiprocessing
import os
import threading

from timeslice_arena import NO_TASK
from timeslice_steps import observe
from timeslice_task import Task, claim, here, monotonic_ns


def end_all(others):
    """Ends what this process still has to wait for, as Python does at its end."""
    for other in others:
        if not other.daemon and other is not threading.current_thread():
            other.join()


def end_children():
    """Ends the processes that this one has started.  Those that have ended by themselves are children no longer: Python
    has reaped them, maybe without anybody having looked how they ended."""
    end_all(multiprocessing.active_children())
    for child in STARTED:
        child.note_exit()


class Observed:
    """What both have in common; `slot` is None if the program knows nothing of it."""

    def remember(self, target, arguments):
        self.run_of_program, self.what, self.slot = RUN[0], (target, arguments), None

    def choose_slot(self):
        """Which slot it is depends on the process that starts it."""
        if here.get() is not None:
            self.slot = self.run_of_program.slot_of(*self.what)

    def join(self, timeout=None):
        task = here.get()
        if self.slot is None or task is None:
            return super().join(timeout)
        observe(self.run_of_program)
        arena = self.run_of_program.arena
        if self.is_alive():
            task.wait_begin(arena.reason.task, self.slot)
            super().join(timeout)
            self.note_exit()
            task.wait_end(arena.words[(arena.task_at(self.slot) + arena.at.task_ended) // 8], self.slot)
        else:
            super().join(timeout)
            self.note_exit()
        task.push(task.tick(), arena.event.joined, 0xFFFF, self.slot)

    def note_exit(self):
        """A thread has noted it itself."""

    def live(self, run_plain):
        """The life of the task, in its own thread or process."""
        task = Task(self.run_of_program, self.slot)
        task.begin()
        try:
            run_plain()
        except BaseException as error:
            self.run_of_program.fail(task, error)
            raise SystemExit(1) from None
        task.end()


class Thread(Observed, threading.Thread):
    """A thread."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        super().__init__(group, target, name, args, kwargs, daemon=daemon)
        self.remember(target, args)

    def start(self):
        task, arena = here.get(), self.run_of_program.arena
        self.choose_slot()
        if self.slot is None:
            super().start()
            return
        observe(self.run_of_program)
        place = arena.task_at(self.slot)
        arena.set_half(place + arena.at.task_owner, self.run_of_program.process)
        claim(self.run_of_program, task, self.slot)
        task.about = (arena.reason.task, self.slot, 0)
        try:
            super().start()
        finally:
            task.about = None

    def run(self):
        if self.slot is None:
            super().run()
        else:
            self.live(super().run)


class Process(Observed, multiprocessing.Process):
    """A process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        super().__init__(group, target, name, args, kwargs, daemon=daemon)
        self.remember(target, args)

    def start(self):
        task, arena = here.get(), self.run_of_program.arena
        self.choose_slot()
        if self.slot is None:
            super().start()
            return
        observe(self.run_of_program)
        place = arena.task_at(self.slot)
        arena.set_half(place + arena.at.task_owner, self.slot)
        claim(self.run_of_program, task, self.slot)
        super().start()
        STARTED.append(self)
        arena.set_half(place + arena.at.task_pid, self.pid)
        self.run_of_program.notify()

    def run(self):
        if self.slot is None:
            super().run()
            return
        STARTED.clear()   # they are the parent's
        arena = self.run_of_program.arena
        self.run_of_program.process, arena.gil, arena.owner = self.slot, arena.locks.get(self.slot), None
        self.live(super().run)
        end_all(threading.enumerate())
        end_children()

    def note_exit(self):
        """Only the parent knows how a process ended, since it has reaped it: one that was killed says nothing itself."""
        arena, status = self.run_of_program.arena, self.exitcode
        if status is None:
            return
        place = arena.task_at(self.slot)
        arena.set_half(place + arena.at.task_exit_status, -status if status < 0 else status << 8)
        if arena.get_half(place + arena.at.task_state) != arena.state.ended:
            arena.words[(place + arena.at.task_ended) // 8] = monotonic_ns()
            arena.order()
            arena.set_half(place + arena.at.task_state, arena.state.ended)


RUN = []       # the one run there is
STARTED = []   # the processes that this one has started


def install(run):
    """From now on threads and processes are of these classes."""
    RUN.append(run)
    threading.Thread = Thread
    multiprocessing.Process = Process
