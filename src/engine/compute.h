/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Computing on a real core.
 */
#pragma once

#include "engine.h"

/* Does the work that takes `ns` on an idle core, ticking every QUANTUM_NS of it.  Context: the task itself. */
void compute (Task *task, int64_t ns);

/* Asks for `bytes` of memory for this task (it keeps them until it ends) and writes to each page.  Fails the run
 * if there is not so much.  Context: the task itself. */
void touch (Task *task, int64_t bytes);
