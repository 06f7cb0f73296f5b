/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bar that replays a recording: play, step, speed, position, and following a live run.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-player.h"
#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_TRANSPORT (ts_transport_get_type ())
G_DECLARE_FINAL_TYPE (TsTransport, ts_transport, TS, TRANSPORT, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context of all: the main thread. */
void ts_transport_set_session (TsTransport *self, TsSession *session);

/* What plays the session's recording; (transfer none). */
TsPlayer *ts_transport_get_player (TsTransport *self);

/* Plays or pauses what is shown: the run where it is followed, else the recording. */
void ts_transport_play_pause (TsTransport *self);

G_END_DECLS
