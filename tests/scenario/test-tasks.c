/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Headers: who is started and joined by whom, who has which slot, label and bar.
 */
#include "listing.h"

typedef struct {
  const char *name;
  const char *text;
  guint declaration;
  const char *expected;
} Layout;

static const Layout layouts[] = {
  { "without a main all are started and joined in order", "task A\n  step\nthread B x 3\n  step\n",
    0, "start A; start B; join A; join B; end" },
  { "daemons are not joined", "task A daemon\n  step\ntask B\n  step\n", 0,
    "start A; start B; join B; end" },
  { "main does what it says", "task A x 2\n  step\nmain\n  start A[1]\n  join A\n", 0,
    "push 1; start A+popped of 2; join A; end" },
  { "a task may start another",
    "task A x 3\n  step\ntask B\n  start A[index + 2]\n  join A[2]\nmain\n  start B\n", 2,
    "index; push 2; +; start A+popped of 3; push 2; join A+popped of 3; end" },
  { "a process starts and joins those that it holds",
    "process P\n  thread T x 2\n    step\n  task U daemon\n    step\n"
    "  compute 1 ms\n",
    1, "start T; start U; compute 1000000; join T; end" },
  { "a process without steps of its own", "process P\n  thread T\n    step\n", 1,
    "start T; join T; end" },
  { "a process that starts them by itself",
    "process P\n  thread T x 2\n    step\n  sleep 1 ms\n  start T\n  join T[1]\n", 1,
    "sleep 1000000; start T; push 1; join T+popped of 2; end" },
  { "a thread starts its neighbour",
    "process P\n  thread T\n    start U\n  thread U\n    step\n  start T\n", 2, "start U; end" },
  { "pinned by its header", "process P x cores on core[index]\n  step\n", 1,
    "cores-clear; index; core-at; cores-add popped; pin; step; end" },
  { "pinned before it starts others", "process P on 1\n  thread T\n    step\n", 1,
    "cores-clear; cores-add 1; pin; start T; join T; end" },
  { "a pinned main", "main on 0 to 1\n  step\n", 0,
    "cores-clear; push 0; push 1; cores-add-range; pin; step; end" },
};

static void
test_layout (gconstpointer data)
{
  const Layout *layout = data;
  g_autoptr (TsCompiled) compiled = compile_text (layout->text, 2, NULL);
  g_autofree char *code = list_code (compiled->program, layout->declaration);

  g_assert_cmpstr (code, ==, layout->expected);
}

static void
test_options (void)
{
  g_autoptr (TsCompiled) compiled = compile_text (
    "task A\n  step\n"
    "thread B \"{index} on {core}\" daemon x 2 on 0\n  yield\n"
    "process C x cores + 1 steps 5\n  step\n"
    "coroutine D\n  yield\n", 3, NULL);
  const TaskDeclaration *declarations = compiled->program->declarations;
  const char *text = compiled->program->text;

  g_assert_cmpuint (compiled->program->declaration_count, ==, 5);
  g_assert_cmpuint (compiled->program->task_count, ==, 1 + 1 + 2 + 4 + 1);
  g_assert_cmpstr (text + declarations[0].name, ==, "main");
  g_assert_cmpuint (declarations[1].kind, ==, KIND_TASK);
  g_assert_cmpuint (declarations[1].label, ==, 0);
  g_assert_cmpuint (declarations[1].copies, ==, 1);
  g_assert_cmpint (declarations[1].parent, ==, -1);
  g_assert_true (declarations[1].worker);
  g_assert_cmpuint (declarations[2].kind, ==, KIND_THREAD);
  g_assert_cmpstr (text + declarations[2].label, ==, "\001n on \001c");
  g_assert_true (declarations[2].daemon);
  g_assert_cmpuint (declarations[2].first_slot, ==, 2);
  g_assert_false (declarations[2].worker);
  g_assert_cmpuint (declarations[3].kind, ==, KIND_PROCESS);
  g_assert_cmpuint (declarations[3].copies, ==, 4);
  g_assert_true (declarations[3].worker);
  g_assert_cmpint (compiled->totals[4], ==, 5);
  g_assert_cmpuint (declarations[4].kind, ==, KIND_COROUTINE);
  g_assert_cmpuint (declarations[4].first_slot, ==, 8);
}

