/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the program pane share.
 */
#pragma once

#include "ts-program-pane.h"
#include "ts-refresh.h"

G_BEGIN_DECLS

struct _TsProgramPane {
  GtkWidget parent_instance;

  TsSession *session;
  GHashTable *edits;          /* source of a scenario (string) → TsProgramEdit, of all that were shown */
  TsProgramEdit *edit;        /* the one that is shown; NULL: none */
  TsScenario *applied;        /* what the pane has given to the session; NULL: nothing yet */
  GPtrArray *mistakes;        /* TsDiagnostic, in the text as it was checked last */
  guint check_source;         /* 0: all that was typed is checked */
  TsRefresh marks;            /* of the tasks' lines */

  char *recorded;             /* the program that the recording was made with; NULL: none */
  guint recorded_first_line;
  gboolean is_recorded;       /* the text is that program */

  TsProgramView *view;        /* NULL until the pane is seen */
  GtkScrolledWindow *scroller;
  GtkLabel *status;
  GtkRevealer *problem;
  GtkButton *problem_button;
  GtkLabel *problem_label;
};

/* The text in the status, buttons and marks follow what the edit is now. */
void ts_program_pane_update (TsProgramPane *self);

G_END_DECLS
