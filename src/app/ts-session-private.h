/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the session share.
 */
#pragma once

#include "ts-live-pace.h"
#include "ts-session.h"

G_BEGIN_DECLS

struct _TsSession {
  GObject parent_instance;

  const TsMachine *machine;
  GSettings *memory;       /* NULL: nothing is remembered */
  TsViewport *viewport;
  TsScenario *scenario;
  char *problem;
  GHashTable *values;      /* name of a parameter, or of an option as recordings have it → gint64* */
  GHashTable *pins;        /* key → CoreSet* */
  WayId way;
  SourceId source;
  CoreSet cores;
  TsRun *run;
  TsLivePace pace;
  TsSessionState state;
  TsRecording *recording, *previous;
  GListStore *history;     /* TsRecording, the newest first */
  TsFigures *figures;      /* of the recording as it is now; NULL: nobody has asked for them since it changed */
  guint n_recordings;      /* that there have been so far */
  gboolean dirty;
};

enum {
  TS_SESSION_PROP_0,
  TS_SESSION_PROP_SCENARIO,
  TS_SESSION_PROP_WAY,
  TS_SESSION_PROP_SOURCE,
  TS_SESSION_PROP_STATE,
  TS_SESSION_PROP_RECORDING,
  TS_SESSION_PROP_PREVIOUS,
  TS_SESSION_PROP_PROBLEM,
  TS_SESSION_PROP_DIRTY,
  TS_SESSION_N_PROPS
};

void ts_session_notify (TsSession *self, guint property);

/* The declaration of a parameter, NULL if the scenario (may be NULL) has none of that name. */
const TsParameter *ts_session_find_parameter (TsScenario *scenario, const char *name);

/* Gives every parameter of the scenario a value in its range, that of `old` (may be NULL) if it has
 * one, and drops all others. */
void ts_session_reset_values (TsSession *self, GHashTable *old);

/* Enters a value as it is, of an option of any way, too; nobody is told. */
void ts_session_put_value (TsSession *self, const char *name, gint64 value);

/* What was set of the options of that way, as TsRunPlan has them; (transfer full). */
GHashTable *ts_session_get_options (TsSession *self, WayId id);

/* In ts-session-pins.c: those pins that the scenario has tasks for with its present values; (transfer full). */
GHashTable *ts_session_get_pins (TsSession *self);

/* In ts-session-memory.c: enters what is run now, and takes the way and the values that the scenario was last run
 * with; without any the way is the scenario's first. */
void ts_session_remember (TsSession *self);
void ts_session_recall_way (TsSession *self);
void ts_session_recall_values (TsSession *self);

/* In ts-session-figures.c: the recording is another, or has changed. */
void ts_session_drop_figures (TsSession *self);

/* In ts-session-history.c: another recording has come. */
void ts_session_add_to_history (TsSession *self, TsRecording *recording);

G_END_DECLS
