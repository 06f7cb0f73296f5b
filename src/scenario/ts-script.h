/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A parsed and checked program text, and its compilation to the engine's tables.
 */
#pragma once

#include <glib.h>

#include "program.h"
#include "core-set.h"
#include "ts-diagnostic.h"

G_BEGIN_DECLS

/* A "set" declaration: what the interface turns into a slider. */
typedef struct {
  char *name;
  char *label;
  gint64 default_value;
  gint64 low;
  gint64 high;
  guint line, column;     /* of the name, in the program text */
} TsParameter;

/* Immutable after parsing; reference-counted (g_atomic_rc_box). */
typedef struct _TsScript TsScript;

/* Parses and checks `text`.  `first_line` is the line of the file on which the text begins (1 for a
 * text of its own). Every mistake found is appended to `diagnostics` (TsDiagnostic, in order of
 * place); NULL is returned if there was one.  Context: any thread. */
TsScript *ts_script_parse (const char *text, guint first_line, GPtrArray *diagnostics);
TsScript *ts_script_ref (TsScript *script);
void ts_script_unref (TsScript *script);

/* Parameters in order of declaration (TsParameter; owned by the script). */
const GPtrArray *ts_script_get_parameters (TsScript *script);

/* True if it declares a keyboard: somebody must type into a run of it. */
gboolean ts_script_has_keyboard (TsScript *script);

/* What the compiler puts in. */
typedef struct {
  GHashTable *values;     /* parameter name (string) → gint64* ; NULL or missing: the default */
  CoreSet allowed; /* cores the run may use: "cores" is their number; constants in "on" and "pin"
                      are checked; empty: those that the caller may use */
  GHashTable *pins;       /* task name (string) → CoreSet*, or NULL: each task of that name is bound to
                           * these, whatever its "on" says; "Worker[2]": the copy of that index alone */
} TsSettings;

/* The engine's tables and what the interface needs beside them. */
typedef struct {
  Program *program;
  gint64 *totals;         /* steps of each slot, -1 where they cannot be known before the run */
} TsCompiled;

/* Compiles with `settings`; NULL with diagnostics appended when a value is outside its range, a
 * limit is exceeded or a core does not exist or is not allowed.  Context: any thread. */
TsCompiled *ts_script_compile (TsScript *script, const TsSettings *settings,
                               GPtrArray *diagnostics);
void ts_compiled_free (TsCompiled *compiled);

/* Adds, behind all other objects, the locks which an interpreter makes the tasks of one process share: one for each process
 * that can have threads, if a "task" becomes a `kind_of_task`; the main process has one in any case where those are threads.
 * FALSE, with no lock, if the tables are full.  Context: the owner. */
gboolean ts_compiled_add_interpreter_locks (TsCompiled *compiled, TaskKind kind_of_task);

/* Compiles with the defaults, and with each parameter at its lowest and at its highest value, and
 * appends what is wrong then ("with “workers” at 64: …"); TRUE if nothing is.  `allowed` as in
 * TsSettings; NULL: the cores that the caller may use.  Context: any thread. */
gboolean ts_script_check (TsScript *script, const CoreSet *allowed, GPtrArray *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsScript, ts_script_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsCompiled, ts_compiled_free)

G_END_DECLS
