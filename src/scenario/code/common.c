/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What written-out C programs stand on, whatever they run as: pieces that ts-code-snippet.c picks from.
 * "//:: NAME needs OTHER… imports HEADER…" begins a piece; the file of a way (threads.c …) goes before this one.
 */

//:: compute imports time.h
/* A plain loop: what computing is here. */
static unsigned long long
work (unsigned long long turns)
{
  unsigned long long number = 1;

  for (unsigned long long i = 0; i < turns; i++)
    number = (number ^ (number >> 31)) * 0xbf58476d1ce4e5b9ULL;
  return number;
}

static double turns_per_millisecond;

static double
now_in_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Works for as long as a free core needs that time; with others on the core it takes longer. */
static void
compute (double milliseconds)
{
  volatile unsigned long long result = 0; /* so that the compiler does not leave the work out */

  if (milliseconds > 0)
    result = work ((unsigned long long) (milliseconds * turns_per_millisecond));
  (void) result;
}

/* Finds out how fast a free core is: the best of many short trials. */
static void
calibrate (void)
{
  double end = now_in_milliseconds () + 20;

  turns_per_millisecond = 1;
  while (now_in_milliseconds () < end)
    {
      volatile unsigned long long result;
      double begin = now_in_milliseconds (), speed;

      result = work (20000);
      (void) result;
      speed = 20000 / (now_in_milliseconds () - begin);
      if (speed > turns_per_millisecond)
        turns_per_millisecond = speed;
    }
}

//:: native needs compute
/* In C all work is native: there is no interpreter lock that it could let go of. */
static void
native (double milliseconds)
{
  compute (milliseconds);
}

//:: sleep imports time.h
/* Wants nothing for that time. */
static void
sleep_for (double milliseconds)
{
  struct timespec time;

  if (milliseconds <= 0)
    return;
  time.tv_sec = (time_t) (milliseconds / 1e3);
  time.tv_nsec = (long) ((milliseconds - time.tv_sec * 1e3) * 1e6);
  nanosleep (&time, NULL);
}

//:: read needs fail imports sys/timerfd.h unistd.h stdint.h
/* Waits for a slow device: a timer that is read like a file, and answers late. */
static void
read_device (double milliseconds)
{
  int device = timerfd_create (CLOCK_MONOTONIC, 0);
  struct itimerspec answer = { { 0, 0 }, { 0, 0 } };
  uint64_t times;

  if (device < 0)
    fail ("a timer could not be made");
  if (milliseconds > 0)
    {
      answer.it_value.tv_sec = (time_t) (milliseconds / 1e3);
      answer.it_value.tv_nsec = (long) ((milliseconds - answer.it_value.tv_sec * 1e3) * 1e6) + 1;
      timerfd_settime (device, 0, &answer, NULL);
      if (read (device, &times, sizeof times) < 0)
        fail ("the timer could not be read");
    }
  close (device);
}

//:: fail imports stdio.h stdlib.h
/* Ends the program when the system refuses something. */
static void
fail (const char *what)
{
  perror (what);
  exit (1);
}

//:: cores imports sched.h
static int core_numbers[CPU_SETSIZE]; /* of the cores that may be used */
static long long cores;               /* how many these are */

static void
find_cores (void)
{
  cpu_set_t allowed;

  sched_getaffinity (0, sizeof allowed, &allowed);
  for (int core = 0; core < CPU_SETSIZE; core++)
    if (CPU_ISSET (core, &allowed))
      core_numbers[cores++] = core;
}

//:: core_at needs cores
/* The core at that place; -1: there are not so many. */
static int
core_at (long long place)
{
  return place < cores ? core_numbers[place] : -1;
}

//:: pin needs fail imports sched.h
/* From core `low` to core `high`. */
struct range {
  long long low, high;
};

/* Binds the thread that calls it to these cores. */
static void
pin (const struct range *ranges, int count)
{
  cpu_set_t wanted;

  CPU_ZERO (&wanted);
  for (int i = 0; i < count; i++)
    for (long long core = ranges[i].low; core <= ranges[i].high; core++)
      CPU_SET ((size_t) core, &wanted);
  if (sched_setaffinity (0, sizeof wanted, &wanted) != 0)
    fail ("the cores cannot be used");
}

