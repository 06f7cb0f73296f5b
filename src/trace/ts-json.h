/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A strict JSON reader (RFC 8259) that hands out one token at a time: from a file of any size in a
 * buffer that is as large as the longest token, or from memory.
 *
 * Why not a library: those that build a tree took 13 s and 2 GB (jansson), or 40 s and more than 5 GB
 * (json-c, json-glib), for recordings of one and one and a half million slices; yajl, which streams,
 * takes twice as long as this reader for the same tokens, and has had no release since 2014.
 */
#pragma once

#include <gio/gio.h>

#include "ts-progress.h"

G_BEGIN_DECLS

typedef enum {
  TS_JSON_END,            /* of the document */
  TS_JSON_OBJECT,         /* { */
  TS_JSON_OBJECT_END,
  TS_JSON_ARRAY,          /* [ */
  TS_JSON_ARRAY_END,
  TS_JSON_KEY,            /* the name of a member; its value comes next */
  TS_JSON_STRING,
  TS_JSON_NUMBER,
  TS_JSON_TRUE,
  TS_JSON_FALSE,
  TS_JSON_NULL,
  TS_JSON_ERROR,          /* ts_json_get_error(); comes again for ever */
} TsJsonToken;

typedef struct _TsJson TsJson;

/* Reads the document in memory, which must outlive the reader. */
TsJson *ts_json_new (const char *data, gsize length);
/* Reads the document in the file behind `fd`, which is borrowed. */
TsJson *ts_json_new_for_fd (int fd);
/* Has the reader tell how much of a file of `size` bytes it has read; cancelled, reading fails with
 * ECANCELED.  `progress` must outlive the reader. */
void ts_json_set_progress (TsJson *json, TsProgress *progress, guint64 size);
void ts_json_free (TsJson *json);

/* The next token.  Commas and colons are checked and not handed out. */
TsJsonToken ts_json_next (TsJson *json);

/* Two steps at once, for what large files are made of: in an object, takes the next member's name
 * and returns the first token of its value; TS_JSON_OBJECT_END behind the last member.  The name
 * is unescaped, has no NUL at its end, and is valid until the next call. */
TsJsonToken ts_json_next_member (TsJson *json, const char **name, gsize *length);

/* Text of the last key, string (unescaped, valid UTF-8, NUL-terminated; U+0000 is given as U+FFFD)
 * or number (as written); valid until the next call. */
const char *ts_json_get_text (TsJson *json, gsize *length);

/* The same without a copy, and so without a NUL at its end: from the returned place to `end`. */
const char *ts_json_peek_text (TsJson *json, const char **end);

/* The last number as an integer: FALSE if it has a fraction or exponent or does not fit. */
gboolean ts_json_get_integer (TsJson *json, gint64 *value);
gboolean ts_json_get_unsigned (TsJson *json, guint64 *value);
/* The last number times 1000, exactly if it has at most three decimals and no exponent, rounded
 * otherwise: µs to ns.  FALSE if it is beyond ±most. */
gboolean ts_json_get_thousandths (TsJson *json, gint64 most, gint64 *value);

/* Skips the rest of the value whose first token was `token`; FALSE on an error. */
gboolean ts_json_skip (TsJson *json, TsJsonToken token);

/* Where the last token begins, in bytes from the document's begin. */
guint64 ts_json_get_offset (TsJson *json);

/* Makes ts_json_next() return TS_JSON_ERROR from now on, for `message`, which is translated and
 * says what is wrong at the last token.  The first error stays.  Returns TS_JSON_ERROR. */
TsJsonToken ts_json_fail (TsJson *json, const char *message);
/* What is wrong, as a translated part of a sentence; NULL if nothing is. */
const char *ts_json_get_error (TsJson *json);
/* TRUE if what is wrong is that reading the file failed. */
gboolean ts_json_get_errno (TsJson *json, int *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsJson, ts_json_free)

G_END_DECLS
