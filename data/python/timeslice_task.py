# SPDX-License-Identifier: GPL-3.0-or-later
"""A task while it is observed: what it notes, and how.  See tick.h, note.h and wait.h in src/engine, which do
the same for programs that Timeslice runs itself.
"""

import contextvars
import os
import struct
import threading
import time

try:
    from resource import RUSAGE_THREAD, getrusage
except ImportError:   # a Python without it: each hole counts
    getrusage = None

from timeslice_arena import EVENT, NO_CORE, NO_OBJECT, NO_TASK, find_core

QUANTUM_NS = 300_000   # of computing between two ticks
HOLE_NS = 900_000      # a longer time than this without a tick is looked into: cores may be half as fast at times
LATE_NS = 100_000      # a task goes on later than this after it could: it waited for the interpreter lock
NOTES_PER_MS = 40
NOTES_AT_MOST = 1024

# The task that runs just now: of a thread or, in an event loop, of a coroutine.
here = contextvars.ContextVar("here", default=None)

monotonic_ns = time.monotonic_ns
pack_into = EVENT.pack_into
pack_three_into = struct.Struct("@" + 3 * EVENT.format.strip("@")).pack_into


def count_switches():
    """How often the calling thread has lost or left its core; -1: that cannot be told."""
    if getrusage is None:
        return -1
    used = getrusage(RUSAGE_THREAD)
    return used.ru_nivcsw + used.ru_nvcsw


