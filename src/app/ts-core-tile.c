/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-core-tile.h"

#include <glib/gi18n-lib.h>

#include "ts-flow-layout.h"
#include "ts-task-badge.h"
#include "ts-task-chip.h"
#include "ts-widget.h"

enum { MOST_BADGES = 8, BADGE_PX = 14, BADGE_SPACING_PX = 2 };

struct _TsCoreTile {
  GtkWidget parent_instance;

  TsSession *session;          /* borrowed, both */
  const TsMachineCore *core;
  gboolean is_updating;

  GtkToggleButton *button;
  GtkLabel *name, *kind;
  GtkBox *badges;
};

G_DEFINE_FINAL_TYPE (TsCoreTile, ts_core_tile, GTK_TYPE_WIDGET)

/* The cores that the next run may use. */
static CoreSet
get_chosen (TsSession *session)
{
  const CoreSet *chosen = ts_session_get_cores (session);

  return core_set_count (chosen) > 0 ? *chosen : ts_session_get_machine (session)->allowed;
}

static void
on_toggled (TsCoreTile *self)
{
  CoreSet chosen = get_chosen (self->session);
  const CoreSet *allowed = &ts_session_get_machine (self->session)->allowed;

  if (self->is_updating)
    return;
  chosen.words[self->core->number / 64] ^= G_GUINT64_CONSTANT (1) << (self->core->number % 64);
  if (core_set_count (&chosen) == 0)
    gtk_toggle_button_set_active (self->button, TRUE);   /* a run needs one */
  else
    {
      if (core_set_within (allowed, &chosen))
        core_set_clear (&chosen);
      ts_session_set_cores (self->session, &chosen);
    }
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, TsCoreTile *self)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  gboolean also = drop != NULL && gdk_drop_get_actions (drop) == GDK_ACTION_COPY;

  ts_task_chip_pin (g_value_get_object (value), self->core->number, also);
  return TRUE;
}

static void
ts_core_tile_dispose (GObject *object)
{
  ts_widget_dispose_children (GTK_WIDGET (object), TS_TYPE_CORE_TILE);
  G_OBJECT_CLASS (ts_core_tile_parent_class)->dispose (object);
}

static void
ts_core_tile_class_init (TsCoreTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_core_tile_dispose;
  gtk_widget_class_set_css_name (widget_class, "coretile");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-core-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, TsCoreTile, button);
  gtk_widget_class_bind_template_child (widget_class, TsCoreTile, name);
  gtk_widget_class_bind_template_child (widget_class, TsCoreTile, kind);
  gtk_widget_class_bind_template_child (widget_class, TsCoreTile, badges);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
ts_core_tile_init (TsCoreTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->badges), ts_flow_layout_new (BADGE_SPACING_PX, BADGE_SPACING_PX, 0));
}

static const char *
get_kind_words (const TsMachineCore *core)
{
  return g_str_equal (core->kind, "performance")  ? _("performance core")
         : g_str_equal (core->kind, "efficiency") ? _("efficiency core")
                                                  : NULL;
}

static void
show_core (TsCoreTile *self)
{
  const char *kind = get_kind_words (self->core);
  g_autofree char *name = g_strdup_printf (_("Core %u"), self->core->number);
  g_autofree char *spoken = kind != NULL ? g_strdup_printf ("%s, %s", name, kind) : g_strdup (name);
  g_autofree char *forbidden = g_strdup_printf (_("Core %u may not be used here: the system gives Timeslice other cores "
                                                  "only (taskset, a container or a service’s limits)."),
                                                self->core->number);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->kind, kind == NULL                                 ? ""
                                  : g_str_equal (self->core->kind, "performance") ? C_("kind of core", "P")
                                                                                  : C_("kind of core", "E"));
  gtk_widget_set_visible (GTK_WIDGET (self->kind), kind != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), self->core->allowed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), !self->core->allowed ? forbidden : kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->core->allowed ? _("Pressed: the run may use it") : forbidden, -1);
}

GtkWidget *
ts_core_tile_new (TsSession *session, const TsMachineCore *core)
{
  TsCoreTile *self = g_object_new (TS_TYPE_CORE_TILE, NULL);

  self->session = session;
  self->core = core;
  show_core (self);
  if (core->allowed)
    {
      GtkDropTarget *target = gtk_drop_target_new (TS_TYPE_TASK_CHIP, GDK_ACTION_MOVE | GDK_ACTION_COPY);

      g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
      gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
    }
  return GTK_WIDGET (self);
}

static void
show_badges (TsCoreTile *self, GPtrArray *pinnables)
{
  GtkWidget *child;
  guint n_badges = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->badges))) != NULL)
    gtk_box_remove (self->badges, child);
  for (guint i = 0; i < pinnables->len && n_badges < MOST_BADGES; i++)
    {
      const TsPinnable *pinnable = g_ptr_array_index (pinnables, i);
      const CoreSet *cores = ts_session_get_pin (self->session, pinnable->key);

      if (cores == NULL || !core_set_has (cores, self->core->number))
        continue;
      gtk_box_append (self->badges, ts_task_badge_new (pinnable->position, BADGE_PX, pinnable->label));
      n_badges++;
    }
}

void
ts_core_tile_update (TsCoreTile *self, GPtrArray *pinnables)
{
  CoreSet chosen;

  g_return_if_fail (TS_IS_CORE_TILE (self));
  chosen = get_chosen (self->session);
  self->is_updating = TRUE;
  gtk_toggle_button_set_active (self->button, core_set_has (&chosen, self->core->number));
  self->is_updating = FALSE;
  show_badges (self, pinnables);
}
