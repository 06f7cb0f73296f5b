/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clock of a run: start and pauses taken out, also those that make no sense.
 */
#include "config.h"

#include "ts-run-clock.h"

typedef struct {
  Arena *arena;
  TsRunClock clock;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->arena = g_new0 (Arena, 1);
  ts_run_clock_init (&fixture->clock);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ts_run_clock_finish (&fixture->clock);
  g_free (fixture->arena);
}

static void
add_pause (Fixture *fixture, guint64 begin_ns, guint64 end_ns)
{
  guint32 count = fixture->arena->pause_count;

  fixture->arena->pauses[count].begin_ns = begin_ns;
  fixture->arena->pauses[count].end_ns = end_ns;
  fixture->arena->pause_count = count + 1;
}

static void
test_not_begun (Fixture *fixture, gconstpointer data)
{
  ts_run_clock_update (&fixture->clock, fixture->arena, 0);
  g_assert_cmpint (ts_run_clock_map (&fixture->clock, 12345), ==, 0);
}

static void
test_pauses (Fixture *fixture, gconstpointer data)
{
  TsRunClock *clock = &fixture->clock;

  fixture->arena->start_ns = 1000;
  add_pause (fixture, 2000, 2500);
  add_pause (fixture, 3000, 0);
  ts_run_clock_update (clock, fixture->arena, 0);
  g_assert_cmpint (ts_run_clock_map (clock, 500), ==, 0);
  g_assert_cmpint (ts_run_clock_map (clock, 1999), ==, 999);
  g_assert_cmpint (ts_run_clock_map (clock, 2300), ==, 1000);
  g_assert_cmpint (ts_run_clock_map (clock, 2600), ==, 1100);
  g_assert_cmpint (ts_run_clock_map (clock, 9000), ==, 1500);
  g_assert_cmpint (ts_run_clock_paused (clock, 3100), ==, 600);

  fixture->arena->pauses[1].end_ns = 4000;
  ts_run_clock_update (clock, fixture->arena, 3100);
  g_assert_cmpint (ts_run_clock_map (clock, 3100), ==, 1500);
  g_assert_cmpint (ts_run_clock_map (clock, 4100), ==, 1600);
  g_assert_cmpint (ts_run_clock_paused (clock, G_MAXINT64), ==, 1500);
}

static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  TsRunClock *clock = &fixture->clock;

  fixture->arena->start_ns = 1000;
  add_pause (fixture, 10, 20);
  add_pause (fixture, 2000, 1500);
  add_pause (fixture, 1800, 1900);
  fixture->arena->pause_count = G_MAXUINT32;
  ts_run_clock_update (clock, fixture->arena, 0);
  for (guint64 time = 0; time < 5000; time += 50)
    g_assert_cmpint (ts_run_clock_map (clock, time), <=, ts_run_clock_map (clock, time + 50));
}

/* What has been mapped stays where it is, however late a pause is told. */
static void
test_told_late (Fixture *fixture, gconstpointer data)
{
  TsRunClock *clock = &fixture->clock;

  fixture->arena->start_ns = 1000;
  ts_run_clock_update (clock, fixture->arena, 0);
  g_assert_cmpint (ts_run_clock_map (clock, 3000), ==, 2000);
  add_pause (fixture, 2000, 3500);
  ts_run_clock_update (clock, fixture->arena, 3000);
  g_assert_cmpint (ts_run_clock_map (clock, 3000), ==, 2000);
  g_assert_cmpint (ts_run_clock_map (clock, 3600), ==, 2100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/run-clock/not-begun", Fixture, NULL, set_up, test_not_begun, tear_down);
  g_test_add ("/run-clock/pauses", Fixture, NULL, set_up, test_pauses, tear_down);
  g_test_add ("/run-clock/nonsense", Fixture, NULL, set_up, test_nonsense, tear_down);
  g_test_add ("/run-clock/told-late", Fixture, NULL, set_up, test_told_late, tear_down);
  return g_test_run ();
}
