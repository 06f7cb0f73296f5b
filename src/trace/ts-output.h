/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A buffered stream of text into a file, with what JSON and tables need.  An error sticks: the
 * writer goes on as if nothing had happened and the end tells.
 */
#pragma once

#include "ts-progress.h"

G_BEGIN_DECLS

typedef struct {
  int fd;           /* borrowed */
  int error;        /* errno of the first failure, 0 */
  gsize used;
  char *buffer;
  TsProgress *progress;     /* told of parts_done of parts_all now and then; NULL: nobody looks */
  guint64 parts_done, parts_all;
} TsOutput;

void ts_output_init (TsOutput *output, int fd);
/* Writes what is left; FALSE and errno if anything failed since ts_output_init(). */
gboolean ts_output_finish (TsOutput *output);

void ts_output_text (TsOutput *output, const char *text, gsize length);
/* A text whose length the compiler knows. */
#define ts_output_literal(output, text) ts_output_text ((output), "" text, sizeof (text) - 1)
void ts_output_integer (TsOutput *output, gint64 value);
void ts_output_unsigned (TsOutput *output, guint64 value);
/* A time in ns as µs with exactly three decimals. */
void ts_output_microseconds (TsOutput *output, gint64 time_ns);
/* Quoted and escaped (RFC 8259); what is not UTF-8 is replaced by U+FFFD. */
void ts_output_json_string (TsOutput *output, const char *text);
/* Quoted if it must be (RFC 4180). */
void ts_output_csv_field (TsOutput *output, const char *text);

G_END_DECLS
