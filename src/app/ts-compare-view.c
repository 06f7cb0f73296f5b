/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-compare-view.h"

#include <glib/gi18n-lib.h>

#include "ts-compare-table.h"
#include "ts-comparison.h"
#include "ts-refresh.h"
#include "ts-statistics.h"
#include "ts-time.h"
#include "ts-timeline-navigate.h"
#include "ts-timeline.h"
#include "ts-widget.h"

enum { FIRST, SECOND, N_SIDES };

struct _TsCompareView {
  GtkWidget parent_instance;

  TsSession *session;
  TsRefresh refresh;
  TsViewport *viewports[N_SIDES];
  GPtrArray *items;      /* GtkListItem: those of the choices that have names; not owned */
  gboolean is_setting;   /* the choices follow, and do not lead */

  GtkLabel *sentence, *settings, *selection;
  GtkDropDown *first_choice, *second_choice;
  TsTimeline *first_timeline, *second_timeline;
  TsCompareTable *table;
};

G_DEFINE_FINAL_TYPE (TsCompareView, ts_compare_view, GTK_TYPE_WIDGET)

/* Whether the recording is that of a run that goes on. */
static gboolean
is_live (TsCompareView *self, TsRecording *recording)
{
  return recording != NULL && recording == ts_session_get_recording (self->session)
         && ts_session_get_state (self->session) != TS_SESSION_IDLE;
}

/* "3: Threads, 412 ms": what a run is called in a choice. */
static char *
name_run (TsCompareView *self, TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  TsScenario *scenario = ts_session_get_scenario (self->session);
  guint number = ts_session_get_number (self->session, recording);
  g_autofree char *time = is_live (self, recording) ? g_strdup (_("running")) : ts_time_format (facts->duration_ns);

  if (scenario == NULL || g_str_equal (facts->title, ts_scenario_get_title (scenario)))
    /* Translators: a run with its number: “Run 3: Threads, 412 ms” */
    return g_strdup_printf (_("Run %u: %s, %s"), number, ts_figures_subject (recording), time);
  /* Translators: a run of another scenario: “Run 3: The pool, Threads, 412 ms” */
  return g_strdup_printf (_("Run %u: %s, %s, %s"), number, facts->title, ts_figures_subject (recording), time);
}

static void
on_setup_item (TsCompareView *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
name_item (TsCompareView *self, GtkListItem *item)
{
  g_autofree char *name = name_run (self, gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), name);
}

static void
on_bind_item (TsCompareView *self, GtkListItem *item)
{
  name_item (self, item);
  g_ptr_array_add (self->items, item);
}

static void
on_unbind_item (TsCompareView *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->items, item);
}

/* A run is called another way when it is over. */
static void
name_runs (TsCompareView *self)
{
  for (guint i = 0; i < self->items->len; i++)
    name_item (self, g_ptr_array_index (self->items, i));
}

static void
add_choice (TsCompareView *self, GtkDropDown *choice)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_item), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_item), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_item), self, G_CONNECT_SWAPPED);
  gtk_drop_down_set_factory (choice, factory);
  gtk_drop_down_set_model (choice, ts_session_get_history (self->session));
}

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_words (TsCompareView *self, TsRecording *first, TsRecording *second)
{
  g_autofree char *settings = ts_comparison_settings (first, second), *sentence = NULL;

  if (is_live (self, first) || is_live (self, second))
    sentence = g_strdup (_("The run goes on…"));
  else if (first == second)
    sentence = g_strdup (_("This is one and the same run: choose another one."));
  else
    sentence = ts_comparison_sentence (first, second);
  set_text (self->sentence, sentence);
  set_text (self->settings, first == second || is_live (self, first) || is_live (self, second) ? "" : settings);
}

static void
refresh (gpointer widget)
{
  TsCompareView *self = widget;
  TsRecording *first = ts_viewport_get_recording (self->viewports[FIRST]);
  TsRecording *second = ts_viewport_get_recording (self->viewports[SECOND]);

  name_runs (self);
  if (first == NULL || second == NULL)
    return;
  show_words (self, first, second);
  ts_compare_table_show (self->table, is_live (self, first) ? NULL : first, is_live (self, second) ? NULL : second);
}

static void
choose (TsCompareView *self, GtkDropDown *choice, TsRecording *recording)
{
  GListModel *history = ts_session_get_history (self->session);

  for (guint i = 0; recording != NULL && i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (TsRecording) item = g_list_model_get_item (history, i);

      if (item == recording)
        gtk_drop_down_set_selected (choice, i);
    }
}

void
ts_compare_view_show (TsCompareView *self, TsRecording *first, TsRecording *second)
{
  g_return_if_fail (TS_IS_COMPARE_VIEW (self) && self->session != NULL);
  self->is_setting = TRUE;
  choose (self, self->first_choice, first);
  choose (self, self->second_choice, second);
  self->is_setting = FALSE;
  ts_viewport_set_recording (self->viewports[FIRST], first);
  ts_viewport_set_recording (self->viewports[SECOND], second);
  ts_refresh_queue (&self->refresh, 0);
}

static void
on_chosen (TsCompareView *self)
{
  if (self->is_setting || self->session == NULL)
    return;
  ts_compare_view_show (self, gtk_drop_down_get_selected_item (self->first_choice),
                        gtk_drop_down_get_selected_item (self->second_choice));
}

