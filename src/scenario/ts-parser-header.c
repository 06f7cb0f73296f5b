/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands at the margin: declarations of parameters and objects, and the headers of tasks.
 */
#include "config.h"

#include "ts-parser.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* A name that is being declared. */
static char *
parse_new_name (TsParser *parser)
{
  const TsToken *token = parser->token;

  if (token->kind == TS_TOKEN_NAME && !ts_word_is_reserved (token->start, token->length))
    {
      parser->token++;
      return ts_parser_copy (token);
    }
  if (token->kind == TS_TOKEN_NAME)
    ts_parser_mistake (parser, _("“%.*s” is a word of the language: choose another name"),
                       (int) token->length, token->start);
  else
    ts_parser_expected (parser, _("a name"));
  return NULL;
}

/* A number that is written out, with its sign. */
static gboolean
parse_plain_number (TsParser *parser, gint64 *number)
{
  gboolean negative = ts_parser_accept (parser, "-");

  if (parser->token->kind != TS_TOKEN_NUMBER)
    {
      ts_parser_expected (parser, _("a number"));
      return FALSE;
    }
  *number = negative ? -parser->token->number : parser->token->number;
  parser->token++;
  return TRUE;
}

/* The label as the learner reads it; an empty text has no translation. */
static char *
translate_label (const TsToken *token)
{
  g_autofree char *label = ts_parser_copy (token);

  return g_strdup (*label != '\0' ? g_dgettext (GETTEXT_PACKAGE, label) : label);
}

static gboolean
parse_range (TsParser *parser, TsParameter *parameter)
{
  if (!ts_parser_expect (parser, "=")
      || !parse_plain_number (parser, &parameter->default_value)
      || !ts_parser_expect (parser, "from")
      || !parse_plain_number (parser, &parameter->low)
      || !ts_parser_expect (parser, "to")
      || !parse_plain_number (parser, &parameter->high))
    return FALSE;
  if (parser->token->kind == TS_TOKEN_TEXT)
    {
      g_free (parameter->label);
      parameter->label = translate_label (parser->token++);
    }
  return ts_parser_expect_end (parser);
}

/* Reports a range that holds nothing, or not its own default. */
static void
check_range (TsParser *parser, const TsParameter *parameter, const TsToken *name)
{
  if (parameter->low > parameter->high)
    ts_report_add (parser->report, name->line, name->column,
                   _("“%s” goes from %" PRId64 " to %" PRId64
                      ": the first must not be the larger"),
                   parameter->name, parameter->low, parameter->high);
  else if (parameter->default_value < parameter->low || parameter->default_value > parameter->high)
    ts_report_add (parser->report, name->line, name->column,
                   _("“%s” is %" PRId64 ", which is not from %" PRId64
                      " to %" PRId64),
                   parameter->name, parameter->default_value, parameter->low, parameter->high);
}

/* "set" NAME "=" DEFAULT "from" LOW "to" HIGH ["Label"] */
static void
parse_parameter (TsParser *parser)
{
  const TsToken *name = parser->token;
  TsParameter *parameter;
  g_autofree char *copy = parse_new_name (parser);

  if (copy == NULL)
    return;
  parameter = ts_parameter_new ();
  parameter->label = g_strdup (copy);
  parameter->name = g_steal_pointer (&copy);
  parameter->line = name->line;
  parameter->column = name->column;
  g_ptr_array_add (parser->script->parameters, parameter);
  if (parse_range (parser, parameter))
    check_range (parser, parameter, name);
}

/* What comes behind an object's name: its size as its kind wants it. */
static gboolean
parse_size (TsParser *parser, TsObject *object)
{
  switch (object->kind)
    {
    case OBJECT_SEMAPHORE:
    case OBJECT_QUEUE:
    case OBJECT_BARRIER:
      if (parser->token->kind == TS_TOKEN_END || ts_parser_is (parser, "x"))
        {
          ts_parser_expected (parser, object->kind == OBJECT_SEMAPHORE
                                          ? _("a number (how many may hold it)")
                                      : object->kind == OBJECT_QUEUE
                                          ? _("a capacity (how many it holds)")
                                          : _("a number (how many it waits for)"));
          return FALSE;
        }
      object->size = ts_parser_first_value (parser);
      return object->size != NULL;
    case OBJECT_COUNTER:
      if (ts_parser_accept (parser, "="))
        {
          object->size = ts_parser_first_value (parser);
          return object->size != NULL;
        }
      return TRUE;
    case OBJECT_LOCK:
    case OBJECT_EVENT:
    case OBJECT_KEYBOARD:
    default:
      return TRUE;
    }
}

static gboolean
parse_count (TsParser *parser, TsExpression **count)
{
  *count = ts_parser_first_value (parser);
  return *count != NULL;
}

/* NAME [size] ["x" COUNT] */
static void
parse_object (TsParser *parser, ObjectKind kind, gboolean shared)
{
  const TsToken *token = parser->token;
  g_autofree char *name = parse_new_name (parser);
  TsObject *object;

  if (name == NULL)
    return;
  object = ts_object_new (kind);
  object->name = g_steal_pointer (&name);
  object->shared = shared;
  object->line = token->line;
  object->column = token->column;
  g_ptr_array_add (parser->script->objects, object);
  object->incomplete = !parse_size (parser, object)
                       || (kind != OBJECT_KEYBOARD && ts_parser_accept (parser, "x")
                           && !parse_count (parser, &object->count))
                       || !ts_parser_expect_end (parser);
}

