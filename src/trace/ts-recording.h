/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recording: what was observed of one run, and the document that is saved.
 */
#pragma once

#include <glib-object.h>

#include "ts-lane.h"

G_BEGIN_DECLS

typedef enum {
  TS_MARK_LINE,      /* value: line of the program text */
  TS_MARK_PROGRESS,  /* value: steps done */
  TS_MARK_PIN,       /* value: how many cores it is bound to; detail: the first of them */
  TS_MARK_STARTED,   /* detail: the task that it started */
  TS_MARK_WOKEN,     /* detail: the task that let this one go on (TS_WHO_NONE: not known) */
  TS_MARK_NAME,      /* watch: took a new name (exec) */
  TS_MARK_TAKEN,     /* took a key from the keyboard; value: when it was pressed (ns from the run's
                      * zero); detail: its character (8: Backspace, 10: Enter) */
  TS_MARK_ASKED,     /* has asked for an interpreter lock; detail: who holds it */
  TS_MARK_GAVE_WAY,  /* let go of an interpreter lock; detail: who had asked for it */
  TS_N_MARKS
} TsMarkKind;

/* Something that happened to a task at one instant. */
typedef struct {
  gint64 time_ns;
  gint64 value;
  guint32 detail;
  guint32 kind;      /* TsMarkKind */
} TsMark;

/* A task of a recording.  Public fields; the recording owns it. */
typedef struct {
  char *name;            /* label: "Worker 2" */
  char *kind;            /* "main", "thread", "process", "coroutine" */
  guint index;           /* among its copies */
  gboolean worker;       /* shows a bar */
  gboolean daemon;
  guint32 pid, tid;      /* 0 until known */
  guint64 progress;
  gint64 total;          /* -1: not known beforehand */
  gint64 started_ns;     /* -1: never */
  gint64 ended_ns;       /* -1: not yet */
  int exit_status;       /* as wait(2) gives it */
  gboolean stopped;      /* it did not come to its end: the run was stopped, or ended before this daemon */
  gint64 voluntary;      /* switches because it waited */
  gint64 involuntary;    /* switches because it was put aside */
  guint64 dropped;       /* own records that did not fit */
  TsLane *lane;
  GArray *marks;         /* TsMark, in order of time */
  GArray *newest_marks;  /* private to ts_task_value_at() */
} TsTask;

/* As the engine's ObjectKind. */
typedef enum {
  TS_OBJECT_LOCK,
  TS_OBJECT_SEMAPHORE,
  TS_OBJECT_QUEUE,
  TS_OBJECT_BARRIER,
  TS_OBJECT_EVENT,
  TS_OBJECT_COUNTER,
  TS_OBJECT_KEYBOARD,    /* a queue without an end, which the person who types fills */
} TsObjectKind;

typedef struct {
  char *name;
  TsObjectKind kind;
  gboolean shared;
  gint64 size;           /* capacity, parties, initial value: as declared; lock: 1 if it is an interpreter lock */
  TsLane *lane;          /* lock: TS_STATE_HELD, who is the holder; others: TS_STATE_VALUE, who is
                          * the value */
} TsObject;

typedef struct {
  guint16 number;        /* as the OS numbers it */
  guint16 physical_core; /* cores of one physical core share it */
  guint16 package;
  char *kind;            /* "", "performance", "efficiency" */
  TsLane *lane;          /* TS_STATE_RUNNING, who = task */
  TsLane *others;        /* TS_STATE_OTHERS: who = share used by other programs, in 1/1000 */
} TsCore;

typedef struct {
  gint64 time_ns;
  guint32 task;
  char *text;
} TsPrint;

typedef struct {
  gint64 begin_ns, end_ns;
  char *lane;            /* "core 1", "task 3", "object 0", or "" for all */
  char *text;
} TsNote;

/* Name and value of a parameter as the run had it, or of an option of the way; the latter's name begins with
 * TS_SETTING_OF_WAY, which no parameter's can. */
