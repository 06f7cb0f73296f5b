# SPDX-License-Identifier: GPL-3.0-or-later
"""What tasks share, observed: each of these stands before the script's own lock, queue, … and lets it do the work.

Whether a task has to wait is found out without looking first, which could be wrong a moment later: a lock is tried
before it is waited for, and what waits inside waits in Condition.wait(), which is observed itself.
"""

import multiprocessing.synchronize
import threading

from timeslice_arena import NO_TASK
from timeslice_steps import observe
from timeslice_task import here


class Thing:
    """An object of the program."""

    def __init__(self, run, plain, number):
        self.run, self.plain, self.number = run, plain, number

    def inside(self, task, reason, side, call, *arguments):
        """Calls what may wait in a condition."""
        if task is None:
            return call(*arguments)
        task.about = (reason, self.number, side)
        try:
            return call(*arguments)
        finally:
            task.about = None


class Lock(Thing):
    """A lock or a semaphore."""

    def get_left(self):
        return 1

    def get_reason(self):
        return self.run.arena.reason.lock

    def acquire(self):
        self.take(observe(self.run))

    def __enter__(self):
        self.take(observe(self.run))
        return self

    def take(self, task):
        waits = not self.plain.acquire(False)
        if task is None:
            if waits:
                self.plain.acquire()
            return
        if waits:
            begin = task.wait_begin(self.get_reason(), self.number)
            self.plain.acquire()
            task.wait_end(*self.run.arena.get_stamp(self.number, begin))
        task.hold(self.number, self.get_left, waits)

    def release(self):
        self.give(observe(self.run))

    def __exit__(self, *_):
        self.give(observe(self.run))

    def give(self, task):
        if task is None:
            self.plain.release()
            return
        now = task.tick()
        self.run.arena.stamp(self.number, now, task.slot)
        self.plain.release()
        task.release(self.number, now, self.get_left())


class Semaphore(Lock):
    """A semaphore; its helper left() looks at `_value` or get_value()."""

    @property
    def _value(self):
        return self.plain._value

    def get_value(self):
        return self.plain.get_value()

    def get_left(self):
        return self.get_value() if hasattr(self.plain, "get_value") else self._value

    def get_reason(self):
        return self.run.arena.reason.semaphore

    def give(self, task):
        if task is not None and self.number not in task.held:
            self.run.arena.stamp(self.number, task.tick(), task.slot)
            self.plain.release()
            task.note_value(self.run.arena.event.fill, self.number, self.get_left)
            return
        super().give(task)


PUT, TAKEN = 0, 1   # stamps: when an element came, and when there was room again


class Queue(Thing):
    """A queue, also one that can be closed."""

    def put(self, element):
        task = observe(self.run)
        self.note(task, PUT)
        self.inside(task, self.run.arena.reason.queue, TAKEN, self.plain.put, element)
        self.note(task, PUT, True)

    def get(self):
        task = observe(self.run)
        element = self.inside(task, self.run.arena.reason.queue, PUT, self.plain.get)
        self.note(task, TAKEN, True)
        return element

    def __iter__(self):
        task, elements = here.get(), iter(self.plain)
        end = object()
        while True:
            observe(self.run)
            element = self.inside(task, self.run.arena.reason.queue, PUT, next, elements, end)
            if element is end:
                return
            self.note(task, TAKEN, True)
            yield element

    def close(self):
        self.note(observe(self.run), PUT)
        self.plain.close()

    def qsize(self):
        return self.plain.qsize()

    def note(self, task, side, done=False):
        if task is None:
            return
        self.run.arena.stamp(self.number, task.tick(), task.slot, side)
        if done:
            task.note_value(self.run.arena.event.fill, self.number, self.plain.qsize)


class Keyboard(Thing):
    """The queue into which a person types: the keys lie in the arena."""

    def __init__(self, run, plain, number):
        super().__init__(run, plain, number)
        self.guard = multiprocessing.Lock()   # tasks of several processes may take keys

    def qsize(self):
        arena = self.run.arena
        return (arena.get_half(arena.at.keyboard_pressed) - arena.get_half(arena.at.keyboard_taken)) % 2**32

    def take_key(self):
        """A key and when it was pressed; None if there is none."""
        arena = self.run.arena
        with self.guard:
            if self.qsize() == 0:
                return None
            taken = arena.get_half(arena.at.keyboard_taken)
            place = arena.at.keyboard_keys + taken % arena.at.keyboard_size * arena.at.key_size
            key = arena.get_half(place + arena.at.key_character), arena.words[place // 8]
            arena.set_half(arena.at.keyboard_taken, (taken + 1) % 2**32)
            return key

    def get(self):
        task, arena = observe(self.run), self.run.arena
        key = self.take_key()
        if key is None:
            begin = task.wait_begin(arena.reason.queue, self.number)
            while key is None:
                pressed = arena.get_half(arena.at.keyboard_pressed)
                key = self.take_key()
                if key is None:
                    arena.sleep_on(arena.at.keyboard_pressed, pressed)
                    arena.stay_frozen()
            task.wait_end(key[1] if key[1] >= begin else 0)
        task.push(task.tick(), arena.event.take, self.number, key[0], key[1])


class Event(Thing):
    """An event."""

    def wait(self):
        self.inside(observe(self.run), self.run.arena.reason.event, 0, self.plain.wait)

    def set(self):
        task = observe(self.run)
        if task is not None:
            self.run.arena.stamp(self.number, task.tick(), task.slot)
        self.plain.set()
        if task is not None:
            task.note_value(self.run.arena.event.fill, self.number, lambda: 1)

    def is_set(self):
        return self.plain.is_set()


class Barrier(Thing):
    """A barrier."""

    def wait(self):
        task = observe(self.run)
        if task is not None:
            self.run.arena.stamp(self.number, task.tick(), task.slot)
            task.note_value(self.run.arena.event.fill, self.number,
                            lambda: (self.plain.n_waiting + 1) % self.plain.parties)
        self.inside(task, self.run.arena.reason.barrier, 0, self.plain.wait)


def observe_conditions(run):
    """Condition.wait() notes what the task waits for: the object that it is about to use."""
    for condition in (threading.Condition, multiprocessing.synchronize.Condition):
        observe_condition(run, condition)


def observe_condition(run, condition):
    plain = condition.wait

    def wait(self, timeout=None):
        task = here.get()
        if task is None or task.about is None:
            return plain(self, timeout)
        reason, thing, side = task.about
        begin = task.wait_begin(reason, thing)
        try:
            return plain(self, timeout)
        finally:
            if reason == run.arena.reason.task:
                task.wait_end()
            else:
                task.wait_end(*run.arena.get_stamp(thing, begin, side))
    condition.wait = wait


CLASSES = {
    "lock": Lock, "semaphore": Semaphore, "queue": Queue, "keyboard": Keyboard, "event": Event, "barrier": Barrier,
}


def replace(run, names, classes=None):
    """Puts these before the script's objects, and finds its counters."""
    classes = classes or CLASSES
    for declared in run.plan["objects"]:
        name, first = declared["name"], declared["first"]
        if name not in names:
            continue
        if declared["kind"] == "counter":
            run.add_counter(names, name, first)
            continue
        make = classes[declared["kind"]]
        if declared["row"]:
            names[name] = [make(run, plain, first + place) for place, plain in enumerate(names[name])]
        else:
            names[name] = make(run, names[name], first)