void
ts_parser_declaration (TsParser *parser, TsHeader header)
{
  static const ObjectKind kinds[] = {
    [TS_HEADER_LOCK] = OBJECT_LOCK,      [TS_HEADER_SEMAPHORE] = OBJECT_SEMAPHORE,
    [TS_HEADER_QUEUE] = OBJECT_QUEUE,    [TS_HEADER_BARRIER] = OBJECT_BARRIER,
    [TS_HEADER_EVENT] = OBJECT_EVENT,    [TS_HEADER_COUNTER] = OBJECT_COUNTER,
    [TS_HEADER_SHARED] = OBJECT_COUNTER, [TS_HEADER_KEYBOARD] = OBJECT_KEYBOARD,
  };

  parser->token++;
  if (header == TS_HEADER_SET)
    parse_parameter (parser);
  else if (header != TS_HEADER_SHARED || ts_parser_expect (parser, "counter"))
    parse_object (parser, kinds[header], header == TS_HEADER_SHARED);
}

static gboolean
report_twice (TsParser *parser)
{
  g_autofree char *word = ts_parser_copy (parser->token - 1);

  ts_report_add (parser->report, parser->token[-1].line, parser->token[-1].column,
                 _("“%s” is given twice"), word);
  return FALSE;
}

static gboolean
parse_label (TsParser *parser, TsTask *task)
{
  const TsToken *label = parser->token++;

  if (task->label_text != NULL)
    return report_twice (parser);
  task->label_text = ts_parser_copy (label);
  task->label_column = label->column;
  return TRUE;
}

static gboolean
parse_option (TsParser *parser, TsTask *task)
{
  if (parser->token->kind == TS_TOKEN_TEXT)
    return parse_label (parser, task);
  if (ts_parser_accept (parser, "x"))
    return task->copies == NULL ? parse_count (parser, &task->copies) : report_twice (parser);
  if (ts_parser_accept (parser, "steps"))
    return task->steps == NULL ? parse_count (parser, &task->steps) : report_twice (parser);
  if (ts_parser_accept (parser, "daemon"))
    {
      if (task->daemon)
        return report_twice (parser);
      task->daemon = TRUE;
      return TRUE;
    }
  if (ts_parser_accept (parser, "on"))
    {
      if (task->cores != NULL)
        return report_twice (parser);
      task->cores = ts_parser_cores (parser);
      return task->cores != NULL;
    }
  ts_parser_expected (parser, _("“x”, “daemon”, “on”, “steps”, a label or the end of the line"));
  return FALSE;
}

/* Reports what the main task cannot be. */
static gboolean
parse_main_option (TsParser *parser, TsTask *task)
{
  if (ts_parser_is (parser, "daemon"))
    ts_parser_mistake (parser, _("the main task cannot be a daemon: everything ends with it"));
  else if (ts_parser_is (parser, "x"))
    ts_parser_mistake (parser, _("there is only one main task"));
  else
    return parse_option (parser, task);
  return FALSE;
}

static gboolean
parse_task_line (TsParser *parser, TsTask *task)
{
  if (!task->is_main)
    {
      const TsToken *name = parser->token;

      task->name = parse_new_name (parser);
      if (task->name == NULL)
        return FALSE;
      task->line = name->line;
      task->column = name->column;
    }
  while (parser->token->kind != TS_TOKEN_END)
    if (!(task->is_main ? parse_main_option (parser, task) : parse_option (parser, task)))
      return FALSE;
  return TRUE;
}

static TsHeader
header_at (TsParser *parser)
{
  if (parser->token->kind != TS_TOKEN_NAME)
    return TS_HEADER_NONE;
  return ts_header_from_word (parser->token->start, parser->token->length);
}

/* The headers at the beginning of a process's block. */
static void
parse_held_tasks (TsParser *parser, TsTask *process)
{
  while (!ts_parser_at_end (parser) && ts_parser_level (parser) == 1)
    {
      TsHeader header = header_at (parser);

      if (header < TS_HEADER_TASK)
        return;
      if (header == TS_HEADER_PROCESS)
        ts_parser_mistake (parser, _("a process cannot hold a process: only threads"));
      else if (header == TS_HEADER_COROUTINE)
        ts_parser_mistake (parser, _("a process cannot hold a coroutine: only threads"));
      g_ptr_array_add (process->tasks, ts_parser_task (parser, header, process));
    }
}

static void
parse_task_body (TsParser *parser, TsTask *task, guint level, gboolean good)
{
  const TsToken *end = parser->token;

  while (end->kind != TS_TOKEN_END)
    end++;
  if (task->kind != KIND_PROCESS || task->parent != NULL || ts_parser_level_below (parser) != 1)
    {
      ts_parser_body (parser, level, task->body, end, good);
      return;
    }
  ts_parser_next_line (parser);
  parse_held_tasks (parser, task);
  ts_parser_block (parser, level, task->body);
}

/* A header and its block. */
TsTask *
ts_parser_task (TsParser *parser, TsHeader header, TsTask *parent)
{
  static const TaskKind kinds[] = {
    [TS_HEADER_MAIN] = KIND_TASK, [TS_HEADER_TASK] = KIND_TASK, [TS_HEADER_THREAD] = KIND_THREAD,
    [TS_HEADER_PROCESS] = KIND_PROCESS, [TS_HEADER_COROUTINE] = KIND_COROUTINE,
  };
  TsTask *task = ts_task_new (kinds[header], parser->token->line, parser->token->column);
  gboolean good;

  task->is_main = header == TS_HEADER_MAIN;
  task->parent = parent;
  if (parent != NULL && task->kind == KIND_TASK)
    task->kind = KIND_THREAD;
  parser->token++;
  good = parse_task_line (parser, task);
  if (task->is_main)
    task->name = g_strdup ("main");
  parse_task_body (parser, task, parent != NULL ? 2 : 1, good);
  return task;
}
