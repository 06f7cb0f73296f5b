/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows a page shows.
 */
#pragma once

#include "ts-page.h"

G_BEGIN_DECLS

/* Positions (guint) of at most `most` cores, siblings side by side; those that ran something go first if not all can be
 * shown.  Free with g_array_unref. */
GArray *ts_page_choose_cores (const TsPage *page, guint most);

/* The same for tasks: in their order; those with something to show in the window if not all can be shown. */
GArray *ts_page_choose_tasks (const TsPage *page, guint most);

gboolean ts_cores_are_siblings (const TsCore *a, const TsCore *b);

/* True if some physical core has two or more cores; a group of more than `most` only says that nobody knew. */
gboolean ts_page_has_siblings (const TsPage *page, guint most);

void ts_page_add_kind_badge (TsPage *page, const char *kind, TsFont font, const char *name, double middle_px);

G_END_DECLS
