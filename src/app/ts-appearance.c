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
