/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-program-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ts-appearance.h"
#include "ts-line-gutter.h"

struct _TsProgramView {
  GtkSourceView parent_instance;

  GArray *marks;            /* TsLineMark */
  TsRecording *recording;   /* whose tasks are marked; NULL: none */
  TsLineGutter *gutter;     /* owned by the view */
  GtkTextTag *mistake_tag;  /* owned by the buffer's table */
  GPtrArray *mistakes;      /* TsDiagnostic; NULL: none */
};

enum { SIGNAL_TASK_CLICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsProgramView, ts_program_view, GTK_SOURCE_TYPE_VIEW)

/* The step language, which is among the program's resources. */
static GtkSourceLanguage *
find_language (void)
{
  static GtkSourceLanguageManager *manager;

  if (manager == NULL)
    {
      manager = gtk_source_language_manager_new ();
      gtk_source_language_manager_append_search_path (manager, "resource://" TS_RESOURCES "language-specs/");
    }
  return gtk_source_language_manager_get_language (manager, "timeslice");
}

static GtkTextBuffer *
get_buffer (TsProgramView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static void
follow_appearance (TsProgramView *self)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleScheme *scheme
      = gtk_source_style_scheme_manager_get_scheme (manager, is_dark ? "Adwaita-dark" : "Adwaita");

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (get_buffer (self)), scheme);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The stretch of a line that belongs to one of several tasks at it. */
static void
snapshot_mark (TsProgramView *self, GtkSnapshot *snapshot, guint task, const graphene_rect_t *box)
{
  const float pale = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 0.34f : 0.22f;
  const TsColor *color = ts_palette_get_task (ts_palette_get (ts_appearance_get ()), task);
  const GdkRGBA rgba = { (float) color->red, (float) color->green, (float) color->blue, pale };

  gtk_snapshot_append_color (snapshot, &rgba, box);
}

/* The line as wide as it is seen, shared out among the tasks that are there. */
static void
snapshot_line (TsProgramView *self, GtkSnapshot *snapshot, const GdkRectangle *visible, guint first, guint n_marks)
{
  enum { MOST_BANDS = 8 };
  GtkTextIter iter;
  guint n_bands = MIN (n_marks, MOST_BANDS);
  int y, height;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &iter,
                                    (int) g_array_index (self->marks, TsLineMark, first).line - 1);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, &y, &height);
  if (y + height < visible->y || y > visible->y + visible->height)
    return;
  for (guint i = 0; i < n_bands; i++)
    {
      const float width = (float) visible->width / (float) n_bands;

      snapshot_mark (self, snapshot, g_array_index (self->marks, TsLineMark, first + i).task,
                     &GRAPHENE_RECT_INIT ((float) visible->x + width * (float) i, (float) y, width, (float) height));
    }
}

static void
ts_program_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  TsProgramView *self = TS_PROGRAM_VIEW (view);
  guint n_lines = (guint) gtk_text_buffer_get_line_count (get_buffer (self));
  GdkRectangle visible;

  GTK_TEXT_VIEW_CLASS (ts_program_view_parent_class)->snapshot_layer (view, layer, snapshot);
  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    return;
  gtk_text_view_get_visible_rect (view, &visible);
  for (guint i = 0, n_marks; i < self->marks->len; i += n_marks)
    {
      guint line = g_array_index (self->marks, TsLineMark, i).line;

      ts_line_marks_find (self->marks, line, &n_marks);
      if (line <= n_lines)
        snapshot_line (self, snapshot, &visible, i, n_marks);
    }
}

/* The stretch of text that a mistake is about: the word at its place, or the last one of its line. */
static void
find_mistake (TsProgramView *self, const TsDiagnostic *mistake, GtkTextIter *begin, GtkTextIter *end)
{
  int n_lines = gtk_text_buffer_get_line_count (get_buffer (self));
  int line = MIN ((int) mistake->line, n_lines) - 1;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), begin, line);
  if ((int) mistake->column <= gtk_text_iter_get_chars_in_line (begin))
    gtk_text_iter_set_line_offset (begin, (int) mistake->column - 1);
  else if (!gtk_text_iter_ends_line (begin))
    gtk_text_iter_forward_to_line_end (begin);
  if (gtk_text_iter_ends_line (begin) && !gtk_text_iter_starts_line (begin))
    gtk_text_iter_backward_char (begin);
  *end = *begin;
  while (!gtk_text_iter_ends_line (end) && g_unichar_isalnum (gtk_text_iter_get_char (end)))
    gtk_text_iter_forward_char (end);
  if (gtk_text_iter_equal (begin, end))
    gtk_text_iter_forward_char (end);
}

