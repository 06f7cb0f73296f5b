/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-python.h"

#include "ts-run.h"

#include <glib/gi18n-lib.h>

/* asyncio.Barrier came with 3.11. */
enum { LEAST_MINOR = 11 };

/* How they are called: builds without the lock have a "t" (PEP 703). */
static const char * const names[] = { "python3", "python3.14t", "python3.13t", "python3t" };

/* What it says about itself: three lines. */
static const char question[] =
  "import sys; print(sys.executable); print('.'.join(map(str, sys.version_info[:3])));"
  "print(getattr(sys, '_is_gil_enabled', lambda: True)())";

static void
python_free (gpointer data)
{
  TsPython *python = data;

  g_free (python->path);
  g_free (python->version);
  g_free (python);
}

/* NULL if there is none of that name, or it does not answer as a Python does. */
static TsPython *
ask (const char *name)
{
  const char *command[] = { name, "-I", "-S", "-c", question, NULL };
  g_autofree char *answer = NULL;
  g_auto (GStrv) lines = NULL;
  TsPython *python;
  int status;

  if (!g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                     &answer, NULL, &status, NULL)
      || !g_spawn_check_wait_status (status, NULL))
    return NULL;
  lines = g_strsplit (answer, "\n", -1);
  if (g_strv_length (lines) < 3 || *lines[0] != '/')
    return NULL;
  python = g_new (TsPython, 1);
  *python = (TsPython) { g_strdup (lines[0]), g_strdup (lines[1]), g_str_equal (lines[2], "True") };
  return python;
}

static gboolean
is_new_enough (const TsPython *python)
{
  g_auto (GStrv) parts = g_strsplit (python->version, ".", -1);

  return g_strv_length (parts) >= 2 && g_ascii_strtoull (parts[1], NULL, 10) >= LEAST_MINOR;
}

static gboolean
is_known (GPtrArray *pythons, const TsPython *python)
{
  for (guint i = 0; i < pythons->len; i++)
    if (g_str_equal (((TsPython *) pythons->pdata[i])->path, python->path))
      return TRUE;
  return FALSE;
}

static GPtrArray *
look (void)
{
  GPtrArray *pythons = g_ptr_array_new_with_free_func (python_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TsPython *python = ask (names[i]);

      if (python != NULL && !is_known (pythons, python))
        g_ptr_array_add (pythons, python);
      else if (python != NULL)
        python_free (python);
    }
  return pythons;
}

GPtrArray *
ts_python_get_all (void)
{
  static gsize found = 0;

  if (g_once_init_enter (&found))
    g_once_init_leave (&found, (gsize) look ());
  return (GPtrArray *) found;
}

const TsPython *
ts_python_find (WayId way, GError **error)
{
  GPtrArray *pythons = ts_python_get_all ();
  gboolean free_threaded = way == WAY_PYTHON_FREE_THREADED;

  for (guint i = 0; i < pythons->len; i++)
    {
      const TsPython *python = pythons->pdata[i];

      if (is_new_enough (python) && python->has_lock != free_threaded)
        return python;
    }
  if (free_threaded)
    g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
                         _("No Python without an interpreter lock was found: install one (python3.13t or newer), or choose "
                           "another way to run."));
  else
    g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
                 /* Translators: %d is the second part of the version, as in Python 3.11 */
                 _("No python3 of version 3.%d or newer was found: install it, or choose another way to run."), LEAST_MINOR);
  return NULL;
}

gboolean
ts_python_suffices (WayId way, GError **error)
{
  return !way_traits[way].is_python || ts_python_find (way, error) != NULL;
}
