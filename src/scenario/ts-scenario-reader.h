/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Internal: what a scenario file holds, as it was written.
 */
#pragma once

#include "ts-diagnostic.h"
#include "ts-scenario-end.h"

G_BEGIN_DECLS

typedef struct {
  char *id;
  char *topic;         /* "" if it has none */
  int order;
  TsScenarioEnd end;
  GArray *ways;        /* WayId, in the order of the file; NULL: all that can run it */
  char *title; /* with single spaces, as the catalogues of messages have it; not translated */
  char *summary;
  char *look;          /* "" if it has none */
  char *program;
  guint program_line;  /* of the file, on which the program's text begins */
  gsize program_begin; /* where the text stands in the file, in bytes */
} TsScenarioFields;

/* Reads the XML in `data` (valid UTF-8, with a NUL behind it); mistakes go to `diagnostics`, and
 * FALSE says that there were some.  `fields` is to be cleared in either case. */
gboolean ts_scenario_read (TsScenarioFields *fields, const char *data, gssize length,
                           GPtrArray *diagnostics);

void ts_scenario_fields_clear (TsScenarioFields *fields);

G_END_DECLS
