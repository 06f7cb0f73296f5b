/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One execution: starts a timeslice-runner, controls it, collects from it.
 */
#pragma once

#include <gio/gio.h>

#include "arena.h"
#include "ts-machine.h"
#include "ts-recording.h"
#include "ts-scenario.h"

G_BEGIN_DECLS

#define TS_RUN_ERROR (ts_run_error_quark ())
GQuark ts_run_error_quark (void);

typedef enum {
  TS_RUN_ERROR_SETTINGS,  /* a parameter, core, kind or limit is wrong */
  TS_RUN_ERROR_SOURCE,    /* the source wished for is refused here */
  TS_RUN_ERROR_RUNNER,    /* the runner could not be started */
  TS_RUN_ERROR_FAILED,    /* the run failed while it went on */
} TsRunError;

/* Who types into a run whose program declares a keyboard. */
typedef enum {
  TS_TYPIST_AT_ONCE,      /* the script, from the beginning */
  TS_TYPIST_PATIENT,      /* a person; the script, if nobody has typed for three seconds, or nobody can (simulated) */
  TS_TYPIST_NEVER,        /* a person */
} TsTypistChoice;

/* What a run is to be; all borrowed. */
typedef struct {
  TsScenario *scenario;        /* NULL: watch `command` */
  const char * const *command; /* NULL-terminated */
  WayId way;
  SourceId source;             /* SOURCE_AUTOMATIC: exact if the probe says so */
  GHashTable *values;          /* parameter name → gint64*; NULL: defaults */
  GHashTable *options;         /* option of the way (TsWayOption) → gint64*; NULL: defaults */
  CoreSet cores;               /* empty: all allowed; simulated: as many virtual ones */
  GHashTable *pins;            /* task name → CoreSet*, as in TsSettings; NULL: as the program says */
  guint64 seed;                /* 0: choose one */
  TsTypistChoice typist;
} TsRunPlan;

#define TS_TYPE_RUN (ts_run_get_type ())
G_DECLARE_FINAL_TYPE (TsRun, ts_run, TS, RUN, GObject)

/* Compiles, makes the arena, and starts the runner.  NULL with TS_RUN_ERROR_… and a sentence if
 * that cannot be.
 * Signals: "changed" after each collection; "ended" once, when the recording is complete.
 * Context: a thread with a main context, which drives it. */
TsRun *ts_run_start (const TsRunPlan *plan, const TsMachine *machine, GError **error);

void ts_run_pause (TsRun *self);
void ts_run_resume (TsRun *self);
void ts_run_stop (TsRun *self);
gboolean ts_run_is_paused (TsRun *self);
gboolean ts_run_is_ended (TsRun *self);
gboolean ts_run_was_stopped (TsRun *self);

/* Presses a key: a character, 8 for Backspace, 10 for Enter.  The scripted typist then leaves the
 * keyboard to the person for good.  FALSE if nobody can take it: the program has no keyboard, the
 * run is over or simulated, or very many keys wait.  While the run is paused, keys wait for its end. */
gboolean ts_run_type (TsRun *self, gunichar character);
gboolean ts_run_has_keyboard (TsRun *self);

/* TRUE from the first key on that the script has typed, until a person types. */
gboolean ts_run_is_typed_by_script (TsRun *self);

TsRecording *ts_run_get_recording (TsRun *self);   /* (transfer none) */
const ArenaView *ts_run_get_view (TsRun *self);    /* progress and states live */
gint64 ts_run_get_head_ns (TsRun *self);

/* Why the run failed, as a sentence; NULL if it did not (so far). */
const char *ts_run_get_failure (TsRun *self);

/* True while every living task waits for another one. */
gboolean ts_run_is_deadlocked (TsRun *self);

G_END_DECLS
