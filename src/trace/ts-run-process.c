/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-run-process.h"

#include "clock.h"
#include "runner.h"
#include "ts-places.h"
#include "ts-run.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* How long a runner may take to end its tasks before it is killed. */
#define END_LIMIT_NS (2 * G_TIME_SPAN_SECOND * 1000)

/* What the runner inherits. */
enum { ARENA, CONTROL, PLAN, N_DESCRIPTORS };

/* TS_RUN_ERROR_RUNNER, with the system's reason. */
static void
set_runner_error (GError **error, const char *path, int code)
{
  g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_RUNNER,
               /* Translators: a file name, then the system's reason: "No such file or
                * directory". */
               _("The runner “%s” could not be started: %s."), path, g_strerror (code));
}

/* "timeslice-runner 3 4 -- COMMAND…": strings of the first part are owned by the array, the
 * command is borrowed. */
static GPtrArray *
make_arguments (char *path, char *arena, char *control, const char * const *command)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, path);
  g_ptr_array_add (arguments, arena);
  g_ptr_array_add (arguments, control);
  if (command != NULL)
    {
      g_ptr_array_add (arguments, (char *) "--");
      for (guint i = 0; command[i] != NULL; i++)
        g_ptr_array_add (arguments, (char *) command[i]);
    }
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

/* A clean start: default signals (this program may ignore SIGPIPE), none blocked, and a process
 * group of its own, so that Ctrl+C in a terminal reaches whoever started the run, who then stops
 * it in good order.
 * A scenario gets a session of its own, since Linux shares out the cores among sessions first where
 * nothing else divides them (sched(7), "The autogroup feature"): a thousand tasks that compute would
 * leave a thousandth of a core to the window that shows them.  A command keeps its terminal. */
static void
set_attributes (posix_spawnattr_t *attributes, gboolean is_scenario)
{
  short own = is_scenario ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP;
  sigset_t none, all;

  sigemptyset (&none);
  sigfillset (&all);
  posix_spawnattr_setsigmask (attributes, &none);
  posix_spawnattr_setsigdefault (attributes, &all);
  posix_spawnattr_setpgroup (attributes, 0);
  posix_spawnattr_setflags (attributes, (short) (POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | own));
}

/* A descriptor laid on itself is what clears its close-on-exec flag, in the child alone. */
static void
set_descriptors (posix_spawn_file_actions_t *actions, const int *descriptors, gboolean is_scenario)
{
  if (is_scenario)
    {
      posix_spawn_file_actions_addopen (actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
      posix_spawn_file_actions_addopen (actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    }
  for (guint i = 0; i < N_DESCRIPTORS; i++)
    if (descriptors[i] >= 0)
      posix_spawn_file_actions_adddup2 (actions, descriptors[i], descriptors[i]);
}

/* 0, or why not (errno). */
static int
spawn (GPid *pid, char *path, const int *descriptors, const char * const *command, gboolean is_scenario)
{
  char arena[16], control[16];
  g_autoptr (GPtrArray) arguments = make_arguments (path, arena, control, command);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int code;

  g_snprintf (arena, sizeof arena, "%d", descriptors[ARENA]);
  g_snprintf (control, sizeof control, "%d", descriptors[CONTROL]);
  posix_spawn_file_actions_init (&actions);
  posix_spawnattr_init (&attributes);
  set_attributes (&attributes, is_scenario);
  set_descriptors (&actions, descriptors, is_scenario);
  code = posix_spawn (pid, path, &actions, &attributes, (char **) arguments->pdata, environ);
  posix_spawnattr_destroy (&attributes);
  posix_spawn_file_actions_destroy (&actions);
  return code;
}

gboolean
ts_run_process_start (TsRunProcess *process, const ArenaView *view, const char * const *command,
                      int plan_fd, GError **error)
{
  g_autofree char *path = ts_places_get_runner ();
  int descriptors[N_DESCRIPTORS] = { [ARENA] = view->fd, [PLAN] = plan_fd };
  int pair[2];
  int code;

  process->pid = 0;
  process->control_fd = -1;
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      set_runner_error (error, path, errno);
      return FALSE;
    }
  descriptors[CONTROL] = pair[1];
  code = spawn (&process->pid, path, descriptors, command, view->task_count > 0);
  close (pair[1]);
  if (code != 0)
    {
      process->pid = 0;
      close (pair[0]);
      set_runner_error (error, path, code);
      return FALSE;
    }
  process->control_fd = pair[0];
  return TRUE;
}

void
ts_run_process_send (TsRunProcess *process, char letter)
{
  if (process->control_fd >= 0)
    while (send (process->control_fd, &letter, 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0
           && errno == EINTR)
      ;
}

/* True if it has been reaped, by us or by somebody before us. */
static gboolean
reap (GPid pid, int flags)
{
  pid_t reaped;

  do
    reaped = waitpid (pid, NULL, flags);
  while (reaped < 0 && errno == EINTR);
  return reaped != 0;
}

void
ts_run_process_end (TsRunProcess *process)
{
  uint64_t limit_ns = now_ns () + END_LIMIT_NS;

  if (process->control_fd >= 0)
    close (process->control_fd);
  process->control_fd = -1;
  if (process->pid == 0)
    return;

  while (!reap (process->pid, WNOHANG))
    {
      if (now_ns () > limit_ns)
        {
          kill (process->pid, SIGKILL);
          reap (process->pid, 0);
          break;
        }
      g_usleep (1000);
    }
  process->pid = 0;
}
