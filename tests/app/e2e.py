#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""End to end: the real program, driven over AT-SPI and with real keys and mouse clicks.  Prints TAP.

Usage: e2e.py TIMESLICE SCENARIOS [CASE…]; started by with-display.sh, which gives a display and a session bus.
"""
import os
import pathlib
import sys
import traceback

# What AT-SPI warns of in this process is not the program's fault: GLib is strict with the program only.
strictness = os.environ.pop("G_DEBUG", "")
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
try:
    from e2e import cases
    from e2e.desk import Desk
except (ImportError, ValueError) as error:
    print(f"1..0 # SKIP {error}: needs python3-gi and gir1.2-atspi-2.0")
    sys.exit(0)

binary, scenarios = sys.argv[1], pathlib.Path(sys.argv[2])
probe = Desk(binary)
try:
    if not probe.knows_places():
        print("1..0 # SKIP this GTK tells assistive technology wrong places of widgets, so there is nothing to click on")
        sys.exit(0)
finally:
    probe.finish()

chosen = [case for case in cases.ALL if not sys.argv[3:] or case.__name__ in sys.argv[3:]]
print(f"1..{len(chosen)}", flush=True)
failed = False
for number, case in enumerate(chosen, 1):
    desk = Desk(binary, strictness)
    name = case.__name__.replace("_", " ")
    try:
        case(desk, scenarios)
        print("ok", number, name, flush=True)
    except Exception:  # whatever it was, the other cases are tried too
        failed = True
        print("not ok", number, name)
        for line in traceback.format_exc().splitlines() + desk.log.read_text().splitlines()[-20:] if desk.log.exists() else []:
            print("#", line)
        try:
            desk.dump()
        except Exception as error:
            print("#", error)
        sys.stdout.flush()
    finally:
        desk.finish()
sys.exit(failed)
