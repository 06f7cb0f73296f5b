/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recordings to paint: a word processor as a small simulation runs it, and recordings at the edges
 * of what there can be.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

/* Four tasks on `n_cores` cores for 1.6 s: one types, one formats while it holds a lock, one shows,
 * one saves; with a queue, use by other programs and a print.  (transfer full) */
TsRecording *draw_word_recording (guint n_cores);

/* A run in which nothing happened and no time passed: one core, one task without a slice. */
TsRecording *draw_empty_recording (void);

/* One task that runs once, for 40 µs, on one core. */
TsRecording *draw_short_recording (void);

/* One slice of 1 ns in the middle of 10 s. */
TsRecording *draw_needle_recording (void);

/* Tasks, objects and a title with names that are long, empty, of one endless word, from right to
 * left, or not UTF-8. */
TsRecording *draw_names_recording (void);

/* Two performance cores with two threads each and four efficiency cores, numbered as Linux does. */
TsRecording *draw_hybrid_recording (void);

/* 1000 tasks on 64 cores in pairs.  (transfer full) */
TsRecording *draw_crowd_recording (void);

/* Numbers that no run would have: times at the ends of what can be counted, tasks, cores and states
 * that are not there. (transfer full) */
TsRecording *draw_hostile_recording (void);

typedef struct {
  const char *name;
  TsRecording *(*make) (void);
} DrawRecording;

/* All of the above; the end is where the name is NULL. */
extern const DrawRecording draw_recordings[];

G_END_DECLS
