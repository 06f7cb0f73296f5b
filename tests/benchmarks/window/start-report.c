/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "start-report.h"

#include <string.h>
#include <time.h>

/* Long enough for what an application does after its first frame. */
enum { REST_S = 3 };

static gint64 frame_ns;

static gint64
read_pss_kb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL);
  line = text != NULL ? strstr (text, "\nPss:") : NULL;
  return line != NULL ? g_ascii_strtoll (line + 5, NULL, 10) : 0;
}

static gboolean
on_rest (gpointer data)
{
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", frame_ns, read_pss_kb ());
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

static void
on_after_paint (GdkFrameClock *clock, GApplication *application)
{
  struct timespec now;

  if (frame_ns != 0)
    return;
  clock_gettime (CLOCK_MONOTONIC, &now);
  frame_ns = (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
  g_timeout_add_seconds (REST_S, on_rest, application);
}

static void
on_realize (GtkWidget *window, GApplication *application)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint),
                    application);
}

static void
on_window_added (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect (window, "realize", G_CALLBACK (on_realize), application);
}

void
start_report (AdwApplication *application)
{
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
}
