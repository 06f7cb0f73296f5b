/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences on the lanes of tasks.  Each is whole by itself, so that translators are free to order
 * its words.
 */
#include "config.h"

#include "ts-sentence-private.h"

#include "ts-time.h"
#include "ts-wake.h"

#include <glib/gi18n-lib.h>

/* What two lanes say of one moment may differ by so much. */
enum { EDGE_NS = 50000 };

/* A slice of a task, with what lies around it. */
typedef struct {
  TsRecording *recording;
  const TsTask *task;
  guint number;
  guint position;
  const TsSlice *slice;
  const TsSlice *before, *after;   /* NULL: none */
  const char *name;
  char *length;                    /* how long it lasts, in words */
} About;

static void
about_init (About *about, TsRecording *recording, guint number, guint position)
{
  const TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), number);
  const TsSlice *slice = ts_lane_get_slice (task->lane, position);

  *about = (About) {
    .recording = recording, .task = task, .number = number, .position = position, .slice = slice,
    .before = position > 0 ? ts_lane_get_slice (task->lane, position - 1) : NULL,
    .after = position + 1 < ts_lane_get_n_slices (task->lane)
               ? ts_lane_get_slice (task->lane, position + 1) : NULL,
    .name = ts_sentence_get_task_name (recording, number),
    .length = ts_time_format (slice->end_ns - slice->begin_ns),
  };
}

/* Who holds the lock when a task begins to wait for it; NULL if that is not known. */
static const char *
find_holder (const About *about, const TsSlice *wait)
{
  GPtrArray *objects = ts_recording_get_objects (about->recording);
  const TsSlice *held;

  if (wait->who >= objects->len)
    return NULL;
  held = ts_lane_at (((TsObject *) objects->pdata[wait->who])->lane, wait->begin_ns + EDGE_NS);
  if (held == NULL || held->who == about->number)
    held = ts_lane_at (((TsObject *) objects->pdata[wait->who])->lane, wait->begin_ns);
  return held == NULL || held->who == about->number
           ? NULL : ts_sentence_get_task_name (about->recording, held->who);
}

/* Who took the core over from the task at the end of `ran`; NULL: nobody of this run. */
static const char *
find_successor (const About *about, const TsSlice *ran)
{
  const TsCore *core = ts_recording_find_core (about->recording, ran->core);
  const TsSlice *next = core != NULL ? ts_lane_at (core->lane, ran->end_ns) : NULL;

  if (core != NULL && (next == NULL || next->who == about->number))
    next = ts_lane_at (core->lane, ran->end_ns + EDGE_NS);
  return next == NULL || next->who == about->number
           ? NULL : ts_sentence_get_task_name (about->recording, next->who);
}

/* What fills it is no task, but somebody's finger. */
static gboolean
is_keyboard (const About *about, const TsSlice *wait)
{
  GPtrArray *objects = ts_recording_get_objects (about->recording);

  return wait->who < objects->len
         && ((TsObject *) objects->pdata[wait->who])->kind == TS_OBJECT_KEYBOARD;
}

static gboolean
is_interpreter_lock (const About *about, const TsSlice *wait)
{
  GPtrArray *objects = ts_recording_get_objects (about->recording);
  const TsObject *object = wait->who < objects->len ? objects->pdata[wait->who] : NULL;

  return object != NULL && object->kind == TS_OBJECT_LOCK && object->size == 1;
}

/* What the newest mark of that kind says within `slice`; NULL: there is none. */
static const char *
find_other (const About *about, const TsSlice *slice, TsMarkKind kind)
{
  const GArray *marks = about->task->marks;

  for (guint i = ts_task_find_mark (about->task, slice->begin_ns); i < marks->len; i++)
    {
      const TsMark *mark = &g_array_index (marks, TsMark, i);

      if (mark->time_ns > slice->end_ns + EDGE_NS)
        break;
      if (mark->kind == (guint32) kind)
        return ts_sentence_get_task_name (about->recording, mark->detail);
    }
  return NULL;
}