static const TsDiagnostic *
find_mistake_at (TsProgramView *self, const GtkTextIter *at)
{
  for (guint i = 0; self->mistakes != NULL && i < self->mistakes->len; i++)
    {
      GtkTextIter begin, end;

      find_mistake (self, self->mistakes->pdata[i], &begin, &end);
      if (gtk_text_iter_compare (&begin, at) <= 0 && gtk_text_iter_compare (at, &end) < 0)
        return self->mistakes->pdata[i];
    }
  return NULL;
}

/* What is wrong at that place, or who is at that line. */
static gboolean
ts_program_view_query_tooltip (GtkWidget *widget, int x_px, int y_px, gboolean by_keyboard, GtkTooltip *tooltip)
{
  TsProgramView *self = TS_PROGRAM_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  const TsDiagnostic *mistake;
  g_autofree char *names = NULL;
  GtkTextIter iter;
  int x, y;

  if (by_keyboard)
    gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, gtk_text_buffer_get_insert (get_buffer (self)));
  else
    {
      gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x_px, y_px, &x, &y);
      if (!gtk_text_view_get_iter_at_location (view, &iter, x, y))
        gtk_text_view_get_line_at_y (view, &iter, y, NULL);
    }
  mistake = find_mistake_at (self, &iter);
  if (mistake == NULL && self->recording != NULL)
    names = ts_line_marks_describe (self->marks, (guint) gtk_text_iter_get_line (&iter) + 1, self->recording);
  if (mistake == NULL && (names == NULL || *names == '\0'))
    return FALSE;
  gtk_tooltip_set_text (tooltip, mistake != NULL ? mistake->message : names);
  return TRUE;
}

static void
on_task_clicked (TsProgramView *self, guint task)
{
  g_signal_emit (self, signals[SIGNAL_TASK_CLICKED], 0, task);
}

static void
ts_program_view_dispose (GObject *object)
{
  TsProgramView *self = TS_PROGRAM_VIEW (object);

  g_clear_object (&self->recording);
  g_clear_pointer (&self->mistakes, g_ptr_array_unref);
  G_OBJECT_CLASS (ts_program_view_parent_class)->dispose (object);
}

static void
ts_program_view_finalize (GObject *object)
{
  g_array_unref (TS_PROGRAM_VIEW (object)->marks);
  G_OBJECT_CLASS (ts_program_view_parent_class)->finalize (object);
}

static void
set_up_buffer (TsProgramView *self)
{
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);

  gtk_source_buffer_set_language (buffer, find_language ());
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), GTK_TEXT_BUFFER (buffer));
  self->mistake_tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), NULL, "underline",
                                                  PANGO_UNDERLINE_ERROR, NULL);
}

static void
set_up_view (TsProgramView *self)
{
  GtkTextView *text = GTK_TEXT_VIEW (self);
  GtkSourceView *view = GTK_SOURCE_VIEW (self);

  gtk_text_view_set_monospace (text, TRUE);
  gtk_text_view_set_left_margin (text, 4);
  gtk_text_view_set_right_margin (text, 8);
  gtk_text_view_set_top_margin (text, 6);
  gtk_text_view_set_bottom_margin (text, 12);
  gtk_text_view_set_pixels_above_lines (text, 1);
  gtk_text_view_set_pixels_below_lines (text, 1);
  gtk_source_view_set_show_line_numbers (view, TRUE); /* messages name them */
  gtk_source_view_set_auto_indent (view, TRUE);
  gtk_source_view_set_insert_spaces_instead_of_tabs (view, TRUE);
  gtk_source_view_set_tab_width (view, 2);
  gtk_source_view_set_indent_width (view, 2);
  gtk_source_view_set_indent_on_tab (view, TRUE);
  gtk_source_view_set_smart_backspace (view, TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Program text"), -1);
}

static void
ts_program_view_init (TsProgramView *self)
{
  self->marks = ts_line_marks_new ();
}

/* GtkSourceView wants its buffer not before it is constructed. */
static void
ts_program_view_constructed (GObject *object)
{
  TsProgramView *self = TS_PROGRAM_VIEW (object);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSourceGutter *gutter = gtk_source_view_get_gutter (GTK_SOURCE_VIEW (self), GTK_TEXT_WINDOW_LEFT);

  G_OBJECT_CLASS (ts_program_view_parent_class)->constructed (object);
  set_up_buffer (self);
  set_up_view (self);
  self->gutter = ts_line_gutter_new (self->marks);
  gtk_source_gutter_insert (gutter, GTK_SOURCE_GUTTER_RENDERER (self->gutter), 0);
  g_signal_connect_swapped (self->gutter, "task-clicked", G_CALLBACK (on_task_clicked), self);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (follow_appearance), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (follow_appearance), self,
                           G_CONNECT_SWAPPED);
  follow_appearance (self);
}

