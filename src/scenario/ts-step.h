/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of the language, and what each step wants behind its word.
 */
#pragma once

#include "ts-lexer.h"
#include "ts-syntax.h"

G_BEGIN_DECLS

typedef enum {
  TS_ARGUMENT_NONE,
  TS_ARGUMENT_TIME,
  TS_ARGUMENT_SIZE,
  TS_ARGUMENT_VALUE,
  TS_ARGUMENT_OBJECT,
  TS_ARGUMENT_OBJECT_VALUE,     /* an object, and a value that may be left out */
  TS_ARGUMENT_OPTIONAL_VALUE,
  TS_ARGUMENT_TASK,
  TS_ARGUMENT_CORES,
  TS_ARGUMENT_TEXT,
  TS_ARGUMENT_OWN,              /* it is read by a function of its own */
} TsArgument;

typedef struct {
  const char *word;        /* NULL: has no word of its own */
  TsArgument argument;
  gboolean has_body;
  Operation operation;     /* what it is compiled to; OP_END: it has a function of its own */
  guint object_kinds;      /* bits 1 << ObjectKind that it works on */
} TsStepForm;

const TsStepForm *ts_step_get_form (TsStepKind kind);

/* The step of that word; TS_STEP_INVALID if there is none. */
TsStepKind ts_step_from_word (const char *word, gsize length);

/* The step's word most like `word`, or NULL. */
const char *ts_step_nearest_word (const char *word);

/* What a task header or declaration begins with. */
typedef enum {
  TS_HEADER_NONE,
  TS_HEADER_SET, TS_HEADER_LOCK, TS_HEADER_SEMAPHORE, TS_HEADER_QUEUE, TS_HEADER_BARRIER,
  TS_HEADER_EVENT, TS_HEADER_COUNTER, TS_HEADER_SHARED,
  TS_HEADER_KEYBOARD,
  TS_HEADER_MAIN, TS_HEADER_TASK, TS_HEADER_THREAD, TS_HEADER_PROCESS, TS_HEADER_COROUTINE,
} TsHeader;

TsHeader ts_header_from_word (const char *word, gsize length);

/* The header's word most like `word`, or NULL. */
const char *ts_header_nearest_word (const char *word);

/* True if `word` belongs to the language and can name nothing. */
gboolean ts_word_is_reserved (const char *word, gsize length);

/* "lock", "queue", …: with its article, translated: "a lock". */
const char *ts_object_kind_words (ObjectKind kind);

/* Factor of a unit of time ("ms": 1000000) or size ("KB": 1024); 0 if it is none. */
gint64 ts_time_unit (const char *word, gsize length);
gint64 ts_size_unit (const char *word, gsize length);

G_END_DECLS
