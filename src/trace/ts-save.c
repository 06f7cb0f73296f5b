/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Temporary file, fsync, rename, fsync of the folder: the way that survives a full disk and a
 * crash.
 */
#include "config.h"

#include "ts-save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
      _("“%s” was not saved: there is no space left for it. What was there before is unchanged."),
      name);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” was not saved: %s."),
                 name, g_strerror (code));
  return FALSE;
}

/* Where to write: the file that a symbolic link leads to, so that the link stays. */
static char *
resolve (const char *path)
{
  char *target = realpath (path, NULL);
  char *copy = g_strdup (target != NULL ? target : path);

  free (target);
  return copy;
}

/* The rights that a new file would have had, or those of the one that is replaced. */
static void
set_mode (int fd, const struct stat *old)
{
  mode_t mask;

  if (old != NULL)
    {
      (void) fchmod (fd, old->st_mode & 07777);
      return;
    }
  mask = umask (0);
  umask (mask);
  (void) fchmod (fd, 0666 & ~mask);
}

static gboolean
save_directly (const char *path, TsSaveFunc write, gpointer data, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean written;
  int code;

  if (fd < 0)
    return fail (path, errno, error);
  written = write (fd, data);
  code = errno;
  close (fd);
  return written || fail (path, code, error);
}

/* Brings the rename itself to the disk; if that cannot be, the file is there all the same. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  (void) fsync (fd);
  close (fd);
}

gboolean
ts_save (const char *path, TsSaveFunc write, gpointer data, GError **error)
{
  g_autofree char *target = resolve (path);
  g_autofree char *temporary = g_strconcat (target, ".XXXXXX", NULL);
  struct stat old;
  gboolean exists = stat (target, &old) == 0;
  int fd, code = 0;

  if (exists && !S_ISREG (old.st_mode))
    return save_directly (target, write, data, error);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (path, errno, error);
  if (!write (fd, data) || fsync (fd) != 0)
    code = errno;
  set_mode (fd, exists ? &old : NULL);
  if (close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0 && g_rename (temporary, target) != 0)
    code = errno;
  if (code != 0)
    {
      g_unlink (temporary);
      return fail (path, code, error);
    }
  sync_folder (target);
  return TRUE;
}
