/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a recording: shared by the parts that read the description, the events, and files of
 * other programs.
 */
#pragma once

#include "ts-json.h"
#include "ts-recording-file.h"

G_BEGIN_DECLS

/* One event, whatever its kind.  Strings are "" and numbers 0 where the event has none; `seen`
 * tells. */
typedef struct {
  char phase;
  GString *name, *category;
  GString *state;          /* "r" */
  GString *text;           /* args: "name" or "text" */
  gint64 begin_ns, duration_ns;
  gint64 pid, tid;
  gint64 cpu, who, value;
  gint64 task, object, core_position, detail;
  gint64 slice_who, slice_core, slice_shade;  /* "w", "c", "h" */
  guint64 seen;            /* bit of each TsEventKey */
} TsEvent;

typedef enum {
  TS_EVENT_PHASE,
  TS_EVENT_CATEGORY,
  TS_EVENT_NAME,
  TS_EVENT_BEGIN,
  TS_EVENT_DURATION,
  TS_EVENT_PID,
  TS_EVENT_TID,
  TS_EVENT_TASK,
  TS_EVENT_OBJECT,
  TS_EVENT_CORE,
  TS_EVENT_DETAIL,
  TS_EVENT_STATE,
  TS_EVENT_SLICE_WHO,
  TS_EVENT_SLICE_CORE,
  TS_EVENT_SLICE_SHADE,
  TS_EVENT_CPU,
  TS_EVENT_WHO,
  TS_EVENT_VALUE,
  TS_EVENT_TEXT,
  TS_EVENT_ARGUMENTS,
  TS_EVENT_UNKNOWN,
} TsEventKey;

typedef struct {
  TsJson *json;
  TsRecording *recording;
  TsEvent event;
  gboolean own;             /* a description was there, so this is our own file, and strict */
  gint64 version;           /* own: of the format */

  GHashTable *tracks;       /* own: track → position of its task + 1 */
  gint64 last_track;
  TsTask *last_task;        /* the task of last_track */
  GPtrArray *without, *with;/* own: for each core a GArray of guint32, and one of TsSlice */

  GHashTable *threads;      /* foreign: see ts-recording-foreign.c */
  GHashTable *processes;
} TsReader;

/* Says what is wrong at the last token; FALSE, to be returned. */
gboolean ts_reader_fail (TsReader *reader, const char *message);

/* Reads the value of "timeslice", whose first token was `token`. */
gboolean ts_reader_take_description (TsReader *reader, TsJsonToken token);
/* Reads the event that has begun, and clears what the last one left. */
gboolean ts_reader_take_event (TsReader *reader);
/* Adds reader->event to the recording. */
gboolean ts_reader_add_event (TsReader *reader);
/* Makes the core lanes when all events have been added. */
gboolean ts_reader_finish (TsReader *reader);

/* The same for files of other programs, which are taken as they are as far as they make sense. */
void ts_reader_add_foreign_event (TsReader *reader);
void ts_reader_finish_foreign (TsReader *reader);

/* For events: TRUE if the event has all of the keys (bits of TsEventKey). */
#define TS_EVENT_HAS(event, keys) (((event)->seen & (keys)) == (keys))
#define TS_EVENT_BIT(key) (G_GUINT64_CONSTANT (1) << (key))

G_END_DECLS
