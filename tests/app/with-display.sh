#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display.sh COMMAND…: runs it on an X server of its own and in a session bus of its own, which both end with it.
set -u
folder=$(mktemp -d)
mkfifo "$folder/number"
Xvfb -displayfd 3 -noreset -screen 0 "${TS_TEST_SCREEN:-1366x768}x24" -nolisten tcp 3>"$folder/number" >"$folder/xvfb.log" 2>&1 &
server=$!
finish () { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$folder"; }
trap finish EXIT
trap 'exit 143' TERM INT HUP
read -r -t 20 number <"$folder/number" || { cat "$folder/xvfb.log" >&2; echo "Bail out! Xvfb did not start"; exit 1; }
export DISPLAY=:$number
unset WAYLAND_DISPLAY
# What was opened is not to stand among the recent files of whoever tests, nor what was set among the settings.
export XDG_DATA_HOME="$folder" XDG_CONFIG_HOME="$folder"
# Services that the bus starts talk too; on standard output is only what the command says.
dbus-run-session --config-file="$(dirname "$(readlink -f "$0")")/session.conf" -- \
  bash -c 'exec "$@" >&3 3>&-' command "$@" 3>&1 >&2 &
wait $!
