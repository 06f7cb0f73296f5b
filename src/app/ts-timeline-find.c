/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding in the timeline: lanes by their names, notes and printed lines by their text.
 */
#include "config.h"

#include "ts-timeline-private.h"

#include <glib/gi18n-lib.h>

/* A range of time (both -1: none), of a lane. */
typedef struct {
  TsLaneId lane;
  gint64 begin_ns, end_ns;
} Found;

static gboolean
holds (const char *text, const char *folded)
{
  g_autofree char *own = g_utf8_casefold (text, -1);

  return strstr (own, folded) != NULL;
}

static void
find_lanes (TsTimeline *self, const char *folded, GArray *all)
{
  TsRecording *recording = ts_viewport_get_recording (self->viewport);

  for (guint i = 0; i < ts_timeline_rows_get_n_rows (self->rows); i++)
    {
      const Found found = { ts_timeline_rows_get_row (self->rows, i)->lane, -1, -1 };
      g_autofree char *name = ts_lane_id_get_name (found.lane, recording);

      if (found.lane.kind != TS_LANE_NONE && holds (name, folded))
        g_array_append_val (all, found);
    }
}

static void
find_texts (TsTimeline *self, const char *folded, GArray *all)
{
  TsRecording *recording = ts_viewport_get_recording (self->viewport);
  GPtrArray *notes = ts_recording_get_notes (recording), *prints = ts_recording_get_prints (recording);

  for (guint i = 0; i < notes->len; i++)
    {
      const TsNote *note = notes->pdata[i];
      const Found found = { ts_lane_id_from_string (note->lane, recording), note->begin_ns, note->end_ns };

      if (holds (note->text, folded))
        g_array_append_val (all, found);
    }
  for (guint i = 0; i < prints->len; i++)
    {
      const TsPrint *print = prints->pdata[i];
      const Found found = { { TS_LANE_TASK, print->task }, print->time_ns, print->time_ns };

      if (holds (print->text, folded))
        g_array_append_val (all, found);
    }
}

static GArray *
find_all (TsTimeline *self)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->find_entry)), -1);

  if (*folded != '\0' && self->viewport != NULL && ts_viewport_get_recording (self->viewport) != NULL)
    {
      find_lanes (self, folded, all);
      find_texts (self, folded, all);
    }
  return all;
}

static void
show_found (TsTimeline *self, const Found *found)
{
  const TsSelection selection = { found->lane, -1, found->begin_ns, found->end_ns };

  if (found->begin_ns < 0)
    {
      ts_viewport_select_lane (self->viewport, found->lane);
      return;
    }
  ts_viewport_set_follows (self->viewport, FALSE);
  ts_viewport_set_instant_ns (self->viewport, found->begin_ns);
  ts_viewport_reveal (self->viewport, found->begin_ns);
  if (found->begin_ns < found->end_ns)
    ts_viewport_select (self->viewport, &selection);
  else
    ts_viewport_select_lane (self->viewport, found->lane);
}

/* `by`: to the next one or the one before, round and round; 0: the first. */
static void
find (TsTimeline *self, int by)
{
  g_autoptr (GArray) all = find_all (self);
  g_autofree char *count = NULL;
  gboolean is_empty = *gtk_editable_get_text (GTK_EDITABLE (self->find_entry)) == '\0';

  self->found = all->len == 0 || by == 0 ? 0 : (self->found + all->len + (guint) by) % all->len;
  if (all->len > 0)
    {
      show_found (self, &g_array_index (all, Found, self->found));
      /* Translators: which of the places that were found is shown: “2 of 5” */
      count = g_strdup_printf (_("%u of %u"), self->found + 1, all->len);
    }
  gtk_label_set_text (self->find_count, count != NULL ? count : is_empty ? "" : _("Nothing found"));
}

void
ts_timeline_on_find_changed (TsTimeline *self)
{
  find (self, 0);
}

void
ts_timeline_on_find_next (TsTimeline *self)
{
  find (self, 1);
}

void
ts_timeline_on_find_previous (TsTimeline *self)
{
  find (self, -1);
}

void
ts_timeline_on_find_stop (TsTimeline *self)
{
  gtk_search_bar_set_search_mode (self->find_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->lanes));
}

void
ts_timeline_start_find (TsTimeline *self)
{
  gtk_search_bar_set_search_mode (self->find_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->find_entry), 0, -1);
}
