/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-repeat-view.h"

#include <glib/gi18n-lib.h>

#include "ts-run-picture.h"
#include "ts-spread.h"
#include "ts-statistics.h"
#include "ts-time.h"
#include "ts-widget.h"

struct _TsRepeatView {
  GtkWidget parent_instance;

  TsRepeat *repeat;
  GArray *walls, *cpus;     /* gint64, for each run that has a row */

  GtkLabel *sentence, *cpu_sentence;
  GtkProgressBar *progress;
  GtkButton *cancel;
  GtkDropDown *order;
  GtkListBox *list;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (TsRepeatView, ts_repeat_view, GTK_TYPE_WIDGET)

static guint
get_run (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "ts-run"));
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  TsRepeatView *self = data;
  guint one = get_run (a), two = get_run (b);
  gint64 first = g_array_index (self->walls, gint64, one), second = g_array_index (self->walls, gint64, two);

  if (gtk_drop_down_get_selected (self->order) == 1 && first != second)
    return first < second ? -1 : 1;
  return one < two ? -1 : one > two;
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, double align, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), (float) align);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_row (TsRepeatView *self, TsRecording *recording, guint run)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *picture = GTK_WIDGET (ts_run_picture_new (recording)), *name, *time;
  g_autofree char *wall = ts_time_format (g_array_index (self->walls, gint64, run));
  g_autofree char *number = g_strdup_printf (_("Run %u"), run + 1);
  g_autofree char *label = g_strdup_printf ("%s, %s", number, wall);

  name = add_label (box, number, 0, "caption-heading");
  gtk_label_set_width_chars (GTK_LABEL (name), 7);
  gtk_widget_set_hexpand (picture, TRUE);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), picture);
  time = add_label (box, wall, 1, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (time), 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (row, _("Show This Run"));
  g_object_set_data (G_OBJECT (row), "ts-run", GUINT_TO_POINTER (run));
  g_object_set_data (G_OBJECT (row), "ts-picture", picture);
  gtk_list_box_append (self->list, row);
}

static void
measure_run (TsRepeatView *self, TsRecording *recording)
{
  gint64 duration_ns = ts_recording_get_facts (recording)->duration_ns;
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, MAX (duration_ns, 1));

  g_array_append_val (self->walls, figures->run.wall_ns);
  g_array_append_val (self->cpus, figures->run.cpu_ns);
}

static void
add_runs (TsRepeatView *self)
{
  GPtrArray *recordings = ts_repeat_get_recordings (self->repeat);
  GtkWidget *row;

  if (recordings->len < self->walls->len)
    {
      while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
        gtk_list_box_remove (self->list, row);
      g_array_set_size (self->walls, 0);
      g_array_set_size (self->cpus, 0);
    }
  for (guint i = self->walls->len; i < recordings->len; i++)
    {
      measure_run (self, g_ptr_array_index (recordings, i));
      add_row (self, g_ptr_array_index (recordings, i), i);
    }
}

/* The longest run fills the axis. */
static void
share_axis (TsRepeatView *self, gint64 end_ns)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    ts_run_picture_set_end_ns (g_object_get_data (G_OBJECT (row), "ts-picture"), end_ns);
}

static void
show_spread (TsRepeatView *self)
{
  TsSpread wall = ts_spread_measure (self->walls), cpu = ts_spread_measure (self->cpus);
  g_autofree char *sentence = wall.n > 0 ? ts_spread_sentence (&wall) : g_strdup ("");
  g_autofree char *low = ts_time_format (cpu.low), *median = ts_time_format (cpu.median);
  g_autofree char *high = ts_time_format (cpu.high);
  /* Translators: three times: “CPU time: median 5.1 s, from 5.0 s to 5.3 s.” */
  g_autofree char *cpu_sentence = g_strdup_printf (_("CPU time: median %s, from %s to %s."), median, low, high);

  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->cpu_sentence, wall.n > 0 ? cpu_sentence : "");
  share_axis (self, wall.high);
}

static void
on_changed (TsRepeatView *self)
{
  guint n_done = ts_repeat_get_recordings (self->repeat)->len, count = ts_repeat_get_count (self->repeat);
  gboolean is_going = ts_repeat_is_going (self->repeat);
  /* Translators: “Run 3 of 10” */
  g_autofree char *text = g_strdup_printf (_("Run %u of %u"), MIN (n_done + 1, count), count);

  add_runs (self);
  show_spread (self);
  gtk_list_box_invalidate_sort (self->list);
  gtk_progress_bar_set_fraction (self->progress, count > 0 ? (double) n_done / count : 0);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_going);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), is_going);
}

static void
on_order_chosen (TsRepeatView *self)
{
  gtk_list_box_invalidate_sort (self->list);
}

static void
on_cancel (TsRepeatView *self)
{
  ts_repeat_cancel (self->repeat);
}

/* While runs go on another one cannot be looked at. */
static void
on_row_activated (TsRepeatView *self, GtkListBoxRow *row)
{
  if (!ts_repeat_is_going (self->repeat))
    g_signal_emit (self, chosen_signal, 0, g_ptr_array_index (ts_repeat_get_recordings (self->repeat), get_run (row)));
}

static void
ts_repeat_view_dispose (GObject *object)
{
  TsRepeatView *self = TS_REPEAT_VIEW (object);

  if (self->repeat != NULL)
    g_signal_handlers_disconnect_by_data (self->repeat, self);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_REPEAT_VIEW);
  g_clear_object (&self->repeat);
  G_OBJECT_CLASS (ts_repeat_view_parent_class)->dispose (object);
}

static void
ts_repeat_view_finalize (GObject *object)
{
  g_array_unref (TS_REPEAT_VIEW (object)->walls);
  g_array_unref (TS_REPEAT_VIEW (object)->cpus);
  G_OBJECT_CLASS (ts_repeat_view_parent_class)->finalize (object);
}

static void
ts_repeat_view_class_init (TsRepeatViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_repeat_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_repeat_view_finalize;
  chosen_signal = g_signal_new ("chosen", TS_TYPE_REPEAT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                TS_TYPE_RECORDING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-repeat-view.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, TsRepeatView, child)
  BIND (sentence);
  BIND (cpu_sentence);
  BIND (progress);
  BIND (cancel);
  BIND (order);
  BIND (list);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_order_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
ts_repeat_view_init (TsRepeatView *self)
{
  self->walls = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cpus = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
}

void
ts_repeat_view_set_session (TsRepeatView *self, TsSession *session)
{
  g_return_if_fail (TS_IS_REPEAT_VIEW (self) && self->repeat == NULL);
  self->repeat = ts_repeat_new (session);
  g_signal_connect_swapped (self->repeat, "changed", G_CALLBACK (on_changed), self);
}

TsRepeat *
ts_repeat_view_get_repeat (TsRepeatView *self)
{
  g_return_val_if_fail (TS_IS_REPEAT_VIEW (self), NULL);
  return self->repeat;
}

const char *
ts_repeat_view_get_sentence (TsRepeatView *self)
{
  g_return_val_if_fail (TS_IS_REPEAT_VIEW (self), NULL);
  return gtk_label_get_text (self->sentence);
}
