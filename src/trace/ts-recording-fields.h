/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plain fields of a recording's structs as tables, so that comparing, saving and opening cannot forget one.
 * Lanes, marks and arrays are not in them.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

typedef enum {
  FIELD_STRING,   /* char *, never NULL */
  FIELD_BOOLEAN,  /* gboolean */
  FIELD_INT,      /* int */
  FIELD_UINT16,
  FIELD_UINT32,   /* guint32, guint, and TsObjectKind */
  FIELD_INT64,
  FIELD_UINT64,
} FieldType;

typedef struct {
  const char *name;   /* as in files */
  FieldType type;
  gsize offset;
} Field;

/* Each ends with a field whose name is NULL. */
extern const Field facts_fields[], task_fields[], object_fields[], core_fields[], print_fields[], note_fields[],
  setting_fields[];

/* Sets the field's value; `value` is cut to the field's range.  For all types but strings. */
void field_set_integer (const Field *field, gpointer structure, gint64 value);
/* The field's value; a guint64's bits. */
gint64 field_get_integer (const Field *field, gconstpointer structure);
/* Where the field's string lies. */
char **field_string (const Field *field, gpointer structure);
gboolean field_equal (const Field *field, gconstpointer a, gconstpointer b);
/* The value for people; free with g_free(). */
char *field_to_text (const Field *field, gconstpointer structure);
/* Sets all strings to "". */
void fields_init (const Field *fields, gpointer structure);
/* Frees all strings. */
void fields_clear (const Field *fields, gpointer structure);

G_END_DECLS
