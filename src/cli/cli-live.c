/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-live.h"

#include "cli-row.h"
#include "cli-text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What a terminal without a size is taken for. */
enum { DEFAULT_ROWS = 24, DEFAULT_COLUMNS = 80 };

/* Terminals that know it show all between these two at once; the others ignore them
 * (DEC private mode 2026, "synchronized output"). */
#define BEGIN_FRAME "\033[?2026h"
#define END_FRAME "\033[?2026l"

struct _CliLive {
  TsRun *run;
  int fd;
  gboolean unicode;
  gboolean color;
  GArray *positions;     /* guint: the tasks that have a line */
  GString *text;         /* lines to be put above the bars */
  GArray *drawn_widths;  /* guint: columns of each line that stands there now */
};

gboolean
cli_live_is_possible (int fd)
{
  const char *terminal = g_getenv ("TERM");

  return isatty (fd) && terminal != NULL && *terminal != '\0' && strcmp (terminal, "dumb") != 0;
}

/* Those that show progress; where nobody does, all that the program starts. */
static void
choose_tasks (CliLive *live)
{
  GPtrArray *tasks = ts_recording_get_tasks (ts_run_get_recording (live->run));

  for (guint i = 0; i < tasks->len; i++)
    if (((TsTask *) g_ptr_array_index (tasks, i))->worker)
      g_array_append_val (live->positions, i);
  if (live->positions->len > 0)
    return;
  for (guint i = 1; i < tasks->len; i++)
    g_array_append_val (live->positions, i);
}

CliLive *
cli_live_new (TsRun *run,
              int fd)
{
  CliLive *live = g_new0 (CliLive, 1);
  const char *no_color = g_getenv ("NO_COLOR");

  live->run = run;
  live->fd = fd;
  live->unicode = g_get_charset (NULL);
  live->color = no_color == NULL || *no_color == '\0';
  live->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  live->text = g_string_new (NULL);
  live->drawn_widths = g_array_new (FALSE, FALSE, sizeof (guint));
  choose_tasks (live);
  return live;
}

void
cli_live_free (CliLive *live)
{
  g_array_unref (live->positions);
  g_string_free (live->text, TRUE);
  g_array_unref (live->drawn_widths);
  g_free (live);
}

void
cli_live_add_text (CliLive *live,
                   const char *text)
{
  g_autofree char *clean = cli_text_clean (text);

  g_string_append_printf (live->text, "%s\033[K\r\n", clean);
}

static void
get_size (int fd,
          guint *rows,
          guint *columns)
{
  struct winsize size = { 0 };

  if (ioctl (fd, TIOCGWINSZ, &size) != 0)
    size.ws_row = size.ws_col = 0;
  *rows = size.ws_row > 0 ? size.ws_row : DEFAULT_ROWS;
  *columns = size.ws_col > 0 ? size.ws_col : DEFAULT_COLUMNS;
}

/* Back to the first of the lines drawn before; in a terminal that has become narrower since,
 * each takes as many rows as it was broken into. */
static void
append_return (GString *frame,
               CliLive *live,
               guint rows,
               guint columns)
{
  guint up = 0;

  for (guint i = 0; i < live->drawn_widths->len; i++)
    up += MAX (1, (g_array_index (live->drawn_widths, guint, i) + columns - 1) / columns);
  up = MIN (up, rows - 1);
  g_string_append_c (frame, '\r');
  if (up > 0)
    g_string_append_printf (frame, "\033[%uA", up);
}

/* Ends the line that begins at `begin` in the frame, and remembers how wide it is. */
static void
end_line (GString *frame,
          CliLive *live,
          guint width)
{
  g_array_append_val (live->drawn_widths, width);
  g_string_append (frame, "\033[K\r\n");
}

/* "… and 12 more: 3 done" */
static void
append_rest (GString *frame,
             CliLive *live,
             guint n_shown,
             guint columns)
{
  guint n_rest = live->positions->len - n_shown;
  guint n_done = 0;
  g_autofree char *rest = NULL;
  g_autofree char *cut = NULL;

  for (guint i = n_shown; i < live->positions->len; i++)
    {
      const TaskSlot *slot = arena_task (ts_run_get_view (live->run),
                                         g_array_index (live->positions, guint, i));

      n_done += atomic_load_explicit (&slot->state, memory_order_relaxed) == TASK_ENDED;
    }
  rest = g_strdup_printf (ngettext ("… and %u more: %u done", "… and %u more: %u done", n_rest),
                          n_rest, n_done);
  cut = cli_text_cut (rest, columns - 1);
  g_string_append (frame, cut);
  end_line (frame, live, cli_text_width (cut));
}

static void
append_rows (GString *frame,
             CliLive *live,
             guint rows,
             guint columns)
{
  CliRowLayout layout = { .unicode = live->unicode, .color = live->color };
  guint room = rows > 2 ? rows - 2 : 1;   /* beside the heading and the line of the cursor */
  guint n_shown = live->positions->len <= room ? live->positions->len : room - 1;

  if (live->positions->len == 0)
    return;
  cli_row_layout (&layout, live->run, live->positions, columns - 1);
  cli_row_append_heading (frame, &layout);
  end_line (frame, live, columns - 1);
  for (guint i = 0; i < n_shown; i++)
    {
      cli_row_append (frame, &layout, live->run, g_array_index (live->positions, guint, i));
      end_line (frame, live, columns - 1);
    }
  if (n_shown < live->positions->len)
    append_rest (frame, live, n_shown, columns);
}

static void
write_frame (CliLive *live,
             const GString *frame)
{
  g_autofree char *local = live->unicode ? NULL
                           : g_convert_with_fallback (frame->str, (gssize) frame->len,
                                                      "US-ASCII//TRANSLIT",
                                                      "UTF-8", "?", NULL, NULL, NULL);
  const char *text = local != NULL ? local : frame->str;
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize written = write (live->fd, text, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return;
      text += written;
      left -= (gsize) written;
    }
}

void
cli_live_draw (CliLive *live,
               gboolean last)
{
  struct pollfd terminal = { .fd = live->fd, .events = POLLOUT };
  g_autoptr (GString) frame = g_string_new (BEGIN_FRAME);
  guint rows, columns;

  if (!last && poll (&terminal, 1, 0) <= 0)
    return;
  get_size (live->fd, &rows, &columns);
  append_return (frame, live, rows, columns);
  g_array_set_size (live->drawn_widths, 0);
  g_string_append_len (frame, live->text->str, (gssize) live->text->len);
  g_string_truncate (live->text, 0);
  append_rows (frame, live, rows, columns);
  g_string_append (frame, "\033[J" END_FRAME);
  write_frame (live, frame);
}
