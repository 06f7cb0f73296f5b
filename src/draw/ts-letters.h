/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Letters and numbers in slices: many, short and ASCII, so their glyphs are looked up once and
 * shown all at a time.
 */
#pragma once

#include <cairo.h>

#include "ts-palette.h"
#include "ts-text.h"

G_BEGIN_DECLS

typedef struct _TsLetters TsLetters;

/* For painting on `cr` at its present scale. */
TsLetters *ts_letters_new (cairo_t *cr, const TsFont *font);
void ts_letters_free (TsLetters *letters);

double ts_letters_get_width (const TsLetters *letters, const char *text);

/* Puts `text` with its middle at (x_px, y_px) into the pile of `color`, which must live until it is shown.
 */
void ts_letters_add (TsLetters *letters, const char *text, double x_px, double y_px,
                     const TsColor *color);

/* Paints all that was added. */
void ts_letters_show (TsLetters *letters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsLetters, ts_letters_free)

G_END_DECLS
