/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the list that makes the items.
 */
#pragma once

#include "ts-slice-list.h"

G_BEGIN_DECLS

/* The slice at that position of a lane, both of which there must be. */
TsSliceItem *ts_slice_item_new (TsRecording *recording, TsLaneId lane, guint position);

G_END_DECLS
