/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every limit of run-limits.h: what just fits does, and one more gets a message that names the
 * limit.
 */
#include "listing.h"

/* `count` times `format`, which may take the number (from 0). */
static char *
repeat_text (const char *before, guint count, const char *unit, const char *after)
{
  g_autoptr (GString) text = g_string_new (before);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      gsize start = text->len;

      g_string_append (text, unit);
      g_string_replace (text, "@", number, 0);
      g_assert_cmpuint (text->len, >=, start);
    }
  g_string_append (text, after);
  return g_strdup (text->str);
}

typedef struct {
  const char *name;
  const char *before, *unit, *after;  /* "@" in the unit stands for its number */
  guint most;                         /* units that fit */
  const char *expected;               /* with one more */
} Limit;

static const Limit limits[] = {
  { "parameters", "", "set p@ = 1 from 0 to 2\n", "task A\n  step\n", MAX_PARAMETERS,
    "65:5: more than 64 parameters\n" },
  { "objects", "", "lock l@\n", "task A\n  step\n", MAX_OBJECTS,
    "257:6: more than 256 objects: with “l256” there are 257\n" },
  { "declarations", "", "task A@\n  step\n", "", MAX_DECLARATIONS - 1,
    "511:6: more than 256 task headers, main included\n" },
  { "instructions", "task A\n", "  step\n", "", MAX_INSTRUCTIONS - 4,
    "1:6: the program is too long: more than 4096 instructions\n" },
};

static void
test_limit (gconstpointer data)
{
  const Limit *limit = data;
  g_autofree char *fits = repeat_text (limit->before, limit->most, limit->unit, limit->after);
  g_autofree char *too_much
      = repeat_text (limit->before, limit->most + 1, limit->unit, limit->after);
  g_autofree char *no_mistakes = list_mistakes (fits);
  g_autofree char *mistakes = list_mistakes (too_much);

  g_assert_cmpstr (no_mistakes, ==, "");
  g_assert_cmpstr (mistakes, ==, limit->expected);
}

static void
test_tasks (void)
{
  g_autofree char *fits = list_mistakes ("task A x 16383\n  step\n");
  g_autofree char *too_many = list_mistakes ("task A x 16384\n  step\n");

  g_assert_cmpstr (fits, ==, "");
  g_assert_cmpstr (too_many, ==,
                   "1:6: more than 16384 tasks: with “A” there are 16385, main included\n");
}

static void
test_print (void)
{
  g_autofree char *letters = g_strnfill (MAX_PRINT, 'a');
  g_autofree char *fits = g_strdup_printf ("task A\n  print \"%s\"\n", letters);
  g_autofree char *too_long = g_strdup_printf ("task A\n  print \"%sb\"\n", letters);
  g_autofree char *no_mistakes = list_mistakes (fits);
  g_autofree char *mistakes = list_mistakes (too_long);

  g_assert_cmpstr (no_mistakes, ==, "");
  g_assert_cmpstr (mistakes, ==, "2:9: a text is at most 480 bytes long, not 481\n");
}

/* 65536 bytes hold 136 texts of 480 and some names, but not 137. */
static void
test_text (void)
{
  g_autofree char *letters = g_strnfill (MAX_PRINT - 4, 'a');
  g_autofree char *unit = g_strdup_printf ("  print \"%s@\"\n", letters);
  g_autofree char *fits = repeat_text ("task A\n", 100, unit, "");
  g_autofree char *too_much = repeat_text ("task A\n", 140, unit, "");
  g_autofree char *no_mistakes = list_mistakes (fits);
  g_autofree char *mistakes = list_mistakes (too_much);

  g_assert_cmpstr (no_mistakes, ==, "");
  g_assert_cmpstr (mistakes, ==, "1:1: names, labels and texts come to more than 65536 bytes\n");
}

/* A value with as many parts as there may be, in the order that needs the most room on the
 * stack. */
static void
test_stack (void)
{
  g_autofree char *fits = repeat_text ("task A x 2\n  compute ", MAX_STACK - 1, "index+(", "index");
  g_autofree char *closed = repeat_text (fits, MAX_STACK - 1, ")", " us\n");
  g_autofree char *no_mistakes = list_mistakes (closed);
  g_autoptr (TsCompiled) compiled = compile_text (closed, 2, NULL);
  guint depth = 0, deepest = 0;

  g_assert_cmpstr (no_mistakes, ==, "");
  for (guint i = 0; i < compiled->program->instruction_count; i++)
    {
      Operation operation = compiled->program->instructions[i].operation;

      depth += operation == OP_INDEX;
      deepest = MAX (deepest, depth);
      depth -= operation == OP_ADD;
    }
  g_assert_cmpuint (deepest, ==, MAX_STACK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *path = g_strconcat ("/limits/", limits[i].name, NULL);

      g_test_add_data_func (path, &limits[i], test_limit);
    }
  g_test_add_func ("/limits/tasks", test_tasks);
  g_test_add_func ("/limits/bytes of a printed text", test_print);
  g_test_add_func ("/limits/bytes of all texts", test_text);
  g_test_add_func ("/limits/values on the stack", test_stack);
  return g_test_run ();
}
