/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The collector's parts, for its own files only.  An event goes through them in this order:
 *
 *   ts-collector-read.c        out of the rings; says up to which time nothing can still come
 *   ts-collector-stream.c      into one stream in order of time
 *   ts-collector-exact.c       what the kernel's records and the tasks' reasons say about who ran where
 *   ts-collector-self-timed.c  the same from the tasks' own clock readings
 *   ts-collector-track.c       states into slices of tasks and cores
 *   ts-collector-note.c        everything else that a task tells: lines, steps, objects, prints
 *
 * Times are monotonic up to ts-collector-track.c, which puts them on the run's run_clock.
 */
#pragma once

#include "ts-collector.h"
#include "ts-load.h"
#include "ts-run-clock.h"

G_BEGIN_DECLS

enum {
  SHORT_HOLE_NS  = 200 * 1000,         /* self-timed: a shorter one is a timer tick, unless another task ran in it */
  SHORT_READY_NS = 1000,               /* a shorter one is the kernel's way from one task to the next */
  LATEST_NS      = 200 * 1000 * 1000,  /* the stream waits that long for who has not reported */
  SETTLING_NS    = 1000 * 1000,        /* between reading the clock for an event and pushing it */
};

/* Kinds of entries that are not events of a ring; beside EventKind. */
enum {
  ENTRY_STOP = 1000, /* self-timed: did not run from here on; event.value: until when (0: not known) */
  ENTRY_GO,          /* self-timed: runs again */
  ENTRY_ASSUME_STOP, /* self-timed: has not reported since */
  ENTRY_REDEEM,      /* self-timed: has reported after all, without a stop */
  ENTRY_GONE,        /* has ended without a word */
  ENTRY_KEY,         /* a key was pressed; belongs to no task */
};

/* What has been read of a text that follows its event. */
typedef struct {
  Event event;
  GString *text;     /* NULL: none is expected */
  gsize left;        /* bytes still to come */
} TextReader;

/* One task while its slices are being built. */
typedef struct {
  TsTask *task;
  guint32 position;          /* in the recording; the slot, but for watch */

  /* state */
  TsState state;             /* TS_STATE_NONE: does not live */
  guint32 who;               /* waited for */
  guint16 core;
  guint64 since_ns;          /* slices are written up to here */
  guint64 state_ns;          /* the state began here */
  guint64 resumed_ns;        /* is on its core again since, but not known since when it was ready; 0: not so */
  gboolean ending;           /* has said that it ends, the kernel has not yet */
  gboolean ended;
  gboolean doubtful;         /* READY only because it did not report */

  /* what it said it waits for: from EVENT_WAIT to EVENT_WAKE */
  TsState reason;
  guint32 reason_who;
  gboolean has_waited;       /* the kernel has taken it from its core since it said so */

  /* self-timed: a short hole that may still turn out to be a stop */
  guint64 hole_begin_ns, hole_end_ns;

  guint line;                /* of the last mark */
  guint alive_position;      /* in the collector's list, while it lives */

  /* reading */
  guint64 last_ns;           /* time of the last event read */
  guint64 started_ns;        /* time of EVENT_START */
  gboolean runs;             /* by the events read, is it running? */
  gboolean assumed;          /* ENTRY_ASSUME_STOP was the last word on it … */
  guint64 assumed_ns;        /* … and this its time */
  gboolean end_read;
  gboolean seen_ended;       /* its slot said so when it was last looked at */
  guint64 dropped;           /* of its ring, as counted into the facts */
  TextReader reader;
} TaskTrack;

/* An event on its way, in the stream. */
typedef struct {
  guint64 time_ns;   /* as the event's, but never before the event of the same ring before it */
  guint64 order;     /* of arrival, which decides between equal times */
  guint32 kind;      /* EventKind or ENTRY_… */
  TaskTrack *track;  /* of the task that wrote it; NULL: from a core's ring */
  char *text;        /* of EVENT_PRINT and EVENT_COMM, owned; else NULL */
  Event event;
} Entry;

typedef struct {
  TsCore *core;
  TaskTrack *occupant;       /* who runs there, or NULL */
  TaskTrack *last;           /* who left last, or NULL … */
  guint64 free_since_ns;     /* … and when */
} CoreTrack;

/* A core's ring while it is being read. */
typedef struct {
  guint64 last_ns;           /* time of the last event read */
  guint64 dropped;           /* as counted into the facts */
  TextReader text;
} CoreReader;

typedef struct {
  TsObject *object;
  gboolean open;             /* there is a value, or a holder */
  guint32 who;
  guint64 since_ns;
} ObjectTrack;

struct _TsCollector {
  const ArenaView *view;
  TsRecording *recording;
  const TsMachine *machine;  /* borrowed */
  guint64 (*clock) (void);   /* now_ns(), or a test's own */
  TsRunClock run_clock;
  TsLoad *load;
  gboolean watch;            /* an arena without tasks */
  gboolean begun;            /* `exact` is known */
  gboolean exact;
  gboolean simulated;        /* in virtual time, which the arena tells */
  gboolean by_turns;         /* one thread executes all tasks, which share a ring */
  gboolean finished;
  guint64 head_ns;           /* everything before it has been turned into slices */

  GPtrArray *tasks;          /* TaskTrack, as the recording's tasks */
  GPtrArray *alive;          /* those that live */
  GArray *objects;           /* ObjectTrack */
  guint keyboard;            /* position of the keyboard in it; G_MAXUINT: there is none */
  guint32 python_lock;       /* position of the first interpreter lock of a real Python; TS_WHO_NONE: there is none */
  CoreTrack *cores[MAX_CORES]; /* by number; NULL: not seen */
  guint32 *lines;            /* source line of each instruction */
  guint n_lines;

