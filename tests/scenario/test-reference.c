/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reference for teachers: each of its examples is a program without mistakes, or gets the
 * messages that it shows.
 */
#include "listing.h"
#include "ts-scenario.h"

#include <string.h>

enum { LEAST_EXAMPLES = 7 };

typedef struct {
  char *kind;      /* what stands behind the fence: "", "wrong", "messages", "xml" */
  GString *text;
} Example;

static void
example_free (gpointer data)
{
  Example *example = data;

  g_free (example->kind);
  g_string_free (example->text, TRUE);
  g_free (example);
}

/* What stands between fences, in order. */
static GPtrArray *
read_examples (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("TS_DATA_DIR"), "scenarios", "LANGUAGE.md", NULL);
  g_autofree char *page = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *examples = g_ptr_array_new_with_free_func (example_free);
  Example *example = NULL;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  lines = g_strsplit (page, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "```") && example == NULL)
      {
        example = g_new0 (Example, 1);
        example->kind = g_strdup (lines[i] + 3);
        example->text = g_string_new (NULL);
        g_ptr_array_add (examples, example);
      }
    else if (g_str_has_prefix (lines[i], "```"))
      example = NULL;
    else if (example != NULL)
      g_string_append_printf (example->text, "%s\n", lines[i]);
  g_assert_null (example);
  return examples;
}

static void
test_examples (void)
{
  g_autoptr (GPtrArray) examples = read_examples ();
  guint programs = 0;

  for (guint i = 0; i < examples->len; i++)
    {
      Example *example = examples->pdata[i];
      g_autofree char *mistakes = NULL;

      if (*example->kind != '\0')
        continue;
      mistakes = list_mistakes (example->text->str);
      if (*mistakes != '\0')
        g_error ("%s in:\n%s", mistakes, example->text->str);
      programs++;
    }
  g_assert_cmpuint (programs, >=, LEAST_EXAMPLES);
}

static void
test_messages (void)
{
  g_autoptr (GPtrArray) examples = read_examples ();
  guint compared = 0;

  for (guint i = 0; i + 1 < examples->len; i++)
    {
      Example *wrong = examples->pdata[i], *messages = examples->pdata[i + 1];
      g_autofree char *mistakes = NULL;

      if (strcmp (wrong->kind, "wrong") != 0)
        continue;
      g_assert_cmpstr (messages->kind, ==, "messages");
      mistakes = list_mistakes (wrong->text->str);
      g_assert_cmpstr (mistakes, ==, messages->text->str);
      compared++;
    }
  g_assert_cmpuint (compared, >, 0);
}

static void
test_files (void)
{
  g_autoptr (GPtrArray) examples = read_examples ();
  guint files = 0;

  for (guint i = 0; i < examples->len; i++)
    {
      Example *example = examples->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (TsScenario) scenario = NULL;

      if (strcmp (example->kind, "xml") != 0)
        continue;
      scenario = ts_scenario_new_from_data (example->text->str, -1, "example", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (ts_scenario_get_id (scenario), !=, "");
      files++;
    }
  g_assert_cmpuint (files, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/examples", test_examples);
  g_test_add_func ("/reference/messages", test_messages);
  g_test_add_func ("/reference/files", test_files);
  return g_test_run ();
}
