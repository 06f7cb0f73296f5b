/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs written out in Python and C: what stands in them.  That they do the same is tested in tests/cli/test-write.c,
 * by running them.
 */
#include "ts-code.h"

#include <string.h>

static TsScript *
parse (const char *text)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
  TsScript *script = ts_script_parse (text, 1, diagnostics);

  if (script == NULL)
    g_error ("%s", ((TsDiagnostic *) diagnostics->pdata[0])->message);
  return script;
}

static char *
write_out (const char *text, TsCodeLanguage language, WayId way, TsCodeMap **map)
{
  g_autoptr (TsScript) script = parse (text);
  g_autoptr (GError) error = NULL;
  TsCodePlan plan = { .language = language, .way = way, .seed = 7, .title = "A */ \"\"\" title", .program = text };
  char *code = ts_code_write (script, &plan, map, &error);

  g_assert_no_error (error);
  return code;
}

static void
assert_has (const char *code, const char *part)
{
  if (strstr (code, part) == NULL)
    g_error ("there is no “%s” in\n%s", part, code);
}

/* Steps of a task, and what they are in the code. */
static const struct {
  const char *step, *python, *c;
} steps[] = {
  { "compute (n - 1) * 2 ms", "    compute((N - 1) * 2)\n", "  compute ((N - 1) * 2);\n" },
  { "compute n - (n - 1) ms", "    compute(N - (N - 1))\n", "  compute (N - (N - 1));\n" },
  { "compute n - 1 - n ms", "    compute(N - 1 - N)\n", "  compute (N - 1 - N);\n" },
  { "compute n / 2 ms", "    compute(N // 2)\n", "  compute (N / 2);\n" },
  { "compute (n - 9) / 2 ms", "    compute(quotient(N - 9, 2))\n", "  compute ((N - 9) / 2);\n" },
  { "compute 500 us", "    compute(0.5)\n", "  compute (0.5);\n" },
  { "compute n us", "    compute(N / 1000)\n", "  compute (N / 1000.0);\n" },
  { "sleep n + 1 s", "    sleep((N + 1) * 1000)\n", "  sleep_for ((N + 1) * 1000LL);\n" },
  { "touch 3 MB", "    touch(3 * 1024 * 1024)\n", "  touch (3 * 1024 * 1024LL);\n" },
  { "increment hits", "    hits += 1\n", "  hits = hits + 1;\n" },
  { "increment hits atomically", "    with hits_lock:\n        hits += 1\n", "  atomic_fetch_add (&hits, 1);\n" },
  { "print \"{n} % {{x}} {hits} of {task}\"", "    say(f\"{N} % {{x}} {hits} of {threading.current_thread().name}\")\n",
    "  say (\"%lld %% {x} %lld of Input\", N, hits);\n" },
  { "pin 0 to 1, 3", "    pin(*range(0, 1 + 1), 3)\n", "  pin ((const struct range[]) { { 0, 1 }, { 3, 3 } }, 2);\n" },
  { "compute random 1 to n ms", "    dice = Dice(SEED, 1)\n    compute(dice.between(1, N))\n",
    "  unsigned long long dice = dice_new (SEED, 1);\n" },
};

static void
test_steps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *text = g_strdup_printf ("set n = 4 from 1 to 9\ncounter hits\ntask Input\n  %s\n", steps[i].step);
      g_autofree char *python = write_out (text, TS_CODE_PYTHON, WAY_THREADS, NULL);
      g_autofree char *c = write_out (text, TS_CODE_C, WAY_THREADS, NULL);

      assert_has (python, steps[i].python);
      assert_has (c, steps[i].c);
    }
}

