/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours by role, and the colour and letter of each task.  Okabe and Ito's eight colours, so that
 * they can be told apart by everybody; every state also has a pattern and a letter.
 */
#pragma once

#include <glib.h>

#include "ts-state.h"

G_BEGIN_DECLS

/* Each component 0 … 1, in sRGB as cairo takes it. */
typedef struct { double red, green, blue; } TsColor;

typedef enum {
  TS_APPEARANCE_LIGHT,
  TS_APPEARANCE_DARK,
  TS_APPEARANCE_HIGH_CONTRAST,
  TS_APPEARANCE_HIGH_CONTRAST_DARK,
  TS_N_APPEARANCES
} TsAppearance;

typedef enum {
  TS_ROLE_BACKGROUND,      /* of the page */
  TS_ROLE_LANE,            /* of a core lane */
  TS_ROLE_TEXT,
  TS_ROLE_TEXT_DIM,
  TS_ROLE_GRID,            /* ruler and its ticks */
  TS_ROLE_BOX,             /* round the cores of one physical core */
  TS_ROLE_OTHERS,          /* use by other programs */
  TS_ROLE_LINE,            /* a thin line: waiting */
  TS_ROLE_LINE_LOCK,       /* waiting for a lock */
  TS_ROLE_VALUE,           /* fill of a queue, value of a counter */
  TS_ROLE_ACCENT,          /* playhead, selection */
  TS_ROLE_WARNING,         /* a failure, records lost */
  TS_N_ROLES
} TsRole;

/* What the colours in lanes tell.  A task's letter and badge keep the task's colour whatever they do. */
typedef enum {
  TS_COLOURS_BY_TASK,      /* who runs */
  TS_COLOURS_BY_STATE,     /* running, ready, and for what is waited */
  TS_COLOURS_BY_CORE,      /* where it runs */
  TS_N_COLOURINGS
} TsColouring;

typedef struct _TsPalette TsPalette;

/* The palette of an appearance, by task and with patterns; static, never freed.  Context: any thread. */
const TsPalette *ts_palette_get (TsAppearance appearance);

/* The same with other colours in lanes; `is_plain`: with dashes and hatches left out. */
const TsPalette *ts_palette_get_coloured (TsAppearance appearance, TsColouring colouring, gboolean is_plain);
TsColouring ts_palette_get_colouring (const TsPalette *palette);
gboolean ts_palette_is_plain (const TsPalette *palette);

/* The palette of the same appearance that tells tasks apart. */
const TsPalette *ts_palette_get_by_task (const TsPalette *palette);

const TsColor *ts_palette_get_role (const TsPalette *palette, TsRole role);

/* Colour of task `position` (repeats after TS_N_SHADES), of the edge round it, which has at least
 * 3:1 against the lane and the page where the colour itself (yellow on white) has not, and of text
 * on it (at least 4.5:1). */
const TsColor *ts_palette_get_task (const TsPalette *palette, guint position);
const TsColor *ts_palette_get_task_edge (const TsPalette *palette, guint position);
const TsColor *ts_palette_get_task_text (const TsPalette *palette, guint position);

/* The same for what fills a lane: `position` is that of a task, or of a core if colours are by core. */
const TsColor *ts_palette_get_fill (const TsPalette *palette, guint position);
const TsColor *ts_palette_get_fill_edge (const TsPalette *palette, guint position);
const TsColor *ts_palette_get_fill_text (const TsPalette *palette, guint position);

/* Colour of the frame of a stretch in which a task is ready. */
const TsColor *ts_palette_get_ready (const TsPalette *palette, guint task);

/* Colour of waiting and ready stretches of `state`: of their line, or of their blend when they are
 * narrower than a pixel. */
const TsColor *ts_palette_get_state (const TsPalette *palette, TsState state);

/* WCAG 2 contrast ratio of two colours, 1 … 21: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
double ts_color_contrast (const TsColor *a, const TsColor *b);

G_END_DECLS
