/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-lane-area-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A run that is watched is painted no more often than this. */
#define LEAST_INTERVAL_US (40 * 1000)

/* With what else a frame shows, that is less than four thousandths of a second, also where cores are slow. */
#define BANDS_BUDGET_US 1500

enum { PROP_0, PROP_HADJUSTMENT, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };

enum { LEAST_HEIGHT_PX = 60, NATURAL_HEIGHT_PX = 240 };

G_DEFINE_FINAL_TYPE_WITH_CODE (TsLaneArea, ts_lane_area, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

double
ts_lane_area_get_scroll (TsLaneArea *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return adjustment != NULL ? round (gtk_adjustment_get_value (adjustment)) : 0;
}

gboolean
ts_lane_area_is_rtl (TsLaneArea *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

double
ts_lane_area_get_row_y (TsLaneArea *self, const TsTimelineRow *row)
{
  gboolean is_pinned = row->group == TS_LANE_NONE;

  return is_pinned ? row->y_px : row->y_px - ts_lane_area_get_scroll (self);
}

void
ts_lane_area_get_visible (TsLaneArea *self, guint *first, guint *end)
{
  double scroll = ts_lane_area_get_scroll (self), sticky = ts_timeline_rows_get_sticky_height (self->rows);
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  guint n = ts_timeline_rows_get_n_rows (self->rows);

  *first = ts_timeline_rows_find (self->rows, scroll + sticky);
  *end = MIN (ts_timeline_rows_find (self->rows, scroll + height) + 1, n);
  while (*first < n && ts_timeline_rows_get_row (self->rows, *first)->group == TS_LANE_NONE)
    ++*first;
}

void
ts_lane_area_refresh (TsLaneArea *self)
{
  g_clear_pointer (&self->relations, gsk_render_node_unref);
  self->has_relations = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drop_lanes (TsLaneArea *self)
{
  g_clear_pointer (&self->lanes, gsk_render_node_unref);
  ts_lane_area_drop_live (self);
  ts_lane_area_refresh (self);
}

void
ts_lane_area_repaint (TsLaneArea *self)
{
  g_clear_handle_id (&self->repaint_source, g_source_remove);
  self->is_moving = FALSE;
  drop_lanes (self);
}

static gboolean
on_repaint_due (gpointer data)
{
  TsLaneArea *self = data;

  self->repaint_source = 0;
  ts_lane_area_repaint (self);
  return G_SOURCE_REMOVE;
}

/* Of a live run, painting waits until the last picture has been seen for a moment. */
static void
on_window_changed (TsLaneArea *self)
{
  gint64 since_us = g_get_monotonic_time () - self->painted_us;

  if (self->repaint_source != 0)
    return;
  if (!ts_viewport_is_live (self->viewport))
    {
      /* Whatever else is to be painted anew needs all of it. */
      self->is_moving = self->is_moving || self->lanes != NULL;
      drop_lanes (self);
    }
  else if (since_us >= LEAST_INTERVAL_US)
    ts_lane_area_repaint (self);
  else
    self->repaint_source = g_timeout_add ((guint) ((LEAST_INTERVAL_US - since_us) / 1000 + 1), on_repaint_due, self);
}

static void
forget_names (TsLaneArea *self)
{
  int n = (int) self->names->len;

  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->names, n);
}

/* The numbers of tasks become known while they start. */
static guint
count_known_tids (TsLaneArea *self)
{
  GPtrArray *tasks = ts_recording_get_tasks (ts_timeline_rows_get_recording (self->rows));
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    n += ((TsTask *) g_ptr_array_index (tasks, i))->tid != 0;
  return n;
}

static void
on_grown (TsLaneArea *self)
{
  guint n_known;

  if (ts_timeline_rows_get_recording (self->rows) == NULL)
    return;
  ts_timeline_rows_update (self->rows);
  n_known = count_known_tids (self);
  if (n_known != self->n_known_tids)
    forget_names (self);
  self->n_known_tids = n_known;
  self->has_grown = self->live != NULL && ts_viewport_is_live (self->viewport);
  if (self->has_grown)
    ts_lane_area_refresh (self);
  else if (ts_viewport_is_live (self->viewport))
    on_window_changed (self);
  else
    ts_lane_area_repaint (self);
}

static void
configure (TsLaneArea *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double upper = self->rows != NULL ? MAX (height, ts_timeline_rows_get_height (self->rows)) : height;

  if (adjustment == NULL || height <= 0)
    return;
  gtk_adjustment_configure (adjustment, MIN (gtk_adjustment_get_value (adjustment), upper - height), 0, upper,
                            height * 0.1, height * 0.9, height);
}

static void
on_rows_changed (TsLaneArea *self)
{
  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->names, (int) ts_timeline_rows_get_n_rows (self->rows));
  ts_timeline_rows_set_label_width (self->rows, ts_lane_area_measure_names (self));
  configure (self);
  ts_lane_area_repaint (self);
}

static void
on_appearance_changed (gpointer data)
{
  TsLaneArea *self = data;

  forget_names (self);
  ts_lane_area_repaint (self);
}

/* What a screen reader says of the whole. */
static void
describe (TsLaneArea *self)
{
  TsRecording *recording = self->viewport != NULL ? ts_viewport_get_recording (self->viewport) : NULL;
  guint n_tasks = recording != NULL ? ts_recording_get_tasks (recording)->len : 0;
  guint n_cores = recording != NULL ? ts_recording_get_cores (recording)->len : 0;
  g_autofree char *cores = g_strdup_printf (ngettext ("%u core", "%u cores", n_cores), n_cores);
  g_autofree char *tasks = g_strdup_printf (ngettext ("%u task", "%u tasks", n_tasks), n_tasks);
  /* Translators: “Lanes of 2 cores and 4 tasks”, for screen readers. */
  g_autofree char *label = g_strdup_printf (_("Lanes of %s and %s"), cores, tasks);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_recording_changed (TsLaneArea *self)
{
  ts_lane_area_set_pointer (self, FALSE, 0, 0);
  ts_timeline_rows_set_recording (self->rows, ts_viewport_get_recording (self->viewport));
  describe (self);
}

static void
on_selection_changed (TsLaneArea *self)
{
  const TsSelection *selection = ts_viewport_get_selection (self->viewport);

  if (selection->lane.kind != TS_LANE_NONE)
    ts_lane_area_reveal (self, selection->lane);
  ts_lane_area_refresh (self);
}

static void
on_instant_changed (TsLaneArea *self)
{
  /* Live, the next picture shows it. */
  if (self->repaint_source == 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ts_lane_area_set_view (TsLaneArea *self, TsViewport *viewport, TsTimelineRows *rows)
{
  g_return_if_fail (TS_IS_LANE_AREA (self) && self->viewport == NULL);
  self->viewport = g_object_ref (viewport);
  self->rows = g_object_ref (rows);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (viewport, "notify::begin-ns", G_CALLBACK (on_window_changed), self);
  g_signal_connect_swapped (viewport, "notify::end-ns", G_CALLBACK (on_window_changed), self);
  g_signal_connect_swapped (viewport, "notify::instant-ns", G_CALLBACK (on_instant_changed), self);
  g_signal_connect_swapped (viewport, "grown", G_CALLBACK (on_grown), self);
  g_signal_connect_swapped (viewport, "selection-changed", G_CALLBACK (on_selection_changed), self);
  g_signal_connect_swapped (rows, "changed", G_CALLBACK (on_rows_changed), self);
  on_recording_changed (self);
}

void
ts_lane_area_get_axis (TsLaneArea *self, TsAxis *axis)
{
  ts_timeline_rows_get_axis (self->rows, self->viewport, gtk_widget_get_width (GTK_WIDGET (self)),
                             ts_lane_area_is_rtl (self), axis);
}

gint64
ts_lane_area_get_zoom_centre (TsLaneArea *self)
{
  if (self->has_pointer && self->pointer_x >= self->axis.x_px
      && self->pointer_x <= self->axis.x_px + self->axis.width_px)
    return ts_axis_to_ns (&self->axis, self->pointer_x);
  return self->axis.begin_ns + (self->axis.end_ns - self->axis.begin_ns) / 2;
}

void
ts_lane_area_reveal (TsLaneArea *self, TsLaneId lane)
{
  const TsTimelineRow *row = ts_timeline_rows_find_lane (self->rows, lane);
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (row == NULL || adjustment == NULL || row->group == TS_LANE_NONE)
    return;
  gtk_adjustment_clamp_page (adjustment, row->y_px - ts_timeline_rows_get_sticky_height (self->rows),
                             row->y_px + row->height_px);
}

static GskRenderNode *
paint_whole (TsLaneArea *self)
{
  gint64 begin_us = g_get_monotonic_time ();
  GskRenderNode *lanes = ts_lane_area_paint (self);

  ts_lane_area_keep_bands (self, gsk_container_node_get_child (lanes, 1), g_get_monotonic_time () - begin_us);
  return lanes;
}

/* All of the lanes. */
static GskRenderNode *
paint_anew (TsLaneArea *self)
{
  gboolean is_moving = self->is_moving;

  self->is_moving = FALSE;
  ts_lane_area_drop_live (self);
  ts_lane_area_get_axis (self, &self->axis);
  if (is_moving && ts_lane_area_has_bands (self))
    return ts_lane_area_paint_bands (self);
  ts_lane_area_drop_bands (self);
  return ts_lane_area_is_in_pieces (self) ? ts_lane_area_paint_live (self) : paint_whole (self);
}

/* Has the lanes painted, or what is new of them. */
static void
update_lanes (TsLaneArea *self)
{
  if (self->has_grown && self->lanes != NULL)
    {
      gsk_render_node_unref (self->lanes);
      self->lanes = ts_lane_area_extend (self);
    }
  else if (self->lanes != NULL)
    return;
  if (self->lanes == NULL)
    self->lanes = paint_anew (self);
  self->has_grown = FALSE;
  self->painted_us = g_get_monotonic_time ();
  ts_lane_area_look_under_pointer (self);
}

static void
ts_lane_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TsLaneArea *self = TS_LANE_AREA (widget);
  const GdkRGBA background = ts_appearance_to_rgba (
      ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_BACKGROUND), 1);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);

  gtk_snapshot_append_color (snapshot, &background, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->rows == NULL || width < 1 || height < 1)
    return;
  update_lanes (self);
  ts_lane_area_snapshot_under (self, snapshot);
  gtk_snapshot_append_node (snapshot, self->lanes);
  ts_lane_area_snapshot_names (self, snapshot);
  ts_lane_area_snapshot_over (self, snapshot);
}

static void
ts_lane_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TsLaneArea *self = TS_LANE_AREA (widget);

  configure (self);
  forget_names (self);
  ts_lane_area_repaint (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
ts_lane_area_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? LEAST_HEIGHT_PX : 1;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? NATURAL_HEIGHT_PX : 1;
}

static void
set_adjustment (TsLaneArea *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  GtkAdjustment **mine = &self->adjustments[orientation];

  if (*mine != NULL)
    g_signal_handlers_disconnect_by_data (*mine, self);
  g_set_object (mine, adjustment);
  if (adjustment == NULL)
    return;
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (ts_lane_area_repaint), self);
  configure (self);
}

