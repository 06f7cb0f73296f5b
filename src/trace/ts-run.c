/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-run.h"

#include "clock.h"
#include "runner.h"
#include "ts-collector.h"
#include "ts-failure.h"
#include "ts-python-start.h"
#include "ts-run-process.h"
#include "ts-run-settings.h"
#include "ts-typist.h"

#include <glib/gi18n-lib.h>
#include <sys/wait.h>

/* How often the rings are emptied: they hold several times what is written meanwhile. */
#define COLLECT_INTERVAL_MS 30

/* How long the scripted typist waits for a person to type. */
#define PATIENCE_MS 3000

/* Even the scripted typist stops when keys have had no effect for so long, and looks again. */
#define WONDER_NS UINT64_C (700000000)
#define LOOK_AGAIN_MS 50

struct _TsRun {
  GObject parent_instance;

  ArenaView view;
  TsRecording *recording;
  TsCollector *collector;
  TsRunProcess process;
  GSource *collect_source;  /* NULL once the run has ended */
  GSource *child_source;
  GSource *typist_source;   /* NULL: the scripted typist is not at the keyboard */
  TsTypist typist;
  gunichar next_key;        /* 0: the typist has not begun */
  guint32 keys_taken;       /* when the typist last saw that change … */
  guint64 taken_ns;         /* … and when that was */
  gboolean paused;
  gboolean stopped;
  gboolean ended;
  char *failure;            /* NULL: none noticed so far */
};

enum { SIGNAL_CHANGED, SIGNAL_ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsRun, ts_run, G_TYPE_OBJECT)
G_DEFINE_QUARK (ts-run-error-quark, ts_run_error)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
ts_run_dispose (GObject *object)
{
  TsRun *self = TS_RUN (object);

  clear_source (&self->collect_source);
  clear_source (&self->child_source);
  clear_source (&self->typist_source);
  ts_run_process_end (&self->process);
  G_OBJECT_CLASS (ts_run_parent_class)->dispose (object);
}

static void
ts_run_finalize (GObject *object)
{
  TsRun *self = TS_RUN (object);

  g_clear_pointer (&self->collector, ts_collector_free);
  g_clear_object (&self->recording);
  arena_close (&self->view);
  g_free (self->failure);
  G_OBJECT_CLASS (ts_run_parent_class)->finalize (object);
}

static void
ts_run_class_init (TsRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ts_run_dispose;
  object_class->finalize = ts_run_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TS_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", TS_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL,
                                        G_TYPE_NONE, 0);
}

static void
ts_run_init (TsRun *self)
{
  self->view.fd = -1;
  self->process.control_fd = -1;
  self->recording = ts_recording_new ();
}

/* Remembers the first failure.  A run that was stopped ends its tasks by a signal, which is
 * none: so this is asked before a stop, and at the end of a run that nobody stopped. */
static void
notice_failure (TsRun *self)
{
  if (self->failure == NULL)
    self->failure = ts_failure_describe (&self->view, self->recording);
  if (self->failure == NULL && !self->stopped)
    self->failure = ts_failure_describe_killed (&self->view, self->recording);
}

/* The failure of a run whose runner did not live to say how it went. */
static char *
describe_runner_end (int status)
{
  if (WIFSIGNALED (status))
    return g_strdup_printf (_("The runner was killed by signal %d (%s); the recording holds what "
                              "was seen until then."),
                            WTERMSIG (status), g_strsignal (WTERMSIG (status)));
  return g_strdup_printf (_("The runner ended with status %d before the run did; "
                            "perhaps it belongs to another version of Timeslice."),
                              WEXITSTATUS (status));
}

static void
enter_failure (TsRun *self)
{
  TsRunFacts *facts = ts_recording_get_facts (self->recording);

  g_free (facts->failure);
  facts->failure = g_strdup (self->failure != NULL ? self->failure : "");
  facts->exit_status = self->failure != NULL ? 1 : 0;
}

