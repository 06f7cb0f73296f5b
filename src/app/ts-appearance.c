/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-appearance.h"

#include <adwaita.h>

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
  return ts_palette_get (ts_appearance_get ());
}

void
ts_appearance_watch (GObject *owner, TsAppearanceChanged changed)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (changed), owner, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (changed), owner, G_CONNECT_SWAPPED);
}

GdkRGBA
ts_appearance_to_rgba (const TsColor *color, double alpha)
{
  return (GdkRGBA) { (float) color->red, (float) color->green, (float) color->blue, (float) alpha };
}
