/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli: runs scenarios, records programs and shows recordings from a terminal.
 *
 * Loading the libraries that paint pictures takes longer than all that `list`, `check` and `write` do, so
 * those are here, and the other commands in timeslice-recorder, in whose place this program
 * puts itself.
 */
#include "config.h"

#include "cli.h"
#include "ts-places.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const char *name;
  int (*function) (int n_arguments, char **arguments);   /* NULL: timeslice-recorder has it */
  const char *summary;
} Command;

static const Command commands[] = {
  { "list", cli_list, N_("List the scenarios") },
  { "run", NULL, N_("Run a scenario and show who ran where") },
  { "show", NULL, N_("Show a recording") },
  { "check", cli_check, N_("Look for mistakes in scenario files") },
  { "write", cli_write, N_("Write a scenario out in Python or C") },
  { "watch", NULL, N_("Record any program") },
  { "machine", NULL, N_("Describe this machine") },
};

static void
print_help (void)
{
  g_print ("%s\n  timeslice-cli %s\n\n%s\n", _("Usage:"), _("COMMAND [OPTION…]"), _("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n", commands[i].name, _(commands[i].summary));
  g_print ("\n%s\n", _("“timeslice-cli COMMAND --help” explains a command."));
}

/* Does not return if the recorder could be started. */
static int
become_recorder (char **arguments)
{
  g_autofree char *path = ts_places_get_recorder ();
  g_autofree char *message = NULL;

  execv (path, arguments);
  /* Translators: a file name, then the system's reason: "No such file or directory". */
  message = g_strdup_printf (_("“%s” could not be started: %s."), path, g_strerror (errno));
  cli_complain (message);
  return CLI_FAILED;
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
      return commands[i].function != NULL ? commands[i].function (n_arguments - 1, arguments + 1)
                                          : become_recorder (arguments);

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

int
main (int n_arguments,
      char **arguments)
{
  cli_set_up ();
  return cli_finish (dispatch (n_arguments, arguments));
}
