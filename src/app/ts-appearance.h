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

/* What colours are to tell, and whether dashes and hatches are left out: as `settings`, which are kept, say from now
 * on.  Before that: by task, with patterns. */
void ts_appearance_set_settings (GSettings *settings);
TsColouring ts_appearance_get_colouring (void);
gboolean ts_appearance_is_plain (void);

/* The palette of all that; static. */
const TsPalette *ts_appearance_get_palette (void);

typedef void (*TsAppearanceChanged) (gpointer owner);

/* Calls `changed` with `owner` when the appearance changes, as long as `owner` lives. */
void ts_appearance_watch (GObject *owner, TsAppearanceChanged changed);

/* A colour as GTK takes it. */
GdkRGBA ts_appearance_to_rgba (const TsColor *color, double alpha);

G_END_DECLS
