/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The four palettes.  tests/draw/test-palette.c holds every pair that can touch against WCAG's
 * ratios.
 */
#include "config.h"

#include "ts-palette.h"

#include <math.h>

#include "ts-lane.h"

typedef struct {
  guint32 fill, edge;
} TaskHex;

struct _TsPalette {
  TsAppearance appearance;
  TsColouring colouring;
  gboolean is_plain;
  TsColor roles[TS_N_ROLES];
  TsColor tasks[TS_N_SHADES];
  TsColor edges[TS_N_SHADES];
  TsColor texts[TS_N_SHADES];
  TsColor states[TS_N_STATES];
};

static const guint32 roles_hex[TS_N_APPEARANCES][TS_N_ROLES] = {
  [TS_APPEARANCE_LIGHT] = {
    [TS_ROLE_BACKGROUND] = 0xffffff, [TS_ROLE_LANE] = 0xf2f2f4, [TS_ROLE_TEXT] = 0x1a1a1c,
    [TS_ROLE_TEXT_DIM] = 0x64646c, [TS_ROLE_GRID] = 0xd8d8de, [TS_ROLE_BOX] = 0xc4c4cc,
    [TS_ROLE_OTHERS] = 0x85858c, [TS_ROLE_LINE] = 0x5a5a62, [TS_ROLE_LINE_LOCK] = 0xc45000,
    [TS_ROLE_VALUE] = 0x2a86c4, [TS_ROLE_ACCENT] = 0x1c71d8, [TS_ROLE_WARNING] = 0xb3261e,
  },
  [TS_APPEARANCE_DARK] = {
    [TS_ROLE_BACKGROUND] = 0x1d1d20, [TS_ROLE_LANE] = 0x2b2b2f, [TS_ROLE_TEXT] = 0xf4f4f6,
    [TS_ROLE_TEXT_DIM] = 0xacacb4, [TS_ROLE_GRID] = 0x3c3c42, [TS_ROLE_BOX] = 0x505058,
    [TS_ROLE_OTHERS] = 0x808088, [TS_ROLE_LINE] = 0xb4b4bc, [TS_ROLE_LINE_LOCK] = 0xff8f45,
    [TS_ROLE_VALUE] = 0x56b4e9, [TS_ROLE_ACCENT] = 0x78aeed, [TS_ROLE_WARNING] = 0xff8a80,
  },
  [TS_APPEARANCE_HIGH_CONTRAST] = {
    [TS_ROLE_BACKGROUND] = 0xffffff, [TS_ROLE_LANE] = 0xf0f0f0, [TS_ROLE_TEXT] = 0x000000,
    [TS_ROLE_TEXT_DIM] = 0x2e2e2e, [TS_ROLE_GRID] = 0xb4b4b4, [TS_ROLE_BOX] = 0x000000,
    [TS_ROLE_OTHERS] = 0x505050, [TS_ROLE_LINE] = 0x000000, [TS_ROLE_LINE_LOCK] = 0x9c3a00,
    [TS_ROLE_VALUE] = 0x004a80, [TS_ROLE_ACCENT] = 0x0040a0, [TS_ROLE_WARNING] = 0x9c0000,
  },
  [TS_APPEARANCE_HIGH_CONTRAST_DARK] = {
    [TS_ROLE_BACKGROUND] = 0x000000, [TS_ROLE_LANE] = 0x1c1c1c, [TS_ROLE_TEXT] = 0xffffff,
    [TS_ROLE_TEXT_DIM] = 0xdcdcdc, [TS_ROLE_GRID] = 0x585858, [TS_ROLE_BOX] = 0xffffff,
    [TS_ROLE_OTHERS] = 0xb4b4b4, [TS_ROLE_LINE] = 0xffffff, [TS_ROLE_LINE_LOCK] = 0xffb27a,
    [TS_ROLE_VALUE] = 0x8fd3ff, [TS_ROLE_ACCENT] = 0x9cc8ff, [TS_ROLE_WARNING] = 0xffb0a8,
  },
};

/* Okabe and Ito's colours (https://jfly.uni-koeln.de/color/); grey stands in for their black, which
 * would be the text's. */
