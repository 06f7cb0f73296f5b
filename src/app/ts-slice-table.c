/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-slice-table.h"

#include <glib/gi18n-lib.h>

#include "ts-compat.h"
#include "ts-sentence.h"
#include "ts-task-badge.h"
#include "ts-time.h"
#include "ts-widget.h"

struct _TsSliceTable {
  GtkWidget parent_instance;

  TsSession *session;
  TsSliceList *list;
  GtkSingleSelection *selection;
  gboolean is_setting;       /* the selection changes, but not by the user */

  /* What the list was made for. */
  TsRecording *recording;    /* NULL: none */
  TsLaneId lane;
  gint64 begin_ns, end_ns;

  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkToggleButton *only;     /* the selected lane */
  GtkLabel *sentence;
};

G_DEFINE_FINAL_TYPE (TsSliceTable, ts_slice_table, GTK_TYPE_WIDGET)

enum { COLUMN_LANE, COLUMN_BEGIN, COLUMN_LENGTH, COLUMN_STATE, COLUMN_PLACE, N_COLUMNS };

static const struct {
  const char *title;
  gboolean is_number;
} columns[N_COLUMNS] = {
  /* Translators: titles of a table of slices of time */
  [COLUMN_LANE] = { N_("Lane"), FALSE },
  [COLUMN_BEGIN] = { N_("Begin"), TRUE },
  [COLUMN_LENGTH] = { N_("Length"), TRUE },
  [COLUMN_STATE] = { N_("State"), FALSE },
  [COLUMN_PLACE] = { N_("Where or for what"), FALSE },
};

static TsViewport *
get_viewport (TsSliceTable *self)
{
  return ts_session_get_viewport (self->session);
}

static char *
get_text (TsSliceItem *item, guint column)
{
  const TsSlice *slice = ts_slice_item_get_slice (item);

  switch (column)
    {
    case COLUMN_BEGIN:
      return ts_time_format_instant (slice->begin_ns);
    case COLUMN_LENGTH:
      return ts_time_format (slice->end_ns - slice->begin_ns);
    case COLUMN_STATE:
      return g_strdup (ts_state_get_words ((TsState) slice->state));
    case COLUMN_PLACE:
      return ts_slice_item_get_place (item);
    case COLUMN_LANE:
    default:
      return ts_lane_id_get_name (ts_slice_item_get_lane (item), ts_slice_item_get_recording (item));
    }
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  guint column = GPOINTER_TO_UINT (data);
  gboolean is_number = columns[column].is_number;
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", is_number ? 1.0 : 0.0, NULL);

  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  if (column == COLUMN_LANE)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (box), ts_task_badge_new (0, TS_TASK_BADGE_SIZE, NULL));
      gtk_box_append (GTK_BOX (box), label);
      gtk_list_item_set_child (cell, box);
    }
  else
    gtk_list_item_set_child (cell, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  guint column = GPOINTER_TO_UINT (data);
  TsSliceItem *item = gtk_list_item_get_item (cell);
  TsLaneId lane = ts_slice_item_get_lane (item);
  GtkWidget *label = gtk_list_item_get_child (cell);
  g_autofree char *text = get_text (item, column);

  if (column == COLUMN_LANE)
    {
      GtkWidget *badge = gtk_widget_get_first_child (label);

      ts_task_badge_set_task (TS_TASK_BADGE (badge), lane.index, NULL);
      gtk_widget_set_visible (badge, lane.kind == TS_LANE_TASK);
      label = gtk_widget_get_next_sibling (badge);
    }
  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
add_column (TsSliceTable *self, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column = gtk_column_view_column_new (_(columns[column].title), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (column));
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_append_column (self->view, view_column);
  g_object_unref (view_column);
}

static void
show_sentence (TsSliceTable *self)
{
  TsSliceItem *item = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *sentence = NULL;

  if (item != NULL)
    sentence = ts_sentence_of_slice (ts_slice_item_get_recording (item), ts_slice_item_get_lane (item),
                                     ts_slice_item_get_position (item));
  gtk_label_set_text (self->sentence, sentence != NULL ? sentence : _("Select a slice to read what happened in it."));
}

/* The user has picked a row: its slice is selected everywhere, and the playhead goes there. */
static void
on_selected (TsSliceTable *self)
{
  TsSliceItem *item = gtk_single_selection_get_selected_item (self->selection);
  TsViewport *viewport = get_viewport (self);
  TsSelection selection = *ts_viewport_get_selection (viewport);

  show_sentence (self);
  if (item == NULL || self->is_setting)
    return;
  selection.lane = ts_slice_item_get_lane (item);
  selection.slice = (int) ts_slice_item_get_position (item);
  self->is_setting = TRUE;
  ts_viewport_select (viewport, &selection);
  if (!ts_viewport_is_live (viewport))
    {
      ts_viewport_set_instant_ns (viewport, ts_slice_item_get_slice (item)->begin_ns);
      ts_viewport_reveal (viewport, ts_slice_item_get_slice (item)->begin_ns);
    }
  self->is_setting = FALSE;
}

/* What the viewport has selected becomes the row. */
static void
follow_selection (TsSliceTable *self)
{
  const TsSelection *selected = ts_viewport_get_selection (get_viewport (self));
  guint row = TS_SLICE_LIST_NOWHERE;

  if (self->is_setting)
    return;
  if (selected->slice >= 0)
    row = ts_slice_list_find (self->list, selected->lane, (guint) selected->slice);
  self->is_setting = TRUE;
  gtk_single_selection_set_selected (self->selection,
                                     row != TS_SLICE_LIST_NOWHERE ? row : GTK_INVALID_LIST_POSITION);
  self->is_setting = FALSE;
  if (row != TS_SLICE_LIST_NOWHERE)
    ts_compat_scroll_to (GTK_WIDGET (self->view), row);
}

/* The lane and the stretch of time that the list is to have. */
static TsLaneId
choose_lane (TsSliceTable *self)
{
  if (!gtk_toggle_button_get_active (self->only))
    return (TsLaneId) { TS_LANE_NONE, 0 };
  return ts_viewport_get_selection (get_viewport (self))->lane;
}

void
ts_slice_table_refresh (TsSliceTable *self)
{
  const TsSelection *selected;
  TsRecording *recording;
  TsLaneId lane;
  gboolean has_range;

  g_return_if_fail (TS_IS_SLICE_TABLE (self));
  selected = ts_viewport_get_selection (get_viewport (self));
  recording = ts_viewport_get_recording (get_viewport (self));
  lane = choose_lane (self);
  has_range = selected->end_ns > selected->begin_ns;
  if (recording == self->recording && ts_lane_id_equal (lane, self->lane)
      && self->begin_ns == (has_range ? selected->begin_ns : 0)
      && self->end_ns == (has_range ? selected->end_ns : G_MAXINT64))
    {
      ts_slice_list_update (self->list);
      return;
    }
  g_set_object (&self->recording, recording);
  self->lane = lane;
  self->begin_ns = has_range ? selected->begin_ns : 0;
  self->end_ns = has_range ? selected->end_ns : G_MAXINT64;
  ts_slice_list_set (self->list, recording, lane, self->begin_ns, self->end_ns);
  follow_selection (self);
}

static void
on_selection_changed (TsSliceTable *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  ts_slice_table_refresh (self);
  follow_selection (self);
}

static void
ts_slice_table_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ts_slice_table_parent_class)->map (widget);
  on_selection_changed (TS_SLICE_TABLE (widget));
}

