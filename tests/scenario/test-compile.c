/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every construct of the language, and the instructions that it becomes.
 */
#include "listing.h"

#include <string.h>

/* Declared in front of each body below; somebody feeds, closes and signals. */
static const char preamble[] =
  "set pages = 4 from 1 to 40 \"Pages\"\n"
  "lock document\n"
  "lock fork x 5\n"
  "semaphore places 3\n"
  "queue keys 16\n"
  "queue inbox 2 x 3\n"
  "barrier all 2\n"
  "event go\n"
  "counter n = 7\n"
  "shared counter m\n"
  "keyboard person\n"
  "task Helper x 3\n"
  "  put keys\n"
  "  put inbox[0]\n"
  "  close keys\n"
  "  close inbox[0]\n"
  "  signal go\n";

typedef struct {
  const char *name;
  const char *body;      /* of a task with five copies */
  const char *expected;  /* without the "end" */
} Construct;

static const Construct constructs[] = {
  { "compute", "compute 5 ms", "compute 5000000" },
  { "native", "native 7 us", "native 7000" },
  { "sleep", "sleep 2 s", "sleep 2000000000" },
  { "read", "read 1 ms", "read 1000000" },
  { "unit without a space", "sleep 2s", "sleep 2000000000" },
  { "parameter", "compute pages * 2 ms", "compute 8000000" },
  { "computed time", "compute (index + 1) * 5 ms",
    "index; push 1; +; push 5; *; push 1000000; *; compute popped" },
  { "precedence", "compute 2 + 3 * 4 - 10 / 2 % 3 us", "compute 12000" },
  { "left to right", "compute 10 - 4 - 3 us", "compute 3000" },
  { "parentheses", "compute (2 + 3) * 4 us", "compute 20000" },
  { "minus", "nice -5", "nice -5" },
  { "minus of a value", "nice -index", "push 0; index; -; nice popped" },
  { "less than nothing counts as nothing", "compute (pages - 10) * 1 ms", "compute 0" },
  { "cores", "compute cores * 1 ms", "compute 2000000" },
  { "core", "nice core[1]", "nice 1" },
  { "core of the index", "nice core[index]", "index; core-at; nice popped" },
  { "random", "sleep random 1 to pages ms",
    "push 1; push 4; random; push 1000000; *; sleep popped" },
  { "random without a choice", "sleep random 4 to pages ms", "sleep 4000000" },
  { "value of a counter", "nice n", "value-of n; nice popped" },
  { "value in a row", "nice inbox[index % 3]",
    "index; push 3; %; value-of inbox[0]+popped of 3; nice popped" },
  { "value at a known place", "nice inbox[2]",
    "value-of inbox[2]; nice popped" },
  { "lock", "lock document\n    step", "acquire document; step; release document" },
  { "lock in a row", "lock fork[(index + 1) % 5]\n    step",
    "index; push 1; +; push 5; %; acquire fork[0]+popped of 5; step; "
    "index; push 1; +; push 5; %; release fork[0]+popped of 5" },
  { "lock at a known place", "lock fork[pages]\n    step",
    "acquire fork[4]; step; release fork[4]" },
  { "acquire and release", "acquire document\n  release document",
    "acquire document; release document" },
  { "semaphore", "acquire places\n  release places", "acquire places; release places" },
  { "semaphore released by another", "release places", "release places" },
  { "put", "put keys", "put keys" },
  { "get", "get inbox[index % 3]", "index; push 3; %; get inbox[0]+popped of 3" },
  { "close", "close keys", "close keys" },
  { "wait", "wait go", "wait go" },
  { "signal", "signal go", "signal go" },
  { "arrive", "arrive all", "arrive all" },
  { "load, add, store", "load n\n  add n\n  store n", "load n; add 1; store n" },
  { "add a value", "add n 5", "add 5" },
  { "add less", "add n -5", "add -5" },
  { "add a value that is not known", "add n index", "index; add popped" },
  { "increment", "increment m", "increment m" },
  { "increment atomically", "increment m atomically", "increment-atomically m" },
  { "repeat", "repeat 3\n    step", "repeat 3 to 3; step; again to 1" },
  { "repeat a value", "repeat index\n    step", "index; repeat popped to 4; step; again to 2" },
  { "repeat get", "repeat get keys\n    step", "get-or-jump keys to 3; step; jump to 0" },
  { "repeat get in a row", "repeat get inbox[index % 3]\n    step",
    "index; push 3; %; get-or-jump inbox[0]+popped of 3 to 6; step; jump to 0" },
  { "forever", "forever\n    step", "step; jump to 0" },
  { "if", "if index < 2\n    step", "index; push 2; branch 0 to 4; step" },
  { "if and else", "if index >= 2\n    step\n  else\n    yield",
    "index; push 2; branch 4 to 5; step; jump to 6; yield" },
  { "less or equal", "if 1 <= 2\n    step", "push 1; push 2; branch 1 to 4; step" },
  { "equal", "if 1 == 2\n    step", "push 1; push 2; branch 2 to 4; step" },
  { "unequal", "if 1 != 2\n    step", "push 1; push 2; branch 3 to 4; step" },
  { "greater", "if 1 > 2\n    step", "push 1; push 2; branch 5 to 4; step" },
  { "step", "step", "step" },
  { "print", "print \"Hello\"", "print \"Hello\"" },
  { "print who", "print \"{task} {thread} {index} {pid} {tid} {core} {alive}\"",
    "print \"~t ~t ~n ~p ~i ~c ~a\"" },
  { "print values", "print \"{pages}{n}\"", "print \"4~o000d\"" },
  { "print braces", "print \"{{{n}}} # äöü\"", "print \"{~o000d} # äöü\"" },
  { "pin", "pin 0", "cores-clear; cores-add 0; pin" },
  { "pin to several", "pin 0, core[1]", "cores-clear; cores-add 0; cores-add 1; pin" },
  { "pin to a range", "pin 0 to cores - 1", "cores-clear; push 0; push 1; cores-add-range; pin" },
  { "pin to what is not known", "pin core[index % cores]",
    "cores-clear; index; push 2; %; core-at; cores-add popped; pin" },
  { "nice", "nice 10", "nice 10" },
  { "yield", "yield", "yield" },
  { "touch", "touch 3 B\n  touch 3 KB\n  touch 3 MB\n  touch 3 GB",
    "touch 3; touch 3072; touch 3145728; touch 3221225472" },
  { "touch what is not known", "touch index KB", "index; push 1024; *; touch popped" },
  { "crash", "crash", "crash" },
  { "exit", "exit", "exit 0" },
  { "exit with a status", "exit 3", "exit 3" },
  { "comment", "step # and not \"another\"", "step" },
};

