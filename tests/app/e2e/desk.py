# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on a real display and session bus, as a person and a screen reader meet it.

AT-SPI finds and reads things, xdotool moves the mouse and presses keys.  All waits are bounded; nothing sleeps and hopes.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gdk", "4.0")
from gi.repository import Atspi, Gdk, GLib  # noqa: E402

LONGEST_WAIT = 60.0
ID = "io.github.timeslice.Timeslice"


class Failed(AssertionError):
    pass


def wait(what, condition, longest=LONGEST_WAIT):
    """Returns the first true value of condition(); what: for the message."""
    end = time.monotonic() + longest
    while True:
        try:
            value = condition()
            if value:
                return value
        except GLib.Error:
            pass  # it went away while it was asked
        if time.monotonic() > end:
            raise Failed(f"not within {longest:.0f} s: {what}")
        time.sleep(0.05)


def walk(node, hidden=False, depth=0, left=None):
    """The node and all that is below it and shown, or also what is hidden; without the group that is called `left`."""
    yield node, depth
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is None or (left and child.get_role() == Atspi.Role.FILLER and child.get_name() == left):
            continue
        if hidden or is_shown(child):
            yield from walk(child, hidden, depth + 1, left)


def texts(node):
    found = [node.get_name() or "", node.get_description() or ""]
    if node.get_role() in (Atspi.Role.LABEL, Atspi.Role.TEXT) and node.get_text_iface():
        found.append(Atspi.Text.get_text(node, 0, -1) or "")
    return found


def is_shown(node):
    """GTK 4.8 does not say "showing" of anything but windows: visible and of some size has to do, so the page of a stack
    that was left counts as shown."""
    if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
        return False
    if not node.get_component_iface():
        return True
    place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return place.width > 0 and place.height > 0


