/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-code-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "ts-code.h"
#include "ts-compat.h"
#include "ts-line-marks.h"
#include "ts-refresh.h"
#include "ts-widget.h"

/* How strongly the lines are tinted at which tasks are. */
#define TINT 0.22

struct _TsCodePane {
  GtkWidget parent_instance;

  TsSession *session;
  TsCodeLanguage language;
  TsRefresh refresh;
  gboolean is_stale;        /* what is shown is not what the session says */
  TsCodeMap *map;           /* of what is shown; NULL: nothing is */
  GArray *marks;            /* TsLineMark, of the lines of the program */
  GtkSourceView *view;      /* NULL until it is shown */
  GtkTextTag *here;         /* owned by the buffer's table */

  GtkLabel *status, *refusal;
  GtkScrolledWindow *scroller;
  GtkStack *stack;
};

enum { PROP_0, PROP_LANGUAGE };

G_DEFINE_FINAL_TYPE (TsCodePane, ts_code_pane, GTK_TYPE_WIDGET)

static GtkTextBuffer *
get_buffer (TsCodePane *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
follow_appearance (TsCodePane *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  const char *name = adw_style_manager_get_dark (style) ? "Adwaita-dark" : "Adwaita";
  GdkRGBA tint = { 0.2f, 0.5f, 0.9f, TINT };

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (get_buffer (self)),
                                      gtk_source_style_scheme_manager_get_scheme (schemes, name));
  g_object_set (self->here, "paragraph-background-rgba", &tint, NULL);
}

static void
make_view (TsCodePane *self)
{
  const char *name = self->language == TS_CODE_PYTHON ? "python3" : "c";
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  self->view = GTK_SOURCE_VIEW (gtk_source_view_new ());
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self->view), TRUE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_source_view_set_show_line_numbers (self->view, TRUE);
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (get_buffer (self)),
                                  gtk_source_language_manager_get_language (languages, name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->language == TS_CODE_PYTHON ? _("Program in Python") : _("Program in C"), -1);
  self->here = gtk_text_buffer_create_tag (get_buffer (self), "here", NULL);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  follow_appearance (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (follow_appearance), self,
                           G_CONNECT_SWAPPED);
}

static char *
write_code (TsCodePane *self, TsCodeMap **map, GError **error)
{
  TsScenario *scenario = ts_session_get_scenario (self->session);
  TsRecording *recording = ts_session_get_recording (self->session);
  g_autoptr (GHashTable) values = ts_session_get_parameters (self->session);
  g_autofree char *program = ts_scenario_get_plain_program (scenario, NULL);
  const TsCodePlan plan = {
    .language = self->language, .way = ts_session_get_way (self->session), .values = values,
    .seed = recording != NULL ? ts_recording_get_facts (recording)->seed : 1,
    .title = ts_scenario_get_title (scenario), .summary = ts_scenario_get_summary (scenario), .program = program,
  };

  return ts_code_write (ts_scenario_get_script (scenario), &plan, map, error);
}

static void
show_code (TsCodePane *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL, *shown = ts_code_pane_get_text (self);
  const char *way = ts_way_get_label (way_traits[ts_session_get_way (self->session)].name);

  g_clear_pointer (&self->map, ts_code_map_free);
  code = write_code (self, &self->map, &error);
  gtk_label_set_text (self->status, way);
  gtk_label_set_text (self->refusal, code == NULL ? error->message : "");
  gtk_stack_set_visible_child_name (self->stack, code != NULL ? "code" : "refusal");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.copy", code != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.save-as", code != NULL);
  if (g_strcmp0 (shown, code != NULL ? code : "") != 0)
    gtk_text_buffer_set_text (get_buffer (self), code != NULL ? code : "", -1);
}

/* TRUE if a task of the recording is at the line of the program that this line of code says. */
static gboolean
is_here (TsCodePane *self, guint code_line)
{
  guint line = g_array_index (self->map->lines, guint, code_line), n_marks = 0;

  if (line != 0)
    ts_line_marks_find (self->marks, line, &n_marks);
  return n_marks > 0;
}

static void
tint_lines (TsCodePane *self)
{
  GtkTextIter begin, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &begin, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), self->here, &begin, &end);
  for (guint i = 0; self->map != NULL && i < self->map->lines->len; i++)
    if (is_here (self, i))
      {
        gtk_text_buffer_get_iter_at_line (get_buffer (self), &begin, (int) i);
        end = begin;
        gtk_text_iter_forward_line (&end);
        gtk_text_buffer_apply_tag (get_buffer (self), self->here, &begin, &end);
      }
}

