/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The win.* actions.
 */
#include "config.h"

#include "ts-window-private.h"

#include <glib/gi18n-lib.h>

#include "ts-compat.h"
#include "ts-help.h"

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);

  ts_window_show_banner (self, NULL);
  ts_program_pane_apply (self->program_pane);
  ts_session_run (self->session, NULL); /* what went wrong comes as "failed" */
}

static void
pause_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_session_pause (TS_WINDOW (widget)->session);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);

  ts_window_stop_every_way (self);
  if (self->repeat_view != NULL)
    ts_repeat_cancel (ts_repeat_view_get_repeat (self->repeat_view));
  ts_session_stop (self->session);
}

static void
show_catalogue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_window_show_page (TS_WINDOW (widget), "catalogue");
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  g_autoptr (TsWindow) self = data;

  if (file != NULL)
    ts_window_open_file (self, file);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const TsFileKind kinds[] = {
    { _("Recordings and scenarios"), { "*.timeslice", "*.scenario", "*.json" } },
    { NULL, { NULL } },
  };

  ts_compat_open_file (GTK_WINDOW (widget), _("Open"), kinds, on_file_chosen, g_object_ref (widget));
}

static void
help_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (ts_help_new_window (GTK_WINDOW (widget)));
}

/* On what has the focus, or on everything. */
static void
help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));
  TsHelpButton *button = focus != NULL ? ts_help_button_find (focus) : NULL;

  if (button != NULL)
    ts_help_button_popup (button);
  else
    help_all_action (widget, name, parameter);
}

static void
sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_window_need_run_page (TS_WINDOW (widget));
  ts_window_toggle_side (TS_WINDOW (widget), GTK_WIDGET (TS_WINDOW (widget)->catalogue_list));
}

static void
rail_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_window_need_run_page (TS_WINDOW (widget));
  ts_window_toggle_side (TS_WINDOW (widget), TS_WINDOW (widget)->rail);
}

void
ts_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "win.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.show-catalogue", NULL, show_catalogue_action);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_action);
  gtk_widget_class_install_action (widget_class, "win.help-all", NULL, help_all_action);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.sidebar", NULL, sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.rail", NULL, rail_action);
}
