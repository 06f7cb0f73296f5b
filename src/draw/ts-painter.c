/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-lane-painter.h"

enum { VECTOR_COLUMNS = 2 };

void
ts_task_get_badge (guint task, char badge[8])
{
  char reversed[8];
  guint n = 0;

  /* Letters are digits here, but A is 1 and there is no 0: after Z comes AA. */
  for (guint64 rest = (guint64) task + 1; rest > 0; rest = (rest - 1) / 26)
    reversed[n++] = (char) ('A' + (rest - 1) % 26);
  for (guint i = 0; i < n; i++)
    badge[i] = reversed[n - 1 - i];
  badge[n] = '\0';
}

void
ts_paint_core_lane (cairo_t *cr, TsRecording *recording, guint core, const TsAxis *axis,
                    double y_px, double height_px, const TsPalette *palette)
{
  TsCanvas canvas;

  ts_canvas_init (&canvas, cr, axis, palette, VECTOR_COLUMNS);
  ts_canvas_paint_core (&canvas, recording, core, y_px, height_px);
}

void
ts_paint_task_lane (cairo_t *cr, TsRecording *recording, guint task, const TsAxis *axis,
                    double y_px, double height_px, const TsPalette *palette)
{
  TsCanvas canvas;

  ts_canvas_init (&canvas, cr, axis, palette, VECTOR_COLUMNS);
  ts_canvas_paint_task (&canvas, recording, task, y_px, height_px);
}

void
ts_paint_object_lane (cairo_t *cr, TsRecording *recording, guint object, const TsAxis *axis,
                      double y_px, double height_px, const TsPalette *palette)
{
  TsCanvas canvas;

  ts_canvas_init (&canvas, cr, axis, palette, VECTOR_COLUMNS);
  ts_canvas_paint_object (&canvas, recording, object, y_px, height_px);
}
