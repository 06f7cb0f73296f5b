/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of topics.
 */
#include "config.h"

#include "ts-topic.h"

#include "ts-report.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *id;
  const char *title;
} topics[] = {
  { "cores", N_("Cores") },
  { "threads", N_("Threads") },
  { "thread-tools", N_("Thread tools") },
  { "processes", N_("Processes") },
  { "pinned", N_("Pinned") },
  { "interpreter-lock", N_("Interpreter lock") },
  { "event-loop", N_("Event loop") },
  { "choosing", N_("Threads or processes?") },
  { "trouble", N_("When it goes wrong") },
};

guint
ts_topic_get_order (const char *id)
{
  guint order = 0;

  while (order < G_N_ELEMENTS (topics) && g_strcmp0 (topics[order].id, id) != 0)
    order++;
  return order;
}

const char *
ts_topic_get_title (const char *id)
{
  guint order = ts_topic_get_order (id);

  return order < G_N_ELEMENTS (topics) ? _(topics[order].title) : NULL;
}

const char *
ts_topic_get_id (guint order)
{
  return order < G_N_ELEMENTS (topics) ? topics[order].id : NULL;
}

const char *
ts_topic_nearest (const char *id)
{
  const char *ids[G_N_ELEMENTS (topics)];

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    ids[i] = topics[i].id;
  return ts_report_nearest (id, ids, G_N_ELEMENTS (topics));
}
