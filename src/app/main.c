/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice: the window.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>
#include <locale.h>

#include "ts-application.h"
#include "ts-places.h"
#include "ts-renderer.h"

int
main (int n_arguments, char **arguments)
{
  g_autoptr (TsApplication) application = NULL;
  g_autofree char *schemas = ts_places_get_schemas ();
  g_autofree char *translations = ts_places_get_translations ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (schemas != NULL)
    g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, FALSE);
  ts_renderer_choose ();

  application = ts_application_new ();
  return g_application_run (G_APPLICATION (application), n_arguments, arguments);
}
