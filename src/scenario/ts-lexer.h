/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cuts a program text into lines and tokens.
 */
#pragma once

#include "ts-report.h"

G_BEGIN_DECLS

typedef enum {
  TS_TOKEN_END,      /* of the line; its column is the one behind the last token */
  TS_TOKEN_NAME,
  TS_TOKEN_NUMBER,
  TS_TOKEN_TEXT,     /* start and length without the quotes, column of the opening one */
  TS_TOKEN_SYMBOL,
  TS_TOKEN_INVALID,  /* has been reported */
} TsTokenKind;

typedef struct {
  TsTokenKind kind;
  guint line, column;
  const char *start; /* in the text */
  gsize length;
  gint64 number;
} TsToken;

/* A line that holds something. */
typedef struct {
  guint number;      /* of the line in the text, from 1 */
  guint indentation; /* in columns, without the common margin; a tab counts as two */
  guint column;      /* of its first token */
  guint first_token; /* the last one is a TS_TOKEN_END */
  gboolean uneven;   /* has a tab in its indentation, so that its width means nothing */
} TsLine;

typedef struct {
  GArray *lines;     /* TsLine */
  GArray *tokens;    /* TsToken, of all lines; they point into the text */
} TsLexed;

/* Cuts up `text`, which is valid UTF-8.  Context: any thread. */
void ts_lexer_run (TsLexed *lexed, const char *text, TsReport *report);
void ts_lexed_clear (TsLexed *lexed);

G_END_DECLS
