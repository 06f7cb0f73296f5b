/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trace Event files of other programs, as far as they can be shown: a task for each thread, with
 * its states ("T") if the file tells them, else running wherever a slice of work ("X", or "B" to
 * "E") lasts; core lanes where it says on which core.
 */
#include "config.h"

#include "ts-recording-reader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ts-core-lanes.h"
#include "ts-recording-format.h"
#include "ts-shade.h"

#define HAS(key) TS_EVENT_HAS (event, TS_EVENT_BIT (TS_EVENT_ ## key))

/* A thread as far as it is known. */
typedef struct {
  gint64 pid, tid;
  char *name;
  GArray *states;       /* TsSlice, as they come */
  GArray *work;         /* TsSlice: outermost stretches of work, as they come */
  guint open;           /* "B" events without their "E" */
  gint64 open_since_ns;
} Thread;

static void
thread_free (gpointer data)
{
  Thread *thread = data;

  g_free (thread->name);
  g_array_unref (thread->states);
  g_array_unref (thread->work);
  g_free (thread);
}

static guint
thread_hash (gconstpointer key)
{
  const Thread *thread = key;

  return g_int64_hash (&thread->pid) * 31 + g_int64_hash (&thread->tid);
}

static gboolean
thread_equal (gconstpointer a, gconstpointer b)
{
  const Thread *thread_a = a, *thread_b = b;

  return thread_a->pid == thread_b->pid && thread_a->tid == thread_b->tid;
}

static Thread *
find_thread (TsReader *reader, gint64 pid, gint64 tid)
{
  Thread wanted = { .pid = pid, .tid = tid };
  Thread *thread;

  if (reader->threads == NULL)
    {
      reader->threads = g_hash_table_new_full (thread_hash, thread_equal, thread_free, NULL);
      reader->processes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
    }
  thread = g_hash_table_lookup (reader->threads, &wanted);
  if (thread == NULL)
    {
      thread = g_new0 (Thread, 1);
      thread->pid = pid;
      thread->tid = tid;
      thread->states = g_array_new (FALSE, FALSE, sizeof (TsSlice));
      thread->work = g_array_new (FALSE, FALSE, sizeof (TsSlice));
      g_hash_table_add (reader->threads, thread);
    }
  return thread;
}

static void
add_name (TsReader *reader)
{
  const TsEvent *event = &reader->event;
  gint64 pid = event->pid;

  if (!HAS (PID) || !HAS (TEXT))
    return;
  if (g_str_equal (event->name->str, "thread_name") && HAS (TID))
    {
      Thread *thread = find_thread (reader, event->pid, event->tid);

      g_free (thread->name);
      thread->name = g_strdup (event->text->str);
    }
  else if (g_str_equal (event->name->str, "process_name"))
    {
      find_thread (reader, event->pid, HAS (TID) ? event->tid : event->pid);
      g_hash_table_insert (reader->processes, g_memdup2 (&pid, sizeof pid),
                           g_strdup (event->text->str));
    }
}

/* Perfetto's names: Running; R, R+ ready; I and what begins with D or U waits for the disk; others
 * wait. */
static TsState
state_of (const char *name)
{
  if (g_str_equal (name, "Running"))
    return TS_STATE_RUNNING;
  if (name[0] == 'R')
    return TS_STATE_READY;
  return name[0] == 'D' ? TS_STATE_WAITING_IO : TS_STATE_WAITING;
}

static void
add_slice (GArray *slices, gint64 begin_ns, gint64 end_ns, guint16 core, TsState state)
{
  TsSlice slice = {
    begin_ns, end_ns, TS_WHO_NONE, core, (guint8) state, ts_shade_of_state (state)
  };

  if (end_ns > begin_ns)
    g_array_append_val (slices, slice);
}

static void
begin_work (Thread *thread, gint64 time_ns)
{
  if (thread->open++ == 0)
    thread->open_since_ns = time_ns;
}

static void
end_work (Thread *thread, gint64 time_ns)
{
  if (thread->open == 0 || --thread->open > 0)
    return;
  add_slice (thread->work, thread->open_since_ns, time_ns, TS_CORE_NONE, TS_STATE_RUNNING);
}

void
ts_reader_add_foreign_event (TsReader *reader)
{
  const TsEvent *event = &reader->event;
  gint64 end_ns = event->begin_ns + event->duration_ns;
  gint64 pid = HAS (PID) ? event->pid : 0;
  gint64 tid = HAS (TID) ? event->tid : pid;
  guint16 core =
    HAS (CPU) && event->cpu >= 0 && event->cpu < TS_CORE_NONE ? (guint16) event->cpu : TS_CORE_NONE;
  TsState state;

  if (event->phase == 'M')
    add_name (reader);
  if (!HAS (BEGIN) || strchr ("TXBE", event->phase) == NULL)
    return;
  switch (event->phase)
    {
    case 'T':
      state = state_of (event->name->str);
      add_slice (find_thread (reader, pid, tid)->states, event->begin_ns, end_ns,
                 state == TS_STATE_RUNNING ? core : TS_CORE_NONE, state);
      break;
    case 'X':
      add_slice (find_thread (reader, pid, tid)->work, event->begin_ns, end_ns, TS_CORE_NONE,
                 TS_STATE_RUNNING);
      break;
    case 'B':
      begin_work (find_thread (reader, pid, tid), event->begin_ns);
      break;
    default:
      end_work (find_thread (reader, pid, tid), event->begin_ns);
      break;
    }
}

