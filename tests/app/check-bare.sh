#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-bare.sh TIMESLICE SCENARIO: the real program without a session bus, and on one core.  It is to open its window, run
# the scenario when Ctrl+R is pressed, and end as it is told to.  Prints TAP; started by with-display.sh.
set -u
binary=$1 scenario=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset GTK_A11Y NO_AT_BRIDGE G_DEBUG

# until_true WHAT COMMAND…: waits for it, 60 seconds at most.
until_true () {
  local what=$1; shift
  for _ in $(seq 600); do
    ! "$@" || return 0
    sleep 0.1
  done
  echo "# not within 60 s: $what"
  return 1
}

has_window () { window=$(xdotool search --onlyvisible --pid "$program" 2>/dev/null | sort -n | head -n 1); [ -n "$window" ]; }
runs () { pgrep -P "$program" >/dev/null; }
is_done () { ! runs; }
has_ended () { ! kill -0 "$program" 2>/dev/null; }

# meets COMMAND…: the program begins with it.
meets () {
  local good=0
  "$@" "$binary" "$scenario" >"$folder/log" 2>&1 &
  program=$!
  until_true "the window" has_window && xdotool windowfocus --sync "$window" key ctrl+r \
    && until_true "the run" runs && until_true "its end" is_done && xdotool windowfocus --sync "$window" key ctrl+q \
    && until_true "the end" has_ended || good=1
  kill -9 "$program" 2>/dev/null
  wait "$program" || { echo "# it ended with $?"; good=1; }
  ! grep -E 'CRITICAL|ERROR' "$folder/log" || good=1
  [ $good = 0 ] || sed 's/^/# /' "$folder/log"
  return $good
}

# try NUMBER WHAT COMMAND…
try () {
  local number=$1 what=$2 program='' window=''; shift 2
  if meets "$@"; then echo "ok $number $what"; else echo "not ok $number $what"; failed=1; fi
}

failed=0
core=$(taskset -cp $$ | sed 's/.*: //; s/[,-].*//')
echo 1..2
try 1 "without a session bus" env -u XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS=unix:path="$folder/none"
try 2 "on one core" taskset -c "$core"
exit $failed
