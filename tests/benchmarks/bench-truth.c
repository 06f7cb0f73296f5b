/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How true recordings are: five workloads, run for real with each source while the kernel's scheduler trace is
 * taken, and compared with it.  Needs root and tracefs.  Fails if a median misses what src/DESIGN.md promises.
 *
 *   bench-truth [ROUNDS [RESULT-FILE]]
 */
#include "config.h"

#include "truth-score.h"
#include "ts-run.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { NOT_MEASURED = 77, MOST_ROUNDS = 99 };

typedef struct {
  const char *name;
  WayId way;
  const char *program;
} Workload;

static const Workload workloads[] = {
  { "4 computing threads", WAY_THREADS,
    "task Worker x 4\n  repeat 300\n    compute 2 ms\n    step\n" },
  { "4 processes, two a core", WAY_PROCESSES,
    "process Worker x 4 on core[index % cores]\n  repeat 300\n    compute 2 ms\n    step\n" },
  { "2 ms compute + 3 ms sleep", WAY_THREADS,
    "task Worker x 4\n  repeat 200\n    compute 2 ms\n    sleep 3 ms\n    step\n" },
  { "one lock, handed round", WAY_THREADS,
    "lock baton\ntask Worker x 4\n  repeat 60\n    lock baton\n      compute 5 ms\n    sleep 1 ms\n    step\n" },
  { "32 threads", WAY_THREADS,
    "task Worker x 32\n  repeat 40\n    compute 2 ms\n    step\n" },
};

/* What must hold for the medians. */
typedef struct {
  double agreement, ready_found;
  gint64 edge_ns;
} Threshold;

static const Threshold thresholds[] = {
  [SOURCE_EXACT] = { 0.995, 0.95, 5000 },
  [SOURCE_SELF_TIMED] = { 0.975, 0.95, 60000 },
};

static TsRecording *
run_workload (const Workload *workload, SourceId source, const TsMachine *machine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = ts_scenario_new_from_data (workload->program, -1, "truth", NULL, &error);
  TsRunPlan plan = { .scenario = scenario, .way = workload->way, .source = source, .seed = 1 };
  g_autoptr (TsRun) run = NULL;

  if (scenario != NULL)
    run = ts_run_start (&plan, machine, &error);
  if (run == NULL)
    {
      fprintf (stderr, "%s: %s\n", workload->name, error->message);
      exit (1);
    }
  while (!ts_run_is_ended (run))
    g_main_context_iteration (NULL, TRUE);
  return g_object_ref (ts_run_get_recording (run));
}

