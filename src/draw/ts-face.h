/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The glyphs of capital letters and digits in one font at one scale.  A picture asks for the same few again and again, for
 * each of its lanes, and to look them up takes longer than to paint them; so each thread keeps the last ones.
 */
#pragma once

#include <cairo.h>

#include "ts-text.h"

G_BEGIN_DECLS

enum { TS_FACE_FIRST = ' ', TS_FACE_END = 127, TS_FACE_N_CHARACTERS = TS_FACE_END - TS_FACE_FIRST };

/* What is no capital letter or digit has glyph 0 and width 0. */
typedef struct {
  cairo_scaled_font_t *scaled_font;   /* NULL: there is no such font */
  unsigned long glyphs[TS_FACE_N_CHARACTERS];
  double widths[TS_FACE_N_CHARACTERS];   /* in user space */
  double middle_px;                      /* from the middle of a capital letter down to the baseline */
} TsFace;

/* For painting on `cr` at its present scale, in the calling thread.  Give back with ts_face_unref(). */
TsFace *ts_face_get (cairo_t *cr, const TsFont *font);
void ts_face_unref (TsFace *face);

G_END_DECLS
