# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does with Timeslice, one case a function: desk is not started yet, scenarios is the folder."""
import collections
import json
import os
import re
import struct
import subprocess
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from .desk import Failed, texts, wait, walk  # noqa: E402

SHORT = "task Worker x 2\n  repeat 20\n    compute 5 ms\n    step\n"
TILE_PX = 80  # a core of the map is at least so wide
LONG = "task Worker x 2\n  repeat 6000\n    sleep 10 ms\n    step\n"


def check(condition, message):
    if not condition:
        raise Failed(message)


def wait_until_running(desk):
    """The processes of the run."""
    wait("processes of the run", lambda: len(desk.children()) > 1)
    return [pid for pid, _ in desk.children()]


def wait_until_done(desk):
    wait("the end of the run", lambda: not desk.children())


def is_alive(pid):
    """A zombie that its parent has yet to take in is dead."""
    try:
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def shows_the_catalogue(desk, scenarios):
    desk.start()
    desk.find("Timeslice")
    check(not desk.look("Run the Scenario"), "there is nothing to run yet, but a button for it")


def runs_from_a_card(desk, scenarios):
    """One click on the first screen, and it runs; next time it comes first."""
    desk.start()
    desk.click(desk.find("Run “One core runs one task at a time”"))
    wait_until_running(desk)
    desk.keys("ctrl+period")  # it is short, and may be over by now
    wait_until_done(desk)
    desk.press("Show the Catalogue")
    desk.find("Go on with…")


def finds_by_typing(desk, scenarios):
    """Type, Enter: the keyboard alone leads to a scenario and changes its parameters."""
    desk.start()
    desk.find("A pool of workers", ("push button", ))
    desk.type("worker free")
    wait("the others to go", lambda: not desk.look("One process for each core", ("push button", )))
    desk.keys("Return")
    number = desk.find("Workers", ("spin button", ))
    Atspi.Value.set_current_value(number, 2)
    desk.keys("F5")
    wait_until_running(desk)
    wait("two workers", lambda: len(desk.bars()) == 2)


