/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The states that a slice can show; their order is part of the recording format.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  TS_STATE_NONE,
  TS_STATE_RUNNING,
  TS_STATE_READY,               /* "ready, waiting for a core" */
  TS_STATE_WAITING,             /* the reason is not known */
  TS_STATE_WAITING_SLEEP,
  TS_STATE_WAITING_IO,
  TS_STATE_WAITING_LOCK,
  TS_STATE_WAITING_SEMAPHORE,
  TS_STATE_WAITING_QUEUE,
  TS_STATE_WAITING_BARRIER,
  TS_STATE_WAITING_EVENT,
  TS_STATE_WAITING_TASK,
  TS_STATE_HELD,                /* object lanes: a lock is held */
  TS_STATE_VALUE,               /* object lanes: a value stands */
  TS_STATE_OTHERS,              /* core lanes: use by other programs */
  TS_N_STATES
} TsState;

/* Short id as in files and JSON: "running", "waiting-lock", … Static. */
const char *ts_state_get_id (TsState state);
/* TS_STATE_NONE if unknown. */
TsState ts_state_from_id (const char *id);
/* In words, translated: "ready, waiting for a core".  Static. */
const char *ts_state_get_words (TsState state);
/* The letter that stands for it in pictures: R ready, S sleep, I I/O, L lock, M semaphore, Q queue,
 * B barrier, E event, T task, W unknown; 0 for those without. */
char ts_state_get_letter (TsState state);
gboolean ts_state_is_waiting (TsState state);

G_END_DECLS
