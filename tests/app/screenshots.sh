#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshots.sh BUILD OUT [WIDTHxHEIGHT…]: pictures of the window in each of its states, light and dark, in OUT.
#
# TS_STATES and TS_SCHEMES hold the names of those wanted, if not all; TS_TEXT_SCALE=1.5 enlarges letters;
# TS_LANGUAGE=he turns left and right, as GTK's own catalogue says so; ADW_DEBUG_HIGH_CONTRAST=1 is libadwaita's.
set -u
here=$(dirname "$(readlink -f "$0")")
build=$(realpath "$1") out=$(realpath -m "$2")
shift 2
[ $# -gt 0 ] || set -- 1000x700 1366x768 1920x1080
mkdir -p "$out"
export GSETTINGS_SCHEMA_DIR=$build/data GSK_RENDERER=cairo LC_ALL=${TS_LOCALE:-C.UTF-8} LANGUAGE=${TS_LANGUAGE:-}
# GLib translates GTK, and GTK turns, only where the program itself has a translation: an empty one will do.
catalogue=$build/po/${TS_LANGUAGE:-}/LC_MESSAGES/timeslice.mo
if [ -n "${TS_LANGUAGE:-}" ] && [ ! -e "$catalogue" ]; then
  mkdir -p "${catalogue%/*}"
  trap 'rm -r "$build/po/$TS_LANGUAGE"' EXIT
  printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Timeslice"\nmsgstr "Timeslice"\n' |
    msgfmt -o "$catalogue" -
fi
status=0
for size; do
  for scheme in ${TS_SCHEMES:-light dark}; do
    TS_TEST_SCREEN=$size ADW_DEBUG_COLOR_SCHEME=prefer-$scheme \
      "$here/with-display.sh" "$here/screenshots.py" "$build/src/app/timeslice" "$here/../../data/scenarios" "$out" "$size-$scheme" ${TS_STATES:-} \
      2>"$out/$size-$scheme.log" || { status=1; grep -v dbus-daemon "$out/$size-$scheme.log"; }
  done
done
ls "$out"/*.png
exit $status
