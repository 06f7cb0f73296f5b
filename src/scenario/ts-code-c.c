/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole program in C.
 */
#include "config.h"

#include "ts-code-c.h"
#include "ts-evaluate.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
  TsStepKind kind;
  gboolean random;
  gboolean found;
} Search;

static void
search_task (TsTask *task, gpointer data)
{
  Search *search = data;

  if (search->random ? ts_code_body_has (task->body, ts_code_is_random)
                     : ts_code_body_has_step (task->body, search->kind))
    search->found = TRUE;
}

static gboolean
any_step (TsCode *code, TsStepKind kind)
{
  Search search = { .kind = kind };

  ts_script_visit_tasks (code->script, search_task, &search);
  return search.found;
}

static gboolean
any_random (TsCode *code)
{
  Search search = { .random = TRUE };

  ts_script_visit_tasks (code->script, search_task, &search);
  return search.found;
}

/* All of them are long: what is worked out from them may be large. */
static void
write_parameter (TsCode *code, const TsParameter *parameter)
{
  gint64 value = ts_settings_get (&code->settings, parameter);
  g_autofree char *number = g_strdup_printf (value < 0 ? "(%" PRId64 "LL)" : "%" PRId64 "LL", value);
  g_autofree char *comment = NULL;

  if (parameter->label != NULL && strcmp (parameter->label, parameter->name) != 0)
    comment = ts_code_comment (code, parameter->label);
  ts_code_line (code, parameter->line, "#define %s %s%s%s", ts_code_name (code, parameter), number,
                comment != NULL ? " " : "", comment != NULL ? comment : "");
}

static void
write_parameters (TsCode *code)
{
  GPtrArray *parameters = code->script->parameters;
  gboolean random = any_random (code);

  if (parameters->len == 0 && !random)
    return;
  ts_code_section (code, "Parameters");
  for (guint i = 0; i < parameters->len; i++)
    write_parameter (code, parameters->pdata[i]);
  if (random)
    ts_code_line (code, 0, "#define SEED %" G_GUINT64_FORMAT "ULL /* the same one gives the same random numbers again */",
                  code->plan->seed);
  ts_code_blank (code, 1);
}

static void
write_program (TsCode *code)
{
  write_parameters (code);
  if (g_hash_table_contains (code->pieces, "most"))
    ts_code_line (code, 0, "enum { MOST = 1024 }; /* there are not so many cores */");
  ts_code_blank (code, 1);
  ts_code_c_objects (code);
  ts_code_section (code, "Tasks");
  ts_code_c_handles (code);
  ts_code_blank (code, 1);
  ts_code_c_tasks (code);
  ts_code_c_set_up (code);
  ts_code_c_main (code);
}

/* Forgets the text, but not what was found to be needed. */
static void
begin_again (TsCode *code)
{
  g_string_truncate (code->text, 0);
  g_array_set_size (code->lines, 0);
  code->commented = 0;
  code->blanks = 0;
}

static void
append_comment (TsCode *code, GString *head)
{
  gboolean processes = code->column == TS_CODE_PROCESSES;
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL, parts = NULL;
  g_autofree char *safe = NULL;

  if (code->plan->title != NULL)
    g_string_append_printf (text, "%s\n\n", code->plan->title);
  if (code->plan->summary != NULL)
    {
      ts_code_fold (text, code->plan->summary);
      g_string_append (text, "\n\n");
    }
  g_string_append_printf (text, "Written out by Timeslice for C with %s.  Translate it with\n  cc -std=c11 -O2 -pthread FILE.c",
                          processes ? "processes (fork) and shared memory" : "threads (pthreads)");
  parts = g_strsplit (text->str, "*/", -1);
  safe = g_strjoinv ("* /", parts);
  lines = g_strsplit (safe, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (head, "%s%s%s\n", i == 0 ? "/*" : " *", *lines[i] != '\0' ? " " : "", lines[i]);
  g_string_append (head, " */\n");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

static void
append_includes (TsCode *code, GString *head)
{
  g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (code->imports, NULL);
  guint count = g_hash_table_size (code->imports);

  qsort (names, count, sizeof *names, compare_names);
  g_string_append (head, "#define _GNU_SOURCE /* for what Linux has beside POSIX */\n\n");
  for (guint i = 0; i < count; i++)
    g_string_append_printf (head, "#include <%s>\n", names[i]);
}

char *
ts_code_c (TsCode *code)
{
  GString *head = g_string_new (NULL);
  gboolean bars = any_step (code, TS_STEP_STEP);
  g_autofree char *pieces = NULL;

  if (bars)
    ts_code_need (code, "bars");
  if (any_step (code, TS_STEP_PRINT))
    ts_code_need (code, bars ? "say" : "plain-say");
  /* What is prepared, and declared, depends on what the steps turn out to need. */
  write_program (code);
  begin_again (code);
  write_program (code);

  g_hash_table_remove (code->pieces, "most");
  pieces = ts_code_pieces (code);
  append_comment (code, head);
  append_includes (code, head);
  if (*pieces != '\0')
    g_string_append_printf (head, "\n/* ---- Helpers %s */\n"
                            "/* What the steps of the program stand on; the program itself begins further down. */\n\n%s\n",
                            "----------------------------------------------------------------------------------", pieces);
  g_string_append_c (head, '\n');
  return g_string_free (head, FALSE);
}
