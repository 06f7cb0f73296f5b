/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plays a recording: moves the viewport's instant with the clock of the screen, at 1/1000 to 4 times
 * the speed at which it happened.
 *
 * Properties (all notify): playing, speed (position in the table of speeds).
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-viewport.h"

G_BEGIN_DECLS

#define TS_TYPE_PLAYER (ts_player_get_type ())
G_DECLARE_FINAL_TYPE (TsPlayer, ts_player, TS, PLAYER, GObject)

/* The speeds there are: `factor` times as fast as it happened, from slow to fast.  Static. */
typedef struct {
  double factor;
  const char *label;   /* translatable: "× 1/100" */
} TsSpeed;
const TsSpeed *ts_player_get_speeds (guint *count);

/* `widget` gives the clock and must outlive the player.  Context of all: the main thread. */
TsPlayer *ts_player_new (GtkWidget *widget);

/* What is played; the player keeps it.  NULL: nothing. */
void ts_player_set_viewport (TsPlayer *self, TsViewport *viewport);

/* Plays from the instant on, or, if that is out of sight or the end, from where the window begins.  Stops by
 * itself at the end of the recording; at the head of a live run it goes over to following. */
void ts_player_play (TsPlayer *self);
void ts_player_pause (TsPlayer *self);
gboolean ts_player_is_playing (TsPlayer *self);

/* What is out of range is moved to the nearest speed there is. */
void ts_player_set_speed (TsPlayer *self, int speed);
int ts_player_get_speed (TsPlayer *self);

/* Shows that instant; a live run is not followed any more.  Playing goes on from there. */
void ts_player_seek (TsPlayer *self, gint64 instant_ns);

/* Pauses and goes to the next (TRUE) or previous event of any task; where there is none, to the end or
 * the beginning. */
void ts_player_step (TsPlayer *self, gboolean forward);

G_END_DECLS
