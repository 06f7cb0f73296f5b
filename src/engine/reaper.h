/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ending processes, all of them.
 */
#pragma once

#include <sys/types.h>

/* Kills process group `group` and every other child of the caller, and reaps until none is left.  The caller is a
 * child subreaper, so what a killed process leaves behind becomes its child and is killed next.  `group` 0: none. */
void reap_all (pid_t group);
