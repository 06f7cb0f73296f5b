/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli run --all: the whole curriculum, as a check of this machine.
 */
#pragma once

#include "cli-plan.h"

G_BEGIN_DECLS

/* Runs every scenario of the catalogue, one after the other, with its parameters at about a third: in the way that is
 * wished for; if that is "all", in each way that suits it; if there is none, in the first of its ways.  A table is
 * printed, and a sentence on each run that was refused or has failed.  `wishes` says what holds for all, and has no
 * values.  The exit status. */
int cli_run_all (const CliWishes *wishes, gboolean quiet, double stop_after_s);

G_END_DECLS
