/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scenario files: what is read from them, and what is said about broken ones.
 */
#include "ts-scenario.h"

#include <string.h>

#define BEGIN "<scenario id=\"a\" topic=\"cores\" order=\"1\">\n"
#define TITLE "  <title>T</title>\n"
#define SUMMARY "  <summary>S</summary>\n"
#define PROGRAM "  <program><![CDATA[\n    task A\n      step\n  ]]></program>\n"
#define END "</scenario>\n"

typedef struct {
  const char *name;
  const char *data;
  const char *expected;  /* "LINE:COLUMN: message" of all mistakes, a line each */
} Broken;

static const Broken broken[] = {
  { "no id", "<scenario>\n" TITLE SUMMARY PROGRAM END, "1:1: <scenario> lacks: id\n" },
  { "nothing", "<scenario id=\"a\"/>", "1:1: <scenario> lacks: <title>, <summary>, <program>\n" },
  { "no title", BEGIN SUMMARY PROGRAM END, "1:1: <scenario> lacks: <title>\n" },
  { "id with a space", "<scenario id=\"A b\">" TITLE SUMMARY PROGRAM END,
    "1:11: an id is made of small letters, digits and hyphens, not “A b”\n" },
  { "unknown topic", "<scenario id=\"a\" topic=\"core\">" TITLE SUMMARY PROGRAM END,
    "1:18: there is no topic “core”; did you mean “cores”?\n" },
  { "order that is no number", "<scenario id=\"a\" order=\"first\">" TITLE SUMMARY PROGRAM END,
    "1:18: order is a whole number from 0 to 99999, not “first”\n" },
  { "unknown attribute", "<scenario id=\"a > b\" colour=\"red\">" TITLE SUMMARY PROGRAM END,
    "1:11: an id is made of small letters, digits and hyphens, not “a > b”\n"
    "1:22: there is no attribute “colour” in <scenario>\n" },
  { "attribute twice", "<scenario id=\"a\" id=\"b\">" TITLE SUMMARY PROGRAM END,
    "1:18: a second “id”\n" },
  { "attribute of a title", BEGIN "  <title lang=\"de\">T</title>\n" SUMMARY PROGRAM END,
    "2:10: there is no attribute “lang” in <title>\n" },
  { "empty title", BEGIN "  <title> </title>\n" SUMMARY PROGRAM END, "2:11: <title> is empty\n" },
  { "second title", BEGIN TITLE TITLE SUMMARY PROGRAM END, "3:3: a second <title>\n" },
  { "unknown element", BEGIN "<!-- <a> --><tilte/>\n" TITLE SUMMARY PROGRAM END,
    "2:13: there is no element <tilte> in <scenario>\n" },
  { "element in a title", BEGIN "  <title>ä<b>T</b></title>\n" SUMMARY PROGRAM END,
    "2:11: there is no element <b> in <title>\n" },
  { "another root", "<?xml version=\"1.0\"?>\n<scene/>",
    "2:1: expected the element <scenario>, found <scene>\n" },
  { "no root", "<!-- nothing -->\n", "1:1: the file holds no <scenario>\n" },
  { "two roots", BEGIN TITLE SUMMARY PROGRAM END BEGIN TITLE SUMMARY PROGRAM END,
    "9:1: a second <scenario>\n" },
  { "loose text", BEGIN TITLE SUMMARY "  hello" PROGRAM END,
    "4:3: text in <scenario> that belongs to no element\n" },
  { "program without CDATA", BEGIN TITLE SUMMARY "  <program>\n    task A\n  </program>" END,
    "5:5: the program stands between “<![CDATA[” and “]]>”: this is outside of them\n" },
  { "empty program", BEGIN TITLE SUMMARY "  <program/>\n" END,
    "4:3: the program stands between “<![CDATA[” and “]]>”\n" },
  { "program on the first line",
    BEGIN TITLE SUMMARY "  <program><![CDATA[task A\n  step]]></program>" END,
    "4:12: the program begins on the line after “<![CDATA[”\n" },
  { "two programs",
    BEGIN TITLE SUMMARY
    "  <program><![CDATA[\n    task A\n      step\n]]><![CDATA[\n]]></program>" END,
    "7:4: a second “<![CDATA[” in <program>\n" },
  { "mistakes in the XML and in the program",
    "<!-- ä -->\n<scenario>\n" TITLE SUMMARY
    "  <program><![CDATA[\n    task A\n      stepp\n  ]]></program>\n" END,
    "2:1: <scenario> lacks: id\n7:7: “stepp” is no step; did you mean “step”?\n" },
  { "a way that there is not",
    "<scenario id=\"a\" ways=\"threads fast\">\n" TITLE SUMMARY PROGRAM END,
    "1:18: there is no way to run “fast”\n" },
  { "an end that there is not", "<scenario id=\"a\" ends=\"well\">\n" TITLE SUMMARY PROGRAM END,
    "1:18: a run ends in a “deadlock” or a “crash”, not “well”\n" },
  { "bare program with a mistake", "task A\n  stepp\n",
    "2:3: “stepp” is no step; did you mean “step”?\n" },
  { "empty file", "", "1:1: the program has no task\n" },
  { "not UTF-8", "task A\n  print \"\344\"\n", "2:10: this is not text in UTF-8\n" },
};

static void
test_broken (gconstpointer data)
{
  const Broken *file = data;
  g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario
      = ts_scenario_new_from_data (file->data, -1, "f", diagnostics, &error);
  g_autoptr (GString) mistakes = g_string_new (NULL);

  g_assert_null (scenario);
  g_assert_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "f:"));
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const TsDiagnostic *diagnostic = diagnostics->pdata[i];

      g_string_append_printf (mistakes, "%u:%u: %s\n", diagnostic->line, diagnostic->column,
                              diagnostic->message);
    }
  g_assert_cmpstr (mistakes->str, ==, file->expected);
}

