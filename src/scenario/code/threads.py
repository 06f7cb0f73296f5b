# SPDX-License-Identifier: GPL-3.0-or-later
#
# What only threads need; see common.py.

#:: closable-queue imports collections threading
class ClosableQueue:
    """A queue that can be closed (from Python 3.13 on, queue.Queue.shutdown() does that)."""

    def __init__(self, room):
        self.room = room
        self.elements = collections.deque()
        self.closed = False
        self.changed = threading.Condition()

    def put(self, element):
        """Puts in behind the others; waits while the queue is full."""
        with self.changed:
            self.changed.wait_for(lambda: len(self.elements) < self.room)
            self.elements.append(element)
            self.changed.notify_all()

    def get(self):
        """Takes the first one; waits for one if there is none."""
        with self.changed:
            self.changed.wait_for(lambda: self.elements)
            self.changed.notify_all()
            return self.elements.popleft()

    def __iter__(self):
        """Gets again and again, until the queue is closed and empty."""
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.elements or self.closed)
                if not self.elements:
                    return
                element = self.elements.popleft()
                self.changed.notify_all()
            yield element

    def close(self):
        """Says that nothing more will come."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def qsize(self):
        """How many are in it."""
        return len(self.elements)

#:: bars needs picture imports shutil sys threading
SCREEN = threading.Lock()  # held by who writes to the screen
rows = 0                   # bars on it, one in each row
own = threading.local()    # the bar of the thread that looks at it


def bar(total=None):
    """Gives the thread that calls it a bar of so many steps; None: nobody knows how many."""
    global rows
    own.done, own.total = 0, total
    with SCREEN:
        own.row = rows
        rows += 1
        if sys.stderr.isatty():
            sys.stderr.write("\n")
    draw()


def step():
    """One step is done: the bar of the thread that calls it moves on."""
    own.done += 1
    draw()


def draw():
    """Draws the bar in its row and comes back; not if the bars go to a file."""
    text = picture(threading.current_thread().name, own.done, own.total)
    with SCREEN:
        up = rows - own.row
        if sys.stderr.isatty() and up < shutil.get_terminal_size().lines:
            sys.stderr.write(f"\033[{up}A\r{text}\033[K\033[{up}B\r")
            sys.stderr.flush()

#:: say needs bars imports sys
def say(text):
    """Prints a line; on a terminal above the bars, which make room."""
    with SCREEN:
        if sys.stdout.isatty() and sys.stderr.isatty():
            sys.stderr.write(f"\n\033[{rows + 1}A\033[L")
            sys.stderr.flush()
            print(text, flush=True)
            sys.stderr.write(f"\033[{rows}B")
            sys.stderr.flush()
        else:
            print(text, flush=True)

#:: plain-say imports threading
SCREEN = threading.Lock()


def say(text):
    """Prints a line, at once; the lock keeps two lines apart."""
    with SCREEN:
        print(text, flush=True)

#:: alive imports threading
def alive():
    """How many threads live now, the main one included."""
    return threading.active_count()

#:: alive-typing imports threading
def alive():
    """How many threads live now, the main one included, the typist not."""
    return threading.active_count() - 1
