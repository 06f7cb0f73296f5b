/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scenarios of the data folder.
 */
#include "config.h"

#include "ts-places.h"
#include "ts-report.h"
#include "ts-scenario.h"
#include "ts-topic.h"

#include <glib/gi18n-lib.h>

#define SUFFIX ".scenario"

static char *
find_folder (void)
{
  g_autofree char *data = ts_places_get_data ();

  return g_build_filename (data, "scenarios", NULL);
}

static int
compare_scenarios (gconstpointer a, gconstpointer b, gpointer data)
{
  TsScenario *one = (TsScenario *) a, *other = (TsScenario *) b;
  guint topic = ts_topic_get_order (ts_scenario_get_topic (one));
  guint other_topic = ts_topic_get_order (ts_scenario_get_topic (other));

  if (topic != other_topic)
    return topic < other_topic ? -1 : 1;
  if (ts_scenario_get_order (one) != ts_scenario_get_order (other))
    return ts_scenario_get_order (one) < ts_scenario_get_order (other) ? -1 : 1;
  return g_strcmp0 (ts_scenario_get_id (one), ts_scenario_get_id (other));
}

static TsScenario *
find_in (GListStore *catalogue, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (G_LIST_MODEL (catalogue), i);

      if (g_strcmp0 (ts_scenario_get_id (scenario), id) == 0)
        return g_steal_pointer (&scenario);
    }
  return NULL;
}

static gboolean
add_file (GListStore *catalogue, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TsScenario) scenario = ts_scenario_load (file, NULL, error);
  g_autoptr (TsScenario) twin = NULL;

  if (scenario == NULL)
    return FALSE;
  twin = find_in (catalogue, ts_scenario_get_id (scenario));
  if (twin != NULL)
    {
      g_set_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_INVALID,
                   _("%s: another scenario has the id “%s” already"), path,
                   ts_scenario_get_id (scenario));
      return FALSE;
    }
  g_list_store_insert_sorted (catalogue, scenario, compare_scenarios, NULL);
  return TRUE;
}

/* What the folder holds; each broken file's error goes to `on_broken`, which says whether to go on. */
static GListStore *
load (gboolean (*on_broken) (GError *problem, gpointer data), gpointer data, GError **error)
{
  g_autoptr (GListStore) catalogue = g_list_store_new (TS_TYPE_SCENARIO);
  g_autofree char *folder = find_folder ();
  g_autoptr (GDir) directory = g_dir_open (folder, 0, error);
  const char *name;

  if (directory == NULL)
    return NULL;
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      GError *problem = NULL;

      if (g_str_has_suffix (name, SUFFIX) && !add_file (catalogue, folder, name, &problem)
          && !on_broken (problem, data))
        return NULL;
    }
  return g_steal_pointer (&catalogue);
}

static gboolean
give_up (GError *problem, gpointer error)
{
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
note_problem (GError *problem, gpointer problems)
{
  g_ptr_array_add (problems, g_strdup (problem->message));
  g_error_free (problem);
  return TRUE;
}

GListStore *
ts_catalogue_load (GError **error)
{
  return load (give_up, error, error);
}

GListStore *
ts_catalogue_load_most (GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  GListStore *catalogue = load (note_problem, problems, &error);

  if (catalogue != NULL)
    return catalogue;
  g_ptr_array_add (problems, g_strdup (error->message));
  return g_list_store_new (TS_TYPE_SCENARIO);
}

static void
set_unknown (GListStore *catalogue, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (G_LIST_MODEL (catalogue), i);

      /* The catalogue holds the scenario, and that its id. */
      g_ptr_array_add (ids, (gpointer) ts_scenario_get_id (scenario));
    }
  nearest = ts_report_nearest (id, (const char * const *) ids->pdata, ids->len);
  if (nearest != NULL)
    g_set_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_UNKNOWN,
                 _("there is no scenario “%s”; did you mean “%s”?"), id, nearest);
  else
    g_set_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_UNKNOWN,
                 _("there is no scenario “%s”"), id);
}

TsScenario *
ts_catalogue_find (const char *id, GError **error)
{
  g_autoptr (GListStore) catalogue = ts_catalogue_load (error);
  TsScenario *found;

  if (catalogue == NULL)
    return NULL;
  found = find_in (catalogue, id);
  if (found == NULL)
    set_unknown (catalogue, id, error);
  return found;
}