/* What the languages, their libraries and the code itself call so already. */
static void
test_names (void)
{
  const char *text = "set Seed = 1 from 1 to 2\nlock fork\nlock print_\nlock lambda\ntask Input\n  lock fork\n    yield\n"
                     "  lock lambda\n    compute Seed ms\ntask WordCount x 2\n  lock print_\n    step\n";
  g_autofree char *python = write_out (text, TS_CODE_PYTHON, WAY_THREADS, NULL);
  g_autofree char *c = write_out (text, TS_CODE_C, WAY_THREADS, NULL);

  assert_has (python, "SEED_ = 1\n");
  assert_has (python, "fork = threading.Lock()\n");
  assert_has (python, "lambda_ = threading.Lock()\n");
  assert_has (python, "def run_input():\n");
  assert_has (python, "def word_count(index):\n");
  assert_has (python, "word_count_threads = [threading.Thread(target=word_count, args=(index,), name=f\"WordCount {index}\")\n");
  assert_has (c, "static pthread_mutex_t fork_ = PTHREAD_MUTEX_INITIALIZER;\n");
  assert_has (c, "static pthread_mutex_t lambda = ");
  assert_has (c, "static pthread_t word_count_threads[2];\n");
}

static void
test_comments (void)
{
  const char *text = "# why\nset n = 4 from 1 to 9 \"How many\" # so\ntask A  # a task\n  # first\n  compute 1 ms # \"then\"\n"
                     "  print \"# none\"\n";
  g_autofree char *python = write_out (text, TS_CODE_PYTHON, WAY_THREADS, NULL);
  g_autofree char *c = write_out (text, TS_CODE_C, WAY_THREADS, NULL);

  assert_has (python, "# why\nN = 4  # How many  # so\n");
  assert_has (python, "def a():  # a task\n    # first\n    compute(1)  # \"then\"\n    say(\"# none\")\n");
  assert_has (c, "/* a task */\nstatic void *\na (void *argument)\n");
  assert_has (c, "  /* first */\n  compute (1); /* \"then\" */\n");
  g_assert_true (g_str_has_prefix (c, "/* A * / "));
  assert_has (python, "\"\"\"A */ ''' title\n");
}

/* The line of the program that the line with `part` in it says. */
static guint
line_of (const char *code, TsCodeMap *map, const char *part)
{
  const char *at = strstr (code, part);
  guint line = 0;

  g_assert_nonnull (at);
  for (const char *before = code; before < at; before++)
    line += *before == '\n';
  return g_array_index (map->lines, guint, line);
}

static void
test_map (void)
{
  const char *text = "set n = 4 from 1 to 9\n\nqueue jobs n\n\ntask Input\n  repeat n\n    put jobs\n\nmain\n  start Input\n"
                     "  get jobs\n  join Input\n";
  g_autoptr (TsCodeMap) map = NULL, c_map = NULL;
  g_autofree char *python = write_out (text, TS_CODE_PYTHON, WAY_PROCESSES, &map);
  g_autofree char *c = write_out (text, TS_CODE_C, WAY_PROCESSES, &c_map);
  const TsCodeName *name = map->names->pdata[2];

  g_assert_cmpuint (line_of (python, map, "N = 4"), ==, 1);
  g_assert_cmpuint (line_of (python, map, "jobs = Queue(N)"), ==, 3);
  g_assert_cmpuint (line_of (python, map, "for _ in range(N):"), ==, 6);
  g_assert_cmpuint (line_of (python, map, "jobs.put(None)"), ==, 7);
  g_assert_cmpuint (line_of (python, map, "input_process.join()"), ==, 12);
  g_assert_cmpuint (line_of (python, map, "import multiprocessing"), ==, 0);
  g_assert_cmpuint (line_of (c, c_map, "queue_put (&shared->jobs);"), ==, 7);
  g_assert_cmpuint (line_of (c, c_map, "waitpid ("), ==, 12);
  g_assert_cmpuint (map->names->len, ==, 3);
  g_assert_cmpint (name->kind, ==, TS_CODE_NAME_TASK);
  g_assert_cmpstr (name->declared, ==, "Input");
  g_assert_cmpstr (name->name, ==, "run_input");
}

