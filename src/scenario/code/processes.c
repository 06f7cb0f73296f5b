/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What C programs with processes need; see common.c.
 */

//:: share needs fail imports sys/mman.h
/* Memory that all processes have in common: all that are forked after this. */
static void *
share (size_t size)
{
  void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  if (memory == MAP_FAILED)
    fail ("memory could not be shared");
  return memory;
}

//:: lock-init imports pthread.h
/* A lock in shared memory must be told that several processes use it. */
static void
lock_init (pthread_mutex_t *lock)
{
  pthread_mutexattr_t attributes;

  pthread_mutexattr_init (&attributes);
  pthread_mutexattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init (lock, &attributes);
  pthread_mutexattr_destroy (&attributes);
}

//:: waiting needs lock-init imports pthread.h
static void
waiting_init (pthread_mutex_t *mutex, pthread_cond_t *changed)
{
  pthread_condattr_t attributes;

  lock_init (mutex);
  pthread_condattr_init (&attributes);
  pthread_condattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);
  pthread_cond_init (changed, &attributes);
  pthread_condattr_destroy (&attributes);
}

//:: barrier-init imports pthread.h
static void
barrier_init (pthread_barrier_t *barrier, unsigned int parties)
{
  pthread_barrierattr_t attributes;

  pthread_barrierattr_init (&attributes);
  pthread_barrierattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);
  pthread_barrier_init (barrier, &attributes, parties);
  pthread_barrierattr_destroy (&attributes);
}

//:: screen needs share lock-init imports pthread.h
/* Where the bars are, one in each row. */
static struct screen {
  pthread_mutex_t lock;
  int rows;
} *screen;

static void
screen_init (void)
{
  screen = share (sizeof *screen);
  lock_init (&screen->lock);
}

//:: living needs share imports stdatomic.h
static _Atomic long long *living; /* how many tasks live now, the main one included */

static void
count (int change)
{
  *living += change;
}

static void
living_init (void)
{
  living = share (sizeof *living);
  *living = 1;
}

//:: alive needs living
static long long
alive (void)
{
  return *living;
}

//:: start-process needs fail imports unistd.h sys/types.h
/* Starts a process: a copy of this one, which does the task and ends. */
static pid_t
start_process (void (*task) (long long), long long index)
{
  pid_t process = fork ();

  if (process < 0)
    fail ("a process could not be started");
  if (process == 0)
    {
      task (index);
      _exit (0);
    }
  return process;
}

//:: end-process imports signal.h sys/wait.h
/* Ends a process that nobody waits for. */
static void
end_process (pid_t process)
{
  if (process > 0 && kill (process, SIGKILL) == 0)
    waitpid (process, NULL, 0);
}