  /* stream */
  GArray *entries;           /* Entry; read, not yet delivered */
  guint64 order;

  /* reading */
  GArray *slots;             /* guint32: slots whose rings may still fill */
  guint64 now_ns;            /* when this reading began */
  guint64 drained_ns;        /* exact: the kernel's records are complete up to here */
  guint64 newest_ns;         /* latest time seen in any event */
  guint32 keys_read;         /* of the keyboard, and … */
  guint64 last_key_ns;       /* … the time of the last of them */
  guint64 shared_dropped;    /* of the ring that tasks share, as counted into `lost` */
  guint64 lost;              /* by rings; the kernel's come on top */
  GHashTable *tids;          /* tid → TaskTrack */
  GHashTable *unmatched;     /* tid → guint64 *: forked then, and not yet known which task it is */
  CoreReader *readers;       /* one for each core ring */
  guint32 supervisor_tid;    /* watch: the one who forks first */
};

/* ts-collector-stream.c */
void ts_stream_init (TsCollector *self);
void ts_stream_finish (TsCollector *self);
/* Puts an entry into the stream; takes `text`.  NULL for a track: from a core's ring. */
void ts_stream_add (TsCollector *self, TaskTrack *track, guint32 kind, guint64 time_ns, const Event *event, char *text);
/* Hands every entry before until_ns to ts_collector_take() in order of time. */
void ts_stream_deliver (TsCollector *self, guint64 until_ns);

/* ts-collector-read.c: what time it is in the run, not yet put on its axis. */
guint64 ts_collector_now (TsCollector *self);
/* Empties the rings into the stream; the time up to which it is now complete. */
guint64 ts_collector_read (TsCollector *self);

/* ts-collector-text.c: texts that follow their event. */
void ts_text_expect (TextReader *reader, const Event *event, gint64 bytes);
/* Reads one EVENT_TEXT; the whole text (owned by the caller) when it was the last one, else NULL. */
char *ts_text_read (TextReader *reader, const Event *event);
void ts_text_clear (TextReader *reader);

/* ts-collector.c */
void ts_collector_take (TsCollector *self, const Entry *entry);
TaskTrack *ts_collector_add_track (TsCollector *self, TsTask *task);
/* The core of that number, added to the recording if it is new; NULL if there can be none. */
CoreTrack *ts_collector_core (TsCollector *self, guint16 number);
/* Reads what the slot of a task says: progress, identity, exit status. */
void ts_collector_update_task (TsCollector *self, TaskTrack *track);
/* What EVENT_WAIT says about why it waits. */
void ts_collector_read_reason (TsCollector *self, TaskTrack *track, const Event *event);
/* Text at an offset that is not trusted; owned by the caller. */
char *ts_collector_get_text (const Program *program, guint32 offset);

/* ts-collector-exact.c, ts-collector-self-timed.c: one entry of each kind of ring. */
void ts_exact_take_core (TsCollector *self, const Entry *entry);
void ts_exact_take_task (TsCollector *self, TaskTrack *track, const Entry *entry);
void ts_self_timed_take (TsCollector *self, TaskTrack *track, const Entry *entry);

/* ts-collector-watch.c: the task that an entry is about, added when it is new; NULL for the supervisor. */
TaskTrack *ts_watch_find (TsCollector *self, const Entry *entry);
void ts_watch_name (TsCollector *self, TaskTrack *track, const Entry *entry);

/* ts-collector-note.c */
void ts_note_take_key (TsCollector *self, const Entry *entry);
void ts_note_take (TsCollector *self, TaskTrack *track, const Entry *entry);
void ts_note_add_name (TsCollector *self, TsTask *task, const Entry *entry);
void ts_note_add_objects (TsCollector *self, const Program *program);
/* That task, if it holds the lock, holds it no longer. */
void ts_note_lose_lock (TsCollector *self, guint32 lock, guint32 slot, guint64 time_ns);
/* Writes what the objects' lanes hold until now. */
void ts_note_advance (TsCollector *self, guint64 until_ns);

/* ts-collector-track.c */
/* Begins to live, in `state`. */
void ts_track_begin (TsCollector *self, TaskTrack *track, guint64 time_ns, TsState state);
/* Is put on a core.  If `hold_back`, it stays in its state until ts_track_settle() says since when it was ready. */
void ts_track_resume (TsCollector *self, TaskTrack *track, guint16 core, guint64 time_ns, gboolean hold_back);
/* Self-timed: a task that was ready comes onto a core that another has been put off: when did the core change hands?  Between
 * the last reading of the one and the first of the other, and nearer to the latter, since the timer interrupt does
 * its work first (measured: after about three quarters of the hole).  Both slices are brought up to there. */
guint64 ts_track_take_over (TsCollector *self, TaskTrack *track, guint16 core, guint64 time_ns);
/* Runs since ts_track_resume(), and was ready since ready_ns before (0: not known). */
void ts_track_settle (TsCollector *self, TaskTrack *track, guint64 ready_ns);
/* Goes over to a state in which it does not run. */
void ts_track_leave (TsCollector *self, TaskTrack *track, guint64 time_ns, TsState state, guint32 who);
/* Was believed not to run, but did; what its lane says otherwise is taken back as far as no other task ran there. */
void ts_track_redeem (TsCollector *self, TaskTrack *track);
void ts_track_end (TsCollector *self, TaskTrack *track, guint64 time_ns);
/* Writes slices up to now, for who looks on. */
void ts_track_advance (TsCollector *self, TaskTrack *track, guint64 until_ns);

G_END_DECLS
