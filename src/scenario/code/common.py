# SPDX-License-Identifier: GPL-3.0-or-later
#
# What written-out Python programs stand on, whatever they run as: pieces that ts-code-snippet.c picks from.
# "#:: NAME needs OTHER… imports MODULE…" begins a piece; a file of a way (threads.py …) goes before this one.

#:: work
def work(turns):
    """A plain loop: what computing is here."""
    number = 1
    for _ in range(turns):
        number = (number * 69069 + 1) % 4294967296
    return number

#:: calibrate imports time
def calibrate(function, amount):
    """How much of `function` takes a millisecond on a free core: the best of many short trials."""
    best = 0
    end = time.perf_counter() + 0.02
    while time.perf_counter() < end:
        begin = time.perf_counter()
        function(amount)
        best = max(best, amount / (time.perf_counter() - begin) / 1000)
    return best

#:: compute needs work calibrate
TURNS_IN_A_MS = calibrate(work, 1000)


def compute(milliseconds):
    """Works for as long as a free core needs that time; with others on the core it takes longer."""
    work(int(milliseconds * TURNS_IN_A_MS))

#:: native needs calibrate imports hashlib
def native_work(rounds):
    """Work done in C, which lets go of the interpreter lock meanwhile: hashing, again and again."""
    hashlib.pbkdf2_hmac("sha256", b"any", b"thing", max(rounds, 1))


ROUNDS_IN_A_MS = calibrate(native_work, 200)


def native(milliseconds):
    """As compute(), but outside of the interpreter lock, as NumPy and its like do."""
    if milliseconds > 0:
        native_work(int(milliseconds * ROUNDS_IN_A_MS))

#:: sleep imports time
def sleep(milliseconds):
    """Wants nothing for that time."""
    time.sleep(max(milliseconds, 0) / 1000)

#:: read imports os select
DEVICE, NOBODY_WRITES = os.pipe()


def read(milliseconds):
    """Waits for a slow device: for a pipe into which nothing comes, until the time is over."""
    select.select([DEVICE], [], [], max(milliseconds, 0) / 1000)

#:: give_way imports time
def give_way():
    """Lets others go first."""
    time.sleep(0)

#:: cores imports os
CORES = sorted(os.sched_getaffinity(0))  # the numbers of the cores that may be used

#:: core_at needs cores
def core_at(place):
    """The core at that place; -1: there are not so many."""
    return CORES[place] if place < len(CORES) else -1

#:: core imports ctypes
def core():
    """The core that the caller runs on just now; Python has no function of its own for that."""
    return ctypes.CDLL(None).sched_getcpu()

#:: pin imports os threading
def pin(*cores):
    """Binds the thread that calls it to these cores: Linux can do that for single threads."""
    os.sched_setaffinity(threading.get_native_id(), cores)

#:: nice imports os threading
def nice(value):
    """Makes the thread that calls it more modest; in Linux each thread has such a value."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), value)

#:: touch imports mmap
def touch(size):
    """Fetches fresh memory and writes to all of it: the kernel hands it over page by page."""
    with mmap.mmap(-1, max(size, 1)) as memory:
        for place in range(0, size, mmap.PAGESIZE):
            memory[place] = 1

#:: crash imports ctypes
def crash():
    """Writes where nobody may: the process dies, and with it all of its threads."""
    ctypes.memset(0, 1, 1)

#:: leave imports os
def leave(status):
    """Ends the whole process at once; sys.exit() would only end the thread."""
    os._exit(status)

#:: left
def left(semaphore):
    """How many places it has left."""
    return semaphore._value

#:: dice
class Dice:
    """Random numbers, the same again for the same seed (splitmix64)."""

    def __init__(self, seed, stream):
        self.state = seed
        self.state = self.bits() ^ stream
        self.state = self.bits()

    def bits(self):
        """The next 64 bits."""
        mask = 2**64 - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        bits = self.state
        bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & mask
        bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & mask
        return bits ^ (bits >> 31)

    def between(self, low, high):
        """A number from low to high."""
        return low + self.bits() % (high - low + 1)

#:: quotient
def quotient(left, right):
    """left / right, the remainder left out (// would round down what is less than nothing)."""
    result = abs(left) // abs(right)
    return result if (left < 0) == (right < 0) else -result

#:: remainder needs quotient
def remainder(left, right):
    """What is left over by quotient()."""
    return left - right * quotient(left, right)

#:: picture
def picture(name, done, total):
    """A bar as text."""
    if total is None:
        return f"{name:20} {done}"
    filled = min(20 * done // total, 20) if total > 0 else 20
    return f"{name:20} {'#' * filled}{'.' * (20 - filled)} {done}/{total}"

#:: plain-say
def say(text):
    """Prints a line, at once."""
    print(text, flush=True)
