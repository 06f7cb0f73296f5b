/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lets an application say when its first frame was there and what memory it takes at rest.
 */
#pragma once

#include <adwaita.h>

/* After the first window's first frame prints "FRAME-NS PSS-KB" (CLOCK_MONOTONIC; proportional set
 * size some seconds later) and quits. */
void start_report (AdwApplication *application);
