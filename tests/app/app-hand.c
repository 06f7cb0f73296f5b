/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-hand.h"

#include <math.h>
#include <unistd.h>

#include "app-test.h"

static int window_x, window_y;

static gboolean
is_done (gpointer data)
{
  return *(gboolean *) data;
}

static void
on_done (GObject *process, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* What it prints; the main context runs meanwhile, because the window must answer the server. */
static char *
run (const char *words)
{
  g_autofree char *line = g_strdup_printf ("xdotool %s", words);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = NULL;
  char *output = NULL;
  gboolean done = FALSE;

  g_shell_parse_argv (line, NULL, &arguments, &error);
  g_assert_no_error (error);
  process = g_subprocess_newv ((const char * const *) arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_async (process, NULL, on_done, &done);
  app_test_wait (is_done, &done);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  return output;
}

void
app_hand_do (const char *words, ...)
{
  g_autofree char *line = NULL, *output = NULL;
  va_list list;

  va_start (list, words);
  line = g_strdup_vprintf (words, list);
  va_end (list);
  output = run (line);
  app_test_settle ();
}

static int
read_number (const char *text, const char *name)
{
  const char *found = strstr (text, name);

  g_assert_nonnull (found);
  return atoi (found + strlen (name));
}

gboolean
app_hand_begin (GtkWindow *window)
{
  g_autofree char *program = g_find_program_in_path ("xdotool"), *ids = NULL, *place = NULL, *words = NULL;
  const char *id;

  if (program == NULL)
    {
      g_test_skip ("xdotool is not there");
      return FALSE;
    }
  words = g_strdup_printf ("search --onlyvisible --pid %d", (int) getpid ());
  ids = g_strchomp (run (words));
  id = strrchr (ids, '\n') == NULL ? ids : strrchr (ids, '\n') + 1;
  app_hand_do ("windowfocus --sync %s", id);
  g_free (words);
  words = g_strdup_printf ("getwindowgeometry --shell %s", id);
  place = run (words);
  window_x = read_number (place, "X=");
  window_y = read_number (place, "Y=");
  return TRUE;
}

void
app_hand_point (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double frame_x, frame_y;
  graphene_point_t place;

  gtk_native_get_surface_transform (native, &frame_x, &frame_y);
  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native), &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                           &place));
  app_hand_do ("mousemove %d %d", (int) floor (window_x + frame_x + (double) place.x),
               (int) floor (window_y + frame_y + (double) place.y));
}

void
app_hand_key (const char *key)
{
  app_hand_do ("key %s", key);
}
