/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scenarios of the data folder as the window shows them: loaded once for all windows, and when
 * they are first asked for, so that a window's first frame need not wait for them.
 */
#pragma once

#include "ts-scenario.h"

G_BEGIN_DECLS

typedef struct _TsCatalogueModel TsCatalogueModel;

/* The catalogue; loaded if nobody holds it yet.  Context of all: the main thread. */
TsCatalogueModel *ts_catalogue_model_get (void);
void ts_catalogue_model_unref (TsCatalogueModel *self);

/* In order of topic and order; (transfer none) both. */
guint ts_catalogue_model_get_count (TsCatalogueModel *self);
TsScenario *ts_catalogue_model_get_scenario (TsCatalogueModel *self, guint position);

/* The scenario of that id, NULL if there is none; (transfer none). */
TsScenario *ts_catalogue_model_find (TsCatalogueModel *self, const char *id);

/* What is wrong with files that could not be loaded, a sentence in a line each; NULL if nothing is. */
char *ts_catalogue_model_describe_problems (TsCatalogueModel *self);

/* The title of the scenario's topic, translated; never NULL. */
const char *ts_catalogue_get_topic_title (TsScenario *scenario);

/* Whether each word of `search` begins a word of the scenario's title, summary, topic or id; an empty search finds
 * all.  Neither case nor accents matter. */
gboolean ts_catalogue_matches (TsScenario *scenario, const char *search);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsCatalogueModel, ts_catalogue_model_unref)

G_END_DECLS