#define TS_SETTING_OF_WAY "way."
typedef struct {
  char *name;
  char *label;
  gint64 value;
} TsSetting;

#define TS_TYPE_RECORDING (ts_recording_get_type ())
G_DECLARE_FINAL_TYPE (TsRecording, ts_recording, TS, RECORDING, GObject)

/* Facts about the run as a whole; public fields, strings owned by the recording, never NULL. */
typedef struct {
  char *scenario_id;      /* "" for watch */
  char *title;
  char *summary;
  char *scenario_source;  /* the scenario file as it was, so that it opens again exactly */
  char *way;              /* "watch", or as in way_traits: "threads", "processes", … */
  char *source;           /* "exact", "self-timed" */
  char *source_reason;    /* why not exact, "" otherwise */
  char *machine;          /* "AMD EPYC, 2 cores, Linux 6.18" */
  char *created;          /* ISO 8601, UTC */
  char *failure;          /* a sentence, "" if the run did not fail */
  char *prediction;       /* the learner's, "" */
  guint64 seed;
  guint64 lost;           /* records lost in all: by the kernel and by full rings */
  gint64 start_monotonic_ns;
  gint64 duration_ns;     /* the wall time of the run, pauses taken out */
  gint64 paused_ns;
  gint64 observer_cpu_ns; /* CPU time that Timeslice itself took to observe */
  int exit_status;        /* 0 ran, 1 failed */
} TsRunFacts;

TsRecording *ts_recording_new (void);
TsRunFacts *ts_recording_get_facts (TsRecording *self);

/* Arrays of pointers to the public structs above, owned by the recording; positions are the ids
 * used in slices. */
GPtrArray *ts_recording_get_tasks (TsRecording *self);
GPtrArray *ts_recording_get_objects (TsRecording *self);
GPtrArray *ts_recording_get_cores (TsRecording *self);
GPtrArray *ts_recording_get_prints (TsRecording *self);
GPtrArray *ts_recording_get_notes (TsRecording *self);
GPtrArray *ts_recording_get_settings (TsRecording *self);

/* Append an empty one (lanes and arrays made, strings "", numbers at "not known": pid and tid 0,
 * total, started_ns and ended_ns -1, all others 0) and return it.  Set strings with
 * ts_set_string(). */
TsTask *ts_recording_add_task (TsRecording *self);
TsObject *ts_recording_add_object (TsRecording *self);
TsCore *ts_recording_add_core (TsRecording *self);
void ts_recording_add_print (TsRecording *self, gint64 time_ns, guint32 task, const char *text);
void ts_recording_add_note (TsRecording *self, gint64 begin_ns, gint64 end_ns, const char *lane,
                            const char *text);
void ts_recording_add_setting (TsRecording *self, const char *name, const char *label,
                               gint64 value);

/* Sets a string that a recording owns to a copy of `value` ("" for NULL); what is not UTF-8 in it
 * becomes U+FFFD. */
void ts_set_string (char **string, const char *value);

/* The core of that OS number, or NULL. */
TsCore *ts_recording_find_core (TsRecording *self, guint16 number);

/* Value of the newest mark of that kind at or before time_ns, or fallback: O(log n). */
gint64 ts_task_value_at (const TsTask *task, TsMarkKind kind, gint64 time_ns, gint64 fallback);

/* Position of the first mark at or after time_ns: O(log n). */
guint ts_task_find_mark (const TsTask *task, gint64 time_ns);

/* True if both hold the same facts, tasks, slices, marks, objects, cores, prints, notes and
 * settings; otherwise `difference`, if not NULL, says where they first differ (g_free() it). */
gboolean ts_recording_equal (TsRecording *a, TsRecording *b, char **difference);

/* Emits "changed": to be called once per collection while a run is watched, when all has been
 * added. */
void ts_recording_changed (TsRecording *self);

/* Where the last slice of any lane ends, 0 if there is none: what a window of the whole recording
 * must reach at least. */
gint64 ts_recording_get_end_ns (TsRecording *self);

G_END_DECLS
