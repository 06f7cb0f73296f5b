/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Internal to the writers of code: what is known of the program at hand, and the text that grows.
 */
#pragma once

#include "ts-code.h"
#include "ts-syntax.h"

G_BEGIN_DECLS

/* What the tasks of a program are, all in all. */
typedef enum {
  TS_CODE_THREADS,    /* of one process */
  TS_CODE_PROCESSES,  /* some are processes, so that what is shared must lie in shared memory */
  TS_CODE_LOOP,       /* coroutines */
} TsCodeColumn;

typedef struct {
  TsScript *script;
  const TsCodePlan *plan;
  TsSettings settings;
  TsCodeColumn column;

  GHashTable *names;    /* TsParameter, TsObject or TsTask → what it is called */
  GHashTable *handles;  /* TsTask → the variable that holds its thread, process or asyncio task */
  GHashTable *taken;    /* names that are given away */

  GHashTable *pieces;   /* set of names: pieces of code/ that are needed */
  GHashTable *imports;  /* set of modules or headers */

  GPtrArray *comments;  /* of each line of the program, from 1: char*, or NULL */
  GArray *alone;        /* gboolean for each of them: nothing but a comment stands there */
  guint commented;      /* last line whose comments are written */

  GString *text;
  GArray *lines;        /* see TsCodeMap */
  guint indentation;    /* in spaces */
  guint blanks;         /* blank lines that go before the next one */
  guint loops;          /* around the line at hand */
  const TsTask *task;   /* the one whose steps are being written; NULL: the main that nobody wrote */
} TsCode;

/* ts-code-facts.c: what the syntax tree says. */
TaskKind ts_code_kind (WayId way, const TsTask *task);          /* KIND_THREAD, … */
TsCodeColumn ts_code_column (TsScript *script, WayId way);
gboolean ts_code_is_joined (TsScript *script, const TsTask *task);
gboolean ts_code_is_closed (TsScript *script, const TsObject *queue);
gint64 ts_code_copies (TsCode *code, const TsTask *task);
gint64 ts_code_first_slot (TsCode *code, const TsTask *task);
gboolean ts_code_uses_alive (TsScript *script);
const TsObject *ts_code_keyboard (TsScript *script);

/* TRUE if `test` holds for one of the values in the steps of `body`, placeholders not included. */
typedef gboolean (*TsCodeTest) (const TsExpression *expression);
gboolean ts_code_body_has (GPtrArray *body, TsCodeTest test);
gboolean ts_code_is_random (const TsExpression *expression);
gboolean ts_code_is_index (const TsExpression *expression);
gboolean ts_code_is_cores (const TsExpression *expression);
gboolean ts_code_has (const TsExpression *expression, TsCodeTest test);

/* TRUE if a step of that kind is in `body`, those in steps included. */
gboolean ts_code_body_has_step (GPtrArray *body, TsStepKind kind);

/* TRUE if a text in `body` holds the placeholder `letter` (of TsTemplatePart). */
gboolean ts_code_body_prints (GPtrArray *body, char letter);

/* ts-code-names.c: gives every parameter, object and task its name. */
void ts_code_name_all (TsCode *code);
const char *ts_code_name (TsCode *code, gconstpointer item);
const char *ts_code_handle (TsCode *code, const TsTask *task);

/* ts-code-text.c: the text that grows.  A line is indented, gets the comments of line `source` of
 * the program (0: none), and ends. */
void ts_code_line (TsCode *code, guint source, const char *format, ...) G_GNUC_PRINTF (3, 4);
void ts_code_comments (TsCode *code, guint source);   /* the comments only */
void ts_code_blank (TsCode *code, guint lines);
void ts_code_indent (TsCode *code, int levels);
void ts_code_section (TsCode *code, const char *title);
void ts_code_read_comments (TsCode *code);
void ts_code_need (TsCode *code, const char *piece);
void ts_code_import (TsCode *code, const char *name);

/* Appends a text for people, folded to lines of a page's width. */
void ts_code_fold (GString *out, const char *text);

/* A comment in the language's own signs (free with g_free). */
char *ts_code_comment (TsCode *code, const char *text);

/* ts-code-snippet.c: the pieces needed, each behind what it needs itself, with what they import. */
char *ts_code_pieces (TsCode *code);

/* ts-code-value.c: values; free with g_free. */
char *ts_code_value (TsCode *code, const TsExpression *expression);
char *ts_code_operand (TsCode *code, const TsExpression *expression);  /* as a factor */
char *ts_code_milliseconds (TsCode *code, const TsStep *step);
char *ts_code_bytes (TsCode *code, const TsStep *step);

/* An object, or the one at `offset` in its row. */
char *ts_code_object (TsCode *code, const TsObject *object, const TsExpression *offset);

/* What can be read of it: how many are in a queue, … */
char *ts_code_object_value (TsCode *code, const TsObject *object, const TsExpression *offset);

/* How many steps `task` does, as a value of the language; NULL if nobody can know. */
char *ts_code_total (TsCode *code, const TsTask *task);

/* TRUE for a counter that is one number for all processes. */
gboolean ts_code_is_between_processes (TsCode *code, const TsObject *object);

/* The process in which `task` is started; NULL: the main one. */
const TsTask *ts_code_starting_process (TsScript *script, WayId way, const TsTask *task);

/* The writers: each writes all that follows on the pieces, and returns what goes before that. */
char *ts_code_python (TsCode *code);
char *ts_code_c (TsCode *code);

G_END_DECLS
