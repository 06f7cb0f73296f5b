/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-recorder: the commands of timeslice-cli that run, record, show and paint.
 *
 *   timeslice-recorder COMMAND ARGUMENT…
 *
 * It is started by timeslice-cli, which explains the commands and knows which there are.
 */
#include "config.h"

#include "cli.h"

#include <string.h>

static int
dispatch (int n_arguments,
          char **arguments)
{
  static const struct {
    const char *name;
    int (*function) (int n_arguments, char **arguments);
  } commands[] = {
    { "run", cli_run },
    { "show", cli_show },
    { "watch", cli_watch },
    { "machine", cli_machine },
  };

  for (gsize i = 0; n_arguments > 1 && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (arguments[1], commands[i].name) == 0)
      return commands[i].function (n_arguments - 1, arguments + 1);
  return CLI_USAGE;
}

int
main (int n_arguments,
      char **arguments)
{
  cli_set_up ();
  return cli_finish (dispatch (n_arguments, arguments));
}
