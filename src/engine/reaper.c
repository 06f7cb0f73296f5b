/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reaper.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Parent of process `pid` as /proc tells it, -1 if there is no such process. */
static pid_t
parent_of (const char *pid)
{
  char path[64], text[512];
  const char *after_name;
  ssize_t length;
  int fd, parent = -1;

  snprintf (path, sizeof path, "/proc/%.20s/stat", pid);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  length = read (fd, text, sizeof text - 1);
  close (fd);
  text[length > 0 ? length : 0] = '\0';

  /* "PID (NAME) STATE PARENT …", where NAME may hold anything (proc(5)). */
  after_name = strrchr (text, ')');
  if (after_name == NULL || sscanf (after_name, ") %*c %d", &parent) != 1)
    return -1;
  return parent;
}

static void
kill_children (void)
{
  DIR *processes = opendir ("/proc");
  struct dirent *entry;
  pid_t self = getpid ();

  if (processes == NULL)
    return;
  while ((entry = readdir (processes)) != NULL)
    if (isdigit ((unsigned char) entry->d_name[0]) && parent_of (entry->d_name) == self)
      kill ((pid_t) atol (entry->d_name), SIGKILL);
  closedir (processes);
}

void
reap_all (pid_t group)
{
  if (group > 0)
    {
      kill (-group, SIGKILL);
      /* These die for certain: looking for others meanwhile would only take the cores from them. */
      while (waitpid (-group, NULL, 0) > 0 || errno == EINTR)
        continue;
    }

  for (;;)
    {
      pid_t pid = waitpid (-1, NULL, WNOHANG);

      if (pid < 0 && errno == ECHILD)
        return;
      if (pid > 0)
        continue;

      /* Some have left the group. */
      kill_children ();
      waitpid (-1, NULL, 0);
    }
}
