/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader's state, shared by the part that knows JSON's structure and the part that reads
 * strings and numbers.
 */
#pragma once

#include "ts-json.h"

G_BEGIN_DECLS

enum { TS_JSON_MOST_DEPTH = 64 };

typedef enum {
  EXPECT_VALUE,
  EXPECT_FIRST_KEY,      /* or } */
  EXPECT_FIRST_ELEMENT,  /* or ] */
  EXPECT_KEY,
  EXPECT_COMMA,          /* or a closing bracket */
  EXPECT_END,
} Expect;

/* A number as it was read, so that what it says is taken out of its text only once. */
typedef struct {
  guint64 digits;        /* all of them, without a dot; modulo 2⁶⁴ */
  guint n_digits, n_decimals;
  gboolean has_exponent;
} TsJsonNumber;

struct _TsJson {
  int fd;                /* -1: all is in the window */
  char *buffer;          /* NULL: the window is the caller's */
  gsize capacity;
  const char *window;
  gsize end;             /* of what is in the window */
  gsize position;        /* the next byte */
  gsize token;           /* what a refill must keep: from the last token on */
  guint64 window_offset; /* of the window in the document */
  guint64 token_offset;  /* of the last token in the document */

  Expect expect;
  guint depth;
  gboolean is_object[TS_JSON_MOST_DEPTH];

  GString *text;         /* the last string, if it does not lie as it is in the window */
  gsize text_begin, text_length;
  gboolean in_window;    /* where the last text lies: from token + text_begin on, or in `text` */

  TsJsonNumber number;   /* the last one */
  GString *key;          /* of ts_json_next_member(), where a refill may move it */

  const char *error;
  int error_code;

  TsProgress *progress;  /* NULL: nobody looks */
  guint64 size;          /* of the file, for the progress */
};

gboolean ts_json_refill (TsJson *json);
/* Copies the last text out of the window. */
void ts_json_keep_text (TsJson *json);
/* Read the string or number at `position`; FALSE on an error. */
gboolean ts_json_read_string (TsJson *json);
gboolean ts_json_read_number (TsJson *json);
/* Length of the JSON number at `p`, 0 if there is none; what it says goes into `number`. */
gsize ts_json_match_number (TsJsonNumber *number, const char *p, const char *end);

/* 1 for bytes that a string may hold as they are and that need no second look: ASCII, but no
 * control characters, not " and not \\. */
extern const guint8 ts_json_is_plain[256];

G_END_DECLS