//:: nice needs fail imports sys/resource.h unistd.h
/* Makes the thread that calls it more modest; in Linux each thread has such a value. */
static void
be_nice (long long value)
{
  if (setpriority (PRIO_PROCESS, (id_t) gettid (), (int) value) != 0)
    fail ("the priority cannot be set");
}

//:: touch needs fail imports sys/mman.h
/* Fetches fresh memory and writes to all of it: the kernel hands it over page by page. */
static void
touch (long long size)
{
  volatile char *memory;

  if (size <= 0)
    return;
  memory = mmap (NULL, (size_t) size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    fail ("there is not so much memory");
  for (long long place = 0; place < size; place += 4096)
    memory[place] = 1;
  munmap ((void *) memory, (size_t) size);
}

//:: crash
/* Writes where nobody may: the process dies, and with it all of its threads. */
static void
crash (void)
{
  char *volatile nowhere = NULL;

  *nowhere = 1;
}

//:: dice
/* Random numbers, the same again for the same seed (splitmix64). */
static unsigned long long
dice_bits (unsigned long long *dice)
{
  unsigned long long bits = *dice += 0x9e3779b97f4a7c15ULL;

  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ULL;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebULL;
  return bits ^ (bits >> 31);
}

static unsigned long long
dice_new (unsigned long long seed, unsigned long long stream)
{
  unsigned long long dice = seed;

  dice = dice_bits (&dice) ^ stream;
  return dice_bits (&dice);
}

static long long
dice_between (unsigned long long *dice, long long low, long long high)
{
  return low + (long long) (dice_bits (dice) % (unsigned long long) (high - low + 1));
}

//:: left imports semaphore.h
/* How many places it has left. */
static long long
left (sem_t *semaphore)
{
  int value = 0;

  sem_getvalue (semaphore, &value);
  return value;
}

//:: queue needs waiting imports pthread.h stdbool.h
/* A queue.  Nothing is in its elements, so that it is enough to know how many there are. */
struct queue {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  long long room, length;
  bool closed;
};

static void
queue_init (struct queue *queue, long long room)
{
  waiting_init (&queue->mutex, &queue->changed);
  queue->room = room;
}

//:: queue-put needs queue
/* Waits while the queue is full. */
static void
queue_put (struct queue *queue)
{
  pthread_mutex_lock (&queue->mutex);
  while (queue->length >= queue->room)
    pthread_cond_wait (&queue->changed, &queue->mutex);
  queue->length++;
  pthread_cond_broadcast (&queue->changed);
  pthread_mutex_unlock (&queue->mutex);
}

//:: queue-get needs queue
/* Waits for an element; false if the queue is closed and empty. */
static bool
queue_get (struct queue *queue)
{
  bool found;

  pthread_mutex_lock (&queue->mutex);
  while (queue->length == 0 && !queue->closed)
    pthread_cond_wait (&queue->changed, &queue->mutex);
  found = queue->length > 0;
  if (found)
    {
      queue->length--;
      pthread_cond_broadcast (&queue->changed);
    }
  pthread_mutex_unlock (&queue->mutex);
  return found;
}

//:: queue-close needs queue
/* Says that nothing more will come. */
static void
queue_close (struct queue *queue)
{
  pthread_mutex_lock (&queue->mutex);
  queue->closed = true;
  pthread_cond_broadcast (&queue->changed);
  pthread_mutex_unlock (&queue->mutex);
}

//:: queue-length needs queue
static long long
queue_length (struct queue *queue)
{
  long long length;

  pthread_mutex_lock (&queue->mutex);
  length = queue->length;
  pthread_mutex_unlock (&queue->mutex);
  return length;
}

//:: event needs waiting imports pthread.h stdbool.h
/* Something that happens once. */
struct event {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  bool happened;
};

static void
event_init (struct event *event)
{
  waiting_init (&event->mutex, &event->changed);
}

//:: event-wait needs event
static void
event_wait (struct event *event)
{
  pthread_mutex_lock (&event->mutex);
  while (!event->happened)
    pthread_cond_wait (&event->changed, &event->mutex);
  pthread_mutex_unlock (&event->mutex);
}

//:: event-signal needs event
static void
event_signal (struct event *event)
{
  pthread_mutex_lock (&event->mutex);
  event->happened = true;
  pthread_cond_broadcast (&event->changed);
  pthread_mutex_unlock (&event->mutex);
}

//:: bars needs screen imports stdarg.h stdio.h string.h unistd.h sys/ioctl.h
/* The bar of the thread that looks at it. */
static _Thread_local struct {
  char name[64];
  int row;
  long long done, total; /* total below 0: nobody knows how many */
} own;

/* Draws the bar in its row and comes back; not if the bars go to a file. */
static void
draw (void)
{
  char text[128], cells[21] = "....................";
  struct winsize size = { .ws_row = 0 };
  int up = screen->rows - own.row;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) != 0 || up >= size.ws_row)
    return;
  for (int i = 0; i < 20 && own.total > 0 && i < 20 * own.done / own.total; i++)
    cells[i] = '#';
  if (own.total < 0)
    snprintf (text, sizeof text, "%-20s %lld", own.name, own.done);
  else
    snprintf (text, sizeof text, "%-20s %s %lld/%lld", own.name, cells, own.done, own.total);
  fprintf (stderr, "\033[%dA\r%s\033[K\033[%dB\r", up, text, up);
}

