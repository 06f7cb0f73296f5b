/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ways to run as people meet them: what they are called, what can be set, and which programs they can run.
 */
#pragma once

#include "ts-script.h"
#include "way-traits.h"

G_BEGIN_DECLS

/* Something that can be set for a way as a whole, a number. */
typedef struct {
  const char *name;            /* "cores": on the command line, in recordings */
  const char *label;           /* for people; not translated yet */
  gint64 low, high, default_value;
  const char *const *choices;  /* NULL: it is a number; else its names, from 0 on */
  const char *const *labels;   /* of the choices; not translated yet */
} TsWayOption;

typedef struct {
  const char *label;           /* "Threads"; not translated yet */
  const char *summary;         /* one sentence; not translated yet */
  const TsWayOption *options;  /* in order of their positions (OPTION_…) */
  guint n_options;             /* at most MAX_WAY_OPTIONS */
} TsWay;

/* The way of that id; NULL if this build cannot run it.  Context, for all here: any thread. */
const TsWay *ts_way_get (WayId id);

/* The id of the way that is called `name`; WAY_COUNT if there is none. */
WayId ts_way_find (const char *name);

/* "Threads", in the learner's language; `name` itself for what is no way ("watch"). */
const char *ts_way_get_label (const char *name);

/* The option of that name, and its position; NULL if the way has none. */
const TsWayOption *ts_way_find_option (WayId id, const char *name, guint *position);

/* The position of a choice of that name, or -1. */
gint64 ts_way_option_find_choice (const TsWayOption *option, const char *name);

/* Why this way cannot run the program: a sentence, free with g_free; NULL if it can. */
char *ts_way_refuse (WayId id, TsScript *script);

G_END_DECLS
