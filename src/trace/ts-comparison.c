/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-comparison.h"

#include "ts-way.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-statistics.h"
#include "ts-time.h"

/* How far a run is from the next one like it cannot be known from two: so much is taken for chance, as it is between
 * short runs by the time that starting takes. */
#define LEAST_RATIO 1.05
#define LEAST_DIFFERENCE_NS G_GINT64_CONSTANT (2000000)

/* From here on a ratio is told without decimals. */
#define ROUND_RATIO 10

static gboolean
has_failed (TsRecording *recording)
{
  return *ts_recording_get_facts (recording)->failure != '\0';
}

static double
get_ratio (gint64 first_ns, gint64 second_ns)
{
  return (double) MAX (first_ns, second_ns) / (double) MAX (1, MIN (first_ns, second_ns));
}

gboolean
ts_comparison_is_chance (gint64 first_ns, gint64 second_ns)
{
  return get_ratio (first_ns, second_ns) < LEAST_RATIO || ABS (first_ns - second_ns) < LEAST_DIFFERENCE_NS;
}

int
ts_comparison_get_decimals (double ratio)
{
  return ratio < 2 ? 2 : ratio < ROUND_RATIO ? 1 : 0;
}

static char *
describe_ratio (gint64 first_ns, gint64 second_ns)
{
  double ratio = get_ratio (first_ns, second_ns);
  int decimals = ts_comparison_get_decimals (ratio);

  if (ts_comparison_is_chance (first_ns, second_ns))
    /* Translators: two runs took nearly the same time */
    return g_strdup (_("no more apart than chance"));
  /* Translators: “3.4 times faster”; the star stands for the number of decimals */
  return second_ns < first_ns ? g_strdup_printf (_("%.*f times faster"), decimals, ratio)
                              /* Translators: “3.4 times as long” */
                              : g_strdup_printf (_("%.*f times as long"), decimals, ratio);
}

static void
add_change (GString *text, const char *name, const char *before, const char *after)
{
  if (g_str_equal (before, after))
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  /* Translators: what differs between two runs: “Way: Threads → Processes” */
  g_string_append_printf (text, _("%s: %s → %s"), name, before, after);
}

static const char *
way_to_text (TsRecording *recording)
{
  return ts_way_get_label (ts_recording_get_facts (recording)->way);
}

static const TsSetting *
find_setting (TsRecording *recording, const char *name)
{
  GPtrArray *settings = ts_recording_get_settings (recording);

  for (guint i = 0; i < settings->len; i++)
    if (g_str_equal (((TsSetting *) g_ptr_array_index (settings, i))->name, name))
      return g_ptr_array_index (settings, i);
  return NULL;
}

/* Parameters that only one run has belong to another program, which is told by itself. */
static void
add_values (GString *text, TsRecording *first, TsRecording *second)
{
  GPtrArray *settings = ts_recording_get_settings (first);

  for (guint i = 0; i < settings->len; i++)
    {
      const TsSetting *before = g_ptr_array_index (settings, i), *after = find_setting (second, before->name);
      g_autofree char *old = g_strdup_printf ("%" G_GINT64_FORMAT, before->value);
      g_autofree char *new = g_strdup_printf ("%" G_GINT64_FORMAT, after != NULL ? after->value : before->value);

      add_change (text, *before->label != '\0' ? before->label : before->name, old, new);
    }
}

/* The cores that the run might use. */
static char *
list_cores (TsRecording *recording)
{
  GPtrArray *cores = ts_recording_get_cores (recording);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cores->len; i++)
    {
      const TsCore *core = g_ptr_array_index (cores, i);

      g_string_append_printf (text, text->len > 0 ? ", %u" : "%u", core->number);
    }
  return g_string_free (text, FALSE);
}

/* How many tasks are bound to which core, as text that can be told apart and read. */
static char *
list_pins (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  GString *text = g_string_new (NULL);
  guint n_pinned = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      gboolean is_pinned = FALSE;

      for (guint k = 0; k < task->marks->len; k++)
        is_pinned |= g_array_index (task->marks, TsMark, k).kind == TS_MARK_PIN;
      n_pinned += is_pinned;
    }
  if (n_pinned == 0)
    g_string_append (text, _("none"));
  else
    g_string_append_printf (text, ngettext ("%u task", "%u tasks", n_pinned), n_pinned);
  return g_string_free (text, FALSE);
}

static GString *
list_changes (TsRecording *first, TsRecording *second)
{
  const TsRunFacts *one = ts_recording_get_facts (first), *two = ts_recording_get_facts (second);
  g_autofree char *old_cores = list_cores (first), *new_cores = list_cores (second);
  g_autofree char *old_pins = list_pins (first), *new_pins = list_pins (second);
  GString *text = g_string_new (NULL);

  add_change (text, _("Scenario"), one->title, two->title);
  if (text->len == 0 && !g_str_equal (one->scenario_source, two->scenario_source))
    g_string_append (text, _("The program was edited"));
  /* Translators: the way to run */
  add_change (text, _("Way"), way_to_text (first), way_to_text (second));
  add_values (text, first, second);
  add_change (text, _("Cores"), old_cores, new_cores);
  /* Translators: tasks that are bound to cores */
  add_change (text, _("Pinned"), old_pins, new_pins);
  add_change (text, _("Machine"), one->machine, two->machine);
  return text;
}