static void
ts_slice_table_dispose (GObject *object)
{
  TsSliceTable *self = TS_SLICE_TABLE (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (get_viewport (self), self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->recording);
  g_clear_object (&self->session);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_SLICE_TABLE);
  G_OBJECT_CLASS (ts_slice_table_parent_class)->dispose (object);
}

static void
ts_slice_table_class_init (TsSliceTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ts_slice_table_dispose;
  GTK_WIDGET_CLASS (klass)->map = ts_slice_table_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), TS_RESOURCES "ts-slice-table.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), TsSliceTable, scroller);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), TsSliceTable, view);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), TsSliceTable, only);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), TsSliceTable, sentence);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), ts_slice_table_refresh);
}

static void
ts_slice_table_init (TsSliceTable *self)
{
  self->list = ts_slice_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_widget_begin_at_start (self->scroller);
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self);
  show_sentence (self);
}

TsSliceTable *
ts_slice_table_new (TsSession *session)
{
  TsSliceTable *self = g_object_new (TS_TYPE_SLICE_TABLE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_swapped (get_viewport (self), "selection-changed", G_CALLBACK (on_selection_changed), self);
  return self;
}

char *
ts_slice_table_to_text (TsSliceTable *self)
{
  enum { MOST_ROWS = 100000 };
  GString *text = g_string_new (NULL);
  guint n_rows;

  g_return_val_if_fail (TS_IS_SLICE_TABLE (self), NULL);
  n_rows = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->list)), MOST_ROWS);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_string_append_printf (text, i == 0 ? "%s" : "\t%s", _(columns[i].title));
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (TsSliceItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      g_autofree char *row = ts_slice_item_to_text (item);

      g_string_append_printf (text, "\n%s", row);
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

TsSliceList *
ts_slice_table_get_list (TsSliceTable *self)
{
  g_return_val_if_fail (TS_IS_SLICE_TABLE (self), NULL);
  return self->list;
}

GtkSingleSelection *
ts_slice_table_get_selection (TsSliceTable *self)
{
  g_return_val_if_fail (TS_IS_SLICE_TABLE (self), NULL);
  return self->selection;
}
