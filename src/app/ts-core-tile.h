/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A core on the machine's map: pressed in if the run may use it, with the tasks that are bound to it.  Chips can
 * be dropped on it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_CORE_TILE (ts_core_tile_get_type ())
G_DECLARE_FINAL_TYPE (TsCoreTile, ts_core_tile, TS, CORE_TILE, GtkWidget)

/* `session` and `core` must outlive the tile.  Context of all: the main thread. */
GtkWidget *ts_core_tile_new (TsSession *session, const TsMachineCore *core);

/* Shows what the session has chosen; `pinnables` as ts_session_list_pinnables() gives them. */
void ts_core_tile_update (TsCoreTile *self, GPtrArray *pinnables);

G_END_DECLS
