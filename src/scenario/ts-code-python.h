/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Internal to the writer of Python.
 */
#pragma once

#include "ts-code-private.h"

G_BEGIN_DECLS

/* ts-code-python-task.c: a function for each task, and main() (NULL: the one that nobody wrote). */
void ts_code_python_tasks (TsCode *code);
void ts_code_python_task (TsCode *code, const TsTask *task);

/* ts-code-python-step.c: "await " in a coroutine, else "". */
const char *ts_code_python_await (TsCode *code);

void ts_code_python_body (TsCode *code, GPtrArray *body);
void ts_code_python_pin (TsCode *code, guint line, GPtrArray *cores);

/* The variable that is the lock of a counter. */
char *ts_code_python_counter_lock (TsCode *code, const TsObject *counter);

/* ts-code-python-start.c: the variables for what is started, starting, and waiting for the end; at
 * `place` in the row, or all of it if that is NULL. */
void ts_code_python_handles (TsCode *code);
void ts_code_python_make_processes (TsCode *code, const TsTask *process);
void ts_code_python_start (TsCode *code, guint source, const TsTask *task, const TsExpression *place);
void ts_code_python_join (TsCode *code, guint source, const TsTask *task, const TsExpression *place);
void ts_code_python_start_typist (TsCode *code);

/* ts-code-python-template.c: a text with its placeholders filled in, quotes included; `index` stands for the task's
 * place. */
char *ts_code_python_template (TsCode *code, GPtrArray *parts);
char *ts_code_python_label (TsCode *code, const TsTask *task, const char *index);

G_END_DECLS
