/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "process-watch.h"

#include "task.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

bool
process_watch_init (ProcessWatch *watch, const ArenaView *view, int epoll)
{
  watch->view = view;
  watch->epoll = epoll;
  watch->descriptors = calloc (view->task_count + 1, sizeof *watch->descriptors);
  return watch->descriptors != NULL;
}

void
process_watch_finish (ProcessWatch *watch)
{
  for (uint32_t i = 0; i < watch->view->task_count; i++)
    if (watch->descriptors[i] > 0)
      close (watch->descriptors[i]);
  free (watch->descriptors);
}

static void
watch_process (ProcessWatch *watch, uint32_t slot, uint32_t pid)
{
  struct epoll_event event = { .events = EPOLLIN, .data.u64 = slot };
  int descriptor = (int) syscall (SYS_pidfd_open, pid, 0);

  /* Gone already: its parent has reaped it and told how it ended. */
  if (descriptor < 0)
    return;
  watch->descriptors[slot] = descriptor;
  epoll_ctl (watch->epoll, EPOLL_CTL_ADD, descriptor, &event);
}

void
process_watch_look (ProcessWatch *watch)
{
  for (uint32_t i = 1; i < watch->view->task_count; i++)
    {
      TaskSlot *slot = arena_task (watch->view, i);
      uint32_t state = atomic_load (&slot->state), pid = atomic_load (&slot->pid);

      if (watch->descriptors[i] == 0 && state != TASK_NOT_STARTED && state != TASK_ENDED && pid != 0
          && atomic_load (&slot->owner) == i)
        watch_process (watch, i, pid);
    }
}

/* How a process ended that is still a zombie: field 52 of /proc/PID/stat (proc(5)); -1 if it cannot be read. */
static int
exit_code_of (uint32_t pid)
{
  char path[64], text[1024];
  const char *field;
  ssize_t length;
  int fd, status;

  snprintf (path, sizeof path, "/proc/%u/stat", pid);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  length = read (fd, text, sizeof text - 1);
  close (fd);
  text[length > 0 ? length : 0] = '\0';

  field = strrchr (text, ' ');
  if (strrchr (text, ')') == NULL || field == NULL || sscanf (field, "%d", &status) != 1)
    return -1;
  return status;
}

/* Its parent was quicker and has reaped it: so it knows how it ended, and is about to note that, unless it has just been
 * killed itself. */
static int
hear_from_parent (TaskSlot *slot)
{
  const struct timespec moment = { .tv_nsec = 500000 };

  for (int i = 0; i < 200 && atomic_load (&slot->state) != TASK_ENDED; i++)
    nanosleep (&moment, NULL);
  return atomic_load (&slot->exit_status);
}

void
process_watch_died (ProcessWatch *watch, uint32_t number)
{
  TaskSlot *slot = arena_task (watch->view, number);
  int status;

  if (atomic_load (&slot->state) == TASK_ENDED)
    status = atomic_load (&slot->exit_status);
  else
    status = exit_code_of (atomic_load (&slot->pid));
  if (status < 0)
    status = hear_from_parent (slot);
  close (watch->descriptors[number]);
  watch->descriptors[number] = -1;
  process_ended (watch->view, number, status);
}
