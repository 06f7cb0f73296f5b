/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is written out of every scenario of the catalogue, run: it must print what a run of the scenario itself prints,
 * and its counters must end alike.  For that all times are a thousandth of what they are in the scenario: it is not
 * they that are compared.  As it is, the code must be valid.
 */
#include "config.h"

#include "cli-test.h"
#include "ts-recording-file.h"
#include "ts-scenario.h"
#include "ts-way.h"
#include "written-lines.h"
#include "written-run.h"

#include <sys/wait.h>
#include <string.h>

/* A program that runs longer than this many seconds stands still. */
#define PATIENCE "120"

#define C_COMPILER "cc -std=c11 -O1 -Wall -Wextra -Werror -pthread "

/* Where a way cannot be run in this build, the lines are those of another. */
static const struct {
  const char *path;
  WayId way, stand_in;
  gboolean in_c;
} columns[] = {
  { "threads", WAY_THREADS, WAY_THREADS, TRUE },
  { "processes", WAY_PROCESSES, WAY_PROCESSES, TRUE },
  { "loop", WAY_LOOP, WAY_THREADS, FALSE },
};

/* Prints the counters behind the lines of the program. */
static const char driver[]
    = "import sys\n"
      "exec(compile(open(sys.argv[1]).read(), sys.argv[1], 'exec'), globals())\n"
      "for _name in sys.argv[2:]:\n"
      "    _value = globals()[_name]\n"
      "    print(f'@{_name}={getattr(_value, \"value\", _value)}', flush=True)\n";

typedef struct {
  TsScenario *scenario;   /* as it is */
  TsScenario *quick;      /* with all times a thousandth */
  char *file;             /* where that is */
  guint column;
} Case;

static void
case_free (gpointer data)
{
  Case *test = data;

  g_object_unref (test->scenario);
  g_clear_object (&test->quick);
  g_free (test->file);
  g_free (test);
}

static void
make_quick (Case *test)
{
  g_autofree char *source = written_run_shorten_times (ts_scenario_get_source (test->scenario));
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  test->file = cli_test_write_scenario ("quick.scenario", source);
  file = g_file_new_for_path (test->file);
  test->quick = ts_scenario_load (file, NULL, &error);
  g_assert_no_error (error);
}

/* Small values: what is to be seen is what the program prints, not how long it takes. */
static GHashTable *
choose_values (TsScenario *scenario)
{
  const GPtrArray *parameters = ts_script_get_parameters (ts_scenario_get_script (scenario));
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (TsCompiled) compiled = NULL;
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
  TsSettings settings = { .values = values };

  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = parameters->pdata[i];
      gboolean is_time = parameter->label != NULL && strstr (parameter->label, "millisecond") != NULL;
      gint64 small = is_time ? parameter->default_value / 10 : MIN (parameter->default_value, 6);
      gint64 value = MAX (parameter->low, small);

      g_hash_table_insert (values, g_strdup (parameter->name), g_memdup2 (&value, sizeof value));
    }
  compiled = ts_script_compile (ts_scenario_get_script (scenario), &settings, diagnostics);
  if (compiled == NULL)
    g_hash_table_remove_all (values); /* they do not fit together */
  return values;
}

/* The name in the code of a counter. */
static const char *
find_name (TsCodeMap *map, const char *declared)
{
  for (guint i = 0; i < map->names->len; i++)
    {
      const TsCodeName *name = map->names->pdata[i];

      if (name->kind == TS_CODE_NAME_OBJECT && strcmp (name->declared, declared) == 0)
        return name->name;
    }
  g_assert_not_reached ();
}

static void
check_map (const char *code, TsCodeMap *map, TsScenario *scenario)
{
  g_auto (GStrv) lines = g_strsplit (code, "\n", -1);
  g_auto (GStrv) program = g_strsplit (ts_scenario_get_program (scenario), "\n", -1);
  guint told = 0;

  g_assert_cmpuint (map->lines->len, ==, g_strv_length (lines) - 1); /* the last one ends with a line feed */
  for (guint i = 0; i < map->lines->len; i++)
    {
      guint line = g_array_index (map->lines, guint, i);

      g_assert_cmpuint (line, <=, g_strv_length (program));
      told += line > 0;
    }
  g_assert_cmpuint (told, >, 0);
}