static char *
say_interpreter_lock_follows (const About *about, const TsSlice *wait)
{
  const char *asker = find_other (about, &(TsSlice) { .begin_ns = wait->begin_ns - EDGE_NS, .end_ns = wait->begin_ns },
                                  TS_MARK_GAVE_WAY);
  const char *holder = find_holder (about, wait);

  if (asker != NULL)
    return g_strdup_printf (_("Then it lets go of the interpreter lock because %s has asked for it."), asker);
  if (holder != NULL)
    return g_strdup_printf (_("Then it waits for the interpreter lock, which %s holds."), holder);
  return g_strdup (_("Then it waits for the interpreter lock."));
}

static char *
say_lock_follows (const About *about, const TsSlice *wait)
{
  const char *object = ts_sentence_get_object_name (about->recording, wait->who);
  const char *holder = find_holder (about, wait);

  if (holder == NULL)
    return g_strdup_printf (_("Then it waits for lock %s."), object);
  /* Translators: a lock and the task that has it */
  return g_strdup_printf (_("Then it waits for lock %s, which %s holds."), object, holder);
}

static char *
say_wait_follows (const About *about, const TsSlice *wait)
{
  const char *object = ts_sentence_get_object_name (about->recording, wait->who);

  switch ((int) wait->state)
    {
    case TS_STATE_WAITING_SLEEP:
      return g_strdup (_("Then it sleeps."));
    case TS_STATE_WAITING_IO:
      return g_strdup (_("Then it waits for input or output."));
    case TS_STATE_WAITING_LOCK:
      return is_interpreter_lock (about, wait) ? say_interpreter_lock_follows (about, wait)
                                               : say_lock_follows (about, wait);
    case TS_STATE_WAITING_SEMAPHORE:
      return g_strdup_printf (_("Then it waits for semaphore %s."), object);
    case TS_STATE_WAITING_QUEUE:
      if (is_keyboard (about, wait))
        return g_strdup (_("Then it waits for a key to be pressed."));
      return g_strdup_printf (_("Then it waits for queue %s."), object);
    case TS_STATE_WAITING_BARRIER:
      return g_strdup_printf (_("Then it waits at barrier %s."), object);
    case TS_STATE_WAITING_EVENT:
      return g_strdup_printf (_("Then it waits for event %s."), object);
    case TS_STATE_WAITING_TASK:
      return g_strdup_printf (_("Then it waits until %s ends."),
                              ts_sentence_get_task_name (about->recording, wait->who));
    default:
      return g_strdup (_("Then it waits."));
    }
}

static char *
say_end_follows (const About *about)
{
  if (about->task->ended_ns < 0)
    return g_strdup ("");
  if (about->task->exit_status != 0)
    return g_strdup (_("Then it is killed."));
  return g_strdup (about->task->stopped ? _("Then it is stopped.") : _("Then it ends."));
}

/* Why it stopped running. */
static char *
say_what_follows (const About *about)
{
  const char *successor;

  if (about->after == NULL)
    return say_end_follows (about);
  if (about->after->begin_ns > about->slice->end_ns + EDGE_NS)
    return g_strdup ("");
  if (ts_state_is_waiting ((TsState) about->after->state))
    return say_wait_follows (about, about->after);
  if (about->after->state == TS_STATE_RUNNING)
    return g_strdup_printf (_("Then it moves to core %u."), about->after->core);
  if (about->after->state != TS_STATE_READY)
    return g_strdup ("");
  successor = find_successor (about, about->slice);
  if (successor == NULL)
    return g_strdup (_("Then it is put aside, although it wants to go on."));
  return g_strdup_printf (_("Then it is put aside: %s runs there."), successor);
}

static char *
say_running (const About *about)
{
  if (about->slice->core == TS_CORE_NONE)
    return g_strdup_printf (_("%s runs for %s."), about->name, about->length);
  /* Translators: a task, the number of a core, a length of time */
  return g_strdup_printf (_("%s runs on core %u for %s."), about->name, about->slice->core,
                          about->length);
}

