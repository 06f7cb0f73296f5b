/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-failure.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>

/* At most this many tasks are named when all wait. */
#define MOST_WAITING 8

/* What a sentence may speak of; copied out of shared memory once. */
typedef struct {
  FailureCode code;
  const char *task;   /* its label, "" if there is none */
  guint line;         /* of the program, 0 if there is none */
  gint64 value;
  const char *cores;  /* that the run may use: "0-3" */
  const char *text;   /* of FAILURE_SCRIPT */
} Facts;

static const char *
get_task_name (TsRecording *recording, guint32 position)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  if (position >= tasks->len)
    return "";
  return ((TsTask *) g_ptr_array_index (tasks, position))->name;
}

static guint
get_line (const ArenaView *view, guint32 instruction)
{
  return instruction < MAX_INSTRUCTIONS ? view->arena->program.instructions[instruction].line : 0;
}

/* What a step did wrong, as a clause that follows "Worker 2, line 12: "; NULL for the other
 * codes. */
static char *
describe_step (const Facts *facts)
{
  g_autofree char *size = NULL;

  switch ((guint) facts->code)
    {
    case FAILURE_NO_SUCH_CORE:
      return g_strdup_printf (_("core %" PRId64 " does not exist; this run may use %s."),
                              facts->value, facts->cores);
    case FAILURE_CORE_NOT_ALLOWED:
      return g_strdup_printf (_("core %" PRId64 " may not be used here; allowed are %s."),
                              facts->value, facts->cores);
    case FAILURE_NO_CORE_AT:
      return g_strdup_printf (_("there is no core at position %" PRId64
                                ", counted from 0; this run may use %s."),
                              facts->value, facts->cores);
    case FAILURE_STARTED_TWICE:
      return g_strdup (_("it starts a task that is running already; join that one first."));
    case FAILURE_NOT_STARTED:
      return g_strdup (_("it joins a task that was not started; start that one first."));
    case FAILURE_ROW:
      return g_strdup_printf (_("the row has no element %" PRId64 "."), facts->value);
    case FAILURE_DIVISION:
      return g_strdup (_("a division by zero."));
    case FAILURE_NICE_REFUSED:
      return g_strdup_printf (_("the system refuses “nice %" PRId64 "”; "
                                "only an administrator may lower the value."),
                              facts->value);
    case FAILURE_MEMORY:
      size = g_format_size_full ((guint64) facts->value, G_FORMAT_SIZE_IEC_UNITS);
      return g_strdup_printf (_("the system refuses %s of memory; touch less, or raise the limit "
                                "(ulimit -v)."), size);
    case FAILURE_DESCRIPTOR:
      return g_strdup_printf (_("there is nothing to read from: %s."),
                              g_strerror ((int) facts->value));
    case FAILURE_NOT_HOLDER:
      return g_strdup (_("it releases a lock that it does not hold."));
    case FAILURE_CLOSED:
      return g_strdup (_("the queue has been closed."));
    case FAILURE_SCRIPT:
      if (*facts->text == '\0')
        return g_strdup (_("Python ended before the script began; perhaps it is not installed completely."));
      /* Translators: what Python wrote last, in its own words: "ZeroDivisionError: division by zero" */
      return g_strdup_printf (_("Python gave up: %s"), facts->text);
    case FAILURE_PROGRAM:
      return g_strdup (_("the program cannot go on there; please report this as a fault of "
                         "Timeslice."));
    default:
      return NULL;
    }
}

/* Why a task could not be started; NULL for the other codes. */
static char *
describe_start (const Facts *facts)
{
  int code = (int) facts->value;

  switch ((guint) facts->code)
    {
    case FAILURE_THREAD_REFUSED:
      if (code == EAGAIN)
        return g_strdup_printf (_("%s could not be started: the system refuses more threads. "
                                  "Start fewer, or raise the limits (ulimit -u, ulimit -v)."),
                                facts->task);
      return g_strdup_printf (_("%s could not be started: the system refuses the thread (%s)."),
                              facts->task, g_strerror (code));
    case FAILURE_FORK_REFUSED:
      if (code == EAGAIN)
        return g_strdup_printf (_("%s could not be started: the system refuses more processes. "
                                  "Start fewer, or raise the limit (ulimit -u)."), facts->task);
      return g_strdup_printf (_("%s could not be started: the system refuses the process (%s)."),
                              facts->task, g_strerror (code));
    case FAILURE_TOO_MANY_TASKS:
      return g_strdup_printf (_("%s could not be started: no more than %d threads and processes "
                                "can live at one time."),
                              facts->task, MAX_KERNEL_TASKS);
    case FAILURE_KIND:
      return g_strdup_printf (_("%s could not be started: it is of a kind that this way to run "
                                "does not have."),
                              facts->task);
    default:
      return NULL;
    }
}

/* What went wrong with the run as a whole. */
static char *
describe_run (const Facts *facts)
{
  const char *reason = g_strerror ((int) facts->value);

  switch ((guint) facts->code)
    {
    case FAILURE_COMMAND:
      return g_strdup_printf (_("The command could not be started: %s."), reason);
    case FAILURE_SOURCE:
      return g_strdup_printf (_("The exact source is refused here: %s. Choose the self-timed one."),
                              reason);
    case FAILURE_INTERNAL:
      return g_strdup_printf (_("The runner could not go on: %s."), reason);
    case FAILURE_VIRTUAL_TIME:
      return g_strdup_printf (ngettext ("The simulated run was ended after %d second of its time: nothing in the program "
                                        "ends it before.",
                                        "The simulated run was ended after %d seconds of its time: nothing in the program "
                                        "ends it before.",
                                        (int) (facts->value / 1000000000)),
                              (int) (facts->value / 1000000000));
    default:
      return g_strdup_printf (_("The run failed for a reason that this version does not know "
                                "(%u)."),
                              (guint) facts->code);
    }
}

