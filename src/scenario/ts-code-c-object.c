/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tasks share, in C.
 */
#include "config.h"

#include "ts-code-c.h"

static const char * const types[] = {
  [OBJECT_LOCK] = "pthread_mutex_t ", [OBJECT_SEMAPHORE] = "sem_t ", [OBJECT_QUEUE] = "struct queue ",
  [OBJECT_BARRIER] = "pthread_barrier_t ", [OBJECT_EVENT] = "struct event ",
  [OBJECT_COUNTER] = "_Atomic long long ", [OBJECT_KEYBOARD] = "struct queue ",
};

char *
ts_code_c_dimension (TsCode *code, const TsExpression *count)
{
  if (!ts_code_has (count, ts_code_is_cores))
    return ts_code_value (code, count);
  ts_code_need (code, "most");
  return g_strdup ("MOST");
}

/* "[5]", or "" for what is no row. */
static char *
get_brackets (TsCode *code, const TsObject *object)
{
  g_autofree char *count = object->count != NULL ? ts_code_c_dimension (code, object->count) : NULL;

  return count != NULL ? g_strdup_printf ("[%s]", count) : g_strdup ("");
}

static void
need_type (TsCode *code, const TsObject *object)
{
  if (object->kind == OBJECT_SEMAPHORE)
    ts_code_import (code, "semaphore.h");
  else if (object->kind == OBJECT_QUEUE || object->kind == OBJECT_KEYBOARD)
    ts_code_need (code, "queue");
  else if (object->kind == OBJECT_EVENT)
    ts_code_need (code, "event");
  else if (object->kind != OBJECT_COUNTER)
    ts_code_import (code, "pthread.h");
}

static gboolean
is_in_shared (TsCode *code, const TsObject *object)
{
  return ts_code_is_between_processes (code, object);
}

/* What can be said at once. */
static char *
get_initial (TsCode *code, const TsObject *object)
{
  g_autofree char *size = NULL;

  if (object->count == NULL && object->kind == OBJECT_LOCK)
    return g_strdup (" = PTHREAD_MUTEX_INITIALIZER");
  if (object->count != NULL || object->kind != OBJECT_COUNTER || object->size == NULL
      || ts_code_has (object->size, ts_code_is_cores))
    return g_strdup ("");
  size = ts_code_value (code, object->size);
  return g_strdup_printf (" = %s", size);
}

static void
write_own (TsCode *code, const TsObject *object)
{
  g_autofree char *brackets = get_brackets (code, object);
  g_autofree char *initial = get_initial (code, object);

  need_type (code, object);
  ts_code_line (code, object->line, "static %s%s%s%s;", types[object->kind], ts_code_name (code, object), brackets,
                initial);
}

static void
write_shared (TsCode *code, const TsObject *object)
{
  g_autofree char *brackets = get_brackets (code, object);

  need_type (code, object);
  ts_code_line (code, object->line, "%s%s%s;", types[object->kind], ts_code_name (code, object), brackets);
}

static gboolean
has_shared (TsCode *code)
{
  for (guint i = 0; i < code->script->objects->len; i++)
    if (is_in_shared (code, code->script->objects->pdata[i]))
      return TRUE;
  return FALSE;
}

void
ts_code_c_objects (TsCode *code)
{
  GPtrArray *objects = code->script->objects;

  if (objects->len == 0)
    return;
  ts_code_section (code, "What the tasks share");
  if (has_shared (code))
    {
      ts_code_need (code, "share");
      ts_code_line (code, 0, "static struct {");
      ts_code_indent (code, 1);
      for (guint i = 0; i < objects->len; i++)
        if (is_in_shared (code, objects->pdata[i]))
          write_shared (code, objects->pdata[i]);
      ts_code_indent (code, -1);
      ts_code_line (code, 0, "} *shared; /* in memory that all processes have in common */");
    }
  for (guint i = 0; i < objects->len; i++)
    if (!is_in_shared (code, objects->pdata[i]))
      write_own (code, objects->pdata[i]);
  ts_code_blank (code, 1);
}

