/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A task that can be bound to cores: dragged on to one, or with the keyboard.
 *
 * A digit binds it to the core of that number, with Ctrl also to that one; Delete leaves it to the program; Enter
 * opens a menu with all of this.  While it is dragged its content is the chip itself.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_TASK_CHIP (ts_task_chip_get_type ())
G_DECLARE_FINAL_TYPE (TsTaskChip, ts_task_chip, TS, TASK_CHIP, GtkWidget)

/* `session` must outlive the chip; `pinnable` is not kept.  Context of all: the main thread. */
GtkWidget *ts_task_chip_new (TsSession *session, const TsPinnable *pinnable);
const char *ts_task_chip_get_key (TsTaskChip *self);

/* Binds the task to `core`, `also`: to that one, too, or no longer.  Does nothing if the core may not be used. */
void ts_task_chip_pin (TsTaskChip *self, guint core, gboolean also);

/* Shows what the session has it bound to. */
void ts_task_chip_update (TsTaskChip *self);

G_END_DECLS
