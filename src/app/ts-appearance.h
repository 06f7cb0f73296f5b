/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of the palettes suits the desktop's style.
 */
#pragma once

#include "ts-palette.h"

G_BEGIN_DECLS

/* Light or dark, of high contrast or not, as libadwaita has it now.  Context: the main thread. */
TsAppearance ts_appearance_get (void);

G_END_DECLS
