/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far something that takes a while has come, and whether it is still wanted: shared by the
 * thread that does it and the one that shows it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Zero is "not begun, and wanted".  Context of all: any thread; each may be given NULL, which means that
 * nobody looks. */
typedef struct {
  int thousandths;   /* atomic */
  int is_cancelled;  /* atomic */
} TsProgress;

/* `done` of `all` is done; an `all` of 0 tells nothing. */
static inline void
ts_progress_set (TsProgress *progress, guint64 done, guint64 all)
{
  if (progress != NULL && all > 0)
    g_atomic_int_set (&progress->thousandths, (int) (MIN (done, all) * 1000.0 / all));
}

/* 0 … 1 */
static inline double
ts_progress_get (TsProgress *progress)
{
  return progress != NULL ? g_atomic_int_get (&progress->thousandths) / 1000.0 : 0;
}

static inline void
ts_progress_cancel (TsProgress *progress)
{
  if (progress != NULL)
    g_atomic_int_set (&progress->is_cancelled, 1);
}

/* What works asks every now and then, and ends with ECANCELED (G_IO_ERROR_CANCELLED). */
static inline gboolean
ts_progress_is_cancelled (TsProgress *progress)
{
  return progress != NULL && g_atomic_int_get (&progress->is_cancelled) != 0;
}

G_END_DECLS