static void
test_construct (gconstpointer data)
{
  const Construct *construct = data;
  g_autofree char *text = g_strconcat (preamble, "task A x 5\n  ", construct->body, "\n", NULL);
  g_autofree char *expected = g_strconcat (construct->expected, "; end", NULL);
  g_autoptr (TsCompiled) compiled = compile_text (text, 2, NULL);
  g_autofree char *code = list_code (compiled->program, 2);

  g_assert_cmpstr (code, ==, expected);
}

static void
test_objects (void)
{
  g_autoptr (TsCompiled) compiled = compile_text (preamble, 2, NULL);
  const ObjectDeclaration *objects = compiled->program->objects;
  const char *text = compiled->program->text;

  g_assert_cmpuint (compiled->program->object_count, ==, 1 + 5 + 1 + 1 + 3 + 1 + 1 + 1 + 1 + 1);
  g_assert_cmpstr (text + objects[0].name, ==, "document");
  g_assert_cmpuint (objects[0].kind, ==, OBJECT_LOCK);
  g_assert_cmpuint (objects[0].line, ==, 2);
  g_assert_cmpstr (text + objects[5].name, ==, "fork[4]");
  g_assert_cmpuint (objects[6].kind, ==, OBJECT_SEMAPHORE);
  g_assert_cmpint (objects[6].size, ==, 3);
  g_assert_cmpuint (objects[7].kind, ==, OBJECT_QUEUE);
  g_assert_cmpint (objects[7].size, ==, 16);
  g_assert_cmpstr (text + objects[10].name, ==, "inbox[2]");
  g_assert_cmpint (objects[10].size, ==, 2);
  g_assert_cmpuint (objects[11].kind, ==, OBJECT_BARRIER);
  g_assert_cmpuint (objects[12].kind, ==, OBJECT_EVENT);
  g_assert_cmpuint (objects[13].kind, ==, OBJECT_COUNTER);
  g_assert_cmpint (objects[13].size, ==, 7);
  g_assert_false (objects[13].shared);
  g_assert_true (objects[14].shared);
  g_assert_cmpuint (objects[15].kind, ==, OBJECT_KEYBOARD);
}

static void
test_lines (void)
{
  g_autoptr (TsCompiled) compiled
      = compile_text ("\n# first\ntask A\n\n  sleep 1 ms\n  step\n", 2, NULL);
  const Program *program = compiled->program;
  int entry = program->declarations[1].entry;

  g_assert_cmpuint (program->declarations[1].line, ==, 3);
  g_assert_cmpuint (program->instructions[entry].line, ==, 5);
  g_assert_cmpuint (program->instructions[entry + 1].line, ==, 6);
  g_assert_cmpuint (program->instructions[entry + 2].line, ==, 0);
}

static void
test_margin (void)
{
  g_autoptr (TsCompiled) compiled = compile_text ("\n      # less than the rest\n        task A\r\n"
                                                  "          repeat 2\r\n            step\n   ",
                                                  2, NULL);
  g_autofree char *code = list_code (compiled->program, 1);

  g_assert_cmpstr (code, ==, "repeat 2 to 3; step; again to 1; end");
}

