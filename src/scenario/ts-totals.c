/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many steps each task will do, as far as that can be known before the run: what its bar is
 * measured against.
 */
#include "config.h"

#include "ts-compiler.h"

typedef struct {
  TsEnvironment environment;
  gboolean known;   /* so far */
  gboolean ended;   /* nothing comes any more: the task has ended, or is in a loop for ever */
} Count;

static gint64 count_body (Count *count, GPtrArray *body);

static gint64
give_up (Count *count)
{
  count->known = FALSE;
  return 0;
}

static gint64
add (Count *count, gint64 one, gint64 other)
{
  gint64 sum;

  return __builtin_add_overflow (one, other, &sum) ? give_up (count) : sum;
}

/* A block that is gone through `turns` times. */
static gint64
count_turns (Count *count, GPtrArray *body, gint64 turns)
{
  gint64 steps, all;

  if (turns <= 0)
    return 0;
  steps = count_body (count, body);
  if (count->ended)
    return steps;
  return __builtin_mul_overflow (steps, turns, &all) ? give_up (count) : all;
}

static gint64
count_repeat (Count *count, const TsStep *step)
{
  gint64 turns;

  if (ts_evaluate (step->value, &count->environment, &turns))
    return count_turns (count, step->body, turns);
  if (count_body (count, step->body) != 0 || count->ended)
    return give_up (count);
  return 0;
}

/* A block of which nobody knows how often it is gone through. */
static gint64
count_unknown (Count *count, const TsStep *step)
{
  if (count_body (count, step->body) != 0 || count->ended)
    return give_up (count);
  return 0;
}

static gint64
count_forever (Count *count, const TsStep *step)
{
  gint64 steps = count_body (count, step->body);

  if (!count->ended && steps != 0)
    return give_up (count);
  count->ended = TRUE;
  return steps;
}

static gint64
count_if (Count *count, const TsStep *step)
{
  gint64 left, right, steps, other_steps;
  gboolean left_known = ts_evaluate (step->value, &count->environment, &left);
  gboolean body_ended;

  if (ts_evaluate (step->right, &count->environment, &right) && left_known)
    return count_body (count,
                       ts_compare (step->comparison, left, right) ? step->body : step->otherwise);
  steps = count_body (count, step->body);
  body_ended = count->ended;
  count->ended = FALSE;
  other_steps = count_body (count, step->otherwise);
  if (steps != other_steps || body_ended != count->ended)
    return give_up (count);
  return steps;
}

static gint64
count_step (Count *count, const TsStep *step)
{
  switch ((int) step->kind)
    {
    case TS_STEP_STEP:
      return 1;
    case TS_STEP_REPEAT:
      return count_repeat (count, step);
    case TS_STEP_REPEAT_GET:
      return count_unknown (count, step);
    case TS_STEP_FOREVER:
      return count_forever (count, step);
    case TS_STEP_IF:
      return count_if (count, step);
    case TS_STEP_LOCK:
      return count_body (count, step->body);
    case TS_STEP_EXIT:
    case TS_STEP_CRASH:
      count->ended = TRUE;
      return 0;
    default:
      return 0;
    }
}

static gint64
count_body (Count *count, GPtrArray *body)
{
  gint64 steps = 0;

  for (guint i = 0; body != NULL && i < body->len && count->known && !count->ended; i++)
    steps = add (count, steps, count_step (count, body->pdata[i]));
  return steps;
}

/* Steps of the copy at `index`; says whether they depend on the index. */
static gint64
count_copy (TsCompiler *compiler, const TsTask *task, gint64 index, gboolean *index_used)
{
  Count count = {
    .environment = { .settings = compiler->settings, .index = index },
    .known = TRUE,
  };
  gint64 steps;

  if (task->steps != NULL)
    return ts_compiler_count (compiler, task->steps);
  steps = count_body (&count, task->body);
  *index_used = count.environment.index_used;
  return count.known ? steps : -1;
}

typedef struct {
  TsCompiler *compiler;
  gint64 *totals;
} Totals;

static void
count_task (TsTask *task, gpointer data)
{
  Totals *totals = data;
  const Program *program = totals->compiler->program;
  gpointer index = g_hash_table_lookup (totals->compiler->declarations, task);
  const TaskDeclaration *declaration = &program->declarations[GPOINTER_TO_UINT (index)];
  guint32 slots = declaration->copies;
  gboolean index_used = TRUE;
  gint64 steps = 0;

  if (declaration->parent >= 0)
    slots *= program->declarations[declaration->parent].copies;
  for (guint32 i = 0; i < slots; i++)
    {
      if (i == 0 || index_used)
        steps = count_copy (totals->compiler, task, i % declaration->copies, &index_used);
      totals->totals[declaration->first_slot + i] = steps;
    }
}

gint64 *
ts_compiler_totals (TsCompiler *compiler)
{
  Totals totals = { compiler, g_new0 (gint64, compiler->program->task_count) };

  ts_script_visit_tasks (compiler->script, count_task, &totals);
  return totals.totals;
}