/* The lines at which tasks are, if the recording is one of this very program. */
static void
mark_lines (TsCodePane *self, gboolean is_new)
{
  TsRecording *recording = ts_session_get_recording (self->session);
  g_autofree char *program = ts_scenario_get_plain_program (ts_session_get_scenario (self->session), NULL);
  guint first_line = 1;
  g_autofree char *recorded = recording != NULL ? ts_line_marks_get_program (recording, &first_line) : NULL;
  gint64 instant_ns = ts_viewport_get_instant_ns (ts_session_get_viewport (self->session));

  if (g_strcmp0 (program, recorded) != 0)
    recording = NULL;
  if (ts_line_marks_update (self->marks, recording, instant_ns, first_line) || is_new)
    tint_lines (self);
}

static void
refresh (gpointer widget)
{
  TsCodePane *self = widget;
  gboolean is_new = self->is_stale;

  if (self->session == NULL || ts_session_get_scenario (self->session) == NULL)
    return;
  if (self->view == NULL)
    make_view (self);
  self->is_stale = FALSE;
  if (is_new)
    show_code (self);
  mark_lines (self, is_new);
}

static void
on_changed (TsCodePane *self)
{
  self->is_stale = TRUE;
  ts_refresh_queue (&self->refresh, TS_REFRESH_LIVE_MS);
}

static void
on_instant_changed (TsCodePane *self)
{
  ts_refresh_queue (&self->refresh, TS_REFRESH_LIVE_MS);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *text = ts_code_pane_get_text (TS_CODE_PANE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
on_written (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (TsCodePane) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    {
      gtk_label_set_text (self->status, error->message);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), error->message);
    }
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  TsCodePane *self = data;
  g_autofree char *text = ts_code_pane_get_text (self);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  if (file == NULL)
    g_object_unref (self);
  else
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, on_written, self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsCodePane *self = TS_CODE_PANE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  gboolean is_python = self->language == TS_CODE_PYTHON;
  const TsFileKind kinds[] = {
    { is_python ? _("Python programs") : _("C programs"), { is_python ? "*.py" : "*.c" } },
    { NULL, { NULL } },
  };
  g_autofree char *file = g_strconcat (ts_scenario_get_id (ts_session_get_scenario (self->session)),
                                       is_python ? ".py" : ".c", NULL);

  ts_compat_save_file (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Save the Program"), file, kinds,
                       on_file_chosen, g_object_ref (self));
}

static void
ts_code_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id != PROP_LANGUAGE || !ts_code_language_find (g_value_get_string (value), &TS_CODE_PANE (object)->language))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ts_code_pane_dispose (GObject *object)
{
  TsCodePane *self = TS_CODE_PANE (object);

  ts_refresh_clear (&self->refresh);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (ts_session_get_viewport (self->session), self);
    }
  g_clear_object (&self->session);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_CODE_PANE);
  self->view = NULL;
  G_OBJECT_CLASS (ts_code_pane_parent_class)->dispose (object);
}

static void
ts_code_pane_finalize (GObject *object)
{
  TsCodePane *self = TS_CODE_PANE (object);

  g_clear_pointer (&self->map, ts_code_map_free);
  g_array_unref (self->marks);
  G_OBJECT_CLASS (ts_code_pane_parent_class)->finalize (object);
}

static void
ts_code_pane_class_init (TsCodePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ts_code_pane_set_property;
  object_class->dispose = ts_code_pane_dispose;
  object_class->finalize = ts_code_pane_finalize;
  g_object_class_install_property (object_class, PROP_LANGUAGE,
                                   g_param_spec_string ("language", NULL, NULL, "python",
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-code-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TsCodePane, status);
  gtk_widget_class_bind_template_child (widget_class, TsCodePane, refusal);
  gtk_widget_class_bind_template_child (widget_class, TsCodePane, scroller);
  gtk_widget_class_bind_template_child (widget_class, TsCodePane, stack);
  gtk_widget_class_install_action (widget_class, "code.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "code.save-as", NULL, save_action);
}

static void
ts_code_pane_init (TsCodePane *self)
{
  self->marks = ts_line_marks_new ();
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), refresh);
}

void
ts_code_pane_set_session (TsCodePane *self, TsSession *session)
{
  g_return_if_fail (TS_IS_CODE_PANE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (session, "notify::way", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (session, "values-changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (ts_session_get_viewport (session), "notify::instant-ns", G_CALLBACK (on_instant_changed),
                            self);
  on_changed (self);
}

char *
ts_code_pane_get_text (TsCodePane *self)
{
  GtkTextIter begin, end;

  g_return_val_if_fail (TS_IS_CODE_PANE (self), NULL);
  if (self->view == NULL)
    return g_strdup ("");
  gtk_text_buffer_get_bounds (get_buffer (self), &begin, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &begin, &end, TRUE);
}

const char *
ts_code_pane_get_refusal (TsCodePane *self)
{
  g_return_val_if_fail (TS_IS_CODE_PANE (self), NULL);
  return gtk_label_get_text (self->refusal);
}
