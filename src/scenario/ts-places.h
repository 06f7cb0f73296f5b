/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the program's own files are, installed or in the build folder.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The data folder: $TS_DATA_DIR, else the source tree's if this program runs from its build folder, else the installed
 * one.  Free with g_free.  Context: any thread. */
char *ts_places_get_data (void);

/* The runner: $TS_RUNNER, else the build folder's if this program runs from there, else the installed one. Free with g_free. */
char *ts_places_get_runner (void);

/* Likewise the recorder, which does most of timeslice-cli's commands: $TS_RECORDER, … */
char *ts_places_get_recorder (void);

/* The folder of the settings' schemas if this program runs from its build folder; NULL if it is installed, where GIO
 * finds them by itself.  Free with g_free. */
char *ts_places_get_schemas (void);

/* The folder of the translations: $TS_LOCALE_DIR, else the build folder's if this program runs from there, else the
 * installed one.  Free with g_free. */
char *ts_places_get_translations (void);

G_END_DECLS
