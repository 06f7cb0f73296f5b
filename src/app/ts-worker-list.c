/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-worker-list.h"

#include <glib/gi18n-lib.h>

#include "ts-refresh.h"
#include "ts-widget.h"
#include "ts-worker-row.h"

/* The rows of many take as long to draw as the lanes, and nobody reads them all at once: while a run goes on they change
 * once a second on two cores, and more often where there are more cores to take that from. */
enum { MANY_WORKERS = 8, MANY_INTERVAL_MS = 950, MANY_INTERVAL_CORES = 2, LEAST_MANY_INTERVAL_MS = 240 };

struct _TsWorkerList {
  GtkWidget parent_instance;

  TsSession *session;
  GListStore *workers;           /* TsWorker */
  TsRecording *recording;        /* that of the workers */
  guint n_tasks;                 /* of the recording, when the workers were chosen */
  TsWorkerWidths widths;
  GPtrArray *items;              /* GtkListItem that have a row now; borrowed */
  TsRefresh refresh;
  guint many_interval_ms;
  gboolean selecting;            /* the selection is being brought in line with the viewport's */

  GtkStack *stack;
  GtkLabel *hint;
  GtkListView *view;
  GtkScrolledWindow *scroller;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (TsWorkerList, ts_worker_list, GTK_TYPE_WIDGET)

static gboolean
is_seen (TsWorkerList *self, guint position)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->workers));
  double row_px = gtk_adjustment_get_upper (adjustment) / MAX (1, n_rows);
  double y_px = row_px * position, top_px = gtk_adjustment_get_value (adjustment);

  return row_px < 1 || (y_px + 2 * row_px > top_px
                        && y_px - row_px < top_px + gtk_adjustment_get_page_size (adjustment));
}

static void
describe (GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item), *parent = gtk_widget_get_parent (row);
  g_autofree char *sentence = ts_worker_row_describe (TS_WORKER_ROW (row));

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
show_item (TsWorkerList *self, GtkListItem *item)
{
  gint64 instant_ns = ts_viewport_get_instant_ns (ts_session_get_viewport (self->session));

  ts_worker_row_show (TS_WORKER_ROW (gtk_list_item_get_child (item)), self->recording, instant_ns);
  if (gtk_list_item_get_selected (item))
    describe (item);
}

static void
update_rows (gpointer widget)
{
  TsWorkerList *self = TS_WORKER_LIST (widget);

  /* The instant of another recording may be heard of before that recording. */
  if (self->recording == NULL || self->recording != ts_session_get_recording (self->session))
    return;
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->items, i);

      if (is_seen (self, gtk_list_item_get_position (item)))
        show_item (self, item);
    }
}

static void
on_setup (TsWorkerList *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, ts_worker_row_new ());
}

static void
on_bind (TsWorkerList *self, GtkListItem *item)
{
  TsWorkerRow *row = TS_WORKER_ROW (gtk_list_item_get_child (item));

  ts_worker_row_set_task (row, self->recording, ts_worker_get_task (gtk_list_item_get_item (item)),
                          &self->widths);
  g_ptr_array_add (self->items, item);
  show_item (self, item);
  describe (item);
}

static void
on_unbind (TsWorkerList *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->items, item);
}

/* The row of a task, G_MAXUINT if it has none. */
static guint
find_row (TsWorkerList *self, TsLaneId lane)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->workers));

  for (guint i = 0; lane.kind == TS_LANE_TASK && i < n_rows; i++)
    {
      g_autoptr (TsWorker) worker = g_list_model_get_item (G_LIST_MODEL (self->workers), i);

      if (ts_worker_get_task (worker) == lane.index)
        return i;
    }
  return G_MAXUINT;
}

static void
on_viewport_selection (TsWorkerList *self)
{
  const TsSelection *selection = ts_viewport_get_selection (ts_session_get_viewport (self->session));
  guint row = find_row (self, selection->lane);

  if (gtk_single_selection_get_selected (self->selection) == row)
    return;
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, row == G_MAXUINT ? GTK_INVALID_LIST_POSITION : row);
  self->selecting = FALSE;
  if (row != G_MAXUINT)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", row);
}

static void
on_row_selected (TsWorkerList *self)
{
  TsWorker *worker = gtk_single_selection_get_selected_item (self->selection);
  TsViewport *viewport;

  if (self->selecting || self->session == NULL || worker == NULL)
    return;
  viewport = ts_session_get_viewport (self->session);
  if (find_row (self, ts_viewport_get_selection (viewport)->lane) != gtk_single_selection_get_selected (self->selection))
    ts_viewport_select_lane (viewport, (TsLaneId) { TS_LANE_TASK, ts_worker_get_task (worker) });
  ts_refresh_queue (&self->refresh, TS_REFRESH_REPLAY_MS);
}

