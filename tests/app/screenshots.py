#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the window's states, in one size and colour scheme; started by screenshots.sh.

Usage: screenshots.py TIMESLICE SCENARIOS OUT SUFFIX.  The window is made as large as the screen.
"""
import pathlib
import subprocess
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from e2e.cases import wait_until_done, wait_until_running
from e2e.desk import Desk, wait

binary, scenarios, out, suffix = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), sys.argv[4]
failed = False


def picture():
    return subprocess.run(["import", "-silent", "-window", "root", "png:-"], capture_output=True, check=True).stdout


def take(name, is_moving=False):
    """Waits until nothing moves any more, unless it is the movement that is to be seen."""
    last = picture()
    if not is_moving:
        def is_still():
            nonlocal last
            before, last = last, picture()
            return before == last
        wait("a still picture", is_still, 20)
    (out / f"{name}-{suffix}.png").write_bytes(last)


def state(function):
    """Tries one way through the window; what goes wrong there does not keep the others from being seen."""
    global failed
    desk = Desk(binary)
    try:
        function(desk)
    except Exception:
        failed = True
        print(function.__name__, traceback.format_exc(), file=sys.stderr)
        take(f"failed-{function.__name__}", True)
    finally:
        desk.finish()


def start(desk, *arguments):
    desk.start(*arguments)
    width, height = desk.xdo("getdisplaygeometry")
    number = desk.x_window()
    desk.xdo("windowmove", number, 0, 0)
    desk.xdo("windowsize", number, width, height)
    wait("the size", lambda: f"WIDTH={width}" in desk.xdo("getwindowgeometry", "--shell", number))


def tab(desk, name):
    desk.click(desk.find(name, ("page tab", )))


@state
def catalogue(desk):
    start(desk)
    take("catalogue")


@state
def word(desk):
    start(desk, scenarios / "word.scenario")
    take("ready")
    desk.keys("F5")
    wait_until_running(desk)
    wait("bars that move", lambda: any(0.3 < desk.share_of(bar) for bar in desk.bars()))
    take("running", True)
    wait_until_done(desk)
    take("ended")
    for name in ["Program", "Printed", "Figures"]:
        tab(desk, name)
        take(f"rail-{name.lower()}")


@state
def replay(desk):
    start(desk, scenarios / "pinned-processes.scenario")
    desk.keys("F5")
    wait_until_running(desk)
    wait_until_done(desk)
    desk.press("To the Beginning")
    for _ in range(20):
        desk.press("Next Event")
    take("replay")


@state
def presenting(desk):
    start(desk, scenarios / "worker-pool.scenario")
    desk.keys("F5")
    wait_until_running(desk)
    wait_until_done(desk)
    desk.keys("F11")
    take("present")


@state
def broken_file(desk):
    path = desk.home / "broken.timeslice"
    path.write_text('{ "nonsense": ')
    start(desk, path)
    desk.find("Close This Message")
    take("broken-file")


@state
def menu(desk):
    start(desk)
    desk.keys("F10")
    take("menu")


sys.exit(failed)
