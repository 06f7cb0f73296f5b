/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parameters of the scenario as controls, and the cores that a run may use.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_PARAMETERS (ts_parameters_get_type ())
G_DECLARE_FINAL_TYPE (TsParameters, ts_parameters, TS, PARAMETERS, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_parameters_set_session (TsParameters *self, TsSession *session);

G_END_DECLS
