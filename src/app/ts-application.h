/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application: its windows, what they share, and the app.* actions.
 */
#pragma once

#include <adwaita.h>

#include "ts-machine.h"

G_BEGIN_DECLS

#define TS_TYPE_APPLICATION (ts_application_get_type ())
G_DECLARE_FINAL_TYPE (TsApplication, ts_application, TS, APPLICATION, AdwApplication)

/* Context of all: the main thread. */
TsApplication *ts_application_new (void);

/* The machine, looked at when it is first asked for; lives as long as the application. */
const TsMachine *ts_application_get_machine (TsApplication *self);

/* The settings of the schema io.github.timeslice.Timeslice; (transfer none). */
GSettings *ts_application_get_settings (TsApplication *self);

G_END_DECLS
