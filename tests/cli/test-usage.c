/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What timeslice-cli says: list, check, machine, help, and complaints about what was asked for.
 */
#include "config.h"

#include "cli-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
test_list (void)
{
  g_autoptr (CliResult) text = cli_test_expect (0, "list");
  g_autoptr (CliResult) json = cli_test_expect (0, "list --json");

  cli_test_assert_contains (text->out, "worker-pool");
  g_assert_cmpstr (text->err, ==, "");
  cli_test_assert_json (json->out, "isinstance(j, list) and {'word', 'worker-pool', "
                                   "'pinned-processes'} <= "
                                   "{s['id'] for s in j}");
  cli_test_assert_json (json->out, "all(set(s) == {'id', 'topic', 'title', 'summary', 'ways', "
                                   "'ends', 'parameters'} "
                                   "and s['ways'] and s['ends'] in (None, 'deadlock', 'crash') for s in j)");
  cli_test_assert_json (json->out, "[s['ways'] for s in j if s['id'] == 'false-sharing'] == [['threads']]");
  cli_test_assert_json (json->out, "all(set(p) == {'name', 'label', 'default', 'low', 'high'} and "
                                   "p['low'] <= p['default'] <= p['high'] for s in j for p in "
                                   "s['parameters'])");
  cli_test_assert_json (json->out, "any(s['parameters'] for s in j)");
}

static void
test_machine (void)
{
  g_autoptr (CliResult) text = cli_test_expect (0, "machine");
  g_autoptr (CliResult) json = cli_test_expect (0, "machine --json");

  cli_test_assert_contains (text->out, "Exact source:");
  cli_test_assert_json (json->out, "len(j['cores']) > 0 and any(c['allowed'] for c in j['cores'])");
  cli_test_assert_json (json->out, "[s['name'] for s in j['sources']] == ['exact', 'self-timed']");
  cli_test_assert_json (json->out, "all(s['available'] or len(s['reason']) > 0 for s in "
                                   "j['sources'])");
  cli_test_assert_json (json->out, "all(c['number'] in o['siblings'] for c in j['cores'] "
                                   "for o in j['cores'] if o['number'] in c['siblings'])");
}

static void
test_help (void)
{
  static const char * const commands[] = { "list", "run", "show", "check", "write", "watch", "machine" };
  g_autoptr (CliResult) help = cli_test_expect (0, "--help");
  g_autoptr (CliResult) version = cli_test_expect (0, "--version");
  g_autoptr (CliResult) nothing = cli_test_expect (2, "");

  g_assert_cmpstr (version->out, ==, "timeslice-cli " TS_VERSION "\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s --help", commands[i]);
      g_autoptr (CliResult) one = cli_test_expect (0, line);

      cli_test_assert_contains (help->out, commands[i]);
      cli_test_assert_contains (one->out, commands[i]);
    }
}

/* Arguments that are refused, and a part of what is said about it. */
static const struct {
  const char *arguments;
  const char *complaint;
} complaints[] = {
  { "dance", "there is no command “dance”; there are list, run, show, check, write, watch, machine" },
  { "list more", "“list” takes no arguments" },
  { "machine more", "“machine” takes no arguments" },
  { "list --jso", "--jso" },
  { "run", "“run” needs one scenario" },
  { "run word word", "“run” needs one scenario" },
  { "run no-such-scenario", "no-such-scenario" },
  { "run --all word", "“run --all” takes no scenario" },
  { "run --all --json", "“run --all” takes no scenario" },
  { "run --all --way coroutines", "--way “coroutines” is not known; there are threads, processes" },
  { "run --all --cores all", "“all” is not a list of cores" },
  { "run ./no-such-file.scenario", "no-such-file.scenario" },
  { "run word --way coroutines", "--way “coroutines” is not known; there are threads, processes, " },
  { "run word --source guess", "--source “guess” is not known; there are exact, self-timed" },
  { "run worker-pool --set nothing=1", "“worker-pool” has no parameter “nothing”; there are " },
  { "run worker-pool --set workers", "“--set workers” needs a value" },
  { "run worker-pool --set workers=many", "workers must be a whole number from " },
  { "run worker-pool --set workers=-1", "workers must be a whole number from " },
  { "run worker-pool --set workers=99999999999999999999", "workers must be a whole number from " },
  { "run word --cores all", "“all” is not a list of cores" },
  { "run word --cores 1023", "Core 1023 does not exist on this machine; allowed are " },
  { "run worker-pool --way simulated --cores 0-64", "The simulated machine has 64 cores at most, and --cores lists 65." },
  { "run worker-pool --way simulated --cores 0,1 --option cores=3", "--cores lists 2, and --option cores=3 says otherwise" },
  { "run word --seed none", "the seed must be a whole number" },
  { "run word --repeat 0", "--repeat must be from 1 to " },
  { "run word --stop-after -1", "--stop-after must be a number of seconds" },
  { "run word --picture word.gif", "its name must end in .png, .svg or .pdf" },
  { "run word --picture /nonexistent/word.png", "“/nonexistent/word.png” cannot be written: No "
                                                "such file" },
  { "run word --save /tmp", "“/tmp” is a folder" },
  { "run word --appearance pink", "there is no appearance “pink”; there are light, dark" },
  { "run word --from 2 --to 1", "--to the later of the two" },
  { "run word --from -1", "--from and --to are seconds" },
  { "show", "“show” needs one recording" },
  { "show /nonexistent.timeslice", "nonexistent.timeslice” could not be opened" },
  { "check", "“check” needs a file" },
  { "check /nonexistent.scenario", "/nonexistent.scenario" },
  { "write", "“write” needs one scenario" },
  { "write word", "“write” needs a language: --as python, or --as c" },
  { "write word --as latin", "--as “latin” is not known; there are python, c" },
  { "write word --as c --way dance", "--way “dance” is not known; there are threads, processes" },
  { "write word --as c --way loop", "C has no event loop of its own" },
  { "write word --as c --way python-threads", "That way runs Python" },
  { "write word --as python --way simulated", "A simulated machine cannot be written out" },
  { "write pinned-processes --as python --way loop", "“Core” is a process, and asyncio runs coroutines only" },
  { "write word --as python --set pages=0", "pages must be a whole number from " },
  { "write word --as python --seed none", "the seed must be a whole number" },
  { "watch", "“watch” needs a command" },
  { "watch --", "“watch” needs a command" },
};

