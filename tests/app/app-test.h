/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What tests of the window share: an application without a bus name, windows, and waiting for events.
 */
#pragma once

#include "ts-window.h"

G_BEGIN_DECLS

/* To be called first in main(): GTK on the display that the wrapper gives, settings in memory. */
void app_test_init (int *n_arguments, char ***arguments);

/* The one application of the test program, registered. */
TsApplication *app_test_get_application (void);

/* A window that is shown and has been drawn. */
TsWindow *app_test_new_window (void);

/* Closes it without being asked anything and lets the main context finish with it. */
void app_test_close_window (TsWindow *window);

typedef gboolean (*AppTestCondition) (gpointer data);

/* Runs the main context until `condition` is true; fails the test after 30 s. */
#define app_test_wait(condition, data) app_test_wait_for (#condition, (condition), (data))
void app_test_wait_for (const char *what, AppTestCondition condition, gpointer data);

/* Runs the main context until nothing is pending. */
void app_test_settle (void);

/* A scenario of the catalogue; (transfer full). */
TsScenario *app_test_find_scenario (const char *id);

/* A scenario with `program` as its text; (transfer full). */
TsScenario *app_test_new_scenario (const char *program);

/* Runs the session's scenario and waits until it has ended. */
void app_test_run (TsSession *session);

/* The first descendant of that type, NULL if there is none; (transfer none). */
GtkWidget *app_test_find_widget (GtkWidget *root, GType type);

G_END_DECLS
