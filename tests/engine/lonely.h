/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Another user, for tests of what is refused to one who is not root.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

/* Makes this process, which must be root's, one of `user`, without groups and without rights but one: to reach files wherever
 * they lie (CAP_DAC_READ_SEARCH, kept through exec as an ambient capability, see capabilities(7)), since the build folder
 * may be in root's home.  RLIMIT_NPROC binds it: only CAP_SYS_RESOURCE and CAP_SYS_ADMIN are above that.  False and errno.
 * Context: a child with one thread. */
bool become_lonely (uid_t user);