char *
ts_failure_describe (const ArenaView *view, TsRecording *recording)
{
  const Failure *failure = &view->arena->failure;
  char cores[512];
  Facts facts = { .code = (FailureCode) atomic_load_explicit (&failure->code,
                                                              memory_order_acquire) };
  g_autofree char *clause = NULL, *raw = NULL, *text = NULL;
  char *sentence;

  if (facts.code == FAILURE_NONE)
    return NULL;
  raw = g_strndup (failure->text, sizeof failure->text - 1);
  facts.text = text = g_utf8_make_valid (raw, -1);
  facts.task = get_task_name (recording, failure->task);
  facts.line = get_line (view, failure->instruction);
  facts.value = failure->value;
  facts.cores = core_set_print (&view->arena->allowed, cores, sizeof cores);

  clause = describe_step (&facts);
  if (clause != NULL)
    /* Translators: a task, a line of its program, and what is wrong there: "Worker 2, line 12: a
     * division by zero." */
    return g_strdup_printf (_("%s, line %u: %s"), facts.task, facts.line, clause);
  sentence = describe_start (&facts);
  return sentence != NULL ? sentence : describe_run (&facts);
}

static gboolean
was_killed (const TaskSlot *slot)
{
  return WIFSIGNALED (atomic_load_explicit (&slot->exit_status, memory_order_relaxed));
}

static gboolean
stands_at_crash (const ArenaView *view,
                 const TaskSlot *slot)
{
  guint32 instruction = atomic_load_explicit (&slot->instruction, memory_order_relaxed);

  return instruction < MAX_INSTRUCTIONS
         && view->arena->program.instructions[instruction].operation == OP_CRASH;
}

/* All threads of a process die together: the one that did it is meant, as far as that is known. */
static guint32
find_killed (const ArenaView *view)
{
  guint32 found = NO_TASK;

  for (guint32 i = 0; i < view->task_count; i++)
    {
      const TaskSlot *slot = arena_task (view, i);

      if (was_killed (slot) && (found == NO_TASK || stands_at_crash (view, slot)))
        found = i;
    }
  return found;
}

char *
ts_failure_describe_killed (const ArenaView *view,
                            TsRecording *recording)
{
  guint32 killed = find_killed (view);
  const TaskSlot *slot;
  const char *name;
  int signal_number;
  guint line;

  if (killed == NO_TASK)
    return NULL;
  slot = arena_task (view, killed);
  name = get_task_name (recording, killed);
  signal_number = WTERMSIG (atomic_load_explicit (&slot->exit_status, memory_order_relaxed));
  line = get_line (view, atomic_load_explicit (&slot->instruction, memory_order_relaxed));
  if (line == 0)
    /* Translators: a task, the number of a signal, and its name:
     * "Worker 2 was killed by signal 9 (Killed)." */
    return g_strdup_printf (_("%s was killed by signal %d (%s)."), name, signal_number,
                            g_strsignal (signal_number));
  return g_strdup_printf (_("%s was killed by signal %d (%s) at line %u."), name, signal_number,
                          g_strsignal (signal_number), line);
}

/* Name of the task that holds lock `object` now; NULL if nobody does. */
static const char *
get_holder (TsRecording *recording, const TsObject *object)
{
  guint n_slices = ts_lane_get_n_slices (object->lane);
  const TsSlice *last = n_slices > 0 ? ts_lane_get_slice (object->lane, n_slices - 1) : NULL;

  if (object->kind != TS_OBJECT_LOCK || last == NULL || last->who == TS_WHO_NONE)
    return NULL;
  return get_task_name (recording, last->who);
}

/* "Ada waits for fork[1], which Ben holds" */
static char *
describe_wait (TsRecording *recording, const char *task, guint32 waiting_for)
{
  GPtrArray *objects = ts_recording_get_objects (recording);
  guint32 position = waiting_for & 0xffff;
  const TsObject *object;
  const char *holder;

  if (waiting_for >> 16 == WAIT_TASK || position >= objects->len)
    return g_strdup_printf (_("%s waits for others to end"), task);
  object = g_ptr_array_index (objects, position);
  holder = get_holder (recording, object);
  if (holder == NULL)
    /* Translators: a task and an object: "Ada waits for fork[1]" */
    return g_strdup_printf (_("%s waits for %s"), task, object->name);
  /* Translators: a task, a lock, and the task that holds it: "Ada waits for fork[1], which Ben
   * holds" */
  return g_strdup_printf (_("%s waits for %s, which %s holds"), task, object->name, holder);
}

char *
ts_failure_describe_waiting (const ArenaView *view, TsRecording *recording)
{
  GString *text = g_string_new (NULL);
  guint n_waiting = 0;

  /* Main comes last: that it waits for the others to end is rarely the point. */
  for (guint32 n = 0; n < view->task_count; n++)
    {
      guint32 i = (n + 1) % view->task_count;
      TaskSlot *slot = arena_task (view, i);
      g_autofree char *wait = NULL;

      if (atomic_load_explicit (&slot->state, memory_order_relaxed) != TASK_WAITING
          || n_waiting++ >= MOST_WAITING)
        continue;
      wait = describe_wait (recording, get_task_name (recording, i),
                            atomic_load_explicit (&slot->waiting_for, memory_order_relaxed));
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", wait);
    }
  if (n_waiting > MOST_WAITING)
    g_string_append_printf (text, ngettext ("; and %u more waits", "; and %u more wait",
                                            n_waiting - MOST_WAITING),
                            n_waiting - MOST_WAITING);
  if (n_waiting > 0)
    g_string_append_c (text, '.');
  return g_string_free (text, n_waiting == 0);
}
