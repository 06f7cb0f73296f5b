/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts, sizes and times out of range, as far as they are known.
 */
#include "config.h"

#include "ts-checker.h"
#include "ts-step.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

enum {
  LARGEST_CAPACITY = 1000000,  /* of a queue or semaphore */
  LARGEST_NICE = 19,           /* nice(2) */
  LARGEST_STATUS = 255,        /* exit(3) */
};

/* A day, a terabyte, a thousand million: far beyond every lesson, and far from overflowing. */
#define LONGEST_TIME_NS (G_GINT64_CONSTANT (86400) * 1000000000)
#define LARGEST_SIZE (G_GINT64_CONSTANT (1) << 40)
#define MOST_STEPS G_GINT64_CONSTANT (1000000000)

/* Reports `expression` if its value is known and not from low to high, which `what` names. */
static void
check_range (TsEnvironment *environment, const TsExpression *expression, gint64 low, gint64 high,
             const char *what)
{
  gint64 value;

  if (expression == NULL || !ts_evaluate (expression, environment, &value))
    return;
  if (value < low || value > high)
    ts_report_add (environment->report, expression->line, expression->column,
                   _("%s is from %" PRId64 " to %" PRId64
                      ", not %" PRId64),
                   what, low, high, value);
}

static void
check_object (const TsObject *object, TsEnvironment *environment)
{
  check_range (environment, object->count, 1, MAX_OBJECTS, _("the length of a row"));
  if (object->kind == OBJECT_SEMAPHORE)
    check_range (environment, object->size, 0, LARGEST_CAPACITY, _("the number of a semaphore"));
  else if (object->kind == OBJECT_QUEUE)
    check_range (environment, object->size, 1, LARGEST_CAPACITY, _("the capacity of a queue"));
  else if (object->kind == OBJECT_BARRIER)
    check_range (environment, object->size, 1, MAX_TASKS, _("the number of a barrier"));
  else
    check_range (environment, object->size, -LARGEST_SIZE, LARGEST_SIZE,
                 _("the value of a counter"));
}

/* A place in a row or among the copies of a task. */
static void
check_place (TsEnvironment *environment, const TsReference *reference)
{
  const TsExpression *count;
  gint64 length = 1, place;

  if (reference == NULL || reference->offset == NULL
      || (reference->task == NULL && reference->object == NULL)
      || !ts_evaluate (reference->offset, environment, &place))
    return;
  count = reference->task != NULL ? reference->task->copies : reference->object->count;
  if (count != NULL && !ts_evaluate (count, environment, &length))
    length = G_MAXINT64;
  if (length > 0 && (place < 0 || place >= length))
    ts_report_add (environment->report, reference->offset->line, reference->offset->column,
                   _("there is no %s[%" PRId64
                      "]: the row goes from %s[0] to %s[%" PRId64 "]"),
                   reference->name, place, reference->name, reference->name, length - 1);
}

/* A time or size is given in units: `most` of the smallest ones. */
static void
check_amount (TsEnvironment *environment, const TsStep *step, gint64 most, const char *too_much)
{
  gint64 value;

  if (!ts_evaluate (step->value, environment, &value))
    return;
  if (value > most / step->unit)
    ts_report_add (environment->report, step->value->line, step->value->column, "%s", too_much);
  else if (value < 0 && environment->settings == NULL)
    ts_report_add (environment->report, step->value->line, step->value->column,
                   _("this cannot be less than nothing, as %" PRId64 " is"), value);
}

static void
check_core (TsEnvironment *environment, const TsExpression *core)
{
  char text[256];
  gint64 value;

  if (core == NULL || !ts_evaluate (core, environment, &value))
    return;
  if (value < 0 || value >= MAX_CORES)
    ts_report_add (environment->report, core->line, core->column,
                   _("a core is from 0 to %d, not %" PRId64), MAX_CORES - 1, value);
  else if (environment->settings != NULL && !core_set_has (&environment->settings->allowed, value))
    ts_report_add (environment->report, core->line, core->column,
                   _("core %" PRId64 " cannot be used here; allowed are %s"), value,
                   core_set_print (&environment->settings->allowed, text, sizeof text));
}

