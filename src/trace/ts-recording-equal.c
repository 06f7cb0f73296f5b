/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparing two recordings, and saying where they first differ.
 */
#include "config.h"

#include "ts-recording-fields.h"

/* Says what differs; FALSE, so that it can be returned. */
static gboolean G_GNUC_PRINTF (2, 3)
differ (char **difference, const char *format, ...)
{
  va_list arguments;

  if (difference == NULL)
    return FALSE;
  va_start (arguments, format);
  *difference = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
equal_fields (const TsField *fields, gconstpointer a, gconstpointer b, const char *what,
              char **difference)
{
  for (const TsField *field = fields; field->name != NULL; field++)
    if (!ts_field_equal (field, a, b))
      {
        g_autofree char *text_a = ts_field_to_text (field, a);
        g_autofree char *text_b = ts_field_to_text (field, b);

        return differ (difference, "%s: %s is %s and %s", what, field->name, text_a, text_b);
      }
  return TRUE;
}

static gboolean
equal_lanes (const TsLane *a, const TsLane *b, const char *what, char **difference)
{
  guint n_a = ts_lane_get_n_slices (a), n_b = ts_lane_get_n_slices (b);

  for (guint i = 0; i < MIN (n_a, n_b); i++)
    {
      const TsSlice *slice_a = ts_lane_get_slice (a, i), *slice_b = ts_lane_get_slice (b, i);

      if (!ts_slice_equal (slice_a, slice_b))
        return differ (
          difference,
          "%s: slice %u is %s %" G_GINT64_FORMAT " … %" G_GINT64_FORMAT " ns, who %u, core %u, "
          "shade %u and %s %" G_GINT64_FORMAT " … %" G_GINT64_FORMAT
          " ns, who %u, core %u, shade %u",
          what, i, ts_state_get_id (slice_a->state), slice_a->begin_ns, slice_a->end_ns,
          slice_a->who, slice_a->core, slice_a->shade, ts_state_get_id (slice_b->state),
          slice_b->begin_ns, slice_b->end_ns, slice_b->who, slice_b->core, slice_b->shade);
    }
  if (n_a != n_b)
    return differ (difference, "%s has %u and %u slices", what, n_a, n_b);
  return TRUE;
}

static gboolean
equal_marks (const GArray *a, const GArray *b, const char *what, char **difference)
{
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    {
      const TsMark *mark_a = &g_array_index (a, TsMark, i), *mark_b = &g_array_index (b, TsMark, i);

      if (mark_a->time_ns != mark_b->time_ns || mark_a->value != mark_b->value
          || mark_a->detail != mark_b->detail || mark_a->kind != mark_b->kind)
        return differ (difference,
                       "%s: mark %u is kind %u at %" G_GINT64_FORMAT " ns, value %" G_GINT64_FORMAT
                       ", detail %u and kind %u at %" G_GINT64_FORMAT " ns, value %" G_GINT64_FORMAT
                       ", detail %u",
                       what, i, mark_a->kind, mark_a->time_ns, mark_a->value, mark_a->detail,
                       mark_b->kind, mark_b->time_ns, mark_b->value, mark_b->detail);
    }
  if (a->len != b->len)
    return differ (difference, "%s has %u and %u marks", what, a->len, b->len);
  return TRUE;
}

typedef gboolean (*EqualRest) (gconstpointer a, gconstpointer b, const char *what,
                               char **difference);

static gboolean
equal_task_rest (gconstpointer a, gconstpointer b, const char *what, char **difference)
{
  const TsTask *task_a = a, *task_b = b;

  return equal_lanes (task_a->lane, task_b->lane, what, difference)
    && equal_marks (task_a->marks, task_b->marks, what, difference);
}

static gboolean
equal_object_rest (gconstpointer a, gconstpointer b, const char *what, char **difference)
{
  const TsObject *object_a = a, *object_b = b;

  return equal_lanes (object_a->lane, object_b->lane, what, difference);
}

static gboolean
equal_core_rest (gconstpointer a, gconstpointer b, const char *what, char **difference)
{
  const TsCore *core_a = a, *core_b = b;
  g_autofree char *others = g_strconcat (what, ", others", NULL);

  return equal_lanes (core_a->lane, core_b->lane, what, difference)
    && equal_lanes (core_a->others, core_b->others, others, difference);
}

static gboolean
equal_arrays (const GPtrArray *a, const GPtrArray *b, const TsField *fields, EqualRest equal_rest,
              const char *noun, char **difference)
{
  if (a->len != b->len)
    return differ (difference, "%u and %u of: %s", a->len, b->len, noun);
  for (guint i = 0; i < a->len; i++)
    {
      g_autofree char *what = g_strdup_printf ("%s %u", noun, i);

      if (!equal_fields (fields, a->pdata[i], b->pdata[i], what, difference)
          || (equal_rest != NULL && !equal_rest (a->pdata[i], b->pdata[i], what, difference)))
        return FALSE;
    }
  return TRUE;
}

gboolean
ts_recording_equal (TsRecording *a, TsRecording *b, char **difference)
{
  if (difference != NULL)
    *difference = NULL;
  return equal_fields (ts_facts_fields, ts_recording_get_facts (a), ts_recording_get_facts (b),
                       "facts", difference)
         && equal_arrays (ts_recording_get_tasks (a), ts_recording_get_tasks (b), ts_task_fields,
                          equal_task_rest, "task", difference)
         && equal_arrays (ts_recording_get_objects (a), ts_recording_get_objects (b),
                          ts_object_fields, equal_object_rest, "object", difference)
         && equal_arrays (ts_recording_get_cores (a), ts_recording_get_cores (b), ts_core_fields,
                          equal_core_rest, "core", difference)
         && equal_arrays (ts_recording_get_prints (a), ts_recording_get_prints (b), ts_print_fields,
                          NULL, "print", difference)
         && equal_arrays (ts_recording_get_notes (a), ts_recording_get_notes (b), ts_note_fields,
                          NULL, "note", difference)
         && equal_arrays (ts_recording_get_settings (a), ts_recording_get_settings (b),
                          ts_setting_fields, NULL, "setting", difference);
}
