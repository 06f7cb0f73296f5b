/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What cannot be written, and why.
 */
#include "config.h"

#include "ts-code-private.h"
#include "ts-way.h"

#include <glib/gi18n-lib.h>

typedef struct {
  TsScript *script;
  TsCodeLanguage language;
  WayId way;
  const TsTask *task;   /* the one that is looked at */
  char *sentence;       /* the first reason found, or NULL */
} Refusal;

/* Takes ownership. */
static void
refuse (Refusal *refusal, char *sentence)
{
  if (refusal->sentence == NULL)
    refusal->sentence = sentence;
  else
    g_free (sentence);
}

static gboolean
is_loop (const Refusal *refusal)
{
  return way_traits[refusal->way].kind == KIND_COROUTINE;
}

static void
look_at_way (Refusal *refusal)
{
  if (way_traits[refusal->way].is_simulated)
    refuse (refusal, g_strdup (_("A simulated machine cannot be written out: choose threads, processes or an event loop.")));
  else if (refusal->language == TS_CODE_C && way_traits[refusal->way].is_python)
    refuse (refusal, g_strdup (_("That way runs Python, so it cannot be written out in C: choose threads or processes.")));
  else if (refusal->language == TS_CODE_C && is_loop (refusal))
    refuse (refusal, g_strdup (_("C has no event loop of its own: choose Python, or threads or processes.")));
}

/* TRUE if the task is one of those that share the thread of the loop. */
static gboolean
is_coroutine (const Refusal *refusal, const TsTask *task)
{
  return task->is_main ? is_loop (refusal) : ts_code_kind (refusal->way, task) == KIND_COROUTINE;
}

static void
look_at_kind (Refusal *refusal, const TsTask *task)
{
  TaskKind kind = ts_code_kind (refusal->way, task);

  if (task->is_main)
    return;
  if (!is_loop (refusal) && kind == KIND_COROUTINE)
    refuse (refusal, g_strdup_printf (_("“%s” is a coroutine and needs an event loop: choose the way “%s”."), task->name,
                                      ts_way_get_label (way_traits[WAY_LOOP].name)));
  else if (is_loop (refusal) && kind == KIND_THREAD)
    refuse (refusal, g_strdup_printf (_("“%s” is a thread, and asyncio runs coroutines only: choose another way."), task->name));
  else if (is_loop (refusal) && kind == KIND_PROCESS)
    refuse (refusal, g_strdup_printf (_("“%s” is a process, and asyncio runs coroutines only: choose another way."), task->name));
}

static void
look_at_cores (Refusal *refusal, const TsTask *task)
{
  if (is_coroutine (refusal, task) && task->cores != NULL)
    refuse (refusal, g_strdup_printf (_("“%s” is bound to cores, which a coroutine cannot be: all of them share one thread."),
                                      task->name));
}

/* The process that a task runs in; NULL: the main one. */
static const TsTask *
home (const Refusal *refusal, const TsTask *task)
{
  if (task->is_main)
    return NULL;
  if (ts_code_kind (refusal->way, task) == KIND_PROCESS)
    return task;
  return ts_code_starting_process (refusal->script, refusal->way, task);
}

static void
look_at_step (TsStep *step, gpointer data)
{
  Refusal *refusal = data;
  const TsTask *other = step->reference != NULL ? step->reference->task : NULL;

  if (is_coroutine (refusal, refusal->task) && step->kind == TS_STEP_PIN)
    refuse (refusal, g_strdup_printf (_("Line %u binds a coroutine to cores, which cannot be: all of them share one thread."),
                                      step->line));
  if (is_coroutine (refusal, refusal->task) && step->kind == TS_STEP_NICE)
    refuse (refusal, g_strdup_printf (_("Line %u makes a coroutine more modest, which cannot be: all of them share one thread."),
                                      step->line));
  if ((step->kind == TS_STEP_START || step->kind == TS_STEP_JOIN)
      && home (refusal, refusal->task) != ts_code_starting_process (refusal->script, refusal->way, other))
    refuse (refusal, g_strdup_printf (_("Line %u: “%s” can only be started and waited for within one process."), step->line,
                                      other->name));
}

/* A daemonic process of multiprocessing may not start processes. */
static void
look_at_daemon (Refusal *refusal, const TsTask *task)
{
  const TsTask *starter = task->is_main ? NULL : ts_code_starting_process (refusal->script, refusal->way, task);

  if (refusal->language == TS_CODE_PYTHON && starter != NULL && ts_code_kind (refusal->way, task) == KIND_PROCESS
      && !ts_code_is_joined (refusal->script, starter))
    refuse (refusal, g_strdup_printf (_("“%s” is started by a process that nobody waits for, which Python does not allow."),
                                      task->name));
}

static void
look_at_task (TsTask *task, gpointer data)
{
  Refusal *refusal = data;

  refusal->task = task;
  look_at_kind (refusal, task);
  look_at_cores (refusal, task);
  look_at_daemon (refusal, task);
  ts_body_visit (task->body, look_at_step, refusal);
}

char *
ts_code_refuse (TsScript *script, TsCodeLanguage language, WayId way)
{
  Refusal refusal = { script, language, way, NULL, NULL };

  look_at_way (&refusal);
  if (refusal.sentence == NULL)
    ts_script_visit_tasks (script, look_at_task, &refusal);
  return refusal.sentence;
}
