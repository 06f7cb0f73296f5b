/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib gives its table of quarks up, on purpose, when there are so many that it needs a larger one: somebody may be
 * reading it (glib/gquark.c).  A suppression cannot name it, since it is made while libraries are loaded, so the
 * table itself is looked for and excepted.
 */
#include "config.h"

#include "app-test-quarks.h"

#ifdef __SANITIZE_ADDRESS__

#include <link.h>
#include <sanitizer/lsan_interface.h>
#include <string.h>

/* sanitizer/allocator_interface.h, which comes with clang only. */
int __sanitizer_get_ownership (const volatile void *place);
size_t __sanitizer_get_allocated_size (const volatile void *place);

/* Whether that is the table: its entries are the strings of the quarks. */
static gboolean
is_table (char **place)
{
  enum { LEAST_ENTRIES = 16 };

  return __sanitizer_get_ownership (place)
         && __sanitizer_get_allocated_size (place) >= LEAST_ENTRIES * sizeof (char *)
         && place[1] == g_quark_to_string (1) && place[2] == g_quark_to_string (2);
}

/* The variables of GLib lie in its writable segment. */
static int
look_into (struct dl_phdr_info *info, size_t size, void *data)
{
  if (strstr (info->dlpi_name, "libglib-2.0") == NULL)
    return 0;
  for (int i = 0; i < info->dlpi_phnum; i++)
    {
      const ElfW (Phdr) *segment = &info->dlpi_phdr[i];
      char ***begin = (char ***) (info->dlpi_addr + segment->p_vaddr);

      if (segment->p_type == PT_LOAD && (segment->p_flags & PF_W) != 0)
        for (char ***word = begin; word + 1 <= begin + segment->p_memsz / sizeof *word; word++)
          if (is_table (*word))
            __lsan_ignore_object (*word);
    }
  return 1;
}

void
app_test_except_quarks (void)
{
  dl_iterate_phdr (look_into, NULL);
}

#else

void
app_test_except_quarks (void)
{
}

#endif