class Desk:
    """One program under test; its settings and home are its own and are removed with it."""

    def __init__(self, binary, strictness=""):
        self.binary, self.strictness = binary, strictness
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="timeslice-e2e-"))
        self.process = None
        self.workers = None  # the list, which stays where it is as long as the window does
        self.log = self.home / "log"

    # Life

    def start(self, *arguments):
        environment = dict(os.environ, HOME=str(self.home), XDG_CONFIG_HOME=str(self.home / "config"),
                           XDG_DATA_HOME=str(self.home / "share"), GSETTINGS_BACKEND="keyfile", GTK_A11Y="atspi", G_DEBUG=self.strictness)
        environment.pop("NO_AT_BRIDGE", None)
        self.xdo("mousemove", 0, 0)  # where the last program left it, this one would have a tooltip
        with open(self.log, "a") as log:
            self.process = subprocess.Popen([self.binary, *map(str, arguments)], stdout=log, stderr=log, env=environment)
        self.workers, self.window = None, wait("the window", self.find_window)
        self.focus()
        return self

    def write_scenario(self, name, program):
        """A file of one's own with that program."""
        path = self.home / f"{name}.scenario"
        path.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<scenario id="{name}">
  <title>The {name} one</title>
  <summary>A scenario of this test.</summary>
  <program><![CDATA[
{program}  ]]></program>
</scenario>
""")
        return path

    def find_window(self):
        self.check_alive()
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid:
                # GTK does not tell when something is shown, and so on: only what never changes need not be asked again.
                application.set_cache_mask(Atspi.Cache.ROLE | Atspi.Cache.INTERFACES)
                for position in range(application.get_child_count()):
                    window = application.get_child_at_index(position)
                    if window is not None and is_shown(window):
                        return window
        return None

    def check_alive(self):
        if self.process.poll() is not None:
            raise Failed(f"timeslice ended with {self.process.returncode}: {self.log.read_text()[-2000:]}")

    def children(self):
        """Processes below the program, by their parents."""
        parents = {}
        for line in subprocess.run(["ps", "-eo", "pid=,ppid=,comm="], capture_output=True, text=True).stdout.splitlines():
            pid, parent, name = line.split(None, 2)
            parents.setdefault(int(parent), []).append((int(pid), name))
        found, rest = [], [self.process.pid]
        while rest:
            for pid, name in parents.get(rest.pop(), []):
                found.append((pid, name))
                rest.append(pid)
        return found

    def wait_for_end(self):
        """Waits until it has ended by itself; its exit status."""
        return wait("the end of timeslice", lambda: (self.process.poll() is not None) and (self.process.returncode, )
                    )[0]

    def knows_places(self):
        """Whether what GTK says of places is where a mouse must go: 4.24 leaves the padding out of all that a widget lies in."""
        self.start()
        button = self.find("Open a Recording or Scenario")
        inner = button.get_child_at_index(0) if button.get_child_count() else None
        if inner is None:
            return True
        outer, inner = (Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW) for node in (button, inner))
        return (outer.x, outer.y) != (inner.x, inner.y) or (outer.width, outer.height) == (inner.width, inner.height)

    def finish(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def close(self):
        """Closes the window as a person does, which ends the program."""
        self.keys("ctrl+w")
        self.wait_for_end()

    def new_window(self, what, open_it):
        """The number of the window on the X server that comes when `open_it` is called: a dialog, or a popover."""
        def numbers():
            return set(self.xdo("search", "--onlyvisible", "--pid", self.process.pid))

        before = numbers()
        open_it()
        return wait(what, lambda: numbers() - before).pop()

    def save_as(self, path, open_it=None):
        """Through the file dialog, which is a window of its own."""
        dialog = self.new_window("the file dialog", open_it or (lambda: self.keys("ctrl+s")))
        self.xdo("windowfocus", "--sync", dialog)
        self.xdo("key", "ctrl+a")
        self.xdo("type", "--delay", 5, str(path))
        self.xdo("key", "Return")

    # Finding

    def nodes(self, root=None):
        """The catalogue, which has more nodes than all else, is left out while it is not what is shown."""
        self.check_alive()
        left = "TsCatalogueView" if self.window.get_name() != "Timeslice" else None
        for node, _ in walk(root or self.window, left=left):
            yield node

    def look(self, text, roles=None, root=None):
        """The first thing shown whose name, description or text is or begins with `text`; None."""
        almost = None
        for node in self.nodes(root):
            if roles is not None and node.get_role_name() not in roles:
                continue
            found = texts(node)
            if text in found:
                return node
            if almost is None and any(one.startswith(text) for one in found):
                almost = node
        return almost

    def find(self, text, roles=None, root=None):
        return wait(f"“{text}” {roles or ''}", lambda: self.look(text, roles, root))

    def all(self, *roles, root=None):
        return [node for node in self.nodes(root) if node.get_role_name() in roles]

    def dump(self, hidden=False):
        for node, depth in walk(self.window, hidden):
            place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW) if node.get_component_iface() else None
            print("#", "  " * depth, node.get_role_name(), texts(node), "" if is_shown(node) else "(not shown)",
                  f"{place.x},{place.y} {place.width}×{place.height}" if place else "", self.value_of(node) or "")
            sys.stdout.flush()

    @staticmethod
    def value_of(node):
        return Atspi.Value.get_current_value(node) if node.get_value_iface() else None

    @staticmethod
    def share_of(node):
        """How full a progress bar is, from 0 to 1."""
        low, high = Atspi.Value.get_minimum_value(node), Atspi.Value.get_maximum_value(node)
        return (Atspi.Value.get_current_value(node) - low) / (high - low) if high > low else 0.0

    def bars(self):
        """Of the workers."""
        if self.workers is None:
            self.workers = self.look("Workers", ("list", ))
        return [node for node in self.all("progress bar", root=self.workers) if node.get_value_iface()] if self.workers else []

    # Doing

    def act(self, node):
        """The node's own action, as a screen reader would."""
        if Atspi.Action.get_n_actions(node) < 1 or not Atspi.Action.do_action(node, 0):
            raise Failed(f"{node.get_role_name()} {texts(node)} does not answer")

    def press(self, text, roles=("push button", "toggle button", "menu item", "check box"), root=None):
        node = self.find(text, roles, root)
        wait(f"“{text}” to be sensitive", lambda: node.get_state_set().contains(Atspi.StateType.SENSITIVE))
        self.act(node)

    def xdo(self, *arguments):
        return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True, timeout=20).stdout.split()

    def x_window(self):
        """The number of the window on the X server: the first of its program's, for popovers and tooltips are windows, too."""
        return min(wait("the window on the screen", lambda: self.xdo("search", "--onlyvisible", "--pid", self.process.pid)), key=int)

    def focus(self):
        self.xdo("windowfocus", "--sync", self.x_window())

    def keys(self, *keys):
        """Real key presses, such as "ctrl+r"."""
        self.focus()
        for key in keys:
            self.xdo("key", "--clearmodifiers", key)

    def clipboard(self):
        """The text that was copied last, as another program gets it; None if it is none."""
        display = Gdk.Display.get_default() or Gdk.Display.open(os.environ["DISPLAY"])
        answers = []
        display.get_clipboard().read_text_async(None, lambda clipboard, result: answers.append(result))
        context = GLib.MainContext.default()

        def has_answer():
            while context.iteration(False):
                pass
            return answers

        wait("what the clipboard holds", has_answer)
        try:
            return display.get_clipboard().read_text_finish(answers[0])
        except GLib.Error:
            return None

    def type(self, text, delay_ms=30):
        self.focus()
        self.xdo("type", "--delay", delay_ms, text)

    def maximize(self):
        """Without a window manager a window does not become larger than it wants to be.  It has done so when its frame, which
        never is wide, is all that lies between the X window and what is laid out in it."""
        widest_frame = 64
        width, height = map(int, self.xdo("getdisplaygeometry"))
        number = self.x_window()
        self.xdo("windowmove", number, 0, 0)
        self.xdo("windowsize", number, width, height)

        def has_size():
            place = Atspi.Component.get_extents(self.window, Atspi.CoordType.WINDOW)
            return (self.geometry()[2:] == (width, height)
                    and 0 <= width - place.width < widest_frame and 0 <= height - place.height < widest_frame)

        wait("the size", has_size)

    def geometry(self, window=None):
        """Of the window, or another one, on the X server: place and size."""
        facts = dict(line.split("=") for line in self.xdo("getwindowgeometry", "--shell", window or self.x_window()))
        return tuple(int(facts[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    def middle_of(self, node, across=0.5, down=0.5):
        """A place on the screen: of the node's extents beside those of the window's content, and of the window.

        Without a window manager the X window holds a frame around the content: half of what it is larger.  What extents count
        from differs between versions of GTK, but it is the same for both.
        """
        place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        content = Atspi.Component.get_extents(self.window.get_child_at_index(0), Atspi.CoordType.WINDOW)
        x, y, width, _ = self.geometry()
        frame = max(0, (width - content.width) // 2)
        return (x + frame + place.x - content.x + int(place.width * across),
                y + frame + place.y - content.y + int(place.height * down))

    def wait_until_still(self, node):
        """Until it stands at the same place twice: what grows or has just come would be missed by the mouse."""
        last = None

        def is_still():
            nonlocal last
            before, last = last, self.middle_of(node)
            return before == last

        wait(f"{texts(node)} to stay where it is", is_still)

    def click(self, node, across=0.5, down=0.5, button=1, times=1):
        self.wait_until_still(node)
        x, y = self.middle_of(node, across, down)
        self.xdo("mousemove", "--sync", x, y)
        self.xdo("click", "--repeat", times, "--delay", 60, button)

    def middle_within(self, popover, node):
        """A place on the screen, of what a popover shows: extents tell where it is beside the popover's own."""
        across, down, width, height = self.geometry(popover)
        above = node
        while above is not None:
            place = Atspi.Component.get_extents(above, Atspi.CoordType.WINDOW) if above.get_component_iface() else None
            if place and (place.width, place.height) == (width, height):
                own = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
                return across + own.x - place.x + own.width // 2, down + own.y - place.y + own.height // 2
            above = above.get_parent()
        raise Failed(f"{texts(node)} is not in that popover")

    def drag(self, node, begin, end, down=0.5, button=1):
        """From one share of its width to another."""
        self.drag_between(self.middle_of(node, begin, down), self.middle_of(node, end, down), button)

    def pixels(self, x, y, width, height):
        """Of the screen."""
        return subprocess.run(["import", "-silent", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "rgb:-"],
                              capture_output=True, check=True, timeout=20).stdout

    def drag_between(self, begin, end, button=1, wait_for_answer=lambda: None):
        """`wait_for_answer` is called with the button still down: whoever is to take what is dropped may have to be asked."""
        (x1, y1), (x2, y2) = begin, end
        self.xdo("mousemove", "--sync", x1, y1)
        self.xdo("mousedown", button)
        for part in range(1, 9):
            self.xdo("mousemove", "--sync", x1 + (x2 - x1) * part // 8, y1 + (y2 - y1) * part // 8)
        wait_for_answer()
        self.xdo("mouseup", button)
