/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-scenarios TOPIC: every scenario of that topic in every way that suits it, from the command line to the recording,
 * and what must be true of it.
 */
#include "config.h"

#include "cli-test.h"
#include "invariants.h"
#include "ts-recording-file.h"

/* One line of the plan: what is run, and how. */
typedef struct {
  const char *scenario, *way, *end, *more, *settings;
} Case;

/* What JSON has to hold of a run, as one expression: every look of its own would start an interpreter. */
static const char facts[] =
  "j['scenario'] == '%s' and j['way'] == '%s' and j['source'] != '' and "
  "{'name', 'kind', 'index', 'pid', 'tid', 'progress', 'total', 'running_s', 'ready_s', 'waiting_s', 'switches', "
  "'migrations', 'exit'} <= set (j['tasks'][0]) and "
  "j['wall_s'] > 0 and 0 < j['cpu_s'] <= j['wall_s'] * j['cores'] * 1.001 and "
  "abs (j['busy_cores'] - j['cpu_s'] / j['wall_s']) < 0.001 and "
  "all (abs (t['running_s'] + t['ready_s'] + t['waiting_s'] - t['lifetime_s']) < 1e-6 for t in j['tasks']) and "
  "isinstance (j['lost'], int) and all (isinstance (p, str) for p in j['prints'])";

static const char ends_well[] =
  "j['failure'] is None and all (t['exit'] == 0 for t in j['tasks'] if not t['daemon'])";
static const char ends_in_deadlock[] = "'deadlock' in j['failure']";
static const char ends_in_crash[] = "'killed by signal' in j['failure']";

static void
check_json (const Case *one, const char *json)
{
  const char *end = g_str_equal (one->end, "deadlock") ? ends_in_deadlock
                    : g_str_equal (one->end, "crash") ? ends_in_crash : ends_well;
  g_autofree char *run = g_strdup_printf (facts, one->scenario, one->way);
  g_autofree char *all = g_strdup_printf ("%s and %s", run, end);

  cli_test_assert_json (json, all);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *file = cli_test_path ("scenario.timeslice");
  g_autofree char *line = g_strdup_printf ("run %s --way %s %s %s --json --save %s", one->scenario, one->way, one->more,
                                           one->settings, file);
  g_autofree char *show = g_strdup_printf ("show --json %s", file);
  g_autoptr (CliResult) result = cli_test_expect (g_str_equal (one->end, "well") ? 0 : 1, line);
  g_autoptr (CliResult) shown = cli_test_expect (0, show);
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRecording) recording = ts_recording_open (file, &error);

  g_assert_no_error (error);
  check_json (one, result->out);
  g_assert_cmpstr (shown->out, ==, result->out);
  assert_invariants (recording);
}

/* All cases and their words, which live as long as the program. */
static GSList *kept;

/* Takes over `words`: scenario, way, end, more options, settings. */
static void
add_case (char **words)
{
  Case *one = g_new (Case, 1);
  g_autofree char *title = g_strdup_printf ("/scenarios/%s/%s%s", words[0], words[1], words[3]);

  *one = (Case) { words[0], words[1], words[2], words[3], words[4] };
  kept = g_slist_prepend (g_slist_prepend (kept, one), words);
  g_test_add_data_func (title, one, test_case);
}

/* A line for each scenario of the topic and each of its ways, with options that make a run about a fifth as long as its
 * author meant it to be; and one for its first way, observed by the tasks' own clocks.  A Python without the lock is in few
 * systems, and there is no case for it where there is none. */
static char *
list_cases (const char *topic)
{
  g_autoptr (CliResult) list = cli_test_expect (0, "list --json");
  g_autoptr (CliResult) machine = cli_test_expect (0, "machine --json");
  g_autofree char *can_do_without_lock = cli_test_json (machine->out, "any (not p['interpreter_lock'] for p in j['pythons'])");
  g_autofree char *expression = g_strdup_printf (
    "'\\n'.join ('\\t'.join ((s['id'], w, s['ends'] or 'well', m, ' '.join (f\"--set {p['name']}="
    "{max (p['low'], p['default'] // 5)}\" for p in s['parameters']))) for s in j if s['topic'] == '%s' "
    "for i, w in enumerate (s['ways']) if w != 'python-free-threaded' or %s "
    "for m in ('', '--source self-timed')[:2 if i == 0 else 1])", topic, can_do_without_lock);

  return cli_test_json (list->out, expression);
}

int
main (int n_arguments, char **arguments)
{
  g_autofree char *plan = NULL;
  g_auto (GStrv) lines = NULL;
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_assert_cmpint (n_arguments, ==, 2);
  plan = list_cases (arguments[1]);
  lines = g_strsplit (plan, "\n", -1);
  g_assert_cmpstr (lines[0], !=, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    add_case (g_strsplit (lines[i], "\t", -1));
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
