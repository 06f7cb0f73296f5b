/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps in C.
 */
#include "config.h"

#include "ts-code-c.h"

static const char * const signs[] = {
  [COMPARE_LESS] = "<", [COMPARE_LESS_EQUAL] = "<=", [COMPARE_EQUAL] = "==",
  [COMPARE_UNEQUAL] = "!=", [COMPARE_GREATER_EQUAL] = ">=", [COMPARE_GREATER] = ">",
};

void
ts_code_c_open (TsCode *code, gboolean braces)
{
  ts_code_indent (code, 1);
  if (braces)
    {
      ts_code_line (code, 0, "{");
      ts_code_indent (code, 1);
    }
  code->loops++;
}

void
ts_code_c_close (TsCode *code, gboolean braces)
{
  if (braces)
    {
      ts_code_indent (code, -1);
      ts_code_line (code, 0, "}");
    }
  ts_code_indent (code, -1);
  code->loops--;
}

const char *
ts_code_c_loop (TsCode *code, guint source, const char *turns)
{
  static const char * const variables[] = {
    "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x",
  };
  const char *i = variables[code->loops % G_N_ELEMENTS (variables)];

  ts_code_line (code, source, "for (long long %s = 0; %s < %s; %s++)", i, i, turns, i);
  return i;
}

/* TRUE if the steps come to a single statement. */
static gboolean
is_single (GPtrArray *body)
{
  const TsStep *step = body->pdata[0];

  return body->len == 1 && step->body == NULL && step->kind != TS_STEP_START && step->kind != TS_STEP_JOIN
         && step->kind != TS_STEP_CRASH && step->kind != TS_STEP_EXIT;
}

static void
write_block (TsCode *code, GPtrArray *body)
{
  gboolean braces = !is_single (body);

  ts_code_c_open (code, braces);
  ts_code_c_body (code, body);
  ts_code_c_close (code, braces);
}

static void
write_time (TsCode *code, const TsStep *step)
{
  static const struct {
    const char *piece, *function;
  } functions[] = {
    [TS_STEP_COMPUTE] = { "compute", "compute" }, [TS_STEP_NATIVE] = { "native", "native" },
    [TS_STEP_SLEEP] = { "sleep", "sleep_for" }, [TS_STEP_READ] = { "read", "read_device" },
  };
  g_autofree char *time = ts_code_milliseconds (code, step);

  ts_code_need (code, functions[step->kind].piece);
  ts_code_line (code, step->line, "%s (%s);", functions[step->kind].function, time);
}

static char *
get_object (TsCode *code, const TsStep *step)
{
  return ts_code_object (code, step->reference->object, step->reference->offset);
}

static void
write_hold (TsCode *code, const TsStep *step, gboolean acquire)
{
  g_autofree char *object = get_object (code, step);

  if (step->reference->object->kind == OBJECT_LOCK)
    ts_code_line (code, step->line, "pthread_mutex_%s (&%s);", acquire ? "lock" : "unlock", object);
  else
    ts_code_line (code, step->line, "sem_%s (&%s);", acquire ? "wait" : "post", object);
}

static void
write_lock (TsCode *code, const TsStep *step)
{
  write_hold (code, step, TRUE);
  ts_code_c_body (code, step->body);
  write_hold (code, step, FALSE);
}

static void
write_object_step (TsCode *code, const TsStep *step)
{
  static const struct {
    const char *piece, *function;
  } functions[] = {
    [TS_STEP_PUT] = { "queue-put", "queue_put" }, [TS_STEP_GET] = { "queue-get", "queue_get" },
    [TS_STEP_CLOSE] = { "queue-close", "queue_close" }, [TS_STEP_WAIT] = { "event-wait", "event_wait" },
    [TS_STEP_SIGNAL] = { "event-signal", "event_signal" }, [TS_STEP_ARRIVE] = { NULL, "pthread_barrier_wait" },
  };
  g_autofree char *object = get_object (code, step);

  if (functions[step->kind].piece != NULL)
    ts_code_need (code, functions[step->kind].piece);
  ts_code_line (code, step->line, "%s (&%s);", functions[step->kind].function, object);
}

static void
write_counter_step (TsCode *code, const TsStep *step)
{
  g_autofree char *counter = get_object (code, step);
  g_autofree char *value = step->value != NULL ? ts_code_value (code, step->value) : g_strdup ("1");

  if (step->kind == TS_STEP_LOAD)
    ts_code_line (code, step->line, "loaded = %s;", counter);
  else if (step->kind == TS_STEP_ADD)
    ts_code_line (code, step->line, "loaded += %s;", value);
  else if (step->kind == TS_STEP_STORE)
    ts_code_line (code, step->line, "%s = loaded;", counter);
  else if (step->atomically)
    {
      ts_code_import (code, "stdatomic.h");
      ts_code_line (code, step->line, "atomic_fetch_add (&%s, 1);", counter);
    }
  else
    ts_code_line (code, step->line, "%s = %s + 1;", counter, counter);
}

/* The number of turns is looked at once, also if it may be another one each time. */
static void
write_repeat (TsCode *code, const TsStep *step)
{
  g_autofree char *turns = ts_code_value (code, step->value);

  if (ts_expression_is_fickle (step->value))
    {
      ts_code_c_open (code, TRUE);
      ts_code_line (code, step->line, "long long turns = %s;", turns);
      ts_code_blank (code, 1);
      ts_code_c_loop (code, step->line, "turns");
      write_block (code, step->body);
      ts_code_c_close (code, TRUE);
      return;
    }
  ts_code_c_loop (code, step->line, turns);
  write_block (code, step->body);
}