static void
on_runner_exited (GPid pid,
                  int status,
                  gpointer data)
{
  g_autoptr (TsRun) self = g_object_ref (TS_RUN (data));
  gboolean told = atomic_load (&self->view.arena->phase) == PHASE_ENDED;

  self->process.pid = 0;
  clear_source (&self->collect_source);
  clear_source (&self->child_source);
  clear_source (&self->typist_source);
  ts_run_process_end (&self->process);

  ts_collector_finish (self->collector);
  if (told || self->stopped)
    notice_failure (self);
  else if (self->failure == NULL)
    self->failure = describe_runner_end (status);
  enter_failure (self);
  self->ended = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

/* `func` is called with `self` after the delay, instead of what `source` was to call. */
static void
schedule (TsRun *self, GSource **source, const char *name, GSourceFunc func, guint delay_ms)
{
  clear_source (source);
  *source = g_timeout_source_new (delay_ms);
  g_source_set_static_name (*source, name);
  g_source_set_callback (*source, func, self, NULL);
  g_source_attach (*source, g_main_context_get_thread_default ());
}

static gboolean on_collect (gpointer data);

static void
schedule_collect (TsRun *self, guint delay_ms)
{
  schedule (self, &self->collect_source, "ts-run-collect", on_collect, delay_ms);
}

/* Where collecting takes longer than its interval, as much time again is left to all else that the thread does: a window
 * that shows a thousand tasks is drawn and can be closed. */
static gboolean
on_collect (gpointer data)
{
  g_autoptr (TsRun) self = g_object_ref (TS_RUN (data));
  gint64 begin_us = g_get_monotonic_time ();

  ts_collector_collect (self->collector);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->collect_source != NULL)
    schedule_collect (self, (guint) MAX (COLLECT_INTERVAL_MS, (g_get_monotonic_time () - begin_us) / 1000));
  return G_SOURCE_REMOVE;
}

/* The run is driven by the main context of the thread that starts it. */
static void
attach_sources (TsRun *self)
{
  GMainContext *context = g_main_context_get_thread_default ();

  schedule_collect (self, COLLECT_INTERVAL_MS);

  self->child_source = g_child_watch_source_new (self->process.pid);
  g_source_set_static_name (self->child_source, "ts-run-child");
  g_source_set_callback (self->child_source, G_SOURCE_FUNC (on_runner_exited), self, NULL);
  g_source_attach (self->child_source, context);
}

static gboolean on_typist (gpointer data);

static void
schedule_typist (TsRun *self, guint delay_ms)
{
  schedule (self, &self->typist_source, "ts-run-typist", on_typist, delay_ms);
}

/* Whether a hand would go on: the run does, and so do the letters. */
static gboolean
may_type (TsRun *self, guint64 now)
{
  Keyboard *keyboard = &self->view.arena->keyboard;
  guint32 taken = atomic_load (&keyboard->taken);

  if (taken != self->keys_taken || keyboard_left (keyboard) == 0)
    self->taken_ns = now;
  self->keys_taken = taken;
  return !self->paused && atomic_load (&self->view.arena->phase) == PHASE_RUNNING
         && now - self->taken_ns < WONDER_NS;
}

static gboolean
on_typist (gpointer data)
{
  TsRun *self = TS_RUN (data);
  guint delay_ms = LOOK_AGAIN_MS;
  guint64 now = now_ns ();

  if (may_type (self, now))
    {
      if (self->next_key != 0)
        keyboard_press (&self->view.arena->keyboard, self->next_key, now);
      self->next_key = ts_typist_next (&self->typist, &delay_ms);
    }
  schedule_typist (self, delay_ms);
  return G_SOURCE_REMOVE;
}

static gboolean
is_simulated (TsRun *self)
{
  return way_traits[self->view.way].is_simulated;
}

/* Virtual time is not the one in which people type: there it is the script in any case, which the machine reads. */
static void
write_key_script (TsRun *self)
{
  KeyScript *script = &self->view.arena->key_script;

  for (script->count = 0; script->count < MAX_KEYS; script->count++)
    script->keys[script->count].character = ts_typist_next (&self->typist, &script->keys[script->count].delay_ms);
  self->next_key = script->keys[0].character;
}

/* Before the run.  Its seed is that of the rhythm, too. */
static void
prepare_typist (TsRun *self, TsTypistChoice choice)
{
  ts_typist_init (&self->typist, self->view.arena->seed);
  if (ts_run_has_keyboard (self) && choice != TS_TYPIST_NEVER && is_simulated (self))
    write_key_script (self);
}

static void
invite_typist (TsRun *self, TsTypistChoice choice)
{
  if (ts_run_has_keyboard (self) && choice != TS_TYPIST_NEVER && !is_simulated (self))
    schedule_typist (self, choice == TS_TYPIST_PATIENT ? PATIENCE_MS : LOOK_AGAIN_MS);
}

