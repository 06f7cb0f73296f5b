/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-preferences-window.h"

#include <adwaita.h>

#include "ts-window.h"

struct _TsPreferencesWindow {
  GtkWindow parent_instance;

  AdwComboRow *colours, *text_size, *source;
  GtkSwitch *patterns;
  GtkSpinButton *repeats;
};

G_DEFINE_FINAL_TYPE (TsPreferencesWindow, ts_preferences_window, GTK_TYPE_WINDOW)

/* As the schema has them, in the order of the template's rows. */
static const char * const colours[] = { "task", "state", "core", NULL };
static const char * const sources[] = { "automatic", "exact", "self-timed", NULL };
static const int text_sizes[] = { 100, 125, 150, 200 };

static gboolean
name_to_row (GValue *row, GVariant *setting, gpointer names)
{
  const char * const *all = names;

  for (guint i = 0; all[i] != NULL; i++)
    if (g_str_equal (all[i], g_variant_get_string (setting, NULL)))
      g_value_set_uint (row, i);
  return TRUE;
}

static GVariant *
row_to_name (const GValue *row, const GVariantType *type, gpointer names)
{
  return g_variant_new_string (((const char * const *) names)[g_value_get_uint (row)]);
}

/* The nearest that can be chosen. */
static gboolean
size_to_row (GValue *row, GVariant *setting, gpointer data)
{
  guint position = 0;

  while (position + 1 < G_N_ELEMENTS (text_sizes) && text_sizes[position] < g_variant_get_int32 (setting))
    position++;
  g_value_set_uint (row, position);
  return TRUE;
}

static GVariant *
row_to_size (const GValue *row, const GVariantType *type, gpointer data)
{
  return g_variant_new_int32 (text_sizes[MIN (g_value_get_uint (row), G_N_ELEMENTS (text_sizes) - 1)]);
}

/* Windows keep the source that they were given; who sets it here means all of them. */
static void
on_source_changed (TsPreferencesWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  SourceId source = (SourceId) adw_combo_row_get_selected (self->source);

  for (GList *node = gtk_application_get_windows (application); node != NULL; node = node->next)
    if (TS_IS_WINDOW (node->data))
      ts_session_set_source (ts_window_get_session (node->data), source);
}

static void
ts_preferences_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TS_TYPE_PREFERENCES_WINDOW);
  G_OBJECT_CLASS (ts_preferences_window_parent_class)->dispose (object);
}

static void
ts_preferences_window_class_init (TsPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_STATIC_ASSERT (SOURCE_AUTOMATIC == 0 && SOURCE_EXACT == 1 && SOURCE_SELF_TIMED == 2);
  G_OBJECT_CLASS (klass)->dispose = ts_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TsPreferencesWindow, colours);
  gtk_widget_class_bind_template_child (widget_class, TsPreferencesWindow, text_size);
  gtk_widget_class_bind_template_child (widget_class, TsPreferencesWindow, source);
  gtk_widget_class_bind_template_child (widget_class, TsPreferencesWindow, patterns);
  gtk_widget_class_bind_template_child (widget_class, TsPreferencesWindow, repeats);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ts_preferences_window_init (TsPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TsPreferencesWindow *
ts_preferences_window_new (TsApplication *application, GtkWindow *parent)
{
  GSettings *settings = ts_application_get_settings (application);
  TsPreferencesWindow *self = g_object_new (TS_TYPE_PREFERENCES_WINDOW, "application", application,
                                            "transient-for", parent, NULL);

  g_settings_bind_with_mapping (settings, "colours", self->colours, "selected", G_SETTINGS_BIND_DEFAULT, name_to_row,
                                row_to_name, (gpointer) colours, NULL);
  g_settings_bind_with_mapping (settings, "source", self->source, "selected", G_SETTINGS_BIND_DEFAULT, name_to_row,
                                row_to_name, (gpointer) sources, NULL);
  g_settings_bind_with_mapping (settings, "text-size", self->text_size, "selected", G_SETTINGS_BIND_DEFAULT,
                                size_to_row, row_to_size, NULL, NULL);
  g_settings_bind (settings, "patterns", self->patterns, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "repeats", self->repeats, "value", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_swapped (self->source, "notify::selected", G_CALLBACK (on_source_changed), self);
  return self;
}