class Task:
    """One slot of the arena and its ring, written by one thread."""

    def __init__(self, run, slot):
        arena = run.arena
        place = arena.task_at(slot)
        ring = arena.at.rings + slot * arena.at.ring_size
        self.run, self.arena, self.slot = run, arena, slot
        self.words, self.halves, self.memory = arena.words, arena.halves, arena.memory
        self.state_at = (place + arena.at.task_state) // 4
        self.instruction_at = (place + arena.at.task_instruction) // 4
        self.progress_at = (place + arena.at.task_progress) // 8
        self.core_at = (place + arena.at.task_core) // 4
        self.tick_at = (place + arena.at.task_tick) // 8
        self.noting_at = (place + arena.at.task_noting) // 8
        self.tail_at = (ring + arena.at.ring_tail) // 8
        self.head_at = (ring + arena.at.ring_head) // 8
        self.dropped_at = (ring + arena.at.ring_dropped) // 8
        self.events_at = ring + arena.at.ring_events
        self.capacity = arena.at.ring_capacity
        self.tail = self.words[self.tail_at]
        self.seen_head = self.words[self.head_at]
        self.instruction = 0
        self.core, self.here_now = NO_CORE, find_core()   # where it was last seen, and where its thread is
        self.last_ns = self.begin_ns = self.ended_ns = self.filled_ns = self.lost_ns = 0
        self.ticks = 0
        self.switches = 0      # of its thread, when it was last asked for them
        self.notes_left = NOTES_AT_MOST
        self.progress = 0
        self.progress_pending = False
        self.about = None      # (reason, object, side of the stamp): what it would wait for just now
        self.held = set()      # objects whose hold was noted

    # ---- Noting ----
    def push(self, time_ns, kind, thing=NO_OBJECT, other=NO_TASK, value=0):
        """One event into the ring; if that is full it is counted instead."""
        tail = self.tail
        if tail - self.seen_head >= self.capacity:
            self.seen_head = self.words[self.head_at]
            if tail - self.seen_head >= self.capacity:
                self.words[self.dropped_at] += 1
                return
        pack_into(self.memory, self.events_at + (tail % self.capacity) * 32,
                  time_ns, kind, 0, self.core, thing, self.instruction, other, value)
        self.arena.order()
        self.tail = tail = tail + 1
        self.words[self.tail_at] = tail

    def push_three(self, *fields):
        """Three events at once, all fields given; False, and none, if the ring has no such place just now."""
        place = self.tail % self.capacity
        if self.tail + 2 - self.seen_head >= self.capacity or place + 3 > self.capacity:
            return False
        pack_three_into(self.memory, self.events_at + place * 32, *fields)
        self.arena.order()
        self.tail += 3
        self.words[self.tail_at] = self.tail
        return True

    def is_allowed(self, count=1):
        """Takes from an allowance that fills with time: what can happen very often is not always noted."""
        if self.notes_left < count:
            now = monotonic_ns()
            more = (now - self.filled_ns) * NOTES_PER_MS // 1_000_000
            if more == 0:
                return False
            self.filled_ns = now
            self.notes_left = min(self.notes_left + more, NOTES_AT_MOST)
            if self.notes_left < count:
                return False
        self.notes_left -= count
        return True

    def claim(self):
        """The time, and that it has the interpreter lock now, for it runs; also who was last noted to have it, and
        when somebody last let go of it.

        CPython hands the lock on at calls and at jumps backwards only (CHECK_EVAL_BREAKER in Python/ceval.c): nobody
        can come in between from the first line here until the clock has been read.
        """
        arena = self.arena
        other, released_ns = arena.owner, arena.released_ns
        arena.owner = self
        now = monotonic_ns()
        return now, other, released_ns

    def tick(self):
        """It runs, now and there; notes what happened since the last time."""
        arena, last = self.arena, self.last_ns
        # As claim(), written out, since this is done all the time: no call between these, or somebody may come in.
        other, released_ns = arena.owner, arena.released_ns
        arena.owner = self
        self.last_ns = now = monotonic_ns()
        core = self.here_now[0]
        self.words[self.tick_at] = now
        lost = arena.gil is not None and other is not self
        if arena.self_timed and (now - last > HOLE_NS or core != self.core):
            if self.was_put_aside(now) or lost or core != self.core:
                if lost and now - last > HOLE_NS and self.note_hand_over(now, core, last, other):
                    return now
                self.note_hole(now, core, last, other, lost)
                last = now   # what it notes from here on cannot be earlier
        if core != self.core:
            self.core = core
            self.halves[self.core_at] = core
        if lost:
            since = now
            if arena.self_timed:   # the kernel's records tell it exactly
                since = min(max(last, other.last_ns + 1 if other is not None else released_ns), now)
            self.hold_gil(since, other, arena.at.hold_noticed)
        return now

    def was_put_aside(self, now):
        """Whether its thread was off its core in this hole.  If not, its work took longer than it was thought to: the
        core is slower now than when the work was measured, or serves interrupts, or the host of a virtual machine.
        """
        switches = count_switches()
        if switches < 0 or monotonic_ns() - now > HOLE_NS:   # it was put aside right here: the next tick finds that
            return True
        before, self.switches = self.switches, switches
        return switches != before

    def hold_gil(self, since, other, how=1):
        """Notes that it has had the interpreter lock since then, unless it has already lost that to somebody who
        says so: whoever comes back to it notes that again."""
        arena = self.arena
        if other is not None and other is not self:
            other.lost_ns = since
        if arena.owner is self:
            self.push(since, arena.event.hold, arena.gil, NO_TASK, how)

    def let_go_of_gil(self, now):
        """Lets go of the interpreter lock of its own accord."""
        arena = self.arena
        if arena.owner is self:
            arena.owner, arena.released_ns = None, now
        self.push(now, arena.event.release, arena.gil, NO_TASK, 1)

    def note_hole(self, now, core, last, other, lost):
        """It did not run for a while: because another one had the interpreter lock, or the core."""
        arena = self.arena
        if lost and now - last > HOLE_NS:
            by = other.slot if other is not None else NO_TASK
            self.push(max(last, self.lost_ns), arena.event.wait, arena.gil, arena.reason.lock)
            self.core = core
            self.push(now, arena.event.wake, NO_OBJECT, by)
        else:
            before, self.core = self.core, core
            self.push(now, arena.event.gap, before, NO_TASK, last)
        self.halves[self.core_at] = core

    def note_hand_over(self, now, core, last, other):
        """The same as note_hole() and hold_gil() when another one had the interpreter lock, in one note: what a change
        of holder costs is mostly that the processor has forgotten how a note is made.  False if it cannot be done."""
        arena, at = self.arena, self.instruction
        event, gil = arena.event, arena.gil
        by = NO_TASK
        if other is not None:
            by, other.lost_ns = other.slot, now
        if arena.owner is not self or not self.push_three(
                max(last, self.lost_ns), event.wait, 0, self.core, gil, at, arena.reason.lock, 0,
                now, event.wake, 0, core, NO_OBJECT, at, by, 0,
                now, event.hold, 0, core, gil, at, NO_TASK, arena.at.hold_noticed):
            return False
        self.halves[self.core_at] = self.core = core
        return True

    def attend(self):
        """A tick, and a stop there while the run is paused.

        This is what observing costs, for the processor has forgotten how it goes after each quantum of work.  So if it
        alone had the interpreter lock since the last time, and did not stop, it says no more than that it was here.
        (With the kernel's records nobody asks for the core, nor whether it stopped.)
        """
        arena = self.arena
        if (arena.owner is self or arena.gil is None) and self.halves[arena.control] == arena.control_run:
            now = monotonic_ns()
            if not arena.self_timed or (now - self.last_ns <= HOLE_NS and self.here_now[0] == self.core):
                self.words[self.tick_at] = self.last_ns = now
                self.ticks += 1
                return
        self.tick()
        self.ticks += 1
        if self.halves[arena.control] != arena.control_run:
            self.halves[self.state_at] = arena.state.frozen
            arena.stay_frozen()
            self.halves[self.state_at] = arena.state.running
            self.tick()

    def go_to(self, line):
        """It is at this line of the script."""
        instruction = self.run.instruction_of(line)
        if instruction == self.instruction or instruction < 0:
            return
        self.instruction = instruction
        self.halves[self.instruction_at] = instruction
        if self.is_allowed():
            self.push(self.tick(), self.arena.event.line)

    def note_value(self, kind, thing, read):
        """An object has the value now that `read` returns. It is read after the time: whoever changes it later notes a
        later time, so what is noted last is what it comes to be, whoever is put aside in between."""
        if self.is_allowed():
            now = self.tick()
            self.push(now, kind, thing, NO_TASK, read())

    def note_text(self, text):
        """A printed line."""
        data = text.encode(errors="replace")[:self.arena.at.most_print]
        now, size = self.tick(), self.arena.at.text_size
        self.push(now, self.arena.event.print, NO_OBJECT, NO_TASK, len(data))
        for place in range(0, len(data), size):
            self.push(now, self.arena.event.text)
            begin = self.events_at + ((self.tail - 1) % self.capacity) * 32 + 32 - size
            self.memory[begin:begin + size] = data[place:place + size].ljust(size, b"\0")

    def step(self):
        """One step is done."""
        self.progress += 1
        self.words[self.progress_at] = self.progress
        self.progress_pending = True
        if self.is_allowed():
            self.note_pending(self.tick())

    def note_pending(self, now):
        """Notes the last values that were left out."""
        if self.progress_pending:
            self.progress_pending = False
            self.push(now, self.arena.event.step, NO_OBJECT, NO_TASK, self.progress)
        self.run.note_counters(self, now)
        self.words[self.noting_at] = self.tail * self.arena.push_ns + self.ticks * self.arena.tick_ns

    # ---- Holding ----
    def hold(self, thing, read, always=False):
        """Holds it now, and `read` returns its value, as for note_value(); noted together with the release, or not at
        all."""
        if always or self.is_allowed(2):
            self.held.add(thing)
            now = self.tick()
            self.push(now, self.arena.event.hold, thing, NO_TASK, read())

    def release(self, thing, now, value=1):
        """Gave it back."""
        if thing in self.held:
            self.held.discard(thing)
            self.push(now, self.arena.event.release, thing, NO_TASK, value)

    # ---- Waiting ----
    def wait_begin(self, reason, thing=NO_OBJECT, until_ns=0):
        """Is about to wait."""
        now, arena = self.tick(), self.arena
        self.note_pending(now)
        self.push(now, arena.event.wait, thing, reason, until_ns)
        self.set_waiting(reason, thing)
        self.begin_ns = now
        if arena.gil is not None:
            self.let_go_of_gil(now)
        return now

    def set_waiting(self, reason, thing):
        self.halves[self.state_at + self.arena.at.task_waiting_for // 4 - self.arena.at.task_state // 4] = \
            reason << 16 | (thing & 0xFFFF)
        self.halves[self.state_at] = self.arena.state.waiting

    def wait_end(self, ready_ns=0, by=NO_TASK):
        """Goes on; could have since ready_ns (0: not known)."""
        now, other, released_ns = self.claim()
        self.last_ns = now
        arena, self.core = self.arena, self.here_now[0]
        if arena.self_timed:
            self.switches = count_switches()   # what waiting took is no hole of the work that comes
        self.words[self.tick_at] = now
        self.halves[self.core_at] = self.core
        self.halves[self.state_at] = arena.state.running
        if arena.gil is not None:
            had_ns = now if other is not None else released_ns
            ready_ns, by = self.note_wait_for_gil(had_ns, ready_ns, other.slot if other is not None else by, by)
        self.push(now, arena.event.wake, NO_OBJECT, by, ready_ns)
        if arena.gil is not None:
            self.hold_gil(now, other)

    def note_wait_for_gil(self, had_ns, ready_ns, holder, by):
        """Self-timed: what it waited for in the end was perhaps the interpreter lock.  (With the kernel's records
        the collector sees that itself.)"""
        arena = self.arena
        if not arena.self_timed or ready_ns == 0 or had_ns - ready_ns < LATE_NS:
            return ready_ns, by
        self.push(max(ready_ns, self.begin_ns), arena.event.wait, arena.gil, arena.reason.lock)
        return 0, holder

    # ---- Living ----
    def begin(self):
        """Begins to live, in the thread that calls it."""
        arena, place = self.arena, self.arena.task_at(self.slot)
        pid, tid = os.getpid(), threading.get_native_id()
        here.set(self)
        now = self.last_ns = self.filled_ns = monotonic_ns()
        self.core = self.here_now[0]
        arena.set_half(place + arena.at.task_pid, pid)
        arena.set_half(place + arena.at.task_tid, tid)
        self.halves[self.core_at] = self.core
        self.words[(place + arena.at.task_started) // 8] = now
        self.words[self.tick_at] = now
        self.halves[self.state_at] = arena.state.running
        self.push(now, arena.event.start, NO_OBJECT, NO_TASK, pid << 32 | tid)
        self.tick()

    def end(self, status=0):
        """Has ended."""
        arena, place = self.arena, self.arena.task_at(self.slot)
        now = self.ended_ns = self.tick()
        self.note_pending(now)
        if arena.gil is not None:
            self.let_go_of_gil(now)
        self.push(now, arena.event.end, NO_OBJECT, NO_TASK, status)
        arena.set_half(place + arena.at.task_exit_status, (status & 0xFF) << 8)
        self.words[(place + arena.at.task_ended) // 8] = now
        self.halves[self.state_at] = arena.state.ended


def claim(run, starter, slot):
    """Takes the slot for a task that `starter` is about to start."""
    arena = run.arena
    place = arena.task_at(slot)
    arena.set_half(place + arena.at.task_state, arena.state.starting)
    if starter is not None:
        starter.push(starter.tick(), arena.event.started, NO_OBJECT, slot)
