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

G_END_DECLS
