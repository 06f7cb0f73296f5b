#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshots.sh BUILD OUT [WIDTHxHEIGHT…]: pictures of the window in each of its states, light and dark, in OUT.
set -u
here=$(dirname "$(readlink -f "$0")")
build=$(realpath "$1") out=$(realpath -m "$2")
shift 2
[ $# -gt 0 ] || set -- 1000x700 1366x768 1920x1080
mkdir -p "$out"
export GSETTINGS_SCHEMA_DIR=$build/data GSK_RENDERER=cairo LC_ALL=${TS_LOCALE:-C.UTF-8}
status=0
for size; do
  for scheme in light dark; do
    TS_TEST_SCREEN=$size ADW_DEBUG_COLOR_SCHEME=prefer-$scheme \
      "$here/with-display.sh" "$here/screenshots.py" "$build/src/app/timeslice" "$here/../../data/scenarios" "$out" "$size-$scheme" \
      2>"$out/$size-$scheme.log" || { status=1; grep -v dbus-daemon "$out/$size-$scheme.log"; }
  done
done
ls "$out"/*.png
exit $status
