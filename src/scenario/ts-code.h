/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario's program written out in another language: complete, and as a teacher would write it.
 *
 * The code says what the steps say, so that both can be read side by side; a map ties its lines to
 * those of the program.  Its words are English, like those of the step language: it is code.
 */
#pragma once

#include "ts-script.h"
#include "way-traits.h"

G_BEGIN_DECLS

typedef enum {
  TS_CODE_PYTHON,   /* threading, multiprocessing or asyncio, as the way says */
  TS_CODE_C,        /* pthreads, or fork with shared memory */
  TS_N_CODE_LANGUAGES
} TsCodeLanguage;

/* What is to be written; all is borrowed. */
typedef struct {
  TsCodeLanguage language;
  WayId way;
  GHashTable *values;   /* as in TsSettings; they become the constants at the top */
  guint64 seed;         /* of random numbers; the code draws those that a run with that seed draws */
  const char *title;    /* may be NULL, as the next two */
  const char *summary;
  const char *program;  /* the text that the script was made of, for its comments */
} TsCodePlan;

typedef enum {
  TS_CODE_NAME_PARAMETER,
  TS_CODE_NAME_OBJECT,
  TS_CODE_NAME_TASK,    /* a function */
} TsCodeNameKind;

/* What something is called in the code. */
typedef struct {
  TsCodeNameKind kind;
  char *declared;       /* in the program */
  char *name;           /* in the code */
} TsCodeName;

typedef struct {
  GArray *lines;        /* guint: the line of the program that each line of the code says; 0: none */
  GPtrArray *names;     /* TsCodeName */
} TsCodeMap;

void ts_code_map_free (TsCodeMap *map);

/* The domain of errors: one sentence each. */
#define TS_CODE_ERROR (ts_code_error_quark ())
GQuark ts_code_error_quark (void);

typedef enum {
  TS_CODE_ERROR_REFUSED,  /* the way or the language cannot express the program */
} TsCodeError;

/* "python" or "c": how the language is called on the command line.  FALSE if `name` is none. */
const char *ts_code_language_get_name (TsCodeLanguage language);
gboolean ts_code_language_find (const char *name, TsCodeLanguage *language);

/* NULL if the program can be written in that language for that way, else one sentence that says why not
 * (free with g_free).  Context: any thread. */
char *ts_code_refuse (TsScript *script, TsCodeLanguage language, WayId way);

/* The whole program (free with g_free), with `map`, if it is not NULL; NULL with TS_CODE_ERROR_REFUSED if it cannot be
 * written.  The values must be good: ts_script_compile() has taken them.  Context: any thread. */
char *ts_code_write (TsScript *script, const TsCodePlan *plan, TsCodeMap **map, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsCodeMap, ts_code_map_free)

G_END_DECLS
