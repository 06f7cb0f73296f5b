/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text that is measured before it is painted, so that it can be shortened at the end of a word and
 * never overlaps.
 */
#pragma once

#include <pango/pangocairo.h>

#include "ts-palette.h"

G_BEGIN_DECLS

/* Size in pixels of the surface's user space. */
typedef struct {
  double size_px;
  gboolean bold;
} TsFont;

/* Measures texts for any surface; not for use by two threads at once. */
typedef struct _TsTextMeter TsTextMeter;

TsTextMeter *ts_text_meter_new (void);
void ts_text_meter_free (TsTextMeter *meter);

/* Logical width and line height of `text` on one line. */
double ts_text_meter_get_width (TsTextMeter *meter, const TsFont *font, const char *text);
double ts_text_meter_get_height (TsTextMeter *meter, const TsFont *font);

/* `text` if it fits into `width_px`, else as many whole words as fit with "…" after them.  A single
 * word that is too long is cut between letters, as there is no better place; "" if not even that
 * fits.  Free with g_free. */
char *ts_text_meter_shorten (TsTextMeter *meter, const TsFont *font, const char *text,
                             double width_px);

/* `text` broken between words into at most `max_lines` lines of `width_px`; the last one is shortened.
 */
GStrv ts_text_meter_wrap (TsTextMeter *meter, const TsFont *font, const char *text, double width_px,
                          guint max_lines);

/* Paints `text` on one line with its top left corner at (x_px, y_px). */
void ts_text_paint (cairo_t *cr, const TsFont *font, const char *text, double x_px, double y_px,
                    const TsColor *color);

/* The description that all text is set in.  Free with pango_font_description_free. */
PangoFontDescription *ts_font_describe (const TsFont *font);

gboolean ts_font_equal (const TsFont *font, const TsFont *other);

/* `text` as it can be shown on one line: valid UTF-8 without control characters, whatever a
 * recording holds.  Free with g_free. */
char *ts_text_clean (const char *text);

/* Makes `color` the source of `cr`. */
void ts_color_set (cairo_t *cr, const TsColor *color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsTextMeter, ts_text_meter_free)

G_END_DECLS
