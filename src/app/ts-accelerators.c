/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-accelerators.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_("General")
#define RUN N_("Run")
#define REPLAY N_("Replay")

static const TsAccelerator accelerators[] = {
  { "win.run", N_("Run"), RUN, { "<Control>r", "F5" } },
  { "win.run-repeatedly", N_("Run several times"), RUN, { "<Control><Shift>r" } },
  { "win.run-every-way", N_("Run in every way"), RUN, { "<Control><Shift>w" } },
  { "win.show-every-way", N_("Back to all ways"), RUN, { "<Alt>Left" } },
  { "win.pause", N_("Pause or go on"), RUN, { "<Control>p" } },
  { "win.stop", N_("Stop"), RUN, { "<Control>period" } },
  { "win.compare", N_("Compare with the previous run"), RUN, { "<Control>d" } },
  { "win.present", N_("Present in full screen"), GENERAL, { "F11" } },
  { "win.play-pause", N_("Play or pause"), REPLAY, { "space" } },
  { "win.previous-event", N_("Previous event"), REPLAY, { "comma" } },
  { "win.next-event", N_("Next event"), REPLAY, { "period" } },
  { "win.slower", N_("Slower"), REPLAY, { "less" } },
  { "win.faster", N_("Faster"), REPLAY, { "greater" } },
  { "win.to-start", N_("To the beginning"), REPLAY, { "<Control>Home" } },
  { "win.to-end", N_("To the end"), REPLAY, { "<Control>End" } },
  { "win.live", N_("Follow the run"), REPLAY, { "<Control>l" } },
  { "app.new-window", N_("New window"), GENERAL, { "<Control>n" } },
  { "win.open", N_("Open a recording or scenario"), GENERAL, { "<Control>o" } },
  { "win.save", N_("Save the recording"), GENERAL, { "<Control>s" } },
  { "win.save-as", N_("Save the recording as"), GENERAL, { "<Control><Shift>s" } },
  { "win.export-picture", N_("Export a picture"), GENERAL, { "<Control>e" } },
  { "win.copy-picture", N_("Copy a picture of what is seen"), GENERAL, { "<Control>c", "<Control><Shift>c" } },
  { "win.help", N_("What am I looking at?"), GENERAL, { "F1" } },
  { "app.preferences", N_("Preferences"), GENERAL, { "<Control>comma" } },
  { "app.shortcuts", N_("Show the keyboard shortcuts"), GENERAL, { "<Control>question" } },
  { "win.show-catalogue", N_("Show the catalogue"), GENERAL, { "<Alt>Home" } },
  { "window.close", N_("Close the window"), GENERAL, { "<Control>w" } },
  { "app.quit", N_("Quit"), GENERAL, { "<Control>q" } },
};

const TsAccelerator *
ts_accelerators_get (guint *count)
{
  *count = G_N_ELEMENTS (accelerators);
  return accelerators;
}

/* Whether a text entry has a use for the key: all that write, what moves its cursor, and what copies from it. */
static gboolean
is_for_text (const char *key)
{
  guint value;
  GdkModifierType modifiers;

  if (!gtk_accelerator_parse (key, &value, &modifiers))
    g_error ("no such key: %s", key);
  if ((modifiers & GDK_ALT_MASK) != 0 || (value >= GDK_KEY_F1 && value <= GDK_KEY_F35))
    return FALSE;
  if (modifiers == GDK_CONTROL_MASK && value == GDK_KEY_c)
    return TRUE;
  return (modifiers & GDK_CONTROL_MASK) == 0 || (value >= GDK_KEY_Home && value <= GDK_KEY_End);
}

static void
install_one (GtkApplication *application, const TsAccelerator *accelerator)
{
  const char *keys[G_N_ELEMENTS (accelerator->keys) + 1] = { NULL };
  guint n_keys = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (accelerator->keys) && accelerator->keys[i] != NULL; i++)
    if (!is_for_text (accelerator->keys[i]))
      keys[n_keys++] = accelerator->keys[i];
  gtk_application_set_accels_for_action (application, accelerator->action, keys);
}

void
ts_accelerators_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    install_one (application, &accelerators[i]);
}

static void
bind_one (GtkShortcutController *controller, const TsAccelerator *accelerator)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accelerator->keys) && accelerator->keys[i] != NULL; i++)
    if (is_for_text (accelerator->keys[i]))
      gtk_shortcut_controller_add_shortcut (controller,
                                            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (accelerator->keys[i]),
                                                              gtk_named_action_new (accelerator->action)));
}

void
ts_accelerators_bind (GtkWidget *window, const char *prefix)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    if (g_str_has_prefix (accelerators[i].action, prefix))
      bind_one (GTK_SHORTCUT_CONTROLLER (controller), &accelerators[i]);
  gtk_widget_add_controller (window, controller);
}
