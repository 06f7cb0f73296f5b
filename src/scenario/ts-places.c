/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-places.h"

/* True if this program lies below the folder it was built in: it was not installed. */
static gboolean
is_in_build_folder (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  return self != NULL && g_str_has_prefix (self, TS_BUILD_ROOT "/");
}

static char *
choose (const char *variable, const char *built, const char *installed)
{
  const char *wish = g_getenv (variable);

  if (wish != NULL && *wish != '\0')
    return g_strdup (wish);
  return g_strdup (is_in_build_folder () ? built : installed);
}

char *
ts_places_get_data (void)
{
  return choose ("TS_DATA_DIR", TS_SOURCE_ROOT "/data", TS_PKGDATADIR);
}

char *
ts_places_get_runner (void)
{
  return choose ("TS_RUNNER", TS_BUILD_ROOT "/src/engine/timeslice-runner", TS_LIBEXECDIR "/timeslice-runner");
}

char *
ts_places_get_recorder (void)
{
  return choose ("TS_RECORDER", TS_BUILD_ROOT "/src/cli/timeslice-recorder", TS_LIBEXECDIR "/timeslice-recorder");
}

char *
ts_places_get_schemas (void)
{
  return is_in_build_folder () ? g_strdup (TS_BUILD_ROOT "/data") : NULL;
}

char *
ts_places_get_translations (void)
{
  return choose ("TS_LOCALE_DIR", TS_BUILD_ROOT "/po", TS_LOCALEDIR);
}
