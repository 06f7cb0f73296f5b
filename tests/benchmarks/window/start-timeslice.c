/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Timeslice itself, as main() starts it, telling when its first frame was there.
 */
#include "start-report.h"
#include "ts-application.h"

int
main (int n_arguments, char **arguments)
{
  g_autoptr (TsApplication) application = ts_application_new ();

  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  start_report (ADW_APPLICATION (application));
  return g_application_run (G_APPLICATION (application), n_arguments, arguments);
}
