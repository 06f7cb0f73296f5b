/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a program text says, as a tree: parameters, objects, tasks, steps and values.  The parser
 * grows it, the checker ties each name to what it names, and then nobody changes it; the compiler
 * walks it, and so will whoever writes Python or C out of it.
 *
 * Lines are those of the program text, from 1; columns are in characters, from 1.
 */
#pragma once

#include "program.h"
#include "ts-script.h"

G_BEGIN_DECLS

typedef struct _TsExpression TsExpression;
typedef struct _TsObject TsObject;
typedef struct _TsTask TsTask;
typedef struct _TsStep TsStep;

typedef enum {
  TS_EXPRESSION_NUMBER,     /* number */
  TS_EXPRESSION_PARAMETER,  /* parameter */
  TS_EXPRESSION_OBJECT,     /* value of object, at left in its row if left is not NULL */
  TS_EXPRESSION_INDEX,
  TS_EXPRESSION_CORES,
  TS_EXPRESSION_CORE_AT,    /* the allowed core at position left */
  TS_EXPRESSION_RANDOM,     /* left to right */
  TS_EXPRESSION_BINARY,     /* left operation right */
  TS_EXPRESSION_NAME,       /* not yet tied to a parameter or object; none is left after checking */
} TsExpressionKind;

struct _TsExpression {
  TsExpressionKind kind;
  guint line, column;       /* of the operator, for TS_EXPRESSION_BINARY */
  gint64 number;
  Operation operation;      /* OP_ADD … OP_REMAINDER */
  char *name;
  TsExpression *left, *right;
  TsParameter *parameter;   /* borrowed */
  TsObject *object;         /* borrowed */
};

/* An object or task that a step names. */
typedef struct {
  char *name;
  guint line, column;
  TsExpression *offset;     /* "[…]", or NULL */
  TsObject *object;         /* borrowed; one of these two after checking */
  TsTask *task;             /* borrowed */
} TsReference;

/* One piece of a text with placeholders. */
typedef struct {
  char letter; /* as after TEMPLATE_MARK in program.h; 0: `text` as it stands; 'P': a parameter */
  char *text;
  TsParameter *parameter;   /* borrowed */
  TsObject *object;         /* borrowed */
} TsTemplatePart;

/* "core", or "low to high" if high is not NULL. */
typedef struct {
  TsExpression *low;
  TsExpression *high;
} TsCoreRange;

struct _TsObject {
  ObjectKind kind;
  gboolean shared;          /* a "shared counter" */
  char *name;
  guint line, column;
  TsExpression *size;       /* see ObjectDeclaration.size; NULL: none was given */
  TsExpression *count;      /* "x COUNT", or NULL: a single one */
  gboolean incomplete;      /* its line was not understood: it may have been meant as a row */
};

struct _TsTask {
  TaskKind kind;
  gboolean is_main;
  char *name;
  guint line, column;
  TsExpression *copies;     /* or NULL: one */
  gboolean daemon;
  GPtrArray *cores;         /* TsCoreRange, or NULL: not pinned */
  TsExpression *steps;      /* declared measure of the bar, or NULL */
  char *label_text;         /* as written, or NULL */
  guint label_column;
  GPtrArray *label;         /* TsTemplatePart, or NULL */
  TsTask *parent;           /* borrowed; the process that holds it, or NULL */
  GPtrArray *tasks;         /* TsTask; those that it holds */
  GPtrArray *body;          /* TsStep */
};

/* The order is that of the table in ts-step.c. */
typedef enum {
  TS_STEP_INVALID,          /* not understood; only its body is of use, to find what it names */
  TS_STEP_COMPUTE, TS_STEP_NATIVE, TS_STEP_SLEEP, TS_STEP_READ,
  TS_STEP_LOCK, TS_STEP_ACQUIRE, TS_STEP_RELEASE,
  TS_STEP_PUT, TS_STEP_GET, TS_STEP_CLOSE,
  TS_STEP_WAIT, TS_STEP_SIGNAL, TS_STEP_ARRIVE,
  TS_STEP_LOAD, TS_STEP_ADD, TS_STEP_STORE, TS_STEP_INCREMENT,
  TS_STEP_REPEAT, TS_STEP_REPEAT_GET, TS_STEP_FOREVER, TS_STEP_IF,
  TS_STEP_STEP, TS_STEP_PRINT,
  TS_STEP_START, TS_STEP_JOIN,
  TS_STEP_PIN, TS_STEP_NICE, TS_STEP_YIELD, TS_STEP_TOUCH, TS_STEP_CRASH, TS_STEP_EXIT,
  TS_N_STEPS
} TsStepKind;

