# SPDX-License-Identifier: GPL-3.0-or-later
"""Coroutines of a script, observed.  Whether one has to wait is seen at the one place where it can: it gives the loop
something to wait for.  All run in one thread, so each notes for itself, and no kernel's record would tell them apart.
"""

import asyncio
import sys

import timeslice_objects
from timeslice_arena import NO_OBJECT
from timeslice_steps import SCRIPT, observe
from timeslice_task import Task, claim, here, monotonic_ns


class Wait:
    """What a coroutine awaits.  `get_ready` tells, afterwards, since when it could go on, and who let it."""

    def __init__(self, inner, reason, thing=NO_OBJECT, until_ns=0, get_ready=None):
        self.inner, self.reason, self.thing = inner, reason, thing
        self.until_ns, self.get_ready = until_ns, get_ready

    def __await__(self):
        task = here.get()
        inner = self.inner.__await__()
        try:
            future = inner.send(None)
        except StopIteration as end:
            return end.value
        begin = task.wait_begin(self.reason, self.thing, self.until_ns)
        try:
            while True:
                yield future
                future = inner.send(None)
        except StopIteration as end:
            return end.value
        finally:
            task.wait_end(*(self.get_ready(begin) if self.get_ready is not None else (self.until_ns,)))


class ObservedTask(asyncio.Task):
    """A coroutine of the program; it is awaited to join it."""

    def __await__(self):
        task = here.get()
        if task is None or self.life is None:
            return (yield from super().__await__())
        observe_here(task)
        arena, life = task.arena, self.life
        result = yield from Wait(Plain(super().__await__), arena.reason.task, life.slot,
                                 get_ready=lambda begin: (life.ended_ns, life.slot)).__await__()
        task.push(task.tick(), arena.event.joined, NO_OBJECT, life.slot)
        return result


class Plain:
    """An awaitable of a function that makes its iterator."""

    def __init__(self, make):
        self.make = make

    def __await__(self):
        return self.make()


