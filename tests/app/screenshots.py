#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the window's states, in one size and colour scheme; started by screenshots.sh.

Usage: screenshots.py TIMESLICE SCENARIOS OUT SUFFIX [STATE…].  The window is made as large as the screen.
TS_LANGUAGE is the window's; what is looked for stands here in English.
"""
import gettext
import os
import pathlib
import subprocess
import sys
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from e2e.cases import show_pane, wait_until_done, wait_until_running
from e2e.desk import Desk, wait

binary, scenarios, out, suffix = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), sys.argv[4]
wanted = sys.argv[5:]
failed = False
words = gettext.translation("timeslice", pathlib.Path(binary).parents[2] / "po", [os.environ.get("LANGUAGE") or "C"], fallback=True)


def translate(text):
    return next((found for found in (words.pgettext("compared run", text), words.gettext(text)) if found != text), text)


class TranslatedDesk(Desk):
    def look(self, text, roles=None, root=None):
        return super().look(translate(text), roles, root)


def picture():
    return subprocess.run(["import", "-silent", "-window", "root", "png:-"], capture_output=True, check=True).stdout


def area(node):
    place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return place.width * place.height


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


def dress(desk):
    """What GNOME's settings say to programs: the font, and by TS_TEXT_SCALE its size."""
    folder = desk.home / "config" / "gtk-4.0"
    folder.mkdir(parents=True)
    (folder / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\n")
    # Without a settings daemon GTK takes the size of letters from the X server's resources, and from nowhere else.
    dpi = round(96 * float(os.environ.get("TS_TEXT_SCALE", "1")))
    subprocess.run(["xprop", "-root", "-format", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", f"Xft.dpi: {dpi}"], check=True)


def state(function):
    """Tries one way through the window; what goes wrong there does not keep the others from being seen."""
    global failed
    if wanted and function.__name__ not in wanted:
        return
    desk = TranslatedDesk(binary)
    try:
        dress(desk)
        function(desk)
    except Exception:
        failed = True
        print(function.__name__, traceback.format_exc(), file=sys.stderr)
        take(f"failed-{function.__name__}", True)
    finally:
        desk.finish()


def start(desk, *arguments):
    desk.start(*arguments)
    desk.maximize()


def run(desk, name="worker-pool"):
    start(desk, scenarios / f"{name}.scenario")
    run_again(desk)


def run_again(desk):
    desk.keys("F5")
    wait_until_running(desk)
    wait_until_done(desk)
    wait("the replay", lambda: desk.look("To the Beginning"))


@state
def speed_up(desk):
    start(desk, scenarios / "amdahl.scenario")
    desk.keys("F5")
    wait_until_done(desk)
    show_pane(desk, "Figures")
    take("speed-up")


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
        show_pane(desk, name)
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
def small(desk):
    """For windows that have room for one thing only: the run, its summary with the parameters, and its figures."""
    if int(suffix.split("x")[0]) > 720:
        return
    run(desk)
    take("small")
    desk.press("Program and Figures")
    take("small-summary")
    show_pane(desk, "Figures")
    take("small-figures")


@state
def presenting(desk):
    run(desk)
    desk.keys("F11")
    take("present")
    desk.keys("Prior")
    take("present-question")
    desk.keys("Next")
    desk.keys("Next")
    take("present-figures")


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


@state
def choosing_way(desk):
    start(desk, scenarios / "worker-pool.scenario")
    desk.click(desk.find("Way to run"))
    desk.find("Each task is a process of its own, and memory is not shared unless the program says so.", ("label", ))
    take("ways")


@state
def comparing(desk):
    run(desk)
    desk.click(desk.find("Way to run"))
    desk.find("Each task is a process of its own, and memory is not shared unless the program says so.", ("label", ))
    desk.xdo("key", "Down")
    desk.xdo("key", "Return")
    wait("the list to close", lambda: not desk.look("Each task is a process of its own, and memory is not shared unless the program says so.", ("label", )))
    run_again(desk)
    desk.keys("ctrl+d")
    desk.find("First")
    take("compare")


@state
def repeating(desk):
    start(desk, scenarios / "worker-pool.scenario")
    desk.keys("ctrl+shift+r")
    wait_until_running(desk)
    take("repeat-running", True)
    wait("ten runs", lambda: not desk.children() and not desk.look("Cancel"), 120)
    take("repeat")


@state
def every_way(desk):
    start(desk, scenarios / "worker-pool.scenario")
    desk.keys("ctrl+shift+w")
    wait("all ways", lambda: not desk.children() and not desk.look("Cancel"), 120)
    take("every-way")
    desk.keys("Down", "Return")
    desk.find("Back to All Ways")
    take("every-way-opened")


@state
def refused_ways(desk):
    start(desk, scenarios / "priority-inversion.scenario")
    desk.click(desk.find("Way to run"))
    desk.find("Each task is a process of its own, and memory is not shared unless the program says so.", ("label", ))
    desk.xdo("key", "End")
    take("ways-refused")
    desk.xdo("key", "Escape")
    desk.keys("ctrl+shift+w")
    wait("all ways", lambda: not desk.children() and not desk.look("Cancel"), 120)
    take("every-way-refused")


@state
def code(desk):
    run(desk)
    show_pane(desk, "Program")
    for name in ["Python", "C"]:
        show_pane(desk, name)
        take(f"code-{name.lower()}")


@state
def choosing(desk):
    """One slice with its card, and a range with its figures."""
    run(desk)
    lanes = max(desk.all("image"), key=area)
    desk.click(lanes, 0.5, 0.47)
    desk.keys("Right")
    take("slice")
    desk.keys("Escape")
    desk.drag(lanes, 0.4, 0.6, 0.9)
    show_pane(desk, "Figures")
    take("range")


@state
def cores(desk):
    run(desk)
    desk.click(desk.find("Cores and Bound Tasks"))
    take("cores")


@state
def typing(desk):
    start(desk, scenarios / "word.scenario")
    show_pane(desk, "Page")
    desk.click(desk.find("Click the sheet and type: the run begins with your first letter.", ("label", )), down=4)
    desk.type("Three threads share one document. ")
    desk.find((words.gettext("Formatted %u of %u · %s, %s") % (34, 34, "", "")).split(" · ")[0])
    take("typing", True)


@state
def windows(desk):
    """What opens beside the window; without a window manager it stands at the corner."""
    run(desk)
    for name, key in [("help", "F1"), ("preferences", "ctrl+comma"), ("shortcuts", "ctrl+question"), ("export", "ctrl+e")]:
        desk.keys(key)
        take(name)
        subprocess.run(["xdotool", "key", "Escape"])
        take("after")


sys.exit(failed)
