/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scenarios that Timeslice comes with, and folders of others.
 */
#include "ts-scenario.h"
#include "ts-topic.h"

#include <glib/gstdio.h>
#include <string.h>

#define MINIMAL                                                                                    \
  "<scenario id=\"%s\" topic=\"%s\" order=\"%d\"><title>T</title><summary>S</summary>"             \
  "<program><![CDATA[\ntask A\n  step\n]]></program></scenario>"

static void
test_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListStore) catalogue = ts_catalogue_load (&error);
  guint before = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (catalogue)), >=, 3);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (G_LIST_MODEL (catalogue), i);
      guint topic = ts_topic_get_order (ts_scenario_get_topic (scenario));

      g_assert_nonnull (ts_topic_get_title (ts_scenario_get_topic (scenario)));
      g_assert_cmpuint (topic, >=, before);
      g_assert_cmpstr (ts_scenario_get_look (scenario), !=, "");
      before = topic;
    }
}

/* Each of them compiles on every machine, with every parameter at its ends, and has something to
 * show. */
static void
test_scenarios (void)
{
  static const guint core_counts[] = { 1, 2, 3, 16, 512 };
  g_autoptr (GListStore) catalogue = ts_catalogue_load (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
    for (guint j = 0; j < G_N_ELEMENTS (core_counts); j++)
      {
        g_autoptr (TsScenario) scenario = g_list_model_get_item (G_LIST_MODEL (catalogue), i);
        g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
        CoreSet cores = { 0 };

        for (guint core = 0; core < core_counts[j]; core++)
          core_set_add (&cores, core);
        g_assert_true (ts_script_check (ts_scenario_get_script (scenario), &cores, diagnostics));
        g_assert_cmpuint (ts_script_get_parameters (ts_scenario_get_script (scenario))->len, >=, 2);
      }
}

/* The bars of the first three are measured against something. */
static void
test_totals (void)
{
  static const char * const ids[] = { "word", "worker-pool", "pinned-processes" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (TsScenario) scenario = ts_catalogue_find (ids[i], NULL);
      g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
      g_autoptr (TsCompiled) compiled = NULL;
      TsSettings settings = { 0 };

      g_assert_nonnull (scenario);
      compiled = ts_script_compile (ts_scenario_get_script (scenario), &settings, diagnostics);
      g_assert_nonnull (compiled);
      for (guint slot = 0; slot < compiled->program->task_count; slot++)
        if (compiled->program->declarations[program_declaration_of (compiled->program, slot)]
                .worker)
          g_assert_cmpint (compiled->totals[slot], >, 0);
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) strange_error = NULL;

  g_assert_null (ts_catalogue_find ("worker-pol", &error));
  g_assert_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_UNKNOWN);
  g_assert_cmpstr (error->message, ==,
                   "there is no scenario “worker-pol”; did you mean “worker-pool”?");
  g_assert_null (ts_catalogue_find ("", &strange_error));
  g_assert_cmpstr (strange_error->message, ==, "there is no scenario “”");
}

static void
write_scenario (const char *folder, const char *name, const char *id, const char *topic, int order)
{
  g_autofree char *path = g_build_filename (folder, "scenarios", name, NULL);
  g_autofree char *data = g_strdup_printf (MINIMAL, id, topic, order);

  g_assert_true (g_file_set_contents (path, data, -1, NULL));
}

static void
remove_folder (const char *folder)
{
  g_autofree char *inner = g_build_filename (folder, "scenarios", NULL);
  g_autoptr (GDir) directory = g_dir_open (inner, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (inner, name, NULL);

      g_unlink (path);
    }
  g_rmdir (inner);
  g_rmdir (folder);
}