static int
compare_slices (gconstpointer a, gconstpointer b)
{
  const TsSlice *slice_a = a, *slice_b = b;

  if (slice_a->begin_ns != slice_b->begin_ns)
    return slice_a->begin_ns < slice_b->begin_ns ? -1 : 1;
  return slice_a->end_ns > slice_b->end_ns ? -1 : slice_a->end_ns < slice_b->end_ns;
}

static int
compare_threads (gconstpointer a, gconstpointer b)
{
  const Thread *thread_a = *(Thread *const *) a, *thread_b = *(Thread *const *) b;

  if (thread_a->pid != thread_b->pid)
    return thread_a->pid < thread_b->pid ? -1 : 1;
  return thread_a->tid < thread_b->tid ? -1 : thread_a->tid > thread_b->tid;
}

static GArray *
slices_of (Thread *thread)
{
  return thread->states->len > 0 ? thread->states : thread->work;
}

static void
name_task (TsReader *reader, const Thread *thread, TsTask *task)
{
  const char *process = g_hash_table_lookup (reader->processes, &thread->pid);

  if (thread->name != NULL)
    ts_set_string (&task->name, thread->name);
  else if (process != NULL && thread->pid == thread->tid)
    ts_set_string (&task->name, process);
  else
    {
      g_free (task->name);
      /* Translators: of a recording made by another program; the number is a thread ID. */
      task->name = g_strdup_printf (_("Thread %" PRId64), thread->tid);
    }
}

/* Slices in order of time; what lies within or over the end of another one is clipped by the
 * lane. */
static void
add_task (TsReader *reader, Thread *thread, gint64 zero_ns)
{
  GArray *slices = slices_of (thread);
  TsTask *task = ts_recording_add_task (reader->recording);
  gboolean main_thread = thread->pid == thread->tid;

  name_task (reader, thread, task);
  ts_set_string (&task->kind, main_thread ? "process" : "thread");
  task->pid = (guint32) CLAMP (thread->pid, 0, (gint64) G_MAXUINT32);
  task->tid = (guint32) CLAMP (thread->tid, 0, (gint64) G_MAXUINT32);
  qsort (slices->data, slices->len, sizeof (TsSlice), compare_slices);
  for (guint i = 0; i < slices->len; i++)
    {
      TsSlice slice = g_array_index (slices, TsSlice, i);

      slice.begin_ns -= zero_ns;
      slice.end_ns -= zero_ns;
      ts_lane_append (task->lane, &slice);
    }
  task->started_ns = ts_lane_get_slice (task->lane, 0)->begin_ns;
  task->ended_ns = ts_lane_get_slice (task->lane, ts_lane_get_n_slices (task->lane) - 1)->end_ns;
}

static void
add_cores (TsRecording *recording, GPtrArray *threads)
{
  g_autofree gboolean *used = g_new0 (gboolean, TS_CORE_NONE + 1);
  g_autoptr (GPtrArray) derived = NULL;

  for (guint i = 0; i < threads->len; i++)
    {
      GArray *states = ((Thread *) threads->pdata[i])->states;

      for (guint j = 0; j < states->len; j++)
        used[g_array_index (states, TsSlice, j).core] = TRUE;
    }
  for (guint number = 0; number < TS_CORE_NONE; number++)
    if (used[number])
      {
        TsCore *core = ts_recording_add_core (recording);

        core->number = (guint16) number;
        core->physical_core = (guint16) number;
      }
  derived = ts_core_lanes_derive (recording, NULL, NULL);
  for (guint i = 0; i < derived->len; i++)
    {
      TsCore *core = ts_recording_get_cores (recording)->pdata[i];

      ts_lane_free (core->lane);
      core->lane = g_steal_pointer (&derived->pdata[i]);
    }
}

void
ts_reader_finish_foreign (TsReader *reader)
{
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  TsRunFacts *facts = ts_recording_get_facts (reader->recording);
  gint64 zero_ns = G_MAXINT64;
  GHashTableIter iterator;
  gpointer key;

  if (reader->threads == NULL)
    return;
  g_hash_table_iter_init (&iterator, reader->threads);
  while (g_hash_table_iter_next (&iterator, &key, NULL))
    {
      GArray *slices = slices_of (key);

      for (guint i = 0; i < slices->len; i++)
        zero_ns = MIN (zero_ns, g_array_index (slices, TsSlice, i).begin_ns);
      if (slices->len > 0)
        g_ptr_array_add (threads, key);
    }
  g_ptr_array_sort (threads, compare_threads);
  for (guint i = 0; i < threads->len; i++)
    add_task (reader, threads->pdata[i], zero_ns);
  add_cores (reader->recording, threads);
  ts_set_string (&facts->way, "watch");
  facts->start_monotonic_ns = threads->len > 0 ? zero_ns : 0;
  facts->duration_ns = ts_recording_get_end_ns (reader->recording);
}
