/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps in Python.
 */
#include "config.h"

#include "ts-code-python.h"

static const char * const signs[] = {
  [COMPARE_LESS] = "<", [COMPARE_LESS_EQUAL] = "<=", [COMPARE_EQUAL] = "==",
  [COMPARE_UNEQUAL] = "!=", [COMPARE_GREATER_EQUAL] = ">=", [COMPARE_GREATER] = ">",
};

static gboolean
is_loop (TsCode *code)
{
  return code->column == TS_CODE_LOOP;
}

const char *
ts_code_python_await (TsCode *code)
{
  return is_loop (code) ? "await " : "";
}

static char *
get_object (TsCode *code, const TsStep *step)
{
  return ts_code_object (code, step->reference->object, step->reference->offset);
}

/* The counter of a step as something that can be set. */
static char *
get_counter (TsCode *code, const TsStep *step)
{
  return ts_code_object_value (code, step->reference->object, step->reference->offset);
}

static void
write_block (TsCode *code, GPtrArray *body)
{
  ts_code_indent (code, 1);
  ts_code_python_body (code, body);
  ts_code_indent (code, -1);
}

/* compute, native, sleep, read: a helper of that name. */
static void
write_time (TsCode *code, const TsStep *step)
{
  static const char * const words[] = {
    [TS_STEP_COMPUTE] = "compute", [TS_STEP_NATIVE] = "native",
    [TS_STEP_SLEEP] = "sleep", [TS_STEP_READ] = "read",
  };
  g_autofree char *time = ts_code_milliseconds (code, step);
  gboolean waits = step->kind == TS_STEP_SLEEP || step->kind == TS_STEP_READ;

  ts_code_need (code, words[step->kind]);
  ts_code_line (code, step->line, "%s%s(%s)", waits ? ts_code_python_await (code) : "", words[step->kind], time);
}

static void
write_object_step (TsCode *code, const TsStep *step)
{
  static const struct {
    const char *call;
    gboolean waits;
  } calls[] = {
    [TS_STEP_ACQUIRE] = { "acquire()", TRUE }, [TS_STEP_RELEASE] = { "release()", FALSE },
    [TS_STEP_PUT] = { "put(None)", TRUE }, [TS_STEP_GET] = { "get()", TRUE },
    [TS_STEP_CLOSE] = { "close()", TRUE }, [TS_STEP_WAIT] = { "wait()", TRUE },
    [TS_STEP_SIGNAL] = { "set()", FALSE }, [TS_STEP_ARRIVE] = { "wait()", TRUE },
  };
  g_autofree char *object = get_object (code, step);

  ts_code_line (code, step->line, "%s%s.%s", calls[step->kind].waits ? ts_code_python_await (code) : "", object,
                calls[step->kind].call);
}

static void
write_lock (TsCode *code, const TsStep *step)
{
  g_autofree char *object = get_object (code, step);

  ts_code_line (code, step->line, "%swith %s:", is_loop (code) ? "async " : "", object);
  write_block (code, step->body);
}

char *
ts_code_python_counter_lock (TsCode *code, const TsObject *counter)
{
  return g_strdup_printf ("%s_lock", ts_code_name (code, counter));
}

/* In an event loop nobody can come between, with or without a lock. */
static void
write_atomic_increment (TsCode *code, const TsStep *step)
{
  const TsObject *counter = step->reference->object;
  g_autofree char *object = get_object (code, step);
  g_autofree char *value = get_counter (code, step);
  g_autofree char *lock = ts_code_python_counter_lock (code, counter);
  gboolean between = ts_code_is_between_processes (code, counter);

  ts_code_line (code, step->line, "with %s%s:", between ? object : lock, between ? ".get_lock()" : "");
  ts_code_line (code, step->line, "    %s += 1", value);
}

static void
write_counter_step (TsCode *code, const TsStep *step)
{
  g_autofree char *counter = get_counter (code, step);
  g_autofree char *value = step->value != NULL ? ts_code_value (code, step->value) : g_strdup ("1");

  if (step->kind == TS_STEP_LOAD)
    ts_code_line (code, step->line, "loaded = %s", counter);
  else if (step->kind == TS_STEP_ADD)
    ts_code_line (code, step->line, "loaded += %s", value);
  else if (step->kind == TS_STEP_STORE)
    ts_code_line (code, step->line, "%s = loaded", counter);
  else if (step->atomically && !is_loop (code))
    write_atomic_increment (code, step);
  else
    ts_code_line (code, step->line, "%s += 1", counter);
}

static void
write_repeat (TsCode *code, const TsStep *step)
{
  g_autofree char *turns = ts_code_value (code, step->value);

  ts_code_line (code, step->line, "for _ in range(%s):", turns);
  write_block (code, step->body);
}