/* "low to high" holds every core between, so that each of them must be there. */
static void
check_core_range (TsEnvironment *environment, const TsCoreRange *range)
{
  gint64 low, high;

  check_core (environment, range->low);
  check_core (environment, range->high);
  if (range->high == NULL || !ts_evaluate (range->low, environment, &low)
      || !ts_evaluate (range->high, environment, &high))
    return;
  if (low > high)
    ts_report_add (environment->report, range->low->line, range->low->column,
                   _("cores %" PRId64 " to %" PRId64
                      ": the first must not be the larger"),
                   low, high);
  if (environment->settings == NULL || low < 0 || high >= MAX_CORES)
    return;
  for (gint64 core = low + 1; core < high; core++)
    if (!core_set_has (&environment->settings->allowed, core))
      {
        ts_report_add (environment->report, range->low->line, range->low->column,
                       _("core %" PRId64 " of this range cannot be used here"), core);
        return;
      }
}

static void
check_cores (TsEnvironment *environment, GPtrArray *cores)
{
  for (guint i = 0; cores != NULL && i < cores->len; i++)
    check_core_range (environment, cores->pdata[i]);
}

/* Every value of a step, so that a division by zero in any of them is found. */
static void
check_step (TsStep *step, gpointer data)
{
  TsEnvironment *environment = data;
  gint64 ignored;

  check_place (environment, step->reference);
  check_cores (environment, step->cores);
  if (step->right != NULL)
    ts_evaluate (step->right, environment, &ignored);
  if (step->value == NULL)
    return;
  if (step->kind == TS_STEP_NICE)
    check_range (environment, step->value, -LARGEST_NICE - 1, LARGEST_NICE, _("the nice value"));
  else if (step->kind == TS_STEP_EXIT)
    check_range (environment, step->value, 0, LARGEST_STATUS, _("the status of an exit"));
  else if (step->kind == TS_STEP_TOUCH)
    check_amount (environment, step, LARGEST_SIZE, _("a size is at most 1024 GB"));
  else if (step->kind == TS_STEP_REPEAT)
    check_amount (environment, step, G_MAXINT64, "");
  else if (ts_step_get_form (step->kind)->argument == TS_ARGUMENT_TIME)
    check_amount (environment, step, LONGEST_TIME_NS, _("a time is at most a day (86400 s)"));
  else
    ts_evaluate (step->value, environment, &ignored);
}

/* The cores of a header are looked at for each copy: they often depend on its index. */
static void
check_task_cores (TsEnvironment *environment, const TsTask *task)
{
  gint64 copies = 1;
  guint before = environment->report->mistakes;

  if (task->cores == NULL)
    return;
  if (task->copies != NULL && !ts_evaluate (task->copies, environment, &copies))
    copies = 1;
  for (gint64 i = 0; i < MIN (copies, MAX_TASKS) && environment->report->mistakes == before; i++)
    {
      environment->index = i;
      check_cores (environment, task->cores);
    }
  environment->index = -1;
}

static void
check_task (TsTask *task, gpointer data)
{
  TsEnvironment *environment = data;

  check_range (environment, task->copies, 1, MAX_TASKS, _("the number of copies"));
  check_range (environment, task->steps, 0, MOST_STEPS, _("the number of steps"));
  check_task_cores (environment, task);
  ts_body_visit (task->body, check_step, environment);
}

void
ts_check_ranges (TsScript *script, TsEnvironment *environment)
{
  for (guint i = 0; i < script->objects->len; i++)
    check_object (script->objects->pdata[i], environment);
  ts_script_visit_tasks (script, check_task, environment);
}