static void
test_complaints (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (complaints); i++)
    {
      g_autoptr (CliResult) result = cli_test_expect (2, complaints[i].arguments);

      cli_test_assert_contains (result->err, complaints[i].complaint);
      g_assert_true (g_str_has_suffix (result->err, "\n"));
      g_assert_cmpstr (result->out, ==, "");
    }
}

static void
test_check (void)
{
  g_autofree char *bad = cli_test_write_scenario ("bad.scenario",
                                                  "task Worker\n  compute 5\n  dance\n");
  g_autofree char *good = cli_test_write_scenario ("good.scenario",
                                                   "task Worker\n  compute 5 ms\n");
  g_autofree char *both = g_strdup_printf ("check %s %s", bad, good);
  g_autofree char *quiet = g_strdup_printf ("check -q %s", good);
  g_autofree char *run = g_strdup_printf ("run %s", bad);
  g_autofree char *first = g_strdup_printf ("%s:2:", bad);
  g_autofree char *second = g_strdup_printf ("%s:3:3: error: ", bad);
  g_autofree char *praise = g_strdup_printf ("%s: no mistakes\n", good);
  g_autoptr (CliResult) result = cli_test_expect (2, both);
  g_autoptr (CliResult) silent = cli_test_expect (0, quiet);
  g_autoptr (CliResult) refused = cli_test_expect (2, run);

  cli_test_assert_contains (result->err, first);
  cli_test_assert_contains (result->err, second);
  g_assert_cmpstr (result->out, ==, praise);
  g_assert_cmpstr (silent->out, ==, "");
  g_assert_cmpstr (silent->err, ==, "");
  g_assert_cmpstr (refused->err, ==, result->err);
}

/* Every scenario of the tree is free of mistakes. */
static void
test_check_all (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TS_DATA_DIR"), "scenarios", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_found = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *line = g_strdup_printf ("check '%s/%s'", folder, name);

      if (!g_str_has_suffix (name, ".scenario"))
        continue;
      cli_result_free (cli_test_expect (0, line));
      n_found++;
    }
  g_assert_cmpuint (n_found, >=, 3);
}

static void
show_garbage (const char *garbage)
{
  g_autofree char *file = cli_test_write_scenario ("garbage.timeslice", garbage);
  g_autofree char *line = g_strdup_printf ("show %s", file);
  g_autoptr (CliResult) result = cli_test_expect (2, line);

  g_assert_true (g_str_has_prefix (result->err, "timeslice-cli: "));
}

static void
test_show_garbage (void)
{
  show_garbage ("");
  show_garbage ("{");
  show_garbage ("no recording");
}

static void
write_to_full_device (gpointer unused)
{
  int fd = g_open ("/dev/full", O_WRONLY, 0);

  dup2 (fd, STDOUT_FILENO);
  close (fd);
}

static void
close_standard_descriptors (gpointer unused)
{
  close (STDIN_FILENO);
  close (STDOUT_FILENO);
  close (STDERR_FILENO);
}

static void
test_broken_output (void)
{
  g_autoptr (CliResult) full = cli_test_run ("list", write_to_full_device);
  g_autoptr (CliResult) closed = cli_test_run ("list", close_standard_descriptors);

  g_assert_cmpint (full->status, ==, 1);
  cli_test_assert_contains (full->err, "standard output could not be written");
  g_assert_cmpint (closed->status, ==, 0);
}

int
main (int n_arguments,
      char **arguments)
{
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/usage/list", test_list);
  g_test_add_func ("/usage/machine", test_machine);
  g_test_add_func ("/usage/help", test_help);
  g_test_add_func ("/usage/complaints", test_complaints);
  g_test_add_func ("/usage/check", test_check);
  g_test_add_func ("/usage/check-all", test_check_all);
  g_test_add_func ("/usage/show-garbage", test_show_garbage);
  g_test_add_func ("/usage/broken-output", test_broken_output);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
