/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first screen: a card for each scenario, grouped by topic, with search.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_CATALOGUE_VIEW (ts_catalogue_view_get_type ())
G_DECLARE_FINAL_TYPE (TsCatalogueView, ts_catalogue_view, TS, CATALOGUE_VIEW, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_catalogue_view_set_session (TsCatalogueView *self, TsSession *session);

G_END_DECLS
