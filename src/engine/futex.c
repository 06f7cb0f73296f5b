/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "futex.h"

#include <errno.h>
#include <linux/futex.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void
futex_wait (_Atomic uint32_t *word, uint32_t value)
{
  syscall (SYS_futex, word, FUTEX_WAIT, value, NULL, NULL, 0);
}

bool
futex_wait_for (_Atomic uint32_t *word, uint32_t value, uint64_t ns)
{
  struct timespec most = { (time_t) (ns / 1000000000), (long) (ns % 1000000000) };

  return syscall (SYS_futex, word, FUTEX_WAIT, value, &most, NULL, 0) == 0 || errno != ETIMEDOUT;
}

void
futex_wake (_Atomic uint32_t *word, int most)
{
  syscall (SYS_futex, word, FUTEX_WAKE, most, NULL, NULL, 0);
}