/* Nobody closes a keyboard. */
static void
write_repeat_get (TsCode *code, const TsStep *step)
{
  g_autofree char *queue = get_object (code, step);

  if (step->reference->object->kind == OBJECT_KEYBOARD)
    {
      ts_code_line (code, step->line, "while True:");
      ts_code_line (code, step->line, "    %s%s.get()", ts_code_python_await (code), queue);
    }
  else
    ts_code_line (code, step->line, "%sfor _ in %s:", is_loop (code) ? "async " : "", queue);
  write_block (code, step->body);
}

static void
write_forever (TsCode *code, const TsStep *step)
{
  ts_code_line (code, step->line, "while True:");
  write_block (code, step->body);
}

static void
write_if (TsCode *code, const TsStep *step)
{
  g_autofree char *left = ts_code_value (code, step->value);
  g_autofree char *right = ts_code_value (code, step->right);

  ts_code_line (code, step->line, "if %s %s %s:", left, signs[step->comparison], right);
  write_block (code, step->body);
  if (step->otherwise == NULL)
    return;
  ts_code_line (code, 0, "else:");
  write_block (code, step->otherwise);
}

static void
append_range (TsCode *code, GString *text, const TsCoreRange *range)
{
  g_autofree char *low = ts_code_value (code, range->low);
  g_autofree char *high = range->high != NULL ? ts_code_value (code, range->high) : NULL;

  g_string_append (text, text->len > 0 ? ", " : "");
  if (high == NULL)
    g_string_append (text, low);
  else
    g_string_append_printf (text, "*range(%s, %s + 1)", low, high);
}

void
ts_code_python_pin (TsCode *code, guint line, GPtrArray *cores)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cores->len; i++)
    append_range (code, text, cores->pdata[i]);
  ts_code_need (code, "pin");
  ts_code_line (code, line, "pin(%s)", text->str);
}

static void
write_print (TsCode *code, const TsStep *step)
{
  g_autofree char *text = ts_code_python_template (code, step->parts);

  ts_code_line (code, step->line, "say(%s)", text);
}

static void
write_exit (TsCode *code, const TsStep *step)
{
  g_autofree char *status = step->value != NULL ? ts_code_value (code, step->value) : g_strdup ("0");

  ts_code_need (code, ts_code_uses_alive (code->script) && code->column == TS_CODE_PROCESSES
                          ? "counted-leave" : "leave");
  ts_code_line (code, step->line, "leave(%s)", status);
}

/* What is one call of a helper. */
static void
write_call (TsCode *code, const TsStep *step)
{
  gboolean counted = ts_code_uses_alive (code->script) && code->column == TS_CODE_PROCESSES;
  g_autofree char *value = NULL;

  if (step->kind == TS_STEP_STEP)
    ts_code_line (code, step->line, "step()");
  else if (step->kind == TS_STEP_YIELD)
    {
      ts_code_need (code, "give_way");
      ts_code_line (code, step->line, "%sgive_way()", ts_code_python_await (code));
    }
  else if (step->kind == TS_STEP_CRASH)
    {
      ts_code_need (code, counted ? "counted-crash" : "crash");
      ts_code_line (code, step->line, "crash()");
    }
  else if (step->kind == TS_STEP_NICE)
    {
      value = ts_code_value (code, step->value);
      ts_code_need (code, "nice");
      ts_code_line (code, step->line, "nice(%s)", value);
    }
  else
    {
      value = ts_code_bytes (code, step);
      ts_code_need (code, "touch");
      ts_code_line (code, step->line, "touch(%s)", value);
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
    case TS_STEP_ACQUIRE: case TS_STEP_RELEASE: case TS_STEP_PUT: case TS_STEP_GET:
    case TS_STEP_CLOSE: case TS_STEP_WAIT: case TS_STEP_SIGNAL: case TS_STEP_ARRIVE:
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
    case TS_STEP_PRINT:
      write_print (code, step);
      return;
    case TS_STEP_START:
      ts_code_python_start (code, step->line, step->reference->task, step->reference->offset);
      return;
    case TS_STEP_JOIN:
      ts_code_python_join (code, step->line, step->reference->task, step->reference->offset);
      return;
    case TS_STEP_PIN:
      ts_code_python_pin (code, step->line, step->cores);
      return;
    case TS_STEP_EXIT:
      write_exit (code, step);
      return;
    case TS_STEP_STEP: case TS_STEP_NICE: case TS_STEP_YIELD: case TS_STEP_TOUCH: case TS_STEP_CRASH:
      write_call (code, step);
      return;
    case TS_STEP_INVALID:
    case TS_N_STEPS:
    default:
      g_assert_not_reached ();
    }
}

void
ts_code_python_body (TsCode *code, GPtrArray *body)
{
  for (guint i = 0; i < body->len; i++)
    write_step (code, body->pdata[i]);
}
