/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs on a machine that refuses something: threads, processes, memory, disk space, cores, or the
 * exact source.
 */
#include "config.h"

#include "cli-test.h"
#include "core-set.h"
#include "lonely.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a setup function exits with where this machine does not let it do its work. */
enum { CANNOT = 77 };

/* A user whom nobody else is, so that the limit counts this test's processes only. */
#define LONELY_USER 54321

#if defined (__SANITIZE_ADDRESS__)
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

static void
limit (int resource,
       rlim_t value)
{
  const struct rlimit rlimit = { value, value };

  if (setrlimit (resource, &rlimit) != 0)
    _exit (CANNOT);
}

static void
become_lonely_with_few_tasks (gpointer unused)
{
  limit (RLIMIT_NPROC, 12);
  if (!become_lonely (LONELY_USER))
    _exit (CANNOT);
}

static void
test_few_tasks (gconstpointer way)
{
  g_autofree char *scenario = cli_test_write_scenario ("many.scenario",
                                                       "task Worker x 40\n  sleep 100 ms\n  "
                                                       "step\n");
  g_autofree char *folder = g_path_get_dirname (scenario);
  g_autofree char *line = g_strdup_printf ("run %s --way %s", scenario, (const char *) way);
  g_autoptr (CliResult) result = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can become a user without other processes");
      return;
    }
  g_chmod (folder, 0755);
  result = cli_test_run (line, become_lonely_with_few_tasks);
  if (result->status == CANNOT)
    {
      g_test_skip ("this machine has no other users");
      return;
    }
  g_assert_cmpint (result->status, ==, 1);
  cli_test_assert_contains (result->err, "could not be started: the system refuses more ");
  cli_test_assert_contains (result->err, "ulimit -u");
}

/* Enough for the program and its libraries, not for the arena of 16000 tasks. */
static void
limit_memory (gpointer unused)
{
  limit (RLIMIT_AS, (rlim_t) 250 << 20);
}

static void
test_little_memory (void)
{
  g_autofree char *many = cli_test_write_scenario ("large.scenario",
                                                   "task Worker x 16000\n  step\n");
  g_autofree char *greedy = cli_test_write_scenario ("greedy.scenario",
                                                     "task Worker\n  step\n  touch 2 GB\n");
  g_autofree char *many_line = g_strdup_printf ("run %s", many);
  g_autofree char *greedy_line = g_strdup_printf ("run %s", greedy);
  g_autoptr (CliResult) many_result = NULL;
  g_autoptr (CliResult) greedy_result = NULL;

  if (SANITIZED)
    {
      g_test_skip ("the address sanitizer itself needs terabytes of addresses");
      return;
    }
  many_result = cli_test_run (many_line, limit_memory);
  g_assert_cmpint (many_result->status, ==, 1);
  cli_test_assert_contains (many_result->err, "The system refuses the memory for a run");

  greedy_result = cli_test_run (greedy_line, limit_memory);
  g_assert_cmpint (greedy_result->status, ==, 1);
  cli_test_assert_contains (greedy_result->err, "Worker, line 3: the system refuses 2.0");
}

static char *small_disk;