/* Why it has become ready. */
static char *
say_origin (const About *about)
{
  const char *successor;
  TsWake wake;

  if (about->before != NULL && about->before->state == TS_STATE_RUNNING)
    {
      successor = find_successor (about, about->before);
      if (successor == NULL)
        return g_strdup_printf (_("It was put aside on core %u."), about->before->core);
      return g_strdup_printf (_("It was put aside on core %u when %s ran there."),
                              about->before->core, successor);
    }
  if (ts_wake_find_cause (about->recording, about->number, about->position, &wake))
    return g_strdup_printf (about->before == NULL ? _("%s started it.") : _("%s let it go on."),
                            ts_sentence_get_task_name (about->recording, wake.task));
  if (about->before != NULL && about->before->state == TS_STATE_WAITING_SLEEP)
    return g_strdup (_("Its sleep was over."));
  return g_strdup ("");
}

/* Core on which it ran last before `position`. */
static guint16
find_last_core (const About *about)
{
  enum { FAR_ENOUGH = 64 };

  for (guint i = 1; i <= about->position && i < FAR_ENOUGH; i++)
    {
      const TsSlice *slice = ts_lane_get_slice (about->task->lane, about->position - i);

      if (slice->state == TS_STATE_RUNNING)
        return slice->core;
    }
  return TS_CORE_NONE;
}

static char *
say_continuation (const About *about)
{
  g_autofree char *when = ts_time_format_instant (about->slice->end_ns);
  guint16 last = find_last_core (about);

  if (about->after == NULL || about->after->state != TS_STATE_RUNNING)
    return g_strdup ("");
  if (last == TS_CORE_NONE)
    return g_strdup_printf (_("It begins at %s on core %u."), when, about->after->core);
  if (last == about->after->core)
    return g_strdup_printf (_("It goes on at %s on the same core."), when);
  return g_strdup_printf (_("It goes on at %s on core %u: it has moved."), when, about->after->core);
}

static char *
say_ready (const About *about)
{
  return g_strdup_printf (_("%s is ready, waiting for a core, for %s."), about->name, about->length);
}

/* A queue's taker waits for elements, a giver for places: as full as it was when the waiting began. */
static gboolean
was_full (const About *about)
{
  GPtrArray *objects = ts_recording_get_objects (about->recording);
  const TsObject *queue = about->slice->who < objects->len ? objects->pdata[about->slice->who] : NULL;
  const TsSlice *fill = queue != NULL ? ts_lane_at (queue->lane, about->slice->begin_ns) : NULL;

  return fill != NULL && queue->size > 0 && (gint64) fill->who >= queue->size;
}

/* Translators: in each of these a task, an object, a length of time */
static char *
say_waiting_for_object (const About *about)
{
  const char *object = ts_sentence_get_object_name (about->recording, about->slice->who);

  switch ((int) about->slice->state)
    {
    case TS_STATE_WAITING_LOCK:
      return g_strdup_printf (_("%s waits for lock %s for %s."), about->name, object, about->length);
    case TS_STATE_WAITING_SEMAPHORE:
      return g_strdup_printf (_("%s waits for semaphore %s for %s."), about->name, object,
                              about->length);
    case TS_STATE_WAITING_QUEUE:
      if (is_keyboard (about, about->slice))
        return g_strdup_printf (_("%s waits for a key to be pressed, for %s."), about->name,
                                about->length);
      return g_strdup_printf (was_full (about) ? _("%s waits for a free place in queue %s for %s.")
                                               : _("%s waits for queue %s for %s."),
                              about->name, object, about->length);
    case TS_STATE_WAITING_BARRIER:
      return g_strdup_printf (_("%s waits at barrier %s for %s."), about->name, object,
                              about->length);
    case TS_STATE_WAITING_EVENT:
    default:
      return g_strdup_printf (_("%s waits for event %s for %s."), about->name, object,
                              about->length);
    }
}

static char *
say_waiting_for_interpreter_lock (const About *about)
{
  const char *holder = find_other (about, about->slice, TS_MARK_ASKED);

  if (holder != NULL)
    return g_strdup_printf (_("%s waits for the interpreter lock for %s, and asks %s to let go of it."), about->name,
                            about->length, holder);
  return g_strdup_printf (_("%s waits for the interpreter lock for %s."), about->name, about->length);
}

