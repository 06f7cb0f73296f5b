/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Internal to the parser: the line and token at hand, and the parts it is made of.
 *
 * Every function that reads something reports what is wrong and then returns NULL or FALSE; the
 * caller gives the line up and goes on with the next one, so that all mistakes of a text are found
 * in one go.
 */
#pragma once

#include "ts-lexer.h"
#include "ts-step.h"
#include "ts-syntax.h"

G_BEGIN_DECLS

typedef struct {
  TsReport *report;
  TsScript *script;
  TsLexed lexed;
  guint line;             /* index of the line at hand; lexed.lines->len: the text is over */
  const TsToken *token;   /* the next one to read, in that line */
  guint values;           /* read in this line so far */
  guint depth;            /* of the value at hand */
  guint loops;            /* around the step at hand */
} TsParser;

/* Reads `text` (valid UTF-8) into a tree. */
TsScript *ts_parser_run (const char *text, TsReport *report);

/* Lines */
const TsLine *ts_parser_line (const TsParser *parser);
gboolean ts_parser_at_end (const TsParser *parser);
void ts_parser_next_line (TsParser *parser);
guint ts_parser_level (const TsParser *parser);
guint ts_parser_level_below (const TsParser *parser);

/* Tokens */
const TsToken *ts_parser_first_token (const TsParser *parser);
gboolean ts_parser_is (const TsParser *parser, const char *word_or_symbol);
gboolean ts_parser_accept (TsParser *parser, const char *word_or_symbol);
gboolean ts_parser_expect (TsParser *parser, const char *word_or_symbol);
gboolean ts_parser_expect_end (TsParser *parser);
char *ts_parser_copy (const TsToken *token);

/* Reports that `what` (translated, with its article) should stand where the next token is. */
void ts_parser_expected (TsParser *parser, const char *what);

/* Reports a mistake at the next token, unless the lexer has done so. */
void ts_parser_mistake (TsParser *parser, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* ts-parser-value.c */
TsExpression *ts_parser_value (TsParser *parser);
TsExpression *ts_parser_first_value (TsParser *parser);
TsReference *ts_parser_reference (TsParser *parser, const char *what);
GPtrArray *ts_parser_cores (TsParser *parser);
gboolean ts_parser_comparison (TsParser *parser, Comparison *comparison);

/* ts-parser-step.c: reads lines of `level` and deeper ones into `body`. */
void ts_parser_block (TsParser *parser, guint level, GPtrArray *body);

/* Reads the block that the line at hand opens with its steps on `level`; reports an empty one at
 * `end`, the place behind that line's last token, if `line_was_good`. */
void ts_parser_body (TsParser *parser, guint level, GPtrArray *body, const TsToken *end,
                     gboolean line_was_good);

/* ts-parser-header.c */
void ts_parser_declaration (TsParser *parser, TsHeader header);
TsTask *ts_parser_task (TsParser *parser, TsHeader header, TsTask *parent);

G_END_DECLS
