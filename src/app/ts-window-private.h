/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the window share.
 */
#pragma once

#include "ts-about-pane.h"
#include "ts-catalogue-list.h"
#include "ts-catalogue-view.h"
#include "ts-code-pane.h"
#include "ts-compare-view.h"
#include "ts-every-way-view.h"
#include "ts-figures-pane.h"
#include "ts-job.h"
#include "ts-fold.h"
#include "ts-painter.h"
#include "ts-parameters.h"
#include "ts-present-view.h"
#include "ts-print-pane.h"
#include "ts-program-pane.h"
#include "ts-refresh.h"
#include "ts-statistics.h"
#include "ts-timeline.h"
#include "ts-repeat-view.h"
#include "ts-transport.h"
#include "ts-typing-page.h"
#include "ts-way-choice.h"
#include "ts-window.h"
#include "ts-worker-list.h"

G_BEGIN_DECLS

struct _TsWindow {
  AdwApplicationWindow parent_instance;

  TsSession *session;
  TsRefresh title_refresh;
  GtkWidget *rested_focus;   /* weak; NULL unless the window rests: what had the focus before */
  gboolean is_asking;        /* about what would be lost by closing */
  gboolean closes_when_saved; /* the recording, which is being saved */
  TsJob *opening;            /* weak; NULL: no file is being opened */
  guint n_writers;           /* threads that read the recording */
  guint panes_tick, frames;  /* see ts-window-panes.c */
  int rail_px;               /* width that the rail was given; 0: none yet */
  gboolean rail_has_sheet;
  int below_px;              /* height that the workers were given; 0: none yet */

  AdwWindowTitle *title;
  AdwBin *run_page; /* empty until ts_window_need_run_page() */
  GtkStack *screens, *pages, *middle, *rail_stack;
  GtkStackPage *typing_stack_page;
  GtkWidget *rail, *middle_box, *run_buttons, *sidebar_button, *bottom_bar, *compare_slot;
  AdwHeaderBar *header_bar;
  TsFold *fold;
  GtkWidget *opened;         /* the list or the rail, over what there is no room for beside it; NULL: none */
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkBox *jobs;
  AdwToastOverlay *toasts;
  GtkToggleButton *pause_button;
  GtkPaned *inner_paned, *vertical_paned;
  TsWayChoice *way_choice;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  TsCatalogueView *catalogue_view;
  TsCatalogueList *catalogue_list;
  TsParameters *parameters;
  TsTimeline *timeline;
  TsTransport *transport;
  TsWorkerList *worker_list;
  TsAboutPane *about_pane;
  TsProgramPane *program_pane;
  GtkStack *code_stack;
  TsCodePane *python_pane, *c_pane;
  TsPrintPane *print_pane;
  TsFiguresPane *figures_pane;
  TsTypingPage *typing_page;
  TsPresentView *present_view;   /* NULL until it is wanted, as the next */
  TsRepeatView *repeat_view;
  TsEveryWayView *every_way_view;
  TsCompareView *compare_view;   /* NULL until it is wanted */
};

/* The win.* actions, in ts-window-actions.c. */
void ts_window_install_actions (GtkWidgetClass *widget_class);

/* Those that go through the time of the recording, in ts-window-replay.c; the second is for when the session is
 * there. */
void ts_window_install_replay_actions (GtkWidgetClass *widget_class);
void ts_window_connect_replay (TsWindow *self);

void ts_window_note_recent (GFile *file);

/* Opens what is dropped on the window, in ts-window-open.c. */
void ts_window_accept_files (TsWindow *self);

/* The recording as a document, in ts-window-document.c and ts-window-copy.c.  The third is for when what is shown has
 * changed. */
void ts_window_install_document_actions (GtkWidgetClass *widget_class);
void ts_window_install_copy_action (GtkWidgetClass *widget_class);
void ts_window_update_document (TsWindow *self);
void ts_window_save_to (TsWindow *self, GFile *file);
/* A picture, in the format of the file's ending; the table if `options` is NULL. */
void ts_window_export_to (TsWindow *self, GFile *file, const TsPageOptions *options);

/* The file that holds the recording, NULL if there is none; (transfer none). */
GFile *ts_window_get_file (TsRecording *recording);
void ts_window_set_file (TsRecording *recording, GFile *file);

/* One thread more, or less, that reads the recording: meanwhile it must not change. */
void ts_window_count_writer (TsWindow *self, int change);

/* Before closing, in ts-window-close.c: TRUE if something is to be asked first. */
gboolean ts_window_close_request (TsWindow *self);

/* Makes the page of the run, unless it is there, in ts-window-run.c.  The second is for when the window goes. */
void ts_window_need_run_page (TsWindow *self);
void ts_window_forget_run_page (TsWindow *self);

/* Shares the height among timeline and workers, in ts-window-panes.c. */
void ts_window_connect_panes (TsWindow *self);

/* Hides what there is no room for, in ts-window-fold.c.  The first is for when the session is there, the second for when
 * there is something else to hide; the third shows the list or the rail, or hides it, as the user wishes. */
void ts_window_connect_fold (TsWindow *self, GSettings *settings);
void ts_window_update_fold (TsWindow *self);
void ts_window_toggle_side (TsWindow *self, GtkWidget *side);
/* Back to the timeline, where there is room for one thing only. */
void ts_window_close_side (TsWindow *self);

/* Two runs in place of one, in ts-window-compare.c.  The second is for when the session is there. */
void ts_window_install_compare (GtkWidgetClass *widget_class);
void ts_window_connect_compare (TsWindow *self);
void ts_window_set_comparing (TsWindow *self, gboolean comparing);

/* Slides in place of the window, in ts-window-present.c. */
void ts_window_install_present (GtkWidgetClass *widget_class);
gboolean ts_window_is_presenting (TsWindow *self);

/* In ts-window-rest.c: while the window is minimized its content rests, which the second does and ends. */
void ts_window_rest_while_minimized (TsWindow *self);
void ts_window_set_resting (TsWindow *self, gboolean is_resting);

/* Several runs, one after the other, in ts-window-repeat.c. */
void ts_window_install_repeat (GtkWidgetClass *widget_class);

gboolean ts_window_shows_catalogue (TsWindow *self);
void ts_window_show_page (TsWindow *self, const char *page);
void ts_window_update_title (TsWindow *self);

/* In ts-window-every-way.c; the second is for when the session is there. */
void ts_window_install_every_way (GtkWidgetClass *widget_class);
void ts_window_connect_every_way (TsWindow *self);
void ts_window_stop_every_way (TsWindow *self);

G_END_DECLS
