/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replay: play, pause, speed, next and previous event, and where the playhead is.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_TRANSPORT (ts_transport_get_type ())
G_DECLARE_FINAL_TYPE (TsTransport, ts_transport, TS, TRANSPORT, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_transport_set_session (TsTransport *self, TsSession *session);

G_END_DECLS
