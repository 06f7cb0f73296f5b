/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-renderer.h"

#include <gtk/gtk.h>
#include <unistd.h>

/* Drivers of the kernel (drivers/gpu/drm) whose screens are memory and no more, or may be. */
static const char *const virtual_drivers[] = {
  "bochs-drm", "cirrus", "cirrus-qemu", "hyperv_drm", "qxl", "simple-framebuffer",
  "vboxvideo", "vgem", "virtio_gpu", "vkms", "vmwgfx", NULL
};

/* Devices that draw without a node of the kernel's own: NVIDIA's driver, and Windows under Linux. */
static const char *const other_devices[] = { "nvidiactl", "dxg" };

/* The name of the driver of a node; NULL if it has none. */
static char *
read_driver (const char *root, const char *node)
{
  g_autofree char *link = g_build_filename (root, "sys/class/drm", node, "device/driver", NULL);
  g_autofree char *target = g_file_read_link (link, NULL);

  return target != NULL ? g_path_get_basename (target) : NULL;
}

static gboolean
can_draw (const char *root, const char *node)
{
  g_autofree char *path = g_build_filename (root, "dev/dri", node, NULL);
  g_autofree char *driver = read_driver (root, node);

  return g_str_has_prefix (node, "renderD") && access (path, R_OK | W_OK) == 0 && driver != NULL
         && !g_strv_contains (virtual_drivers, driver);
}

gboolean
ts_renderer_has_gpu (const char *root)
{
  g_autofree char *path = g_build_filename (root, "dev/dri", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (other_devices) && !found; i++)
    {
      g_autofree char *device = g_build_filename (root, "dev", other_devices[i], NULL);

      found = access (device, R_OK | W_OK) == 0;
    }
  for (const char *node; folder != NULL && !found && (node = g_dir_read_name (folder)) != NULL;)
    found = can_draw (root, node);
  return found;
}

void
ts_renderer_choose (void)
{
  const char *wish = g_getenv ("GSK_RENDERER");

  if ((wish != NULL && *wish != '\0') || ts_renderer_has_gpu ("/"))
    return;
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  /* GDK would start the driver all the same, and keep its 60 MB; how it is told not to depends on its version. */
  g_setenv ("GDK_DISABLE", "gl", FALSE);
  if (gtk_check_version (4, 16, 0) != NULL)
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}
