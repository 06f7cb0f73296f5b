/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario file: what it is called, what to look for, and its program.
 */
#pragma once

#include <gio/gio.h>

#include "ts-scenario-end.h"
#include "ts-script.h"
#include "ts-way.h"

G_BEGIN_DECLS

#define TS_SCENARIO_ERROR (ts_scenario_error_quark ())
GQuark ts_scenario_error_quark (void);

typedef enum {
  TS_SCENARIO_ERROR_INVALID,   /* the file has mistakes: `diagnostics` has them */
  TS_SCENARIO_ERROR_UNKNOWN,   /* no scenario of that id */
} TsScenarioError;

#define TS_TYPE_SCENARIO (ts_scenario_get_type ())
G_DECLARE_FINAL_TYPE (TsScenario, ts_scenario, TS, SCENARIO, GObject)

/* Loads a .scenario file (XML), or a bare program text (anything whose first character is not "<";
 * its id and title come from the file's name).  On mistakes: NULL, TS_SCENARIO_ERROR_INVALID with
 * the first one as "FILE:LINE:COLUMN: error: …", and all of them appended to `diagnostics`
 * (TsDiagnostic) if it is not NULL; a file that cannot be read gives a G_IO_ERROR.  Title, summary
 * and look are translated.  Context: any thread. */
TsScenario *ts_scenario_load (GFile *file, GPtrArray *diagnostics, GError **error);

/* The same from memory; `name` stands for the file in messages. */
TsScenario *ts_scenario_new_from_data (const char *data, gssize length, const char *name,
                                       GPtrArray *diagnostics, GError **error);

/* The same scenario with another program text, as a learner has edited it: title, lesson and all else of
 * the file stay, so that its source is what a file of it would hold.  `program` may have a margin.
 * On mistakes: NULL, TS_SCENARIO_ERROR_INVALID with a sentence on the first one, and all of them
 * appended to `diagnostics` (may be NULL), with their places in `program`.  Context: any thread. */
TsScenario *ts_scenario_new_with_program (TsScenario *original, const char *program,
                                          GPtrArray *diagnostics, GError **error);

/* The program text without the margin that all its lines have, and without empty lines around it;
 * `first_line`, if not NULL, becomes the line of the file on which it begins.  Free with g_free. */
char *ts_scenario_get_plain_program (TsScenario *self, guint *first_line);

/* All that can be said about a file without running it: loads it, and if that works, tries it as
 * ts_script_check() does.  FALSE with all mistakes appended to `diagnostics` (may be NULL), and the
 * first one as the error. `allowed` may be NULL. */
gboolean ts_scenario_check (GFile *file, const CoreSet *allowed, GPtrArray *diagnostics,
                            GError **error);

const char *ts_scenario_get_id (TsScenario *self);
const char *ts_scenario_get_topic (TsScenario *self);
int ts_scenario_get_order (TsScenario *self);

/* Why the scenario is not to be run in that way: because its file says so, or because its program cannot be.  A
 * sentence, free with g_free; NULL if it can. */
char *ts_scenario_refuse_way (TsScenario *self, WayId way);
gboolean ts_scenario_suits_way (TsScenario *self, WayId way);

/* The way to begin with: the first of its file that suits, else the first of all. */
WayId ts_scenario_get_first_way (TsScenario *self);

/* A run that ends otherwise, whatever its parameters are set to, shows a fault. */
TsScenarioEnd ts_scenario_get_end (TsScenario *self);

const char *ts_scenario_get_title (TsScenario *self);
const char *ts_scenario_get_summary (TsScenario *self);
const char *ts_scenario_get_look (TsScenario *self);          /* "" if it has none */
const char *ts_scenario_get_program (TsScenario *self);       /* the text, margin and all */
guint ts_scenario_get_program_line (TsScenario *self); /* line of the file where the text begins */
const char *ts_scenario_get_source (TsScenario *self);        /* the whole file as it was read */
TsScript *ts_scenario_get_script (TsScenario *self);

/* Every scenario of the data folder ($TS_DATA_DIR, else the installed one, each with scenarios/
 * below), in order of topic and order; a GListStore of TsScenario.  A broken file gives an error
 * that names it. */
GListStore *ts_catalogue_load (GError **error);

/* The same, but never fails: a sentence (char*, owned by the array) on each file that is broken is
 * appended to `problems`, and all others are there.  Context: any thread. */
GListStore *ts_catalogue_load_most (GPtrArray *problems);

/* The scenario of that id in the data folder; unknown: TS_SCENARIO_ERROR_UNKNOWN, with the nearest
 * id as a hint. */
TsScenario *ts_catalogue_find (const char *id, GError **error);

G_END_DECLS