/* What a bar is measured against. */
static const struct {
  const char *body, *bar;
} bars[] = {
  { "  step\n", "bar(1)" },
  { "  repeat n\n    repeat 3\n      step\n      step\n", "bar(N * 3 * 2)" },
  { "  repeat n\n    step\n  step\n", "bar(N + 1)" },
  { "  repeat n\n    repeat 3\n      step\n    step\n", "bar(N * (3 + 1))" },
  { "  if n < 3\n    step\n  else\n    step\n", "bar(1)" },
  { "  if n < 3\n    step\n", "bar()" },
  { "  repeat random 1 to 3\n    step\n", "bar()" },
};

static void
test_bars (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      g_autofree char *text = g_strdup_printf ("set n = 4 from 1 to 9\ntask A\n%s", bars[i].body);
      g_autofree char *python = write_out (text, TS_CODE_PYTHON, WAY_THREADS, NULL);

      assert_has (python, bars[i].bar);
    }
}

static const struct {
  const char *text;
  TsCodeLanguage language;
  WayId way;
  const char *reason;   /* NULL: it can be written */
} refusals[] = {
  { "task A\n  yield\n", TS_CODE_PYTHON, WAY_SIMULATED, "simulated" },
  { "task A\n  yield\n", TS_CODE_C, WAY_LOOP, "no event loop" },
  { "task A\n  yield\n", TS_CODE_C, WAY_PYTHON_PROCESSES, "runs Python" },
  { "task A\n  yield\n", TS_CODE_PYTHON, WAY_PYTHON_FREE_THREADED, NULL },
  { "task A\n  native 1 ms\n", TS_CODE_C, WAY_GIL, NULL },
  { "coroutine A\n  yield\n", TS_CODE_PYTHON, WAY_THREADS, "“A” is a coroutine" },
  { "coroutine A\n  yield\n", TS_CODE_PYTHON, WAY_LOOP, NULL },
  { "thread A\n  yield\n", TS_CODE_PYTHON, WAY_PYTHON_ASYNCIO, "“A” is a thread" },
  { "process A\n  yield\n", TS_CODE_PYTHON, WAY_LOOP, "“A” is a process" },
  { "task A on 0\n  yield\n", TS_CODE_PYTHON, WAY_LOOP, "“A” is bound to cores" },
  { "task A\n  pin 0\n", TS_CODE_PYTHON, WAY_LOOP, "Line 2 binds" },
  { "task A\n  nice 1\n", TS_CODE_PYTHON, WAY_LOOP, "Line 2 makes" },
  { "task A\n  yield\ntask B\n  start A\nmain\n  start B\n  join B\n  join A\n", TS_CODE_C, WAY_PROCESSES, "Line 8: “A”" },
  { "task A\n  yield\ntask B\n  start A\nmain\n  start B\n  join B\n  join A\n", TS_CODE_C, WAY_THREADS, NULL },
  { "task A\n  yield\ntask B\n  start A\n  join A\nmain\n  start B\n", TS_CODE_PYTHON, WAY_PROCESSES, "“A” is started" },
  { "task A\n  yield\ntask B\n  start A\n  join A\nmain\n  start B\n  join B\n", TS_CODE_PYTHON, WAY_PROCESSES, NULL },
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (TsScript) script = parse (refusals[i].text);
      g_autofree char *reason = ts_code_refuse (script, refusals[i].language, refusals[i].way);
      TsCodePlan plan = { .language = refusals[i].language, .way = refusals[i].way };
      g_autoptr (GError) error = NULL;
      g_autofree char *code = ts_code_write (script, &plan, NULL, &error);

      g_assert_cmpint (reason != NULL, ==, refusals[i].reason != NULL);
      g_assert_cmpint (code == NULL, ==, refusals[i].reason != NULL);
      if (reason != NULL)
        {
          assert_has (reason, refusals[i].reason);
          g_assert_error (error, TS_CODE_ERROR, TS_CODE_ERROR_REFUSED);
          g_assert_cmpstr (error->message, ==, reason);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code/steps", test_steps);
  g_test_add_func ("/code/names", test_names);
  g_test_add_func ("/code/comments", test_comments);
  g_test_add_func ("/code/map", test_map);
  g_test_add_func ("/code/bars", test_bars);
  g_test_add_func ("/code/refusals", test_refusals);
  return g_test_run ();
}
