/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-figures-table.h"

#include <glib/gi18n-lib.h>

#include "ts-figures-row.h"
#include "ts-task-badge.h"
#include "ts-widget.h"

struct _TsFiguresTable {
  GtkWidget parent_instance;

  char *name_title;
  TsFiguresColumn columns[TS_FIGURES_MOST_COLUMNS];
  guint n_columns;
  gboolean has_badges;
  gboolean is_setting;           /* the selection changes, but not by the user */
  GListStore *rows;              /* TsFiguresRow, in order of position */
  GtkSingleSelection *selection; /* of the sorted ones */
  GtkColumnView *view;
};

enum { SIGNAL_PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsFiguresTable, ts_figures_table, GTK_TYPE_WIDGET)

/* The column of a factory or sorter: 0 for the names, 1 … for the values. */
#define COLUMN_KEY "ts-column"

static guint
get_column (gpointer object)
{
  return GPOINTER_TO_UINT (g_object_get_data (object, COLUMN_KEY));
}

static void
set_label (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
on_setup_name (TsFiguresTable *self, GtkListItem *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  if (self->has_badges)
    gtk_box_append (GTK_BOX (box), ts_task_badge_new (0, TS_TASK_BADGE_SIZE, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL));
  gtk_list_item_set_child (cell, box);
}

static void
on_setup_value (TsFiguresTable *self, GtkListItem *cell)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (cell, label);
}

static void
show_row (TsFiguresRow *row, GtkListItem *cell)
{
  TsFiguresTable *self = g_object_get_data (G_OBJECT (cell), "ts-table");
  guint column = get_column (cell);
  GtkWidget *child = gtk_list_item_get_child (cell);

  if (column == 0)
    {
      if (self->has_badges)
        ts_task_badge_set_task (TS_TASK_BADGE (gtk_widget_get_first_child (child)),
                                ts_figures_row_get_position (row), NULL);
      set_label (gtk_widget_get_last_child (child), ts_figures_row_get_name (row));
    }
  else
    {
      g_autofree char *text
          = ts_figures_format (ts_figures_row_get_value (row, column - 1), self->columns[column - 1].kind);

      set_label (child, text);
    }
}

static void
on_bind (TsFiguresTable *self, GtkListItem *cell, GtkListItemFactory *factory)
{
  TsFiguresRow *row = gtk_list_item_get_item (cell);

  g_object_set_data (G_OBJECT (cell), "ts-table", self);
  g_object_set_data (G_OBJECT (cell), COLUMN_KEY, GUINT_TO_POINTER (get_column (factory)));
  g_signal_connect (row, "changed", G_CALLBACK (show_row), cell);
  show_row (row, cell);
}

static void
on_unbind (TsFiguresTable *self, GtkListItem *cell)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), show_row, cell);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  TsFiguresRow *one = (TsFiguresRow *) a, *other = (TsFiguresRow *) b;
  guint column = GPOINTER_TO_UINT (data);
  gint64 value = column == 0 ? ts_figures_row_get_position (one) : ts_figures_row_get_value (one, column - 1);
  gint64 other_value
      = column == 0 ? ts_figures_row_get_position (other) : ts_figures_row_get_value (other, column - 1);

  return value < other_value ? GTK_ORDERING_SMALLER : value > other_value ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
}

static void
add_column (TsFiguresTable *self, guint column, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (column), NULL));

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, GUINT_TO_POINTER (column));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (column == 0 ? on_setup_name : on_setup_value), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  /* One column has to: the shadow of having scrolled too far stands where a table is narrower than its place. */
  gtk_column_view_column_set_expand (view_column, column == 0);
  gtk_column_view_append_column (self->view, view_column);
  g_object_unref (view_column);
}

static void
on_selected (TsFiguresTable *self)
{
  TsFiguresRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row != NULL && !self->is_setting)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, ts_figures_row_get_position (row));
}

static void
ts_figures_table_dispose (GObject *object)
{
  TsFiguresTable *self = TS_FIGURES_TABLE (object);
  GtkWidget *child;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ts_figures_table_parent_class)->dispose (object);
}

static void
ts_figures_table_finalize (GObject *object)
{
  g_free (TS_FIGURES_TABLE (object)->name_title);
  G_OBJECT_CLASS (ts_figures_table_parent_class)->finalize (object);
}

