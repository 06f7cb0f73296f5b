/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-every-way-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-appearance.h"
#include "ts-figures-row.h"
#include "ts-painter.h"
#include "ts-run-picture.h"
#include "ts-widget.h"

enum { MARGIN_PX = 12, NOT_KNOWN = -1 };

enum { COLUMN_WALL, COLUMN_CPU, COLUMN_BUSY_CORES, COLUMN_SWITCHES, COLUMN_SPEED_UP, N_COLUMNS };

static const TsFiguresColumn columns[N_COLUMNS] = {
  [COLUMN_WALL] = { N_("Wall time"), TS_FIGURE_TIME },
  [COLUMN_CPU] = { N_("CPU time"), TS_FIGURE_TIME },
  [COLUMN_BUSY_CORES] = { N_("Busy cores"), TS_FIGURE_HUNDREDTHS },
  [COLUMN_SWITCHES] = { N_("Switches"), TS_FIGURE_COUNT },
  [COLUMN_SPEED_UP] = { N_("Speed-up"), TS_FIGURE_HUNDREDTHS },
};

struct _TsEveryWayView {
  GtkWidget parent_instance;

  TsWaySeries *series;
  gint64 end_ns;            /* of the axis that all share */
  TsFiguresTable *table;

  GtkLabel *sentence, *explanation;
  GtkProgressBar *progress;
  GtkWidget *bar, *cancel, *axis_margin, *table_box;
  GtkDrawingArea *axis;
  GtkListBox *list;
  GtkSizeGroup *names;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (TsEveryWayView, ts_every_way_view, GTK_TYPE_WIDGET)

static const TsEveryWay *
get_results (TsEveryWayView *self)
{
  return ts_way_series_get_results (self->series);
}

static void
choose (TsEveryWayView *self, guint position)
{
  TsRecording *recording = ts_every_way_get_result (get_results (self), position)->recording;

  if (recording != NULL && !ts_way_series_is_going (self->series))
    g_signal_emit (self, chosen_signal, 0, recording);
}

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

/* The run as a picture, why it did not end well, or both; of a way that was not tried only why. */
static void
fill_row (TsEveryWayView *self, GtkWidget *row, GtkWidget *box, const TsWayResult *result)
{
  GtkWidget *words;

  if (result->recording != NULL)
    {
      GtkWidget *picture = GTK_WIDGET (ts_run_picture_new (result->recording));

      gtk_box_append (GTK_BOX (box), picture);
      g_object_set_data (G_OBJECT (row), "ts-picture", picture);
      gtk_widget_set_tooltip_text (row, _("Show This Run"));
    }
  if (result->problem == NULL)
    return;
  words = new_label (result->problem);
  gtk_widget_add_css_class (words, "caption");
  gtk_widget_add_css_class (words, result->is_refused ? "ts-refusal" : "error");
  gtk_box_append (GTK_BOX (box), words);
}

static void
add_row (TsEveryWayView *self, guint position)
{
  const TsWayResult *result = ts_every_way_get_result (get_results (self), position);
  const char *name = ts_way_get_label (way_traits[result->way].name);
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN_PX);
  GtkWidget *label = gtk_label_new (name), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_size_group_add_widget (self->names, label);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), box);
  fill_row (self, row, box, result);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), result->recording != NULL);
  gtk_widget_set_sensitive (row, !result->is_refused);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, row);
}

static guint
count_rows (TsEveryWayView *self)
{
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (self->list, (int) n_rows) != NULL)
    n_rows++;
  return n_rows;
}

