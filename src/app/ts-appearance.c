/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-appearance.h"

#include <adwaita.h>

static GSettings *look;        /* NULL: none were given */
static TsColouring colouring = TS_COLOURS_BY_TASK;
static gboolean is_plain;

static void
on_look_changed (void)
{
  g_autofree char *name = g_settings_get_string (look, "colours");

  colouring = g_str_equal (name, "state")  ? TS_COLOURS_BY_STATE
              : g_str_equal (name, "core") ? TS_COLOURS_BY_CORE
                                           : TS_COLOURS_BY_TASK;
  is_plain = !g_settings_get_boolean (look, "patterns");
}

/* Connected before anybody who watches, and so called before them. */
void
ts_appearance_set_settings (GSettings *settings)
{
  if (!g_set_object (&look, settings))
    return;
  g_signal_connect (look, "changed::colours", G_CALLBACK (on_look_changed), NULL);
  g_signal_connect (look, "changed::patterns", G_CALLBACK (on_look_changed), NULL);
  on_look_changed ();
}

TsColouring
ts_appearance_get_colouring (void)
{
  return colouring;
}

gboolean
ts_appearance_is_plain (void)
{
  return is_plain;
}

TsAppearance
ts_appearance_get (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return is_dark ? TS_APPEARANCE_HIGH_CONTRAST_DARK : TS_APPEARANCE_HIGH_CONTRAST;
  return is_dark ? TS_APPEARANCE_DARK : TS_APPEARANCE_LIGHT;
}

const TsPalette *
ts_appearance_get_palette (void)
{
  return ts_palette_get_coloured (ts_appearance_get (), colouring, is_plain);
}

void
ts_appearance_watch (GObject *owner, TsAppearanceChanged changed)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (changed), owner, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (changed), owner, G_CONNECT_SWAPPED);
  if (look == NULL)
    return;
  g_signal_connect_object (look, "changed::colours", G_CALLBACK (changed), owner, G_CONNECT_SWAPPED);
  g_signal_connect_object (look, "changed::patterns", G_CALLBACK (changed), owner, G_CONNECT_SWAPPED);
}

GdkRGBA
ts_appearance_to_rgba (const TsColor *color, double alpha)
{
  return (GdkRGBA) { (float) color->red, (float) color->green, (float) color->blue, (float) alpha };
}
