/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario in the catalogue: a drawing of its typical timeline, its title, what it is about, and Run.
 *
 * It is one button for the keyboard and a screen reader; Run within it is for the mouse, and Ctrl+Enter
 * does the same.  Actions: card.open, card.run.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-scenario.h"

G_BEGIN_DECLS

#define TS_TYPE_SCENARIO_CARD (ts_scenario_card_get_type ())
G_DECLARE_FINAL_TYPE (TsScenarioCard, ts_scenario_card, TS, SCENARIO_CARD, GtkWidget)

/* `chosen` is emitted with the scenario and whether to run it at once.  Context: the main thread. */
GtkWidget *ts_scenario_card_new (TsScenario *scenario);

/* Lets it be wide and low: the drawing stands beside the text. */
void ts_scenario_card_set_wide (TsScenarioCard *self);
TsScenario *ts_scenario_card_get_scenario (TsScenarioCard *self);

G_END_DECLS
