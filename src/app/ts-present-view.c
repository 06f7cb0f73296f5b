/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-present-view.h"

#include <glib/gi18n-lib.h>

#include "ts-comparison.h"
#include "ts-statistics.h"
#include "ts-timeline.h"
#include "ts-widget.h"

/* 24 pt on a slide of 7.5 inches. */
#define TEXT_SHARE (24 / 72.0 / 7.5)

/* Titles are larger by this, tables a little smaller so that eight lines fit. */
#define TITLE_SCALE 1.7
#define TABLE_SCALE 0.9

/* Not smaller than what is usual in a window. */
#define LEAST_TEXT_PX 14

static const char * const slide_names[TS_N_SLIDES] = { "question", "run", "figures" };

struct _TsPresentView {
  GtkWidget parent_instance;

  TsSession *session;
  double text_px;      /* 0: not known yet */
  guint tick;          /* 0: the text has its size */

  GtkStack *slides;
  GtkWidget *blank;
  GtkLabel *title, *summary, *look, *run_title, *hint, *sentence, *settings;
  TsTimeline *timeline;
  GtkBox *question_slide, *figures_slide;
  GtkGrid *figures;
};

static guint left_signal;

G_DEFINE_FINAL_TYPE (TsPresentView, ts_present_view, GTK_TYPE_WIDGET)

static void
set_size (GtkWidget *label, double px)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (px * PANGO_SCALE)));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static void
set_margins (GtkWidget *widget, double across, double down)
{
  gtk_widget_set_margin_start (widget, (int) across);
  gtk_widget_set_margin_end (widget, (int) across);
  gtk_widget_set_margin_top (widget, (int) down);
  gtk_widget_set_margin_bottom (widget, (int) down);
}

/* Room grows with the letters. */
static void
size_gaps (TsPresentView *self)
{
  GtkBox *slides[] = { self->question_slide, self->figures_slide };
  GtkLabel *heads[] = { self->run_title, self->hint };
  double unit = self->text_px;

  for (gsize i = 0; i < G_N_ELEMENTS (slides); i++)
    {
      set_margins (GTK_WIDGET (slides[i]), 1.5 * unit, 0.75 * unit);
      gtk_box_set_spacing (slides[i], (int) (0.6 * unit));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    set_margins (GTK_WIDGET (heads[i]), 0.5 * unit, 0.25 * unit);
  gtk_grid_set_column_spacing (self->figures, (guint) (1.25 * unit));
  gtk_grid_set_row_spacing (self->figures, (guint) (0.125 * unit));
}

static void
size_text (TsPresentView *self)
{
  GtkLabel *labels[] = { self->summary, self->look, self->hint, self->sentence, self->settings };

  set_size (GTK_WIDGET (self->title), self->text_px * TITLE_SCALE);
  set_size (GTK_WIDGET (self->run_title), self->text_px);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    set_size (GTK_WIDGET (labels[i]), self->text_px);
  for (GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self->figures)); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    set_size (cell, self->text_px * TABLE_SCALE);
  ts_timeline_set_text_px (self->timeline, self->text_px);
  size_gaps (self);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TsPresentView *self = TS_PRESENT_VIEW (widget);

  self->tick = 0;
  size_text (self);
  return G_SOURCE_REMOVE;
}

/* A narrow screen has less room for words than its height tells. */
static void
ts_present_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TsPresentView *self = TS_PRESENT_VIEW (widget);
  double text_px = MAX (LEAST_TEXT_PX, MIN (height, width * 0.75) * TEXT_SHARE);

  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
  if (text_px == self->text_px)
    return;
  self->text_px = text_px;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, on_frame, NULL, NULL);
}

static void
ts_present_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural, NULL, NULL);
  /* What is too large scrolls or is cut, and never makes the screen larger. */
  *minimum = 0;
  *natural = MAX (*natural, 0);
}

