/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who draws the window: a graphics processor, or the cores that the workers are to have.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* True if `root` (“/”, or a folder that stands for it) has a graphics processor that this user may draw with.  That of
 * a virtual machine does not count: what is behind it cannot be told, and mostly it is the processor.
 * Context: any thread. */
gboolean ts_renderer_has_gpu (const char *root);

/* Has GTK draw with cairo, and leave GL alone, where there is none, unless GSK_RENDERER says what is wished.  GL without a
 * graphics processor computes each pixel of each frame on all cores: half of a live run's work was lost to it on two.  Newer
 * versions of GTK do the same by themselves.  Context: the main thread, before GTK starts. */
void ts_renderer_choose (void);

G_END_DECLS