/* The newest recording below the one before it. */
static void
show_newest (TsCompareView *self)
{
  GListModel *history = ts_session_get_history (self->session);
  g_autoptr (TsRecording) newest = g_list_model_get_item (history, 0);
  g_autoptr (TsRecording) before = g_list_model_get_item (history, 1);

  ts_compare_view_show (self, before != NULL ? before : newest, newest);
}

/* The history tells of a new recording while it is being changed; the session, when it is there. */
static void
on_recording_changed (TsCompareView *self)
{
  TsRecording *recording = ts_session_get_recording (self->session);

  if (recording != NULL)
    show_newest (self);
}

/* What came of the run since the last time is taken from the viewport of the session, which follows it. */
static void
on_grown (TsCompareView *self)
{
  TsViewport *leader = ts_session_get_viewport (self->session);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (guint i = 0; i < N_SIDES; i++)
    if (ts_viewport_get_recording (self->viewports[i]) == ts_session_get_recording (self->session))
      {
        gboolean is_live = ts_viewport_is_live (leader);

        ts_viewport_set_head_ns (self->viewports[i], is_live ? ts_viewport_get_length_ns (leader) : 0);
        ts_viewport_grow (self->viewports[i]);
      }
}

static void
on_state_changed (TsCompareView *self)
{
  on_grown (self);
  ts_refresh_queue (&self->refresh, 0);
}

static void
on_selection_changed (TsCompareView *self, TsViewport *viewport)
{
  g_autofree char *sentence = ts_timeline_describe_selection (viewport);

  set_text (self->selection, sentence);
}

static void
ts_compare_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ts_compare_view_parent_class)->map (widget);
  if (TS_COMPARE_VIEW (widget)->session != NULL)
    on_grown (TS_COMPARE_VIEW (widget));
}

/* The keys that zoom and step are to work at once. */
static gboolean
ts_compare_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (TS_COMPARE_VIEW (widget)->first_timeline), GTK_DIR_TAB_FORWARD);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsCompareView *self = TS_COMPARE_VIEW (widget);
  g_autofree char *table = ts_compare_view_get_table (self);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", gtk_label_get_text (self->sentence),
                                           gtk_label_get_text (self->settings), table);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
ts_compare_view_dispose (GObject *object)
{
  TsCompareView *self = TS_COMPARE_VIEW (object);

  ts_refresh_clear (&self->refresh);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (ts_session_get_viewport (self->session), self);
    }
  for (guint i = 0; i < N_SIDES; i++)
    if (self->viewports[i] != NULL)
      g_signal_handlers_disconnect_by_data (self->viewports[i], self);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_COMPARE_VIEW);
  for (guint i = 0; i < N_SIDES; i++)
    g_clear_object (&self->viewports[i]);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_compare_view_parent_class)->dispose (object);
}

static void
ts_compare_view_finalize (GObject *object)
{
  g_ptr_array_unref (TS_COMPARE_VIEW (object)->items);
  G_OBJECT_CLASS (ts_compare_view_parent_class)->finalize (object);
}

static void
ts_compare_view_class_init (TsCompareViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TS_TYPE_TIMELINE);
  g_type_ensure (TS_TYPE_COMPARE_TABLE);
  G_OBJECT_CLASS (klass)->dispose = ts_compare_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_compare_view_finalize;
  widget_class->map = ts_compare_view_map;
  widget_class->grab_focus = ts_compare_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-compare-view.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, TsCompareView, child)
  BIND (sentence);
  BIND (settings);
  BIND (selection);
  BIND (first_choice);
  BIND (second_choice);
  BIND (first_timeline);
  BIND (second_timeline);
  BIND (table);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_install_action (widget_class, "compare.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "compare.copy", NULL);
}

static void
ts_compare_view_init (TsCompareView *self)
{
  self->items = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), refresh);
  for (guint i = 0; i < N_SIDES; i++)
    {
      self->viewports[i] = ts_viewport_new ();
      g_signal_connect_swapped (self->viewports[i], "selection-changed", G_CALLBACK (on_selection_changed), self);
    }
  ts_timeline_set_viewport (self->first_timeline, self->viewports[FIRST]);
  ts_timeline_set_viewport (self->second_timeline, self->viewports[SECOND]);
  ts_timeline_link (self->first_timeline, self->second_timeline);
}

void
ts_compare_view_set_session (TsCompareView *self, TsSession *session)
{
  g_return_if_fail (TS_IS_COMPARE_VIEW (self) && self->session == NULL);
  self->session = g_object_ref (session);
  self->is_setting = TRUE;
  add_choice (self, self->first_choice);
  add_choice (self, self->second_choice);
  self->is_setting = FALSE;
  g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (on_state_changed), self);
  g_signal_connect_swapped (ts_session_get_viewport (session), "grown", G_CALLBACK (on_grown), self);
  show_newest (self);
}

TsViewport *
ts_compare_view_get_viewport (TsCompareView *self, guint side)
{
  g_return_val_if_fail (TS_IS_COMPARE_VIEW (self) && side < N_SIDES, NULL);
  return self->viewports[side];
}

const char *
ts_compare_view_get_sentence (TsCompareView *self)
{
  g_return_val_if_fail (TS_IS_COMPARE_VIEW (self), NULL);
  return gtk_label_get_text (self->sentence);
}

char *
ts_compare_view_get_table (TsCompareView *self)
{
  g_return_val_if_fail (TS_IS_COMPARE_VIEW (self), NULL);
  return ts_compare_table_to_text (self->table);
}
