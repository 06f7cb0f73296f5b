/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Internal to the writer of C.
 */
#pragma once

#include "ts-code-private.h"

G_BEGIN_DECLS

/* ts-code-c-object.c: what the tasks share, and the function that prepares it. */
void ts_code_c_objects (TsCode *code);
void ts_code_c_set_up (TsCode *code);
gboolean ts_code_c_needs_set_up (TsCode *code);

/* How many a row has, as the size of an array: cores are counted only when the program runs. */
char *ts_code_c_dimension (TsCode *code, const TsExpression *count);

/* ts-code-c-task.c: a function for each task, and main(). */
void ts_code_c_tasks (TsCode *code);
void ts_code_c_main (TsCode *code);

/* ts-code-c-step.c */
void ts_code_c_body (TsCode *code, GPtrArray *body);
void ts_code_c_pin (TsCode *code, guint line, GPtrArray *cores);

/* Begin and end of a block, with "{" and "}" unless it is a single statement, and the loop before it, whose variable is
 * returned (static). */
void ts_code_c_open (TsCode *code, gboolean braces);
void ts_code_c_close (TsCode *code, gboolean braces);
const char *ts_code_c_loop (TsCode *code, guint source, const char *turns);

/* ts-code-c-start.c: the variables for what is started, starting, waiting for the end, and ending
 * what nobody waits for. */
void ts_code_c_handles (TsCode *code);
void ts_code_c_start (TsCode *code, guint source, const TsTask *task, const TsExpression *place);
void ts_code_c_join (TsCode *code, guint source, const TsTask *task, const TsExpression *place);
void ts_code_c_start_typist (TsCode *code);
void ts_code_c_end_processes (TsCode *code, const TsTask *process);

/* ts-code-c-template.c: a format in quotes, with the values behind it. */
char *ts_code_c_template (TsCode *code, GPtrArray *parts);
char *ts_code_c_label (TsCode *code, const TsTask *task);

G_END_DECLS
