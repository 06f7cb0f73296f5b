/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-catalogue-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <malloc.h>

#include "ts-catalogue-model.h"
#include "ts-catalogue-topic.h"
#include "ts-scenario-card.h"
#include "ts-widget.h"

struct _TsCatalogueView {
  GtkWidget parent_instance;

  TsSession *session;
  TsCatalogueModel *model;   /* NULL until the first frame has been shown */
  GdkFrameClock *clock;      /* whose first frame is waited for; NULL: none is */
  guint trimming;            /* timeout source; see on_settled() */
  guint filling;             /* idle source that fills it; 0: it is filled, or waits for its first frame */

  GtkStack *stack;
  GtkSearchEntry *search;
  GtkLabel *problems;
  GtkBox *topics;            /* of TsCatalogueTopic */
  AdwStatusPage *nothing;    /* was found */
  GtkWidget *last;           /* the first of them, with what was run last; NULL: nothing was */
};

enum { SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsCatalogueView, ts_catalogue_view, GTK_TYPE_WIDGET)

static void
on_chosen (TsCatalogueView *self, TsScenario *scenario, gboolean and_run)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, scenario, and_run);
}

static TsCatalogueTopic *
add_topic (TsCatalogueView *self, const char *title)
{
  GtkWidget *topic = ts_catalogue_topic_new (title);

  g_signal_connect_swapped (topic, "chosen", G_CALLBACK (on_chosen), self);
  gtk_box_append (self->topics, topic);
  return TS_CATALOGUE_TOPIC (topic);
}

/* What was run last comes first. */
static void
add_last (TsCatalogueView *self)
{
  g_autofree char *id = ts_session_get_last_id (self->session);
  TsScenario *scenario = ts_catalogue_model_find (self->model, id);

  if (self->last != NULL)
    gtk_box_remove (self->topics, self->last);
  self->last = NULL;
  if (scenario == NULL)
    return;
  self->last = GTK_WIDGET (add_topic (self, _("Go on with…")));
  gtk_box_reorder_child_after (self->topics, self->last, NULL);
  ts_catalogue_topic_add_wide (TS_CATALOGUE_TOPIC (self->last), scenario);
}

static void
add_all (TsCatalogueView *self)
{
  TsCatalogueTopic *topic = NULL;
  const char *title = NULL;

  for (guint i = 0; i < ts_catalogue_model_get_count (self->model); i++)
    {
      TsScenario *scenario = ts_catalogue_model_get_scenario (self->model, i);
      const char *own_title = ts_catalogue_get_topic_title (scenario);

      if (g_strcmp0 (title, own_title) != 0)
        topic = add_topic (self, own_title);
      title = own_title;
      ts_catalogue_topic_add (topic, scenario);
    }
}

static void
show_problems (TsCatalogueView *self)
{
  g_autofree char *problems = ts_catalogue_model_describe_problems (self->model);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problems), problems != NULL);
  if (problems == NULL)
    return;
  text = g_strdup_printf (_("Not all scenarios could be read:\n%s"), problems);
  gtk_label_set_text (self->problems, text);
}

/* The large icon has the library of SVG pictures loaded, which a start must not wait for. */
static void
show_found (TsCatalogueView *self, gboolean has_found)
{
  if (!has_found)
    adw_status_page_set_icon_name (self->nothing, "system-search-symbolic");
  gtk_stack_set_visible_child_name (self->stack, has_found ? "topics" : "nothing");
}

static void
filter (TsCatalogueView *self)
{
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n_found = 0;

  for (GtkWidget *topic = gtk_widget_get_first_child (GTK_WIDGET (self->topics)); topic != NULL;
       topic = gtk_widget_get_next_sibling (topic))
    n_found += ts_catalogue_topic_filter (TS_CATALOGUE_TOPIC (topic), search);
  show_found (self, n_found > 0 || *search == '\0');
}

/* The first screen is drawn.  What was needed to read the scenarios and to lay out the cards goes back to the system: it is
 * a good part of what is in use by now, and the C library would keep it. */
static gboolean
on_settled (gpointer data)
{
  TS_CATALOGUE_VIEW (data)->trimming = 0;
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

static void
fill (TsCatalogueView *self)
{
  if (self->model == NULL)
    {
      self->model = ts_catalogue_model_get ();
      add_all (self);
      show_problems (self);
      self->trimming = g_timeout_add_seconds (1, on_settled, self);
    }
  add_last (self);
  filter (self);
}

static gboolean
on_idle (gpointer data)
{
  TsCatalogueView *self = data;

  self->filling = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

static void
stop_waiting (TsCatalogueView *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  g_clear_handle_id (&self->filling, g_source_remove);
}

static void
on_after_paint (TsCatalogueView *self)
{
  stop_waiting (self);
  self->filling = g_idle_add (on_idle, self);
}

/* The window is there before the files are read. */
static void
wait_for_frame (TsCatalogueView *self)
{
  self->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  g_signal_connect_swapped (self->clock, "after-paint", G_CALLBACK (on_after_paint), self);
  gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
}

static void
ts_catalogue_view_map (GtkWidget *widget)
{
  TsCatalogueView *self = TS_CATALOGUE_VIEW (widget);

  GTK_WIDGET_CLASS (ts_catalogue_view_parent_class)->map (widget);
  if (self->model != NULL)
    fill (self);
  else if (self->session != NULL && self->clock == NULL && self->filling == 0)
    wait_for_frame (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
ts_catalogue_view_unmap (GtkWidget *widget)
{
  stop_waiting (TS_CATALOGUE_VIEW (widget));
  GTK_WIDGET_CLASS (ts_catalogue_view_parent_class)->unmap (widget);
}

static gboolean
ts_catalogue_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TS_CATALOGUE_VIEW (widget)->search));
}

static void
on_search_changed (TsCatalogueView *self)
{
  filter (self);
}

static void
on_stop_search (TsCatalogueView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_search_activated (TsCatalogueView *self)
{
  GtkWidget *topic;

  filter (self);   /* the entry tells of a change only after a moment */
  for (topic = gtk_widget_get_first_child (GTK_WIDGET (self->topics)); topic != NULL;
       topic = gtk_widget_get_next_sibling (topic))
    if (ts_catalogue_topic_open_first (TS_CATALOGUE_TOPIC (topic)))
      return;
}

static gboolean
on_find (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_grab_focus (widget);
}

static void
ts_catalogue_view_dispose (GObject *object)
{
  TsCatalogueView *self = TS_CATALOGUE_VIEW (object);

  stop_waiting (self);
  g_clear_handle_id (&self->trimming, g_source_remove);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_CATALOGUE_VIEW);
  g_clear_pointer (&self->model, ts_catalogue_model_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_catalogue_view_parent_class)->dispose (object);
}

static void
ts_catalogue_view_class_init (TsCatalogueViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_catalogue_view_dispose;
  widget_class->map = ts_catalogue_view_map;
  widget_class->unmap = ts_catalogue_view_unmap;
  widget_class->grab_focus = ts_catalogue_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-catalogue-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueView, stack);
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueView, search);
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueView, problems);
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueView, topics);
  gtk_widget_class_bind_template_child (widget_class, TsCatalogueView, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TS_TYPE_CATALOGUE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, TS_TYPE_SCENARIO, G_TYPE_BOOLEAN);
}

static void
ts_catalogue_view_init (TsCatalogueView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (on_find, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
ts_catalogue_view_set_session (TsCatalogueView *self, TsSession *session)
{
  g_return_if_fail (TS_IS_CATALOGUE_VIEW (self));
  g_set_object (&self->session, session);
}
