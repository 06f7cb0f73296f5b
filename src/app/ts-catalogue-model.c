/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-catalogue-model.h"

#include "ts-topic.h"

#include <glib/gi18n-lib.h>

struct _TsCatalogueModel {
  GListModel *scenarios;
  GPtrArray *problems;   /* sentences */
};

static TsCatalogueModel *shared;   /* NULL: nobody holds it */

static void
finish (gpointer data)
{
  TsCatalogueModel *self = data;

  if (shared == self)
    shared = NULL;
  g_clear_object (&self->scenarios);
  g_ptr_array_unref (self->problems);
}

TsCatalogueModel *
ts_catalogue_model_get (void)
{
  if (shared != NULL)
    return g_rc_box_acquire (shared);
  shared = g_rc_box_new0 (TsCatalogueModel);
  shared->problems = g_ptr_array_new_with_free_func (g_free);
  shared->scenarios = G_LIST_MODEL (ts_catalogue_load_most (shared->problems));
  return shared;
}

void
ts_catalogue_model_unref (TsCatalogueModel *self)
{
  g_rc_box_release_full (self, finish);
}

guint
ts_catalogue_model_get_count (TsCatalogueModel *self)
{
  return g_list_model_get_n_items (self->scenarios);
}

TsScenario *
ts_catalogue_model_get_scenario (TsCatalogueModel *self, guint position)
{
  g_autoptr (TsScenario) scenario = g_list_model_get_item (self->scenarios, position);

  g_return_val_if_fail (scenario != NULL, NULL);
  return scenario;   /* the list holds it */
}

TsScenario *
ts_catalogue_model_find (TsCatalogueModel *self, const char *id)
{
  for (guint i = 0; i < ts_catalogue_model_get_count (self); i++)
    {
      TsScenario *scenario = ts_catalogue_model_get_scenario (self, i);

      if (g_strcmp0 (ts_scenario_get_id (scenario), id) == 0)
        return scenario;
    }
  return NULL;
}

char *
ts_catalogue_model_describe_problems (TsCatalogueModel *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->problems->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) g_ptr_array_index (self->problems, i));
  return g_string_free (text, self->problems->len == 0);
}

const char *
ts_catalogue_get_topic_title (TsScenario *scenario)
{
  const char *title = ts_topic_get_title (ts_scenario_get_topic (scenario));

  return title != NULL ? title : _("Other scenarios");
}

gboolean
ts_catalogue_matches (TsScenario *scenario, const char *search)
{
  g_autofree char *text = NULL;
  g_autofree char *words = g_strstrip (g_strdup (search));

  if (*words == '\0')
    return TRUE;
  text = g_strjoin (" ", ts_scenario_get_title (scenario), ts_scenario_get_summary (scenario),
                    ts_catalogue_get_topic_title (scenario), ts_scenario_get_id (scenario), NULL);
  return g_str_match_string (words, text, TRUE);
}
