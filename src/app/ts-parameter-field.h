/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One parameter of a scenario: its label, a number to type or step, and where there is room a slider.
 *
 * A text that is no value for it is named here: the label then says what may stand there.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_PARAMETER_FIELD (ts_parameter_field_get_type ())
G_DECLARE_FINAL_TYPE (TsParameterField, ts_parameter_field, TS, PARAMETER_FIELD, GtkWidget)

/* Changes that parameter of `session`, whose scenario must have it; `parameter` is not kept.  Context: the main
 * thread. */
GtkWidget *ts_parameter_field_new (TsSession *session, const TsParameter *parameter, gboolean has_slider);

/* Shows the session's value, which somebody else may have changed. */
void ts_parameter_field_update (TsParameterField *self);

G_END_DECLS