/* One run, scored; FALSE if the kernel lost records of its trace. */
static gboolean
measure (const Workload *workload, SourceId source, const TsMachine *machine, TruthScore *score, double *repaired)
{
  TruthTrace *trace = truth_trace_start ();
  g_autoptr (TsRecording) recording = run_workload (workload, source, machine);
  g_autofree char *text = truth_trace_stop (trace);
  g_autoptr (Truth) truth = text != NULL ? truth_parse (text) : NULL;

  if (truth == NULL)
    return FALSE;
  *score = truth_score (truth, recording);
  *repaired = (double) truth->repaired / MAX (truth->switches, 1);
  if (g_getenv ("TS_TRUTH_KEEP") != NULL)
    g_file_set_contents (g_getenv ("TS_TRUTH_KEEP"), text, -1, NULL);
  return TRUE;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
median (double *values, guint count)
{
  qsort (values, count, sizeof *values, compare_doubles);
  return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* The median of each figure by itself. */
static TruthScore
median_score (const TruthScore *scores, guint count)
{
  TruthScore result = scores[0];
  double agreement[MOST_ROUNDS], active[MOST_ROUNDS], ready[MOST_ROUNDS], states[MOST_ROUNDS], edge[MOST_ROUNDS];

  for (guint i = 0; i < count; i++)
    {
      agreement[i] = scores[i].agreement;
      active[i] = scores[i].active;
      ready[i] = scores[i].ready_found;
      states[i] = scores[i].states;
      edge[i] = (double) scores[i].edge_ns;
    }
  result.agreement = median (agreement, count);
  result.active = median (active, count);
  result.ready_found = median (ready, count);
  result.states = median (states, count);
  result.edge_ns = (gint64) median (edge, count);
  return result;
}

/* To the terminal, and into the file if there is one. */
static void
print_line (FILE *file, const char *line)
{
  fputs (line, stdout);
  fflush (stdout);
  if (file != NULL)
    fputs (line, file);
}

static gboolean
report (FILE *file, const Workload *workload, SourceId source, const TruthScore *score, guint rounds, double repaired)
{
  const Threshold *threshold = &thresholds[source];
  gboolean holds = score->agreement >= threshold->agreement && score->ready_found >= threshold->ready_found
                   && score->edge_ns <= threshold->edge_ns;
  g_autofree char *line =
    g_strdup_printf ("%-26s %-10s %7.2f %7.2f %7.2f %8.2f %7.1f %6u/%-6u %7.2f %5.1f %3u  %s\n", workload->name,
                     source == SOURCE_EXACT ? "exact" : "self-timed", score->agreement * 100, score->active * 100,
                     score->ready_found * 100, score->states * 100, (double) score->edge_ns / 1000, score->missed,
                     score->slices, score->true_ready_s, repaired * 100, rounds, holds ? "holds" : "MISSED");

  print_line (file, line);
  return holds;
}

static void
print_head (FILE *file)
{
  g_autofree char *line =
    g_strdup_printf ("%-26s %-10s %7s %7s %7s %8s %7s %13s %7s %5s %3s\n", "workload", "source", "agree%", "active%",
                     "ready%", "3-state%", "edge us", "missed/slices", "ready s", "rep.%", "n");

  print_line (file, line);
}

/* All rounds of one workload with one source. */
static gboolean
measure_all (const Workload *workload, SourceId source, const TsMachine *machine, guint rounds, FILE *file)
{
  TruthScore scores[MOST_ROUNDS], result;
  double repaired = 0;
  guint count = 0;

  for (guint round = 0; round < rounds; round++)
    count += measure (workload, source, machine, &scores[count], &repaired);
  if (count == 0)
    {
      fprintf (stderr, "%s: the kernel lost records of its own trace in each round\n", workload->name);
      return FALSE;
    }

  result = median_score (scores, count);
  return report (file, workload, source, &result, count, repaired);
}

/* Puts itself, and what it starts, before other programs: the less they get, the more is measured of the sources.
 * The kernel groups tasks by session (autogroup, sched(7)), so the session's priority counts as well. */
static void
put_first (void)
{
  setpriority (PRIO_PROCESS, 0, -20);
  if (setsid () >= 0 || getsid (0) == getpid ())
    {
      FILE *file = fopen ("/proc/self/autogroup", "w");

      if (file == NULL)
        return;
      fputs ("-20", file);
      fclose (file);
    }
}

int
main (int argc, char *argv[])
{
  guint rounds = argc > 1 ? CLAMP (atoi (argv[1]), 1, MOST_ROUNDS) : 5;
  FILE *file = argc > 2 ? fopen (argv[2], "w") : NULL;
  g_autoptr (TsMachine) machine = ts_machine_new ();
  TruthTrace *trace = truth_trace_start ();
  gboolean holds = TRUE;

  if (trace == NULL)
    {
      puts ("not measured: needs root and tracefs");
      return NOT_MEASURED;
    }
  g_free (truth_trace_stop (trace));

  put_first ();
  print_head (file);
  for (guint i = 0; i < G_N_ELEMENTS (workloads); i++)
    {
      if (machine->exact)
        holds = measure_all (&workloads[i], SOURCE_EXACT, machine, rounds, file) && holds;
      holds = measure_all (&workloads[i], SOURCE_SELF_TIMED, machine, rounds, file) && holds;
    }
  if (file != NULL)
    fclose (file);
  return holds ? 0 : 1;
}
