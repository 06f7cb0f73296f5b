/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The arena: what is made, what is believed when it is opened, labels, and failures told by several at once.
 */
#include "arena.h"
#include "script.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static Program program;

static void
make (ArenaView *view)
{
  int64_t totals[] = { -1, 10, 20, 30, 40, 50, 60, 70 };
  ArenaPlan plan = { .program = &program, .totals = totals, .way = WAY_THREADS, .seed = 7 };

  script_init (&program);
  script_object (&program, OBJECT_COUNTER, "jobs", 5);
  script_task (&program, KIND_TASK, "Worker", 3);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  g_assert_true (arena_create (view, &plan));
}

static void
test_create (void)
{
  ArenaView view;

  make (&view);
  g_assert_cmpuint (view.task_count, ==, 4);
  g_assert_cmpuint (view.arena->phase, ==, PHASE_CREATED);
  g_assert_cmpuint (core_set_count (&view.arena->allowed), >, 0);
  g_assert_cmpuint (view.core_count, ==, core_set_count (&view.arena->online));
  g_assert_cmpint (arena_task (&view, 0)->total, ==, -1);
  g_assert_cmpint (arena_task (&view, 3)->total, ==, 30);
  g_assert_cmpuint (arena_task (&view, 2)->state, ==, TASK_NOT_STARTED);
  g_assert_cmpuint (arena_task_ring (&view, 3)->capacity, ==, view.task_ring_capacity);
  g_assert_cmpuint (arena_core_ring (&view, view.core_count - 1)->capacity, ==, view.core_ring_capacity);

  /* Each thing lies on cache lines of its own, and the last ends inside the file. */
  g_assert_cmpuint ((uintptr_t) arena_task (&view, 1) % 128, ==, 0);
  g_assert_cmpuint ((uintptr_t) arena_object (&view, 1) % 64, ==, 0);
  g_assert_cmpuint ((uintptr_t) arena_core_ring (&view, view.core_count - 1) - (uintptr_t) view.arena
                    + ring_size (view.core_ring_capacity), <=, view.size);
  arena_close (&view);
  g_assert_null (view.arena);
  arena_close (&view);
}

static void
test_size_is_sealed (void)
{
  ArenaView view;

  make (&view);
  g_assert_cmpint (ftruncate (view.fd, 4096), ==, -1);
  g_assert_cmpint (errno, ==, EPERM);
  g_assert_cmpint (fcntl (view.fd, F_GETFD) & FD_CLOEXEC, !=, 0);
  arena_close (&view);
}

static void
test_open (void)
{
  ArenaView view, again;

  make (&view);
  g_assert_true (arena_open (&again, dup (view.fd)));
  g_assert_cmpuint (again.size, ==, view.size);
  atomic_store (&arena_task (&view, 3)->progress, 17);
  g_assert_cmpuint (arena_task (&again, 3)->progress, ==, 17);
  arena_close (&again);
  arena_close (&view);
}

static void
assert_refused (ArenaView *view)
{
  ArenaView again;
  int fd = dup (view->fd);

  g_assert_false (arena_open (&again, fd));
  g_assert_cmpint (errno, ==, EINVAL);
  g_assert_null (again.arena);
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1); /* it owned the descriptor */
}

static void
test_open_refuses_other_arenas (void)
{
  ArenaView view;
  Arena *arena, good;

  make (&view);
  arena = view.arena;
  good = *arena;

  arena->magic++;
  assert_refused (&view);
  *arena = good;
  arena->version++;
  assert_refused (&view);
  *arena = good;
  arena->header_size--;
  assert_refused (&view);
  *arena = good;
  arena->size += 4096;
  assert_refused (&view);
  *arena = good;
  arena->task_count = arena->program.task_count = 5000;
  assert_refused (&view);
  *arena = good;
  arena->core_count = MAX_CORES + 1;
  assert_refused (&view);
  *arena = good;
  arena->task_ring_capacity = UINT64_C (1) << 60;
  assert_refused (&view);
  *arena = good;
  arena->task_ring_capacity -= 1;
  assert_refused (&view);
  *arena = good;
  arena->core_rings_offset += 64;
  assert_refused (&view);
  *arena = good;
  arena_close (&view);
}