static void
add_rows (TsEveryWayView *self)
{
  guint n_results = ts_every_way_get_n_results (get_results (self));

  while (count_rows (self) > n_results)
    gtk_list_box_remove (self->list, GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
  for (guint i = count_rows (self); i < n_results; i++)
    add_row (self, i);
}

/* The longest run fills the axis. */
static void
share_axis (TsEveryWayView *self)
{
  self->end_ns = 0;
  for (guint i = 0; i < ts_every_way_get_n_results (get_results (self)); i++)
    self->end_ns = MAX (self->end_ns, ts_every_way_get_result (get_results (self), i)->figures.wall_ns);
  for (guint i = 0; i < count_rows (self); i++)
    {
      TsRunPicture *picture = g_object_get_data (G_OBJECT (gtk_list_box_get_row_at_index (self->list, (int) i)), "ts-picture");

      if (picture != NULL)
        ts_run_picture_set_end_ns (picture, self->end_ns);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->axis));
}

static void
fill_table (TsEveryWayView *self)
{
  guint n_tried = ts_every_way_get_n_tried (get_results (self));

  ts_figures_table_set_n_rows (self->table, n_tried);
  for (guint i = 0; i < n_tried; i++)
    {
      const TsWayResult *result = ts_every_way_get_result (get_results (self), i);
      const TsRunFigures *figures = &result->figures;
      double speed_up = ts_every_way_get_speed_up (get_results (self), i);
      gboolean is_there = result->recording != NULL;
      const gint64 values[N_COLUMNS] = {
        [COLUMN_WALL] = is_there ? figures->wall_ns : NOT_KNOWN,
        [COLUMN_CPU] = is_there ? figures->cpu_ns : NOT_KNOWN,
        [COLUMN_BUSY_CORES] = is_there ? (gint64) round (figures->busy_cores * 100) : NOT_KNOWN,
        [COLUMN_SWITCHES] = is_there ? figures->voluntary + figures->involuntary : NOT_KNOWN,
        [COLUMN_SPEED_UP] = speed_up > 0 ? (gint64) round (speed_up * 100) : NOT_KNOWN,
      };

      ts_figures_table_set_row (self->table, i, ts_way_get_label (way_traits[result->way].name), values);
    }
  ts_figures_table_sort (self->table);
}

static void
show_progress (TsEveryWayView *self)
{
  guint n_ways = ts_way_series_get_n_ways (self->series), n_done = ts_every_way_get_n_results (get_results (self));
  gboolean is_going = ts_way_series_is_going (self->series);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->bar, is_going);
  if (!is_going)
    return;
  /* Translators: a way to run, which number it has, and of how many: “Processes (2 of 4)” */
  text = g_strdup_printf (_("%s (%u of %u)"), ts_way_get_label (way_traits[ts_way_series_get_way (self->series)].name),
                          MIN (n_done + 1, n_ways), n_ways);
  gtk_progress_bar_set_fraction (self->progress, n_ways > 0 ? (double) n_done / n_ways : 0);
  gtk_progress_bar_set_text (self->progress, text);
}

static void
on_changed (TsEveryWayView *self)
{
  gboolean is_going = ts_way_series_is_going (self->series);
  g_autofree char *sentence = is_going ? g_strdup (_("Running in every way…")) : ts_every_way_sentence (get_results (self));

  gtk_label_set_text (self->sentence, sentence);
  add_rows (self);
  if (!is_going && gtk_widget_has_focus (self->cancel))
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  show_progress (self);
  share_axis (self);
  fill_table (self);
}

static void
draw_axis (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TsEveryWayView *self = data;
  const TsAxis axis = { .begin_ns = 0, .end_ns = MAX (self->end_ns, 1), .x_px = 0, .width_px = width };

  if (self->end_ns > 0)
    ts_paint_ruler (cr, &axis, 0, height, ts_appearance_get_palette ());
}

static void
on_cancel (TsEveryWayView *self)
{
  ts_way_series_cancel (self->series);
}

static void
on_row_activated (TsEveryWayView *self, GtkListBoxRow *row)
{
  choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_table_activated (TsEveryWayView *self, guint at, GtkColumnView *view)
{
  g_autoptr (TsFiguresRow) row = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), at);

  choose (self, ts_figures_row_get_position (row));
}

