/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a way cannot run.
 */
#include "config.h"

#include "ts-code.h"
#include "ts-syntax.h"
#include "ts-way.h"

#include <glib/gi18n-lib.h>

typedef struct {
  WayId id;
  char *refusal;   /* the first one found */
} Look;

/* Kinds that the program itself fixes. */
static char *
refuse_kind (WayId id, const TsTask *task)
{
  const WayTraits *traits = &way_traits[id];
  gboolean has_loop = traits->kind == KIND_COROUTINE;

  if (traits->is_simulated)
    return NULL;
  if (task->kind == KIND_COROUTINE && !has_loop)
    /* Translators: the name of a task */
    return g_strdup_printf (_("“%s” is a coroutine, which runs only where there is an event loop."), task->name);
  if (has_loop && task->kind == KIND_PROCESS)
    return g_strdup_printf (_("“%s” is a process, and an event loop has one process only."), task->name);
  if (has_loop && task->kind == KIND_THREAD)
    return g_strdup_printf (_("“%s” is a thread, and an event loop has one thread only."), task->name);
  return NULL;
}

static void
look_at_step (TsStep *step, gpointer data)
{
  TsStep **found = data;

  if (*found == NULL && (step->kind == TS_STEP_PIN || step->kind == TS_STEP_NICE))
    *found = step;
}

/* What the kernel does to a thread it would do to all coroutines at once. */
static char *
refuse_scheduling (WayId id, const TsTask *task)
{
  TsStep *found = NULL;

  if (way_traits[id].kind != KIND_COROUTINE)
    return NULL;
  ts_body_visit (task->body, look_at_step, &found);
  if (task->cores != NULL || (found != NULL && found->kind == TS_STEP_PIN))
    return g_strdup_printf (_("“%s” is bound to cores, but all coroutines of an event loop share one thread."), task->name);
  if (found != NULL)
    return g_strdup_printf (_("“%s” is to be more modest than others, but all coroutines of an event loop share one thread."),
                            task->name);
  return NULL;
}

static void
look_at_task (TsTask *task, gpointer data)
{
  Look *look = data;

  if (look->refusal == NULL)
    look->refusal = refuse_kind (look->id, task);
  if (look->refusal == NULL)
    look->refusal = refuse_scheduling (look->id, task);
}

char *
ts_way_refuse (WayId id, TsScript *script)
{
  Look look = { .id = id };

  if (ts_way_get (id) == NULL)
    /* Translators: the name of a way to run, as on the command line */
    return g_strdup_printf (_("This version of Timeslice cannot run in the way “%s”."), way_traits[id].name);
  ts_script_visit_tasks (script, look_at_task, &look);
  if (look.refusal == NULL && way_traits[id].is_python)
    look.refusal = ts_code_refuse (script, TS_CODE_PYTHON, id);
  return look.refusal;
}
