/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "truth-trace.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_CORES = 1024 };

#define TRACEFS "/sys/kernel/tracing"

struct _TruthTrace {
  char *folder;
};

static gboolean
write_file (TruthTrace *trace, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (trace->folder, name, NULL);
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);
  return written;
}

static void
free_trace (TruthTrace *trace)
{
  rmdir (trace->folder);
  g_free (trace->folder);
  g_free (trace);
}

#define PREFIX "timeslice-"

/* A measurement that was interrupted leaves its instance, which goes on tracing until somebody removes it. */
static void
remove_left_behind (void)
{
  g_autoptr (GDir) instances = g_dir_open (TRACEFS "/instances", 0, NULL);
  const char *name;

  while (instances != NULL && (name = g_dir_read_name (instances)) != NULL)
    {
      g_autofree char *path = g_build_filename (TRACEFS "/instances", name, NULL);
      guint64 owner = 0;

      if (g_str_has_prefix (name, PREFIX)
          && g_ascii_string_to_unsigned (name + strlen (PREFIX), 10, 1, G_MAXINT, &owner, NULL)
          && kill ((pid_t) owner, 0) != 0 && errno == ESRCH)
        rmdir (path);
    }
}

TruthTrace *
truth_trace_start (void)
{
  TruthTrace *trace = g_new0 (TruthTrace, 1);

  remove_left_behind ();
  trace->folder = g_strdup_printf (TRACEFS "/instances/" PREFIX "%d", (int) getpid ());
  if (mkdir (trace->folder, 0700) == 0
      && write_file (trace, "trace_clock", "mono")
      && write_file (trace, "buffer_size_kb", "32768")
      && write_file (trace, "events/sched/sched_switch/enable", "1")
      && write_file (trace, "events/sched/sched_wakeup/enable", "1")
      && write_file (trace, "events/sched/sched_wakeup_new/enable", "1"))
    {
      write_file (trace, "events/rseq/rseq_update/enable", "1");
      return trace;
    }
  free_trace (trace);
  return NULL;
}