def bars_reach_the_end(desk, scenarios):
    desk.start(desk.write_scenario("short", SHORT))
    desk.press("Run the Scenario")
    wait("two full bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [1.0, 1.0])
    wait_until_done(desk)
    desk.find("Worker 1")
    check(len(desk.bars()) == 2, "the rows stay")


def runs_from_the_keyboard(desk, scenarios):
    desk.start(scenarios / "word.scenario")
    desk.keys("F5")
    wait_until_running(desk)
    wait("bars that move", lambda: any(0 < desk.share_of(bar) for bar in desk.bars()))
    desk.keys("ctrl+period")
    wait_until_done(desk)


def pauses_and_stops(desk, scenarios):
    desk.start(desk.write_scenario("long", LONG))
    desk.press("Run the Scenario")
    wait("bars that move", lambda: any(0 < desk.share_of(bar) for bar in desk.bars()))
    desk.press("Pause the Run")
    desk.find("Go On with the Run")
    check(desk.children(), "a paused run is still there")
    desk.press("Go On with the Run")
    before = max(map(desk.share_of, desk.bars()))
    wait("bars that move again", lambda: max(map(desk.share_of, desk.bars())) > before)
    desk.press("Stop the Run")
    wait_until_done(desk)
    check(max(map(desk.share_of, desk.bars())) < 1, "it was stopped before its end")


def leaves_nothing_behind(desk, scenarios):
    """Closing the window in the middle of a run ends the program, the runner and all its tasks."""
    desk.start(desk.write_scenario("long", LONG))
    desk.keys("ctrl+r")
    pids = wait_until_running(desk)
    desk.keys("ctrl+w")
    check(desk.wait_for_end() == 0, "it ends well")
    wait("the end of all processes", lambda: not any(map(is_alive, pids)))


def show_pane(desk, name):
    desk.click(desk.find(name, ("page tab", )))


def runs_what_is_picked(desk, scenarios):
    """A card for each scenario; a click on a card, a click on Run, and it goes on: those that take some seconds."""
    desk.start()
    desk.maximize()
    cards = [node.get_name() for node in desk.all("push button")
             if node.get_description() != "Run It Now" and desk.look("Run It Now", root=node)]
    titles = sorted(set(cards))  # the last one is offered first as well
    check(len(titles) == len(list(scenarios.glob("*.scenario"))), f"a card for each scenario, not {titles}")
    for title in ("A word processor", "A pool of workers", "A bar for each process", "One process for each core"):
        desk.press(title, ("push button", ))
        wait("the scenario’s name in the title", lambda: desk.window.get_name() == title)
        desk.press("Run the Scenario")
        wait("bars that move", lambda: any(0 < desk.share_of(bar) for bar in desk.bars()))
        desk.keys("ctrl+period")  # a short one may be over by now
        wait_until_done(desk)
        desk.press("Show the Catalogue")
        wait("the catalogue", lambda: desk.window.get_name() == "Timeslice")


def takes_a_parameter(desk, scenarios):
    desk.start(scenarios / "worker-pool.scenario")
    desk.maximize()
    for name, value in [("Workers", 3), ("Jobs", 12), ("Work in a job, in milliseconds", 5)]:
        Atspi.Value.set_current_value(desk.find(name, ("spin button", )), value)
    desk.keys("F5")
    wait("twelve jobs that are done", lambda: abs(sum(map(desk.share_of, desk.bars())) - 1) < 0.001)
    wait_until_done(desk)
    check(len(desk.bars()) == 3, "three workers")


def types_into_the_page(desk, scenarios):
    desk.start(scenarios / "word.scenario")
    desk.maximize()
    show_pane(desk, "Page")
    sheet = desk.find("Sheet to type on")
    desk.keys("F5")
    wait_until_running(desk)
    desk.click(sheet)  # before the script begins to type
    desk.type("hallo ")
    desk.find("Formatted 6 of 6")
    desk.find("Type! A letter appears when a task takes it.")
    desk.keys("ctrl+period")
    wait_until_done(desk)


def edits_with_a_mistake(desk, scenarios):
    """What is wrong is said while it is typed, Run waits until it is mended, and runs the edited text."""
    desk.start(desk.write_scenario("edited", SHORT))
    desk.maximize()
    show_pane(desk, "Program")
    run = desk.find("Run the Scenario", ("push button", ))
    sensitive = lambda: run.get_state_set().contains(Atspi.StateType.SENSITIVE)
    check(sensitive(), "it can be run")
    desk.click(desk.find("Program", ("text", "entry", "document text", "terminal", "editbar")))
    desk.keys("ctrl+Home")
    desk.type("frobnicate\n")
    wait("Run to wait", lambda: not sensitive())
    desk.keys("ctrl+z")
    desk.keys("ctrl+z")
    wait("Run to be possible", sensitive)
    desk.keys("F5")
    wait("two full bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [1.0, 1.0])


def goes_through_the_replay(desk, scenarios):
    """Bars go back with the playhead, and on with the events."""
    desk.start(desk.write_scenario("short", SHORT))
    desk.maximize()
    desk.keys("F5")
    wait("two full bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [1.0, 1.0])
    wait_until_done(desk)
    desk.press("To the Beginning")
    wait("empty bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [0.0, 0.0])
    desk.press("To the End")
    wait("full bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [1.0, 1.0])


def saves_and_opens_again(desk, scenarios):
    path = desk.home / "mine.timeslice"
    desk.start(desk.write_scenario("short", SHORT))
    desk.maximize()
    desk.keys("F5")
    wait("two full bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [1.0, 1.0])
    wait_until_done(desk)
    desk.save_as(path)
    wait("the file", lambda: path.exists() and path.read_text().rstrip().endswith(("}", "]")))
    desk.close()
    desk.start(path)
    wait("its bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [1.0, 1.0])
    check(desk.window.get_name() == "The short one", "it says what it is")


def run_short(desk):
    desk.keys("F5")
    wait("two full bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [1.0, 1.0])
    wait_until_done(desk)


def compares_two_runs(desk, scenarios):
    """The run before stays, and a click lays both on one axis and says what differs."""
    desk.start(desk.write_scenario("longer", "set parts = 10 from 1 to 100 \"Parts\"\n" + SHORT.replace("20", "parts")))
    desk.maximize()
    run_short(desk)
    Atspi.Value.set_current_value(desk.find("Parts", ("spin button", )), 40)
    run_short(desk)
    desk.press("Compare")
    desk.find("Parts: 10 → 40")
    sentence = wait("the sentence", lambda: next((text for node in desk.all("label") for text in texts(node)
                                                  if text.startswith("First ") and "times as long" in text), None))
    check("Second" in sentence, sentence)
    desk.press("Compare")
    desk.find("To the Beginning")


def switches_the_way(desk, scenarios):
    """The keyboard chooses another way, and the next run has a process for each worker."""
    desk.start(desk.write_scenario("long", LONG))
    desk.maximize()
    desk.click(desk.find("Way to run"))
    desk.find("Each task is a process of its own", ("label", ))
    desk.xdo("key", "Down")
    desk.xdo("key", "Return")
    # Until the list has closed, keys are its own.
    wait("the list to close", lambda: not desk.look("Each task is a process of its own", ("label", )))
    desk.keys("F5")
    wait("a process for each worker, their parent and the runner", lambda: len(desk.children()) >= 4)
    desk.press("Stop the Run")
    wait_until_done(desk)


def rows_of(table):
    """The texts of each row's cells; rows that a list keeps in store have none."""
    rows = [[node.get_name() for node in walk_below(row) if node.get_role_name() == "label"]
            for row in walk_below(table) if row.get_role_name() == "table row"]
    return [row for row in rows[1:] if row]


def walk_below(node):
    return [one for one, _ in walk(node)]


def runs_in_every_way(desk, scenarios):
    """A row for each way with its time, a verdict, and one sentence for a way that does not suit; the keyboard opens a
    run and goes back to all."""
    desk.start(desk.write_scenario("every", SHORT + "thread Helper\n  sleep 1 ms\n"))
    desk.maximize()
    desk.press("Run in Every Way")
    verdict = wait("the verdict", lambda: desk.look("Fastest") or desk.look("All took about as long"))
    rows = rows_of(desk.find("Figures of all ways"))
    check({"Threads", "Processes", "Interpreter lock", "Simulated machine"} <= {row[0] for row in rows}, rows)
    check(all(re.fullmatch(r"[\d.]+ (µs|ms|s)", row[1]) for row in rows), f"a wall time in each row: {rows}")
    check(any(row[0] in verdict.get_name() for row in rows) or "about as long" in verdict.get_name(), verdict.get_name())
    runs = desk.find("Runs in all ways")
    check(desk.look("“Helper” is a thread, and an event loop has one thread only.", root=runs), "why there is no loop")
    loop = desk.find("Event loop", ("list item", ), root=runs)
    check(not loop.get_state_set().contains(Atspi.StateType.SENSITIVE), "the event loop cannot be opened")
    desk.keys("Down", "Return")
    wait("a run's bars", lambda: [desk.share_of(bar) for bar in desk.bars()] == [1.0, 1.0])
    desk.find("Back to All Ways")
    desk.keys("alt+Left")
    wait("all ways", lambda: not desk.look("Back to All Ways"))


def copy_code(desk, language, header):
    """The code in that language, through the clipboard; each language has a button of its own."""
    show_pane(desk, language)
    pane = desk.find(f"Program in {language}")
    while not desk.look("Copy the Code", root=pane):
        pane = pane.get_parent()
    desk.press("Copy the Code", root=pane)
    return wait(f"{language} in the clipboard", lambda: (text := desk.clipboard()) and header in text and text)


def copies_the_written_out_code(desk, scenarios):
    """Python and C stand beside the program, and what is copied is a program of that language."""
    desk.start(desk.write_scenario("short", SHORT))
    desk.maximize()
    show_pane(desk, "Program")
    script, unit = desk.home / "short.py", desk.home / "short.c"
    script.write_text(copy_code(desk, "Python", "import "))
    subprocess.run([sys.executable, "-m", "py_compile", script], check=True)
    unit.write_text(copy_code(desk, "C", "#include "))
    subprocess.run(["gcc", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", unit], check=True)


def presents_on_a_projector(desk, scenarios):
    desk.start(desk.write_scenario("short", SHORT))
    desk.maximize()
    run_short(desk)
    desk.keys("F11")
    present = desk.find("Presentation")
    desk.keys("Prior")
    desk.find("A scenario of this test.", root=present)
    desk.keys("Next")
    desk.keys("Next")
    desk.find("Wall time", root=present)
    desk.keys("Escape")
    desk.press("To the Beginning")


def binds_a_task_to_a_core(desk, scenarios):
    """By the keyboard: the task's chip, then the number of the core."""
    allowed = sorted(os.sched_getaffinity(0))
    path = desk.home / "bound.timeslice"
    desk.start(desk.write_scenario("short", SHORT))
    desk.maximize()
    desk.click(desk.find("Cores and Bound Tasks"))
    chip = desk.find("Worker 0, cores as the program says")
    focused = lambda: chip.get_state_set().contains(Atspi.StateType.FOCUSED)
    for _ in range(2 + len(allowed)):
        if not focused():
            desk.xdo("key", "Tab")
    wait("the focus on the chip", focused)
    desk.xdo("key", allowed[-1])
    desk.find(f"Worker 0, core {allowed[-1]}")
    desk.xdo("key", "Escape")
    run_short(desk)
    desk.save_as(path)
    wait("the file", lambda: path.exists() and path.read_text().rstrip().endswith(("}", "]")))
    shares = shares_of_cores(path, "Worker 0")
    check(shares[allowed[-1]] > 0.9, f"it ran on other cores: {shares}")


def binds_a_task_with_the_mouse(desk, scenarios):
    """Its chip is dragged on to a core of the map."""
    core = sorted(os.sched_getaffinity(0))[:2][-1]
    desk.start(desk.write_scenario("short", SHORT))
    desk.maximize()
    button = desk.find("Cores and Bound Tasks")
    cores = desk.new_window("the map of the cores", lambda: desk.click(button))
    x, y = desk.middle_within(cores, desk.find(f"Core {core}", ("push button", "toggle button")))
    edge = (x - TILE_PX // 2, y - 4, 8, 8)
    before = desk.pixels(*edge)
    desk.drag_between(desk.middle_within(cores, desk.find("Worker 0, cores as the program says")), (x, y),
                      wait_for_answer=lambda: wait("a frame around the core", lambda: desk.pixels(*edge) != before))
    desk.find(f"Worker 0, core {core}")
    desk.find("Worker 1, cores as the program says")


def selects_a_slice_and_a_range(desk, scenarios):
    """A click on a lane tells of what is there, a drag shows the figures of a range."""
    desk.start(desk.write_scenario("short", SHORT))
    desk.maximize()
    run_short(desk)
    lanes = desk.find("Lanes of ", ("image", ))
    show_pane(desk, "Figures")
    desk.find("The whole run")
    desk.drag(lanes, 0.4, 0.6)
    desk.find("Selected: ")
    desk.keys("Escape")
    desk.find("The whole run")
    desk.keys("Down", "Right")
    desk.find("Core 0 ", ("label", ))


def exports_a_picture(desk, scenarios):
    """Of the whole run, through the window that shows it beforehand."""
    path = desk.home / "short.png"
    desk.start(desk.write_scenario("short", SHORT))
    desk.maximize()
    run_short(desk)
    window = desk.new_window("the window to export in", lambda: desk.keys("ctrl+e"))

    def export():
        desk.xdo("windowfocus", "--sync", window)
        desk.xdo("key", "--clearmodifiers", "alt+e")

    desk.save_as(path, export)
    wait("the picture", lambda: path.exists() and path.read_bytes().endswith(b"IEND\xaeB`\x82"))
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    check(width >= 1000 and height >= 300, f"it is {width} × {height}")


def shares_of_cores(path, name):
    """How much of its running a task of a recording did on each core; it is born on its parent's and binds itself."""
    events = json.loads(path.read_text())["traceEvents"]
    tids = {event["tid"] for event in events
            if event.get("name") == "thread_name" and event["args"]["name"].startswith(name)}
    spans = collections.Counter()
    for event in events:
        if event.get("ph") == "T" and event["tid"] in tids and event.get("name") == "Running":
            spans[event["args"]["cpu"]] += event["dur"]
    return collections.Counter({core: span / sum(spans.values()) for core, span in spans.items()})


ALL = [shows_the_catalogue, runs_from_a_card, finds_by_typing, bars_reach_the_end, runs_from_the_keyboard,
       pauses_and_stops, leaves_nothing_behind, runs_what_is_picked, takes_a_parameter, types_into_the_page,
       edits_with_a_mistake, goes_through_the_replay, saves_and_opens_again, compares_two_runs,
       switches_the_way, runs_in_every_way, copies_the_written_out_code, presents_on_a_projector, binds_a_task_to_a_core,
       binds_a_task_with_the_mouse, selects_a_slice_and_a_range, exports_a_picture]
