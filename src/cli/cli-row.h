/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One task as a line of text, as it stands at this moment of a run.
 */
#pragma once

#include "ts-run.h"

G_BEGIN_DECLS

/* Widths in columns; 0: the column is left out. */
typedef struct {
  guint name;
  guint id;       /* PID, or PID/TID */
  guint core;
  guint state;
  guint bar;
  guint percent;
  guint time;
  gboolean both_ids;
  gboolean unicode;
  gboolean color;
} CliRowLayout;

/* Fits the columns for the tasks at `positions` (guint) into `width`: the bar takes what is
 * left, and what matters least is left out where it is narrow. */
void cli_row_layout (CliRowLayout *layout, TsRun *run, const GArray *positions, guint width);

void cli_row_append_heading (GString *line, const CliRowLayout *layout);
void cli_row_append (GString *line, const CliRowLayout *layout, TsRun *run, guint position);

/* A bar of `width` columns, `done` of `total` filled, to an eighth of a column where the
 * terminal knows Unicode. */
void cli_row_append_bar (GString *line, guint64 done, gint64 total, guint width, gboolean unicode);

G_END_DECLS
