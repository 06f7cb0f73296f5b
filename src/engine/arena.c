/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where things lie in an arena, how one is made, and what is checked before one is believed.
 */
#include "arena.h"

#include "clock.h"
#include "template.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  PAGE = 4096,
  CORE_RING_CAPACITY = 65536,
  SHARED_RING_CAPACITY = 1 << 18,
  MOST_RING_CAPACITY = 1 << 20,
};

static uint64_t
round_up (uint64_t bytes)
{
  return (bytes + PAGE - 1) / PAGE * PAGE;
}

/* Events that each task's ring holds.  With up to 64 tasks that is well above 200 ms of the worst case: a task notes
 * at most NOTES_PER_MS (note.h) for what it does without waiting, and waits at most some 50 000 times a second. */
static uint64_t
ring_capacity_for (uint32_t task_count, bool shared)
{
  if (shared)
    return SHARED_RING_CAPACITY;
  if (task_count <= 65)
    return 32768;
  if (task_count <= 300)
    return 8192;
  if (task_count <= 1100)
    return 2048;
  return 512;
}

static uint32_t
task_ring_count (const ArenaView *view)
{
  return way_traits[view->way].by_turns && view->task_count > 0 ? 1 : view->task_count;
}

/* Fills in the offsets and the size that follow from the counts and capacities. */
static void
lay_out (ArenaView *view)
{
  uint64_t offset = round_up (sizeof (Arena));

  view->objects_offset = offset;
  offset += round_up (MAX_OBJECTS * sizeof (ObjectSlot));
  view->tasks_offset = offset;
  offset += round_up (view->task_count * sizeof (TaskSlot));
  view->task_rings_offset = offset;
  offset += task_ring_count (view) * round_up (ring_size (view->task_ring_capacity));
  view->core_rings_offset = offset;
  offset += view->core_count * round_up (ring_size (view->core_ring_capacity));
  view->size = offset;
}

