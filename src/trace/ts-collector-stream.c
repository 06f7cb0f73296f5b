/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One stream out of many rings.  Each ring is in order of time; the stream keeps what is too new to be
 * delivered, so it never holds more than came within the time that it waits for the slowest ring.
 */
#include "config.h"

#include "ts-collector-private.h"

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->text);
}

void
ts_stream_init (TsCollector *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
}

void
ts_stream_finish (TsCollector *self)
{
  g_clear_pointer (&self->entries, g_array_unref);
}

void
ts_stream_add (TsCollector *self, TaskTrack *track, guint32 kind, guint64 time_ns, const Event *event, char *text)
{
  Entry entry = {
    .time_ns = time_ns, .order = self->order++, .kind = kind, .track = track, .text = text, .event = *event,
  };

  g_array_append_val (self->entries, entry);
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;

  if (left->time_ns != right->time_ns)
    return left->time_ns < right->time_ns ? -1 : 1;
  return left->order < right->order ? -1 : 1;
}

void
ts_stream_deliver (TsCollector *self, guint64 until_ns)
{
  guint count = 0;

  g_array_sort (self->entries, compare_entries);
  for (; count < self->entries->len; count++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, count);

      if (entry->time_ns >= until_ns)
        break;
      ts_collector_take (self, entry);
    }
  g_array_remove_range (self->entries, 0, count);
}
