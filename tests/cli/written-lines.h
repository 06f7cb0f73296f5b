/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a program's output is the same in each run, and what may differ: who was first, PIDs, who took which job.
 */
#pragma once

#include "ts-code.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *patterns;   /* of the print steps */
  GPtrArray *counters;   /* names (char*) of those whose last value is always the same */
  gboolean may_stop;     /* it may stand still for good: somebody wants a second lock while he holds one, or keeps the loop */
  gboolean may_die;      /* somebody crashes, or ends a whole process */
} WrittenLines;

/* Context: any thread. */
WrittenLines *written_lines_new (TsScript *script, const TsCodePlan *plan);
void written_lines_free (WrittenLines *self);

/* Printed lines, one below the other, as what must be the same: sorted, with that left out which may differ.  Asserts
 * that each line is one that the program prints. */
char *written_lines_reduce (WrittenLines *self, const char *printed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WrittenLines, written_lines_free)

G_END_DECLS
