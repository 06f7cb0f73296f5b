#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""xgettext finds the texts of scenario files by our rules, as Timeslice looks them up, and nothing of the programs.

Usage: check-translation.py DATA-FOLDER.  Prints TAP.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

data = pathlib.Path(sys.argv[1])
SCENARIO = """<scenario id="a" topic="cores">
  <title>A
    title &amp; more</title>
  <summary>A summary</summary>
  <look>A look</look>
  <lesson><predict>A question</predict><belief>A belief</belief></lesson>
  <program><![CDATA[
    set n = 1 from 0 to 2 "A label"
    task A
      print "A text"
  ]]></program>
</scenario>
"""
EXPECTED = ["A title & more", "A summary", "A look", "A question", "A belief"]


def messages(path):
    pot = subprocess.run(["xgettext", f"--its={data / 'its/timeslice-scenario.its'}", "--omit-header", "--no-wrap",
                          "--from-code=UTF-8", "-o", "-", str(path)], capture_output=True, text=True, check=True).stdout
    return re.findall(r'^msgid "(.*)"$', pot, re.MULTILINE)


def made_up():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "made-up.scenario")
        path.write_text(SCENARIO)
        return messages(path) == EXPECTED


def our_own():
    return all(len(messages(path)) == 3 for path in sorted(data.glob("scenarios/*.scenario")))


failed = False
print("1..2")
for number, check in enumerate([made_up, our_own], 1):
    passed = check()
    failed |= not passed
    print("ok" if passed else "not ok", number, check.__name__)
sys.exit(failed)
