# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does with Timeslice, one case a function: desk is not started yet, scenarios is the folder."""
from .desk import Failed, wait

SHORT = "task Worker x 2\n  repeat 20\n    compute 5 ms\n    step\n"
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


ALL = [shows_the_catalogue, bars_reach_the_end, runs_from_the_keyboard, pauses_and_stops, leaves_nothing_behind]
