/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inks: colours that are mixed by shares, four numbers at a time, as processors can.
 */
#pragma once

#include "ts-palette.h"

G_BEGIN_DECLS

/* Blue, green, red and alpha, 0 … 1, with alpha multiplied in: the order of the bytes of a
 * CAIRO_FORMAT_ARGB32 pixel. All 0: nothing.  The vector type is GCC's and clang's; it is plain
 * SSE2 or NEON, or four floats elsewhere. */
typedef float TsInk __attribute__ ((vector_size (16)));

enum { TS_INK_BLUE, TS_INK_GREEN, TS_INK_RED, TS_INK_ALPHA };

static inline TsInk
ts_ink_of (const TsColor *color)
{
  return (TsInk) { (float) color->blue, (float) color->green, (float) color->red, 1 };
}

static inline gboolean
ts_ink_is_opaque (TsInk ink)
{
  return ink[TS_INK_ALPHA] >= 1;
}

/* `share` of `ink` over `below`. */
static inline TsInk
ts_ink_mix (TsInk below, TsInk ink, float share)
{
  return below * (1 - share * ink[TS_INK_ALPHA]) + ink * share;
}

static inline guint32
ts_ink_get_pixel (TsInk ink)
{
  typedef gint32 Whole __attribute__ ((vector_size (16)));
  Whole bytes = __builtin_convertvector (ink * 255 + 0.5f, Whole);

  return (guint32) bytes[TS_INK_ALPHA] << 24 | (guint32) bytes[TS_INK_RED] << 16
         | (guint32) bytes[TS_INK_GREEN] << 8 | (guint32) bytes[TS_INK_BLUE];
}

G_END_DECLS
