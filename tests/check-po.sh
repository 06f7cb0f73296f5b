#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-po.sh SOURCE-ROOT: all texts can be taken out of the sources, every translation compiles, and those that are
# complete stay so.  Prints TAP.
set -u
root=$1
complete="de"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
number=0 failed=0

# result NAME STATUS: with what stands in $folder/log as the reason.
result () {
  number=$((number + 1))
  if [ "$2" = 0 ]; then echo "ok $number $1"; else failed=1; echo "not ok $number $1"; sed 's/^/# /' "$folder/log"; fi
}

languages=$(sed 's/#.*//' "$root/po/LINGUAS")
echo "1..$((3 + 2 * $(echo "$languages" | wc -w)))"

"$root/po/update" --template "$folder/timeslice.pot" >"$folder/log" 2>&1
status=$?
# xgettext knows PRId64 and the like, but no macro of GLib: it takes the text only up to there.
! grep 'ends in the middle of a directive' "$folder/log" >/dev/null || status=1
result "texts can be taken out" $status

"$root/po/update" --labels "$folder/labels.h"
diff "$root/po/labels.h" "$folder/labels.h" >"$folder/log"
status=$?
[ $status = 0 ] || echo "the labels of parameters in scenarios have changed: run po/update" >>"$folder/log"
result "labels of scenarios" $status

(cd "$root/po" && ls ./*.po | sed 's|./\(.*\).po|\1|' | sort) >"$folder/there"
echo $languages | tr ' ' '\n' | sort | diff - "$folder/there" >"$folder/log"
result "LINGUAS names the translations" $?

for language in $languages; do
  msgfmt --check -o /dev/null "$root/po/$language.po" >"$folder/log" 2>&1
  result "$language compiles" $?
  msgmerge --quiet --no-fuzzy-matching "$root/po/$language.po" "$folder/timeslice.pot" -o "$folder/merged.po" >"$folder/log" 2>&1
  status=$?
  if [ $status = 0 ]; then
    { msgattrib --untranslated --no-obsolete "$folder/merged.po"; msgattrib --only-fuzzy --no-obsolete "$folder/merged.po"; } |
      grep -E '^(#:|msgid)' >"$folder/log"
    [ ! -s "$folder/log" ] || status=1
    case " $complete " in *" $language "*) ;; *) status=0 ;; esac
  fi
  result "$language is complete" $status
done
exit $failed
