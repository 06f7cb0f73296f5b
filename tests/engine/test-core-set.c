/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets of cores: their text form, their order, and binding that the kernel confirms.
 */
#include "core-set.h"

#include <errno.h>
#include <glib.h>
#include <sched.h>

static void
assert_prints (const char *input, const char *expected)
{
  CoreSet set;
  char text[64];

  g_assert_true (core_set_parse (&set, input));
  g_assert_cmpstr (core_set_print (&set, text, sizeof text), ==, expected);
}

static void
test_text (void)
{
  assert_prints ("0", "0");
  assert_prints ("0-3,6", "0-3,6");
  assert_prints ("6,0,2,1", "0-2,6");
  assert_prints ("62-66", "62-66");
  assert_prints ("1023", "1023");
}

static void
test_bad_text (void)
{
  const char *bad[] = { "", ",", "0,", ",0", "a", "0-", "-1", "3-1", "1024", "0-1024", "0 1", "0--1", "99999999999" };
  CoreSet set;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (core_set_parse (&set, bad[i]));
      g_assert_cmpuint (core_set_count (&set), ==, 0);
    }
}

static void
test_print_is_cut (void)
{
  CoreSet set;
  char text[8];

  g_assert_true (core_set_parse (&set, "0,2,4,6,8,10,12"));
  g_assert_cmpstr (core_set_print (&set, text, sizeof text), ==, "0,2,4,6");

  core_set_clear (&set);
  g_assert_cmpstr (core_set_print (&set, text, sizeof text), ==, "");
}

static void
test_positions (void)
{
  CoreSet set;

  g_assert_true (core_set_parse (&set, "1,63-64,1023"));
  g_assert_cmpuint (core_set_count (&set), ==, 4);
  g_assert_cmpint (core_set_at (&set, 0), ==, 1);
  g_assert_cmpint (core_set_at (&set, 2), ==, 64);
  g_assert_cmpint (core_set_at (&set, 3), ==, 1023);
  g_assert_cmpint (core_set_at (&set, 4), ==, -1);
  g_assert_cmpint (core_set_at (&set, -1), ==, -1);
}

static void
test_outside (void)
{
  CoreSet set;

  core_set_clear (&set);
  core_set_add (&set, -1);
  core_set_add (&set, MAX_CORES);
  g_assert_cmpuint (core_set_count (&set), ==, 0);
  g_assert_false (core_set_has (&set, -1));
  g_assert_false (core_set_has (&set, MAX_CORES));
  g_assert_false (core_set_has (&set, INT64_MAX));
}

static void
test_within (void)
{
  CoreSet part, whole;

  g_assert_true (core_set_parse (&whole, "0-3,100"));
  g_assert_true (core_set_parse (&part, "1,100"));
  g_assert_true (core_set_within (&part, &whole));
  core_set_add (&part, 4);
  g_assert_false (core_set_within (&part, &whole));
  core_set_clear (&part);
  g_assert_true (core_set_within (&part, &whole));
}

static void
test_bind (void)
{
  CoreSet allowed, one, real;

  g_assert_true (core_set_allowed (&allowed));
  g_assert_cmpuint (core_set_count (&allowed), >=, 1);

  core_set_clear (&one);
  core_set_add (&one, core_set_at (&allowed, core_set_count (&allowed) - 1));
  g_assert_true (core_set_bind (&one, 0));
  g_assert_true (core_set_allowed (&real));
  g_assert_true (core_set_within (&real, &one));
  g_assert_cmpint (sched_getcpu (), ==, core_set_at (&one, 0));

  g_assert_true (core_set_bind (&allowed, 0));
}

static void
test_bind_refused (void)
{
  CoreSet allowed, before, missing;

  g_assert_true (core_set_allowed (&before));

  /* No such core at all, and one that exists beside one that does not. */
  g_assert_true (core_set_parse (&missing, "1023"));
  g_assert_false (core_set_bind (&missing, 0));
  g_assert_cmpint (errno, ==, EINVAL);
  core_set_add (&missing, core_set_at (&before, 0));
  g_assert_false (core_set_bind (&missing, 0));
  g_assert_cmpint (errno, ==, EINVAL);

  g_assert_true (core_set_allowed (&allowed));
  g_assert_true (core_set_within (&allowed, &before) && core_set_within (&before, &allowed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core-set/text", test_text);
  g_test_add_func ("/core-set/bad-text", test_bad_text);
  g_test_add_func ("/core-set/print-is-cut", test_print_is_cut);
  g_test_add_func ("/core-set/positions", test_positions);
  g_test_add_func ("/core-set/outside", test_outside);
  g_test_add_func ("/core-set/within", test_within);
  g_test_add_func ("/core-set/bind", test_bind);
  g_test_add_func ("/core-set/bind-refused", test_bind_refused);
  return g_test_run ();
}