static char *
write_code (TsScenario *scenario, TsCodeLanguage language, TsCodePlan *plan, TsCodeMap **map)
{
  g_autoptr (GError) error = NULL;
  char *code;

  plan->language = language;
  code = ts_code_write (ts_scenario_get_script (scenario), plan, map, &error);
  g_assert_no_error (error);
  check_map (code, *map, scenario);
  return code;
}

static void
start_run (WrittenRun *run, Case *test, WayId way, const TsCodePlan *plan, WrittenLines *lines, const char *recording)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name, value;

  g_ptr_array_add (words, cli_test_get_program ());
  g_ptr_array_add (words, g_strdup ("run"));
  g_ptr_array_add (words, g_strdup (test->file));
  g_ptr_array_add (words, g_strdup ("--quiet"));
  g_ptr_array_add (words, g_strdup ("--seed=1"));
  g_ptr_array_add (words, g_strdup_printf ("--stop-after=%s", lines->may_stop ? "3" : PATIENCE));
  g_ptr_array_add (words, g_strdup_printf ("--way=%s", way_traits[way].name));
  g_ptr_array_add (words, g_strdup_printf ("--save=%s", recording));
  g_hash_table_iter_init (&iter, plan->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_ptr_array_add (words, g_strdup_printf ("--set=%s=%" G_GINT64_FORMAT, (char *) name, *(gint64 *) value));
  g_ptr_array_add (words, NULL);
  written_run_start (run, "timeslice-cli", (const char * const *) words->pdata);
}

static void
start_python (WrittenRun *run, Case *test, TsCodePlan *plan, WrittenLines *lines)
{
  g_autoptr (TsCodeMap) map = NULL;
  g_autofree char *code = write_code (test->quick, TS_CODE_PYTHON, plan, &map);
  g_autofree char *file = cli_test_write_scenario ("written.py", code);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) "timeout");
  g_ptr_array_add (words, (gpointer) (lines->may_stop ? "3" : PATIENCE));
  g_ptr_array_add (words, (gpointer) "python3");
  g_ptr_array_add (words, (gpointer) "-c");
  g_ptr_array_add (words, (gpointer) driver);
  g_ptr_array_add (words, file);
  for (guint i = 0; i < lines->counters->len; i++)
    g_ptr_array_add (words, (gpointer) find_name (map, lines->counters->pdata[i]));
  g_ptr_array_add (words, NULL);
  written_run_start (run, "python", (const char * const *) words->pdata);
}

/* The program with a main() around its own, which prints the counters. */
static char *
wrap_c (const char *file, const char *code, TsCodeMap *map, WrittenLines *lines)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "#define main written_main\n#include \"%s\"\n#undef main\n#include <stdio.h>\n"
                         "int main (void)\n{\n  int status = written_main ();\n", file);
  for (guint i = 0; i < lines->counters->len; i++)
    {
      const char *name = find_name (map, lines->counters->pdata[i]);
      g_autofree char *shared = g_strdup_printf ("shared->%s", name);

      g_string_append_printf (text, "  printf (\"@%s=%%lld\\n\", (long long) %s);\n", name,
                              strstr (code, shared) != NULL ? shared : name);
    }
  g_string_append (text, "  fflush (stdout);\n  return status;\n}\n");
  return g_string_free (text, FALSE);
}

