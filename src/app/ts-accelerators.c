/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-accelerators.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_("General")
#define RUN N_("Run")

static const TsAccelerator accelerators[] = {
  { "win.run", N_("Run"), RUN, { "<Control>r", "F5" } },
  { "win.pause", N_("Pause or go on"), RUN, { "<Control>p" } },
  { "win.stop", N_("Stop"), RUN, { "<Control>period" } },
  { "app.new-window", N_("New window"), GENERAL, { "<Control>n" } },
  { "win.open", N_("Open a recording or scenario"), GENERAL, { "<Control>o" } },
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

void
ts_accelerators_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (application, accelerators[i].action, accelerators[i].keys);
}
