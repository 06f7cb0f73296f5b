/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes one JSON value (RFC 8259), indented, member by member; any name is made valid UTF-8 and
 * escaped.
 *
 * `name` is the name of the member, or NULL in an array and for the outermost value.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CliJson CliJson;

CliJson *cli_json_new (void);
void cli_json_free (CliJson *json);

void cli_json_begin_object (CliJson *json, const char *name);
void cli_json_end_object (CliJson *json);
void cli_json_begin_array (CliJson *json, const char *name);
void cli_json_end_array (CliJson *json);

/* A `text` of NULL is written as null. */
void cli_json_string (CliJson *json, const char *name, const char *text);
void cli_json_integer (CliJson *json, const char *name, gint64 value);
void cli_json_boolean (CliJson *json, const char *name, gboolean value);
void cli_json_null (CliJson *json, const char *name);

/* A number with `decimals` (at most 20) decimals; null if it is none. */
void cli_json_number (CliJson *json, const char *name, double value, guint decimals);

/* Nanoseconds as seconds, exactly: 1.250000000 */
void cli_json_seconds (CliJson *json, const char *name, gint64 time_ns);

/* Writes what there is to standard output.  Everything that was begun must have been ended. */
void cli_json_print (CliJson *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliJson, cli_json_free)

G_END_DECLS
