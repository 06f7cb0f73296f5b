/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plain fields of a recording's structs as tables, so that comparing, saving and opening cannot
 * forget one. Lanes, marks and arrays are not in them.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

typedef enum {
  TS_FIELD_STRING,   /* char *, never NULL */
  TS_FIELD_BOOLEAN,  /* gboolean */
  TS_FIELD_INT,      /* int */
  TS_FIELD_UINT16,
  TS_FIELD_UINT32,   /* guint32, guint, and TsObjectKind */
  TS_FIELD_INT64,
  TS_FIELD_UINT64,
} TsFieldType;

typedef struct {
  const char *name;   /* as in files */
  TsFieldType type;
  gsize offset;
} TsField;

/* Each ends with a field whose name is NULL. */
extern const TsField ts_facts_fields[], ts_task_fields[], ts_object_fields[], ts_core_fields[],
  ts_print_fields[], ts_note_fields[], ts_setting_fields[];

/* Sets the field's value; `value` is cut to the field's range.  For all types but strings. */
void ts_field_set_integer (const TsField *field, gpointer structure, gint64 value);
/* The field's value; a guint64's bits. */
gint64 ts_field_get_integer (const TsField *field, gconstpointer structure);
/* Where the field's string lies. */
char **ts_field_string (const TsField *field, gpointer structure);
gboolean ts_field_equal (const TsField *field, gconstpointer a, gconstpointer b);
/* The value for people; free with g_free(). */
char *ts_field_to_text (const TsField *field, gconstpointer structure);
/* Sets all strings to "". */
void ts_fields_init (const TsField *fields, gpointer structure);
/* Frees all strings. */
void ts_fields_clear (const TsField *fields, gpointer structure);

G_END_DECLS
