/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shades: the agreement between those who record and those who paint.
 */
#include "ts-shade.h"

static void
test_states (void)
{
  g_assert_cmpuint (ts_shade_of_state (TS_STATE_RUNNING), ==, 0);
  g_assert_cmpuint (ts_shade_of_state (TS_STATE_READY), ==, 1);

  /* The state that stands for a shade has that shade. */
  for (guint8 shade = 0; shade < TS_N_SHADES; shade++)
    g_assert_cmpuint (ts_shade_of_state (ts_shade_get_state (shade)), ==, shade);

  /* No way of waiting looks like running or being ready. */
  for (guint state = 0; state < TS_N_STATES; state++)
    if (ts_state_is_waiting ((TsState) state))
      g_assert_cmpuint (ts_shade_of_state ((TsState) state), >=, 2);
}

static void
test_values (void)
{
  g_assert_cmpuint (ts_shade_of_value (0, 16), ==, 0);
  g_assert_cmpuint (ts_shade_of_value (8, 16), ==, 4);
  g_assert_cmpuint (ts_shade_of_value (16, 16), ==, TS_N_SHADES - 1);
  g_assert_cmpuint (ts_shade_of_value (G_MAXINT64, 16), ==, TS_N_SHADES - 1);
  g_assert_cmpuint (ts_shade_of_value (G_MAXINT64 - 1, G_MAXINT64), <, TS_N_SHADES);
  g_assert_cmpuint (ts_shade_of_value (-5, 16), ==, 0);
  g_assert_cmpuint (ts_shade_of_value (5, 0), ==, 0);
}

static void
test_tasks (void)
{
  g_assert_cmpuint (ts_shade_of_task (3), ==, 3);
  g_assert_cmpuint (ts_shade_of_task (TS_N_SHADES + 3), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shade/states", test_states);
  g_test_add_func ("/shade/values", test_values);
  g_test_add_func ("/shade/tasks", test_tasks);
  return g_test_run ();
}
