/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-task-chip.h"

#include <glib/gi18n-lib.h>

#include "ts-task-badge.h"
#include "ts-widget.h"

/* Values of the action chip.pin that are no core. */
enum { AS_PROGRAM = -1, ANY_CORE = -2, SEVERAL = -3 };

struct _TsTaskChip {
  GtkWidget parent_instance;

  TsSession *session;   /* borrowed */
  char *key, *name;
  GSimpleAction *pin;
  GtkWidget *menu;      /* NULL: was not opened yet */

  TsTaskBadge *badge;
  GtkLabel *label, *where;
};

G_DEFINE_FINAL_TYPE (TsTaskChip, ts_task_chip, GTK_TYPE_WIDGET)

static gboolean
is_allowed (TsTaskChip *self, gint64 core)
{
  return core_set_has (&ts_session_get_machine (self->session)->allowed, core);
}

void
ts_task_chip_pin (TsTaskChip *self, guint core, gboolean also)
{
  const CoreSet *before;
  CoreSet cores = { { 0 } };

  g_return_if_fail (TS_IS_TASK_CHIP (self));
  if (!is_allowed (self, core))
    return;
  before = ts_session_get_pin (self->session, self->key);
  if (also && before != NULL)
    cores = *before;
  cores.words[core / 64] ^= G_GUINT64_CONSTANT (1) << (core % 64);
  ts_session_set_pin (self->session, self->key, core_set_count (&cores) > 0 ? &cores : NULL);
}

static void
on_pin (TsTaskChip *self, GVariant *parameter)
{
  int choice = g_variant_get_int32 (parameter);

  if (choice == AS_PROGRAM)
    ts_session_set_pin (self->session, self->key, NULL);
  else if (choice == ANY_CORE)
    ts_session_set_pin (self->session, self->key, &ts_session_get_machine (self->session)->allowed);
  else
    ts_task_chip_pin (self, (guint) choice, FALSE);
}

static GMenuModel *
make_menu (TsTaskChip *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) cores = g_menu_new (), others = g_menu_new ();
  const CoreSet *allowed = &ts_session_get_machine (self->session)->allowed;

  for (guint i = 0; i < core_set_count (allowed); i++)
    {
      int core = core_set_at (allowed, i);
      g_autofree char *label = g_strdup_printf (_("Bind to Core %d"), core);
      g_autofree char *action = g_strdup_printf ("chip.pin(%d)", core);

      g_menu_append (cores, label, action);
    }
  g_menu_append (others, _("Any Core"), "chip.pin(-2)");
  g_menu_append (others, _("As the Program Says"), "chip.pin(-1)");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (cores));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsTaskChip *self = TS_TASK_CHIP (widget);

  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = make_menu (self);

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_widget_set_parent (self->menu, widget);
    }
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, TsTaskChip *self)
{
  if (gtk_widget_contains (GTK_WIDGET (self), x, y))
    gtk_widget_activate_action (GTK_WIDGET (self), "chip.menu", NULL);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType modifiers, TsTaskChip *self)
{
  guint core = key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9 ? key - GDK_KEY_KP_0 : key - GDK_KEY_0;

  if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace)
    ts_session_set_pin (self->session, self->key, NULL);
  else if (core <= 9)
    ts_task_chip_pin (self, core, (modifiers & GDK_CONTROL_MASK) != 0);
  else
    return FALSE;
  return TRUE;
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, TsTaskChip *self)
{
  return gdk_content_provider_new_typed (TS_TYPE_TASK_CHIP, self);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, TsTaskChip *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static void
ts_task_chip_dispose (GObject *object)
{
  TsTaskChip *self = TS_TASK_CHIP (object);

  self->menu = NULL;
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_TASK_CHIP);
  g_clear_object (&self->pin);
  G_OBJECT_CLASS (ts_task_chip_parent_class)->dispose (object);
}

static void
ts_task_chip_finalize (GObject *object)
{
  TsTaskChip *self = TS_TASK_CHIP (object);

  g_free (self->key);
  g_free (self->name);
  G_OBJECT_CLASS (ts_task_chip_parent_class)->finalize (object);
}

static void
ts_task_chip_class_init (TsTaskChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space, GDK_KEY_Menu };

  g_type_ensure (TS_TYPE_TASK_BADGE);
  G_OBJECT_CLASS (klass)->dispose = ts_task_chip_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_task_chip_finalize;
  gtk_widget_class_set_css_name (widget_class, "taskchip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-task-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, TsTaskChip, badge);
  gtk_widget_class_bind_template_child (widget_class, TsTaskChip, label);
  gtk_widget_class_bind_template_child (widget_class, TsTaskChip, where);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_install_action (widget_class, "chip.menu", NULL, menu_action);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "chip.menu", NULL);
}

static void
ts_task_chip_init (TsTaskChip *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->pin = g_simple_action_new_stateful ("pin", G_VARIANT_TYPE_INT32, g_variant_new_int32 (AS_PROGRAM));
  g_signal_connect_object (self->pin, "activate", G_CALLBACK (on_pin), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->pin));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chip", G_ACTION_GROUP (group));
}

GtkWidget *
ts_task_chip_new (TsSession *session, const TsPinnable *pinnable)
{
  TsTaskChip *self = g_object_new (TS_TYPE_TASK_CHIP, NULL);

  self->session = session;
  self->key = g_strdup (pinnable->key);
  self->name = g_strdup (pinnable->label);
  ts_task_badge_set_task (self->badge, pinnable->position, NULL);
  gtk_label_set_text (self->label, self->name);
  ts_task_chip_update (self);
  return GTK_WIDGET (self);
}

const char *
ts_task_chip_get_key (TsTaskChip *self)
{
  g_return_val_if_fail (TS_IS_TASK_CHIP (self), NULL);
  return self->key;
}

/* "core 1", "cores 0, 2", "any core"; NULL if nothing binds it from outside. */
static char *
describe_pin (TsTaskChip *self, const CoreSet *cores)
{
  char text[256];

  if (cores == NULL)
    return NULL;
  if (core_set_within (&ts_session_get_machine (self->session)->allowed, cores))
    return g_strdup (_("any core"));
  core_set_print (cores, text, sizeof text);
  /* Translators: a list of cores such as “1” or “0-3,6” */
  return g_strdup_printf (ngettext ("core %s", "cores %s", core_set_count (cores)), text);
}

void
ts_task_chip_update (TsTaskChip *self)
{
  const CoreSet *cores;
  g_autofree char *where = NULL, *spoken = NULL;
  int state = AS_PROGRAM;

  g_return_if_fail (TS_IS_TASK_CHIP (self));
  cores = ts_session_get_pin (self->session, self->key);
  where = describe_pin (self, cores);
  if (cores != NULL)
    state = core_set_within (&ts_session_get_machine (self->session)->allowed, cores) ? ANY_CORE
            : core_set_count (cores) == 1                                               ? core_set_at (cores, 0)
                                                                                        : SEVERAL;
  g_simple_action_set_state (self->pin, g_variant_new_int32 (state));
  gtk_label_set_text (self->where, where != NULL ? where : "");
  gtk_widget_set_visible (GTK_WIDGET (self->where), where != NULL);
  /* Translators: a task and where it is bound to: “Worker 2, core 1” */
  spoken = g_strdup_printf (_("%s, %s"), self->name, where != NULL ? where : _("cores as the program says"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
