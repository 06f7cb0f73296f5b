/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-worker-row.h"

#include <glib/gi18n-lib.h>

#include "ts-lane.h"
#include "ts-moment.h"
#include "ts-task-badge.h"
#include "ts-time.h"

enum { GAP_PX = 12, LEAST_BAR_PX = 64, NATURAL_BAR_PX = 200 };

/* In the order in which they stand in a row. */
typedef enum { CELL_BADGE, CELL_NAME, CELL_ID, CELL_CORE, CELL_STATE, CELL_BAR, CELL_PROGRESS, CELL_TIME, N_CELLS } Cell;

/* What is left out first where there is little room, even for short words about the state. */
static const Cell left_out[] = { CELL_ID, CELL_TIME, CELL_CORE, CELL_PROGRESS };
enum { N_LEFT_OUT_FOR_WORDS = 3 };

struct _TsWorkerRow {
  GtkWidget parent_instance;

  guint task;
  GtkWidget *cells[N_CELLS];
};

G_DEFINE_FINAL_TYPE (TsWorkerRow, ts_worker_row, GTK_TYPE_WIDGET)

static int
measure_cell (TsWorkerRow *self, Cell cell, gboolean least)
{
  int minimum, natural;

  if (cell == CELL_BAR)
    return least ? LEAST_BAR_PX : NATURAL_BAR_PX;
  gtk_widget_measure (self->cells[cell], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return least ? minimum : natural;
}

static void
ts_worker_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  TsWorkerRow *self = TS_WORKER_ROW (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    for (Cell cell = 0; cell < N_CELLS; cell++)
      {
        int least, wished;

        gtk_widget_measure (self->cells[cell], orientation, -1, &least, &wished, NULL, NULL);
        *minimum = MAX (*minimum, least);
        *natural = MAX (*natural, wished);
      }
  else
    {
      *minimum = measure_cell (self, CELL_BADGE, TRUE) + measure_cell (self, CELL_NAME, TRUE)
                 + measure_cell (self, CELL_STATE, TRUE) + LEAST_BAR_PX + 3 * GAP_PX;
      for (Cell cell = 0; cell < N_CELLS; cell++)
        *natural += measure_cell (self, cell, FALSE) + (cell > 0 ? GAP_PX : 0);
    }
}

/* Takes `missing` px off a cell, as far as it goes; returns what is still missing. */
static int
shrink (TsWorkerRow *self, int *widths, Cell cell, int missing)
{
  int least = measure_cell (self, cell, TRUE);
  int taken = CLAMP (missing, 0, MAX (0, widths[cell] - least));

  widths[cell] -= taken;
  return missing - taken;
}

/* How wide each cell is to be; 0: left out. */
static void
share_room (TsWorkerRow *self, int width, int widths[N_CELLS])
{
  int missing = -width - GAP_PX, spare;

  for (Cell cell = 0; cell < N_CELLS; cell++)
    {
      widths[cell] = measure_cell (self, cell, cell == CELL_BAR);
      missing += widths[cell] + GAP_PX;
    }
  spare = widths[CELL_STATE] - measure_cell (self, CELL_STATE, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (left_out) && missing > (i < N_LEFT_OUT_FOR_WORDS ? 0 : spare); i++)
    {
      missing -= widths[left_out[i]] + GAP_PX;
      widths[left_out[i]] = 0;
    }
  missing = shrink (self, widths, CELL_STATE, missing);
  missing = shrink (self, widths, CELL_NAME, missing);
  widths[CELL_BAR] = MAX (1, widths[CELL_BAR] - missing);
}

static void
ts_worker_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TsWorkerRow *self = TS_WORKER_ROW (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int widths[N_CELLS], x = 0;

  share_room (self, width, widths);
  for (Cell cell = 0; cell < N_CELLS; cell++)
    {
      GtkAllocation place = { is_mirrored ? width - x - widths[cell] : x, 0, widths[cell], height };

      gtk_widget_set_child_visible (self->cells[cell], widths[cell] > 0);
      if (widths[cell] == 0)
        continue;
      gtk_widget_size_allocate (self->cells[cell], &place, -1);
      x += widths[cell] + GAP_PX;
    }
}

/* What was left out or cut off can be read here. */
static gboolean
ts_worker_row_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  g_autofree char *sentence = ts_worker_row_describe (TS_WORKER_ROW (widget));

  gtk_tooltip_set_text (tooltip, sentence);
  return TRUE;
}

static void
ts_worker_row_dispose (GObject *object)
{
  TsWorkerRow *self = TS_WORKER_ROW (object);

  for (Cell cell = 0; cell < N_CELLS; cell++)
    g_clear_pointer (&self->cells[cell], gtk_widget_unparent);
  G_OBJECT_CLASS (ts_worker_row_parent_class)->dispose (object);
}

static void
ts_worker_row_class_init (TsWorkerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_worker_row_dispose;
  widget_class->measure = ts_worker_row_measure;
  widget_class->size_allocate = ts_worker_row_size_allocate;
  widget_class->query_tooltip = ts_worker_row_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "worker");
}

/* Text that does not move anything when it changes.  It is there from the beginning: GTK counts the letters of what a
 * screen reader asks for, and has a critical warning for an inscription that has never had a text. */
