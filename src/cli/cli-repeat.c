/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-repeat.h"

#include "cli-text.h"
#include "ts-spread.h"
#include "ts-statistics.h"
#include "ts-time.h"

#include <glib/gi18n-lib.h>

struct _CliRepeat {
  GArray *runs;   /* TsRunFigures */
};

CliRepeat *
cli_repeat_new (void)
{
  CliRepeat *repeat = g_new0 (CliRepeat, 1);

  repeat->runs = g_array_new (FALSE, FALSE, sizeof (TsRunFigures));
  return repeat;
}

void
cli_repeat_free (CliRepeat *repeat)
{
  g_array_unref (repeat->runs);
  g_free (repeat);
}

void
cli_repeat_add (CliRepeat *repeat,
                TsRecording *recording)
{
  gint64 duration_ns = ts_recording_get_facts (recording)->duration_ns;
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, duration_ns);

  g_array_append_val (repeat->runs, figures->run);
}

static TsSpread
get_spread (const CliRepeat *repeat)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < repeat->runs->len; i++)
    g_array_append_val (times, g_array_index (repeat->runs, TsRunFigures, i).wall_ns);
  return ts_spread_measure (times);
}

static void
add_headings (CliTable *table)
{
  cli_table_add (table, g_strdup (_("Run")));
  cli_table_add (table, g_strdup (_("Wall time")));
  cli_table_add (table, g_strdup (_("CPU time")));
  cli_table_add (table, g_strdup (_("Busy cores")));
  cli_table_add (table, g_strdup (_("Switches")));
  cli_table_add (table, g_strdup (_("Migrations")));
}

char *
cli_repeat_print (const CliRepeat *repeat)
{
  g_autoptr (CliTable) table = cli_table_new (6, 0);
  TsSpread spread = get_spread (repeat);
  g_autofree char *sentence = ts_spread_sentence (&spread);
  g_autofree char *rows = NULL;

  add_headings (table);
  for (guint i = 0; i < repeat->runs->len; i++)
    {
      const TsRunFigures *run = &g_array_index (repeat->runs, TsRunFigures, i);

      cli_table_add (table, g_strdup_printf ("%u", i + 1));
      cli_table_add (table, ts_time_format (run->wall_ns));
      cli_table_add (table, ts_time_format (run->cpu_ns));
      cli_table_add (table, g_strdup_printf ("%.2f", run->busy_cores));
      cli_table_add (table, g_strdup_printf ("%" G_GINT64_FORMAT,
                                             run->voluntary + run->involuntary));
      cli_table_add (table, g_strdup_printf ("%" G_GINT64_FORMAT, run->migrations));
    }
  rows = cli_table_print (table);
  return g_strdup_printf ("%s\n%s\n", rows, sentence);
}

void
cli_repeat_write_json (const CliRepeat *repeat,
                       CliJson *json)
{
  TsSpread spread = get_spread (repeat);

  cli_json_seconds (json, "wall_s_median", spread.median);
  cli_json_seconds (json, "wall_s_low", spread.low);
  cli_json_seconds (json, "wall_s_high", spread.high);
}
