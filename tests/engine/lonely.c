/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lonely.h"

#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool
keep_only (unsigned int capability)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = { { 0, 0, 0 }, { 0, 0, 0 } };
  unsigned int bit = 1u << capability;

  sets[0].effective = sets[0].permitted = sets[0].inheritable = bit;
  return syscall (SYS_capset, &header, sets) == 0
         && prctl (PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) == 0;
}

bool
become_lonely (uid_t user)
{
  return prctl (PR_SET_KEEPCAPS, 1) == 0
         && setgroups (0, NULL) == 0
         && setresgid (user, user, user) == 0
         && setresuid (user, user, user) == 0
         && keep_only (CAP_DAC_READ_SEARCH);
}