struct _TsStep {
  TsStepKind kind;
  guint line, column;
  TsExpression *value;      /* time, size, count, …; left side of an "if"; NULL: none was given */
  gint64 unit;              /* what value is to be multiplied by: ns or bytes; else 1 */
  TsExpression *right;      /* right side of an "if" */
  Comparison comparison;
  gboolean atomically;      /* of an increment */
  TsReference *reference;   /* or NULL */
  GPtrArray *cores;         /* TsCoreRange: of a "pin" */
  char *text;               /* of a "print", as written */
  guint text_column;
  GPtrArray *parts;         /* TsTemplatePart: of a "print" */
  GPtrArray *body;          /* TsStep, or NULL */
  GPtrArray *otherwise;     /* TsStep: after "else", or NULL */
};

struct _TsScript {
  guint first_line;         /* line of the file where the text begins */
  GPtrArray *parameters;    /* TsParameter */
  GPtrArray *objects;       /* TsObject */
  GPtrArray *tasks;         /* TsTask: top-level ones in order, without main */
  TsTask *main;             /* as written, or NULL: the one that starts and joins everything */
};

/* Makers; each owns what it is given (name is copied).  Context: any thread. */
TsExpression *ts_expression_new (TsExpressionKind kind, guint line, guint column);
TsExpression *ts_expression_new_binary (Operation operation, guint line, guint column,
                                        TsExpression *left, TsExpression *right);
TsReference *ts_reference_new (const char *name, gsize length, guint line, guint column);
TsCoreRange *ts_core_range_new (TsExpression *low, TsExpression *high);
TsObject *ts_object_new (ObjectKind kind);
TsTask *ts_task_new (TaskKind kind, guint line, guint column);
TsStep *ts_step_new (TsStepKind kind, guint line, guint column);
TsParameter *ts_parameter_new (void);
TsScript *ts_script_new (guint first_line);

void ts_expression_free (TsExpression *expression);
void ts_reference_free (TsReference *reference);
void ts_core_range_free (TsCoreRange *range);
void ts_template_part_free (TsTemplatePart *part);
void ts_object_free (TsObject *object);
void ts_task_free (TsTask *task);
void ts_step_free (TsStep *step);
void ts_parameter_free (TsParameter *parameter);

/* True if both are NULL or say the same, so that they give the same value as long as nothing
 * changes. */
gboolean ts_expression_equal (const TsExpression *one, const TsExpression *other);

/* True if a value may be another one each time it is looked at: it holds a random number or an
 * object's value. */
gboolean ts_expression_is_fickle (const TsExpression *expression);

/* Calls `visit` for each step of `body` (may be NULL), those inside other steps after them. */
typedef void (*TsStepVisitor) (TsStep *step, gpointer data);
void ts_body_visit (GPtrArray *body, TsStepVisitor visit, gpointer data);

/* Calls `visit` for each task: main, if there is one, then the others in the order of the text,
 * each before those that it holds.  This is the order of the program's declarations. */
typedef void (*TsTaskVisitor) (TsTask *task, gpointer data);
void ts_script_visit_tasks (TsScript *script, TsTaskVisitor visit, gpointer data);

/* True if somebody in the process starts one of those that it holds, so that it does not do so by
 * itself.  Needs a tree whose names are tied. */
gboolean ts_task_starts_by_hand (const TsTask *process);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsExpression, ts_expression_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsReference, ts_reference_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsObject, ts_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsTask, ts_task_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsStep, ts_step_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsParameter, ts_parameter_free)

G_END_DECLS
