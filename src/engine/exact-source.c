/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exact-source.h"

#include "clock.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
  MOST_PAGES      = 128,     /* of records for each core: 16384 switches; what an unprivileged user may lock */
  FEWEST_PAGES    = 8,
  LONGEST_RECORD  = 256,     /* the longest that is asked for is a name, 64 bytes */
  SETTLING_NS     = 1000000, /* a record is visible to us at most that long after the time that it bears */
  FIRST_NAP_NS    = 50000,
  LONGEST_NAP_NS  = 50000000,
};

/* The kernel's ring for one core. */
typedef struct {
  int fd;                            /* -1: the core has gone offline */
  struct perf_event_mmap_page *page;
  const unsigned char *data;
  uint64_t data_size;                /* a power of two */
  uint16_t core;
  Ring *ring;                        /* of the arena, where its records go */
} KernelRing;

struct ExactSource {
  Arena *arena;
  int epoll;
  uint32_t count;
  KernelRing rings[];
};

/* The tail of every record, as sample_type says (PERF_SAMPLE_TID, _TIME, _CPU). */
typedef struct {
  uint32_t pid, tid;
  uint64_t time_ns;
  uint32_t cpu, reserved;
} RecordTail;

typedef struct {
  struct perf_event_header header;
  uint32_t pid, parent_pid, tid, parent_tid;
  uint64_t time_ns;
} TaskRecord; /* PERF_RECORD_FORK, PERF_RECORD_EXIT */

typedef struct {
  struct perf_event_header header;
  uint32_t pid, tid;
  char name[];
} NameRecord; /* PERF_RECORD_COMM */

typedef struct {
  struct perf_event_header header;
  uint64_t id, lost;
} LostRecord; /* PERF_RECORD_LOST */

/* What is asked of the kernel; see perf_event_open(2).  Nothing here needs a privilege up to perf_event_paranoid 2. */
static struct perf_event_attr
attributes (void)
{
  return (struct perf_event_attr) {
    .type = PERF_TYPE_SOFTWARE,
    .size = sizeof (struct perf_event_attr),
    .config = PERF_COUNT_SW_DUMMY,
    .context_switch = 1,
    .task = 1,
    .comm = 1,
    .comm_exec = 1,
    .exclude_kernel = 1,
    .exclude_hv = 1,
    .sample_id_all = 1,
    .sample_type = PERF_SAMPLE_TID | PERF_SAMPLE_TIME | PERF_SAMPLE_CPU,
    .use_clockid = 1,
    .clockid = CLOCK_MONOTONIC,
    .watermark = 1,
  };
}

static int
open_event (struct perf_event_attr *wish, int cpu)
{
  return (int) syscall (SYS_perf_event_open, wish, 0, cpu, -1, PERF_FLAG_FD_CLOEXEC);
}

/* Maps a ring of `pages` (a power of two) for the event. */
static bool
map_ring (KernelRing *ring, size_t pages)
{
  size_t page_size = (size_t) sysconf (_SC_PAGESIZE);
  void *memory = mmap (NULL, (pages + 1) * page_size, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, 0);

  if (memory == MAP_FAILED)
    return false;

  ring->page = memory;
  ring->data = (const unsigned char *) memory + page_size;
  ring->data_size = pages * page_size;
  return true;
}

static void
close_ring (KernelRing *ring)
{
  if (ring->page != NULL)
    munmap (ring->page, ring->data_size + (size_t) sysconf (_SC_PAGESIZE));
  if (ring->fd >= 0)
    close (ring->fd);
  ring->page = NULL;
  ring->fd = -1;
}

/* Opens the event of one core with a ring of `pages`; true also when there is no such core any more. */
static bool
open_ring (ExactSource *source, KernelRing *ring, size_t pages)
{
  struct perf_event_attr wish = attributes ();
  struct epoll_event readable = { .events = EPOLLIN };

  wish.inherit = 1;
  wish.wakeup_watermark = (uint32_t) (pages * (size_t) sysconf (_SC_PAGESIZE) / 4);
  ring->fd = open_event (&wish, ring->core);
  if (ring->fd < 0)
    return errno == ENODEV;

  return map_ring (ring, pages) && epoll_ctl (source->epoll, EPOLL_CTL_ADD, ring->fd, &readable) == 0;
}

