# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks have in common that need Python: running timeslice-cli, taking turns, and telling."""
import json
import os
import statistics
import subprocess
import sys
import tempfile

SCENARIO = """<scenario id="bench"><title>Bench</title><summary>Bench.</summary><program><![CDATA[
{}]]></program></scenario>
"""
broken = []   # promises that were not kept


class Cli:
    """timeslice-cli, and a folder for what it reads and writes."""

    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def write(self, program):
        """A file with that program in it."""
        path = os.path.join(self.folder, "bench.scenario")
        with open(path, "w", encoding="utf-8") as file:
            file.write(SCENARIO.format(program))
        return path

    def run(self, program, way, *more, **settings):
        """What a run says about itself at its end (--json)."""
        command = [self.path, "run", self.write(program), "--way", way, "--json", "--quiet", *more]
        done = subprocess.run(command, check=True, timeout=60, stdout=subprocess.PIPE, **settings)
        return json.loads(done.stdout)

    def record(self, program, way, *more):
        """The recording of a run."""
        path = os.path.join(self.folder, "bench.timeslice")
        self.run(program, way, "--save", path, *more)
        with open(path, encoding="utf-8") as file:
            return json.load(file)


def take_turns(rounds, *sides):
    """Medians of what each side measures; they take turns, so that all have the same machine."""
    values = [[] for _ in sides]
    for turn in range(rounds):
        for place in range(len(sides)):
            place = (place + turn) % len(sides)   # none is always the first
            values[place].append(sides[place]())
    return [statistics.median(series) for series in values]


def tell(what, value, unit, promise, kept):
    """Prints one figure, what was promised, and whether that is so."""
    print(f"{what:62} {value:8.3f} {unit:12} promised {promise:12} {'kept' if kept else 'NOT KEPT'}", flush=True)
    if not kept:
        broken.append(what)


def main(measure):
    """Measures with the timeslice-cli that the first argument names; the status says whether all promises are kept."""
    print("load at the beginning:", *os.getloadavg(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        measure(Cli(sys.argv[1], folder))
    print("load at the end:", *os.getloadavg())
    sys.exit(1 if broken else 0)
