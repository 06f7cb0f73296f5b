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
look_at_task (TsTask *task, gpointer data)
{
  Look *look = data;

  if (look->refusal == NULL)
    look->refusal = refuse_kind (look->id, task);
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
