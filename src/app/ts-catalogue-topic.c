/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-catalogue-topic.h"

#include "ts-catalogue-model.h"
#include "ts-flow-layout.h"
#include "ts-scenario-card.h"
#include "ts-widget.h"

enum { CARD_SPACING_PX = 18, CARD_WIDTH_PX = 240 };

struct _TsCatalogueTopic {
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkBox *cards;   /* of TsScenarioCard */
};

enum { SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsCatalogueTopic, ts_catalogue_topic, GTK_TYPE_WIDGET)

static void
ts_catalogue_topic_dispose (GObject *object)
{
  ts_widget_dispose_children (GTK_WIDGET (object), TS_TYPE_CATALOGUE_TOPIC);
  G_OBJECT_CLASS (ts_catalogue_topic_parent_class)->dispose (object);
}

static void
ts_catalogue_topic_class_init (TsCatalogueTopicClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_catalogue_topic_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-catalogue-topic.ui");
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueTopic, title);
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueTopic, cards);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TS_TYPE_CATALOGUE_TOPIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, TS_TYPE_SCENARIO, G_TYPE_BOOLEAN);
}

static void
ts_catalogue_topic_init (TsCatalogueTopic *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->cards),
                                 ts_flow_layout_new (CARD_SPACING_PX, CARD_SPACING_PX, CARD_WIDTH_PX));
}

GtkWidget *
ts_catalogue_topic_new (const char *title)
{
  TsCatalogueTopic *self = g_object_new (TS_TYPE_CATALOGUE_TOPIC, NULL);

  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

static void
on_chosen (TsCatalogueTopic *self, TsScenario *scenario, gboolean and_run)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, scenario, and_run);
}

static GtkWidget *
add_card (TsCatalogueTopic *self, TsScenario *scenario)
{
  GtkWidget *card = ts_scenario_card_new (scenario);

  g_signal_connect_swapped (card, "chosen", G_CALLBACK (on_chosen), self);
  gtk_box_append (self->cards, card);
  return card;
}

void
ts_catalogue_topic_add (TsCatalogueTopic *self, TsScenario *scenario)
{
  g_return_if_fail (TS_IS_CATALOGUE_TOPIC (self));
  add_card (self, scenario);
}

void
ts_catalogue_topic_add_wide (TsCatalogueTopic *self, TsScenario *scenario)
{
  g_return_if_fail (TS_IS_CATALOGUE_TOPIC (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->cards), gtk_box_layout_new (GTK_ORIENTATION_VERTICAL));
  gtk_widget_set_hexpand (add_card (self, scenario), TRUE);
  ts_scenario_card_set_wide (TS_SCENARIO_CARD (gtk_widget_get_last_child (GTK_WIDGET (self->cards))));
}

guint
ts_catalogue_topic_filter (TsCatalogueTopic *self, const char *search)
{
  guint n_found = 0;

  g_return_val_if_fail (TS_IS_CATALOGUE_TOPIC (self), 0);
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      gboolean is_found = ts_catalogue_matches (ts_scenario_card_get_scenario (TS_SCENARIO_CARD (card)), search);

      gtk_widget_set_visible (card, is_found);
      n_found += is_found ? 1 : 0;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_found > 0);
  return n_found;
}

gboolean
ts_catalogue_topic_open_first (TsCatalogueTopic *self)
{
  g_return_val_if_fail (TS_IS_CATALOGUE_TOPIC (self), FALSE);
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (gtk_widget_get_visible (card))
      return gtk_widget_activate_action (card, "card.open", NULL);
  return FALSE;
}
