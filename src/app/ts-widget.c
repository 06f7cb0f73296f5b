/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-widget.h"

void
ts_widget_dispose_children (GtkWidget *widget, GType type)
{
  GtkWidget *child;

  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

static void
name_by_tooltip (GtkWidget *button)
{
  const char *tooltip = gtk_widget_get_tooltip_text (button);

  if (tooltip != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
}

/* A button that shows nothing but a picture. */
static gboolean
is_picture_button (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    return gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)) != NULL;
  return GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL;
}

void
ts_widget_name_buttons (GtkWidget *root)
{
  if (is_picture_button (root))
    {
      name_by_tooltip (root);
      g_signal_connect (root, "notify::tooltip-text", G_CALLBACK (name_by_tooltip), NULL);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    ts_widget_name_buttons (child);
}

static double
get_farthest (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

static double *
get_from_start (GtkAdjustment *adjustment)
{
  return g_object_get_data (G_OBJECT (adjustment), "ts-from-start");
}

static void
note_distance (GtkAdjustment *adjustment, GtkWidget *scroller)
{
  *get_from_start (adjustment) = get_farthest (adjustment) - gtk_adjustment_get_value (adjustment);
}

static gboolean
lay_out_again (GtkWidget *child, GdkFrameClock *clock, gpointer data)
{
  gtk_widget_queue_allocate (child);
  return G_SOURCE_REMOVE;
}

/* It is in the midst of laying itself out that the child says how wide it is: too late to be moved in this frame. */
static void
keep_distance (GtkAdjustment *adjustment, GtkWidget *scroller)
{
  GtkWidget *child = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
  double value = get_farthest (adjustment) - *get_from_start (adjustment);

  if (gtk_widget_get_direction (scroller) != GTK_TEXT_DIR_RTL || value == gtk_adjustment_get_value (adjustment))
    return;
  gtk_adjustment_set_value (adjustment, value);
  gtk_widget_add_tick_callback (child, lay_out_again, NULL, NULL);
}

void
ts_widget_begin_at_start (GtkScrolledWindow *scroller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (scroller);

  /* Seen: 4.8 counts from the left, 4.24 from the start.  The layout of column views was written anew for 4.23.2. */
  if (gtk_check_version (4, 23, 2) == NULL)
    return;
  g_object_set_data_full (G_OBJECT (adjustment), "ts-from-start", g_new0 (double, 1), g_free);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (note_distance), scroller, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (keep_distance), scroller, 0);
}
