/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli: runs scenarios, records programs and shows recordings from a terminal.
 */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const char *name;
  int (*function) (int n_arguments, char **arguments);
  const char *summary;
} Command;

static const Command commands[] = {
  { "list", cli_list, N_("List the scenarios") },
  { "run", cli_run, N_("Run a scenario and show who ran where") },
  { "show", cli_show, N_("Show a recording") },
  { "check", cli_check, N_("Look for mistakes in scenario files") },
  { "watch", cli_watch, N_("Record any program") },
  { "machine", cli_machine, N_("Describe this machine") },
};

static void
print_help (void)
{
  g_print ("%s\n  timeslice-cli %s\n\n%s\n", _("Usage:"), _("COMMAND [OPTION…]"), _("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n", commands[i].name, _(commands[i].summary));
  g_print ("\n%s\n", _("“timeslice-cli COMMAND --help” explains a command."));
}

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

static int
complain_of_command (const char *name)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *message = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", commands[i].name);
  /* Translators: a word, and the list of the words that are known */
  message = g_strdup_printf (_("there is no command “%s”; there are %s."), name, known->str);
  cli_complain (message);
  return CLI_USAGE;
}

static int
dispatch (int n_arguments,
          char **arguments)
{
  const char *name = n_arguments > 1 ? arguments[1] : "";

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (name, commands[i].name) == 0)
      return commands[i].function (n_arguments - 1, arguments + 1);

  if (strcmp (name, "--version") == 0)
    {
      g_print ("timeslice-cli %s\n", TS_VERSION);
      return CLI_OK;
    }
  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0 || strcmp (name, "help") == 0)
    {
      print_help ();
      return CLI_OK;
    }
  if (n_arguments < 2)
    {
      print_help ();
      return CLI_USAGE;
    }
  return complain_of_command (name);
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

/* A report that did not reach its reader is a failure; one who has gone away wants no words
 * about it. */
static int
finish_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  if (errno != EPIPE)
    cli_complain (_("standard output could not be written."));
  return status == CLI_OK ? CLI_FAILED : status;
}

int
main (int n_arguments,
      char **arguments)
{
  open_standard_descriptors ();
  signal (SIGPIPE, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, TS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return finish_output (dispatch (n_arguments, arguments));
}
