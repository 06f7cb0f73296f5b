#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the manifest that flatpak/check builds out of that of the store, which it reads as JSON from standard input.

Usage: local-manifest.py SOURCE-FOLDER [--runtime-has-hwloc].  Only sources change, and hwloc goes if the stand-in for the
runtime has it.  Ends with 1 if the manifest breaks a rule of the store.
"""
import json
import sys

ALLOWED = ["--share=ipc", "--socket=fallback-x11", "--socket=wayland", "--device=dri"]

manifest = json.load(sys.stdin)
problems = []
if manifest["finish-args"] != ALLOWED:
    problems.append(f"finish-args are {manifest['finish-args']}, and have to be {ALLOWED}")
for module in manifest["modules"]:
    for source in module["sources"]:
        if source["type"] == "archive" and len(source.get("sha256", "")) != 64:
            problems.append(f"{module['name']}: an archive without sha256")
        if source["type"] == "git" and ("branch" in source or "tag" not in source):
            problems.append(f"{module['name']}: git needs a tag, and no branch")
        if source["type"] not in ("archive", "git") or not source["url"].startswith("https://"):
            problems.append(f"{module['name']}: {source} is no source for a store")
if problems:
    sys.exit("\n".join(problems))

manifest["modules"][-1]["sources"] = [{"type": "dir", "path": sys.argv[1]}]
if "--runtime-has-hwloc" in sys.argv:
    manifest["modules"] = [module for module in manifest["modules"] if module["name"] != "hwloc"]
json.dump(manifest, sys.stdout, indent=2)