/* A declaration inside a process takes its copies for each copy of the process. */
static void
test_slots (void)
{
  g_autoptr (TsCompiled) compiled = compile_text (
    "task A x 2\n  step\n"
    "process P x 3\n  thread T x 4\n    step\n  task U\n    step\n  yield\n", 2, NULL);
  const Program *program = compiled->program;

  g_assert_cmpuint (program->task_count, ==, 1 + 2 + 3 + 3 * 4 + 3);
  g_assert_cmpuint (program->declarations[3].kind, ==, KIND_THREAD);
  g_assert_cmpuint (program->declarations[4].kind, ==, KIND_THREAD);
  g_assert_cmpint (program->declarations[3].parent, ==, 2);
  g_assert_cmpuint (program->declarations[3].first_slot, ==, 6);
  g_assert_cmpuint (program_declaration_of (program, 0), ==, 0);
  g_assert_cmpuint (program_declaration_of (program, 2), ==, 1);
  g_assert_cmpuint (program_declaration_of (program, 5), ==, 2);
  g_assert_cmpuint (program_declaration_of (program, 17), ==, 3);
  g_assert_cmpuint (program_declaration_of (program, 18), ==, 4);
  g_assert_cmpuint (program_index_of (program, 2), ==, 1);
  g_assert_cmpuint (program_index_of (program, 5), ==, 2);
  g_assert_cmpuint (program_index_of (program, 15), ==, 1);
  g_assert_cmpuint (program_first_slot (program, 3, 5), ==, 14);
  g_assert_cmpuint (program_first_slot (program, 4, 4), ==, 19);
  g_assert_cmpuint (program_first_slot (program, 2, 0), ==, 3);
}

typedef struct {
  const char *body;    /* of a task with five copies */
  gint64 first, last;  /* steps of the first and the last of them */
} Total;

static const Total totals[] = {
  { "step", 1, 1 },
  { "yield", 0, 0 },
  { "repeat 3\n    step\n    repeat 4\n      step", 15, 15 },
  { "repeat index\n    step", 0, 4 },
  { "repeat pages * 2\n    step", 8, 8 },
  { "repeat -index\n    step", 0, 0 },
  { "if index < 2\n    step\n  else\n    step\n    step", 1, 2 },
  { "if index == 4\n    step", 0, 1 },
  { "if n < 2\n    step", -1, -1 },
  { "if n < 2\n    step\n  else\n    step", 1, 1 },
  { "repeat random 1 to 6\n    step", -1, -1 },
  { "repeat random 1 to 6\n    yield\n  step", 1, 1 },
  { "repeat n\n    step", -1, -1 },
  { "repeat get keys\n    step", -1, -1 },
  { "repeat get keys\n    yield\n  step", 1, 1 },
  { "forever\n    step", -1, -1 },
  { "step\n  forever\n    yield", 1, 1 },
  { "repeat 5\n    step\n    if index == 4\n      exit\n    step", 10, 1 },
  { "repeat 5\n    step\n    if n == 4\n      exit\n    step", -1, -1 },
  { "lock document\n    step", 1, 1 },
  { "repeat 1000000000000\n    repeat 1000000000000\n      step", -1, -1 },
};

static void
test_total (gconstpointer data)
{
  const Total *total = data;
  g_autofree char *text
      = g_strconcat ("set pages = 4 from 1 to 40\nlock document\nqueue keys 1\ncounter n\n"
                     "task A x 5\n  ",
                     total->body, "\ntask F\n  put keys\n  close keys\n", NULL);
  g_autoptr (TsCompiled) compiled = compile_text (text, 2, NULL);

  g_assert_cmpint (compiled->totals[0], ==, 0);
  g_assert_cmpint (compiled->totals[1], ==, total->first);
  g_assert_cmpint (compiled->totals[5], ==, total->last);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *path = g_strconcat ("/tasks/", layouts[i].name, NULL);

      g_test_add_data_func (path, &layouts[i], test_layout);
    }
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tasks/total %u", i);

      g_test_add_data_func (path, &totals[i], test_total);
    }
  g_test_add_func ("/tasks/options in any order", test_options);
  g_test_add_func ("/tasks/slots", test_slots);
  return g_test_run ();
}
