/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "ts-places.h"

void
cli_complain (const char *message)
{
  g_printerr ("timeslice-cli: %s\n", message);
}

gboolean
cli_parse (const CliSyntax *syntax,
           const GOptionEntry *entries,
           int *n_arguments,
           char ***arguments)
{
  g_autoptr (GOptionContext) context = g_option_context_new (syntax->usage);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("timeslice-cli %s", syntax->name);

  g_set_prgname (program);
  g_option_context_set_summary (context, syntax->summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_strict_posix (context, syntax->strict);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, n_arguments, arguments, &error))
    return TRUE;
  g_printerr ("timeslice-cli: %s. “%s --help” lists the options.\n", error->message, program);
  return FALSE;
}

/* A closed standard descriptor would be taken by the next file that is opened, and then written
 * to. */
static void
open_standard_descriptors (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd > STDERR_FILENO)
    close (fd);
}

void
cli_set_up (void)
{
  g_autofree char *translations = ts_places_get_translations ();

  open_standard_descriptors ();
  signal (SIGPIPE, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
cli_finish (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  if (errno != EPIPE)
    cli_complain (_("standard output could not be written."));
  return status == CLI_OK ? CLI_FAILED : status;
}