/* The cores that are online, as the kernel lists them; without sysfs those that the caller may use. */
static bool
read_online (CoreSet *online)
{
  char text[1024];
  ssize_t length;
  int fd = open ("/sys/devices/system/cpu/online", O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return core_set_allowed (online);

  length = read (fd, text, sizeof text - 1);
  close (fd);
  while (length > 0 && text[length - 1] == '\n')
    length--;
  text[length > 0 ? length : 0] = '\0';
  return core_set_parse (online, text) || core_set_allowed (online);
}

/* The simulated machine has the cores that its option says, whatever this one has. */
static void
count_cores (Arena *arena, const ArenaPlan *plan)
{
  int64_t count = plan->options[OPTION_CORES];

  core_set_clear (&arena->allowed);
  for (int i = 0; i == 0 || (i < count && i < MAX_SIMULATED_CORES); i++)
    core_set_add (&arena->allowed, i);
  arena->online = arena->allowed;
  atomic_store (&arena->virtual_ns, VIRTUAL_START_NS);
}

/* The header as the plan and the layout want it. */
static bool
describe (Arena *arena, const ArenaPlan *plan)
{
  ArenaView view = { .way = plan->way };

  arena->allowed = plan->allowed;
  if (core_set_count (&arena->allowed) == 0 && !core_set_allowed (&arena->allowed))
    return false;
  if (!read_online (&arena->online))
    return false;
  if (way_traits[plan->way].is_simulated)
    count_cores (arena, plan);
  if (plan->program != NULL)
    arena->program = *plan->program;

  view.task_count = arena->program.task_count;
  view.core_count = core_set_count (&arena->online);
  view.task_ring_capacity = ring_capacity_for (view.task_count, way_traits[view.way].by_turns);
  view.core_ring_capacity = CORE_RING_CAPACITY;
  lay_out (&view);

  arena->magic = ARENA_MAGIC;
  arena->version = ARENA_VERSION;
  arena->header_size = sizeof *arena;
  arena->size = view.size;
  arena->task_count = view.task_count;
  arena->core_count = view.core_count;
  arena->task_ring_capacity = view.task_ring_capacity;
  arena->core_ring_capacity = view.core_ring_capacity;
  arena->objects_offset = view.objects_offset;
  arena->tasks_offset = view.tasks_offset;
  arena->task_rings_offset = view.task_rings_offset;
  arena->core_rings_offset = view.core_rings_offset;
  arena->way = plan->way;
  arena->source_wish = plan->source_wish;
  arena->seed = plan->seed;
  memcpy (arena->options, plan->options, sizeof arena->options);
  return true;
}

/* A memfd that begins with `arena` and can never change its size; -1 and errno. */
static int
make_file (const Arena *arena)
{
  int fd = memfd_create ("timeslice-arena", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    return -1;
  if (ftruncate (fd, (off_t) arena->size) == 0
      && fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0
      && pwrite (fd, arena, sizeof *arena, 0) == (ssize_t) sizeof *arena)
    return fd;

  close (fd);
  return -1;
}

static void
init_slots (const ArenaView *view, const int64_t *totals)
{
  for (uint32_t i = 0; i < view->task_count; i++)
    {
      TaskSlot *slot = arena_task (view, i);

      slot->total = totals == NULL ? -1 : totals[i];
      atomic_store_explicit (&slot->core, NO_CORE, memory_order_relaxed);
    }
  for (uint32_t i = 0; i < task_ring_count (view); i++)
    ring_init (arena_task_ring (view, i), view->task_ring_capacity);
  for (uint32_t i = 0; i < view->core_count; i++)
    ring_init (arena_core_ring (view, i), view->core_ring_capacity);
}

bool
arena_create (ArenaView *view, const ArenaPlan *plan)
{
  Arena *arena = calloc (1, sizeof *arena);
  int fd = -1;

  memset (view, 0, sizeof *view);
  if (arena != NULL && describe (arena, plan))
    fd = make_file (arena);
  free (arena);
  if (fd < 0 || !arena_open (view, fd))
    return false;

  init_slots (view, plan->totals);
  return true;
}

static bool
is_capacity (uint64_t capacity)
{
  return capacity > 0 && capacity <= MOST_RING_CAPACITY && (capacity & (capacity - 1)) == 0;
}

/* Copies counts, capacities and offsets out of shared memory; false unless they are exactly what lay_out() makes of
 * the counts and the file is of the size that follows: then everything lies inside it. */
static bool
check (ArenaView *view, const Arena *arena, uint64_t file_size)
{
  view->way = (WayId) arena->way;
  view->task_count = arena->task_count;
  view->core_count = arena->core_count;
  view->task_ring_capacity = arena->task_ring_capacity;
  view->core_ring_capacity = arena->core_ring_capacity;
  if (arena->magic != ARENA_MAGIC || arena->version != ARENA_VERSION || arena->header_size != sizeof *arena
      || view->way >= WAY_COUNT || view->task_count > MAX_TASKS || view->core_count > MAX_CORES
      || !is_capacity (view->task_ring_capacity) || !is_capacity (view->core_ring_capacity))
    return false;

  lay_out (view);
  return view->size == file_size && arena->size == file_size
         && arena->program.task_count == view->task_count
         && arena->objects_offset == view->objects_offset && arena->tasks_offset == view->tasks_offset
         && arena->task_rings_offset == view->task_rings_offset
         && arena->core_rings_offset == view->core_rings_offset;
}

/* Size of the file behind `fd`, 0 with errno if it cannot be an arena. */
static uint64_t
size_of_file (int fd)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return 0;
  if (status.st_size >= (off_t) sizeof (Arena))
    return (uint64_t) status.st_size;

  errno = EINVAL;
  return 0;
}

bool
arena_open (ArenaView *view, int fd)
{
  uint64_t size = size_of_file (fd);
  void *memory = MAP_FAILED;
  int error;

  memset (view, 0, sizeof *view);
  if (size > 0)
    memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, fd, 0);

  error = errno;
  if (memory != MAP_FAILED)
    {
      if (check (view, memory, size))
        {
          view->arena = memory;
          view->fd = fd;
          fcntl (fd, F_SETFD, FD_CLOEXEC);
          return true;
        }
      munmap (memory, size);
      error = EINVAL;
    }

  memset (view, 0, sizeof *view);
  close (fd);
  errno = error;
  return false;
}

uint64_t
arena_now (Arena *arena)
{
  if (arena->way < WAY_COUNT && way_traits[arena->way].is_simulated)
    return atomic_load_explicit (&arena->virtual_ns, memory_order_acquire);
  return now_ns ();
}

void
arena_close (ArenaView *view)
{
  if (view->arena == NULL)
    return;

  munmap (view->arena, view->size);
  close (view->fd);
  memset (view, 0, sizeof *view);
}

static void *
at (const ArenaView *view, uint64_t offset)
{
  return (char *) view->arena + offset;
}

TaskSlot *
arena_task (const ArenaView *view, uint32_t slot)
{
  return at (view, view->tasks_offset + slot * sizeof (TaskSlot));
}

ObjectSlot *
arena_object (const ArenaView *view, uint32_t object)
{
  return at (view, view->objects_offset + object * sizeof (ObjectSlot));
}

Ring *
arena_task_ring (const ArenaView *view, uint32_t slot)
{
  if (way_traits[view->way].by_turns)
    slot = 0;
  return at (view, view->task_rings_offset + slot * round_up (ring_size (view->task_ring_capacity)));
}

Ring *
arena_core_ring (const ArenaView *view, uint32_t position)
{
  return at (view, view->core_rings_offset + position * round_up (ring_size (view->core_ring_capacity)));
}

void
arena_fail (Arena *arena, FailureCode code, uint32_t task, uint32_t instruction, int64_t value)
{
  if (atomic_exchange (&arena->failure.claimed, 1) != 0)
    return;

  arena->failure.task = task;
  arena->failure.instruction = instruction;
  arena->failure.value = value;
  atomic_store (&arena->failure.code, code);
}

char *
arena_task_label (const ArenaView *view, uint32_t slot, char *text, size_t size)
{
  return template_label (view, slot, text, size);
}
