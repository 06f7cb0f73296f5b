/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shapes that cairo does not have.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Adds a rectangle with round corners to the path; all in user space.  A radius of more than half of the shorter side
 * counts as that half.  Context: the thread that `cr` belongs to. */
void ts_shape_add_round_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius);

G_END_DECLS