static void
show_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_question (TsPresentView *self)
{
  TsScenario *scenario = ts_session_get_scenario (self->session);
  TsRecording *recording = ts_session_get_recording (self->session);
  const char *title = scenario != NULL    ? ts_scenario_get_title (scenario)
                      : recording != NULL ? ts_recording_get_facts (recording)->title
                                          : _("Timeslice");
  gboolean is_simulated = recording != NULL && ts_figures_are_simulated (recording);
  /* Translators: the title of a scenario */
  g_autofree char *run_title = is_simulated ? g_strdup_printf (_("%s (simulated)"), title) : g_strdup (title);

  show_label (self->title, title);
  show_label (self->run_title, run_title);
  show_label (self->summary, scenario != NULL ? ts_scenario_get_summary (scenario) : NULL);
  show_label (self->look, scenario != NULL ? ts_scenario_get_look (scenario) : NULL);
}

static void
add_cell (TsPresentView *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, column == 0 || row == 0 ? "ts-slide-head" : "numeric");
  set_size (label, MAX (LEAST_TEXT_PX, self->text_px) * TABLE_SCALE);
  gtk_grid_attach (self->figures, label, column, row, 1, 1);
}

static void
fill_table (TsPresentView *self, TsRecording *previous, TsRecording *recording)
{
  gint64 before[TS_N_COMPARED], now[TS_N_COMPARED];
  int column = previous != NULL ? 2 : 1;
  GtkWidget *cell;

  while ((cell = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_grid_remove (self->figures, cell);
  if (recording == NULL)
    return;
  ts_comparison_measure (recording, now);
  if (previous != NULL)
    ts_comparison_measure (previous, before);
  if (previous != NULL)
    {
      add_cell (self, 1, 0, C_("compared run", "First"));
      add_cell (self, 2, 0, C_("compared run", "Second"));
    }
  for (TsCompared figure = 0; figure < TS_N_COMPARED; figure++)
    {
      g_autofree char *old = previous != NULL ? ts_compared_format (figure, before[figure]) : NULL;
      g_autofree char *new = ts_compared_format (figure, now[figure]);

      add_cell (self, 0, (int) figure + 1, ts_compared_get_title (figure));
      if (old != NULL)
        add_cell (self, 1, (int) figure + 1, old);
      add_cell (self, column, (int) figure + 1, new);
    }
}

static void
show_figures (TsPresentView *self)
{
  TsRecording *recording = ts_session_get_recording (self->session);
  TsRecording *previous = ts_session_get_previous (self->session);
  gboolean is_over = ts_session_get_state (self->session) == TS_SESSION_IDLE && recording != NULL;
  g_autofree char *sentence = NULL, *settings = NULL;

  if (!is_over)
    sentence = g_strdup (recording != NULL ? _("The run goes on…") : _("Not run yet"));
  else if (previous != NULL)
    {
      sentence = ts_comparison_sentence (previous, recording);
      settings = ts_comparison_settings (previous, recording);
    }
  else
    sentence = ts_figures_sentence (ts_session_get_figures (self->session), recording);
  show_label (self->sentence, sentence);
  show_label (self->settings, settings);
  fill_table (self, is_over ? previous : NULL, is_over ? recording : NULL);
}

static void
on_session_changed (TsPresentView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->hint), ts_session_get_recording (self->session) == NULL);
  show_question (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_figures (self);
}

static void
ts_present_view_map (GtkWidget *widget)
{
  TsPresentView *self = TS_PRESENT_VIEW (widget);

  GTK_WIDGET_CLASS (ts_present_view_parent_class)->map (widget);
  if (self->session != NULL)
    on_session_changed (self);
}

static void
step (TsPresentView *self, int by)
{
  int slide = (int) ts_present_view_get_slide (self) + by;

  if (slide >= 0 && slide < TS_N_SLIDES)
    ts_present_view_show (self, (TsSlide) slide);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* Before anything on a slide hears of it. */
static gboolean
on_key (TsPresentView *self, guint key, guint code, GdkModifierType state)
{
  gboolean was_blank = ts_present_view_get_blank (self);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  ts_present_view_set_blank (self, FALSE);
  if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    step (self, was_blank ? 0 : 1);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up)
    step (self, was_blank ? 0 : -1);
  else if (key == GDK_KEY_b || key == GDK_KEY_B)
    ts_present_view_set_blank (self, !was_blank);
  else if (key == GDK_KEY_Escape && !was_blank)
    g_signal_emit (self, left_signal, 0);
  else if (key == GDK_KEY_space && ts_session_get_recording (self->session) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.run", NULL);
  else
    return was_blank;
  return TRUE;
}

/* Arrows that the lanes have no use for. */
static gboolean
on_arrow (TsPresentView *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (key != GDK_KEY_Right && key != GDK_KEY_Left && key != GDK_KEY_Down && key != GDK_KEY_Up)
    return FALSE;
  step (self, key == GDK_KEY_Down || key == (is_rtl ? GDK_KEY_Left : GDK_KEY_Right) ? 1 : -1);
  return TRUE;
}

void
ts_present_view_show (TsPresentView *self, TsSlide slide)
{
  g_return_if_fail (TS_IS_PRESENT_VIEW (self) && slide < TS_N_SLIDES);
  gtk_stack_set_visible_child_name (self->slides, slide_names[slide]);
  if (slide != TS_SLIDE_RUN || !gtk_widget_child_focus (GTK_WIDGET (self->timeline), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

TsSlide
ts_present_view_get_slide (TsPresentView *self)
{
  const char *name;

  g_return_val_if_fail (TS_IS_PRESENT_VIEW (self), TS_SLIDE_QUESTION);
  name = gtk_stack_get_visible_child_name (self->slides);
  for (guint i = 0; i < TS_N_SLIDES; i++)
    if (g_strcmp0 (slide_names[i], name) == 0)
      return (TsSlide) i;
  return TS_SLIDE_QUESTION;
}

void
ts_present_view_set_blank (TsPresentView *self, gboolean blank)
{
  g_return_if_fail (TS_IS_PRESENT_VIEW (self));
  gtk_widget_set_visible (self->blank, blank);
}

gboolean
ts_present_view_get_blank (TsPresentView *self)
{
  g_return_val_if_fail (TS_IS_PRESENT_VIEW (self), FALSE);
  return gtk_widget_get_visible (self->blank);
}

double
ts_present_view_get_text_px (TsPresentView *self)
{
  g_return_val_if_fail (TS_IS_PRESENT_VIEW (self), 0);
  return self->text_px;
}

void
ts_present_view_set_session (TsPresentView *self, TsSession *session)
{
  g_return_if_fail (TS_IS_PRESENT_VIEW (self) && self->session == NULL);
  self->session = g_object_ref (session);
  ts_timeline_set_session (self->timeline, session);
  ts_timeline_set_presenting (self->timeline, TRUE);
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (on_session_changed), self);
  g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (on_session_changed), self);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (on_session_changed), self);
  on_session_changed (self);
}

static void
ts_present_view_dispose (GObject *object)
{
  TsPresentView *self = TS_PRESENT_VIEW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_PRESENT_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_present_view_parent_class)->dispose (object);
}

static void
ts_present_view_class_init (TsPresentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TS_TYPE_TIMELINE);
  G_OBJECT_CLASS (klass)->dispose = ts_present_view_dispose;
  widget_class->map = ts_present_view_map;
  widget_class->measure = ts_present_view_measure;
  widget_class->size_allocate = ts_present_view_size_allocate;
  left_signal = g_signal_new ("left", TS_TYPE_PRESENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "presentview");
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-present-view.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, TsPresentView, child)
  BIND (slides);
  BIND (blank);
  BIND (title);
  BIND (summary);
  BIND (look);
  BIND (run_title);
  BIND (hint);
  BIND (timeline);
  BIND (sentence);
  BIND (settings);
  BIND (question_slide);
  BIND (figures_slide);
  BIND (figures);
#undef BIND
}

static void
ts_present_view_init (TsPresentView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *arrows = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (arrows, "key-pressed", G_CALLBACK (on_arrow), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), arrows);
}