/* Gives the task that calls it a bar of so many steps, and its name. */
__attribute__ ((format (printf, 2, 3)))
static void
bar (long long total, const char *name, ...)
{
  va_list values;

  va_start (values, name);
  vsnprintf (own.name, sizeof own.name, name, values);
  va_end (values);
  own.done = 0;
  own.total = total;
  pthread_mutex_lock (&screen->lock);
  own.row = screen->rows++;
  if (isatty (STDERR_FILENO))
    fputc ('\n', stderr);
  draw ();
  pthread_mutex_unlock (&screen->lock);
}

//:: step needs bars
/* One step is done: the bar of the task that calls it moves on. */
static void
step (void)
{
  own.done++;
  pthread_mutex_lock (&screen->lock);
  draw ();
  pthread_mutex_unlock (&screen->lock);
}

//:: say needs bars fail imports stdarg.h stdio.h unistd.h
/* Prints a line; on a terminal above the bars, which make room. */
__attribute__ ((format (printf, 1, 2)))
static void
say (const char *format, ...)
{
  char line[512];
  va_list values;
  int length;

  va_start (values, format);
  length = vsnprintf (line, sizeof line - 1, format, values);
  va_end (values);
  if (length > (int) sizeof line - 2)
    length = (int) sizeof line - 2;
  line[length++] = '\n';

  pthread_mutex_lock (&screen->lock);
  if (isatty (STDERR_FILENO) && isatty (STDOUT_FILENO))
    fprintf (stderr, "\n\033[%dA\033[L", screen->rows + 1);
  if (write (STDOUT_FILENO, line, (size_t) length) < 0)
    fail ("a line could not be written");
  if (isatty (STDERR_FILENO) && isatty (STDOUT_FILENO))
    fprintf (stderr, "\033[%dB", screen->rows);
  pthread_mutex_unlock (&screen->lock);
}

//:: plain-say needs fail imports stdarg.h stdio.h unistd.h
/* Prints a line: all of it at once, so that no other can come between. */
__attribute__ ((format (printf, 1, 2)))
static void
say (const char *format, ...)
{
  char line[512];
  va_list values;
  int length;

  va_start (values, format);
  length = vsnprintf (line, sizeof line - 1, format, values);
  va_end (values);
  if (length > (int) sizeof line - 2)
    length = (int) sizeof line - 2;
  line[length++] = '\n';
  if (write (STDOUT_FILENO, line, (size_t) length) < 0)
    fail ("a line could not be written");
}

//:: start-thread imports pthread.h stdint.h stdio.h stdlib.h string.h
/* Starts a thread, which gets its index. */
static void
start_thread (pthread_t *thread, void *(*task) (void *), long long index)
{
  int error = pthread_create (thread, NULL, task, (void *) (intptr_t) index);

  if (error != 0)
    {
      fprintf (stderr, "a thread could not be started: %s\n", strerror (error));
      exit (1);
    }
}
