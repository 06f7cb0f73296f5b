/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two runs in place of one: the property "comparing", which is the action win.compare as well.
 *
 * The view is made when it is wanted for the first time: a window that compares nothing need not pay for it.
 */
#include "config.h"

#include "ts-window-private.h"

enum { LEAST_TO_COMPARE = 2 };

enum { PROP_0, PROP_COMPARING };

static GParamSpec *comparing_property;

/* Actions are asked for before the template has been built. */
static gboolean
is_comparing (TsWindow *self)
{
  return self->middle != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->middle), "compare") == 0;
}

static gboolean
can_compare (TsWindow *self)
{
  return ts_session_get_recording (self->session) != NULL
         && g_list_model_get_n_items (ts_session_get_history (self->session)) >= LEAST_TO_COMPARE;
}

static TsCompareView *
make_view (TsWindow *self)
{
  self->compare_view = g_object_new (TS_TYPE_COMPARE_VIEW, NULL);
  gtk_stack_add_named (self->middle, GTK_WIDGET (self->compare_view), "compare");
  ts_compare_view_set_session (self->compare_view, self->session);
  return self->compare_view;
}

void
ts_window_set_comparing (TsWindow *self, gboolean comparing)
{
  if (comparing == is_comparing (self) || (comparing && !can_compare (self)))
    return;
  if (comparing && self->compare_view == NULL)
    make_view (self);
  gtk_stack_set_visible_child_name (self->middle, comparing ? "compare" : "one");
  if (comparing)
    gtk_widget_grab_focus (GTK_WIDGET (self->compare_view));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->timeline), GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), comparing_property);
}

static void
on_recording_changed (TsWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.compare", can_compare (self) || is_comparing (self));
  if (ts_session_get_recording (self->session) == NULL)
    ts_window_set_comparing (self, FALSE);
}

static void
ts_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_COMPARING)
    g_value_set_boolean (value, is_comparing (TS_WINDOW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ts_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_COMPARING)
    ts_window_set_comparing (TS_WINDOW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

void
ts_window_install_compare (GtkWidgetClass *widget_class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (widget_class);

  object_class->get_property = ts_window_get_property;
  object_class->set_property = ts_window_set_property;
  comparing_property = g_param_spec_boolean ("comparing", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, PROP_COMPARING, comparing_property);
  gtk_widget_class_install_property_action (widget_class, "win.compare", "comparing");
}

void
ts_window_connect_compare (TsWindow *self)
{
  g_signal_connect_swapped (self->session, "notify::recording", G_CALLBACK (on_recording_changed), self);
  on_recording_changed (self);
}
