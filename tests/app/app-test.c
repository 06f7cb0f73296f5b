/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app-test-quarks.h"

#include <gtksourceview/gtksource.h>

#define LONGEST_WAIT_US (120 * G_USEC_PER_SEC) /* under a sanitizer, beside a thousand threads */

static TsApplication *application;

/* GTK 4.24 warns of itself on X11 when a popover is shown, also in a window that holds nothing else: it says of each
 * frame twice that it has been handed over, once for either surface. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer unused)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0
        && g_str_has_prefix (fields[i].value, "gdk_frame_timings_submitted() called on submitted frame"))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, NULL);
}

void
app_test_init (int *n_arguments, char ***arguments)
{
  app_test_except_quarks ();
  g_log_set_writer_func (write_log, NULL, NULL);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GTK_A11Y", "test", FALSE);
  gtk_test_init (n_arguments, arguments, NULL);
  adw_init ();
  gtk_source_init ();
}

TsApplication *
app_test_get_application (void)
{
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;
  application = ts_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

TsWindow *
app_test_new_window (void)
{
  TsWindow *window = ts_window_new (app_test_get_application ());

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  return window;
}

void
app_test_close_window (TsWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

static gboolean
on_time_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
app_test_wait_for (const char *what, AppTestCondition condition, gpointer data)
{
  gboolean tick = FALSE;
  gint64 until_us = g_get_monotonic_time () + LONGEST_WAIT_US;
  guint source = g_timeout_add (20, on_time_over, &tick); /* wakes the context, so that the bound holds */

  while (!condition (data))
    {
      if (g_get_monotonic_time () > until_us)
        g_error ("waited too long for %s", what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

void
app_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

TsScenario *
app_test_find_scenario (const char *id)
{
  g_autoptr (GError) error = NULL;
  TsScenario *scenario = ts_catalogue_find (id, &error);

  g_assert_no_error (error);
  return scenario;
}

TsScenario *
app_test_new_scenario (const char *program)
{
  g_autoptr (GError) error = NULL;
  TsScenario *scenario = ts_scenario_new_from_data (program, -1, "test", NULL, &error);

  g_assert_no_error (error);
  return scenario;
}

static gboolean
is_idle (gpointer data)
{
  return ts_session_get_state (data) == TS_SESSION_IDLE;
}

void
app_test_run (TsSession *session)
{
  g_autoptr (GError) error = NULL;

  ts_session_run (session, &error);
  g_assert_no_error (error);
  app_test_wait (is_idle, session);
}

GtkWidget *
app_test_find_widget (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_test_find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}