/* Of XML that is none, the line is said and what is wrong with it, in GLib's words. */
static void
test_not_xml (void)
{
  static const char * const files[] = {
    BEGIN "  <title>T & U</title>",
    BEGIN "  <title>T</titel>",
    BEGIN "  <title a=b>",
    BEGIN "  <title",
    BEGIN "  <a\302\213>",   /* GLib quotes one byte of it */
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
      g_autoptr (TsScenario) scenario
          = ts_scenario_new_from_data (files[i], -1, "f", diagnostics, NULL);
      const TsDiagnostic *first;

      g_assert_null (scenario);
      g_assert_cmpuint (diagnostics->len, ==, 1);
      first = diagnostics->pdata[0];
      g_assert_cmpuint (first->line, ==, 2);
      g_assert_true (g_str_has_prefix (first->message, "this is not XML as it should be: "));
      g_assert_true (g_utf8_validate (first->message, -1, NULL));
    }
}

static void
test_zero_byte (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario
      = ts_scenario_new_from_data ("task A\n  step\0\n", 15, "f", NULL, &error);

  g_assert_null (scenario);
  g_assert_cmpstr (error->message, ==, "f:2:7: error: this is not text in UTF-8");
}

static void
test_fields (void)
{
  static const char data[]
      = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<scenario id=\"my-first\" topic=\"pinned\" order=\"70\">\n"
        "  <title> A &amp;\n   B </title>\n"
        "  <summary>What <![CDATA[<it>]]> is</summary>\n"
        "  <look>Look</look>\n"
        "  <lesson>\n"
        "    <predict>p</predict><investigate>i</investigate><change>c</change>\n"
    "    <make>m</make><belief>b</belief>\n"
        "  </lesson>\n"
        "  <program><![CDATA[\n"
        "    task A\n"
        "      step\n"
        "  ]]></program>\n"
        "</scenario>\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = ts_scenario_new_from_data (data, -1, "f", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ts_scenario_get_id (scenario), ==, "my-first");
  g_assert_cmpstr (ts_scenario_get_topic (scenario), ==, "pinned");
  g_assert_cmpint (ts_scenario_get_order (scenario), ==, 70);
  g_assert_cmpstr (ts_scenario_get_title (scenario), ==, "A & B");
  g_assert_cmpstr (ts_scenario_get_summary (scenario), ==, "What <it> is");
  g_assert_cmpstr (ts_scenario_get_look (scenario), ==, "Look");
  g_assert_cmpstr (ts_scenario_get_program (scenario), ==, "\n    task A\n      step\n  ");
  g_assert_cmpuint (ts_scenario_get_program_line (scenario), ==, 11);
  g_assert_cmpstr (ts_scenario_get_source (scenario), ==, data);
  g_assert_nonnull (ts_scenario_get_script (scenario));
}

/* The ways that a file names, in its order; programs that a way cannot run are refused with a sentence. */
static void
test_ways (void)
{
  static const char data[] = "<scenario id=\"a\" ways=\"processes threads\">\n" TITLE SUMMARY PROGRAM END;
  g_autoptr (TsScenario) scenario = ts_scenario_new_from_data (data, -1, "f", NULL, NULL);
  g_autoptr (TsScenario) bare = ts_scenario_new_from_data ("coroutine A\n  step\n", -1, "f", NULL, NULL);
  g_autofree char *loop = ts_scenario_refuse_way (scenario, WAY_LOOP);
  g_autofree char *threads = ts_scenario_refuse_way (bare, WAY_THREADS);

  g_assert_cmpuint (ts_scenario_get_first_way (scenario), ==, WAY_PROCESSES);
  g_assert_true (ts_scenario_suits_way (scenario, WAY_THREADS));
  g_assert_cmpstr (loop, ==, "“T” makes no sense in the way “Event loop”.");
  g_assert_cmpstr (threads, ==, "“A” is a coroutine, which runs only where there is an event loop.");
}

static void
test_bare (void)
{
  g_autoptr (TsScenario) scenario
      = ts_scenario_new_from_data ("task A\n  step\n", -1, "some/my.try.scenario", NULL, NULL);

  g_assert_nonnull (scenario);
  g_assert_cmpstr (ts_scenario_get_id (scenario), ==, "my.try");
  g_assert_cmpstr (ts_scenario_get_title (scenario), ==, "my.try");
  g_assert_cmpstr (ts_scenario_get_look (scenario), ==, "");
  g_assert_cmpuint (ts_scenario_get_program_line (scenario), ==, 1);
}

/* Files are read whole, and one that is not there is an error of its own kind. */
static void
test_files (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("TS_DATA_DIR"), "scenarios", "word.scenario", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_get_child (file, "missing");
  g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing_error = NULL;

  g_assert_true (ts_scenario_check (file, NULL, diagnostics, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_false (ts_scenario_check (missing, NULL, diagnostics, &missing_error));
  g_assert_true (missing_error->domain == G_IO_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/scenario/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  g_test_add_func ("/scenario/not XML", test_not_xml);
  g_test_add_func ("/scenario/zero byte", test_zero_byte);
  g_test_add_func ("/scenario/fields", test_fields);
  g_test_add_func ("/scenario/ways", test_ways);
  g_test_add_func ("/scenario/bare program", test_bare);
  g_test_add_func ("/scenario/files", test_files);
  return g_test_run ();
}
