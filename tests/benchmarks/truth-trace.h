/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The truth: who ran where by the kernel's own scheduler trace (tracefs; ftrace.rst and events.rst of the kernel's
 * documentation), read into lanes.
 *
 * The switch events alone have a hole on some virtual machines: switches from the idle task on all but the first core
 * are missing.  Every event bears the task that it happened in, so an event in a task that was not known to be on the
 * core puts it there; rseq_update, which each task makes on its way back to user code, closes most of the
 * hole within some microseconds.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { TRUTH_RUNNING, TRUTH_READY, TRUTH_BLOCKED } TruthState;

typedef struct {
  gint64 begin_ns, end_ns;   /* monotonic */
  guint16 core;              /* of TRUTH_RUNNING */
  guint8 state;              /* TruthState */
} TruthSlice;

typedef struct {
  GHashTable *tasks;         /* tid → GArray of TruthSlice, in order of time */
  guint switches;            /* by switch events */
  guint repaired;            /* put on their core by other events */
} Truth;

typedef struct _TruthTrace TruthTrace;

/* Begins to trace in an instance of its own; NULL if tracefs is not there or not allowed. */
TruthTrace *truth_trace_start (void);

/* Stops, and the text of the trace (owned by the caller); NULL if records were lost.  Frees `trace`. */
char *truth_trace_stop (TruthTrace *trace);

/* Reads the text of a trace. */
Truth *truth_parse (const char *text);
void truth_free (Truth *truth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Truth, truth_free)

G_END_DECLS