static void
write_repeat_get (TsCode *code, const TsStep *step)
{
  g_autofree char *queue = get_object (code, step);

  ts_code_need (code, "queue-get");
  ts_code_line (code, step->line, "while (queue_get (&%s))", queue);
  write_block (code, step->body);
}

static void
write_forever (TsCode *code, const TsStep *step)
{
  ts_code_line (code, step->line, "for (;;)");
  write_block (code, step->body);
}

static void
write_if (TsCode *code, const TsStep *step)
{
  g_autofree char *left = ts_code_value (code, step->value);
  g_autofree char *right = ts_code_value (code, step->right);

  ts_code_line (code, step->line, "if (%s %s %s)", left, signs[step->comparison], right);
  write_block (code, step->body);
  if (step->otherwise == NULL)
    return;
  ts_code_line (code, 0, "else");
  write_block (code, step->otherwise);
}

void
ts_code_c_pin (TsCode *code, guint line, GPtrArray *cores)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cores->len; i++)
    {
      const TsCoreRange *range = cores->pdata[i];
      g_autofree char *low = ts_code_value (code, range->low);
      g_autofree char *high = range->high != NULL ? ts_code_value (code, range->high) : g_strdup (low);

      g_string_append_printf (text, "%s{ %s, %s }", i > 0 ? ", " : "", low, high);
    }
  ts_code_need (code, "pin");
  ts_code_line (code, line, "pin ((const struct range[]) { %s }, %u);", text->str, cores->len);
}

/* Ends the process: it is counted no more. */
static void
write_end (TsCode *code, const TsStep *step)
{
  g_autofree char *status = step->value != NULL ? ts_code_value (code, step->value) : g_strdup ("0");

  if (ts_code_uses_alive (code->script))
    ts_code_line (code, step->line, "count (-1);");
  if (step->kind == TS_STEP_CRASH)
    {
      ts_code_need (code, "crash");
      ts_code_line (code, step->line, "crash ();");
      return;
    }
  if (code->task->is_main)
    ts_code_c_end_processes (code, NULL);
  ts_code_import (code, "unistd.h");
  ts_code_line (code, step->line, "_exit ((int) (%s));", status);
}

/* What is one call of a function. */
static void
write_call (TsCode *code, const TsStep *step)
{
  g_autofree char *value = NULL;

  if (step->kind == TS_STEP_STEP)
    {
      ts_code_need (code, "step");
      ts_code_line (code, step->line, "step ();");
    }
  else if (step->kind == TS_STEP_YIELD)
    {
      ts_code_import (code, "sched.h");
      ts_code_line (code, step->line, "sched_yield ();");
    }
  else if (step->kind == TS_STEP_PRINT)
    {
      value = ts_code_c_template (code, step->parts);
      ts_code_line (code, step->line, "say (%s);", value);
    }
  else if (step->kind == TS_STEP_NICE)
    {
      value = ts_code_value (code, step->value);
      ts_code_need (code, "nice");
      ts_code_line (code, step->line, "be_nice (%s);", value);
    }
  else
    {
      value = ts_code_bytes (code, step);
      ts_code_need (code, "touch");
      ts_code_line (code, step->line, "touch (%s);", value);
    }
}

static void
write_step (TsCode *code, const TsStep *step)
{
  switch (step->kind)
    {
    case TS_STEP_COMPUTE: case TS_STEP_NATIVE: case TS_STEP_SLEEP: case TS_STEP_READ:
      write_time (code, step);
      return;
    case TS_STEP_LOCK:
      write_lock (code, step);
      return;
    case TS_STEP_ACQUIRE: case TS_STEP_RELEASE:
      write_hold (code, step, step->kind == TS_STEP_ACQUIRE);
      return;
    case TS_STEP_PUT: case TS_STEP_GET: case TS_STEP_CLOSE:
    case TS_STEP_WAIT: case TS_STEP_SIGNAL: case TS_STEP_ARRIVE:
      write_object_step (code, step);
      return;
    case TS_STEP_LOAD: case TS_STEP_ADD: case TS_STEP_STORE: case TS_STEP_INCREMENT:
      write_counter_step (code, step);
      return;
    case TS_STEP_REPEAT:
      write_repeat (code, step);
      return;
    case TS_STEP_REPEAT_GET:
      write_repeat_get (code, step);
      return;
    case TS_STEP_FOREVER:
      write_forever (code, step);
      return;
    case TS_STEP_IF:
      write_if (code, step);
      return;
    case TS_STEP_START:
      ts_code_c_start (code, step->line, step->reference->task, step->reference->offset);
      return;
    case TS_STEP_JOIN:
      ts_code_c_join (code, step->line, step->reference->task, step->reference->offset);
      return;
    case TS_STEP_PIN:
      ts_code_c_pin (code, step->line, step->cores);
      return;
    case TS_STEP_EXIT: case TS_STEP_CRASH:
      write_end (code, step);
      return;
    case TS_STEP_STEP: case TS_STEP_PRINT: case TS_STEP_NICE: case TS_STEP_YIELD: case TS_STEP_TOUCH:
      write_call (code, step);
      return;
    case TS_STEP_INVALID:
    case TS_N_STEPS:
    default:
      g_assert_not_reached ();
    }
}

void
ts_code_c_body (TsCode *code, GPtrArray *body)
{
  for (guint i = 0; i < body->len; i++)
    write_step (code, body->pdata[i]);
}
