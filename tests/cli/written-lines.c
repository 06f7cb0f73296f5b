/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "written-lines.h"

#include "ts-evaluate.h"
#include "ts-syntax.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
  GRegex *line;
  GString *kept;         /* for each group of `line`, '1' if it must be the same */
  gboolean determined;   /* the number of such lines is the same in each run */
} Pattern;

/* Where a step stands. */
typedef struct {
  const TsTask *task;
  gboolean several;      /* more than one may do it at the same time */
  gboolean locked;       /* one lock is held */
  gboolean anonymous;    /* who does it is a matter of chance */
  gboolean fickle;       /* how often it is done is a matter of chance */
} Place;

typedef struct {
  WrittenLines *lines;
  TsScript *script;
  const TsCodePlan *plan;
  GHashTable *writers;   /* TsObject → the only TsTask that changes it */
  GHashTable *chancy;    /* set of TsObject: counters whose value may be any */
  gboolean chancy_register;   /* what a task has loaded */
} Look;

static void
pattern_free (gpointer data)
{
  Pattern *pattern = data;

  g_regex_unref (pattern->line);
  g_string_free (pattern->kept, TRUE);
  g_free (pattern);
}

static void
append_part (Look *look, const TsTemplatePart *part, gboolean anonymous, GString *regex, GString *kept)
{
  TsSettings settings = { .values = look->plan->values };
  g_autofree char *literal = part->letter == 0 ? g_regex_escape_string (part->text, -1) : NULL;

  if (literal != NULL)
    g_string_append (regex, literal);
  else if (part->letter == 'P')
    g_string_append_printf (regex, "%" PRId64, ts_settings_get (&settings, part->parameter));
  else
    {
      g_string_append (regex, part->letter == 't' ? "(.*)" : "(-?[0-9]+)");
      g_string_append_c (kept, (part->letter == 't' || part->letter == 'n') && !anonymous ? '1' : '0');
    }
}

static void
add_pattern (Look *look, const TsStep *step, const Place *place)
{
  Pattern *pattern = g_new0 (Pattern, 1);
  g_autoptr (GString) regex = g_string_new ("^");
  g_autoptr (GError) error = NULL;

  pattern->kept = g_string_new (NULL);
  pattern->determined = !place->fickle;
  for (guint i = 0; i < step->parts->len; i++)
    append_part (look, step->parts->pdata[i], place->anonymous, regex, pattern->kept);
  g_string_append_c (regex, '$');
  pattern->line = g_regex_new (regex->str, 0, 0, &error);
  g_assert_no_error (error);
  g_ptr_array_add (look->lines->patterns, pattern);
}

/* A counter that is changed here. */
static void
look_at_change (Look *look, const TsStep *step, const Place *place)
{
  TsObject *object = step->reference->object;
  const TsTask *other = g_hash_table_lookup (look->writers, object);
  gboolean alone = !place->several && (other == NULL || other == place->task);

  g_hash_table_insert (look->writers, object, (gpointer) place->task);
  if (place->fickle || !(alone || place->locked || step->atomically))
    g_hash_table_add (look->chancy, object);
}

static gboolean
is_fickle (const TsExpression *value)
{
  if (value == NULL)
    return FALSE;
  return value->kind == TS_EXPRESSION_OBJECT || is_fickle (value->left) || is_fickle (value->right);
}

static void
find_pause (TsStep *step, gpointer data)
{
  if (step->kind == TS_STEP_SLEEP || step->kind == TS_STEP_READ || step->kind == TS_STEP_YIELD)
    *(gboolean *) data = TRUE;
}

/* TRUE if a coroutine never lets another one run from here on. */
static gboolean
is_selfish (Look *look, const TsStep *step)
{
  gboolean pauses = FALSE;

  if (step->kind != TS_STEP_FOREVER || way_traits[look->plan->way].kind != KIND_COROUTINE)
    return FALSE;
  ts_body_visit (step->body, find_pause, &pauses);
  return !pauses;
}

/* What is stored is a matter of chance if what was loaded or added is. */
static void
look_at_register (Look *look, const TsStep *step)
{
  TsObject *object = step->reference != NULL ? step->reference->object : NULL;

  if (step->kind == TS_STEP_LOAD)
    look->chancy_register = g_hash_table_contains (look->chancy, object);
  else if (step->kind == TS_STEP_ADD)
    look->chancy_register |= is_fickle (step->value);
  else if (step->kind == TS_STEP_STORE && look->chancy_register)
    g_hash_table_add (look->chancy, object);
}

static void look_at_body (Look *look, GPtrArray *body, Place place);