static bool
open_rings (ExactSource *source, size_t pages)
{
  for (uint32_t i = 0; i < source->count; i++)
    if (!open_ring (source, &source->rings[i], pages))
      {
        int reason = errno;

        for (uint32_t opened = 0; opened <= i; opened++)
          close_ring (&source->rings[opened]);
        errno = reason;
        return false;
      }
  return true;
}

/* Opens all with the largest rings that the limit on locked memory (RLIMIT_MEMLOCK, perf_event_mlock_kb) leaves. */
static bool
open_largest_rings (ExactSource *source)
{
  for (size_t pages = MOST_PAGES; pages >= FEWEST_PAGES; pages /= 2)
    {
      if (open_rings (source, pages))
        return true;
      if (errno != EPERM && errno != ENOMEM)
        return false;
    }
  return false;
}

ExactSource *
exact_source_open (const ArenaView *view)
{
  uint32_t count = view->core_count;
  ExactSource *source = calloc (1, sizeof *source + count * sizeof source->rings[0]);

  if (source == NULL)
    return NULL;

  source->arena = view->arena;
  source->count = count;
  for (uint32_t i = 0; i < count; i++)
    {
      source->rings[i].fd = -1;
      source->rings[i].core = (uint16_t) core_set_at (&view->arena->online, i);
      source->rings[i].ring = arena_core_ring (view, i);
    }

  source->epoll = epoll_create1 (EPOLL_CLOEXEC);
  if (source->epoll < 0 || !open_largest_rings (source))
    {
      int reason = errno;

      exact_source_close (source);
      errno = reason;
      return NULL;
    }
  return source;
}

int
exact_source_descriptor (ExactSource *source)
{
  return source->epoll;
}

static void
push_name (KernelRing *ring, Event *event, const NameRecord *record, size_t room)
{
  Event events[2] = { *event, { .time_ns = event->time_ns, .kind = EVENT_TEXT, .core = event->core,
                                .object = NO_OBJECT } };
  char name[16] = "";

  memcpy (name, record->name, strnlen (record->name, room < sizeof name - 1 ? room : sizeof name - 1));
  memcpy ((char *) &events[1] + offsetof (Event, instruction), name, sizeof name);
  events[0].kind = EVENT_COMM;
  events[0].object = (record->header.misc & PERF_RECORD_MISC_COMM_EXEC) != 0;
  events[0].value = event_identity (record->pid, record->tid);
  ring_push_all (ring->ring, events, 2);
}

static void
push_task (KernelRing *ring, Event *event, const TaskRecord *record)
{
  event->kind = record->header.type == PERF_RECORD_FORK ? EVENT_FORK : EVENT_EXIT;
  event->task = record->parent_tid;
  event->value = event_identity (record->pid, record->tid);
  ring_push (ring->ring, event);
}

static void
push_switch (KernelRing *ring, Event *event, const struct perf_event_header *header, const RecordTail *tail)
{
  event->kind = (header->misc & PERF_RECORD_MISC_SWITCH_OUT) != 0 ? EVENT_SWITCH_OUT : EVENT_SWITCH_IN;
  event->object = (header->misc & PERF_RECORD_MISC_SWITCH_OUT_PREEMPT) != 0;
  event->value = event_identity (tail->pid, tail->tid);
  ring_push (ring->ring, event);
}

static void
push_lost (Arena *arena, KernelRing *ring, Event *event, uint64_t lost)
{
  atomic_fetch_add_explicit (&arena->exact_lost, lost, memory_order_relaxed);
  event->kind = EVENT_LOST;
  event->value = (int64_t) lost;
  ring_push (ring->ring, event);
}

/* Translates one whole record.  Kinds that say nothing about who ran where are passed over. */
static void
push_record (Arena *arena, KernelRing *ring, const unsigned char *record, size_t size)
{
  const struct perf_event_header *header = (const struct perf_event_header *) record;
  RecordTail tail;
  Event event = { .core = ring->core, .object = NO_OBJECT };

  if (size < sizeof *header + sizeof tail)
    return;
  memcpy (&tail, record + size - sizeof tail, sizeof tail);
  event.time_ns = tail.time_ns;

  if (header->type == PERF_RECORD_SWITCH)
    push_switch (ring, &event, header, &tail);
  else if ((header->type == PERF_RECORD_FORK || header->type == PERF_RECORD_EXIT)
           && size >= sizeof (TaskRecord) + sizeof tail)
    push_task (ring, &event, (const TaskRecord *) record);
  else if (header->type == PERF_RECORD_COMM && size > sizeof (NameRecord) + sizeof tail)
    push_name (ring, &event, (const NameRecord *) record, size - sizeof (NameRecord) - sizeof tail);
  else if (header->type == PERF_RECORD_LOST && size >= sizeof (LostRecord) + sizeof tail)
    push_lost (arena, ring, &event, ((const LostRecord *) record)->lost);
}

