/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-window-private.h"

#include <glib/gi18n-lib.h>

#include "ts-accelerators.h"
#include "ts-help.h"
#include "ts-recording-file.h"
#include "ts-widget.h"

G_DEFINE_FINAL_TYPE (TsWindow, ts_window, ADW_TYPE_APPLICATION_WINDOW)

static GSettings *
get_settings (TsWindow *self)
{
  return ts_application_get_settings (TS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

/* "1.5 of 2 cores busy · 3.2 s", "3.2 s" where the file tells of no cores, or what stands still. */
static char *
describe_recording (TsWindow *self)
{
  TsRecording *recording = ts_session_get_recording (self->session);
  const TsFigures *figures = ts_session_get_figures (self->session);
  double length_s;

  if (recording == NULL)
    return g_strdup (_("Not run yet"));
  length_s = (double) figures->run.wall_ns / 1e9;
  if (figures->n_cores == 0)
    /* Translators: seconds */
    return g_strdup_printf (_("%.1f s"), length_s);
  if (ts_figures_are_simulated (recording))
    /* Translators: “Simulated · 1.5 of 2 cores busy · 3.2 s” */
    return g_strdup_printf (_("Simulated · %.1f of %u cores busy · %.1f s"), figures->run.busy_cores,
                            figures->n_cores, length_s);
  /* Translators: “1.5 of 2 cores busy · 3.2 s” */
  return g_strdup_printf (_("%.1f of %u cores busy · %.1f s"), figures->run.busy_cores,
                          figures->n_cores, length_s);
}

void
ts_window_update_title (TsWindow *self)
{
  TsScenario *scenario = ts_session_get_scenario (self->session);
  TsRecording *recording = ts_session_get_recording (self->session);
  const char *title = scenario != NULL    ? ts_scenario_get_title (scenario)
                      : recording != NULL ? ts_recording_get_facts (recording)->title
                                          : _("Timeslice");
  gboolean is_catalogue = ts_window_shows_catalogue (self);
  g_autofree char *subtitle = is_catalogue ? g_strdup ("") : describe_recording (self);

  adw_window_title_set_title (self->title, is_catalogue ? _("Timeslice") : title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), is_catalogue ? _("Timeslice") : title);
}

static void
on_state_changed (TsWindow *self)
{
  TsSessionState state = ts_session_get_state (self->session);
  gboolean has_scenario = ts_session_get_scenario (self->session) != NULL && !ts_window_shows_catalogue (self);
  gboolean can_run = has_scenario && ts_session_get_problem (self->session) == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.run", can_run);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.run-repeatedly", can_run);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.run-every-way", can_run && state == TS_SESSION_IDLE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.pause", state != TS_SESSION_IDLE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.stop", state != TS_SESSION_IDLE);
  if (self->pause_button != NULL)
    gtk_toggle_button_set_active (self->pause_button, state == TS_SESSION_PAUSED);
  ts_window_update_document (self);
  ts_window_update_title (self);
}

static void
refresh_title (gpointer title)
{
  TsWindow *self = TS_WINDOW (gtk_widget_get_root (title));

  if (self->session != NULL)
    ts_window_update_title (self);
}

/* The title's figures need not change more often than they can be read. */
static void
on_session_changed (TsWindow *self)
{
  ts_refresh_queue (&self->title_refresh, TS_REFRESH_LABEL_MS);
}

static void
on_failed (TsWindow *self, const char *sentence)
{
  ts_window_show_banner (self, sentence);
}

static void
on_banner_close (TsWindow *self)
{
  ts_window_show_banner (self, NULL);
}

static void
connect_session (TsWindow *self)
{
  TsSession *session = self->session;

  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (ts_window_need_run_page), self);
  g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (ts_window_need_run_page), self);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (on_state_changed), self);
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (on_state_changed), self);
  g_signal_connect_swapped (session, "notify::problem", G_CALLBACK (on_state_changed), self);
  g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (on_state_changed), self);
  g_signal_connect_swapped (session, "changed", G_CALLBACK (on_session_changed), self);
  g_signal_connect_swapped (session, "failed", G_CALLBACK (on_failed), self);

  ts_catalogue_view_set_session (self->catalogue_view, session);
  ts_window_connect_replay (self);
  ts_window_connect_compare (self);
  ts_window_connect_every_way (self);
}