static void
ts_lane_area_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  TsLaneArea *self = TS_LANE_AREA (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
  else
    g_value_set_enum (value, (int) self->policies[id - PROP_HSCROLL_POLICY]);
}

static void
ts_lane_area_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  TsLaneArea *self = TS_LANE_AREA (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
  else
    self->policies[id - PROP_HSCROLL_POLICY] = (guint) g_value_get_enum (value);
}

static void
ts_lane_area_dispose (GObject *object)
{
  TsLaneArea *self = TS_LANE_AREA (object);

  ts_lane_area_drop_gestures (self);
  g_clear_handle_id (&self->repaint_source, g_source_remove);
  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->viewport);
  g_clear_object (&self->rows);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  g_clear_pointer (&self->lanes, gsk_render_node_unref);
  ts_lane_area_drop_live (self);
  ts_lane_area_drop_bands (self);
  g_clear_pointer (&self->relations, gsk_render_node_unref);
  G_OBJECT_CLASS (ts_lane_area_parent_class)->dispose (object);
}

static void
ts_lane_area_finalize (GObject *object)
{
  TsLaneArea *self = TS_LANE_AREA (object);

  g_ptr_array_unref (self->names);
  g_array_unref (self->busy);
  G_OBJECT_CLASS (ts_lane_area_parent_class)->finalize (object);
}

static void
ts_lane_area_class_init (TsLaneAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ts_lane_area_dispose;
  object_class->finalize = ts_lane_area_finalize;
  object_class->get_property = ts_lane_area_get_property;
  object_class->set_property = ts_lane_area_set_property;
  widget_class->snapshot = ts_lane_area_snapshot;
  widget_class->measure = ts_lane_area_measure;
  widget_class->size_allocate = ts_lane_area_size_allocate;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  g_signal_new ("hover-changed", TS_TYPE_LANE_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  ts_lane_area_install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "lanearea");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
drop_node (gpointer node)
{
  if (node != NULL)
    gsk_render_node_unref (node);
}

static void
ts_lane_area_init (TsLaneArea *self)
{
  self->names = g_ptr_array_new_with_free_func (drop_node);
  self->busy = g_array_new (FALSE, FALSE, sizeof (int));
  self->hover_slice = -1;
  self->bands_budget_us = BANDS_BUDGET_US;
  self->axis = (TsAxis) { 0, 1, 0, 1 };
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (ts_lane_area_repaint), NULL);
  ts_lane_area_add_gestures (self);
}
