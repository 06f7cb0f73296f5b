/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking one event apart.  This is where opening a large recording spends its time.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ts-recording-format.h"
#include "ts-recording-reader.h"

typedef struct {
  const char *name;
  gsize length;
  TsEventKey key;
  gsize offset;       /* in TsEvent */
} KeyName;

/* In the order in which our own events have them, so that the next one is mostly found at once:
 * "cat" stands before "name" in some and behind it in others, and "s" says nothing to us. */
static const KeyName event_keys[] = {
  { "ph", 2, TS_EVENT_PHASE, 0 },
  { "cat", 3, TS_EVENT_CATEGORY, G_STRUCT_OFFSET (TsEvent, category) },
  { "name", 4, TS_EVENT_NAME, G_STRUCT_OFFSET (TsEvent, name) },
  { "s", 1, TS_EVENT_UNKNOWN, 0 },
  { "cat", 3, TS_EVENT_CATEGORY, G_STRUCT_OFFSET (TsEvent, category) },
  { "ts", 2, TS_EVENT_BEGIN, G_STRUCT_OFFSET (TsEvent, begin_ns) },
  { "dur", 3, TS_EVENT_DURATION, G_STRUCT_OFFSET (TsEvent, duration_ns) },
  { "pid", 3, TS_EVENT_PID, G_STRUCT_OFFSET (TsEvent, pid) },
  { "tid", 3, TS_EVENT_TID, G_STRUCT_OFFSET (TsEvent, tid) },
  { "args", 4, TS_EVENT_ARGUMENTS, 0 },
  { "task", 4, TS_EVENT_TASK, G_STRUCT_OFFSET (TsEvent, task) },
  { "object", 6, TS_EVENT_OBJECT, G_STRUCT_OFFSET (TsEvent, object) },
  { "core", 4, TS_EVENT_CORE, G_STRUCT_OFFSET (TsEvent, core_position) },
  { "detail", 6, TS_EVENT_DETAIL, G_STRUCT_OFFSET (TsEvent, detail) },
  { "r", 1, TS_EVENT_STATE, G_STRUCT_OFFSET (TsEvent, state) },
  { "w", 1, TS_EVENT_SLICE_WHO, G_STRUCT_OFFSET (TsEvent, slice_who) },
  { "c", 1, TS_EVENT_SLICE_CORE, G_STRUCT_OFFSET (TsEvent, slice_core) },
  { "h", 1, TS_EVENT_SLICE_SHADE, G_STRUCT_OFFSET (TsEvent, slice_shade) },
};

static const KeyName argument_keys[] = {
  { "cpu", 3, TS_EVENT_CPU, G_STRUCT_OFFSET (TsEvent, cpu) },
  { "value", 5, TS_EVENT_VALUE, G_STRUCT_OFFSET (TsEvent, value) },
  { "steps", 5, TS_EVENT_VALUE, G_STRUCT_OFFSET (TsEvent, value) },
  { "who", 3, TS_EVENT_WHO, G_STRUCT_OFFSET (TsEvent, who) },
  { "r", 1, TS_EVENT_STATE, G_STRUCT_OFFSET (TsEvent, state) },
  { "w", 1, TS_EVENT_SLICE_WHO, G_STRUCT_OFFSET (TsEvent, slice_who) },
  { "c", 1, TS_EVENT_SLICE_CORE, G_STRUCT_OFFSET (TsEvent, slice_core) },
  { "h", 1, TS_EVENT_SLICE_SHADE, G_STRUCT_OFFSET (TsEvent, slice_shade) },
  { "text", 4, TS_EVENT_TEXT, G_STRUCT_OFFSET (TsEvent, text) },
  { "name", 4, TS_EVENT_TEXT, G_STRUCT_OFFSET (TsEvent, text) },
};

gboolean
ts_reader_fail (TsReader *reader, const char *message)
{
  ts_json_fail (reader->json, message);
  return FALSE;
}

