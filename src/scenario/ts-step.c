/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of words.
 */
#include "config.h"

#include "ts-step.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
  LOCK      = 1 << OBJECT_LOCK,
  SEMAPHORE = 1 << OBJECT_SEMAPHORE,
  QUEUE     = 1 << OBJECT_QUEUE,
  BARRIER   = 1 << OBJECT_BARRIER,
  EVENT     = 1 << OBJECT_EVENT,
  COUNTER   = 1 << OBJECT_COUNTER,
  KEYBOARD  = 1 << OBJECT_KEYBOARD,
  HOLDABLE  = LOCK | SEMAPHORE,
  GIVING    = QUEUE | KEYBOARD,
};

static const TsStepForm forms[TS_N_STEPS] = {
  [TS_STEP_INVALID]    = { NULL,        TS_ARGUMENT_NONE,           FALSE, OP_END,       0 },
  [TS_STEP_COMPUTE]    = { "compute",   TS_ARGUMENT_TIME,           FALSE, OP_COMPUTE,   0 },
  [TS_STEP_NATIVE]     = { "native",    TS_ARGUMENT_TIME,           FALSE, OP_NATIVE,    0 },
  [TS_STEP_SLEEP]      = { "sleep",     TS_ARGUMENT_TIME,           FALSE, OP_SLEEP,     0 },
  [TS_STEP_READ]       = { "read",      TS_ARGUMENT_TIME,           FALSE, OP_READ,      0 },
  [TS_STEP_LOCK]       = { "lock",      TS_ARGUMENT_OBJECT,         TRUE,  OP_END,       LOCK },
  [TS_STEP_ACQUIRE]    = { "acquire",   TS_ARGUMENT_OBJECT,         FALSE, OP_ACQUIRE,   HOLDABLE },
  [TS_STEP_RELEASE]    = { "release",   TS_ARGUMENT_OBJECT,         FALSE, OP_RELEASE,   HOLDABLE },
  [TS_STEP_PUT]        = { "put",       TS_ARGUMENT_OBJECT,         FALSE, OP_PUT,       QUEUE },
  [TS_STEP_GET]        = { "get",       TS_ARGUMENT_OBJECT,         FALSE, OP_GET,       GIVING },
  [TS_STEP_CLOSE]      = { "close",     TS_ARGUMENT_OBJECT,         FALSE, OP_CLOSE,     QUEUE },
  [TS_STEP_WAIT]       = { "wait",      TS_ARGUMENT_OBJECT,         FALSE, OP_WAIT,      EVENT },
  [TS_STEP_SIGNAL]     = { "signal",    TS_ARGUMENT_OBJECT,         FALSE, OP_SIGNAL,    EVENT },
  [TS_STEP_ARRIVE]     = { "arrive",    TS_ARGUMENT_OBJECT,         FALSE, OP_ARRIVE,    BARRIER },
  [TS_STEP_LOAD]       = { "load",      TS_ARGUMENT_OBJECT,         FALSE, OP_LOAD,      COUNTER },
  [TS_STEP_ADD]        = { "add",       TS_ARGUMENT_OBJECT_VALUE,   FALSE, OP_ADD_ONE,   COUNTER },
  [TS_STEP_STORE]      = { "store",     TS_ARGUMENT_OBJECT,         FALSE, OP_STORE,     COUNTER },
  [TS_STEP_INCREMENT]  = { "increment", TS_ARGUMENT_OBJECT,         FALSE, OP_INCREMENT, COUNTER },
  [TS_STEP_REPEAT]     = { "repeat",    TS_ARGUMENT_OWN,            TRUE,  OP_END,       0 },
  [TS_STEP_REPEAT_GET] = { NULL,        TS_ARGUMENT_OWN,            TRUE,  OP_END,       GIVING },
  [TS_STEP_FOREVER]    = { "forever",   TS_ARGUMENT_NONE,           TRUE,  OP_END,       0 },
  [TS_STEP_IF]         = { "if",        TS_ARGUMENT_OWN,            TRUE,  OP_END,       0 },
  [TS_STEP_STEP]       = { "step",      TS_ARGUMENT_NONE,           FALSE, OP_STEP,      0 },
  [TS_STEP_PRINT]      = { "print",     TS_ARGUMENT_TEXT,           FALSE, OP_PRINT,     0 },
  [TS_STEP_START]      = { "start",     TS_ARGUMENT_TASK,           FALSE, OP_START,     0 },
  [TS_STEP_JOIN]       = { "join",      TS_ARGUMENT_TASK,           FALSE, OP_JOIN,      0 },
  [TS_STEP_PIN]        = { "pin",       TS_ARGUMENT_CORES,          FALSE, OP_PIN,       0 },
  [TS_STEP_NICE]       = { "nice",      TS_ARGUMENT_VALUE,          FALSE, OP_NICE,      0 },
  [TS_STEP_YIELD]      = { "yield",     TS_ARGUMENT_NONE,           FALSE, OP_YIELD,     0 },
  [TS_STEP_TOUCH]      = { "touch",     TS_ARGUMENT_SIZE,           FALSE, OP_TOUCH,     0 },
  [TS_STEP_CRASH]      = { "crash",     TS_ARGUMENT_NONE,           FALSE, OP_CRASH,     0 },
  [TS_STEP_EXIT]       = { "exit",      TS_ARGUMENT_OPTIONAL_VALUE, FALSE, OP_EXIT,      0 },
};

