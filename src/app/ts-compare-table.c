/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-compare-table.h"

#include <glib/gi18n-lib.h>

#include "ts-comparison.h"

enum { ROW_FIRST, ROW_SECOND, ROW_DIFFERENCE, N_ROWS };

struct _TsCompareTable {
  GtkWidget parent_instance;

  GtkGrid *grid;
  GtkLabel *cells[N_ROWS][TS_N_COMPARED];
};

G_DEFINE_FINAL_TYPE (TsCompareTable, ts_compare_table, GTK_TYPE_WIDGET)

static const char *
get_row_title (guint row)
{
  return row == ROW_FIRST    ? C_("compared run", "First")
         : row == ROW_SECOND ? C_("compared run", "Second")
                             : _("Difference");
}

static GtkLabel *
add_label (TsCompareTable *self, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static void
set_cell (TsCompareTable *self, guint row, TsCompared figure, const char *text)
{
  GtkLabel *cell = self->cells[row][figure];
  /* Translators: a cell of a table, for screen readers: “First, Wall time: 4.1 s” */
  g_autofree char *name = g_strdup_printf (_("%s, %s: %s"), get_row_title (row), ts_compared_get_title (figure), text);

  if (g_str_equal (gtk_label_get_text (cell), text))
    return;
  gtk_label_set_text (cell, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
ts_compare_table_show (TsCompareTable *self, TsRecording *first, TsRecording *second)
{
  TsRecording *recordings[] = { first, second };
  gint64 values[2][TS_N_COMPARED];

  g_return_if_fail (TS_IS_COMPARE_TABLE (self));
  for (guint i = 0; i < 2; i++)
    if (recordings[i] != NULL)
      ts_comparison_measure (recordings[i], values[i]);
  for (TsCompared figure = 0; figure < TS_N_COMPARED; figure++)
    {
      g_autofree char *difference = NULL;

      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *text = recordings[i] != NULL ? ts_compared_format (figure, values[i][figure]) : NULL;

          set_cell (self, i, figure, text != NULL ? text : "…");
        }
      if (first != NULL && second != NULL)
        difference = ts_compared_format_difference (figure, values[0][figure], values[1][figure]);
      set_cell (self, ROW_DIFFERENCE, figure, difference != NULL ? difference : "…");
    }
}

char *
ts_compare_table_to_text (TsCompareTable *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (TS_IS_COMPARE_TABLE (self), NULL);
  for (TsCompared figure = 0; figure < TS_N_COMPARED; figure++)
    g_string_append_printf (text, "\t%s", ts_compared_get_title (figure));
  for (guint row = 0; row < N_ROWS; row++)
    {
      g_string_append_printf (text, "\n%s", get_row_title (row));
      for (TsCompared figure = 0; figure < TS_N_COMPARED; figure++)
        g_string_append_printf (text, "\t%s", gtk_label_get_text (self->cells[row][figure]));
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

static void
ts_compare_table_dispose (GObject *object)
{
  TsCompareTable *self = TS_COMPARE_TABLE (object);

  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;
  G_OBJECT_CLASS (ts_compare_table_parent_class)->dispose (object);
}

static void
ts_compare_table_class_init (TsCompareTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_compare_table_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparetable");
}

static void
ts_compare_table_init (TsCompareTable *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 2);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  for (guint row = 0; row < N_ROWS; row++)
    add_label (self, 0, (int) row + 1, get_row_title (row), "caption-heading");
  for (TsCompared figure = 0; figure < TS_N_COMPARED; figure++)
    {
      add_label (self, (int) figure + 1, 0, ts_compared_get_title (figure), "caption-heading");
      for (guint row = 0; row < N_ROWS; row++)
        {
          self->cells[row][figure] = add_label (self, (int) figure + 1, (int) row + 1, "…", "caption");
          gtk_widget_add_css_class (GTK_WIDGET (self->cells[row][figure]), "numeric");
        }
    }
}
