/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the subcommands of timeslice-cli have in common: how they are called and what they return.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses; a run that a signal stopped ends with 128 + its number, as a shell's jobs do. */
enum {
  CLI_OK = 0,
  CLI_FAILED = 1,  /* the run failed, or what was asked for could not be written */
  CLI_USAGE = 2,   /* bad usage or input */
  CLI_SIGNALLED = 128,
};

/* Each reads the arguments after its own name (arguments[0] is the name) and returns an exit
 * status. Context: the main thread, as for all of src/cli. */
int cli_list (int n_arguments, char **arguments);
int cli_run (int n_arguments, char **arguments);
int cli_show (int n_arguments, char **arguments);
int cli_check (int n_arguments, char **arguments);
int cli_watch (int n_arguments, char **arguments);
int cli_write (int n_arguments, char **arguments);
int cli_machine (int n_arguments, char **arguments);

/* What each program does first: language, standard descriptors, no death by SIGPIPE. */
void cli_set_up (void);

/* What each program does last: a report that did not reach its reader is a failure too; a reader
 * who has gone away wants no words about it.  The exit status. */
int cli_finish (int status);

/* Prints "timeslice-cli: MESSAGE" to standard error. */
void cli_complain (const char *message);

/* Parses `arguments` with `entries`, of the subcommand `name`; `usage` names what may follow the
 * options and `summary` explains them.  What remains is left in *arguments (NULL-terminated,
 * arguments[0] kept).  With `strict` options end where the first other word stands.  False after
 * a complaint. */
typedef struct {
  const char *name;
  const char *usage;
  const char *summary;
  gboolean strict;
} CliSyntax;

gboolean cli_parse (const CliSyntax *syntax, const GOptionEntry *entries, int *n_arguments,
                    char ***arguments);

G_END_DECLS
