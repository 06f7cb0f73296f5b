# SPDX-License-Identifier: GPL-3.0-or-later
#
# What programs with processes need; see common.py.

#:: queue imports multiprocessing
class Queue:
    """A queue between processes. Nothing is in its elements, so it is enough to share their number.

    (multiprocessing.Queue is for elements with a content: it has a pipe, and a thread that fills it.)
    """

    def __init__(self, room):
        self.room = room
        self.length = multiprocessing.Value("q", 0, lock=False)
        self.closed = multiprocessing.Value("b", 0, lock=False)
        self.changed = multiprocessing.Condition()

    def put(self, _):
        """Puts one in; waits while the queue is full."""
        with self.changed:
            self.changed.wait_for(lambda: self.length.value < self.room)
            self.length.value += 1
            self.changed.notify_all()

    def get(self):
        """Takes one out and says True; False if the queue is closed and empty."""
        with self.changed:
            self.changed.wait_for(lambda: self.length.value > 0 or self.closed.value)
            if self.length.value == 0:
                return False
            self.length.value -= 1
            self.changed.notify_all()
            return True

    def __iter__(self):
        """Gets again and again, until the queue is closed and empty."""
        while self.get():
            yield

    def close(self):
        """Says that nothing more will come."""
        with self.changed:
            self.closed.value = 1
            self.changed.notify_all()

    def qsize(self):
        """How many are in it."""
        return self.length.value

#:: left
def left(semaphore):
    """How many places it has left."""
    return semaphore.get_value()

#:: bars needs picture imports multiprocessing os shutil sys threading
SCREEN = multiprocessing.Lock()        # held by who writes to the screen
rows = multiprocessing.Value("i", 0)   # bars on it, one in each row
own = threading.local()                # the bar of the thread that looks at it


def bar(total=None):
    """Gives the task that calls it a bar of so many steps; None: nobody knows how many."""
    own.done, own.total = 0, total
    with SCREEN:
        own.row = rows.value
        rows.value += 1
        if sys.stderr.isatty():
            sys.stderr.write("\n")
            sys.stderr.flush()
    draw()


def step():
    """One step is done: the bar of the task that calls it moves on."""
    own.done += 1
    draw()


def draw():
    """Draws the bar in its row and comes back; not if the bars go to a file."""
    thread = threading.current_thread()
    is_first = thread is threading.main_thread()
    name = multiprocessing.current_process().name if is_first else thread.name
    text = picture(f"{name} (PID {os.getpid()})", own.done, own.total)
    with SCREEN:
        up = rows.value - own.row
        if sys.stderr.isatty() and up < shutil.get_terminal_size().lines:
            sys.stderr.write(f"\033[{up}A\r{text}\033[K\033[{up}B\r")
            sys.stderr.flush()

#:: say needs bars imports sys
def say(text):
    """Prints a line; on a terminal above the bars, which make room."""
    with SCREEN:
        if sys.stdout.isatty() and sys.stderr.isatty():
            sys.stderr.write(f"\n\033[{rows.value + 1}A\033[L")
            sys.stderr.flush()
            print(text, flush=True)
            sys.stderr.write(f"\033[{rows.value}B")
            sys.stderr.flush()
        else:
            print(text, flush=True)

#:: plain-say imports multiprocessing
SCREEN = multiprocessing.Lock()


def say(text):
    """Prints a line, at once; the lock keeps two lines apart."""
    with SCREEN:
        print(text, flush=True)

#:: leave imports multiprocessing os
def leave(status):
    """Ends the whole process at once, and what it has started; sys.exit() would only end the thread."""
    for child in multiprocessing.active_children():
        child.terminate()
    os._exit(status)

#:: living imports multiprocessing
living = multiprocessing.Value("q", 1)  # how many tasks live now, the main one included


def count(change):
    """One more lives, or one less."""
    with living.get_lock():
        living.value += change

#:: alive needs living
def alive():
    """How many tasks live now, the main one included."""
    return living.value

#:: counted-process needs living imports multiprocessing
class Process(multiprocessing.Process):
    """A process that is counted while it lives."""

    def start(self):
        count(+1)
        super().start()

    def run(self):
        super().run()
        count(-1)

#:: counted-thread needs living imports threading
class Thread(threading.Thread):
    """A thread that is counted while it lives."""

    def start(self):
        count(+1)
        super().start()

    def run(self):
        super().run()
        count(-1)

#:: counted-crash needs living imports ctypes
def crash():
    """Writes where nobody may: the process dies, and with it all of its threads."""
    count(-1)
    ctypes.memset(0, 1, 1)

#:: counted-leave needs living imports multiprocessing os
def leave(status):
    """Ends the whole process at once, and what it has started; sys.exit() would only end the thread."""
    count(-1)
    for child in multiprocessing.active_children():
        child.terminate()
    os._exit(status)
