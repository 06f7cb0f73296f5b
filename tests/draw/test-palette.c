/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that tells something apart does so with the contrast that WCAG 2.1 asks for: 3 to 1
 * for parts of pictures (1.4.11), 4.5 to 1 for text (1.4.3), 7 to 1 for text in high contrast
 * (1.4.6).
 */
#include "config.h"

#include "ts-lane.h"
#include "ts-palette.h"

static void
assert_contrast (const TsColor *a, const TsColor *b, double least, const char *what, guint which)
{
  double contrast = ts_color_contrast (a, b);

  if (contrast < least)
    g_error ("%s %u: %.2f to 1, less than %.1f", what, which, contrast, least);
}

static void
test_formula (void)
{
  TsColor black = { 0, 0, 0 }, white = { 1, 1, 1 },
          grey = { 0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0 };

  g_assert_cmpfloat_with_epsilon (ts_color_contrast (&black, &white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (ts_color_contrast (&white, &white), 1, 1e-9);
  /* The lightest grey that passes for text on white. */
  g_assert_cmpfloat_with_epsilon (ts_color_contrast (&grey, &white), 4.54, 0.005);
}

/* Tasks are told from what they lie on by their edge, and from each other by a gap in that colour.
 */
static void
test_tasks (void)
{
  for (guint appearance = 0; appearance < TS_N_APPEARANCES; appearance++)
    {
      const TsPalette *palette = ts_palette_get ((TsAppearance) appearance);

      for (guint task = 0; task < TS_N_SHADES; task++)
        {
          const TsColor *edge = ts_palette_get_task_edge (palette, task);

          assert_contrast (edge, ts_palette_get_role (palette, TS_ROLE_LANE), 3, "edge on lane",
                           task);
          assert_contrast (edge, ts_palette_get_role (palette, TS_ROLE_BACKGROUND), 3,
                           "edge on page", task);
          assert_contrast (ts_palette_get_task (palette, task),
                           ts_palette_get_task_text (palette, task), 4.5, "letter on task", task);
        }
    }
}

static void
test_tasks_differ (void)
{
  const TsPalette *palette = ts_palette_get (TS_APPEARANCE_LIGHT);

  for (guint a = 0; a < TS_N_SHADES; a++)
    {
      for (guint b = 0; b < a; b++)
        g_assert_cmpint (memcmp (ts_palette_get_task (palette, a), ts_palette_get_task (palette, b),
                                 sizeof (TsColor)),
                         !=, 0);
      g_assert_true (ts_palette_get_task (palette, a)
                     == ts_palette_get_task (palette, a + TS_N_SHADES));
    }
}

static void
test_roles (void)
{
  static const TsRole parts[] = { TS_ROLE_OTHERS, TS_ROLE_LINE, TS_ROLE_LINE_LOCK, TS_ROLE_VALUE,
                                  TS_ROLE_ACCENT };
  static const TsRole texts[] = { TS_ROLE_TEXT, TS_ROLE_TEXT_DIM, TS_ROLE_WARNING };
  static const TsRole grounds[] = { TS_ROLE_BACKGROUND, TS_ROLE_LANE };

  for (guint appearance = 0; appearance < TS_N_APPEARANCES; appearance++)
    {
      const TsPalette *palette = ts_palette_get ((TsAppearance) appearance);
      double text = appearance >= TS_APPEARANCE_HIGH_CONTRAST ? 7 : 4.5;

      for (guint ground = 0; ground < G_N_ELEMENTS (grounds); ground++)
        {
          const TsColor *below = ts_palette_get_role (palette, grounds[ground]);

          for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
            assert_contrast (ts_palette_get_role (palette, parts[i]), below, 3, "part", parts[i]);
          for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
            assert_contrast (ts_palette_get_role (palette, texts[i]), below, text, "text",
                             texts[i]);
        }
    }
}

static void
test_states (void)
{
  for (guint appearance = 0; appearance < TS_N_APPEARANCES; appearance++)
    {
      const TsPalette *palette = ts_palette_get ((TsAppearance) appearance);

      for (TsState state = TS_STATE_READY; state <= TS_STATE_WAITING_TASK; state++)
        assert_contrast (ts_palette_get_state (palette, state),
                         ts_palette_get_role (palette, TS_ROLE_BACKGROUND), 3, "state", state);
    }
}

/* By state, lines and frames are to be seen too, and all that runs looks the same. */
static void
test_by_state (void)
{
  for (guint appearance = 0; appearance < TS_N_APPEARANCES; appearance++)
    {
      const TsPalette *palette = ts_palette_get_coloured ((TsAppearance) appearance, TS_COLOURS_BY_STATE, TRUE);

      g_assert_true (ts_palette_is_plain (palette));
      g_assert_true (ts_palette_get_fill (palette, 0) == ts_palette_get_fill (palette, 5));
      g_assert_true (ts_palette_get_task (palette, 0) != ts_palette_get_task (palette, 5));
      g_assert_true (ts_palette_get_by_task (palette) == ts_palette_get_coloured ((TsAppearance) appearance,
                                                                                  TS_COLOURS_BY_TASK, TRUE));
      for (TsState state = TS_STATE_READY; state <= TS_STATE_WAITING_TASK; state++)
        {
          assert_contrast (ts_palette_get_state (palette, state), ts_palette_get_role (palette, TS_ROLE_LANE), 3,
                           "state on lane", state);
          assert_contrast (ts_palette_get_state (palette, state), ts_palette_get_role (palette, TS_ROLE_BACKGROUND), 3,
                           "state on page", state);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/contrast-is-that-of-wcag", test_formula);
  g_test_add_func ("/palette/by-state", test_by_state);
  g_test_add_func ("/palette/tasks-stand-out-from-what-they-lie-on", test_tasks);
  g_test_add_func ("/palette/tasks-differ-and-repeat", test_tasks_differ);
  g_test_add_func ("/palette/parts-and-texts-can-be-seen", test_roles);
  g_test_add_func ("/palette/states-can-be-seen", test_states);
  return g_test_run ();
}