static char *
say_waiting (const About *about)
{
  if (about->slice->state == TS_STATE_WAITING_LOCK && is_interpreter_lock (about, about->slice))
    return say_waiting_for_interpreter_lock (about);
  switch ((int) about->slice->state)
    {
    case TS_STATE_WAITING_SLEEP:
      return g_strdup_printf (_("%s sleeps for %s."), about->name, about->length);
    case TS_STATE_WAITING_IO:
      return g_strdup_printf (_("%s waits for input or output for %s."), about->name, about->length);
    case TS_STATE_WAITING_TASK:
      return g_strdup_printf (_("%s waits for the end of %s, for %s."), about->name,
                              ts_sentence_get_task_name (about->recording, about->slice->who),
                              about->length);
    case TS_STATE_WAITING:
      return g_strdup_printf (_("%s waits for %s."), about->name, about->length);
    default:
      return say_waiting_for_object (about);
    }
}

/* Who ended the waiting, and how. */
static char *
say_release (const About *about)
{
  TsWake wake;
  const char *waker;

  if (about->after == NULL
      || !ts_wake_find_cause (about->recording, about->number, about->position + 1, &wake))
    return g_strdup ("");
  waker = ts_sentence_get_task_name (about->recording, wake.task);
  switch ((int) about->slice->state)
    {
    case TS_STATE_WAITING_LOCK:
      return g_strdup_printf (_("Then %s gives it back."), waker);
    case TS_STATE_WAITING_SEMAPHORE:
      return g_strdup_printf (_("Then %s gives one back."), waker);
    case TS_STATE_WAITING_QUEUE:
      return g_strdup_printf (was_full (about) ? _("Then %s takes something out.")
                                               : _("Then %s puts something in."), waker);
    case TS_STATE_WAITING_BARRIER:
      return g_strdup_printf (_("Then %s arrives, and all go on."), waker);
    case TS_STATE_WAITING_EVENT:
      return g_strdup_printf (_("Then %s signals it."), waker);
    default:
      return g_strdup_printf (_("Then %s lets it go on."), waker);
    }
}

/* Joins sentences, of which those behind may be empty; takes all. */
static char *
join (char *first, char *second, char *third)
{
  GString *all = g_string_new (first);
  char *others[] = { second, third };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (others[i] != NULL && others[i][0] != '\0')
        g_string_append_printf (all, " %s", others[i]);
      g_free (others[i]);
    }
  g_free (first);
  return g_string_free (all, FALSE);
}

char *
ts_sentence_of_task (TsRecording *recording, guint task, guint position)
{
  About about;
  char *sentence;

  about_init (&about, recording, task, position);
  if (about.slice->state == TS_STATE_RUNNING)
    sentence = join (say_running (&about), say_what_follows (&about), NULL);
  else if (about.slice->state == TS_STATE_READY)
    sentence = join (say_ready (&about), say_origin (&about), say_continuation (&about));
  else
    sentence = join (say_waiting (&about), say_release (&about), NULL);
  g_free (about.length);
  return sentence;
}

char *
ts_sentence_of_task_gap (TsRecording *recording, guint task, gint64 time_ns)
{
  const TsTask *of = g_ptr_array_index (ts_recording_get_tasks (recording), task);
  const char *name = ts_sentence_get_task_name (recording, task);
  g_autofree char *when = NULL;

  if (of->started_ns < 0)
    return g_strdup_printf (_("%s has not started."), name);
  if (time_ns < of->started_ns)
    {
      when = ts_time_format_instant (of->started_ns);
      return g_strdup_printf (_("%s has not started yet. It starts at %s."), name, when);
    }
  if (of->ended_ns < 0 || time_ns < of->ended_ns)
    return g_strdup_printf (_("What %s does here was not observed."), name);
  when = ts_time_format_instant (of->ended_ns);
  if (of->exit_status != 0)
    return g_strdup_printf (_("%s was killed at %s."), name, when);
  if (of->stopped)
    return g_strdup_printf (_("%s was stopped at %s."), name, when);
  return g_strdup_printf (_("%s has ended, at %s."), name, when);
}
