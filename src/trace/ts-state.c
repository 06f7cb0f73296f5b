/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-state.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *id;
  const char *words;
  char letter;
} StateWords;

static const StateWords state_words[TS_N_STATES] = {
  [TS_STATE_NONE] = { "none", N_("not started"), 0 },
  [TS_STATE_RUNNING] = { "running", N_("running"), 0 },
  [TS_STATE_READY] = { "ready", N_("ready, waiting for a core"), 'R' },
  [TS_STATE_WAITING] = { "waiting", N_("waiting"), 'W' },
  [TS_STATE_WAITING_SLEEP] = { "waiting-sleep", N_("sleeping"), 'S' },
  [TS_STATE_WAITING_IO] = { "waiting-io", N_("waiting for input or output"), 'I' },
  [TS_STATE_WAITING_LOCK] = { "waiting-lock", N_("waiting for a lock"), 'L' },
  [TS_STATE_WAITING_SEMAPHORE] = { "waiting-semaphore", N_("waiting for a semaphore"), 'M' },
  [TS_STATE_WAITING_QUEUE] = { "waiting-queue", N_("waiting for a queue"), 'Q' },
  [TS_STATE_WAITING_BARRIER] = { "waiting-barrier", N_("waiting at a barrier"), 'B' },
  [TS_STATE_WAITING_EVENT] = { "waiting-event", N_("waiting for an event"), 'E' },
  [TS_STATE_WAITING_TASK] = { "waiting-task", N_("waiting for a task to end"), 'T' },
  [TS_STATE_HELD] = { "held", N_("held"), 0 },
  [TS_STATE_VALUE] = { "value", N_("value"), 0 },
  [TS_STATE_OTHERS] = { "others", N_("other programs"), 0 },
};

const char *
ts_state_get_id (TsState state)
{
  g_return_val_if_fail (state < TS_N_STATES, NULL);
  return state_words[state].id;
}

TsState
ts_state_from_id (const char *id)
{
  for (guint i = 0; i < TS_N_STATES; i++)
    if (g_strcmp0 (state_words[i].id, id) == 0)
      return (TsState) i;
  return TS_STATE_NONE;
}

const char *
ts_state_get_words (TsState state)
{
  g_return_val_if_fail (state < TS_N_STATES, NULL);
  return _(state_words[state].words);
}

char
ts_state_get_letter (TsState state)
{
  g_return_val_if_fail (state < TS_N_STATES, 0);
  return state_words[state].letter;
}

gboolean
ts_state_is_waiting (TsState state)
{
  return state >= TS_STATE_WAITING && state <= TS_STATE_WAITING_TASK;
}
