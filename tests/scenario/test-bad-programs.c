/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each program of bad-programs.txt gets exactly the messages that stand under it.
 */
#include "listing.h"

#include <string.h>

enum { LEAST_CASES = 60 };

typedef struct {
  GString *program;
  GString *expected;
} Case;

static void
case_free (gpointer data)
{
  Case *bad = data;

  g_string_free (bad->program, TRUE);
  g_string_free (bad->expected, TRUE);
  g_free (bad);
}

static void
test_case (gconstpointer data)
{
  const Case *bad = data;
  g_autofree char *mistakes = list_mistakes (bad->program->str);

  g_assert_cmpstr (bad->expected->str, !=, "");
  g_assert_cmpstr (mistakes, ==, bad->expected->str);
}

static Case *
begin_case (GPtrArray *cases, const char *name)
{
  Case *bad = g_new0 (Case, 1);
  g_autofree char *path = g_strconcat ("/bad-programs/", name, NULL);

  bad->program = g_string_new (NULL);
  bad->expected = g_string_new (NULL);
  g_ptr_array_add (cases, bad);
  g_test_add_data_func (path, bad, test_case);
  return bad;
}

/* Comments stand before the first case only: behind it "#" belongs to the programs. */
static void
add_cases (GPtrArray *cases, char **lines)
{
  Case *bad = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "--- "))
      bad = begin_case (cases, lines[i] + 4);
    else if (bad != NULL && g_str_has_prefix (lines[i], ">>> "))
      g_string_append_printf (bad->expected, "%s\n", lines[i] + 4);
    else if (bad != NULL && (*lines[i] != '\0' || lines[i + 1] != NULL))
      g_string_append_printf (bad->program, "%s\n", lines[i]);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (case_free);
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "scenario", "bad-programs.txt", NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  add_cases (cases, lines);
  g_assert_cmpuint (cases->len, >=, LEAST_CASES);
  return g_test_run ();
}