static void
ts_window_dispose (GObject *object)
{
  TsWindow *self = TS_WINDOW (object);

  ts_refresh_clear (&self->title_refresh);
  g_clear_weak_pointer (&self->rested_focus);
  if (self->opening != NULL)
    ts_job_cancel (self->opening);
  g_clear_weak_pointer (&self->opening);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  ts_window_forget_run_page (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), TS_TYPE_WINDOW);
  G_OBJECT_CLASS (ts_window_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  const GType types[] = { TS_TYPE_CATALOGUE_VIEW, TS_TYPE_HELP_BUTTON, TS_TYPE_FOLD };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_ensure (types[i]);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, TsWindow, child)
  BIND (title);
  BIND (pages);
  BIND (run_page);
  BIND (screens);
  BIND (header_bar);
  BIND (sidebar_button);
  BIND (bottom_bar);
  BIND (compare_slot);
  BIND (fold);
  BIND (banner);
  BIND (banner_label);
  BIND (jobs);
  BIND (toasts);
  BIND (run_buttons);
  BIND (menu_button);
  BIND (main_menu);
  BIND (catalogue_view);
#undef BIND
}

static void
ts_window_class_init (TsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ensure_types ();
  G_OBJECT_CLASS (klass)->dispose = ts_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_chosen", G_CALLBACK (ts_window_show_scenario));
  gtk_widget_class_bind_template_callback (widget_class, on_banner_close);
  ts_window_install_actions (widget_class);
  ts_window_install_replay_actions (widget_class);
  ts_window_install_document_actions (widget_class);
  ts_window_install_copy_action (widget_class);
  ts_window_install_compare (widget_class);
  ts_window_install_present (widget_class);
  ts_window_install_repeat (widget_class);
  ts_window_install_every_way (widget_class);
}

/* The menu's popover is made when it is opened, and not before the first frame. */
static void
create_menu (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

static void
ts_window_init (TsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu, self->main_menu, NULL);
  ts_widget_name_buttons (GTK_WIDGET (self));
  ts_accelerators_bind (GTK_WIDGET (self), "win.");
  ts_window_accept_files (self);
  ts_window_rest_while_minimized (self);
  ts_refresh_init (&self->title_refresh, GTK_WIDGET (self->title), refresh_title);
  g_signal_connect (self, "close-request", G_CALLBACK (ts_window_close_request), NULL);
}

static void
restore (TsWindow *self)
{
  GSettings *settings = get_settings (self);

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_SET);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_SET);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_SET);
  ts_window_connect_fold (self, settings);
}

TsWindow *
ts_window_new (TsApplication *application)
{
  TsWindow *self = g_object_new (TS_TYPE_WINDOW, "application", application, NULL);

  self->session = ts_session_new (ts_application_get_machine (application));
  restore (self);
  ts_session_set_memory (self->session, get_settings (self));
  connect_session (self);
  ts_window_show_page (self, "catalogue");
  return self;
}

TsSession *
ts_window_get_session (TsWindow *self)
{
  g_return_val_if_fail (TS_IS_WINDOW (self), NULL);
  return self->session;
}

gboolean
ts_window_shows_catalogue (TsWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "catalogue") == 0;
}

void
ts_window_show_page (TsWindow *self, const char *page)
{
  if (g_str_equal (page, "run"))
    ts_window_need_run_page (self);
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (GTK_WIDGET (self->run_buttons), !ts_window_shows_catalogue (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-catalogue", !ts_window_shows_catalogue (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sidebar", !ts_window_shows_catalogue (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.rail", !ts_window_shows_catalogue (self));
  /* Keys such as a space are to reach the run, and not a button of the header. */
  if (!ts_window_shows_catalogue (self) && !gtk_widget_child_focus (GTK_WIDGET (self->timeline), GTK_DIR_TAB_FORWARD))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  on_state_changed (self);
}

gboolean
ts_window_is_empty (TsWindow *self)
{
  g_return_val_if_fail (TS_IS_WINDOW (self), FALSE);
  return ts_window_shows_catalogue (self) && ts_session_get_scenario (self->session) == NULL;
}

void
ts_window_show_scenario (TsWindow *self, TsScenario *scenario, gboolean and_run)
{
  g_return_if_fail (TS_IS_WINDOW (self));
  if (scenario != ts_session_get_scenario (self->session))
    ts_session_set_scenario (self->session, scenario);
  ts_window_show_banner (self, NULL);
  ts_window_close_side (self);
  ts_window_show_page (self, "run");
  if (and_run)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.run", NULL);
}

void
ts_window_show_banner (TsWindow *self, const char *text)
{
  g_return_if_fail (TS_IS_WINDOW (self));
  if (text != NULL)
    gtk_label_set_text (self->banner_label, text);
  gtk_revealer_set_reveal_child (self->banner, text != NULL);
}

void
ts_window_show_toast (TsWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_return_if_fail (TS_IS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}