static gboolean
are_alike (TsRecording *first, TsRecording *second)
{
  GString *changes = list_changes (first, second);
  gboolean alike = changes->len == 0;

  g_string_free (changes, TRUE);
  return alike;
}

char *
ts_comparison_settings (TsRecording *first, TsRecording *second)
{
  GString *text = list_changes (first, second);

  if (text->len == 0)
    g_string_append (text, _("Both were set up alike."));
  return g_string_free (text, FALSE);
}

char *
ts_comparison_sentence (TsRecording *first, TsRecording *second)
{
  gint64 first_ns = ts_recording_get_facts (first)->duration_ns, second_ns = ts_recording_get_facts (second)->duration_ns;
  const char *one = ts_figures_subject (first), *two = ts_figures_subject (second);
  g_autofree char *one_time = ts_time_format (first_ns), *two_time = ts_time_format (second_ns);
  g_autofree char *result = NULL;

  if (g_str_equal (one, two))
    {
      /* Translators: the first of two runs that are compared, “First 4.1 s · Second 1.2 s” */
      one = C_("compared run", "First");
      two = C_("compared run", "Second");
    }
  if (has_failed (first) || has_failed (second))
    result = g_strdup (has_failed (first) && has_failed (second) ? _("neither ended as it should")
                       : has_failed (first)                      ? _("the first did not end as it should")
                                                                 : _("the second did not end as it should"));
  else if (are_alike (first, second))
    /* Translators: two runs with the same settings took so long each */
    result = g_strdup (_("set up alike, so the difference says nothing"));
  else
    result = describe_ratio (first_ns, second_ns);
  /* Translators: “Threads 4.1 s · Processes 1.2 s · 3.4 times faster” */
  return g_strdup_printf (_("%s %s · %s %s · %s"), one, one_time, two, two_time, result);
}

static gint64
get_share (gint64 part, gint64 whole)
{
  return whole > 0 ? (gint64) round ((double) part * 1000 / (double) whole) : 0;
}

void
ts_comparison_measure (TsRecording *recording, gint64 values[TS_N_COMPARED])
{
  gint64 length_ns = MAX (ts_recording_get_facts (recording)->duration_ns, ts_recording_get_end_ns (recording));
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, MAX (length_ns, 1));
  const TsRunFigures *run = &figures->run;
  gint64 lives_ns = run->cpu_ns + run->ready_ns + run->waiting_ns;

  values[TS_COMPARED_WALL] = run->wall_ns;
  values[TS_COMPARED_CPU] = run->cpu_ns;
  values[TS_COMPARED_BUSY_CORES] = (gint64) round (run->busy_cores * 100);
  values[TS_COMPARED_RUNNING] = get_share (run->cpu_ns, lives_ns);
  values[TS_COMPARED_READY] = get_share (run->ready_ns, lives_ns);
  values[TS_COMPARED_WAITING] = get_share (run->waiting_ns, lives_ns);
  values[TS_COMPARED_SWITCHES] = run->voluntary + run->involuntary;
  values[TS_COMPARED_MIGRATIONS] = run->migrations;
}

const char *
ts_compared_get_title (TsCompared figure)
{
  switch (figure)
    {
    case TS_COMPARED_WALL:
      return _("Wall time");
    case TS_COMPARED_CPU:
      return _("CPU time");
    case TS_COMPARED_BUSY_CORES:
      return _("Busy cores");
    case TS_COMPARED_RUNNING:
      return _("Running");
    case TS_COMPARED_READY:
      return _("Ready");
    case TS_COMPARED_WAITING:
      return _("Waiting");
    case TS_COMPARED_SWITCHES:
      return _("Switches");
    case TS_COMPARED_MIGRATIONS:
      return _("Migrations");
    case TS_N_COMPARED:
    default:
      g_return_val_if_reached ("");
    }
}

char *
ts_compared_format (TsCompared figure, gint64 value)
{
  switch (figure)
    {
    case TS_COMPARED_WALL:
    case TS_COMPARED_CPU:
      return ts_time_format (value);
    case TS_COMPARED_BUSY_CORES:
      return g_strdup_printf ("%.2f", (double) value / 100);
    case TS_COMPARED_RUNNING:
    case TS_COMPARED_READY:
    case TS_COMPARED_WAITING:
      /* Translators: a share: “12.5 %” */
      return g_strdup_printf (_("%.1f %%"), (double) value / 10);
    case TS_COMPARED_SWITCHES:
    case TS_COMPARED_MIGRATIONS:
    case TS_N_COMPARED:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value);
    }
}

char *
ts_compared_format_difference (TsCompared figure, gint64 first, gint64 second)
{
  g_autofree char *text = ts_compared_format (figure, ABS (second - first));

  if (first == second)
    return g_strdup ("=");
  /* Translators: how much more or less, “+12 ms”; right to left, marks of direction around it keep the sign in its place */
  return g_strdup_printf (second > first ? _("+%s") : _("−%s"), text);
}
