#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tree against the rules of CONTRIBUTING that a machine can check.

Usage: check-tree.py SOURCE-ROOT BUILD-ROOT.  Prints TAP, as the other tests do.
"""
import json
import pathlib
import re
import subprocess
import sys

root, build = map(pathlib.Path, sys.argv[1:3])
LAYERS = ["engine", "scenario", "trace", "draw", "cli", "app"]
MOST_FILE_LINES = 500
MOST_FUNCTION_LINES = 60


def sources(*patterns):
    for pattern in patterns:
        yield from sorted(root.glob(pattern))


def c_files():
    return sources("src/**/*.[ch]", "tests/**/*.[ch]")


def without_spdx():
    for path in [*c_files(), *sources("**/meson.build", "run", ".ci/run", "ui/*", "tests/**/*.py", "tests/**/*.sh")]:
        if path.relative_to(root).parts[0].startswith("_build"):
            continue
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in path.read_text()[:400]:
            yield f"{path.relative_to(root)}: no SPDX line"


def long_files():
    for path in c_files():
        lines = path.read_text().count("\n")
        if lines > MOST_FILE_LINES:
            yield f"{path.relative_to(root)}: {lines} lines"


def long_functions():
    """A function's body stands between a "{" and a "}" of their own in column 0."""
    for path in c_files():
        begin, name = None, ""
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines, 1):
            if line == "{":
                begin = number
            elif line == "}" and begin:
                if number - begin - 1 > MOST_FUNCTION_LINES:
                    yield f"{path.relative_to(root)}:{begin}: {name}: {number - begin - 1} lines"
                begin = None
            elif re.match(r"^[a-z_]\w+ \(", line):
                name = line.split(" ")[0]


def upward_includes():
    """The build graph: no file is compiled with the include folder of a layer above its own."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
        match = re.search(r"/src/(\w+)/[^/]+\.c$", str(path))
        if not match or not path.is_relative_to(root):
            continue
        own = LAYERS.index(match[1])
        for folder in re.findall(r"-I\S*src/(\w+)(?=[\s\"']|$)", entry["command"]):
            if folder in LAYERS and LAYERS.index(folder) > own:
                yield f"{path.relative_to(root)}: sees {folder}"


def upward_libraries():
    """Nobody below the app sees GTK; the engine sees no GLib."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        match = re.search(r"src/(\w+)/[^/]+\.c$", entry["file"])
        if match and match[1] != "app" and "/gtk-4.0" in entry["command"]:
            yield f"{entry['file']}: sees GTK"
        if match and match[1] == "engine" and "/glib-2.0" in entry["command"]:
            yield f"{entry['file']}: sees GLib"


def untranslated():
    """Every file with translatable strings is in po/POTFILES, and the other way round."""
    listed = {line for line in (root / "po/POTFILES").read_text().splitlines() if line and line[0] != "#"}
    found = {str(path.relative_to(root)) for path in sources("src/**/*.c")
             if re.search(r"\b(N?C?_|ngettext|g_dngettext) ?\(\s*\"", path.read_text())}
    found |= {str(path.relative_to(root)) for path in sources("ui/*.ui") if 'translatable="yes"' in path.read_text()}
    found |= {str(path.relative_to(root)) for path in sources("data/scenarios/*.scenario", "data/*.gschema.xml", "data/*.in", "po/*.h")}
    for name in sorted(found - listed):
        yield f"{name}: missing in po/POTFILES"
    for name in sorted(listed - found):
        yield f"{name}: in po/POTFILES, but has no translatable text"


def loose_ends():
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    for path in [*c_files(), *sources("run", "data/**/*.scenario", "*.md", "src/*.md")]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if words.search(line):
                yield f"{path.relative_to(root)}:{number}: {line.strip()}"


def unused_ignore_deprecations():
    for path in c_files():
        text = path.read_text()
        if text.count("G_GNUC_BEGIN_IGNORE_DEPRECATIONS") != text.count("G_GNUC_END_IGNORE_DEPRECATIONS"):
            yield f"{path.relative_to(root)}: BEGIN and END of ignored deprecations do not pair up"


def stale_reading_list():
    """What the README asks to read is there: each `file`, and each `function()` in the file named last before it."""
    text = (root / "README.md").read_text().split("## From worker to pixel")[1].split("\n## ")[0]
    path, functions = None, 0
    for name, function in re.findall(r"`((?:src|data)/[\w./-]+)`|`(\w+)\(\)`", re.sub(r"(`\w+\(\)`) in\s+(`[^`]+`)", r"\2 \1", text)):
        if name:
            path = root / name
            if not path.exists():
                yield f"README.md: {name} does not exist"
        else:
            functions += 1
            if not re.search(rf"^(?:[\w ]+[ *])?{function} \(", path.read_text(), re.M):
                yield f"README.md: {function}() is not in {path.relative_to(root)}"
    if functions < 10:
        yield "README.md: the list of what to read was not found"


def gtk_in_the_command_line():
    binary = build / "src/cli/timeslice-cli"
    libraries = subprocess.run(["ldd", str(binary)], capture_output=True, text=True, check=True).stdout
    for library in re.findall(r"\S*(?:gtk|adwaita)\S*\.so\S*", libraries):
        yield f"timeslice-cli links {library}"


CHECKS = [without_spdx, long_files, long_functions, upward_includes, upward_libraries, untranslated, loose_ends,
          unused_ignore_deprecations, stale_reading_list, gtk_in_the_command_line]

print(f"1..{len(CHECKS)}")
failed = False
for position, check in enumerate(CHECKS, 1):
    problems = list(check())
    failed |= bool(problems)
    print("ok" if not problems else "not ok", position, check.__name__)
    for problem in problems:
        print("#", problem)
sys.exit(failed)