static void
ts_program_view_class_init (TsProgramViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ts_program_view_constructed;
  object_class->dispose = ts_program_view_dispose;
  object_class->finalize = ts_program_view_finalize;
  GTK_WIDGET_CLASS (klass)->query_tooltip = ts_program_view_query_tooltip;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = ts_program_view_snapshot_layer;
  signals[SIGNAL_TASK_CLICKED] = g_signal_new ("task-clicked", TS_TYPE_PROGRAM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

TsProgramView *
ts_program_view_new (void)
{
  return g_object_new (TS_TYPE_PROGRAM_VIEW, NULL);
}

void
ts_program_view_load (TsProgramView *self, const char *text)
{
  GtkTextIter start;

  g_return_if_fail (TS_IS_PROGRAM_VIEW (self));
  gtk_text_buffer_begin_irreversible_action (get_buffer (self));
  gtk_text_buffer_set_text (get_buffer (self), text, -1);
  gtk_text_buffer_end_irreversible_action (get_buffer (self));
  gtk_text_buffer_get_start_iter (get_buffer (self), &start);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
}

void
ts_program_view_replace (TsProgramView *self, const char *text)
{
  GtkTextIter begin, end;

  g_return_if_fail (TS_IS_PROGRAM_VIEW (self));
  gtk_text_buffer_get_bounds (get_buffer (self), &begin, &end);
  gtk_text_buffer_begin_user_action (get_buffer (self));
  gtk_text_buffer_delete (get_buffer (self), &begin, &end);
  gtk_text_buffer_insert (get_buffer (self), &begin, text, -1);
  gtk_text_buffer_end_user_action (get_buffer (self));
}

char *
ts_program_view_get_text (TsProgramView *self)
{
  GtkTextIter begin, end;

  g_return_val_if_fail (TS_IS_PROGRAM_VIEW (self), NULL);
  gtk_text_buffer_get_bounds (get_buffer (self), &begin, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &begin, &end, TRUE);
}

void
ts_program_view_mark (TsProgramView *self, TsRecording *recording, gint64 time_ns, guint first_line)
{
  g_return_if_fail (TS_IS_PROGRAM_VIEW (self));
  if (g_set_object (&self->recording, recording) && recording != NULL)
    ts_line_gutter_set_capacity (self->gutter, ts_line_marks_guess_most (recording));
  if (!ts_line_marks_update (self->marks, recording, time_ns, first_line))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self->gutter));
}

GArray *
ts_program_view_get_marks (TsProgramView *self)
{
  g_return_val_if_fail (TS_IS_PROGRAM_VIEW (self), NULL);
  return self->marks;
}

void
ts_program_view_set_mistakes (TsProgramView *self, GPtrArray *mistakes)
{
  GtkTextIter begin, end;

  g_return_if_fail (TS_IS_PROGRAM_VIEW (self));
  gtk_text_buffer_get_bounds (get_buffer (self), &begin, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), self->mistake_tag, &begin, &end);
  g_clear_pointer (&self->mistakes, g_ptr_array_unref);
  if (mistakes != NULL)
    self->mistakes = g_ptr_array_ref (mistakes);
  for (guint i = 0; mistakes != NULL && i < mistakes->len; i++)
    {
      find_mistake (self, mistakes->pdata[i], &begin, &end);
      gtk_text_buffer_apply_tag (get_buffer (self), self->mistake_tag, &begin, &end);
    }
}

void
ts_program_view_go_to (TsProgramView *self, guint line, guint column)
{
  const TsDiagnostic place = { line, column, NULL };
  GtkTextIter begin, end;

  g_return_if_fail (TS_IS_PROGRAM_VIEW (self));
  find_mistake (self, &place, &begin, &end);
  gtk_text_buffer_select_range (get_buffer (self), &begin, &end);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