/* Copies `size` bytes at `position` of the ring, which may go round its end. */
static void
copy_out (const KernelRing *ring, uint64_t position, void *bytes, size_t size)
{
  size_t offset = (size_t) (position & (ring->data_size - 1));
  size_t first = size < ring->data_size - offset ? size : ring->data_size - offset;

  memcpy (bytes, ring->data + offset, first);
  memcpy ((unsigned char *) bytes + first, ring->data, size - first);
}

static void
drain_ring (Arena *arena, KernelRing *ring)
{
  alignas (8) unsigned char record[LONGEST_RECORD];
  uint64_t head = __atomic_load_n (&ring->page->data_head, __ATOMIC_ACQUIRE);
  uint64_t tail = ring->page->data_tail;

  while (tail < head)
    {
      struct perf_event_header header;

      copy_out (ring, tail, &header, sizeof header);
      if (header.size < sizeof header || header.size > head - tail)
        break;
      if (header.size <= sizeof record)
        {
          copy_out (ring, tail, record, header.size);
          push_record (arena, ring, record, header.size);
        }
      tail += header.size;
    }

  __atomic_store_n (&ring->page->data_tail, head, __ATOMIC_RELEASE);
}

void
exact_source_drain (ExactSource *source)
{
  Event drained = { .time_ns = now_ns () - SETTLING_NS, .kind = EVENT_DRAINED, .core = NO_CORE, .object = NO_OBJECT };

  for (uint32_t i = 0; i < source->count; i++)
    if (source->rings[i].fd >= 0)
      drain_ring (source->arena, &source->rings[i]);

  if (source->count > 0)
    ring_push (source->rings[0].ring, &drained);
}

void
exact_source_close (ExactSource *source)
{
  if (source == NULL)
    return;

  for (uint32_t i = 0; i < source->count; i++)
    close_ring (&source->rings[i]);
  if (source->epoll >= 0)
    close (source->epoll);
  free (source);
}

/* True if the ring holds a switch away and one back. */
static bool
tells_of_both (const KernelRing *ring)
{
  uint64_t head = __atomic_load_n (&ring->page->data_head, __ATOMIC_ACQUIRE);
  bool out = false, in = false;

  for (uint64_t tail = 0; tail < head && !(out && in); )
    {
      struct perf_event_header header;

      copy_out (ring, tail, &header, sizeof header);
      if (header.size < sizeof header)
        break;
      if (header.type == PERF_RECORD_SWITCH && (header.misc & PERF_RECORD_MISC_SWITCH_OUT) != 0)
        out = true;
      else if (header.type == PERF_RECORD_SWITCH)
        in = true;
      tail += header.size;
    }
  return out && in;
}

/* Gives up the core until the ring tells of that.  Where the machine is itself a guest that is put off its core just
 * then, a short nap is over before it began; hence longer ones. */
static bool
tells_of_a_nap (const KernelRing *ring)
{
  for (long nap_ns = FIRST_NAP_NS; nap_ns <= LONGEST_NAP_NS; nap_ns *= 2)
    {
      struct timespec nap = { .tv_nsec = nap_ns };

      nanosleep (&nap, NULL);
      if (tells_of_both (ring))
        return true;
    }
  return false;
}

int
exact_source_probe (void)
{
  struct perf_event_attr wish = attributes ();
  KernelRing ring = { .fd = open_event (&wish, -1) };
  int reason = 0;

  if (ring.fd < 0)
    return errno;

  if (!map_ring (&ring, FEWEST_PAGES))
    reason = errno;
  else if (!tells_of_a_nap (&ring))
    reason = ENODATA;
  close_ring (&ring);
  return reason;
}
