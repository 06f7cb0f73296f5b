/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which machines count as having a graphics processor.
 */
#include "config.h"

#include "ts-renderer.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct {
  char *root;
} Machine;

static void
set_up (Machine *machine, gconstpointer data)
{
  machine->root = g_dir_make_tmp ("timeslice-machine-XXXXXX", NULL);
  g_assert_nonnull (machine->root);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);

  for (const char *name; folder != NULL && (name = g_dir_read_name (folder)) != NULL;)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_all (inner);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Machine *machine, gconstpointer data)
{
  remove_all (machine->root);
  g_free (machine->root);
}

static void
add_device (Machine *machine, const char *name)
{
  g_autofree char *path = g_build_filename (machine->root, "dev", name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

/* A node as the kernel shows it. */
static void
add_node (Machine *machine, const char *node, const char *driver)
{
  g_autofree char *name = g_build_filename ("dri", node, NULL);
  g_autofree char *device = g_build_filename (machine->root, "sys/class/drm", node, "device", NULL);
  g_autofree char *link = g_build_filename (device, "driver", NULL);
  g_autofree char *target = g_build_filename ("../../../../bus/pci/drivers", driver, NULL);

  add_device (machine, name);
  g_assert_cmpint (g_mkdir_with_parents (device, 0700), ==, 0);
  g_assert_cmpint (symlink (target, link), ==, 0);
}

static void
test_none (Machine *machine, gconstpointer data)
{
  g_assert_false (ts_renderer_has_gpu (machine->root));
  add_device (machine, "dri/card0");
  add_device (machine, "dri/renderD128"); /* of nobody */
  g_assert_false (ts_renderer_has_gpu (machine->root));
}

static void
test_real (Machine *machine, gconstpointer data)
{
  add_node (machine, "card0", "i915"); /* shows a screen, does not draw */
  g_assert_false (ts_renderer_has_gpu (machine->root));
  add_node (machine, "renderD128", "i915");
  g_assert_true (ts_renderer_has_gpu (machine->root));
}

static void
test_virtual (Machine *machine, gconstpointer data)
{
  add_node (machine, "renderD128", "virtio_gpu");
  add_node (machine, "renderD129", "vmwgfx");
  g_assert_false (ts_renderer_has_gpu (machine->root));
  add_node (machine, "renderD130", "amdgpu"); /* passed on to the guest */
  g_assert_true (ts_renderer_has_gpu (machine->root));
}

static void
test_others (Machine *machine, gconstpointer data)
{
  add_device (machine, data);
  g_assert_true (ts_renderer_has_gpu (machine->root));
}

/* Who says what is wished gets it. */
static void
test_wished (void)
{
  if (g_test_subprocess ())
    {
      g_unsetenv ("GDK_DISABLE");
      g_setenv ("GSK_RENDERER", "gl", TRUE);
      ts_renderer_choose ();
      g_assert_null (g_getenv ("GDK_DISABLE"));
      g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "gl");
      g_setenv ("GSK_RENDERER", "", TRUE); /* wishes nothing */
      ts_renderer_choose ();
      g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, ts_renderer_has_gpu ("/") ? "" : "cairo");
      g_assert_cmpstr (g_getenv ("GDK_DISABLE"), ==, ts_renderer_has_gpu ("/") ? NULL : "gl");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/renderer/no-device", Machine, NULL, set_up, test_none, tear_down);
  g_test_add ("/renderer/a-real-one", Machine, NULL, set_up, test_real, tear_down);
  g_test_add ("/renderer/virtual-ones", Machine, NULL, set_up, test_virtual, tear_down);
  g_test_add ("/renderer/nvidia", Machine, "nvidiactl", set_up, test_others, tear_down);
  g_test_add ("/renderer/windows", Machine, "dxg", set_up, test_others, tear_down);
  g_test_add_func ("/renderer/what-is-wished", test_wished);
  return g_test_run ();
}
