/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue beside a run: a narrow list of all scenarios by topic.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_CATALOGUE_LIST (ts_catalogue_list_get_type ())
G_DECLARE_FINAL_TYPE (TsCatalogueList, ts_catalogue_list, TS, CATALOGUE_LIST, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_catalogue_list_set_session (TsCatalogueList *self, TsSession *session);

G_END_DECLS
