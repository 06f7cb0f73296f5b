/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A topic of the catalogue: its title and a card for each of its scenarios.
 *
 * Signal "chosen" (TsScenario, gboolean: run it at once).
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-scenario.h"

G_BEGIN_DECLS

#define TS_TYPE_CATALOGUE_TOPIC (ts_catalogue_topic_get_type ())
G_DECLARE_FINAL_TYPE (TsCatalogueTopic, ts_catalogue_topic, TS, CATALOGUE_TOPIC, GtkWidget)

/* Context of all: the main thread. */
GtkWidget *ts_catalogue_topic_new (const char *title);
void ts_catalogue_topic_add (TsCatalogueTopic *self, TsScenario *scenario);

/* The same with a card as wide as the topic, and low. */
void ts_catalogue_topic_add_wide (TsCatalogueTopic *self, TsScenario *scenario);

/* Shows only the cards that ts_catalogue_matches(), and itself only if there are any; returns how many. */
guint ts_catalogue_topic_filter (TsCatalogueTopic *self, const char *search);

/* Chooses the first scenario that is shown; FALSE if there is none. */
gboolean ts_catalogue_topic_open_first (TsCatalogueTopic *self);

G_END_DECLS