/* Names are short: looking at their bytes takes less than calling memcmp(). */
static inline gboolean
has_name (const KeyName *key, const char *name, gsize length)
{
  if (key->length != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (key->name[i] != name[i])
      return FALSE;
  return TRUE;
}

/* The entry of that name, NULL if there is none.  `next` is where it is looked for first and then
 * the one after it, as most events have their members in the same order. */
static const KeyName *
find_key (const KeyName *keys, guint n_keys, guint *next, const char *name, gsize length)
{
  for (guint tried = 0; tried < n_keys; tried++)
    {
      const KeyName *key = &keys[*next];

      *next = *next + 1 < n_keys ? *next + 1 : 0;
      if (has_name (key, name, length))
        return key;
    }
  return NULL;
}

static gboolean
take_string (TsReader *reader, const KeyName *key, TsJsonToken token)
{
  GString *string = G_STRUCT_MEMBER (GString *, &reader->event, key->offset);
  const char *end, *text;

  if (token != TS_JSON_STRING)
    return ts_reader_fail (reader, _("an event has something else where a text belongs"));
  text = ts_json_peek_text (reader->json, &end);
  g_string_truncate (string, 0);
  g_string_append_len (string, text, end - text);
  return TRUE;
}

static gboolean
take_phase (TsReader *reader, TsJsonToken token)
{
  const char *end, *text = ts_json_peek_text (reader->json, &end);

  if (token != TS_JSON_STRING)
    return ts_reader_fail (reader, _("an event has something else where a text belongs"));
  /* No phase has two letters: those that do are nothing that can be shown. */
  reader->event.phase = end - text == 1 ? *text : '?';
  return TRUE;
}

static gboolean
take_time (TsReader *reader, const KeyName *key, TsJsonToken token)
{
  if (token != TS_JSON_NUMBER)
    return ts_reader_fail (reader, _("an event has something else where a number belongs"));
  if (!ts_json_get_thousandths (reader->json, TS_FORMAT_MOST_NS,
                                &G_STRUCT_MEMBER (gint64, &reader->event, key->offset)))
    return ts_reader_fail (reader, _("an event lies more than 31 years from the beginning"));
  return TRUE;
}

static gboolean
take_integer (TsReader *reader, const KeyName *key, TsJsonToken token)
{
  gint64 *value = &G_STRUCT_MEMBER (gint64, &reader->event, key->offset);

  /* Some programs name threads and processes where others number them. */
  if (token == TS_JSON_STRING && !reader->own)
    *value = g_str_hash (ts_json_get_text (reader->json, NULL)) >> 1;
  else if (token != TS_JSON_NUMBER)
    return ts_reader_fail (reader, _("an event has something else where a number belongs"));
  else if (!ts_json_get_integer (reader->json, value))
    return ts_reader_fail (reader, _("an event has a number that is not whole, or too large"));
  return TRUE;
}

static gboolean take_arguments (TsReader *reader, TsJsonToken token);

static gboolean
take_member (TsReader *reader, const KeyName *key, TsJsonToken token)
{
  if (TS_EVENT_HAS (&reader->event, TS_EVENT_BIT (key->key)))
    return ts_reader_fail (reader, _("an event has the same member twice"));
  reader->event.seen |= TS_EVENT_BIT (key->key);
  switch (key->key)
    {
    case TS_EVENT_PHASE:
      return take_phase (reader, token);
    case TS_EVENT_ARGUMENTS:
      return take_arguments (reader, token);
    case TS_EVENT_BEGIN:
    case TS_EVENT_DURATION:
      return take_time (reader, key, token);
    case TS_EVENT_NAME:
    case TS_EVENT_CATEGORY:
    case TS_EVENT_STATE:
    case TS_EVENT_TEXT:
      return take_string (reader, key, token);
    case TS_EVENT_PID:
    case TS_EVENT_TID:
    case TS_EVENT_TASK:
    case TS_EVENT_OBJECT:
    case TS_EVENT_CORE:
    case TS_EVENT_DETAIL:
    case TS_EVENT_SLICE_WHO:
    case TS_EVENT_SLICE_CORE:
    case TS_EVENT_SLICE_SHADE:
    case TS_EVENT_CPU:
    case TS_EVENT_WHO:
    case TS_EVENT_VALUE:
      return take_integer (reader, key, token);
    case TS_EVENT_UNKNOWN:
    default:
      g_assert_not_reached ();
    }
}

/* Whether other programs' members of that name hold what ours do. */
static gboolean
is_of_interest (TsReader *reader, const KeyName *key, TsJsonToken token)
{
  static const guint64 numbers = TS_EVENT_BIT (TS_EVENT_CPU);
  static const guint64 texts = TS_EVENT_BIT (TS_EVENT_TEXT) | TS_EVENT_BIT (TS_EVENT_PHASE)
    | TS_EVENT_BIT (TS_EVENT_NAME) | TS_EVENT_BIT (TS_EVENT_CATEGORY);
  static const guint64 others = TS_EVENT_BIT (TS_EVENT_BEGIN) | TS_EVENT_BIT (TS_EVENT_DURATION)
    | TS_EVENT_BIT (TS_EVENT_PID) | TS_EVENT_BIT (TS_EVENT_TID) | TS_EVENT_BIT (TS_EVENT_ARGUMENTS);
  guint64 bit;

  if (key == NULL || key->key == TS_EVENT_UNKNOWN || reader->own)
    return key != NULL && key->key != TS_EVENT_UNKNOWN;
  bit = TS_EVENT_BIT (key->key);
  if (key->key == TS_EVENT_TEXT && TS_EVENT_HAS (&reader->event, bit))
    return FALSE;
  return ((numbers & bit) != 0 && token == TS_JSON_NUMBER)
         || ((texts & bit) != 0 && token == TS_JSON_STRING) || (others & bit) != 0;
}

static gboolean
take_members (TsReader *reader, const KeyName *keys, guint n_keys)
{
  TsJsonToken token;
  const char *name;
  gsize length;
  guint next = 0;

  while ((token = ts_json_next_member (reader->json, &name, &length)) != TS_JSON_OBJECT_END)
    {
      const KeyName *key;

      if (token == TS_JSON_ERROR)
        return FALSE;
      key = find_key (keys, n_keys, &next, name, length);
      if (is_of_interest (reader, key, token) ? !take_member (reader, key, token)
                                              : !ts_json_skip (reader->json, token))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_arguments (TsReader *reader, TsJsonToken token)
{
  if (token == TS_JSON_OBJECT)
    return take_members (reader, argument_keys, G_N_ELEMENTS (argument_keys));
  if (reader->own)
    return ts_reader_fail (reader, _("an event's arguments are not an object"));
  return ts_json_skip (reader->json, token);
}

gboolean
ts_reader_take_event (TsReader *reader)
{
  TsEvent *event = &reader->event;

  event->seen = 0;
  event->phase = '?';
  event->duration_ns = 0;
  event->detail = 0;
  g_string_truncate (event->name, 0);
  g_string_truncate (event->category, 0);
  g_string_truncate (event->text, 0);
  return take_members (reader, event_keys, G_N_ELEMENTS (event_keys));
}
