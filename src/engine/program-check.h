/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the interpreter relies on in a program that comes out of shared memory.
 */
#pragma once

#include "program.h"

#include <stdbool.h>

/* True if every index in the program is inside its table, so that executing it cannot leave them.  Context: any. */
bool program_check (const Program *program);
