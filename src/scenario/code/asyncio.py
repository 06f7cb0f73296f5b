# SPDX-License-Identifier: GPL-3.0-or-later
#
# What coroutines need; see common.py.

#:: sleep imports asyncio
async def sleep(milliseconds):
    """Wants nothing for that time; the others go on."""
    await asyncio.sleep(max(milliseconds, 0) / 1000)

#:: read imports asyncio socket
async def read(milliseconds):
    """Waits for a slow device: for a socket, at whose other end something is sent later."""
    loop = asyncio.get_running_loop()
    here, there = socket.socketpair()
    with here, there:
        here.setblocking(False)
        loop.call_later(max(milliseconds, 0) / 1000, there.send, b"!")
        await loop.sock_recv(here, 1)

#:: give_way imports asyncio
async def give_way():
    """Lets others go first."""
    await asyncio.sleep(0)

#:: closable-queue imports asyncio collections
class ClosableQueue:
    """A queue that can be closed (from Python 3.13 on, asyncio.Queue.shutdown() does that)."""

    def __init__(self, room):
        self.room = room
        self.elements = collections.deque()
        self.closed = False
        self.changed = asyncio.Condition()

    async def put(self, element):
        """Puts in behind the others; waits while the queue is full."""
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.elements) < self.room)
            self.elements.append(element)
            self.changed.notify_all()

    async def get(self):
        """Takes the first one; waits for one if there is none."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.elements)
            self.changed.notify_all()
            return self.elements.popleft()

    async def __aiter__(self):
        """Gets again and again, until the queue is closed and empty."""
        while True:
            async with self.changed:
                await self.changed.wait_for(lambda: self.elements or self.closed)
                if not self.elements:
                    return
                element = self.elements.popleft()
                self.changed.notify_all()
            yield element

    async def close(self):
        """Says that nothing more will come."""
        async with self.changed:
            self.closed = True
            self.changed.notify_all()

    def qsize(self):
        """How many are in it."""
        return len(self.elements)

#:: bars needs picture imports asyncio shutil sys
bars = {}  # of each coroutine that has one: its row, steps done, steps in all


def bar(total=None):
    """Gives the coroutine that calls it a bar of so many steps; None: nobody knows how many."""
    bars[asyncio.current_task()] = [len(bars), 0, total]
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    draw()


def step():
    """One step is done: the bar of the coroutine that calls it moves on."""
    bars[asyncio.current_task()][1] += 1
    draw()


def draw():
    """Draws the bar in its row and comes back; not if the bars go to a file."""
    task = asyncio.current_task()
    row, done, total = bars[task]
    up = len(bars) - row
    if sys.stderr.isatty() and up < shutil.get_terminal_size().lines:
        text = picture(task.get_name(), done, total)
        sys.stderr.write(f"\033[{up}A\r{text}\033[K\033[{up}B\r")
        sys.stderr.flush()

#:: say needs bars imports sys
def say(text):
    """Prints a line; on a terminal above the bars, which make room."""
    if sys.stdout.isatty() and sys.stderr.isatty():
        sys.stderr.write(f"\n\033[{len(bars) + 1}A\033[L")
        sys.stderr.flush()
        print(text, flush=True)
        sys.stderr.write(f"\033[{len(bars)}B")
        sys.stderr.flush()
    else:
        print(text, flush=True)

#:: alive imports asyncio
def alive():
    """How many coroutines live now, main() included."""
    return len(asyncio.all_tasks())

#:: alive-typing imports asyncio
def alive():
    """How many coroutines live now, main() included, the typist not."""
    return len(asyncio.all_tasks()) - 1
