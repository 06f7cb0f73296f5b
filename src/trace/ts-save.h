/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saving a file so that either the whole new one stands or what was there before.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes everything to `fd`; FALSE and errno if that fails. */
typedef gboolean (*TsSaveFunc) (int fd, gpointer data);

/* Has `write` fill a temporary file beside `path`, brings it to the disk and puts it in the place
 * of `path`.  What is there and no plain file (/dev/stdout, a pipe) is written to directly.  On
 * failure G_IO_ERROR (G_IO_ERROR_NO_SPACE: the disk is full) with a sentence; the old file stands
 * as it was. Context: any thread. */
gboolean ts_save (const char *path, TsSaveFunc write, gpointer data, GError **error);

G_END_DECLS