/* Compiles, with `checks`, and starts what came out. */
static void
start_c (WrittenRun *run, Case *test, TsCodePlan *plan, WrittenLines *lines, const char *checks)
{
  g_autoptr (TsCodeMap) map = NULL;
  g_autofree char *code = write_code (test->quick, TS_CODE_C, plan, &map);
  g_autofree char *file = cli_test_write_scenario ("written.c", code);
  g_autofree char *wrapped = wrap_c (file, code, map, lines);
  g_autofree char *around = cli_test_write_scenario ("around.c", wrapped);
  g_autofree char *program = g_strdup_printf ("%s%s.exe", around, checks);
  g_autofree char *compile = g_strdup_printf (C_COMPILER "%s '%s' -o '%s'", checks, around, program);
  g_autofree char *complaint = NULL;
  const char * const words[] = { "timeout", lines->may_stop ? "3" : PATIENCE, program, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (compile, NULL, &complaint, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s\n%s", compile, complaint);
  written_run_start (run, *checks != '\0' ? "C with checks" : "C", words);
}

/* The lines of a recording, and behind them its counters as the written programs print theirs. */
static char *
get_recorded (TsRecording *recording, WrittenLines *lines)
{
  GPtrArray *prints = ts_recording_get_prints (recording), *objects = ts_recording_get_objects (recording);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < prints->len; i++)
    g_string_append_printf (text, "%s\n", ((TsPrint *) prints->pdata[i])->text);
  for (guint i = 0; i < objects->len; i++)
    {
      const TsObject *object = objects->pdata[i];
      guint n_slices = ts_lane_get_n_slices (object->lane);

      if (n_slices > 0 && g_ptr_array_find_with_equal_func (lines->counters, object->name, g_str_equal, NULL))
        g_string_append_printf (text, "@%s=%u\n", object->name, ts_lane_get_slice (object->lane, n_slices - 1)->who);
    }
  return g_string_free (text, FALSE);
}

/* What must be the same, counters included. */
static char *
reduce (WrittenLines *lines, const char *printed)
{
  g_auto (GStrv) all = g_strsplit (printed, "\n", -1);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) counters = g_string_new (NULL);
  g_autofree char *reduced = NULL;

  for (guint i = 0; all[i] != NULL; i++)
    g_string_append_printf (*all[i] == '@' ? counters : plain, "%s\n", all[i]);
  reduced = written_lines_reduce (lines, plain->str);
  return g_strconcat (reduced, counters->str, NULL);
}

/* A program that stood still or died has at least printed nothing else than what it can print. */
static void
compare (WrittenRun *run, WrittenLines *lines, const char *wanted)
{
  g_autofree char *got = reduce (lines, run->out);

  if (run->stood_still || run->died || wanted == NULL || lines->may_die)
    return;
  if (strcmp (got, wanted) != 0)
    g_error ("%s:\n%s\n--- but should be\n%s", run->what, got, wanted);
}

/* What a run of the scenario itself prints; NULL if it did not come to its end. */
static char *
get_wanted (WrittenRun *run, WrittenLines *lines, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRecording) recording = NULL;
  g_autofree char *recorded = NULL;

  if (run->died && lines->may_stop)
    return NULL;
  recording = ts_recording_open (path, &error);
  g_assert_no_error (error);
  if (lines->may_stop && ((TsTask *) ts_recording_get_tasks (recording)->pdata[0])->stopped)
    return NULL;
  recorded = get_recorded (recording, lines);
  return reduce (lines, recorded);
}