gboolean
ts_run_has_keyboard (TsRun *self)
{
  const Program *program = &self->view.arena->program;

  g_return_val_if_fail (TS_IS_RUN (self), FALSE);
  for (guint i = 0; i < MIN (program->object_count, MAX_OBJECTS); i++)
    if (program->objects[i].kind == OBJECT_KEYBOARD)
      return TRUE;
  return FALSE;
}

gboolean
ts_run_type (TsRun *self, gunichar character)
{
  g_return_val_if_fail (TS_IS_RUN (self), FALSE);
  if (self->stopped || self->ended || !ts_run_has_keyboard (self) || is_simulated (self))
    return FALSE;
  clear_source (&self->typist_source);
  self->next_key = 0;
  return keyboard_press (&self->view.arena->keyboard, character, now_ns ());
}

gboolean
ts_run_is_typed_by_script (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), FALSE);
  return self->next_key != 0 && !self->ended;
}

/* Which Python it was belongs to the machine. */
static void
enter_python (TsRun *self, const TsPython *python)
{
  TsRunFacts *facts = ts_recording_get_facts (self->recording);
  char *machine;

  if (python == NULL)
    return;
  /* Translators: what a machine is like ("AMD EPYC, 2 cores, Linux 6.18"), and the version of its Python */
  machine = g_strdup_printf (_("%s, Python %s"), facts->machine, python->version);
  g_free (facts->machine);
  facts->machine = machine;
}

TsRun *
ts_run_start (const TsRunPlan *plan,
              const TsMachine *machine,
              GError **error)
{
  g_autoptr (TsRun) self = g_object_new (TS_TYPE_RUN, NULL);
  g_auto (TsPythonStart) python = { .plan_fd = -1 };
  const char * const *command = plan->command;

  g_return_val_if_fail ((plan->scenario == NULL) != (plan->command == NULL), NULL);

  if (!ts_run_settings_apply (plan, machine, &self->view, self->recording, error))
    return NULL;
  self->collector = ts_collector_new (&self->view, machine, self->recording);
  if (!ts_python_start_prepare (&python, plan, &self->view, error))
    return NULL;
  if (python.command != NULL)
    command = (const char * const *) python.command;
  enter_python (self, python.python);
  prepare_typist (self, plan->typist);
  if (!ts_run_process_start (&self->process, &self->view, command, python.plan_fd, error))
    return NULL;
  attach_sources (self);
  invite_typist (self, plan->typist);
  return g_steal_pointer (&self);
}

void
ts_run_pause (TsRun *self)
{
  g_return_if_fail (TS_IS_RUN (self));

  if (self->paused || self->stopped || self->ended)
    return;
  self->paused = TRUE;
  ts_run_process_send (&self->process, RUNNER_PAUSE);
}

void
ts_run_resume (TsRun *self)
{
  g_return_if_fail (TS_IS_RUN (self));

  if (!self->paused || self->stopped || self->ended)
    return;
  self->paused = FALSE;
  ts_run_process_send (&self->process, RUNNER_RESUME);
}

void
ts_run_stop (TsRun *self)
{
  g_return_if_fail (TS_IS_RUN (self));

  if (self->stopped || self->ended)
    return;
  ts_collector_collect (self->collector);
  notice_failure (self);
  if (self->failure == NULL && ts_run_is_deadlocked (self))
    {
      g_autofree char *waiting = ts_failure_describe_waiting (&self->view, self->recording);

      self->failure = g_strdup_printf (_("Every task waits for another: deadlock. %s"),
                                       waiting != NULL ? waiting : "");
    }
  self->stopped = TRUE;
  self->paused = FALSE;
  ts_run_process_send (&self->process, RUNNER_STOP);
}

gboolean
ts_run_is_paused (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), FALSE);
  return self->paused;
}

gboolean
ts_run_is_ended (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), FALSE);
  return self->ended;
}

gboolean
ts_run_was_stopped (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), FALSE);
  return self->stopped;
}

TsRecording *
ts_run_get_recording (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), NULL);
  return self->recording;
}

const ArenaView *
ts_run_get_view (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), NULL);
  return &self->view;
}

gint64
ts_run_get_head_ns (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), 0);
  return ts_collector_get_head_ns (self->collector);
}

const char *
ts_run_get_failure (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), NULL);

  if (!self->ended)
    notice_failure (self);
  return self->failure;
}

gboolean
ts_run_is_deadlocked (TsRun *self)
{
  g_return_val_if_fail (TS_IS_RUN (self), FALSE);
  return !self->ended && atomic_load (&self->view.arena->deadlock_ns) != 0;
}
