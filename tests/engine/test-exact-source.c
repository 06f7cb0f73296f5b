/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exact source on the real kernel: what a child does is told, in order; a refusal is told too.
 */
#include "exact-source.h"

#include "clock.h"

#include <errno.h>
#include <glib.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NAPS = 20 };

/* What was told of one process. */
typedef struct {
  guint in, out, preempted, forks, exits, names, lost, drained;
  gboolean inside;            /* on a core, by the last switch */
  guint64 last_ns;
  guint64 drained_ns;
  char name[17];
} Told;

static gboolean
is_refused (void)
{
  int reason = exact_source_probe ();

  if (reason == 0)
    return FALSE;
  g_test_skip ("the kernel refuses perf events here");
  return TRUE;
}

static pid_t
start_child (void)
{
  const struct timespec nap = { .tv_nsec = 1000000 };
  pid_t pid = fork ();

  if (pid != 0)
    return pid;
  prctl (PR_SET_NAME, "a-nap-taker");
  for (int i = 0; i < NAPS; i++)
    nanosleep (&nap, NULL);
  _exit (0);
}

static void
count (Told *told, const Event *event, guint32 pid, gboolean *expect_name)
{
  if (event->kind == EVENT_TEXT && *expect_name)
    memcpy (told->name, (const char *) event + offsetof (Event, instruction), 16);
  *expect_name = FALSE;
  if (event->kind == EVENT_DRAINED)
    {
      g_assert_cmpuint (event->time_ns, >=, told->drained_ns);
      told->drained_ns = event->time_ns;
      told->drained++;
    }
  if (event->kind == EVENT_LOST)
    told->lost++;
  if (event->kind == EVENT_DRAINED || event->kind == EVENT_TEXT || event_pid (event) != pid)
    return;
  if (event_tid (event) != pid) /* a thread sanitizer has one of its own in each process */
    return;

  g_assert_cmpuint (event->core, <, MAX_CORES);
  told->in += event->kind == EVENT_SWITCH_IN;
  told->out += event->kind == EVENT_SWITCH_OUT;
  told->preempted += event->kind == EVENT_SWITCH_OUT && event->object == 1;
  told->exits += event->kind == EVENT_EXIT;
  told->names += event->kind == EVENT_COMM;
  *expect_name = event->kind == EVENT_COMM;
  if (event->kind == EVENT_FORK)
    {
      told->forks++;
      g_assert_cmpuint (event->task, ==, (guint32) getpid ());
    }
}

static void
take_all (const ArenaView *view, Told *told, guint32 pid)
{
  for (guint32 i = 0; i < view->core_count; i++)
    {
      gboolean expect_name = FALSE;
      guint64 last_ns = 0;
      Event event;

      while (ring_take (arena_core_ring (view, i), view->core_ring_capacity, &event, 1) == 1)
        {
          if (event.kind != EVENT_DRAINED)
            {
              g_assert_cmpuint (event.time_ns, >=, last_ns);
              last_ns = event.time_ns;
            }
          count (told, &event, pid, &expect_name);
        }
    }
}

static void
test_child (void)
{
  ArenaPlan plan = { .source_wish = SOURCE_EXACT };
  ArenaView view;
  ExactSource *source;
  Told told = { 0 };
  pid_t pid;
  guint64 begin_ns = now_ns ();

  if (is_refused ())
    return;
  g_assert_true (arena_create (&view, &plan));
  source = exact_source_open (&view);
  g_assert_nonnull (source);
  g_assert_cmpint (exact_source_descriptor (source), >=, 0);

  pid = start_child ();
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  exact_source_drain (source);
  take_all (&view, &told, (guint32) pid);

  g_assert_cmpuint (told.lost, ==, 0);
  g_assert_cmpuint (told.forks, ==, 1);
  g_assert_cmpuint (told.exits, ==, 1);
  g_assert_cmpuint (told.names, ==, 1);
  g_assert_cmpstr (told.name, ==, "a-nap-taker");
  g_assert_cmpuint (told.out - told.preempted, >=, NAPS);
  g_assert_cmpuint (told.in, ==, told.out + 1); /* no last switch away: the exit stands for it */
  g_assert_cmpuint (told.drained, ==, 1);
  g_assert_cmpuint (told.drained_ns, >, begin_ns);
  g_assert_cmpuint (told.drained_ns, <, now_ns ());
  exact_source_close (source);
  arena_close (&view);
}

enum {
  BURSTS = 4,
  TURNS = 2500,  /* in a burst: two switches away and two back each, more than a quarter of a ring and less than a whole one */
};

/* Two processes on one core that hand a byte to and fro, so that each turn is the same four switches; before each burst
 * they wait for a byte from `go`, and after it they write one to `done`. */
