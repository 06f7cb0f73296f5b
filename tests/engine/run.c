/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "runner.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  PATIENCE_S = 30,
  LOOK_US = 2000,
};

static void
exec_runner (int arena, int control, const char **command)
{
  const char *runner = g_getenv ("TS_RUNNER");
  char arena_text[16], control_text[16];
  const char *arguments[32] = { runner, arena_text, control_text, NULL };
  int count = 3;

  g_snprintf (arena_text, sizeof arena_text, "%d", arena);
  g_snprintf (control_text, sizeof control_text, "%d", control);
  if (command != NULL)
    arguments[count++] = "--";
  for (int i = 0; command != NULL && command[i] != NULL; i++)
    arguments[count++] = command[i];

  fcntl (arena, F_SETFD, 0);
  fcntl (control, F_SETFD, 0);
  execv (runner, (char **) arguments);
  _exit (127);
}

void
run_start_plan (Run *run, const ArenaPlan *plan, const char **command)
{
  int ends[2];

  *run = (Run) { 0 };
  g_assert_true (arena_create (&run->view, plan));
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  run->events = g_new0 (GArray *, run->view.task_count + 1);
  for (uint32_t i = 0; i < run->view.task_count; i++)
    run->events[i] = g_array_new (FALSE, FALSE, sizeof (Event));

  run->runner = fork ();
  g_assert_cmpint (run->runner, >=, 0);
  if (run->runner == 0)
    exec_runner (run->view.fd, ends[1], command);
  close (ends[1]);
  run->control = ends[0];
}

void
run_start (Run *run, const Program *program, WayId way)
{
  ArenaPlan plan = { .program = program, .way = way, .source_wish = SOURCE_SELF_TIMED, .seed = 1 };

  run_start_plan (run, &plan, NULL);
}

void
run_drain (Run *run)
{
  Event events[256];
  size_t count;

  for (uint32_t i = 0; i < run->view.task_count; i++)
    while ((count = ring_take (arena_task_ring (&run->view, i), run->view.task_ring_capacity, events, 256)) > 0)
      g_array_append_vals (run->events[i], events, (guint) count);
}

void
run_wait_until (Run *run, gboolean (*condition) (Run *run, gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  while (!condition (run, data))
    {
      run_drain (run);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (LOOK_US);
    }
}

static gboolean
has_exited (Run *run, gpointer data)
{
  if (run->runner != 0 && waitpid (run->runner, &run->status, WNOHANG) == run->runner)
    run->runner = 0;
  return run->runner == 0;
}

void
run_wait (Run *run)
{
  run_wait_until (run, has_exited, NULL);
  run_drain (run);
}

void
run_send (Run *run, char letter)
{
  g_assert_cmpint (write (run->control, &letter, 1), ==, 1);
}

void
run_to_end (Run *run, const Program *program, WayId way)
{
  run_start (run, program, way);
  run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->view.arena->failure.code, ==, FAILURE_NONE);
  g_assert_cmpuint (run->view.arena->phase, ==, PHASE_ENDED);
  for (uint32_t i = 0; i < run->view.task_count; i++)
    g_assert_cmpuint (ring_dropped (arena_task_ring (&run->view, i)), ==, 0);
}

pid_t
run_group (Run *run)
{
  return run->view.task_count > 0 ? (pid_t) arena_task (&run->view, 0)->pid : 0;
}

gboolean
group_is_alive (pid_t group)
{
  return kill (-group, 0) == 0;
}

void
run_finish (Run *run)
{
  pid_t group = run_group (run);

  g_assert_cmpint (run->runner, ==, 0);
  if (group > 0)
    g_assert_false (group_is_alive (group));
  for (uint32_t i = 0; i < run->view.task_count; i++)
    g_array_unref (run->events[i]);
  g_free (run->events);
  close (run->control);
  arena_close (&run->view);
}

guint
run_count (Run *run, uint32_t slot, EventKind kind, uint16_t object)
{
  guint count = 0;

  for (guint i = 0; i < run->events[slot]->len; i++)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i);

      count += event->kind == kind && (object == NO_OBJECT || event->object == object);
    }
  return count;
}

const Event *
run_last (Run *run, uint32_t slot, EventKind kind)
{
  for (guint i = run->events[slot]->len; i > 0; i--)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i - 1);

      if (event->kind == kind)
        return event;
    }
  return NULL;
}