char *
truth_trace_stop (TruthTrace *trace)
{
  g_autofree char *path = g_build_filename (trace->folder, "trace", NULL);
  char *text = NULL, *counts;
  guint64 kept, written;

  write_file (trace, "tracing_on", "0");
  g_file_get_contents (path, &text, NULL, NULL);
  free_trace (trace);

  counts = text != NULL ? strstr (text, "entries-in-buffer/entries-written: ") : NULL;
  if (counts == NULL || sscanf (strchr (counts, ':') + 1, "%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, &kept, &written) != 2
      || kept != written)
    g_clear_pointer (&text, g_free);
  return text;
}

/* What the parser knows while it reads. */
typedef struct {
  Truth *truth;
  gint64 begin_ns;             /* time of the first event */
  guint32 occupant[MOST_CORES];
  gint64 since_ns[MOST_CORES];
} Reader;

/* One event's line: "comm-PID  [CPU] flags  SECONDS.MICROS: name: fields". */
typedef struct {
  guint32 pid;
  guint core;
  gint64 time_ns;
  const char *name;
  gsize name_length;
  const char *fields;
} Line;

/* Ends the task's last slice at time_ns and begins one in `state`. */
static void
set_state (Reader *reader, guint32 pid, gint64 time_ns, TruthState state, guint core)
{
  GArray *slices = g_hash_table_lookup (reader->truth->tasks, GUINT_TO_POINTER (pid));
  TruthSlice slice = { time_ns, time_ns, (guint16) core, (guint8) state };

  if (pid == 0)
    return;
  if (slices == NULL)
    {
      slices = g_array_new (FALSE, FALSE, sizeof (TruthSlice));
      g_hash_table_insert (reader->truth->tasks, GUINT_TO_POINTER (pid), slices);
    }
  if (slices->len > 0)
    g_array_index (slices, TruthSlice, slices->len - 1).end_ns = time_ns;
  g_array_append_val (slices, slice);
}

static TruthState
state_of (Reader *reader, guint32 pid)
{
  GArray *slices = g_hash_table_lookup (reader->truth->tasks, GUINT_TO_POINTER (pid));

  return slices != NULL && slices->len > 0 ? g_array_index (slices, TruthSlice, slices->len - 1).state : TRUTH_BLOCKED;
}

/* The task is on the core from now on. */
static void
put_on_core (Reader *reader, guint core, guint32 pid, gint64 time_ns)
{
  reader->occupant[core] = pid;
  set_state (reader, pid, time_ns, TRUTH_RUNNING, core);
}

static gint64
field (const char *fields, const char *name)
{
  const char *at = strstr (fields, name);

  return at != NULL ? g_ascii_strtoll (at + strlen (name), NULL, 10) : -1;
}

static void
read_switch (Reader *reader, const Line *line)
{
  const char *next = strstr (line->fields, " ==> ");
  const char *state = strstr (line->fields, "prev_state=");

  if (next == NULL || state == NULL)
    return;
  reader->truth->switches++;
  set_state (reader, line->pid, line->time_ns, state[strlen ("prev_state=")] == 'R' ? TRUTH_READY : TRUTH_BLOCKED, 0);
  put_on_core (reader, line->core, (guint32) field (next, "next_pid="), line->time_ns);
}

static void
read_event (Reader *reader, const Line *line)
{
  guint32 woken;

  if (line->core >= MOST_CORES)
    return;
  /* An event in a task that was not known to run here: its switch is missing. */
  if (line->pid != 0 && line->pid != reader->occupant[line->core])
    {
      reader->truth->repaired++;
      put_on_core (reader, line->core, line->pid, line->time_ns);
    }

  if (strncmp (line->name, "sched_switch:", line->name_length) == 0)
    read_switch (reader, line);
  else if (g_str_has_prefix (line->name, "sched_wakeup"))
    {
      woken = (guint32) field (line->fields, " pid=");
      if (state_of (reader, woken) == TRUTH_BLOCKED)
        set_state (reader, woken, line->time_ns, TRUTH_READY, 0);
    }
}

/* Names of tasks may hold anything, so the line is read from ": " backwards. */
static gboolean
read_line (const char *text, const char *end, Line *line)
{
  const char *bracket = g_strstr_len (text, end - text, " [");
  const char *colon, *time, *dash;
  guint64 micros;

  while (bracket != NULL && !(g_ascii_isdigit (bracket[2]) && strchr (bracket, ']') != NULL))
    bracket = g_strstr_len (bracket + 1, end - bracket - 1, " [");
  colon = bracket != NULL ? g_strstr_len (bracket, end - bracket, ": ") : NULL;
  if (colon == NULL)
    return FALSE;

  for (time = colon; time > bracket && time[-1] != ' '; time--)
    ;
  for (dash = bracket; dash > text && *dash != '-'; dash--)
    ;
  line->pid = (guint32) g_ascii_strtoull (dash + 1, NULL, 10);
  line->core = (guint) g_ascii_strtoull (bracket + 2, NULL, 10);
  micros = g_ascii_strtoull (time, (char **) &time, 10) * 1000000;
  micros += *time == '.' ? g_ascii_strtoull (time + 1, NULL, 10) : 0;
  line->time_ns = (gint64) micros * 1000 + 500; /* the trace cuts off below the microsecond */
  line->name = colon + 2;
  line->name_length = strcspn (line->name, ":") + 1;
  line->fields = line->name + line->name_length;
  return TRUE;
}

Truth *
truth_parse (const char *text)
{
  g_autofree Reader *reader = g_new0 (Reader, 1);

  reader->truth = g_new0 (Truth, 1);
  reader->truth->tasks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  while (*text != '\0')
    {
      const char *end = strchrnul (text, '\n');
      Line line;

      if (*text != '#' && read_line (text, end, &line))
        read_event (reader, &line);
      text = *end != '\0' ? end + 1 : end;
    }
  return reader->truth;
}

void
truth_free (Truth *truth)
{
  if (truth == NULL)
    return;
  g_hash_table_unref (truth->tasks);
  g_free (truth);
}
