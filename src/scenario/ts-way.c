/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-way.h"

#include <glib/gi18n-lib.h>

static const TsWayOption interpreter_lock_options[] = {
  [OPTION_SWITCH_INTERVAL_US] = {
    .name = "switch-interval", .label = N_("Switch interval, in microseconds"),
    .low = 100, .high = 1000000, .default_value = 5000,
  },
};

static const char *const schedulers[] = { "first-come", "round-robin", "fair", "priority", NULL };
static const char *const scheduler_labels[] = {
  /* Translators: ways of choosing which task a core executes next */
  N_("First come, first served"), N_("Round robin"), N_("Fair shares"), N_("Priority"), NULL,
};

static const TsWayOption simulated_options[] = {
  [OPTION_CORES] = {
    .name = "cores", .label = N_("Cores"), .low = 1, .high = 64, .default_value = 4,
  },
  [OPTION_SCHEDULER] = {
    .name = "scheduler", .label = N_("Scheduler"), .low = SCHEDULER_FIRST_COME, .high = SCHEDULER_PRIORITY,
    .default_value = SCHEDULER_FAIR, .choices = schedulers, .labels = scheduler_labels,
  },
  [OPTION_SLICE_US] = {
    .name = "slice", .label = N_("Time slice, in microseconds"), .low = 10, .high = 1000000, .default_value = 4000,
  },
  [OPTION_SWITCH_US] = {
    .name = "switch-cost", .label = N_("Cost of a switch, in microseconds"), .low = 0, .high = 10000, .default_value = 2,
  },
  [OPTION_MIGRATION_US] = {
    .name = "migration-cost", .label = N_("Cost of going to another core, in microseconds"),
    .low = 0, .high = 10000, .default_value = 10,
  },
};

static const TsWay ways[WAY_COUNT] = {
  [WAY_THREADS] = {
    /* Translators: a way to run a program */
    .label = N_("Threads"),
    .summary = N_("One process. Each task is a thread, which the operating system schedules."),
  },
  [WAY_PROCESSES] = {
    /* Translators: a way to run a program */
    .label = N_("Processes"),
    .summary = N_("Each task is a process of its own, and memory is not shared unless the program says so."),
  },
  [WAY_GIL] = {
    /* Translators: a way to run a program */
    .label = N_("Interpreter lock"),
    .summary = N_("Threads that must hold one lock to execute steps and hand it on every 5 ms, as Python's do."),
    .options = interpreter_lock_options,
    .n_options = G_N_ELEMENTS (interpreter_lock_options),
  },
  [WAY_LOOP] = {
    /* Translators: a way to run a program */
    .label = N_("Event loop"),
    .summary = N_("One thread. Tasks are coroutines that take turns: each keeps its turn until it waits."),
  },
  [WAY_SIMULATED] = {
    /* Translators: a way to run a program */
    .label = N_("Simulated machine"),
    .summary = N_("Virtual cores in virtual time: a run can be repeated to the nanosecond, and no operating system takes part."),
    .options = simulated_options,
    .n_options = G_N_ELEMENTS (simulated_options),
  },
  [WAY_PYTHON_THREADS] = {
    /* Translators: a way to run a program; Python is a programming language */
    .label = N_("Python threads"),
    .summary = N_("The program as a Python script. Each task is a thread, and needs the interpreter lock to compute."),
    .options = interpreter_lock_options,
    .n_options = G_N_ELEMENTS (interpreter_lock_options),
  },
  [WAY_PYTHON_PROCESSES] = {
    /* Translators: a way to run a program */
    .label = N_("Python processes"),
    .summary = N_("The program as a Python script. Each task is a process with a Python, and an interpreter lock, of its own."),
  },
  [WAY_PYTHON_ASYNCIO] = {
    /* Translators: a way to run a program; asyncio is Python's library of coroutines */
    .label = N_("Python asyncio"),
    .summary = N_("The program as a Python script. Each task is a coroutine; all take turns on one thread, where they wait."),
  },
  [WAY_PYTHON_FREE_THREADED] = {
    /* Translators: a way to run a program: by a Python that was built without the interpreter lock */
    .label = N_("Python without lock"),
    .summary = N_("The program as a Python script, for a Python without the interpreter lock: its threads can compute side by side."),
  },
};

const TsWay *
ts_way_get (WayId id)
{
  return id < WAY_COUNT && ways[id].label != NULL ? &ways[id] : NULL;
}

WayId
ts_way_find (const char *name)
{
  guint id = 0;

  while (id < WAY_COUNT && g_strcmp0 (way_traits[id].name, name) != 0)
    id++;
  return (WayId) id;
}

const char *
ts_way_get_label (const char *name)
{
  const TsWay *way = ts_way_get (ts_way_find (name));

  return way != NULL ? _(way->label) : name;
}

const TsWayOption *
ts_way_find_option (WayId id, const char *name, guint *position)
{
  const TsWay *way = ts_way_get (id);

  for (guint i = 0; way != NULL && i < way->n_options; i++)
    if (g_strcmp0 (way->options[i].name, name) == 0)
      {
        *position = i;
        return &way->options[i];
      }
  return NULL;
}

gint64
ts_way_option_find_choice (const TsWayOption *option, const char *name)
{
  for (gint64 i = 0; option->choices != NULL && option->choices[i] != NULL; i++)
    if (g_strcmp0 (option->choices[i], name) == 0)
      return i;
  return -1;
}
