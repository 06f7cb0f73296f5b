/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the desktop wants things to look, as the palette knows it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-palette.h"

G_BEGIN_DECLS

/* Light or dark, high contrast or not: what libadwaita's style manager says now.
 * Context of all: the main thread. */
TsAppearance ts_appearance_get (void);

/* The palette of that; static. */
const TsPalette *ts_appearance_get_palette (void);

typedef void (*TsAppearanceChanged) (gpointer owner);

/* Calls `changed` with `owner` when the appearance changes, as long as `owner` lives. */
void ts_appearance_watch (GObject *owner, TsAppearanceChanged changed);

/* A colour as GTK takes it. */
GdkRGBA ts_appearance_to_rgba (const TsColor *color, double alpha);

G_END_DECLS