static const TaskHex tasks_light[TS_N_SHADES] = {
  { 0x0072b2, 0x005a8e }, { 0xe69f00, 0xa87300 }, { 0x009e73, 0x007a59 }, { 0xcc79a7, 0xa65d86 },
  { 0x56b4e9, 0x3c7fa6 }, { 0xd55e00, 0xa84a00 }, { 0xf0e442, 0x857e20 }, { 0x4d4d4d, 0x2b2b2b },
};
static const TaskHex tasks_dark[TS_N_SHADES] = {
  { 0x0072b2, 0x2a8fd0 }, { 0xe69f00, 0xe69f00 }, { 0x009e73, 0x009e73 }, { 0xcc79a7, 0xcc79a7 },
  { 0x56b4e9, 0x56b4e9 }, { 0xd55e00, 0xd55e00 }, { 0xf0e442, 0xf0e442 }, { 0xc8c8d0, 0xc8c8d0 },
};

/* By state: Okabe and Ito's again, as light and as dark as a line needs to be seen. */
typedef struct {
  guint32 light, dark;
} StateHex;

static const StateHex states_hex[TS_N_STATES] = {
  [TS_STATE_RUNNING] = { 0x009e73, 0x009e73 },
  [TS_STATE_READY] = { 0xa87300, 0xe69f00 },
  [TS_STATE_WAITING] = { 0x5a5a62, 0xb4b4bc },
  [TS_STATE_WAITING_SLEEP] = { 0x5a5a62, 0xb4b4bc },
  [TS_STATE_WAITING_IO] = { 0x9c4f80, 0xcc79a7 },
  [TS_STATE_WAITING_SEMAPHORE] = { 0x0072b2, 0x56b4e9 },
  [TS_STATE_WAITING_QUEUE] = { 0x0072b2, 0x56b4e9 },
  [TS_STATE_WAITING_BARRIER] = { 0x857e20, 0xf0e442 },
  [TS_STATE_WAITING_EVENT] = { 0x857e20, 0xf0e442 },
  [TS_STATE_WAITING_TASK] = { 0x857e20, 0xf0e442 },
};

static TsColor
color_from_hex (guint32 hex)
{
  return (TsColor) { ((hex >> 16) & 0xff) / 255.0, ((hex >> 8) & 0xff) / 255.0,
                    (hex & 0xff) / 255.0 };
}

/* The darker or the lighter text, whichever is easier to read on `fill`. */
static TsColor
choose_text (const TsColor *fill)
{
  TsColor dark = color_from_hex (0x161618), light = color_from_hex (0xffffff);

  return ts_color_contrast (fill, &dark) >= ts_color_contrast (fill, &light) ? dark : light;
}

static void
fill_states (TsPalette *palette, gboolean is_dark, gboolean is_high)
{
  for (guint i = 0; i < TS_N_STATES; i++)
    palette->states[i] = is_high ? palette->roles[TS_ROLE_LINE]
                                 : color_from_hex (is_dark ? states_hex[i].dark : states_hex[i].light);
  palette->states[TS_STATE_WAITING_LOCK] = palette->roles[TS_ROLE_LINE_LOCK];
}

static void
fill_palette (TsPalette *palette, TsAppearance appearance)
{
  gboolean is_dark = appearance == TS_APPEARANCE_DARK
                     || appearance == TS_APPEARANCE_HIGH_CONTRAST_DARK;
  gboolean is_high = appearance >= TS_APPEARANCE_HIGH_CONTRAST;
  const TaskHex *tasks = is_dark ? tasks_dark : tasks_light;

  for (guint i = 0; i < TS_N_ROLES; i++)
    palette->roles[i] = color_from_hex (roles_hex[appearance][i]);
  for (guint i = 0; i < TS_N_SHADES; i++)
    {
      palette->tasks[i] = color_from_hex (tasks[i].fill);
      palette->edges[i] = is_high ? palette->roles[TS_ROLE_TEXT] : color_from_hex (tasks[i].edge);
      palette->texts[i] = choose_text (&palette->tasks[i]);
    }
  fill_states (palette, is_dark, is_high);
}

const TsPalette *
ts_palette_get (TsAppearance appearance)
{
  return ts_palette_get_coloured (appearance, TS_COLOURS_BY_TASK, FALSE);
}