static GtkWidget *
new_text (guint least, guint natural, float xalign, const char *style)
{
  GtkWidget *text = g_object_new (GTK_TYPE_INSCRIPTION, "text", "", "min-chars", least, "nat-chars", natural,
                                  "xalign", xalign, "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                  "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (text, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (text, style);
  return text;
}

static void
ts_worker_row_init (TsWorkerRow *self)
{
  self->cells[CELL_BADGE] = ts_task_badge_new (0, TS_TASK_BADGE_SIZE, NULL);
  self->cells[CELL_NAME] = new_text (5, 10, 0, "ts-name");
  self->cells[CELL_ID] = new_text (13, 13, 0, "dim-label");
  self->cells[CELL_CORE] = new_text (7, 7, 0.5f, "ts-core");
  self->cells[CELL_STATE] = new_text (12, 25, 0, NULL);
  self->cells[CELL_BAR] = gtk_progress_bar_new ();
  self->cells[CELL_PROGRESS] = new_text (8, 8, 1, NULL);
  self->cells[CELL_TIME] = new_text (7, 7, 1, "dim-label");
  gtk_widget_set_valign (self->cells[CELL_BAR], GTK_ALIGN_CENTER);
  for (Cell cell = 0; cell < N_CELLS; cell++)
    gtk_widget_set_parent (self->cells[cell], GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
ts_worker_row_new (void)
{
  return g_object_new (TS_TYPE_WORKER_ROW, NULL);
}

static const char *
get_text (TsWorkerRow *self, Cell cell)
{
  return gtk_inscription_get_text (GTK_INSCRIPTION (self->cells[cell]));
}

/* Takes `text`. */
static void
set_text (TsWorkerRow *self, Cell cell, char *text)
{
  g_autofree char *owned = text;

  if (!g_str_equal (get_text (self, cell), owned))
    gtk_inscription_set_text (GTK_INSCRIPTION (self->cells[cell]), owned);
}

static void
set_style (GtkWidget *widget, const char *style, gboolean wanted)
{
  if (wanted == gtk_widget_has_css_class (widget, style))
    return;
  if (wanted)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

void
ts_worker_row_set_task (TsWorkerRow *self, TsRecording *recording, guint position, const TsWorkerWidths *widths)
{
  const TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), position);
  char style[] = "ts-task-0";

  g_return_if_fail (TS_IS_WORKER_ROW (self));
  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    {
      style[sizeof style - 2] = (char) ('0' + shade);
      set_style (self->cells[CELL_BAR], style, shade == position % TS_N_SHADES);
    }
  self->task = position;
  ts_task_badge_set_task (TS_TASK_BADGE (self->cells[CELL_BADGE]), position, task->name);
  set_text (self, CELL_NAME, g_strdup (task->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cells[CELL_BAR]), GTK_ACCESSIBLE_PROPERTY_LABEL, task->name,
                                  -1);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->cells[CELL_NAME]), widths->name);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->cells[CELL_PROGRESS]), widths->progress);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->cells[CELL_PROGRESS]), widths->progress);
}

/* "thread 24117"; a process is known by its PID. */
static char *
describe_id (const TsTask *task, const TsMoment *moment)
{
  gboolean is_thread = g_str_equal (task->kind, "thread");
  guint32 id = is_thread ? task->tid : task->pid;

  if (moment->life == TS_LIFE_NOT_STARTED || id == 0)
    return g_strdup (is_thread ? _("thread") : _("process"));
  return g_strdup_printf (is_thread ? _("thread %u") : _("process %u"), id);
}

static char *
describe_core (const TsMoment *moment)
{
  if (moment->life != TS_LIFE_ALIVE || moment->core == TS_CORE_NONE)
    return g_strdup ("");
  return g_strdup_printf (_("core %u"), moment->core);
}

static char *
describe_time (const TsMoment *moment)
{
  return moment->life == TS_LIFE_NOT_STARTED ? g_strdup ("") : ts_time_format (moment->time_ns);
}

static void
show_bar (TsWorkerRow *self, const TsMoment *moment)
{
  GtkProgressBar *bar = GTK_PROGRESS_BAR (self->cells[CELL_BAR]);
  double fraction = MAX (0, moment->fraction), opacity = moment->fraction >= 0 ? 1 : 0;

  if (gtk_progress_bar_get_fraction (bar) != fraction)
    gtk_progress_bar_set_fraction (bar, fraction);
  if (gtk_widget_get_opacity (GTK_WIDGET (bar)) != opacity)
    gtk_widget_set_opacity (GTK_WIDGET (bar), opacity);
  set_style (GTK_WIDGET (bar), "error", moment->life == TS_LIFE_KILLED);
}

void
ts_worker_row_show (TsWorkerRow *self, TsRecording *recording, gint64 time_ns)
{
  const TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), self->task);
  TsMoment moment;

  g_return_if_fail (TS_IS_WORKER_ROW (self));
  ts_moment_look (&moment, recording, self->task, time_ns);
  set_text (self, CELL_ID, describe_id (task, &moment));
  set_text (self, CELL_CORE, describe_core (&moment));
  set_style (self->cells[CELL_CORE], "running", moment.state == TS_STATE_RUNNING);
  set_style (self->cells[CELL_CORE], "empty", *get_text (self, CELL_CORE) == '\0');
  set_text (self, CELL_STATE, ts_moment_describe (&moment, recording));
  set_style (self->cells[CELL_STATE], "error", moment.life == TS_LIFE_KILLED);
  show_bar (self, &moment);
  set_text (self, CELL_PROGRESS, task->worker ? ts_worker_describe_progress (moment.progress, moment.total)
                                              : g_strdup (""));
  set_text (self, CELL_TIME, describe_time (&moment));
}

char *
ts_worker_row_describe (TsWorkerRow *self)
{
  static const Cell told[] = { CELL_NAME, CELL_ID, CELL_CORE, CELL_STATE, CELL_PROGRESS, CELL_TIME };
  g_autoptr (GString) sentence = g_string_new (NULL);

  g_return_val_if_fail (TS_IS_WORKER_ROW (self), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (*get_text (self, told[i]) != '\0')
      g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? ", " : "", get_text (self, told[i]));
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}
