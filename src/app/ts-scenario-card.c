/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-scenario-card.h"

#include <glib/gi18n-lib.h>

#include "ts-sketch-picture.h"
#include "ts-widget.h"

enum { WIDE_SKETCH_WIDTH_PX = 130, WIDE_SKETCH_HEIGHT_PX = 44 };

struct _TsScenarioCard {
  GtkWidget parent_instance;

  TsScenario *scenario;
  TsSketchPicture *sketch;
  GtkLabel *title, *summary;
  GtkWidget *text, *run_button;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsScenarioCard, ts_scenario_card, GTK_TYPE_WIDGET)

static void
choose (GtkWidget *widget, gboolean and_run)
{
  TsScenarioCard *self = TS_SCENARIO_CARD (widget);
  g_autoptr (TsScenario) scenario = g_object_ref (self->scenario);

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, scenario, and_run);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (widget, FALSE);
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (widget, TRUE);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, TsScenarioCard *self)
{
  if (gtk_widget_contains (GTK_WIDGET (self), x, y))
    choose (GTK_WIDGET (self), FALSE);
}

static void
ts_scenario_card_dispose (GObject *object)
{
  TsScenarioCard *self = TS_SCENARIO_CARD (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_SCENARIO_CARD);
  g_clear_object (&self->scenario);
  G_OBJECT_CLASS (ts_scenario_card_parent_class)->dispose (object);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "card.open", NULL);
      gtk_widget_class_add_binding_action (widget_class, keys[i], GDK_CONTROL_MASK, "card.run", NULL);
    }
}

static void
ts_scenario_card_class_init (TsScenarioCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TS_TYPE_SKETCH_PICTURE);
  G_OBJECT_CLASS (klass)->dispose = ts_scenario_card_dispose;
  gtk_widget_class_set_css_name (widget_class, "scenariocard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-scenario-card.ui");
  gtk_widget_class_bind_template_child (widget_class, TsScenarioCard, text);
  gtk_widget_class_bind_template_child (widget_class, TsScenarioCard, sketch);
  gtk_widget_class_bind_template_child (widget_class, TsScenarioCard, title);
  gtk_widget_class_bind_template_child (widget_class, TsScenarioCard, summary);
  gtk_widget_class_bind_template_child (widget_class, TsScenarioCard, run_button);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
  gtk_widget_class_install_action (widget_class, "card.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "card.run", NULL, run_action);
  bind_keys (widget_class);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TS_TYPE_SCENARIO_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, TS_TYPE_SCENARIO, G_TYPE_BOOLEAN);
}

static void
ts_scenario_card_init (TsScenarioCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_widget_name_buttons (GTK_WIDGET (self));
}

GtkWidget *
ts_scenario_card_new (TsScenario *scenario)
{
  TsScenarioCard *self = g_object_new (TS_TYPE_SCENARIO_CARD, NULL);
  const char *title = ts_scenario_get_title (scenario), *summary = ts_scenario_get_summary (scenario);
  g_autofree char *run = g_strdup_printf (_("Run “%s”"), title);

  self->scenario = g_object_ref (scenario);
  ts_sketch_picture_set_scenario (self->sketch, scenario);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button), GTK_ACCESSIBLE_PROPERTY_LABEL, run, -1);
  return GTK_WIDGET (self);
}

void
ts_scenario_card_set_wide (TsScenarioCard *self)
{
  GtkLayoutChild *place;

  g_return_if_fail (TS_IS_SCENARIO_CARD (self));
  place = gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (gtk_widget_get_parent (self->text)), self->text);
  gtk_grid_layout_child_set_column (GTK_GRID_LAYOUT_CHILD (place), 1);
  gtk_grid_layout_child_set_row (GTK_GRID_LAYOUT_CHILD (place), 0);
  gtk_widget_add_css_class (GTK_WIDGET (self), "wide");
  gtk_widget_set_hexpand (GTK_WIDGET (self->sketch), FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->sketch), WIDE_SKETCH_WIDTH_PX, WIDE_SKETCH_HEIGHT_PX);
  gtk_label_set_lines (self->summary, 2);
}

TsScenario *
ts_scenario_card_get_scenario (TsScenarioCard *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO_CARD (self), NULL);
  return self->scenario;
}
