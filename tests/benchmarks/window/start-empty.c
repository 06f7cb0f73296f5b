/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An empty window, as libadwaita makes it: what the start of Timeslice is measured against.
 */
#include "start-report.h"

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 780);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int n_arguments, char **arguments)
{
  g_autoptr (AdwApplication) application
    = adw_application_new ("io.github.timeslice.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  start_report (application);
  return g_application_run (G_APPLICATION (application), n_arguments, arguments);
}