static void
on_table_picked (TsEveryWayView *self, guint position)
{
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) position));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsEveryWayView *self = TS_EVERY_WAY_VIEW (widget);
  g_autofree char *table = ts_figures_table_to_text (self->table);
  g_autofree char *text = g_strdup_printf ("%s\n%s", gtk_label_get_text (self->sentence), table);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* What there is to do: cancel while it goes on, choose afterwards. */
static gboolean
ts_every_way_view_grab_focus (GtkWidget *widget)
{
  TsEveryWayView *self = TS_EVERY_WAY_VIEW (widget);

  if (ts_way_series_is_going (self->series))
    return gtk_widget_grab_focus (self->cancel);
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
ts_every_way_view_dispose (GObject *object)
{
  TsEveryWayView *self = TS_EVERY_WAY_VIEW (object);

  if (self->series != NULL)
    g_signal_handlers_disconnect_by_data (self->series, self);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_EVERY_WAY_VIEW);
  g_clear_object (&self->series);
  G_OBJECT_CLASS (ts_every_way_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, TsEveryWayView, child)
  BIND (sentence);
  BIND (explanation);
  BIND (progress);
  BIND (bar);
  BIND (cancel);
  BIND (axis_margin);
  BIND (table_box);
  BIND (axis);
  BIND (list);
  BIND (names);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
ts_every_way_view_class_init (TsEveryWayViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_every_way_view_dispose;
  widget_class->grab_focus = ts_every_way_view_grab_focus;
  chosen_signal = g_signal_new ("chosen", TS_TYPE_EVERY_WAY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, TS_TYPE_RECORDING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-every-way-view.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "every-way.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "every-way.copy", NULL);
}

static void
on_appearance_changed (gpointer owner)
{
  gtk_widget_queue_draw (GTK_WIDGET (TS_EVERY_WAY_VIEW (owner)->axis));
}

static void
ts_every_way_view_init (TsEveryWayView *self)
{
  GtkColumnView *view;
  GtkWidget *scroller;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: heads a column of ways to run */
  self->table = ts_figures_table_new (_("Way"), columns, N_COLUMNS, FALSE);
  view = ts_figures_table_get_view (self->table);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Figures of all ways"), -1);
  /* On a wide screen a name is not to be far from its figures. */
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_SCROLLED_WINDOW);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->table), GTK_ALIGN_START);
  gtk_widget_set_hexpand (GTK_WIDGET (self->table), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_box_append (GTK_BOX (self->table_box), GTK_WIDGET (self->table));
  g_signal_connect_object (view, "activate", G_CALLBACK (on_table_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "picked", G_CALLBACK (on_table_picked), self, G_CONNECT_SWAPPED);
  gtk_label_set_text (self->explanation, ts_every_way_explain_speed_up ());
  gtk_drawing_area_set_draw_func (self->axis, draw_axis, self, NULL);
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);
}

void
ts_every_way_view_set_session (TsEveryWayView *self, TsSession *session)
{
  g_return_if_fail (TS_IS_EVERY_WAY_VIEW (self) && self->series == NULL);
  self->series = ts_way_series_new (session);
  g_signal_connect_swapped (self->series, "changed", G_CALLBACK (on_changed), self);
}

TsWaySeries *
ts_every_way_view_get_series (TsEveryWayView *self)
{
  g_return_val_if_fail (TS_IS_EVERY_WAY_VIEW (self), NULL);
  return self->series;
}

const char *
ts_every_way_view_get_sentence (TsEveryWayView *self)
{
  g_return_val_if_fail (TS_IS_EVERY_WAY_VIEW (self), NULL);
  return gtk_label_get_text (self->sentence);
}

TsFiguresTable *
ts_every_way_view_get_table (TsEveryWayView *self)
{
  g_return_val_if_fail (TS_IS_EVERY_WAY_VIEW (self), NULL);
  return self->table;
}
