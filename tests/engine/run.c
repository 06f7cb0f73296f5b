/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "object.h"
#include "runner.h"
#include "script.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  PATIENCE_S = 120, /* a thousand processes under the thread sanitizer, beside other tests */
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
run_attach (Run *run, ArenaView *view)
{
  *run = (Run) { .view = *view, .control = -1 };
  run->events = g_new0 (GArray *, run->view.task_count + 1);
  for (uint32_t i = 0; i < run->view.task_count; i++)
    run->events[i] = g_array_new (FALSE, FALSE, sizeof (Event));
}

void
run_start_arena (Run *run, ArenaView *view, const char **command)
{
  int ends[2];

  run_attach (run, view);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  run->runner = fork ();
  g_assert_cmpint (run->runner, >=, 0);
  if (run->runner == 0)
    exec_runner (run->view.fd, ends[1], command);
  close (ends[1]);
  run->control = ends[0];
}

void
run_start_plan (Run *run, const ArenaPlan *plan, const char **command)
{
  ArenaView view;

  g_assert_true (arena_create (&view, plan));
  run_start_arena (run, &view, command);
}

void
run_start (Run *run, const Program *program, WayId way)
{
  g_autofree Program *complete = g_memdup2 (program, sizeof *program);
  ArenaPlan plan = { .program = complete, .way = way, .source_wish = SOURCE_SELF_TIMED, .seed = 1 };

  if (way_traits[way].has_interpreter_lock && complete->interpreter_lock == 0)
    script_interpreter_lock (complete, 0);
  run_start_plan (run, &plan, NULL);
}

void
run_drain (Run *run)
{
  Event events[256];
  size_t count;

  for (uint32_t i = 0; i < run->view.task_count; i++)
    while ((count = ring_take (arena_task_ring (&run->view, i), run->view.task_ring_capacity, events, 256)) > 0)
      for (size_t k = 0; k < count; k++)
        g_array_append_val (run->events[way_traits[run->view.way].by_turns ? events[k].author : i], events[k]);
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
  /* Orphans are this process's if it is a subreaper. */
  while (waitpid (-group, NULL, WNOHANG) > 0)
    ;
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
  if (run->control >= 0)
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

gboolean
run_waits_for (Run *run, uint32_t slot, WaitReason reason)
{
  const TaskSlot *task = arena_task (&run->view, slot);

  return task->state == TASK_WAITING && task->waiting_for >> 16 == reason;
}

const Event *
run_first_wait (Run *run, uint32_t slot, WaitReason reason, const Event **wake)
{
  const Event *wait = NULL;

  for (guint i = 0; i < run->events[slot]->len; i++)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i);

      if (wait == NULL && event->kind == EVENT_WAIT && event->task == reason)
        wait = event;
      else if (wait != NULL && event->kind == EVENT_WAKE)
        {
          *wake = event;
          return wait;
        }
    }
  g_assert_not_reached ();
}

char *
run_printed (Run *run, uint32_t slot)
{
  GString *printed = g_string_new (NULL);
  gint64 left = 0;

  for (guint i = 0; i < run->events[slot]->len; i++)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i);

      if (event->kind == EVENT_PRINT)
        left = event->value;
      if (event->kind != EVENT_TEXT)
        continue;
      g_string_append_len (printed, (const char *) &event->instruction, MIN (left, 16));
      left -= 16;
      if (left <= 0)
        g_string_append_c (printed, '\n');
    }
  return g_string_free (printed, FALSE);
}

/* True if whoever holds that interpreter lock is frozen: then nobody else can get it. */
static bool
is_held_by_frozen (Run *run, uint32_t lock)
{
  uint32_t holder = object_at (&run->view, lock)->interpreter_lock.last_holder;

  return holder != 0 && arena_task (&run->view, holder - 1)->state == TASK_FROZEN;
}

bool
run_stands_still (Run *run)
{
  uint32_t lock = run->view.arena->program.interpreter_lock;

  for (uint32_t i = 1; i < run->view.task_count; i++)
    {
      TaskSlot *task = arena_task (&run->view, i);
      bool waits = lock != 0 && task->state == TASK_WAITING
                   && task->waiting_for == ((uint32_t) WAIT_LOCK << 16 | (lock - 1));

      if (task->state != TASK_FROZEN && !waits)
        return false;
    }
  return lock == 0 || is_held_by_frozen (run, lock - 1);
}

void
run_add_test_of_ways (const char *group, const char *name, GTestDataFunc function)
{
  const char *ways[] = { [WAY_THREADS] = "threads", [WAY_PROCESSES] = "processes", [WAY_GIL] = "gil" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s/%s", group, ways[i], name);

      g_test_add_data_func (path, GINT_TO_POINTER (i), function);
    }
}
