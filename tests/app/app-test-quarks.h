/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thing that the leak sanitizer is not to report.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* To be called before there are many quarks. */
void app_test_except_quarks (void);

G_END_DECLS
