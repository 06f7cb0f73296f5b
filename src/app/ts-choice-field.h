/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One option of a way that has names and no number ("scheduler"): its label and the choice.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_CHOICE_FIELD (ts_choice_field_get_type ())
G_DECLARE_FINAL_TYPE (TsChoiceField, ts_choice_field, TS, CHOICE_FIELD, GtkWidget)

/* Changes that option, which has choices, of the present way of `session`.  Context: the main thread. */
GtkWidget *ts_choice_field_new (TsSession *session, const TsWayOption *option);

/* Shows the session's value, which somebody else may have changed. */
void ts_choice_field_update (TsChoiceField *self);

G_END_DECLS