/* A file system of its own, seen by this process alone, with room for a few pages. */
static void
mount_small_disk (gpointer unused)
{
  if (unshare (geteuid () == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0
      || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("none", small_disk, "tmpfs", 0, "size=8k,mode=0777") != 0)
    _exit (CANNOT);
}

static void
test_full_disk (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("disk.scenario",
                                                       "task Worker x 4\n  repeat 300\n    sleep "
                                                       "20 us\n    step\n");
  g_autofree char *line = NULL;
  g_autoptr (CliResult) result = NULL;

  small_disk = cli_test_path ("small-disk");
  g_assert_cmpint (g_mkdir (small_disk, 0777), ==, 0);
  line = g_strdup_printf ("run %s --save %s/run.timeslice", scenario, small_disk);
  result = cli_test_run (line, mount_small_disk);
  g_rmdir (small_disk);
  g_free (small_disk);
  if (result->status == CANNOT)
    {
      g_test_skip ("this machine does not let the test mount a small disk");
      return;
    }
  g_assert_cmpint (result->status, ==, 1);
  cli_test_assert_contains (result->err, "there is no space left");
  cli_test_assert_contains (result->out, "Worker 3");
}

/* Binds the caller to the first of the cores that it may use. */
static void
use_first_core (gpointer unused)
{
  CoreSet allowed, one = { { 0 } };

  core_set_allowed (&allowed);
  core_set_add (&one, core_set_at (&allowed, 0));
  if (!core_set_bind (&one, 0))
    _exit (CANNOT);
}

static void
test_one_allowed_core (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("core.scenario",
                                                       "task Worker x 2\n  compute 5 ms\n  print "
                                                       "\"{core}\"\n  step\n");
  g_autofree char *anywhere = g_strdup_printf ("run %s --json", scenario);
  g_autofree char *elsewhere = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (CliResult) good = NULL;
  g_autoptr (CliResult) refused = NULL;
  CoreSet allowed;

  g_assert_true (core_set_allowed (&allowed));
  if (core_set_count (&allowed) < 2)
    {
      g_test_skip ("there is only one core");
      return;
    }
  good = cli_test_run (anywhere, use_first_core);
  g_assert_cmpint (good->status, ==, 0);
  expected = g_strdup_printf ("j['prints'] == ['%d'] * 2 and j['cores_used'] == 1",
                              core_set_at (&allowed, 0));
  cli_test_assert_json (good->out, expected);

  elsewhere = g_strdup_printf ("run %s --cores %d", scenario, core_set_at (&allowed, 1));
  refused = cli_test_run (elsewhere, use_first_core);
  g_assert_cmpint (refused->status, ==, 2);
  complaint = g_strdup_printf ("Core %d may not be used here; allowed are %d.",
                               core_set_at (&allowed, 1),
                               core_set_at (&allowed, 0));
  cli_test_assert_contains (refused->err, complaint);
}

/* From here on perf_event_open(2) is answered with EPERM, as in a sandbox. */
static void
refuse_perf_events (gpointer unused)
{
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_perf_event_open, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog program = { G_N_ELEMENTS (filter), filter };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    _exit (CANNOT);
}

static void
test_exact_source_refused (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("short.scenario",
                                                       "task Worker\n  compute 5 ms\n  step\n");
  g_autofree char *automatic_line = g_strdup_printf ("run %s --json", scenario);
  g_autofree char *text_line = g_strdup_printf ("run %s", scenario);
  g_autofree char *exact_line = g_strdup_printf ("run %s --source exact", scenario);
  g_autoptr (CliResult) automatic = cli_test_run (automatic_line, refuse_perf_events);
  g_autoptr (CliResult) text = cli_test_run (text_line, refuse_perf_events);
  g_autoptr (CliResult) exact = cli_test_run (exact_line, refuse_perf_events);
  g_autoptr (CliResult) watch = cli_test_run ("watch -- true", refuse_perf_events);
  g_autoptr (CliResult) machine = cli_test_run ("machine --json", refuse_perf_events);

  g_assert_cmpint (automatic->status, ==, 0);
  cli_test_assert_json (automatic->out, "j['source'] == 'self-timed' and len(j['source_reason']) > "
                                        "10");
  cli_test_assert_contains (text->out, "Self-timed by the tasks");
  g_assert_cmpint (exact->status, ==, 2);
  g_assert_cmpint (watch->status, ==, 2);
  g_assert_cmpstr (exact->err, ==, watch->err);
  g_assert_cmpuint (strlen (watch->err), >, strlen ("timeslice-cli: ."));
  cli_test_assert_json (machine->out, "not j['sources'][0]['available'] and "
                                      "len(j['sources'][0]['reason']) > 10");
}

int
main (int n_arguments,
      char **arguments)
{
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_data_func ("/limits/few-tasks/threads", "threads", test_few_tasks);
  g_test_add_data_func ("/limits/few-tasks/processes", "processes", test_few_tasks);
  g_test_add_func ("/limits/little-memory", test_little_memory);
  g_test_add_func ("/limits/full-disk", test_full_disk);
  g_test_add_func ("/limits/one-allowed-core", test_one_allowed_core);
  g_test_add_func ("/limits/exact-source-refused", test_exact_source_refused);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
