/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Buffers that painting needs again and again: fresh pages from the kernel would cost more than the
 * painting.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One for each purpose, so that a buffer that is given back has the right size for the next. */
typedef enum { TS_SCRATCH_SHARES, TS_SCRATCH_ROWS, TS_SCRATCH_VALUES, TS_N_SCRATCHES } TsScratch;

/* A buffer of at least `size` bytes, not cleared: the one that this thread gave back last, if it
 * still has it. */
gpointer ts_scratch_take (TsScratch purpose, gsize size);

/* Gives a buffer back, which may be NULL; the thread keeps one for each purpose until it ends. */
void ts_scratch_give (TsScratch purpose, gpointer buffer);

G_END_DECLS
