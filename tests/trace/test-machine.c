/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The machine, held against what the kernel says by other ways.
 */
#include "config.h"

#include "exact-source.h"
#include "ts-machine.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void
test_cores (void)
{
  g_autoptr (TsMachine) machine = ts_machine_new ();
  CoreSet allowed;
  guint n_allowed = 0;

  g_assert_true (core_set_allowed (&allowed));
  g_assert_cmpint (machine->cores->len, ==, sysconf (_SC_NPROCESSORS_ONLN));
  g_assert_cmpuint (machine->n_physical, >=, 1);
  g_assert_cmpuint (machine->n_physical, <=, machine->cores->len);
  for (guint i = 0; i < machine->cores->len; i++)
    {
      const TsMachineCore *core = g_ptr_array_index (machine->cores, i);

      if (i > 0)
        g_assert_cmpuint (((TsMachineCore *) machine->cores->pdata[i - 1])->number, <, core->number);
      g_assert_cmpint (core->allowed, ==, core_set_has (&allowed, core->number));
      g_assert_nonnull (core->kind);
      for (guint level = 0; level < 3; level++)
        g_assert_true ((core->cache_bytes[level] == 0) == (core->cache_shared[level] == 0));
      n_allowed += core->allowed;
    }
  g_assert_cmpuint (n_allowed, ==, core_set_count (&allowed));
}

/* A process bound to one core still sees the whole machine, and which core is its own. */
static void
test_one_core_allowed (void)
{
  g_autoptr (TsMachine) machine = NULL;
  CoreSet before, one;
  guint n_allowed = 0;

  g_assert_true (core_set_allowed (&before));
  core_set_clear (&one);
  core_set_add (&one, core_set_at (&before, core_set_count (&before) - 1));
  g_assert_true (core_set_bind (&one, 0));
  machine = ts_machine_new ();
  g_assert_true (core_set_bind (&before, 0));

  g_assert_cmpint (machine->cores->len, ==, sysconf (_SC_NPROCESSORS_ONLN));
  for (guint i = 0; i < machine->cores->len; i++)
    n_allowed += ((TsMachineCore *) machine->cores->pdata[i])->allowed;
  g_assert_cmpuint (n_allowed, ==, 1);
}

static void
test_words (void)
{
  g_autoptr (TsMachine) machine = ts_machine_new ();
  g_autofree char *text = ts_machine_describe (machine);

  g_assert_nonnull (strstr (text, machine->system));
  g_assert_true (g_str_has_prefix (machine->system, "Linux "));
  g_assert_nonnull (strstr (text, machine->cores->len == 1 ? "1 core," : "cores,"));
}

/* The machine says about the exact source what the probe says. */
static void
test_exact (void)
{
  g_autoptr (TsMachine) machine = ts_machine_new ();

  g_assert_cmpint (machine->exact, ==, exact_source_probe () == 0);
  g_assert_cmpint (machine->exact, ==, machine->exact_reason[0] == '\0');
}

/* Every refusal is one sentence. */
static void
test_refusals (void)
{
  const int reasons[] = { EACCES, EPERM, ENOSYS, ENODATA, EMFILE };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *sentence = ts_machine_explain_refusal (reasons[i]);

      g_assert_true (g_utf8_validate (sentence, -1, NULL));
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_null (strchr (sentence, '\n'));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/cores", test_cores);
  g_test_add_func ("/machine/one-core-allowed", test_one_core_allowed);
  g_test_add_func ("/machine/words", test_words);
  g_test_add_func ("/machine/exact", test_exact);
  g_test_add_func ("/machine/refusals", test_refusals);
  return g_test_run ();
}