static void
hand_round (const CoreSet *one, int go, int done)
{
  int to[2], fro[2];
  char byte = 0;
  pid_t partner;

  core_set_bind (one, 0);
  if (pipe (to) != 0 || pipe (fro) != 0)
    _exit (1);
  partner = fork ();
  if (partner == 0)
    {
      close (to[1]);
      while (read (to[0], &byte, 1) == 1 && write (fro[1], &byte, 1) == 1)
        ;
      _exit (0);
    }
  for (int burst = 0; burst < BURSTS; burst++)
    {
      if (read (go, &byte, 1) != 1)
        _exit (1);
      for (int i = 0; i < TURNS; i++)
        if (write (to[1], &byte, 1) != 1 || read (fro[0], &byte, 1) != 1)
          _exit (1);
      if (write (done, &byte, 1) != 1)
        _exit (1);
    }
  close (to[1]);
  waitpid (partner, NULL, 0);
  _exit (0);
}

/* The descriptor becomes readable when a kernel ring fills, before it overflows. */
static void
test_watermark (void)
{
  ArenaPlan plan = { .source_wish = SOURCE_EXACT };
  ArenaView view;
  ExactSource *source;
  struct pollfd wait = { .events = POLLIN };
  Told told = { 0 };
  CoreSet allowed, one;
  int go[2], done[2];
  char byte = 0;
  pid_t pid;

  if (is_refused ())
    return;
  g_assert_true (arena_create (&view, &plan));
  source = exact_source_open (&view);
  g_assert_nonnull (source);
  g_assert_cmpint (pipe (go), ==, 0);
  g_assert_cmpint (pipe (done), ==, 0);
  g_assert_true (core_set_allowed (&allowed));
  core_set_clear (&one);
  core_set_add (&one, core_set_at (&allowed, 0));
  pid = fork ();
  if (pid == 0)
    hand_round (&one, go[0], done[1]);
  close (done[1]);

  wait.fd = exact_source_descriptor (source);
  for (int burst = 0; burst < BURSTS; burst++)
    {
      poll (&wait, 1, 0);   /* forget what was told before the last draining */
      g_assert_cmpint (write (go[1], &byte, 1), ==, 1);
      g_assert_cmpint (poll (&wait, 1, 30000), ==, 1);
      g_assert_cmpint (read (done[0], &byte, 1), ==, 1);
      exact_source_drain (source);
      take_all (&view, &told, (guint32) pid);
    }
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  exact_source_drain (source);
  take_all (&view, &told, (guint32) pid);
  g_assert_cmpuint (told.lost, ==, 0);
  g_assert_cmpuint (atomic_load (&view.arena->exact_lost), ==, 0);
  g_assert_cmpuint (told.out, >=, BURSTS * TURNS);
  g_assert_cmpuint (told.in, ==, told.out + 1);
  close (go[0]);
  close (go[1]);
  close (done[0]);
  exact_source_close (source);
  arena_close (&view);
}

/* What the kernel drops while nobody drains is counted. */
static void
test_overflow (void)
{
  ArenaPlan plan = { .source_wish = SOURCE_EXACT };
  ArenaView view;
  ExactSource *source;
  Told told = { 0 };
  CoreSet allowed, one;
  pid_t pid;

  if (is_refused ())
    return;
  g_assert_true (arena_create (&view, &plan));
  source = exact_source_open (&view);
  g_assert_nonnull (source);
  g_assert_true (core_set_allowed (&allowed));
  core_set_clear (&one);
  core_set_add (&one, core_set_at (&allowed, 0));

  /* Two that yield to each other on one core make two records at each switch. */
  pid = fork ();
  if (pid == 0)
    {
      core_set_bind (&one, 0);
      pid = fork ();
      for (int i = 0; i < 60000; i++)
        syscall (SYS_sched_yield);
      if (pid != 0)
        waitpid (pid, NULL, 0);
      _exit (0);
    }
  waitpid (pid, NULL, 0);
  exact_source_drain (source);
  syscall (SYS_sched_yield);
  g_usleep (1000);           /* the loss is told with the next record that fits */
  core_set_bind (&one, 0);
  g_usleep (1000);
  core_set_bind (&allowed, 0);
  exact_source_drain (source);
  take_all (&view, &told, (guint32) pid);
  g_assert_cmpuint (told.lost, >=, 1);
  g_assert_cmpuint (atomic_load (&view.arena->exact_lost), >, 1000);
  exact_source_close (source);
  arena_close (&view);
}

/* Refuses perf_event_open(2) to the caller as container runtimes do. */
static void
forbid_perf (void)
{
  struct sock_filter code[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_perf_event_open, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = { .len = G_N_ELEMENTS (code), .filter = code };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    _exit (99);
}

static void
test_refused (void)
{
  ArenaPlan plan = { .source_wish = SOURCE_EXACT };
  ArenaView view;
  int status;
  pid_t pid;

  g_assert_true (arena_create (&view, &plan));
  pid = fork ();
  if (pid == 0)
    {
      forbid_perf ();
      if (exact_source_probe () != EPERM)
        _exit (1);
      _exit (exact_source_open (&view) == NULL && errno == EPERM ? 0 : 2);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
  arena_close (&view);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exact-source/child", test_child);
  g_test_add_func ("/exact-source/watermark", test_watermark);
  g_test_add_func ("/exact-source/overflow", test_overflow);
  g_test_add_func ("/exact-source/refused", test_refused);
  return g_test_run ();
}
