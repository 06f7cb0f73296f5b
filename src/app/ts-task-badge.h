/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sign of a task: a rounded square in its colour with its letter, the same in every pane.
 *
 * Properties: task (position in the recording), size (of its sides, in px), label (what it is called; what a
 * screen reader says).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TS_TYPE_TASK_BADGE (ts_task_badge_get_type ())
G_DECLARE_FINAL_TYPE (TsTaskBadge, ts_task_badge, TS, TASK_BADGE, GtkWidget)

/* The size that fits beside text of the usual size. */
#define TS_TASK_BADGE_SIZE 18

/* Context of all: the main thread. */
GtkWidget *ts_task_badge_new (guint task, int size, const char *label);

/* Both at once, for rows that are used again; `label` may be NULL. */
void ts_task_badge_set_task (TsTaskBadge *self, guint task, const char *label);
guint ts_task_badge_get_task (TsTaskBadge *self);
void ts_task_badge_set_size (TsTaskBadge *self, int size);

G_END_DECLS
