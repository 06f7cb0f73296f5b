/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the language share: compiling a text, and writing its instructions out.
 */
#pragma once

#include "ts-script.h"

G_BEGIN_DECLS

/* Parses `text` and compiles it for cores 0 … cores - 1 with `values` (name → gint64*, or NULL); a
 * mistake fails the test. */
TsCompiled *compile_text (const char *text, guint cores, GHashTable *values);

/* Every mistake of a text, one in a line as "LINE:COLUMN: message": those of parsing, else those of
 * the check with two cores. */
char *list_mistakes (const char *text);

/* The instructions of a declaration, with "; " between them; targets are counted from its entry. */
char *list_code (const Program *program, guint declaration);

G_END_DECLS
