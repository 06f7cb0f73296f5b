/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window works on: a scenario with its settings, the run that goes on, and the recordings
 * that came of it.  Widgets show it and ask it to act; it knows no widget.
 *
 * Properties (all notify): scenario, way, source, state, recording, previous, problem, dirty.
 * Signals: "changed" (the run has been collected once more), "ended", "failed" (a sentence: the run could
 * not be started or has failed), "values-changed".
 */
#pragma once

#include "ts-machine.h"
#include "ts-run.h"
#include "ts-statistics.h"
#include "ts-viewport.h"

G_BEGIN_DECLS

typedef enum {
  TS_SESSION_IDLE,      /* nothing runs; there may be a recording */
  TS_SESSION_RUNNING,
  TS_SESSION_PAUSED,
} TsSessionState;

#define TS_TYPE_SESSION (ts_session_get_type ())
G_DECLARE_FINAL_TYPE (TsSession, ts_session, TS, SESSION, GObject)

/* `machine` must outlive the session.  Context of all: the main thread. */
TsSession *ts_session_new (const TsMachine *machine);
const TsMachine *ts_session_get_machine (TsSession *self);

/* The view state that all panes of the window share; (transfer none). */
TsViewport *ts_session_get_viewport (TsSession *self);

/* The scenario that Run runs; another one stops a run and brings its own way and values: those it was last run with, or
 * those of its file. */
void ts_session_set_scenario (TsSession *self, TsScenario *scenario);
TsScenario *ts_session_get_scenario (TsSession *self);  /* (nullable) */

/* The same scenario with another program text (the learner's edit): parameters that are still there
 * keep their values, recordings stay. */
void ts_session_replace_scenario (TsSession *self, TsScenario *edited);

/* Why Run cannot be pressed now (the edited text has mistakes), NULL if it can. */
void ts_session_set_problem (TsSession *self, const char *problem);
const char *ts_session_get_problem (TsSession *self);

/* The value of a parameter, or of an option of the present way, which is called as in recordings ("way.cores"); unknown
 * names are programmer errors. */
void ts_session_set_value (TsSession *self, const char *name, gint64 value);
gint64 ts_session_get_value (TsSession *self, const char *name);

/* All values of the scenario's parameters, as TsRunPlan has them; (transfer full). */
GHashTable *ts_session_get_parameters (TsSession *self);

void ts_session_set_way (TsSession *self, WayId way);
WayId ts_session_get_way (TsSession *self);
/* Why the scenario cannot be run in that way, or not on this computer: a sentence, free with g_free; NULL if it can.
 * Whoever asks for a way of Python first waits until the Pythons of the computer have said what they are. */
char *ts_session_refuse_way (TsSession *self, WayId way);
void ts_session_set_source (TsSession *self, SourceId source);
SourceId ts_session_get_source (TsSession *self);

/* The cores that the run may use; empty: all that are allowed. */
void ts_session_set_cores (TsSession *self, const CoreSet *cores);
const CoreSet *ts_session_get_cores (TsSession *self);

/* What can be bound to cores from outside: a task, or all copies of one if they are very many. */
typedef struct {
  char *key;      /* as in TsRunPlan.pins: "Worker", "Worker[2]" */
  char *label;
  guint position; /* of the (first) task in recordings: its letter and colour */
  guint copies;   /* that it stands for */
} TsPinnable;

/* Those of the scenario with its present values, the main task left out (TsPinnable); (transfer full). */
GPtrArray *ts_session_list_pinnables (TsSession *self);

/* Binds it to `cores` in the next runs, whatever the program says; NULL: as the program says.  Emits
 * "values-changed".  Another scenario forgets all pins. */
void ts_session_set_pin (TsSession *self, const char *key, const CoreSet *cores);
const CoreSet *ts_session_get_pin (TsSession *self, const char *key);  /* (nullable) */

/* Starts a run; the recording so far becomes the previous one.  FALSE with a sentence if it cannot be
 * started ("failed" is emitted too). */
gboolean ts_session_run (TsSession *self, GError **error);
/* A run with the session's settings but in that way and with that seed, of which the session knows nothing further: it is
 * the caller's, and the script types into it at once.  NULL with a sentence if it cannot be started. */
TsRun *ts_session_start_aside (TsSession *self, WayId way, guint64 seed, GError **error);

void ts_session_pause (TsSession *self);   /* or resumes */
void ts_session_stop (TsSession *self);
TsSessionState ts_session_get_state (TsSession *self);
TsRun *ts_session_get_run (TsSession *self);   /* (nullable): the run that goes on, or the last one */

/* Shows a recording that was opened; its scenario, way and values become the session's if the
 * recording holds them. */
void ts_session_show_recording (TsSession *self, TsRecording *recording);
TsRecording *ts_session_get_recording (TsSession *self);  /* (nullable) */

/* Figures of all of that recording, as far as it has come; counted once for whoever asks, so those who show a run all show the
 * same.  The session's, until it or its viewport changes; NULL without a recording. */
const TsFigures *ts_session_get_figures (TsSession *self);

TsRecording *ts_session_get_previous (TsSession *self);   /* (nullable) */

/* The last recordings of this window, made or opened, the newest first; as many as are worth their memory.  TsRecording;
 * (transfer none). */
GListModel *ts_session_get_history (TsSession *self);
/* Shows one of them again, with the scenario and its settings left as they are; not while a run goes on. */
void ts_session_show_again (TsSession *self, TsRecording *recording);
/* How many recordings there had been when this one came, itself included; 0: it is not in the history. */
guint ts_session_get_number (TsSession *self, TsRecording *recording);

/* Remembers in `settings` what runs were made with, and takes up again what they hold: source and cores now, the way and
 * the values of a scenario when it is set.  Without it nothing is remembered. */
void ts_session_set_memory (TsSession *self, GSettings *settings);

/* The id of the scenario that was run last, in any window; NULL if none is remembered.  Free with g_free. */
char *ts_session_get_last_id (TsSession *self);

/* TRUE while the recording holds what no file holds. */
gboolean ts_session_get_dirty (TsSession *self);
void ts_session_set_dirty (TsSession *self, gboolean dirty);

G_END_DECLS
