/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-print-pane.h"

#include <glib/gi18n-lib.h>

#include "ts-compat.h"
#include "ts-print-list.h"
#include "ts-refresh.h"
#include "ts-task-badge.h"
#include "ts-time.h"
#include "ts-widget.h"

struct _TsPrintPane {
  GtkWidget parent_instance;

  TsSession *session;
  TsRefresh refresh;
  TsPrintList *lines;
  GtkMultiSelection *selection;
  GPtrArray *rows;          /* GtkListItem: those that show a line */
  guint n_until;            /* lines until the instant */
  gboolean is_choosing;     /* the user has picked a line: stay there */

  GtkStack *stack;
  GtkLabel *count;
  GtkScrolledWindow *scroller;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (TsPrintPane, ts_print_pane, GTK_TYPE_WIDGET)

/* What will be printed later is paler. */
static void
shade_row (TsPrintPane *self, GtkListItem *row)
{
  GtkWidget *child = gtk_list_item_get_child (row);
  gboolean is_later = gtk_list_item_get_position (row) >= self->n_until;

  if (is_later != gtk_widget_has_css_class (child, "ts-later"))
    {
      if (is_later)
        gtk_widget_add_css_class (child, "ts-later");
      else
        gtk_widget_remove_css_class (child, "ts-later");
    }
}

static void
on_setup (TsPrintPane *self, GtkListItem *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *badge = ts_task_badge_new (0, TS_TASK_BADGE_SIZE, NULL);
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                  PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL);
  GtkWidget *time = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "valign", GTK_ALIGN_START, NULL);

  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (time, "caption");
  gtk_widget_add_css_class (time, "dim-label");
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), time);
  gtk_list_item_set_child (row, box);
}

static void
on_bind (TsPrintPane *self, GtkListItem *row)
{
  TsPrintItem *item = gtk_list_item_get_item (row);
  const TsPrint *print = ts_print_item_get_print (item);
  GtkWidget *badge = gtk_widget_get_first_child (gtk_list_item_get_child (row));
  GtkWidget *text = gtk_widget_get_next_sibling (badge);
  g_autofree char *time = ts_time_format_instant (print->time_ns);

  ts_task_badge_set_task (TS_TASK_BADGE (badge), print->task, ts_print_item_get_task_name (item));
  gtk_widget_set_tooltip_text (badge, ts_print_item_get_task_name (item));
  gtk_label_set_text (GTK_LABEL (text), print->text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (text)), time);
  g_ptr_array_add (self->rows, row);
  shade_row (self, row);
}

static void
on_unbind (TsPrintPane *self, GtkListItem *row)
{
  g_ptr_array_remove_fast (self->rows, row);
}

static gboolean
is_at_the_end (TsPrintPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  const double almost = 24;

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)
         >= gtk_adjustment_get_upper (adjustment) - almost;
}

static void
update_count (TsPrintPane *self)
{
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  g_autofree char *text = g_strdup_printf (ngettext ("%u line", "%u lines", n_lines), n_lines);

  if (g_strcmp0 (gtk_label_get_text (self->count), text) != 0)
    gtk_label_set_text (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n_lines > 0 ? "lines" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prints.copy", n_lines > 0);
}

/* New lines, and the instant's place among them. */
static void
refresh (gpointer widget)
{
  TsPrintPane *self = widget;
  TsViewport *viewport = ts_session_get_viewport (self->session);
  gboolean was_at_the_end = is_at_the_end (self);
  guint n_until;

  ts_print_list_update (self->lines);
  update_count (self);
  n_until = ts_print_list_count_until (self->lines, ts_viewport_get_instant_ns (viewport));
  if (n_until == self->n_until)
    return;
  self->n_until = n_until;
  for (guint i = 0; i < self->rows->len; i++)
    shade_row (self, self->rows->pdata[i]);
  if (n_until > 0 && !self->is_choosing && (was_at_the_end || !ts_viewport_is_live (viewport)))
    ts_compat_scroll_to (GTK_WIDGET (self->list), n_until - 1);
}

static void
on_changed (TsPrintPane *self)
{
  gboolean is_live = ts_viewport_is_live (ts_session_get_viewport (self->session));

  ts_refresh_queue (&self->refresh, is_live ? TS_REFRESH_LIVE_MS : TS_REFRESH_REPLAY_MS);
}

static void
on_recording_changed (TsPrintPane *self)
{
  ts_print_list_set_recording (self->lines, ts_viewport_get_recording (ts_session_get_viewport (self->session)));
  self->n_until = 0;
  update_count (self);
  on_changed (self);
}

/* One line that is picked is where the playhead goes. */
static void
on_selection_changed (TsPrintPane *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (TsPrintItem) item = NULL;
  TsViewport *viewport = ts_session_get_viewport (self->session);

  if (gtk_bitset_get_size (selected) != 1)
    return;
  item = g_list_model_get_item (G_LIST_MODEL (self->lines), gtk_bitset_get_minimum (selected));
  self->is_choosing = TRUE;
  ts_viewport_set_follows (viewport, FALSE);
  ts_viewport_set_instant_ns (viewport, ts_print_item_get_print (item)->time_ns);
  ts_viewport_reveal (viewport, ts_print_item_get_print (item)->time_ns);
  refresh (self);
  self->is_choosing = FALSE;
}

/* The selected lines, or all. */
static char *
get_text (TsPrintPane *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  gboolean is_all = gtk_bitset_is_empty (selected);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_lines; i++)
    if (is_all || gtk_bitset_contains (selected, i))
      {
        g_autoptr (TsPrintItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
        g_autofree char *line = ts_print_item_to_text (item);

        g_string_append_printf (text, "%s\n", line);
      }
  return g_string_free (text, FALSE);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *text = get_text (TS_PRINT_PANE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
ts_print_pane_dispose (GObject *object)
{
  TsPrintPane *self = TS_PRINT_PANE (object);

  ts_refresh_clear (&self->refresh);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ts_session_get_viewport (self->session), self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
    }
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_PRINT_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_print_pane_parent_class)->dispose (object);
}

static void
ts_print_pane_finalize (GObject *object)
{
  g_ptr_array_unref (TS_PRINT_PANE (object)->rows);
  G_OBJECT_CLASS (ts_print_pane_parent_class)->finalize (object);
}

static void
ts_print_pane_class_init (TsPrintPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_print_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_print_pane_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-print-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TsPrintPane, stack);
  gtk_widget_class_bind_template_child (widget_class, TsPrintPane, count);
  gtk_widget_class_bind_template_child (widget_class, TsPrintPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, TsPrintPane, list);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_install_action (widget_class, "prints.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "prints.copy", NULL);
}

static void
ts_print_pane_init (TsPrintPane *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), refresh);
  self->lines = ts_print_list_new ();
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  update_count (self);
}

void
ts_print_pane_set_session (TsPrintPane *self, TsSession *session)
{
  TsViewport *viewport = ts_session_get_viewport (session);

  g_return_if_fail (TS_IS_PRINT_PANE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (viewport, "notify::instant-ns", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (viewport, "grown", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self);
  on_recording_changed (self);
}
