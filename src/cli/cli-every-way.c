/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-every-way.h"

#include "cli-text.h"
#include "ts-time.h"

#include <glib/gi18n-lib.h>

static void
add_headings (CliTable *table)
{
  cli_table_add (table, g_strdup (_("Way")));
  cli_table_add (table, g_strdup (_("Wall time")));
  cli_table_add (table, g_strdup (_("CPU time")));
  cli_table_add (table, g_strdup (_("Busy cores")));
  cli_table_add (table, g_strdup (_("Switches")));
  cli_table_add (table, g_strdup (_("Speed-up")));
}

static void
add_row (CliTable *table, const TsEveryWay *every, guint position)
{
  const TsWayResult *result = ts_every_way_get_result (every, position);
  const TsRunFigures *figures = &result->figures;
  gboolean is_measured = result->recording != NULL;
  double speed_up = ts_every_way_get_speed_up (every, position);

  cli_table_add (table, g_strdup (ts_way_get_label (way_traits[result->way].name)));
  cli_table_add (table, is_measured ? ts_time_format (figures->wall_ns) : g_strdup ("–"));
  cli_table_add (table, is_measured ? ts_time_format (figures->cpu_ns) : g_strdup ("–"));
  cli_table_add (table, is_measured ? g_strdup_printf ("%.2f", figures->busy_cores) : g_strdup ("–"));
  cli_table_add (table, is_measured ? g_strdup_printf ("%" G_GINT64_FORMAT, figures->voluntary + figures->involuntary)
                                    : g_strdup ("–"));
  cli_table_add (table, speed_up > 0 ? g_strdup_printf ("%.2f", speed_up) : g_strdup ("–"));
}

char *
cli_every_way_print (const TsEveryWay *every)
{
  g_autoptr (CliTable) table = cli_table_new (6, 1);
  g_autofree char *sentence = ts_every_way_sentence (every), *rows = NULL;
  GString *text;

  add_headings (table);
  for (guint i = 0; i < ts_every_way_get_n_results (every); i++)
    add_row (table, every, i);
  rows = cli_table_print (table);
  text = g_string_new ("\n");
  g_string_append (text, rows);
  for (guint i = 0; i < ts_every_way_get_n_results (every); i++)
    {
      const TsWayResult *result = ts_every_way_get_result (every, i);

      if (result->problem != NULL)
        g_string_append_printf (text, "%s: %s\n", ts_way_get_label (way_traits[result->way].name), result->problem);
    }
  g_string_append_printf (text, "\n%s\n%s\n", sentence, ts_every_way_explain_speed_up ());
  return g_string_free (text, FALSE);
}

static void
write_result (const TsEveryWay *every, guint position, CliJson *json)
{
  const TsWayResult *result = ts_every_way_get_result (every, position);
  double speed_up = ts_every_way_get_speed_up (every, position);

  cli_json_begin_object (json, NULL);
  cli_json_string (json, "way", way_traits[result->way].name);
  cli_json_boolean (json, "simulated", way_traits[result->way].is_simulated);
  cli_json_boolean (json, "refused", result->is_refused);
  cli_json_string (json, "problem", result->problem);
  if (result->recording != NULL)
    {
      cli_json_seconds (json, "wall_s", result->figures.wall_ns);
      cli_json_seconds (json, "cpu_s", result->figures.cpu_ns);
      cli_json_number (json, "busy_cores", result->figures.busy_cores, 3);
      cli_json_integer (json, "switches", result->figures.voluntary + result->figures.involuntary);
      cli_json_seconds (json, "work_s", result->work_ns);
    }
  if (speed_up > 0)
    cli_json_number (json, "speed_up", speed_up, 3);
  else
    cli_json_null (json, "speed_up");
  cli_json_end_object (json);
}

void
cli_every_way_write_json (const TsEveryWay *every, CliJson *json)
{
  g_autofree char *sentence = ts_every_way_sentence (every);

  cli_json_begin_array (json, "ways");
  for (guint i = 0; i < ts_every_way_get_n_results (every); i++)
    write_result (every, i, json);
  cli_json_end_array (json);
  cli_json_string (json, "verdict", sentence);
}
