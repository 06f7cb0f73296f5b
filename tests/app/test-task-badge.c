/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sign of a task: size, letters, colour.
 */
#include "config.h"

#include "app-test.h"

#include "ts-task-badge.h"

static GtkWidget *
new_window_with (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return window;
}

/* The pixel in the middle of the left side, where no letter reaches. */
static guint32
render_side (GtkWidget *widget)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  guint32 pixel;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  cairo_surface_flush (surface);
  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + (gsize) (height / 2 * cairo_image_surface_get_stride (surface)) + 8,
          sizeof pixel);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return pixel;
}

static void
test_colour (void)
{
  GtkWidget *badge = ts_task_badge_new (0, 40, "Typing");
  GtkWidget *window = new_window_with (badge);

  g_assert_cmpint (gtk_widget_get_width (badge), ==, 40);
  g_assert_cmphex (render_side (badge), ==, 0xff0072b2);
  ts_task_badge_set_task (TS_TASK_BADGE (badge), 2, "Interface");
  g_assert_cmphex (render_side (badge), ==, 0xff009e73);
  ts_task_badge_set_task (TS_TASK_BADGE (badge), 27, "Worker 26");
  g_assert_cmphex (render_side (badge), ==, 0xffcc79a7);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_accessible (void)
{
  GtkWidget *badge = g_object_ref_sink (ts_task_badge_new (3, TS_TASK_BADGE_SIZE, "Saving"));

  gtk_test_accessible_assert_role (badge, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (badge, GTK_ACCESSIBLE_PROPERTY_LABEL, "Saving");
  g_object_set (badge, "label", "Reading", NULL);
  gtk_test_accessible_assert_property (badge, GTK_ACCESSIBLE_PROPERTY_LABEL, "Reading");
  g_assert_cmpuint (ts_task_badge_get_task (TS_TASK_BADGE (badge)), ==, 3);
  g_object_unref (badge);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/task-badge/colour", test_colour);
  g_test_add_func ("/task-badge/accessible", test_accessible);
  return g_test_run ();
}