static void
test_open_refuses_other_files (void)
{
  ArenaView view;
  int ends[2], empty = memfd_create ("empty", 0), zeros = memfd_create ("zeros", 0);

  g_assert_false (arena_open (&view, empty));
  g_assert_cmpint (errno, ==, EINVAL);
  g_assert_cmpint (ftruncate (zeros, 10 * 1024 * 1024), ==, 0);
  g_assert_false (arena_open (&view, zeros));
  g_assert_cmpint (errno, ==, EINVAL);
  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_false (arena_open (&view, ends[0]));
  close (ends[1]);
  g_assert_false (arena_open (&view, -1));
  g_assert_cmpint (errno, ==, EBADF);
}

static void
test_create_refused (void)
{
  ArenaPlan plan = { 0 };
  struct rlimit before, none = { 0, 0 };
  ArenaView view;

  /* No more descriptors: memfd_create is refused. */
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  none.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &none), ==, 0);
  g_assert_false (arena_create (&view, &plan));
  g_assert_cmpint (errno, ==, EMFILE);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
  g_assert_null (view.arena);
  g_assert_true (arena_create (&view, &plan));
  arena_close (&view);
}

/* No more memory: the mapping is refused.  In a process of its own, since the limit cannot be kept from GLib. */
static void
test_create_without_memory (void)
{
  pid_t child;
  int status;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  g_test_skip ("a sanitizer needs more address space than the limit leaves");
  return;
#endif
  child = fork ();
  if (child == 0)
    {
      struct rlimit little = { 1, 1 };
      ArenaPlan plan = { 0 };
      ArenaView view;

      setrlimit (RLIMIT_AS, &little);
      _exit (!arena_create (&view, &plan) && errno == ENOMEM && view.arena == NULL ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

static void
test_labels (void)
{
  ArenaView view;
  char text[64];
  TaskDeclaration *worker;

  make (&view);
  worker = &view.arena->program.declarations[1];
  g_assert_cmpstr (arena_task_label (&view, 0, text, sizeof text), ==, "main");
  g_assert_cmpstr (arena_task_label (&view, 2, text, sizeof text), ==, "Worker 1");
  g_assert_cmpstr (arena_task_label (&view, 2, text, 5), ==, "Work");

  worker->label = view.arena->program.text_size;
  g_strlcpy (view.arena->program.text + worker->label, "Kör \001n of \001o0000 \001t", 64);
  g_assert_cmpstr (arena_task_label (&view, 2, text, sizeof text), ==, "Kör 1 of 0 ");
  g_assert_cmpstr (arena_task_label (&view, 2, text, 3), ==, "K"); /* no half character */
  arena_close (&view);
}

static gpointer
fail_once (gpointer data)
{
  static int number;
  int own = g_atomic_int_add (&number, 1);

  arena_fail (data, FAILURE_ROW, (uint32_t) own, (uint32_t) own, own);
  return NULL;
}

static void
test_first_failure_wins (void)
{
  GThread *threads[4];
  ArenaView view;
  Failure *failure;

  make (&view);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("failing", fail_once, view.arena);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  failure = &view.arena->failure;
  g_assert_cmpuint (failure->code, ==, FAILURE_ROW);
  g_assert_cmpuint (failure->task, ==, failure->instruction);
  g_assert_cmpint (failure->value, ==, failure->task);
  arena_close (&view);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arena/create", test_create);
  g_test_add_func ("/arena/size-is-sealed", test_size_is_sealed);
  g_test_add_func ("/arena/open", test_open);
  g_test_add_func ("/arena/open-refuses-other-arenas", test_open_refuses_other_arenas);
  g_test_add_func ("/arena/open-refuses-other-files", test_open_refuses_other_files);
  g_test_add_func ("/arena/create-refused", test_create_refused);
  g_test_add_func ("/arena/create-without-memory", test_create_without_memory);
  g_test_add_func ("/arena/labels", test_labels);
  g_test_add_func ("/arena/first-failure-wins", test_first_failure_wins);
  return g_test_run ();
}
