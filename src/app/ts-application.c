/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-application.h"

#include <glib/gi18n-lib.h>

#include "ts-accelerators.h"
#include "ts-appearance.h"
#include "ts-compat.h"
#include "ts-preferences-window.h"
#include "ts-shortcuts-window.h"
#include "ts-window.h"

struct _TsApplication {
  AdwApplication parent_instance;

  GThread *look;        /* looks at the machine meanwhile; NULL: it was asked for already */
  TsMachine *machine;   /* NULL until it is asked for */
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (TsApplication, ts_application, ADW_TYPE_APPLICATION)

/* The window that was used last, not counting preferences and the like; NULL if there is none. */
static GtkWindow *
find_window (GtkApplication *application)
{
  for (GList *node = gtk_application_get_windows (application); node != NULL; node = node->next)
    if (TS_IS_WINDOW (node->data))
      return node->data;
  return NULL;
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  /* A window may take those over it along. */
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  g_list_foreach (windows, (GFunc) (GCallback) g_object_ref, NULL);
  /* Each window may ask about what is not saved; the last one that closes ends the application. */
  for (GList *node = windows; node != NULL; node = node->next)
    gtk_window_close (node->data);
  g_list_free_full (windows, g_object_unref);
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (ts_window_new (TS_APPLICATION (data))));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (ts_shortcuts_window_new (find_window (data))));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (ts_preferences_window_new (data, find_window (data))));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ts_compat_show_about (find_window (data));
}

static const GActionEntry actions[] = {
  { "quit", quit_action, NULL, NULL, NULL, { 0 } },
  { "about", about_action, NULL, NULL, NULL, { 0 } },
  { "preferences", preferences_action, NULL, NULL, NULL, { 0 } },
  { "shortcuts", shortcuts_action, NULL, NULL, NULL, { 0 } },
  { "new-window", new_window_action, NULL, NULL, NULL, { 0 } },
};

/* All text follows the resolution: that of the desktop, times what was chosen here. */
static void
on_text_size_changed (TsApplication *self)
{
  GtkSettings *desktop = gtk_settings_get_default ();
  int percent = g_settings_get_int (self->settings, "text-size"), resolution;

  if (desktop == NULL)
    return;
  gtk_settings_reset_property (desktop, "gtk-xft-dpi");
  g_object_get (desktop, "gtk-xft-dpi", &resolution, NULL);
  if (percent != 100)
    g_object_set (desktop, "gtk-xft-dpi", (resolution > 0 ? resolution : 96 * 1024) / 100 * percent, NULL);
}

static gpointer
look_at_machine (gpointer data)
{
  return ts_machine_new ();
}

static void
ts_application_startup (GApplication *application)
{
  TsApplication *self = TS_APPLICATION (application);

  G_APPLICATION_CLASS (ts_application_parent_class)->startup (application);
  self->look = g_thread_new ("machine", look_at_machine, NULL);
  self->settings = g_settings_new (TS_APPLICATION_ID);
  ts_appearance_set_settings (self->settings);
  g_signal_connect_object (self->settings, "changed::text-size", G_CALLBACK (on_text_size_changed), self,
                           G_CONNECT_SWAPPED);
  if (g_settings_get_int (self->settings, "text-size") != 100)
    on_text_size_changed (self);
  gtk_window_set_default_icon_name (TS_APPLICATION_ID);
  ts_accelerators_install (GTK_APPLICATION (self));
}

static void
ts_application_activate (GApplication *application)
{
  GtkWindow *window = find_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (ts_window_new (TS_APPLICATION (application)));
  gtk_window_present (window);
}

/* Each file in a window of its own; the first one in a window that shows nothing yet. */
static void
ts_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      GtkWindow *active = find_window (GTK_APPLICATION (application));
      TsWindow *window = active != NULL && ts_window_is_empty (TS_WINDOW (active))
                             ? TS_WINDOW (active)
                             : ts_window_new (TS_APPLICATION (application));

      gtk_window_present (GTK_WINDOW (window));
      ts_window_open_file (window, files[i]);
    }
}

static void
ts_application_finalize (GObject *object)
{
  TsApplication *self = TS_APPLICATION (object);

  if (self->look != NULL)
    self->machine = g_thread_join (g_steal_pointer (&self->look));
  g_clear_pointer (&self->machine, ts_machine_free);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (ts_application_parent_class)->finalize (object);
}

static void
ts_application_class_init (TsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ts_application_finalize;
  application_class->startup = ts_application_startup;
  application_class->activate = ts_application_activate;
  application_class->open = ts_application_open;
}

static void
ts_application_init (TsApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "version", 0, 0, G_OPTION_ARG_NONE,
                                 _("Print the version and exit"), NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

static int
on_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("timeslice %s\n", TS_VERSION);
  return 0;
}

TsApplication *
ts_application_new (void)
{
  TsApplication *self = g_object_new (TS_TYPE_APPLICATION, "application-id", TS_APPLICATION_ID,
                                      "flags", G_APPLICATION_HANDLES_OPEN,
                                      "resource-base-path", "/io/github/timeslice/Timeslice", NULL);

  g_signal_connect (self, "handle-local-options", G_CALLBACK (on_local_options), NULL);
  return self;
}

const TsMachine *
ts_application_get_machine (TsApplication *self)
{
  g_return_val_if_fail (TS_IS_APPLICATION (self), NULL);
  if (self->look != NULL)
    self->machine = g_thread_join (g_steal_pointer (&self->look));
  return self->machine;
}

GSettings *
ts_application_get_settings (TsApplication *self)
{
  g_return_val_if_fail (TS_IS_APPLICATION (self), NULL);
  return self->settings;
}