const TsPalette *
ts_palette_get_coloured (TsAppearance appearance, TsColouring colouring, gboolean is_plain)
{
  static TsPalette palettes[TS_N_APPEARANCES][TS_N_COLOURINGS][2];
  static gsize ready;

  g_return_val_if_fail (appearance < TS_N_APPEARANCES && colouring < TS_N_COLOURINGS, NULL);
  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < TS_N_APPEARANCES * TS_N_COLOURINGS * 2; i++)
        {
          TsPalette *palette = &palettes[0][0][0] + i;

          palette->appearance = (TsAppearance) (i / 2 / TS_N_COLOURINGS);
          palette->colouring = (TsColouring) (i / 2 % TS_N_COLOURINGS);
          palette->is_plain = i % 2 != 0;
          fill_palette (palette, palette->appearance);
        }
      g_once_init_leave (&ready, 1);
    }
  return &palettes[appearance][colouring][is_plain != FALSE];
}

TsColouring
ts_palette_get_colouring (const TsPalette *palette)
{
  return palette->colouring;
}

gboolean
ts_palette_is_plain (const TsPalette *palette)
{
  return palette->is_plain;
}

const TsPalette *
ts_palette_get_by_task (const TsPalette *palette)
{
  return ts_palette_get_coloured (palette->appearance, TS_COLOURS_BY_TASK, palette->is_plain);
}

const TsColor *
ts_palette_get_role (const TsPalette *palette, TsRole role)
{
  g_return_val_if_fail (role < TS_N_ROLES, NULL);
  return &palette->roles[role];
}

const TsColor *
ts_palette_get_task (const TsPalette *palette, guint position)
{
  return &palette->tasks[position % TS_N_SHADES];
}

const TsColor *
ts_palette_get_task_edge (const TsPalette *palette, guint position)
{
  return &palette->edges[position % TS_N_SHADES];
}

const TsColor *
ts_palette_get_task_text (const TsPalette *palette, guint position)
{
  return &palette->texts[position % TS_N_SHADES];
}

/* By state all that runs has one colour: the third of the tasks', which is that of TS_STATE_RUNNING. */
enum { RUNNING_POSITION = 2 };

static guint
get_fill_position (const TsPalette *palette, guint position)
{
  return palette->colouring == TS_COLOURS_BY_STATE ? RUNNING_POSITION : position;
}

const TsColor *
ts_palette_get_fill (const TsPalette *palette, guint position)
{
  return ts_palette_get_task (palette, get_fill_position (palette, position));
}

const TsColor *
ts_palette_get_fill_edge (const TsPalette *palette, guint position)
{
  return ts_palette_get_task_edge (palette, get_fill_position (palette, position));
}

const TsColor *
ts_palette_get_fill_text (const TsPalette *palette, guint position)
{
  return ts_palette_get_task_text (palette, get_fill_position (palette, position));
}

const TsColor *
ts_palette_get_ready (const TsPalette *palette, guint task)
{
  if (palette->colouring == TS_COLOURS_BY_TASK)
    return ts_palette_get_task_edge (palette, task);
  return palette->colouring == TS_COLOURS_BY_STATE ? &palette->states[TS_STATE_READY]
                                                   : &palette->roles[TS_ROLE_LINE];
}

const TsColor *
ts_palette_get_state (const TsPalette *palette, TsState state)
{
  if (palette->colouring == TS_COLOURS_BY_STATE)
    return &palette->states[state];
  if (state == TS_STATE_WAITING_LOCK)
    return &palette->roles[TS_ROLE_LINE_LOCK];
  if (state == TS_STATE_READY)
    return &palette->roles[TS_ROLE_OTHERS];
  return &palette->roles[TS_ROLE_LINE];
}

/* Relative luminance: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
static double
luminance_of_component (double value)
{
  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const TsColor *color)
{
  return 0.2126 * luminance_of_component (color->red)
         + 0.7152 * luminance_of_component (color->green)
         + 0.0722 * luminance_of_component (color->blue);
}

double
ts_color_contrast (const TsColor *a, const TsColor *b)
{
  double of_a = luminance (a), of_b = luminance (b);

  return (MAX (of_a, of_b) + 0.05) / (MIN (of_a, of_b) + 0.05);
}