/* A folder of its own, for the time of `test`. */
static void
with_folder (void (*test) (const char *folder))
{
  g_autofree char *before = g_strdup (g_getenv ("TS_DATA_DIR"));
  g_autofree char *folder = g_dir_make_tmp ("timeslice-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "scenarios", NULL);

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_setenv ("TS_DATA_DIR", folder, TRUE);
  test (folder);
  g_setenv ("TS_DATA_DIR", before, TRUE);
  remove_folder (folder);
}

static void
sort_folder (const char *folder)
{
  static const char * const expected[] = { "d", "c", "a", "b" };
  g_autoptr (GListStore) catalogue = NULL;

  write_scenario (folder, "1.scenario", "b", "trouble", 10);
  write_scenario (folder, "2.scenario", "a", "trouble", 10);
  write_scenario (folder, "3.scenario", "c", "trouble", 5);
  write_scenario (folder, "4.scenario", "d", "cores", 99);
  write_scenario (folder, "5.scenario~", "e", "cores", 99);
  catalogue = ts_catalogue_load (NULL);
  g_assert_nonnull (catalogue);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (catalogue)), ==,
                    G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (G_LIST_MODEL (catalogue), i);

      g_assert_cmpstr (ts_scenario_get_id (scenario), ==, expected[i]);
    }
}

static void
find_twins (const char *folder)
{
  g_autoptr (GError) error = NULL;

  write_scenario (folder, "1.scenario", "a", "trouble", 10);
  write_scenario (folder, "2.scenario", "a", "trouble", 20);
  g_assert_null (ts_catalogue_load (&error));
  g_assert_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_INVALID);
  g_assert_true (g_str_has_suffix (error->message, ": another scenario has the id “a” already"));
}

static void
load_most (const char *folder)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GListStore) catalogue = NULL;

  write_scenario (folder, "1.scenario", "a", "trouble", -1);
  write_scenario (folder, "2.scenario", "b", "trouble", 20);
  catalogue = ts_catalogue_load_most (problems);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (catalogue)), ==, 1);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (problems->pdata[0], "1.scenario"));
}

static void
load_no_folder (const char *folder)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GListStore) catalogue = NULL;

  remove_folder (folder);
  catalogue = ts_catalogue_load_most (problems);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (catalogue)), ==, 0);
  g_assert_cmpuint (problems->len, ==, 1);
}

static void
test_most (void)
{
  with_folder (load_most);
  with_folder (load_no_folder);
}

static void
find_broken (const char *folder)
{
  g_autoptr (GError) error = NULL;

  write_scenario (folder, "1.scenario", "a", "trouble", -1);
  g_assert_null (ts_catalogue_load (&error));
  g_assert_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_INVALID);
  g_assert_nonnull (
      g_strstr_len (error->message, -1, "1.scenario:1:34: error: order is a whole number"));
}

static void
test_folder (gconstpointer data)
{
  with_folder ((void (*) (const char *)) data);
}

static void
test_no_folder (void)
{
  g_autofree char *before = g_strdup (g_getenv ("TS_DATA_DIR"));
  g_autoptr (GError) error = NULL;

  g_setenv ("TS_DATA_DIR", "/nonexistent", TRUE);
  g_assert_null (ts_catalogue_load (&error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_setenv ("TS_DATA_DIR", before, TRUE);
}

static void
test_topics (void)
{
  g_assert_cmpstr (ts_topic_get_id (0), ==, "cores");
  g_assert_cmpstr (ts_topic_get_id (8), ==, "trouble");
  g_assert_null (ts_topic_get_id (9));
  g_assert_cmpstr (ts_topic_get_title ("choosing"), ==, "Threads or processes?");
  g_assert_cmpuint (ts_topic_get_order ("pinned"), ==, 4);
  g_assert_null (ts_topic_get_title ("other"));
  g_assert_cmpuint (ts_topic_get_order (""), ==, 9);
  g_assert_cmpstr (ts_topic_nearest ("treads"), ==, "threads");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/order", test_order);
  g_test_add_func ("/catalogue/scenarios", test_scenarios);
  g_test_add_func ("/catalogue/totals", test_totals);
  g_test_add_func ("/catalogue/unknown", test_unknown);
  g_test_add_data_func ("/catalogue/folder is sorted", (gconstpointer) sort_folder, test_folder);
  g_test_add_data_func ("/catalogue/twins", (gconstpointer) find_twins, test_folder);
  g_test_add_data_func ("/catalogue/broken", (gconstpointer) find_broken, test_folder);
  g_test_add_func ("/catalogue/no folder", test_no_folder);
  g_test_add_func ("/catalogue/topics", test_topics);
  g_test_add_func ("/catalogue/a broken file leaves the others alone", test_most);
  return g_test_run ();
}
