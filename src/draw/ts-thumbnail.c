/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recording in a small picture.
 */
#include "config.h"

#include "ts-painter.h"

enum { MOST_ROWS = 6 };

#define HIGHEST_ROW_PX 18.0
#define GAP_SHARE 0.35   /* of a row's height */

/* Positions of the tasks that get rows: the first that did anything, and the main task only if there is no other. */
static guint
choose_tasks (TsRecording *recording, guint rows[MOST_ROWS])
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  guint n_rows = 0;

  for (guint i = tasks->len > 1 ? 1 : 0; i < tasks->len && n_rows < MOST_ROWS; i++)
    if (ts_lane_get_n_slices (((TsTask *) g_ptr_array_index (tasks, i))->lane) > 0)
      rows[n_rows++] = i;
  return n_rows;
}

void
ts_paint_thumbnail (cairo_t *cr, TsRecording *recording, gint64 end_ns, double width_px, double height_px,
                    const TsPalette *palette)
{
  const TsAxis axis = { .begin_ns = 0, .end_ns = MAX (1, end_ns), .x_px = 0, .width_px = width_px };
  guint rows[MOST_ROWS], n_rows = choose_tasks (recording, rows);
  double pitch_px = MIN (height_px / n_rows, HIGHEST_ROW_PX * (1 + GAP_SHARE));
  double row_px = pitch_px / (1 + GAP_SHARE);
  double y_px = (height_px - n_rows * pitch_px + pitch_px - row_px) / 2;

  for (guint i = 0; i < n_rows; i++, y_px += pitch_px)
    ts_paint_task_lane (cr, recording, rows[i], &axis, y_px, row_px, palette);
}
