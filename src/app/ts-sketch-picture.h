/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small drawing of how a run of a scenario may look, made by the painter of real recordings.  Its tooltip says
 * that it is a drawing.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-scenario.h"

G_BEGIN_DECLS

#define TS_TYPE_SKETCH_PICTURE (ts_sketch_picture_get_type ())
G_DECLARE_FINAL_TYPE (TsSketchPicture, ts_sketch_picture, TS, SKETCH_PICTURE, GtkWidget)

/* Draws it when it is first seen, as soon as nothing else is to be done.  Context: the main thread. */
void ts_sketch_picture_set_scenario (TsSketchPicture *self, TsScenario *scenario);

/* TRUE when there is something to be seen. */
gboolean ts_sketch_picture_is_drawn (TsSketchPicture *self);

G_END_DECLS
