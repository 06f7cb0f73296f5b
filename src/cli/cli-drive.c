/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-drive.h"

#include "cli-live.h"
#include "cli-lines.h"
#include "cli.h"
#include "clock.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#define FRAME_INTERVAL_MS 80
#define DEADLOCK_PATIENCE_NS UINT64_C (1000000000)

typedef struct {
  TsRun *run;
  GMainLoop *loop;
  CliLive *live;     /* NULL: no terminal */
  CliLines *lines;   /* NULL: no lines */
  gboolean silent;
  int signal_number;
} Drive;

static void
stop_by_signal (Drive *drive,
                int signal_number)
{
  if (drive->signal_number == 0)
    drive->signal_number = signal_number;
  ts_run_stop (drive->run);
}

static gboolean
on_interrupt (gpointer data)
{
  stop_by_signal (data, SIGINT);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_terminate (gpointer data)
{
  stop_by_signal (data, SIGTERM);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_hang_up (gpointer data)
{
  stop_by_signal (data, SIGHUP);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_time_over (gpointer data)
{
  ts_run_stop (((Drive *) data)->run);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_frame (gpointer data)
{
  cli_live_draw (((Drive *) data)->live, FALSE);
  return G_SOURCE_CONTINUE;
}

/* A pipe whose reader has gone says so before anything is written to it. */
static gboolean
reader_has_gone (void)
{
  struct pollfd output = { .fd = STDOUT_FILENO, .events = 0 };

  return poll (&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

static void
on_changed (TsRun *run,
            Drive *drive)
{
  uint64_t since_ns = atomic_load (&ts_run_get_view (run)->arena->deadlock_ns);

  if (drive->lines != NULL)
    cli_lines_update (drive->lines);
  if (!drive->silent && reader_has_gone ())
    stop_by_signal (drive, SIGPIPE);
  if (ts_run_is_deadlocked (run) && now_ns () > since_ns + DEADLOCK_PATIENCE_NS)
    ts_run_stop (run);
}

static void
on_ended (TsRun *run,
          Drive *drive)
{
  g_main_loop_quit (drive->loop);
}

/* Bars go to a terminal, standard error before standard output, which may be wanted for JSON. */
static void
choose_display (Drive *drive,
                const CliDriveOptions *options)
{
  if (options->silent)
    return;
  if (cli_live_is_possible (STDERR_FILENO))
    drive->live = cli_live_new (drive->run, STDERR_FILENO);
  else if (cli_live_is_possible (STDOUT_FILENO) && !options->json)
    drive->live = cli_live_new (drive->run, STDOUT_FILENO);
  if (!options->json)
    drive->lines = cli_lines_new (drive->run, drive->live);
}

static void
run_loop (Drive *drive,
          const CliDriveOptions *options)
{
  guint sources[5];
  gsize n_sources = 0;

  sources[n_sources++] = g_unix_signal_add (SIGINT, on_interrupt, drive);
  sources[n_sources++] = g_unix_signal_add (SIGTERM, on_terminate, drive);
  sources[n_sources++] = g_unix_signal_add (SIGHUP, on_hang_up, drive);
  if (options->stop_after_s > 0)
    sources[n_sources++] = g_timeout_add ((guint) (options->stop_after_s * 1000), on_time_over,
                                          drive);
  if (drive->live != NULL)
    {
      cli_live_draw (drive->live, FALSE);
      sources[n_sources++] = g_timeout_add (FRAME_INTERVAL_MS, on_frame, drive);
    }
  if (!ts_run_is_ended (drive->run))
    g_main_loop_run (drive->loop);
  while (n_sources > 0)
    g_source_remove (sources[--n_sources]);
}

int
cli_drive (TsRun *run,
           const CliDriveOptions *options)
{
  Drive drive = {
    .run = run,
    .loop = g_main_loop_new (NULL, FALSE),
    .silent = options->silent,
  };

  fflush (stdout);
  choose_display (&drive, options);
  g_signal_connect (run, "changed", G_CALLBACK (on_changed), &drive);
  g_signal_connect (run, "ended", G_CALLBACK (on_ended), &drive);
  run_loop (&drive, options);
  g_signal_handlers_disconnect_by_data (run, &drive);

  if (drive.live != NULL)
    cli_live_draw (drive.live, TRUE);
  g_clear_pointer (&drive.lines, cli_lines_free);
  g_clear_pointer (&drive.live, cli_live_free);
  g_main_loop_unref (drive.loop);
  return drive.signal_number;
}

int
cli_drive_conclude (TsRun *run,
                    int signal_number)
{
  const char *failure = ts_run_get_failure (run);

  if (failure != NULL)
    cli_complain (failure);
  if (signal_number != 0)
    return CLI_SIGNALLED + signal_number;
  return failure != NULL ? CLI_FAILED : CLI_OK;
}
