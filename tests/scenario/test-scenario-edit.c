/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scenarios with another program than their file has.
 */
#include "ts-scenario.h"

#include <string.h>

static const char file[]
    = "<scenario id=\"mine\" topic=\"pinned\" order=\"70\">\n"
      "  <!-- kept -->\n"
      "  <title>A &amp; B</title>\n"
      "  <summary>S</summary>\n"
      "  <lesson><predict>p</predict></lesson>\n"
      "  <program><![CDATA[\n"
      "\n"
      "    task A\n"
      "\n"
      "      step\n"
      "  ]]></program>\n"
      "</scenario>\n";

static TsScenario *
new_scenario (const char *data)
{
  g_autoptr (GError) error = NULL;
  TsScenario *scenario = ts_scenario_new_from_data (data, -1, "mine.scenario", NULL, &error);

  g_assert_no_error (error);
  return scenario;
}

static void
test_plain (void)
{
  g_autoptr (TsScenario) scenario = new_scenario (file), bare = new_scenario ("task A\n  step");
  guint line;
  g_autofree char *plain = ts_scenario_get_plain_program (scenario, &line);
  g_autofree char *bare_plain = ts_scenario_get_plain_program (bare, NULL);

  g_assert_cmpstr (plain, ==, "task A\n\n  step\n");
  g_assert_cmpuint (line, ==, 8);
  g_assert_cmpstr (bare_plain, ==, "task A\n  step\n");
}

static void
test_edited (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = new_scenario (file);
  g_autoptr (TsScenario) edited
      = ts_scenario_new_with_program (scenario, "task B\n  step\n  print \"<&ä>\"\n", NULL, &error);
  g_autofree char *plain = NULL;
  guint line;

  g_assert_no_error (error);
  g_assert_cmpstr (ts_scenario_get_id (edited), ==, "mine");
  g_assert_cmpstr (ts_scenario_get_title (edited), ==, "A & B");
  g_assert_cmpint (ts_scenario_get_order (edited), ==, 70);
  plain = ts_scenario_get_plain_program (edited, &line);
  g_assert_cmpstr (plain, ==, "task B\n  step\n  print \"<&ä>\"\n");
  g_assert_cmpuint (line, ==, 7);
  g_assert_cmpstr (ts_scenario_get_source (edited), ==,
                   "<scenario id=\"mine\" topic=\"pinned\" order=\"70\">\n"
                   "  <!-- kept -->\n"
                   "  <title>A &amp; B</title>\n"
                   "  <summary>S</summary>\n"
                   "  <lesson><predict>p</predict></lesson>\n"
                   "  <program><![CDATA[\n"
                   "    task B\n"
                   "      step\n"
                   "      print \"<&ä>\"\n"
                   "  ]]></program>\n"
                   "</scenario>\n");
}

/* Editing back gives the same file again, however often. */
static void
test_edited_twice (void)
{
  g_autoptr (TsScenario) scenario = new_scenario (file);
  g_autofree char *plain = ts_scenario_get_plain_program (scenario, NULL);
  g_autoptr (TsScenario) once = ts_scenario_new_with_program (scenario, plain, NULL, NULL);
  g_autoptr (TsScenario) twice = ts_scenario_new_with_program (once, plain, NULL, NULL);

  g_assert_cmpstr (ts_scenario_get_source (once), ==, ts_scenario_get_source (twice));
}

static void
test_bare (void)
{
  g_autoptr (TsScenario) scenario = new_scenario ("task A\n  step\n");
  g_autoptr (TsScenario) edited = ts_scenario_new_with_program (scenario, "task B\n  step\n", NULL, NULL);

  g_assert_cmpstr (ts_scenario_get_id (edited), ==, "mine");
  g_assert_cmpstr (ts_scenario_get_source (edited), ==, "task B\n  step\n");
}

/* Mistakes are where the learner sees them, not where they would stand in a file. */
static void
test_mistakes (void)
{
  static const struct {
    const char *program;
    guint line, column;
  } mistakes[] = {
    { "task A\n  stepp\n  step\n  stap\n", 2, 3 },
    { "task A\n  step  # ]]>\n", 2, 11 },
    { "", 1, 1 },
    { "<scenario/>", 1, 1 },
  };
  g_autoptr (TsScenario) scenario = new_scenario (file);

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
      g_autofree char *place = g_strdup_printf ("Line %u: ", mistakes[i].line);
      const TsDiagnostic *first;

      g_assert_null (ts_scenario_new_with_program (scenario, mistakes[i].program, diagnostics, &error));
      g_assert_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, place));
      g_assert_cmpuint (diagnostics->len, ==, i == 0 ? 2 : 1);
      first = diagnostics->pdata[0];
      g_assert_cmpuint (first->line, ==, mistakes[i].line);
      g_assert_cmpuint (first->column, ==, mistakes[i].column);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario-edit/plain", test_plain);
  g_test_add_func ("/scenario-edit/edited", test_edited);
  g_test_add_func ("/scenario-edit/edited-twice", test_edited_twice);
  g_test_add_func ("/scenario-edit/bare", test_bare);
  g_test_add_func ("/scenario-edit/mistakes", test_mistakes);
  return g_test_run ();
}
