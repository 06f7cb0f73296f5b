/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exact source: the kernel's own word on who ran where (perf_event_open(2)), moved into the arena.
 *
 * One dummy event for each core follows the calling thread and whatever it starts from then on.  It counts
 * nothing; it only makes the kernel write a record at each context switch, fork, exec and exit.
 */
#pragma once

#include "arena.h"

typedef struct ExactSource ExactSource;

/* Begins to observe the calling thread and all threads and processes that it and they start from now on.  NULL and
 * errno (EACCES, EPERM, ENOSYS: refused; EMFILE, ENOMEM) if that cannot be.  `view` must outlive the source.
 * Context: the supervisor, before it forks. */
ExactSource *exact_source_open (const ArenaView *view);

/* A descriptor that becomes readable when a core's records should be fetched soon; owned by the source. */
int exact_source_descriptor (ExactSource *source);

/* Moves the kernel's records into the arena's core rings and pushes EVENT_DRAINED.  To be called when the descriptor
 * is readable, and each 50 … 100 ms.  Context: the thread that opened it, the producer of those rings. */
void exact_source_drain (ExactSource *source);

/* Ends it; accepts NULL.  Records that were not drained are gone.  Context: as for exact_source_drain(). */
void exact_source_close (ExactSource *source);

/* Tries the exact source on the calling thread, which sleeps for a moment: 0 if the kernel tells of it, else why not
 * (an errno; ENODATA: it allows the event but says nothing).  Context: any thread. */
int exact_source_probe (void);
