/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-catalogue-list.h"

#include "ts-catalogue-model.h"
#include "ts-sketch-picture.h"
#include "ts-widget.h"

enum { SKETCH_WIDTH_PX = 40, SKETCH_HEIGHT_PX = 24 };

#define SCENARIO "ts-scenario"

struct _TsCatalogueList {
  GtkWidget parent_instance;

  TsSession *session;
  TsCatalogueModel *model;   /* NULL: it was not seen yet */

  GtkSearchEntry *search;
  GtkListBox *list;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsCatalogueList, ts_catalogue_list, GTK_TYPE_WIDGET)

static TsScenario *
get_scenario (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), SCENARIO);
}

static void
add_row (TsCatalogueList *self, TsScenario *scenario)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (ts_scenario_get_title (scenario)), *sketch = g_object_new (TS_TYPE_SKETCH_PICTURE, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  ts_sketch_picture_set_scenario (TS_SKETCH_PICTURE (sketch), scenario);
  gtk_widget_set_size_request (sketch, SKETCH_WIDTH_PX, SKETCH_HEIGHT_PX);
  gtk_widget_set_valign (sketch, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (sketch, "ts-list-sketch");
  gtk_box_append (GTK_BOX (box), sketch);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, ts_scenario_get_summary (scenario));
  g_object_set_data_full (G_OBJECT (row), SCENARIO, g_object_ref (scenario), g_object_unref);
  gtk_list_box_append (self->list, row);
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *title = ts_catalogue_get_topic_title (get_scenario (row));
  GtkWidget *label;

  if (before != NULL && g_str_equal (title, ts_catalogue_get_topic_title (get_scenario (before))))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (label, "ts-list-topic");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
is_found (GtkListBoxRow *row, gpointer data)
{
  TsCatalogueList *self = data;

  return ts_catalogue_matches (get_scenario (row), gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* The scenario of the session is the one that is marked, also after the arrow keys have been elsewhere. */
static void
mark_current (TsCatalogueList *self)
{
  TsScenario *scenario = self->session != NULL ? ts_session_get_scenario (self->session) : NULL;
  GtkListBoxRow *row;

  gtk_list_box_unselect_all (self->list);
  for (int i = 0; scenario != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (ts_scenario_get_id (get_scenario (row)), ts_scenario_get_id (scenario)))
      {
        gtk_list_box_select_row (self->list, row);
        return;
      }
}

static void
on_row_activated (TsCatalogueList *self, GtkListBoxRow *row)
{
  g_autoptr (TsScenario) scenario = g_object_ref (get_scenario (row));
  TsScenario *current = ts_session_get_scenario (self->session);

  /* Another click on what is shown must not throw its recording away. */
  if (current == NULL || g_strcmp0 (ts_scenario_get_id (current), ts_scenario_get_id (scenario)) != 0)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, scenario, FALSE);
}

static void
on_search_changed (TsCatalogueList *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
on_stop_search (TsCatalogueList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
ts_catalogue_list_map (GtkWidget *widget)
{
  TsCatalogueList *self = TS_CATALOGUE_LIST (widget);

  if (self->model == NULL)
    {
      self->model = ts_catalogue_model_get ();
      for (guint i = 0; i < ts_catalogue_model_get_count (self->model); i++)
        add_row (self, ts_catalogue_model_get_scenario (self->model, i));
      mark_current (self);
    }
  GTK_WIDGET_CLASS (ts_catalogue_list_parent_class)->map (widget);
}

static void
ts_catalogue_list_dispose (GObject *object)
{
  TsCatalogueList *self = TS_CATALOGUE_LIST (object);

  ts_catalogue_list_set_session (self, NULL);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_CATALOGUE_LIST);
  g_clear_pointer (&self->model, ts_catalogue_model_unref);
  G_OBJECT_CLASS (ts_catalogue_list_parent_class)->dispose (object);
}

static void
ts_catalogue_list_class_init (TsCatalogueListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_catalogue_list_dispose;
  widget_class->map = ts_catalogue_list_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-catalogue-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueList, search);
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueList, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, mark_current);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TS_TYPE_CATALOGUE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, TS_TYPE_SCENARIO, G_TYPE_BOOLEAN);
}

static void
ts_catalogue_list_init (TsCatalogueList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
}

void
ts_catalogue_list_set_session (TsCatalogueList *self, TsSession *session)
{
  g_return_if_fail (TS_IS_CATALOGUE_LIST (self));
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (mark_current), self);
  mark_current (self);
}
