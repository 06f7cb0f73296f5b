/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Internal to the compiler.
 */
#pragma once

#include "ts-evaluate.h"
#include "ts-syntax.h"

G_BEGIN_DECLS

typedef struct {
  TsScript *script;
  const TsSettings *settings;
  TsReport *report;
  Program *program;
  GArray *instructions;      /* Instruction */
  gboolean is_full;          /* more instructions than fit, which has been reported */
  GString *text;             /* what will be Program.text */
  GHashTable *offsets;       /* text → its offset in there */
  GHashTable *objects;       /* TsObject → index of its first */
  GHashTable *declarations;  /* TsTask → index of its declaration */
} TsCompiler;

/* The offset of `text` among the program's texts, where it is put if it is new. */
guint32 ts_compiler_text (TsCompiler *compiler, const char *text);

/* The same for a text with placeholders. */
guint32 ts_compiler_template (TsCompiler *compiler, GPtrArray *parts);

/* The value of `expression` if it can be known before the run. */
gboolean ts_compiler_fold (TsCompiler *compiler, const TsExpression *expression, gint64 *value);

/* How many there are in a row or of a task: 1 if `count` is NULL. */
gint64 ts_compiler_count (TsCompiler *compiler, const TsExpression *count);

/* Appends an instruction; returns its index. */
guint ts_compiler_emit (TsCompiler *compiler, Instruction instruction);

/* Appends what pushes `expression`. */
void ts_compiler_push (TsCompiler *compiler, const TsExpression *expression);

/* ts-compiler-layout.c: fills objects and declarations, without the entries of the latter. */
void ts_compiler_layout (TsCompiler *compiler);

/* ts-compiler-step.c: appends the instructions of `task` (NULL: of the main task that nobody
 * wrote), and notes where they begin. */
void ts_compiler_task (TsCompiler *compiler, TsTask *task);

/* ts-compiler-pin.c: the cores that the settings bind all of `task` to (borrowed), or NULL; appends what binds
 * the task to `cores`. */
const CoreSet *ts_compiler_get_pin (TsCompiler *compiler, const TsTask *task);
void ts_compiler_emit_pin (TsCompiler *compiler, const CoreSet *cores);

/* Appends what binds single copies of `task` as the settings say; `ends` gets the indexes (guint) of jumps whose target
 * is to be set to where the task goes on. */
void ts_compiler_emit_copy_pins (TsCompiler *compiler, const TsTask *task, GArray *ends);

/* Reports pins that cannot be. */
void ts_compiler_check_pins (TsCompiler *compiler);

/* ts-totals.c: steps of each slot, -1 where they cannot be known. */
gint64 *ts_compiler_totals (TsCompiler *compiler);

G_END_DECLS
