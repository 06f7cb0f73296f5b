/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the run: timeline, workers, program and all that is beside them, and the header's buttons for it.
 *
 * It is made when it is first wanted, so that the catalogue is there soon and needs little.
 */
#include "config.h"

#include "ts-window-private.h"

#include "ts-help.h"
#include "ts-widget.h"

/* The parts of the page that the window knows, by their names in its description. */
static const struct {
  const char *name;
  gsize offset;
} parts[] = {
#define PART(part) { #part, G_STRUCT_OFFSET (TsWindow, part) }
  PART (inner_paned), PART (vertical_paned), PART (middle_box), PART (middle), PART (rail), PART (rail_stack),
  PART (typing_stack_page), PART (catalogue_list), PART (parameters), PART (timeline), PART (transport),
  PART (worker_list), PART (about_pane), PART (program_pane), PART (code_stack), PART (python_pane), PART (c_pane),
  PART (print_pane), PART (figures_pane), PART (typing_page),
  PART (pause_button), PART (way_choice),
#undef PART
};

/* The page to type on is there if there is a keyboard, and then it is what matters. */
static void
update_typing_page (TsWindow *self)
{
  TsScenario *scenario = ts_session_get_scenario (self->session);
  gboolean has_keyboard = scenario != NULL && ts_script_has_keyboard (ts_scenario_get_script (scenario));

  if (has_keyboard == gtk_stack_page_get_visible (self->typing_stack_page))
    return;
  gtk_stack_page_set_visible (self->typing_stack_page, has_keyboard);
  gtk_stack_set_visible_child_name (self->rail_stack, has_keyboard ? "typing" : "about");
}

static void
ensure_types (void)
{
  const GType types[] = {
    TS_TYPE_CATALOGUE_LIST, TS_TYPE_PARAMETERS, TS_TYPE_TIMELINE, TS_TYPE_TRANSPORT, TS_TYPE_WORKER_LIST,
    TS_TYPE_ABOUT_PANE, TS_TYPE_PROGRAM_PANE, TS_TYPE_PRINT_PANE, TS_TYPE_FIGURES_PANE, TS_TYPE_TYPING_PAGE,
    TS_TYPE_CODE_PANE, TS_TYPE_WAY_CHOICE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_ensure (types[i]);
}

static void
connect_session (TsWindow *self)
{
  TsSession *session = self->session;

  ts_way_choice_set_session (self->way_choice, session);
  ts_catalogue_list_set_session (self->catalogue_list, session);
  ts_parameters_set_session (self->parameters, session);
  ts_timeline_set_session (self->timeline, session);
  ts_transport_set_session (self->transport, session);
  ts_worker_list_set_session (self->worker_list, session);
  ts_about_pane_set_session (self->about_pane, session);
  ts_program_pane_set_session (self->program_pane, session);
  ts_code_pane_set_session (self->python_pane, session);
  ts_code_pane_set_session (self->c_pane, session);
  ts_print_pane_set_session (self->print_pane, session);
  ts_figures_pane_set_session (self->figures_pane, session);
  ts_typing_page_set_session (self->typing_page, session);
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (update_typing_page), self);
  update_typing_page (self);
}

void
ts_window_need_run_page (TsWindow *self)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *page, *controls;

  if (self->timeline != NULL || self->run_page == NULL)
    return;
  ensure_types ();
  builder = gtk_builder_new_from_resource (TS_RESOURCES "ts-window-run.ui");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    G_STRUCT_MEMBER (gpointer, self, parts[i].offset) = gtk_builder_get_object (builder, parts[i].name);
  page = GTK_WIDGET (gtk_builder_get_object (builder, "outer_paned"));
  controls = GTK_WIDGET (gtk_builder_get_object (builder, "run_controls"));
  g_signal_connect_swapped (self->catalogue_list, "chosen", G_CALLBACK (ts_window_show_scenario), self);
  ts_widget_name_buttons (page);
  ts_widget_name_buttons (controls);
  connect_session (self);
  adw_bin_set_child (self->run_page, page);
  gtk_box_append (GTK_BOX (self->run_buttons), controls);
  ts_window_connect_panes (self);
  ts_window_update_fold (self);
}

void
ts_window_forget_run_page (TsWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    G_STRUCT_MEMBER (gpointer, self, parts[i].offset) = NULL;
}
