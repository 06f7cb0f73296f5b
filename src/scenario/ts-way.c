/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-way.h"

#include <glib/gi18n-lib.h>

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