def observe_here(task):
    """The line of the script from which it came here."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename != SCRIPT:
        frame = frame.f_back
    if frame is not None:
        task.go_to(frame.f_lineno)


async def live(run, life, coroutine):
    """The life of a coroutine of the program."""
    life.begin()
    try:
        await coroutine
    except asyncio.CancelledError:
        raise
    except BaseException as error:
        run.fail(life, error)
        raise
    life.end()


def make_factory(run):
    """How the loop makes its tasks from now on."""
    def make(loop, coroutine, **more):
        index = coroutine.cr_frame.f_locals.get("index", 0) if coroutine.cr_frame is not None else 0
        slot = run.slot_of(coroutine, (index,))
        if slot is None:
            return asyncio.Task(coroutine, loop=loop, **more)
        starter, life = here.get(), Task(run, slot)
        claim(run, starter, slot)
        task = ObservedTask(live(run, life, coroutine), loop=loop, **more)
        task.life = life
        return task
    return make


# ---- Steps ----
def make_nap(run, plain, reason):
    async def pause(milliseconds):
        task, arena = here.get(), run.arena
        length = int(milliseconds * 1_000_000)
        begin = monotonic_ns()
        before, until = arena.paused_ns(begin), begin + length
        while True:
            await Wait(plain(milliseconds), reason, NO_OBJECT, until)
            task.attend()
            now = monotonic_ns()
            until = begin + length + arena.paused_ns(now) - before
            if now >= until or arena.get_half(arena.at.pause_count) == 0:
                return
            milliseconds = (until - now) / 1_000_000

    def nap(milliseconds):
        task = observe(run)
        return plain(milliseconds) if task is None or milliseconds <= 0 else pause(milliseconds)
    return nap


def make_give_way(run, plain):
    def give_way():
        task = observe(run)
        if task is None:
            return plain()
        ready = task.tick()
        return Wait(plain(), run.arena.reason.none, NO_OBJECT, ready)
    return give_way


HELPERS = ("sleep", "read", "give_way", "typist")   # those that are coroutines


def replace_steps(run, names):
    reason = run.arena.reason
    if "sleep" in names:
        names["sleep"] = make_nap(run, names["sleep"], reason.sleep)
    if "read" in names:
        names["read"] = make_nap(run, names["read"], reason.io)
    if "give_way" in names:
        names["give_way"] = make_give_way(run, names["give_way"])
    if "typist" in names:
        names["typist"] = no_typist


async def no_typist():
    """Somebody else types."""


# ---- Objects ----
class Thing(timeslice_objects.Thing):
    def wait_for(self, inner, reason, side=0):
        """Awaits what may have to wait for this object."""
        if here.get() is None:
            return inner
        return Wait(inner, reason, self.number,
                    get_ready=lambda begin: self.run.arena.get_stamp(self.number, begin, side))

    def note(self, task, value, side=0):
        """It lets somebody go on, and has another value then."""
        self.run.arena.stamp(self.number, task.tick(), task.slot, side)
        if value is not None:
            task.note_value(self.run.arena.event.fill, self.number, lambda: value)


class Lock(Thing):
    """A lock or a semaphore."""

    reason_name = "lock"

    def get_left(self):
        return 1

    async def take(self):
        task = here.get()
        await self.wait_for(self.plain.acquire(), getattr(self.run.arena.reason, self.reason_name))
        task.hold(self.number, self.get_left, True)

    def acquire(self):
        observe(self.run)
        return self.take()

    def __aenter__(self):
        observe(self.run)
        return self.take()

    def release(self):
        self.give(observe(self.run))

    def give(self, task):
        now = task.tick()
        self.run.arena.stamp(self.number, now, task.slot)
        self.plain.release()
        if self.number in task.held:
            task.release(self.number, now, self.get_left())
        else:
            task.note_value(self.run.arena.event.fill, self.number, self.get_left)

    def __aexit__(self, *_):
        self.give(observe(self.run))
        return nothing()


async def nothing():
    pass


class Semaphore(Lock):
    reason_name = "semaphore"

    @property
    def _value(self):
        return self.plain._value

    def get_left(self):
        return self.plain._value


PUT, TAKEN = timeslice_objects.PUT, timeslice_objects.TAKEN


class Queue(Thing):
    def put(self, element):
        return self.do_put(observe(self.run), element)

    async def do_put(self, task, element):
        await self.wait_for(self.plain.put(element), self.run.arena.reason.queue, TAKEN)
        self.note(task, self.plain.qsize(), PUT)

    def get(self):
        return self.do_get(observe(self.run))

    async def do_get(self, task):
        element = await self.wait_for(self.plain.get(), self.run.arena.reason.queue, PUT)
        self.note(task, self.plain.qsize(), TAKEN)
        return element

    async def __aiter__(self):
        task, elements = here.get(), self.plain.__aiter__()
        while True:
            observe_here(task)
            try:
                element = await self.wait_for(elements.__anext__(), self.run.arena.reason.queue, PUT)
            except StopAsyncIteration:
                return
            self.note(task, self.plain.qsize(), TAKEN)
            yield element

    def close(self):
        self.note(observe(self.run), None, PUT)
        return self.plain.close()

    def qsize(self):
        return self.plain.qsize()


class Keyboard(timeslice_objects.Keyboard):
    """Keys are looked for now and then: what the loop waits for is not what the person types on."""

    LOOK_S = 0.002

    def get(self):
        return self.do_get(observe(self.run))

    async def do_get(self, task):
        arena, key = self.run.arena, self.take_key()
        if key is None:
            begin = task.wait_begin(arena.reason.queue, self.number)
            while key is None:
                await asyncio.sleep(self.LOOK_S)
                key = self.take_key()
            task.wait_end(key[1] if key[1] >= begin else 0)
        task.push(task.tick(), arena.event.take, self.number, key[0], key[1])


class Event(Thing):
    def wait(self):
        observe(self.run)
        return self.wait_for(self.plain.wait(), self.run.arena.reason.event)

    def set(self):
        task = observe(self.run)
        self.plain.set()
        self.note(task, 1)

    def is_set(self):
        return self.plain.is_set()


class Barrier(Thing):
    def wait(self):
        task = observe(self.run)
        self.note(task, (self.plain.n_waiting + 1) % self.plain.parties)
        return self.wait_for(self.plain.wait(), self.run.arena.reason.barrier)


CLASSES = {
    "lock": Lock, "semaphore": Semaphore, "queue": Queue, "keyboard": Keyboard, "event": Event, "barrier": Barrier,
}


# ---- The main coroutine ----
async def live_main(run, names):
    """The life of main(), which the loop was made for."""
    task = Task(run, 0)
    asyncio.get_running_loop().set_task_factory(make_factory(run))
    run.arena.begin()
    task.begin()
    try:
        await names["main"]()
    except BaseException as error:
        run.fail(task, error)
        return 1
    task.end()
    return 0


def run_loop(run, names):
    """What asyncio.run() would do, but that coroutines which go on are left where they are: the process ends."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop.run_until_complete(live_main(run, names))