/* The code as people get it. */
static void
check_valid (Case *test, TsCodeLanguage language, const char *command)
{
  TsCodePlan plan = { .way = columns[test->column].way, .seed = 1, .title = ts_scenario_get_title (test->scenario),
                      .summary = ts_scenario_get_summary (test->scenario),
                      .program = ts_scenario_get_program (test->scenario) };
  g_autoptr (TsCodeMap) map = NULL;
  g_autofree char *code = write_code (test->scenario, language, &plan, &map);
  g_autofree char *file = cli_test_write_scenario (language == TS_CODE_C ? "whole.c" : "whole.py", code);
  g_autofree char *line = g_strdup_printf ("%s '%s'", command, file);
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (line, NULL, &complaint, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s\n%s", line, complaint);
}

static void
test_written (gconstpointer data)
{
  Case *test = (Case *) data;
  WayId way = columns[test->column].way;
  g_autoptr (GHashTable) values = choose_values (test->scenario);
  TsCodePlan plan = { .way = way, .values = values, .seed = 1, .program = ts_scenario_get_program (test->scenario) };
  g_autoptr (WrittenLines) lines = written_lines_new (ts_scenario_get_script (test->scenario), &plan);
  g_autofree char *recording = cli_test_path ("written.timeslice"), *wanted = NULL;
  g_auto (WrittenRun) run = { NULL }, python = { NULL }, c = { NULL }, checked = { NULL };
  gboolean threads = way == WAY_THREADS;

  make_quick (test);
  start_run (&run, test, ts_way_get (way) != NULL ? way : columns[test->column].stand_in, &plan, lines,
             recording);
  start_python (&python, test, &plan, lines);
  if (columns[test->column].in_c)
    start_c (&c, test, &plan, lines, "");
  if (threads)
    start_c (&checked, test, &plan, lines, "-fsanitize=thread");

  check_valid (test, TS_CODE_PYTHON, "python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read())'");
  if (columns[test->column].in_c)
    check_valid (test, TS_CODE_C, C_COMPILER "-fsyntax-only");
  written_run_wait (&run);
  wanted = get_wanted (&run, lines, recording);
  written_run_finish (&python, lines);
  compare (&python, lines, wanted);
  if (columns[test->column].in_c)
    {
      written_run_finish (&c, lines);
      compare (&c, lines, wanted);
    }
  if (threads)
    {
      written_run_finish (&checked, lines);
      compare (&checked, lines, wanted);
    }
}

/* What the course's own script with two named threads prints, whichever thread is first. */
static const char course[] = "ID of process running main program: N\n"
                             "ID of process running task 1: N\n"
                             "ID of process running task 2: N\n"
                             "Main thread name: MainThread\n"
                             "Task 1 assigned to thread: t1\n"
                             "Task 2 assigned to thread: t2\n"
                             "The number of alive threads is 3\n";

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Printed lines in alphabetical order, with "N" for each PID. */
static char *
sort_lines (const char *printed)
{
  g_autoptr (GRegex) identity = g_regex_new (": [0-9]+$", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *general = g_regex_replace_literal (identity, printed, -1, 0, ": N", 0, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (general), "\n", -1);
  g_autofree char *sorted = NULL;

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  sorted = g_strjoinv ("\n", lines);
  return g_strconcat (sorted, "\n", NULL);
}

static void
test_course (void)
{
  g_autoptr (CliResult) code = cli_test_expect (0, "write named-threads --as python");
  g_autofree char *file = cli_test_write_scenario ("course.py", code->out);
  const char * const words[] = { "python3", file, NULL };
  g_autofree char *printed = NULL, *sorted = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &printed, NULL, NULL, &error);
  g_assert_no_error (error);
  sorted = sort_lines (printed);
  g_assert_cmpstr (sorted, ==, course);
}

/* All cases, so that those that are not chosen are no leak. */
static GSList *cases;

static void
add_case (TsScenario *scenario, guint column)
{
  g_autofree char *path = g_strdup_printf ("/write/%s/%s", columns[column].path, ts_scenario_get_id (scenario));
  g_autofree char *refusal = ts_code_refuse (ts_scenario_get_script (scenario), TS_CODE_PYTHON, columns[column].way);
  Case *test;

  if (refusal != NULL)
    return;
  test = g_new (Case, 1);
  *test = (Case) { .scenario = g_object_ref (scenario), .column = column };
  cases = g_slist_prepend (cases, test);
  g_test_add_data_func_full (path, test, test_written, case_free);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListStore) catalogue = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  catalogue = ts_catalogue_load (&error);
  g_assert_no_error (error);
  g_setenv ("PYTHONWARNINGS", "ignore::DeprecationWarning", TRUE); /* newer ones do not like forks beside threads */
  g_setenv ("TSAN_OPTIONS", "detect_deadlocks=0", TRUE); /* some scenarios are about them */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (G_LIST_MODEL (catalogue), i);

      for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
        add_case (scenario, column);
    }
  g_test_add_func ("/write/threads/course", test_course);
  result = g_test_run ();
  cli_test_finish ();
  return result;
}