static const struct {
  const char *word;
  TsHeader header;
} headers[] = {
  { "set", TS_HEADER_SET }, { "lock", TS_HEADER_LOCK }, { "semaphore", TS_HEADER_SEMAPHORE },
  { "queue", TS_HEADER_QUEUE }, { "barrier", TS_HEADER_BARRIER }, { "event", TS_HEADER_EVENT },
  { "counter", TS_HEADER_COUNTER }, { "shared", TS_HEADER_SHARED },
  { "keyboard", TS_HEADER_KEYBOARD }, { "main", TS_HEADER_MAIN },
  { "task", TS_HEADER_TASK }, { "thread", TS_HEADER_THREAD }, { "process", TS_HEADER_PROCESS },
  { "coroutine", TS_HEADER_COROUTINE },
};

/* Reserved beside the words of steps and headers.  Of the units, "s" and "B" are not: they make
 * good names, and a unit only ever follows a whole value. */
static const char * const other_words[] = {
  "else",  "from", "to",     "x",  "on", "daemon", "steps", "atomically", "index",
  "cores", "core", "random", "us", "ms", "KB",     "MB",    "GB",
};

static const struct {
  const char *word;
  gint64 factor;
} time_units[] = { { "us", 1000 }, { "ms", 1000000 }, { "s", 1000000000 } },
  size_units[] = { { "B", 1 }, { "KB", 1 << 10 }, { "MB", 1 << 20 }, { "GB", 1 << 30 } };

static gboolean
is_word (const char *word, const char *start, gsize length)
{
  return word != NULL && strlen (word) == length && strncmp (word, start, length) == 0;
}

const TsStepForm *
ts_step_get_form (TsStepKind kind)
{
  return &forms[kind];
}

TsStepKind
ts_step_from_word (const char *word, gsize length)
{
  for (guint i = 0; i < TS_N_STEPS; i++)
    if (is_word (forms[i].word, word, length))
      return (TsStepKind) i;
  return TS_STEP_INVALID;
}

const char *
ts_step_nearest_word (const char *word)
{
  const char *words[TS_N_STEPS];
  guint count = 0;

  for (guint i = 0; i < TS_N_STEPS; i++)
    if (forms[i].word != NULL)
      words[count++] = forms[i].word;
  return ts_report_nearest (word, words, count);
}

TsHeader
ts_header_from_word (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (is_word (headers[i].word, word, length))
      return headers[i].header;
  return TS_HEADER_NONE;
}

const char *
ts_header_nearest_word (const char *word)
{
  const char *words[G_N_ELEMENTS (headers)];

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    words[i] = headers[i].word;
  return ts_report_nearest (word, words, G_N_ELEMENTS (headers));
}

gboolean
ts_word_is_reserved (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_words); i++)
    if (is_word (other_words[i], word, length))
      return TRUE;
  return ts_step_from_word (word, length) != TS_STEP_INVALID
         || ts_header_from_word (word, length) != TS_HEADER_NONE;
}

const char *
ts_object_kind_words (ObjectKind kind)
{
  static const char * const words[] = {
    [OBJECT_LOCK] = N_("a lock"),    [OBJECT_SEMAPHORE] = N_("a semaphore"),
    [OBJECT_QUEUE] = N_("a queue"),  [OBJECT_BARRIER] = N_("a barrier"),
    [OBJECT_EVENT] = N_("an event"), [OBJECT_COUNTER] = N_("a counter"),
    [OBJECT_KEYBOARD] = N_("a keyboard"),
  };

  return _(words[kind]);
}

gint64
ts_time_unit (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (time_units); i++)
    if (is_word (time_units[i].word, word, length))
      return time_units[i].factor;
  return 0;
}

gint64
ts_size_unit (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (size_units); i++)
    if (is_word (size_units[i].word, word, length))
      return size_units[i].factor;
  return 0;
}
