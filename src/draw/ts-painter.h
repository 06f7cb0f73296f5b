/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints recordings: the whole page for a lecture, and single lanes for the window.
 */
#pragma once

#include <cairo.h>

#include "ts-palette.h"
#include "ts-progress.h"
#include "ts-recording.h"

G_BEGIN_DECLS

/* A window of time laid on to pixels. */
typedef struct {
  gint64 begin_ns, end_ns;
  double x_px, width_px;
} TsAxis;

static inline double
ts_axis_to_px (const TsAxis *axis, gint64 time_ns)
{
  return axis->x_px
         + (double) (time_ns - axis->begin_ns) * axis->width_px
               / (double) (axis->end_ns - axis->begin_ns);
}

static inline gint64
ts_axis_to_ns (const TsAxis *axis, double px)
{
  return axis->begin_ns
         + (gint64) ((px - axis->x_px) / axis->width_px * (double) (axis->end_ns - axis->begin_ns));
}

/* Writes the letters that stand for a task everywhere: A … Z, AA, AB, …  8 bytes are enough for any.
 */
void ts_task_get_badge (guint task, char badge[8]);

/* Paints a core's lane (in axis's columns, from y_px down) with its background and use by others at
 * its foot.  Pure: depends on nothing but its arguments.  Its cost grows with the pixels and the
 * logarithm of the number of slices. Context: the recording's owner, as for all functions here. */
void ts_paint_core_lane (cairo_t *cr, TsRecording *recording, guint core, const TsAxis *axis,
                         double y_px, double height_px, const TsPalette *palette);

/* Paints a task's lane; without a background, so that it can lie on a selected row. */
void ts_paint_task_lane (cairo_t *cr, TsRecording *recording, guint task, const TsAxis *axis,
                         double y_px, double height_px, const TsPalette *palette);

/* Paints a lock's lane in the colours of its holders, any other object's as the area under its
 * value, up to ts_object_get_top(). */
void ts_paint_object_lane (cairo_t *cr, TsRecording *recording, guint object, const TsAxis *axis,
                           double y_px, double height_px, const TsPalette *palette);

/* The value at the top of an object's lane: capacity of a queue, parties of a barrier, the highest
 * value that a counter had; at least 1. */
gint64 ts_object_get_top (const TsObject *object);

/* Ruler with ticks at 1, 2 or 5 times a power of ten, labelled so that labels never touch. */
void ts_paint_ruler (cairo_t *cr, const TsAxis *axis, double y_px, double height_px,
                     const TsPalette *palette);

/* All cores of `recording` together, whole: a bar in each pixel's column of an image surface (ARGB32, at least as high as
 * y_px + height_px), as high as the share of the cores that was busy, in the colours of what they ran. */
void ts_paint_overview (cairo_surface_t *surface, TsRecording *recording, const TsAxis *axis, int y_px, int height_px,
                        const TsPalette *palette);

/* The first tasks of `recording` from 0 to end_ns, in rows that fill the rectangle, without any text but the
 * letters in slices: for a small picture. */
void ts_paint_thumbnail (cairo_t *cr, TsRecording *recording, gint64 end_ns, double width_px, double height_px,
                         const TsPalette *palette);

/* The page: title, caption, ruler, cores, tasks, objects, legend, source line. */
typedef struct {
  TsAppearance appearance;
  TsColouring colouring;
  gboolean is_plain;        /* without patterns */
  double width_px;          /* 0: 1280 */
  gint64 begin_ns, end_ns;  /* both 0: the whole run */
} TsPageOptions;

/* Height that the page takes at its width. */
double ts_page_get_height (TsRecording *recording, const TsPageOptions *options);
void ts_page_paint (cairo_t *cr, TsRecording *recording, const TsPageOptions *options);

/* Writes the page to `path`; the format by its ending: .png (at 2×), .svg, .pdf.  Errors:
 * G_IO_ERROR (ending unknown, not writable, disk full; nothing is left half-written). */
gboolean ts_page_save (TsRecording *recording, const TsPageOptions *options, const char *path,
                       GError **error);

/* The same two for pages that take a while: they tell how far they are, and end when that is wished with
 * only a part painted (FALSE) or with G_IO_ERROR_CANCELLED, leaving what there was at `path`.
 * `progress` may be NULL. */
gboolean ts_page_paint_with_progress (cairo_t *cr, TsRecording *recording,
                                      const TsPageOptions *options, TsProgress *progress);
gboolean ts_page_save_with_progress (TsRecording *recording, const TsPageOptions *options,
                                     const char *path, TsProgress *progress, GError **error);

G_END_DECLS
