/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Event loop: one thread, on which tasks take turns.  A task keeps its turn until it waits; while all wait, the thread
 * waits in epoll(7) for the first timer or descriptor.
 *
 * As in Python's asyncio (BaseEventLoop._run_once() in Lib/asyncio/base_events.py) a round gives a turn to each task that
 * was ready when it began; then timers and descriptors are looked at.
 */
#include "clock.h"
#include "compute.h"
#include "cooperative.h"
#include "futex.h"
#include "keyboard.h"
#include "park.h"
#include "pause.h"
#include "task.h"
#include "tick.h"
#include "timer-heap.h"
#include "wait.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* What an epoll event is about: the slot of a task that reads, or one of these. */
enum {
  ABOUT_TIMER = MAX_TASKS,
  ABOUT_KEYBOARD,
  EVENTS_AT_ONCE = 256,
};

typedef struct {
  Engine *engine;
  int epoll, timer, keys;
  uint32_t first_ready, last_ready;  /* slots + 1, linked by Task.next_ready; 0: none */
  uint32_t ready_count;
  uint32_t reading;                  /* tasks that wait for a descriptor */
  TimerHeap timers;
  uint64_t *begun_paused_ns;         /* for each slot that sleeps: how long the run had been paused before */
  bool awaits_keys;
} EventLoop;

/* Of this process, which has one thread for it. */
static EventLoop loop;

/* All are executed by the first thread of the process: thousands that begin together need not ask who that is. */
static void
identify (Task *task, uint32_t *pid, uint32_t *tid)
{
  *pid = *tid = task->engine->pid;
}

static void
ready (Task *task)
{
  task->next_ready = 0;
  if (loop.last_ready != 0)
    cooperative_task (loop.engine, loop.last_ready - 1)->next_ready = task->number + 1;
  else
    loop.first_ready = task->number + 1;
  loop.last_ready = task->number + 1;
  loop.ready_count++;
}

static Task *
take_ready (void)
{
  Task *task = cooperative_task (loop.engine, loop.first_ready - 1);

  loop.first_ready = task->next_ready;
  if (loop.first_ready == 0)
    loop.last_ready = 0;
  loop.ready_count--;
  return task;
}

static bool
listen_to (int descriptor, uint32_t events, uint64_t about)
{
  struct epoll_event event = { .events = events, .data.u64 = about };

  return epoll_ctl (loop.epoll, EPOLL_CTL_ADD, descriptor, &event) == 0
         || (errno == EEXIST && epoll_ctl (loop.epoll, EPOLL_CTL_MOD, descriptor, &event) == 0);
}

/* Sleeps of tasks are timers; a pause makes them longer. */
static void
sleep_until_due (Task *task, int64_t ns)
{
  uint64_t now = now_ns ();

  if (ns <= 0)
    return;
  loop.begun_paused_ns[task->number] = paused_ns (task->arena, now);
  park_in_wait (task, WAIT_SLEEP, NO_OBJECT, now + (uint64_t) ns, NULL);
  if (!timer_heap_add (&loop.timers, now + (uint64_t) ns, task->number))
    task_fail (task, FAILURE_MEMORY, sizeof (Timer));
}

/* A timer as descriptor stands for a device that answers later. */
static void
read_later (Task *task, int64_t ns)
{
  uint64_t until = now_ns () + (uint64_t) ns;
  struct itimerspec when = { .it_value = { (time_t) (until / 1000000000), (long) (until % 1000000000) } };

  if (ns <= 0)
    return;
  if (task->timer < 0)
    task->timer = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  if (task->timer < 0 || timerfd_settime (task->timer, TFD_TIMER_ABSTIME, &when, NULL) != 0
      || !listen_to (task->timer, EPOLLIN | EPOLLONESHOT, task->number))
    task_fail (task, FAILURE_DESCRIPTOR, errno);
  loop.reading++;
  park_in_wait (task, WAIT_IO, NO_OBJECT, until, NULL);
}

static Outcome
get (Task *task, uint32_t object)
{
  Outcome outcome = cooperative_get (task, object);

  if (task->program->objects[object].kind == OBJECT_KEYBOARD)
    loop.awaits_keys = cooperative_keyboard_look (task->engine, now_ns ());
  return outcome;
}

/* Lets go on whose sleep is over. */
static void
look_at_timers (void)
{
  const Timer *first;
  uint64_t now;

  if (timer_heap_first (&loop.timers) == NULL)
    return;
  now = now_ns ();
  while ((first = timer_heap_first (&loop.timers)) != NULL && first->time_ns <= now)
    {
      Timer timer = timer_heap_take (&loop.timers);
      uint64_t paused = paused_ns (loop.engine->view.arena, now), before = loop.begun_paused_ns[timer.slot];

      loop.begun_paused_ns[timer.slot] = paused;
      if (paused > before)
        timer_heap_add (&loop.timers, timer.time_ns + paused - before, timer.slot); /* into the room that it left */
      else
        unpark (cooperative_task (loop.engine, timer.slot), timer.time_ns, NO_TASK);
    }
}

