# SPDX-License-Identifier: GPL-3.0-or-later
"""The arena as Python sees it: the memory that a run shares with those who watch it.

Where everything lies, and what the numbers are called, comes with the plan, from the C compiler
(src/trace/ts-python-plan.c); nothing is known twice.

A store into a memoryview of words is one instruction of the processor, and neither it nor
pack_into() lets go of the interpreter lock: whoever is observed loses no turn by it.
"""

import ctypes
import mmap
import platform
import struct
import threading
import time

NO_CORE = 0xFFFF
NO_OBJECT = 0xFFFF
NO_TASK = 0xFFFFFFFF

EVENT = struct.Struct("@QHHHHIIq")   # as Event in src/engine/event.h

FUTEX_WAIT = 0

# The x86 shows stores to others in the order in which they were made.  Elsewhere an event must be pushed
# out before the count that says so: releasing a lock and taking it again does that, without waiting.
STORES_IN_ORDER = platform.machine() in ("x86_64", "i686", "AMD64")


class Names:
    """What the plan calls by a name."""

    def __init__(self, names):
        self.__dict__.update(names)


def load_sched_getcpu():
    """sched_getcpu() as a function that keeps the interpreter lock (as PyDLL's do)."""
    function = ctypes.PyDLL(None).sched_getcpu
    function.argtypes = ()
    return function


get_core = load_sched_getcpu()


class AskedCore:
    """Looks like the memory in which the core stands."""

    def __getitem__(self, _):
        return get_core()


def find_rseq():
    """How far from the thread pointer the kernel writes what it tells each thread; 0: nowhere that is known."""
    library = ctypes.PyDLL(None)
    try:
        size = ctypes.c_uint.in_dll(library, "__rseq_size").value
        offset = ctypes.c_ssize_t.in_dll(library, "__rseq_offset").value
    except ValueError:   # another library, or an older one
        return 0
    return offset if platform.machine() == "x86_64" and size > 0 else 0


RSEQ = find_rseq()


def find_core():
    """Memory whose only half is the core that the calling thread runs on; the kernel writes it.

    It is cpu_id in struct rseq (linux/rseq.h), which glibc registers since 2.35 and which lies __rseq_offset from the
    thread pointer: on the x86 that is what pthread_self() returns.  To look there costs a tenth of a call by way of
    ctypes, which was most of what a tick took.
    """
    if RSEQ == 0:
        return AskedCore()
    area = (ctypes.c_uint32 * 2).from_address(threading.get_ident() + RSEQ)
    return memoryview(area).cast("B")[4:8].cast("I")


class Arena:
    """One mapping, and what is done to the whole run."""

    def __init__(self, descriptor, plan):
        self.at = Names(plan["layout"])
        self.event = Names(plan["events"])
        self.reason = Names(plan["reasons"])
        self.state = Names(plan["states"])
        self.memory = mmap.mmap(descriptor, 0)
        whole = memoryview(self.memory)
        self.words = whole.cast("Q")
        self.halves = whole.cast("I")
        self.control, self.control_run = self.at.control // 4, self.at.control_run
        self.self_timed = self.halves[self.at.source // 4] == self.at.self_timed
        self.locks = dict(plan["interpreter_locks"])   # the object of each process whose threads share one
        self.gil = self.locks.get(0)          # that of this process; None: there is none
        self.owner = None                     # the task that held it when it was last looked
        self.released_ns = 0                  # when somebody last let go of it in order to wait
        self.fence = threading.Lock()
        self.push_ns = self.tick_ns = 0       # what noting costs

    def order(self):
        """Makes sure that what was stored before is seen before what is stored after."""
        if not STORES_IN_ORDER:
            self.fence.acquire(False)
            self.fence.release()
            self.fence.acquire(False)
            self.fence.release()

    def get_half(self, offset):
        return self.halves[offset // 4]

    def set_half(self, offset, value):
        self.halves[offset // 4] = value

    def task_at(self, slot):
        """Offset of a task's slot."""
        return self.at.tasks + slot * self.at.task_size

    def begin(self):
        """The run's time begins now."""
        self.words[self.at.start // 8] = time.monotonic_ns()
        self.order()
        self.set_half(self.at.phase, self.at.phase_running)

    # ---- Stamps: when an object last let somebody go on, and who did that ----
    def stamp(self, thing, time_ns, slot, side=0):
        place = self.at.objects + thing * self.at.object_size + side * 16
        self.halves[place // 4 + 2] = slot
        self.words[place // 8] = time_ns

    def get_stamp(self, thing, since_ns, side=0):
        """The stamp, if it was made since then."""
        place = self.at.objects + thing * self.at.object_size + side * 16
        time_ns = self.words[place // 8]
        if time_ns < since_ns:
            return 0, NO_TASK
        return time_ns, self.halves[place // 4 + 2]

    # ---- Pausing ----
    def sleep_on(self, offset, value):
        """Sleeps while the half at `offset` has that value (futex(2)); others run meanwhile."""
        word = ctypes.c_uint32.from_buffer(self.memory, offset)
        ctypes.CDLL(None).syscall(ctypes.c_long(self.at.futex_call), ctypes.byref(word), FUTEX_WAIT,
                                  ctypes.c_uint32(value), None, None, 0)

    def stay_frozen(self):
        """Waits while the run is paused."""
        while self.halves[self.control] != self.control_run:
            self.sleep_on(self.at.control, self.halves[self.control])

    def paused_ns(self, now):
        """How long the run has been paused so far."""
        total = 0
        for place in range(self.get_half(self.at.pause_count)):
            begin, end = (self.at.pauses + place * self.at.pause_size) // 8, self.at.pause_end // 8
            total += (self.words[begin + end] or now) - self.words[begin]
        return total

    # ---- Failing ----
    def fail(self, slot, instruction, text):
        """The program has failed: says so, once."""
        if self.get_half(self.at.failure_claimed) != 0:
            return
        self.set_half(self.at.failure_claimed, 1)
        data = text.encode(errors="replace")[:self.at.failure_text_size - 1] + b"\0"
        self.memory[self.at.failure_text:self.at.failure_text + len(data)] = data
        self.set_half(self.at.failure_task, slot)
        self.set_half(self.at.failure_instruction, max(instruction, 0))
        self.order()
        self.set_half(self.at.failure_code, self.at.failure_script)