static void
test_values (void)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 pages = 40;
  g_autoptr (TsCompiled) compiled = NULL;
  g_autofree char *code = NULL;

  g_hash_table_insert (values, (gpointer) "pages", &pages);
  compiled = compile_text ("set pages = 4 from 1 to 40\ntask A\n  compute pages ms\n", 2, values);
  code = list_code (compiled->program, 1);
  g_assert_cmpstr (code, ==, "compute 40000000; end");
}

/* A unit may be the name of a parameter, too. */
static void
test_name_like_unit (void)
{
  g_autoptr (TsCompiled) compiled
      = compile_text ("set s = 4 from 1 to 40\ntask B\n  compute s s\n", 2, NULL);
  g_autofree char *code = list_code (compiled->program, 1);

  g_assert_cmpstr (code, ==, "compute 4000000000; end");
}

static GHashTable *
make_pins (const char *task, int core)
{
  GHashTable *pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  CoreSet *cores = g_new0 (CoreSet, 1);

  core_set_add (cores, core);
  g_hash_table_insert (pins, g_strdup (task), cores);
  return pins;
}

#define TWO_TASKS "task A x 2 on core[index]\n  step\ntask B\n  step\n"

/* A pin from outside takes the place of what the header says, and leaves other tasks alone. */
static void
test_pins (void)
{
  g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
  g_autoptr (TsScript) script = ts_script_parse (TWO_TASKS, 1, diagnostics);
  g_autoptr (GHashTable) pins = make_pins ("A", 1);
  TsSettings settings = { .pins = pins };
  g_autoptr (TsCompiled) compiled = NULL;
  g_autofree char *code = NULL, *other = NULL;

  core_set_add (&settings.allowed, 0);
  core_set_add (&settings.allowed, 1);
  compiled = ts_script_compile (script, &settings, diagnostics);
  g_assert_nonnull (compiled);
  code = list_code (compiled->program, 1);
  g_assert_cmpstr (code, ==, "cores-clear; cores-add 1; pin; step; end");
  other = list_code (compiled->program, 2);
  g_assert_cmpstr (other, ==, "step; end");
}

/* A pin of one copy leaves the others what the header says. */
static void
test_pins_of_copies (void)
{
  g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
  g_autoptr (TsScript) script = ts_script_parse ("task A x 2 on 0\n  step\n", 1, diagnostics);
  g_autoptr (GHashTable) pins = make_pins ("A[1]", 1);
  TsSettings settings = { .pins = pins };
  g_autoptr (TsCompiled) compiled = NULL;
  g_autofree char *code = NULL;

  core_set_add (&settings.allowed, 0);
  core_set_add (&settings.allowed, 1);
  compiled = ts_script_compile (script, &settings, diagnostics);
  g_assert_nonnull (compiled);
  code = list_code (compiled->program, 1);
  g_assert_cmpstr (code, ==, "index; push 1; branch 2 to 7; cores-clear; cores-add 1; pin; jump to 10; "
                             "cores-clear; cores-add 0; pin; step; end");
}

static void
assert_pin_is_refused (const char *task, int core, const char *expected)
{
  g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
  g_autoptr (TsScript) script = ts_script_parse (TWO_TASKS, 1, diagnostics);
  g_autoptr (GHashTable) pins = make_pins (task, core);
  TsSettings settings = { .pins = pins };

  core_set_add (&settings.allowed, 0);
  core_set_add (&settings.allowed, 1);
  g_assert_null (ts_script_compile (script, &settings, diagnostics));
  g_assert_cmpuint (diagnostics->len, ==, 1);
  g_assert_cmpstr (((TsDiagnostic *) diagnostics->pdata[0])->message, ==, expected);
}

static void
test_wrong_pins (void)
{
  assert_pin_is_refused ("B", 7, "“B” cannot be bound to cores 7 here; allowed are 0-1");
  assert_pin_is_refused ("B", -1, "“B” is to be bound to cores, but to none");
  assert_pin_is_refused ("C", 0, "there is no task “C” to bind to cores");
  assert_pin_is_refused ("A[2]", 0, "there is no task “A[2]” to bind to cores");
  assert_pin_is_refused ("A[x]", 0, "there is no task “A[x]” to bind to cores");
  assert_pin_is_refused ("A[0]", 3, "“A” cannot be bound to cores 3 here; allowed are 0-1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (constructs); i++)
    {
      g_autofree char *path = g_strconcat ("/compile/", constructs[i].name, NULL);

      g_test_add_data_func (path, &constructs[i], test_construct);
    }
  g_test_add_func ("/compile/objects are laid out in order", test_objects);
  g_test_add_func ("/compile/instructions know their lines", test_lines);
  g_test_add_func ("/compile/a common margin is ignored", test_margin);
  g_test_add_func ("/compile/values replace defaults", test_values);
  g_test_add_func ("/compile/a unit may be a name", test_name_like_unit);
  g_test_add_func ("/compile/pins take the place of what the program says", test_pins);
  g_test_add_func ("/compile/a pin of one copy leaves the others", test_pins_of_copies);
  g_test_add_func ("/compile/pins that cannot be are refused", test_wrong_pins);
  return g_test_run ();
}
