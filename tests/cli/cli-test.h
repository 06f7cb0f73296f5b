/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the end-to-end tests share: running the real timeslice-cli, and looking at what it left
 * behind.
 */
#pragma once

#include <gio/gio.h>

#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct {
  char *out;
  char *err;
  int status;   /* exit status, or minus the signal that killed it */
} CliResult;

/* Runs timeslice-cli with `arguments`, one string as a shell would split it, and waits for its end.
 * `setup` (may be NULL) is called in the child before it begins. */
CliResult *cli_test_run (const char *arguments, GSpawnChildSetupFunc setup);
void cli_result_free (CliResult *result);

/* The same, asserting the exit status; what was printed is shown if it differs. */
CliResult *cli_test_expect (int status, const char *arguments);

/* Path of the timeslice-cli under test.  Free with g_free(). */
char *cli_test_get_program (void);

/* The value of a Python expression over the JSON text, in which it is called `j`; asserts that
 * it is JSON. */
char *cli_test_json (const char *text, const char *expression);

/* Asserts that the expression is true. */
void cli_test_assert_json (const char *text, const char *expression);

/* Puts lines (NULL-terminated) into alphabetical order. */
void cli_test_sort_lines (char **lines);

/* Asserts that `part` is in `text`, and shows the text if not. */
void cli_test_assert_contains (const char *text, const char *part);

/* Writes a program into a new file in the test's folder and returns its path, to be freed with
 * g_free(). */
char *cli_test_write_scenario (const char *name, const char *program);

/* A path in the test's folder, which is made at the first call and deleted by cli_test_finish(). */
char *cli_test_path (const char *name);
void cli_test_finish (void);

/* How many processes of process group `group` live (zombies too). */
guint cli_test_count_group (int group);

/* True if the process exists and is no zombie. */
gboolean cli_test_is_alive (int pid);

/* PIDs of all descendants of `pid`, in the order in which they were found (int). */
GArray *cli_test_get_descendants (int pid);

/* Waits until `condition` is true, at most 20 s; asserts that it became true. */
typedef gboolean (*CliCondition) (gpointer data);
void cli_test_wait_until (CliCondition condition, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliResult, cli_result_free)

G_END_DECLS
