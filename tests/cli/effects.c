/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "effects.h"

#include "cli-test.h"
#include "ts-recording-file.h"
#include "ts-scenario.h"

#include <string.h>

TsRecording *
effects_record (const char *scenario, const char *way, const char *options, int status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) found = ts_catalogue_find (scenario, &error);
  g_autofree char *file = cli_test_path ("effect.timeslice");
  g_autofree char *line = g_strdup_printf ("run %s --way %s %s --quiet --save %s", scenario, way, options, file);
  g_autoptr (CliResult) result = NULL;
  TsRecording *recording;

  g_assert_no_error (error);
  if (!ts_scenario_suits_way (found, ts_way_find (way)))
    {
      g_test_message ("%s is not run in the way %s: this build or its file does not have it", scenario, way);
      return NULL;
    }
  result = cli_test_expect (status, line);
  recording = ts_recording_open (file, &error);
  g_assert_no_error (error);
  return recording;
}

gint64
effects_sum_ns (const TsTask *task, TsState state)
{
  gint64 sum_ns = 0;

  for (guint i = 0; i < ts_lane_get_n_slices (task->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);

      if (slice->state == state)
        sum_ns += slice->end_ns - slice->begin_ns;
    }
  return sum_ns;
}

guint
effects_n_cores (TsRecording *recording)
{
  return ts_recording_get_cores (recording)->len;
}

guint
effects_core (TsRecording *recording, guint position)
{
  GPtrArray *cores = ts_recording_get_cores (recording);

  g_assert_cmpuint (position, <, cores->len);
  return ((TsCore *) g_ptr_array_index (cores, position))->number;
}

void
effects_assert_core (const TsTask *task, guint core)
{
  gint64 bound_ns = 0;

  for (guint i = 0; i < task->marks->len; i++)
    if (g_array_index (task->marks, TsMark, i).kind == TS_MARK_PIN)
      bound_ns = g_array_index (task->marks, TsMark, i).time_ns;
  g_assert_cmpint (bound_ns, >, 0);
  g_assert_cmpint (effects_sum_ns (task, TS_STATE_RUNNING), >, 0);
  for (guint i = 0; i < ts_lane_get_n_slices (task->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);

      if (slice->state == TS_STATE_RUNNING && slice->begin_ns >= bound_ns)
        g_assert_cmpuint (slice->core, ==, core);
    }
}

char *
effects_prints (TsRecording *recording, gboolean without_numbers)
{
  GPtrArray *prints = ts_recording_get_prints (recording);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRegex) number = g_regex_new ("[0-9]+", 0, 0, NULL);

  for (guint i = 0; i < prints->len; i++)
    g_string_append_printf (text, "%s\n", ((TsPrint *) g_ptr_array_index (prints, i))->text);
  if (!without_numbers)
    return g_string_free (g_steal_pointer (&text), FALSE);
  return g_regex_replace_literal (number, text->str, -1, 0, "N", 0, NULL);
}

void
effects_assert_printed (TsRecording *recording, const char *line)
{
  g_autofree char *prints = effects_prints (recording, FALSE);
  g_autofree char *all = g_strconcat ("\n", prints, NULL);
  g_autofree char *one = g_strdup_printf ("\n%s\n", line);

  cli_test_assert_contains (all, one);
}

const TsObject *
effects_object (TsRecording *recording, const char *name)
{
  GPtrArray *objects = ts_recording_get_objects (recording);

  for (guint i = 0; i < objects->len; i++)
    if (strcmp (((TsObject *) g_ptr_array_index (objects, i))->name, name) == 0)
      return g_ptr_array_index (objects, i);
  g_error ("there is no object “%s”", name);
}