static void
look_at_step (Look *look, const TsStep *step, Place place)
{
  if (step->kind == TS_STEP_PRINT)
    add_pattern (look, step, &place);
  if (step->kind == TS_STEP_STORE || step->kind == TS_STEP_INCREMENT)
    look_at_change (look, step, &place);
  look_at_register (look, step);
  if (step->kind == TS_STEP_CRASH || step->kind == TS_STEP_EXIT)
    look->lines->may_die = TRUE;
  if ((step->kind == TS_STEP_LOCK && place.locked) || is_selfish (look, step))
    look->lines->may_stop = TRUE;

  place.locked |= step->kind == TS_STEP_LOCK;
  place.anonymous |= step->kind == TS_STEP_REPEAT_GET;
  place.fickle |= step->kind == TS_STEP_FOREVER || is_fickle (step->value) || is_fickle (step->right);
  look_at_body (look, step->body, place);
  look_at_body (look, step->otherwise, place);
}

static void
look_at_body (Look *look, GPtrArray *body, Place place)
{
  guint acquired = 0;

  for (guint i = 0; body != NULL && i < body->len; i++)
    {
      const TsStep *step = body->pdata[i];

      if (step->kind == TS_STEP_ACQUIRE && (acquired++ > 0 || place.locked))
        look->lines->may_stop = TRUE;
      look_at_step (look, step, place);
    }
}

static void
find_join (TsStep *step, gpointer data)
{
  gconstpointer *task = data;

  if (step->kind == TS_STEP_JOIN && step->reference->task == *task)
    *task = NULL;
}

/* TRUE if nobody waits for its end, so that it may be cut short. */
static gboolean
is_abandoned (Look *look, const TsTask *task)
{
  gconstpointer wanted = task;

  if (look->script->main == NULL || task->is_main || task->parent != NULL)
    return task->daemon;
  ts_body_visit (look->script->main->body, find_join, &wanted);
  return wanted != NULL;
}

static void
look_at_task (TsTask *task, gpointer data)
{
  Look *look = data;
  Place place = { .task = task, .several = task->copies != NULL, .fickle = is_abandoned (look, task) };

  look_at_body (look, task->body, place);
}

static void
add_counters (Look *look, GPtrArray *objects)
{
  gboolean processes = way_traits[look->plan->way].kind == KIND_PROCESS;

  for (guint i = 0; i < objects->len && !look->lines->may_die; i++)
    {
      const TsObject *object = objects->pdata[i];

      if (object->kind == OBJECT_COUNTER && object->count == NULL && (object->shared || !processes)
          && g_hash_table_contains (look->writers, object) && !g_hash_table_contains (look->chancy, object))
        g_ptr_array_add (look->lines->counters, g_strdup (object->name));
    }
}

/* Only the main task's lines are sure to be there if others may die. */
static void
doubt_all (WrittenLines *lines)
{
  for (guint i = 0; i < lines->patterns->len; i++)
    ((Pattern *) lines->patterns->pdata[i])->determined = FALSE;
}

WrittenLines *
written_lines_new (TsScript *script, const TsCodePlan *plan)
{
  WrittenLines *self = g_new0 (WrittenLines, 1);
  g_autoptr (GHashTable) writers = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) chancy = g_hash_table_new (NULL, NULL);
  Look look = { self, script, plan, writers, chancy };

  self->patterns = g_ptr_array_new_with_free_func (pattern_free);
  self->counters = g_ptr_array_new_with_free_func (g_free);
  ts_script_visit_tasks (script, look_at_task, &look);
  add_counters (&look, script->objects);
  if (self->may_die)
    doubt_all (self);
  return self;
}

void
written_lines_free (WrittenLines *self)
{
  g_ptr_array_unref (self->patterns);
  g_ptr_array_unref (self->counters);
  g_free (self);
}

/* The number of the pattern and what is kept; "" for a line that may be missing. */
static char *
reduce_line (WrittenLines *self, const char *line)
{
  for (guint i = 0; i < self->patterns->len; i++)
    {
      const Pattern *pattern = self->patterns->pdata[i];
      g_autoptr (GMatchInfo) match = NULL;
      g_autoptr (GString) text = NULL;

      if (!g_regex_match (pattern->line, line, 0, &match))
        continue;
      if (!pattern->determined)
        return g_strdup ("");
      text = g_string_new (NULL);
      g_string_printf (text, "%u:", i);
      for (guint group = 0; group < pattern->kept->len; group++)
        {
          g_autofree char *value = g_match_info_fetch (match, (int) group + 1);

          g_string_append_printf (text, " %s", pattern->kept->str[group] == '1' ? value : "?");
        }
      return g_strdup (text->str);
    }
  g_error ("the program does not print “%s”", line);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

char *
written_lines_reduce (WrittenLines *self, const char *printed)
{
  g_auto (GStrv) lines = g_strsplit (printed, "\n", -1);
  g_autoptr (GPtrArray) reduced = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (reduced, reduce_line (self, lines[i]));
  g_ptr_array_sort (reduced, compare);
  for (guint i = 0; i < reduced->len; i++)
    if (*(char *) reduced->pdata[i] != '\0')
      g_string_append_printf (text, "%s\n", (char *) reduced->pdata[i]);
  return g_strdup (text->str);
}
