/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-option.h"

#include "cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Prints the complaint and frees it; FALSE. */
static gboolean
complain (char *message)
{
  cli_complain (message);
  g_free (message);
  return FALSE;
}

static void
append_name (GString *names, const char *name)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

gboolean
cli_option_choose_way (const char *name, WayId *way)
{
  g_autoptr (GString) known = g_string_new (NULL);
  WayId found = ts_way_find (name);

  if (name != NULL && ts_way_get (found) == NULL)
    {
      for (guint i = 0; i < WAY_COUNT; i++)
        if (ts_way_get ((WayId) i) != NULL)
          append_name (known, way_traits[i].name);
      return complain (g_strdup_printf (_("%s “%s” is not known; there are %s."), "--way", name, known->str));
    }
  if (name != NULL)
    *way = found;
  return TRUE;
}

static gboolean
complain_of_option (WayId way, const char *name)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < ts_way_get (way)->n_options; i++)
    append_name (known, ts_way_get (way)->options[i].name);
  if (known->len == 0)
    /* Translators: the name of a way to run, such as “threads” */
    return complain (g_strdup_printf (_("The way “%s” has no options."), way_traits[way].name));
  return complain (g_strdup_printf (_("The way “%s” has no option “%s”; there are %s."), way_traits[way].name, name,
                                    known->str));
}

static gboolean
read_choice (const TsWayOption *option, const char *text, gint64 *value)
{
  g_autofree char *choices = NULL;

  *value = ts_way_option_find_choice (option, text);
  if (*value >= 0)
    return TRUE;
  choices = g_strjoinv (", ", (char **) option->choices);
  return complain (g_strdup_printf (_("%s “%s” is not known; there are %s."), option->name, text, choices));
}

static gboolean
read_value (const TsWayOption *option, const char *text, gint64 *value)
{
  if (option->choices != NULL)
    return read_choice (option, text, value);
  return g_ascii_string_to_signed (text, 10, option->low, option->high, value, NULL)
         || complain (g_strdup_printf (_("%s must be a whole number from %" PRId64 " to %" PRId64 ", and is “%s”."),
                                       option->name, option->low, option->high, text));
}

static gboolean
read_one (WayId way, const char *setting, GHashTable *options)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *name = NULL;
  const TsWayOption *option;
  guint position;
  gint64 value;

  if (equals == NULL)
    return complain (g_strdup_printf (_("“--option %s” needs a value: --option NAME=VALUE."), setting));
  name = g_strndup (setting, (gsize) (equals - setting));
  option = ts_way_find_option (way, name, &position);
  if (option == NULL)
    return complain_of_option (way, name);
  if (!read_value (option, equals + 1, &value))
    return FALSE;
  g_hash_table_replace (options, g_steal_pointer (&name), g_memdup2 (&value, sizeof value));
  return TRUE;
}

gboolean
cli_option_read_all (WayId way, char **settings, GHashTable *options)
{
  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    if (!read_one (way, settings[i], options))
      return FALSE;
  return TRUE;
}

static gboolean
has_option (WayId way, const char *setting)
{
  g_autofree char *name = g_strndup (setting, strcspn (setting, "="));
  guint position;

  return ts_way_find_option (way, name, &position) != NULL;
}

gboolean
cli_option_check_every (TsScenario *scenario, char **settings)
{
  g_autoptr (GHashTable) options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    {
      gboolean is_known = FALSE;

      for (guint way = 0; way < WAY_COUNT; way++)
        if (ts_scenario_suits_way (scenario, (WayId) way) && has_option ((WayId) way, settings[i]))
          {
            is_known = TRUE;
            if (!read_one ((WayId) way, settings[i], options))
              return FALSE;
          }
      if (!is_known)
        return complain (g_strdup_printf (_("No way to run that suits this scenario has the option “%s”."), settings[i]));
    }
  return TRUE;
}

void
cli_option_read_known (WayId way, char **settings, GHashTable *options)
{
  g_hash_table_remove_all (options);
  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    if (has_option (way, settings[i]))
      read_one (way, settings[i], options);
}