/* The call that prepares `name`; NULL: none is needed. */
static char *
get_preparation (TsCode *code, const TsObject *object, const char *name)
{
  gboolean shared = is_in_shared (code, object);
  g_autofree char *size = object->size != NULL ? ts_code_value (code, object->size) : g_strdup ("0");

  switch (object->kind)
    {
    case OBJECT_LOCK:
      if (shared)
        ts_code_need (code, "lock-init");
      else if (object->count == NULL)
        return NULL;
      return g_strdup_printf (shared ? "lock_init (&%s)" : "pthread_mutex_init (&%s, NULL)", name);
    case OBJECT_SEMAPHORE:
      return g_strdup_printf ("sem_init (&%s, %d, (unsigned int) (%s))", name, shared, size);
    case OBJECT_BARRIER:
      if (shared)
        ts_code_need (code, "barrier-init");
      return g_strdup_printf (shared ? "barrier_init (&%s, (unsigned int) (%s))"
                                     : "pthread_barrier_init (&%s, NULL, (unsigned int) (%s))", name, size);
    case OBJECT_QUEUE:
      return g_strdup_printf ("queue_init (&%s, %s)", name, size);
    case OBJECT_KEYBOARD:
      ts_code_import (code, "limits.h");
      return g_strdup_printf ("queue_init (&%s, LLONG_MAX)", name);
    case OBJECT_EVENT:
      return g_strdup_printf ("event_init (&%s)", name);
    case OBJECT_COUNTER:
    default:
      if (object->size == NULL || (!shared && object->count == NULL && !ts_code_has (object->size, ts_code_is_cores)))
        return NULL;
      return g_strdup_printf ("%s = %s", name, size);
    }
}

static void
prepare (TsCode *code, const TsObject *object)
{
  const char *name = ts_code_name (code, object);
  g_autofree char *place = g_strdup_printf ("%s%s%s", is_in_shared (code, object) ? "shared->" : "", name,
                                            object->count != NULL ? "[i]" : "");
  g_autofree char *call = get_preparation (code, object, place);
  g_autofree char *count = NULL;

  if (call == NULL)
    return;
  if (object->count != NULL)
    {
      count = ts_code_value (code, object->count);
      ts_code_line (code, 0, "for (long long i = 0; i < %s; i++)", count);
      ts_code_line (code, 0, "  %s;", call);
    }
  else
    ts_code_line (code, 0, "%s;", call);
}

static gboolean
needs (TsCode *code, const char *piece)
{
  return g_hash_table_contains (code->pieces, piece);
}

static gboolean
needs_preparation (TsCode *code)
{
  for (guint i = 0; i < code->script->objects->len; i++)
    {
      g_autofree char *call = get_preparation (code, code->script->objects->pdata[i], "");

      if (call != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
ts_code_c_needs_set_up (TsCode *code)
{
  gboolean processes = code->column == TS_CODE_PROCESSES;

  if (needs (code, "core_at"))
    ts_code_need (code, "cores");
  return needs (code, "compute") || needs (code, "native") || needs (code, "cores") || has_shared (code)
         || (processes && (needs (code, "bars") || needs (code, "living"))) || needs_preparation (code);
}

void
ts_code_c_set_up (TsCode *code)
{
  gboolean processes = code->column == TS_CODE_PROCESSES;

  if (!ts_code_c_needs_set_up (code))
    return;
  ts_code_line (code, 0, "/* What must be there before the first task begins. */");
  ts_code_line (code, 0, "static void");
  ts_code_line (code, 0, "set_up (void)");
  ts_code_line (code, 0, "{");
  ts_code_indent (code, 1);
  if (needs (code, "cores"))
    ts_code_line (code, 0, "find_cores ();");
  if (processes && needs (code, "bars"))
    ts_code_line (code, 0, "screen_init ();");
  if (processes && needs (code, "living"))
    ts_code_line (code, 0, "living_init ();");
  if (has_shared (code))
    ts_code_line (code, 0, "shared = share (sizeof *shared);");
  for (guint i = 0; i < code->script->objects->len; i++)
    prepare (code, code->script->objects->pdata[i]);
  if (needs (code, "compute") || needs (code, "native"))
    ts_code_line (code, 0, "calibrate ();");
  ts_code_indent (code, -1);
  ts_code_line (code, 0, "}");
  ts_code_blank (code, 1);
}
