/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the page says in words above and below the lanes: title, caption, and how all this was
 * observed.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "ts-page.h"
#include "ts-statistics.h"

enum { MOST_CAPTION_LINES = 3, MOST_FOOT_LINES = 3 };

static const TsFont title_font = { 22, TRUE };
static const TsFont caption_font = { 13.5, FALSE };
static const TsFont foot_font = { 11, FALSE };

static void
add_lines (TsPage *page, const TsFont *font, TsRole role, const char *text, guint max_lines,
           double *y_px)
{
  g_autofree char *clean = ts_text_clean (text);
  g_auto (GStrv) lines = NULL;

  if (clean[0] == '\0')
    return;
  lines = ts_text_meter_wrap (page->meter, font, clean, page->width_px - 2 * page->margin_px,
                              max_lines);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      ts_page_add_text (page, font, role, lines[i], page->margin_px, *y_px);
      *y_px += ts_text_meter_get_height (page->meter, font);
    }
}

static char *
format_duration (gint64 ns)
{
  /* Translators: lengths of time, with a space that does not break. */
  if (ns >= 10 * (gint64) 1000000000)
    return g_strdup_printf (_("%.1f\302\240s"), (double) ns / 1e9);
  if (ns >= 1000000000)
    return g_strdup_printf (_("%.2f\302\240s"), (double) ns / 1e9);
  if (ns >= 1000000)
    return g_strdup_printf (_("%.3g\302\240ms"), (double) ns / 1e6);
  return g_strdup_printf (_("%.3g\302\240µs"), (double) ns / 1e3);
}

/* "Pages: 4 · Keys: 60": what the run was set to. */
static char *
describe_settings (TsRecording *recording)
{
  GPtrArray *settings = ts_recording_get_settings (recording);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < settings->len; i++)
    {
      const TsSetting *setting = g_ptr_array_index (settings, i);
      const char *label = setting->label != NULL && setting->label[0] != '\0' ? setting->label
                                                                              : setting->name;
      /* Translators: a parameter of a run and its value, "Pages: 4"; several are set one after
       * another. */
      g_autofree char *one = g_strdup_printf (_("%s:\302\240%" PRId64), label, setting->value);
      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", one);
    }
  return g_string_free (text, FALSE);
}

/* "3.21 s", or "1.20 s to 1.45 s of 3.21 s" if that is the part on the page. */
static char *
describe_window (TsPage *page)
{
  const TsRunFacts *facts = ts_recording_get_facts (page->recording);
  g_autofree char *from = NULL, *until = NULL, *all = format_duration (facts->duration_ns);

  if (page->axis.begin_ns <= 0 && page->axis.end_ns >= facts->duration_ns)
    return g_steal_pointer (&all);
  from = format_duration (page->axis.begin_ns);
  until = format_duration (page->axis.end_ns);
  /* Translators: which part of the run the picture shows. */
  return g_strdup_printf (_("%s to %s of %s"), from, until, all);
}

/* "Threads · 3.21 s · 1.5 of 2 cores busy on average" */
static void
add_run (TsPage *page, GString *caption)
{
  const TsRunFacts *facts = ts_recording_get_facts (page->recording);
  GPtrArray *cores = ts_recording_get_cores (page->recording);
  g_autofree char *window = describe_window (page);
  double busy = 0;

  for (guint i = 0; i < cores->len; i++)
    busy += ts_page_get_busy (page, i);
  if (facts->way[0] != '\0')
    g_string_append_printf (caption, "%s · ",
                            g_str_equal (facts->way, "watch") ? _("A program that was watched")
                                                              : ts_figures_subject (page->recording));
  g_string_append_printf (caption, "%s · ", window);
  /* Translators: "1.5 of 2 cores busy on average". */
  g_string_append_printf (
      caption,
      ngettext ("%.*f of %u core busy on average", "%.*f of %u cores busy on average", cores->len),
      busy < 0.1 ? 2 : 1, busy, cores->len);
}

static void
add_trouble (TsPage *page, double *y_px)
{
  const TsRunFacts *facts = ts_recording_get_facts (page->recording);

  add_lines (page, &caption_font, TS_ROLE_WARNING, facts->failure, 2, y_px);
  if (facts->lost > 0)
    add_lines (page, &caption_font, TS_ROLE_WARNING,
               _("Records were lost: the picture has gaps that it does not show."), 2, y_px);
  if (facts->paused_ns > 0)
    {
      g_autofree char *paused = format_duration (facts->paused_ns);
      g_autofree char *text = g_strdup_printf (
          _("Paused for %s in all; pauses are not on the axis."), paused);
      add_lines (page, &caption_font, TS_ROLE_TEXT_DIM, text, 1, y_px);
    }
}

void
ts_page_add_head (TsPage *page, double *y_px)
{
  const TsRunFacts *facts = ts_recording_get_facts (page->recording);
  g_autofree char *settings = describe_settings (page->recording);
  g_autoptr (GString) caption = g_string_new (NULL);

  add_run (page, caption);
  if (settings[0] != '\0')
    g_string_append_printf (caption, " · %s", settings);
  *y_px -= 6;
  add_lines (page, &title_font, TS_ROLE_TEXT,
             facts->title[0] != '\0' ? facts->title : _("A recording"), 2, y_px);
  *y_px += 2;
  add_lines (page, &caption_font, TS_ROLE_TEXT_DIM, facts->summary, 2, y_px);
  add_lines (page, &caption_font, TS_ROLE_TEXT, caption->str, MOST_CAPTION_LINES, y_px);
  add_trouble (page, y_px);
  *y_px = ceil (*y_px + 14);
}

void
ts_page_add_foot (TsPage *page, double *y_px)
{
  const TsRunFacts *facts = ts_recording_get_facts (page->recording);
  const char *source = ts_figures_describe_source (page->recording);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (source[0] != '\0')
    g_ptr_array_add (parts, g_strdup (source));
  g_ptr_array_add (parts, g_strdup_printf (ngettext ("%" PRIu64 "\302\240record lost",
                                                     "%" PRIu64 "\302\240records lost",
                                                     (gulong) facts->lost), facts->lost));
  if (facts->machine[0] != '\0')
    g_ptr_array_add (parts, g_strdup (facts->machine));
  if (facts->created[0] != '\0')
    g_ptr_array_add (parts, g_strndup (facts->created, strcspn (facts->created, "T")));
  if (facts->seed != 0)
    g_ptr_array_add (parts, g_strdup_printf (_("seed\302\240%" PRIu64), facts->seed));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);
  *y_px += 8;
  add_lines (page, &foot_font, TS_ROLE_TEXT_DIM, text, MOST_FOOT_LINES, y_px);
}