static void
show_hint (TsWorkerList *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->workers)) == 0;

  gtk_label_set_label (self->hint, self->recording == NULL ? _("Press Run, and each worker gets a row here.")
                                                           : _("Nobody works in this run."));
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "hint" : "list");
}

static void
choose_workers (TsWorkerList *self)
{
  TsRecording *recording = self->session != NULL ? ts_session_get_recording (self->session) : NULL;

  self->selecting = TRUE;
  g_list_store_remove_all (self->workers);
  g_set_object (&self->recording, recording);
  self->n_tasks = recording != NULL ? ts_recording_get_tasks (recording)->len : 0;
  if (recording != NULL)
    {
      g_autoptr (GListStore) chosen = g_list_store_new (TS_TYPE_WORKER);
      g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

      /* The widths first: rows are made as soon as the workers are there. */
      ts_workers_fill (chosen, recording);
      ts_workers_measure (G_LIST_MODEL (chosen), recording, &self->widths);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (chosen)); i++)
        g_ptr_array_add (all, g_list_model_get_item (G_LIST_MODEL (chosen), i));
      g_list_store_splice (self->workers, 0, 0, all->pdata, all->len);
    }
  self->selecting = FALSE;
  show_hint (self);
  if (self->session != NULL)
    on_viewport_selection (self);
}

static void
on_instant_changed (TsWorkerList *self)
{
  TsViewport *viewport = ts_session_get_viewport (self->session);
  gboolean is_live = ts_viewport_is_live (viewport) && ts_viewport_get_follows (viewport);
  gboolean has_many = g_list_model_get_n_items (G_LIST_MODEL (self->workers)) > MANY_WORKERS;

  ts_refresh_queue (&self->refresh, !is_live ? TS_REFRESH_REPLAY_MS : has_many ? self->many_interval_ms : TS_REFRESH_LIVE_MS);
}

static void
on_grown (TsWorkerList *self)
{
  if (self->recording != NULL && ts_recording_get_tasks (self->recording)->len != self->n_tasks)
    choose_workers (self);
  on_instant_changed (self);
}

/* A space plays here too: the row that has the focus is selected already. */
static gboolean
on_key (TsWorkerList *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key != GDK_KEY_space || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.play-pause", NULL);
}

static void
disconnect_session (TsWorkerList *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (ts_session_get_viewport (self->session), self);
  g_clear_object (&self->session);
}

static void
ts_worker_list_dispose (GObject *object)
{
  TsWorkerList *self = TS_WORKER_LIST (object);

  ts_refresh_clear (&self->refresh);
  disconnect_session (self);
  if (self->workers != NULL)
    choose_workers (self);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_WORKER_LIST);
  g_clear_object (&self->workers);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (ts_worker_list_parent_class)->dispose (object);
}

static void
ts_worker_list_class_init (TsWorkerListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_worker_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-worker-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TsWorkerList, stack);
  gtk_widget_class_bind_template_child (widget_class, TsWorkerList, hint);
  gtk_widget_class_bind_template_child (widget_class, TsWorkerList, view);
  gtk_widget_class_bind_template_child (widget_class, TsWorkerList, scroller);
  gtk_widget_class_bind_template_child (widget_class, TsWorkerList, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
on_scrolled (TsWorkerList *self)
{
  ts_refresh_queue (&self->refresh, TS_REFRESH_REPLAY_MS);
}

static void
ts_worker_list_init (TsWorkerList *self)
{
  GtkAdjustment *adjustment;

  self->workers = g_list_store_new (TS_TYPE_WORKER);
  self->items = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->many_interval_ms = CLAMP (MANY_INTERVAL_MS * MANY_INTERVAL_CORES / g_get_num_processors (),
                                  LEAST_MANY_INTERVAL_MS, MANY_INTERVAL_MS);
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), update_rows);
  ts_refresh_set_apart (&self->refresh);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->workers));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_row_selected), self);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  show_hint (self);
}

void
ts_worker_list_set_session (TsWorkerList *self, TsSession *session)
{
  TsViewport *viewport;

  g_return_if_fail (TS_IS_WORKER_LIST (self) && TS_IS_SESSION (session));
  if (self->session == session)
    return;
  disconnect_session (self);
  self->session = g_object_ref (session);
  viewport = ts_session_get_viewport (session);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (choose_workers), self);
  g_signal_connect_swapped (viewport, "notify::instant-ns", G_CALLBACK (on_instant_changed), self);
  g_signal_connect_swapped (viewport, "grown", G_CALLBACK (on_grown), self);
  g_signal_connect_swapped (viewport, "selection-changed", G_CALLBACK (on_viewport_selection), self);
  choose_workers (self);
}
