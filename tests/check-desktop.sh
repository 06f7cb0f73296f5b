#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-desktop.sh SOURCE-ROOT BUILD-ROOT: what a desktop reads of Timeslice is valid.  Prints TAP; a check whose tool is
# not installed is skipped.
set -u
root=$1 build=$2 id=io.github.timeslice.Timeslice
number=0 failed=0
log=$(mktemp)
folder=$(mktemp -d)
trap 'rm -rf "$log" "$folder"' EXIT

# check NAME TOOL ARGUMENT…
check () {
  local name=$1; shift
  number=$((number + 1))
  if ! command -v "$1" >/dev/null; then
    echo "ok $number $name # SKIP $1 is not installed"
  elif "$@" >"$log" 2>&1; then
    echo "ok $number $name"
  else
    failed=1
    echo "not ok $number $name"
    sed 's/^/# /' "$log"
  fi
}

# appstreamcli before 1.0 does not know the tag <developer> and says so as an "I:".
metainfo () {
  appstreamcli validate --no-net "$build/data/$id.metainfo.xml"
}

types () {
  mkdir -p "$folder/packages"
  cp "$build/data/$id.xml" "$folder/packages/"
  update-mime-database "$folder"
  grep -qx 'application/x-timeslice-recording:\*.timeslice' "$folder/globs" \
    && grep -qx 'application/x-timeslice-scenario:\*.scenario' "$folder/globs"
}

# The command that the desktop starts is the one that is built, and all speak of the same types.
agreement () {
  grep -qx "Exec=timeslice %F" "$build/data/$id.desktop" && [ -x "$build/src/app/timeslice" ] || return 1
  for type in application/x-timeslice-recording application/x-timeslice-scenario; do
    grep -q "^MimeType=.*$type;" "$build/data/$id.desktop" \
      && grep -q "<mediatype>$type<" "$build/data/$id.metainfo.xml" \
      && grep -q "type=\"$type\"" "$build/data/$id.xml" || { echo "$type is not everywhere"; return 1; }
  done
}

echo 1..5
check "desktop file" desktop-file-validate "$build/data/$id.desktop"
if command -v appstreamcli >/dev/null; then
  check "metainfo" metainfo
else
  check "metainfo" appstream-util validate-relax --nonet "$build/data/$id.metainfo.xml"
fi
if command -v update-mime-database >/dev/null; then
  check "types of files" types
else
  check "types of files" update-mime-database
fi
check "icons" xmllint --noout "$root/data/icons/hicolor/scalable/apps/$id.svg" "$root/data/icons/hicolor/symbolic/apps/$id-symbolic.svg"
check "agreement" agreement
exit $failed
