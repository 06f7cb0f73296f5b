/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "futex.h"

#include <linux/futex.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

void
futex_wait (_Atomic uint32_t *word, uint32_t value)
{
  syscall (SYS_futex, word, FUTEX_WAIT, value, NULL, NULL, 0);
}

void
futex_wake (_Atomic uint32_t *word, int most)
{
  syscall (SYS_futex, word, FUTEX_WAKE, most, NULL, NULL, 0);
}