static void
take_event (uint64_t about)
{
  uint64_t count;
  Task *task;

  if (about == ABOUT_TIMER)
    return; /* looked at in any case */
  if (about == ABOUT_KEYBOARD)
    {
      eventfd_read (loop.keys, &count);
      loop.awaits_keys = cooperative_keyboard_look (loop.engine, now_ns ());
      return;
    }

  task = cooperative_task (loop.engine, (uint32_t) about);
  if (read (task->timer, &count, sizeof count) < 0 && errno != EAGAIN)
    task_fail (task, FAILURE_DESCRIPTOR, errno);
  loop.reading--;
  unpark (task, now_ns (), NO_TASK);
}

/* Looks which descriptors have something; waits for it, and for the first timer, if nobody is ready. */
static void
look_at_descriptors (void)
{
  struct epoll_event events[EVENTS_AT_ONCE];
  const Timer *first = timer_heap_first (&loop.timers);
  struct itimerspec when = { 0 };
  bool wait = loop.ready_count == 0;
  int count;

  if (!wait && loop.reading == 0 && !loop.awaits_keys)
    return;
  if (wait && first != NULL)
    {
      when.it_value.tv_sec = (time_t) (first->time_ns / 1000000000);
      when.it_value.tv_nsec = (long) (first->time_ns % 1000000000);
      timerfd_settime (loop.timer, TFD_TIMER_ABSTIME, &when, NULL);
    }
  count = epoll_wait (loop.epoll, events, EVENTS_AT_ONCE, wait ? -1 : 0);
  for (int i = 0; i < count; i++)
    take_event (events[i].data.u64);
}

/* Tells the loop of keys: they come by way of memory, for which epoll cannot wait. */
static void *
watch_keyboard (void *data)
{
  Keyboard *keyboard = data;

  for (uint32_t pressed = atomic_load (&keyboard->pressed);; pressed = atomic_load (&keyboard->pressed))
    {
      eventfd_write (loop.keys, 1);
      futex_wait (&keyboard->pressed, pressed);
    }
  return NULL;
}

static bool
open_keyboard (Engine *engine)
{
  const Program *program = &engine->view.arena->program;
  pthread_t thread;

  for (uint32_t i = 0; i < program->object_count; i++)
    if (program->objects[i].kind == OBJECT_KEYBOARD)
      return listen_to (loop.keys, EPOLLIN, ABOUT_KEYBOARD)
             && pthread_create (&thread, NULL, watch_keyboard, &engine->view.arena->keyboard) == 0;
  return true;
}

static bool
open_loop (Engine *engine)
{
  loop = (EventLoop) { .engine = engine };
  loop.epoll = epoll_create1 (EPOLL_CLOEXEC);
  loop.timer = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  loop.keys = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  loop.begun_paused_ns = calloc (engine->view.task_count, sizeof *loop.begun_paused_ns);
  return loop.epoll >= 0 && loop.timer >= 0 && loop.keys >= 0 && loop.begun_paused_ns != NULL
         && listen_to (loop.timer, EPOLLIN | EPOLLET, ABOUT_TIMER) && cooperative_init (engine) && open_keyboard (engine);
}

static void
go_round (void)
{
  for (uint32_t turns = loop.ready_count; turns > 0 && loop.ready_count > 0; turns--)
    {
      Task *task = take_ready ();

      stay_frozen (task);
      cooperative_turn (task);
      if (cooperative_task (loop.engine, 0) == NULL)
        return;
    }
  look_at_timers ();
  look_at_descriptors ();
  look_at_timers ();
}

/* The main task ends the run, as it ends a process: whoever it has not joined is not waited for. */
static int
run (Engine *engine)
{
  Task *main_task = NULL;

  if (open_loop (engine))
    main_task = cooperative_new_task (engine, 0);
  if (main_task == NULL)
    {
      arena_fail (engine->view.arena, FAILURE_INTERNAL, 0, 0, errno);
      return 1;
    }
  ready (main_task);
  while (cooperative_task (engine, 0) != NULL)
    go_round ();
  return 0;
}

const Way way_loop = {
  .start = cooperative_start,
  .join = cooperative_join,
  .compute = compute,
  .native = compute,
  .sleep = sleep_until_due,
  .read = read_later,
  .yield = cooperative_yield,
  .acquire = cooperative_acquire,
  .release = cooperative_release,
  .put = cooperative_put,
  .get = get,
  .close = cooperative_close,
  .wait = cooperative_wait,
  .signal = cooperative_signal,
  .arrive = cooperative_arrive,
  .run = run,
  .ready = ready,
  .identify = identify,
};