static void
ts_figures_table_class_init (TsFiguresTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ts_figures_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_figures_table_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_PICKED] = g_signal_new ("picked", TS_TYPE_FIGURES_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ts_figures_table_init (TsFiguresTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = g_list_store_new (TS_TYPE_FIGURES_ROW);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "ts-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  ts_widget_begin_at_start (GTK_SCROLLED_WINDOW (scroller));
}

static void
set_up_model (TsFiguresTable *self)
{
  GListModel *rows = g_object_ref (G_LIST_MODEL (self->rows));
  GtkSorter *sorter = g_object_ref (gtk_column_view_get_sorter (self->view));
  GtkSortListModel *sorted = gtk_sort_list_model_new (rows, sorter);

  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected), self);
}

TsFiguresTable *
ts_figures_table_new (const char *name_title, const TsFiguresColumn *columns, guint n_columns, gboolean has_badges)
{
  TsFiguresTable *self;

  g_return_val_if_fail (n_columns <= TS_FIGURES_MOST_COLUMNS, NULL);
  self = g_object_new (TS_TYPE_FIGURES_TABLE, NULL);
  self->name_title = g_strdup (name_title);
  self->n_columns = n_columns;
  self->has_badges = has_badges;
  add_column (self, 0, name_title);
  for (guint i = 0; i < n_columns; i++)
    {
      self->columns[i] = columns[i];
      add_column (self, i + 1, _(columns[i].title));
    }
  set_up_model (self);
  return self;
}

void
ts_figures_table_set_n_rows (TsFiguresTable *self, guint n_rows)
{
  guint n_old;

  g_return_if_fail (TS_IS_FIGURES_TABLE (self));
  n_old = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  if (n_rows < n_old)
    g_list_store_splice (self->rows, n_rows, n_old - n_rows, NULL, 0);
  else if (n_rows > n_old)
    {
      g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = n_old; i < n_rows; i++)
        g_ptr_array_add (added, ts_figures_row_new (i));
      g_list_store_splice (self->rows, n_old, 0, added->pdata, added->len);
    }
}

void
ts_figures_table_set_row (TsFiguresTable *self, guint row, const char *name, const gint64 *values)
{
  g_autoptr (TsFiguresRow) item = NULL;

  g_return_if_fail (TS_IS_FIGURES_TABLE (self));
  item = g_list_model_get_item (G_LIST_MODEL (self->rows), row);
  g_return_if_fail (item != NULL);
  ts_figures_row_set (item, name, values, self->n_columns);
}

void
ts_figures_table_sort (TsFiguresTable *self)
{
  g_return_if_fail (TS_IS_FIGURES_TABLE (self));
  gtk_sorter_changed (gtk_column_view_get_sorter (self->view), GTK_SORTER_CHANGE_DIFFERENT);
}

void
ts_figures_table_select (TsFiguresTable *self, guint row)
{
  GListModel *sorted;
  guint n_rows, at = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (TS_IS_FIGURES_TABLE (self));
  sorted = G_LIST_MODEL (self->selection);
  n_rows = g_list_model_get_n_items (sorted);
  for (guint i = 0; i < n_rows && at == GTK_INVALID_LIST_POSITION && row != G_MAXUINT; i++)
    {
      g_autoptr (TsFiguresRow) item = g_list_model_get_item (sorted, i);

      if (ts_figures_row_get_position (item) == row)
        at = i;
    }
  self->is_setting = TRUE;
  gtk_single_selection_set_selected (self->selection, at);
  self->is_setting = FALSE;
}

char *
ts_figures_table_to_text (TsFiguresTable *self)
{
  GString *text;
  guint n_rows;

  g_return_val_if_fail (TS_IS_FIGURES_TABLE (self), NULL);
  text = g_string_new (self->name_title);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (text, "\t%s", _(self->columns[i].title));
  for (guint row = 0; row < n_rows; row++)
    {
      g_autoptr (TsFiguresRow) item = g_list_model_get_item (G_LIST_MODEL (self->selection), row);

      g_string_append_printf (text, "\n%s", ts_figures_row_get_name (item));
      for (guint i = 0; i < self->n_columns; i++)
        {
          g_autofree char *value = ts_figures_format (ts_figures_row_get_value (item, i), self->columns[i].kind);

          g_string_append_printf (text, "\t%s", value);
        }
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

GtkColumnView *
ts_figures_table_get_view (TsFiguresTable *self)
{
  g_return_val_if_fail (TS_IS_FIGURES_TABLE (self), NULL);
  return self->view;
}
