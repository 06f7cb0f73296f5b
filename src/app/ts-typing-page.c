/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-typing-page.h"

#include <glib/gi18n-lib.h>

#include "ts-lateness-strip.h"
#include "ts-refresh.h"
#include "ts-time.h"
#include "ts-typed.h"
#include "ts-typing-sheet.h"
#include "ts-widget.h"

/* So many of the keys that wait are shown by their letters. */
enum { MOST_WAITING = 24 };

struct _TsTypingPage {
  GtkWidget parent_instance;

  TsSession *session;
  TsRefresh refresh;
  TsTyped *typed;          /* NULL: no recording */
  guint tick;              /* while keys that were pressed here have not been taken */

  GtkLabel *hint;
  TsTypingSheet *sheet;
  GtkLabel *waiting, *formatted, *saved, *last, *median, *worst;
  TsLatenessStrip *strip;
};

G_DEFINE_FINAL_TYPE (TsTypingPage, ts_typing_page, GTK_TYPE_WIDGET)

/* Nothing is laid out anew for a text that is there already. */
static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* The run that can be typed into now, or NULL. */
static TsRun *
get_run (TsTypingPage *self)
{
  TsRun *run = self->session == NULL ? NULL : ts_session_get_run (self->session);

  return run != NULL && !ts_run_is_ended (run) && ts_run_has_keyboard (run) ? run : NULL;
}

static const char *
choose_hint (TsTypingPage *self)
{
  TsRun *run = get_run (self);

  if (run == NULL)
    return ts_session_get_recording (self->session) == NULL
           ? _("Click the sheet and type: the run begins with your first letter.")
           : _("This run is over. Run it again to go on typing.");
  if (ts_session_get_state (self->session) == TS_SESSION_PAUSED)
    return _("The run is paused. What you type waits until it goes on.");
  if (way_traits[ts_run_get_view (run)->way].is_simulated)
    return _("The run is simulated: a script types, in virtual time.");
  if (ts_run_is_typed_by_script (run))
    return _("A scripted typist is typing. Click here and type yourself.");
  return gtk_widget_has_focus (GTK_WIDGET (self->sheet)) ? _("Type! A letter appears when a task takes it.")
                                                         : _("Click here and type.");
}

static void
add_waiting (GString *text, guint *n_waiting, gunichar character)
{
  if (++*n_waiting > MOST_WAITING)
    return;
  g_string_append_unichar (text, character == TS_KEY_BACKSPACE ? 0x232b
                                 : character == TS_KEY_ENTER   ? 0x23ce
                                 : character == ' '            ? 0x2423
                                                               : character);
  g_string_append_unichar (text, 0x2009);
}

/* Live: what lies in the keyboard itself. */
static void
read_waiting_live (TsRun *run, GString *text, guint *n_waiting)
{
  Keyboard *keyboard = &ts_run_get_view (run)->arena->keyboard;
  guint32 n_left = MIN (keyboard_left (keyboard), MAX_KEYS);
  guint32 end = atomic_load (&keyboard->pressed);

  for (guint32 i = end - n_left; i != end; i++)
    {
      gunichar character = atomic_load_explicit (&keyboard->keys[i % MAX_KEYS].character, memory_order_relaxed);

      add_waiting (text, n_waiting, g_unichar_validate (character) && character != 0 ? character : 0xfffd);
    }
}

/* In replay: what was pressed by then, and taken only later. */
static void
read_waiting_then (TsTypingPage *self, guint n_taken, gint64 instant_ns, GString *text, guint *n_waiting)
{
  const GArray *keys = ts_typed_get_keys (self->typed);

  for (guint i = n_taken; i < keys->len && g_array_index (keys, TsTypedKey, i).pressed_ns <= instant_ns; i++)
    add_waiting (text, n_waiting, g_array_index (keys, TsTypedKey, i).character);
}

static void
show_waiting (TsTypingPage *self, guint n_taken, gint64 instant_ns)
{
  TsViewport *viewport = ts_session_get_viewport (self->session);
  TsRun *run = get_run (self);
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint n_waiting = 0;

  if (run != NULL && ts_viewport_get_follows (viewport))
    read_waiting_live (run, letters, &n_waiting);
  else if (self->typed != NULL)
    read_waiting_then (self, n_taken, instant_ns, letters, &n_waiting);
  if (n_waiting > 0)
    text = g_strdup_printf (ngettext ("%u key waits:  %s", "%u keys wait:  %s", n_waiting), n_waiting, letters->str);
  set_text (self->waiting, n_waiting > 0 ? text : _("No key waits"));
  if (n_waiting > 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self->waiting), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->waiting), "dim-label");
}

static void
show_status (TsTypingPage *self, guint n_taken, guint n_formatted, gint64 instant_ns)
{
  guint n_words = ts_typing_sheet_get_n_words (self->sheet), n_slips = ts_typing_sheet_get_n_slips (self->sheet);
  guint n_saved = self->typed == NULL ? 0 : ts_typed_count_saved (self->typed, instant_ns);
  gboolean is_saving = self->typed != NULL && ts_typed_is_saving (self->typed, instant_ns);
  g_autofree char *words = g_strdup_printf (ngettext ("%u word", "%u words", n_words), n_words);
  g_autofree char *slips = g_strdup_printf (ngettext ("%u slip", "%u slips", n_slips), n_slips);
  /* Translators: keys that the formatting task has gone over, of those on the sheet; then “5 words”, “1 slip” */
  g_autofree char *formatted = g_strdup_printf (_("Formatted %u of %u · %s, %s"), n_formatted, n_taken, words, slips);
  /* Translators: keys whose letters are on the disk, of those on the sheet */
  g_autofree char *saved = g_strdup_printf (is_saving ? _("Saving… %u of %u") : _("Saved %u of %u"), n_saved, n_taken);

  set_text (self->formatted, formatted);
  set_text (self->saved, saved);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sheet), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, formatted, -1);
}

static void
show_late (GtkLabel *label, gint64 late_ns, gboolean is_known)
{
  g_autofree char *text = is_known ? ts_time_format (late_ns) : g_strdup ("–");

  set_text (label, text);
  if (is_known && late_ns >= TS_LATENESS_FELT_NS)
    gtk_widget_add_css_class (GTK_WIDGET (label), "ts-felt");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "ts-felt");
}

static void
show_lateness (TsTypingPage *self, guint n_taken)
{
  TsLateness lateness = { 0 };
  g_autofree char *words = NULL;

  if (self->typed != NULL)
    ts_typed_get_lateness (self->typed, n_taken, &lateness);
  show_late (self->last, lateness.last_ns, lateness.n_keys > 0);
  show_late (self->median, lateness.median_ns, lateness.n_keys > 0);
  show_late (self->worst, lateness.worst_ns, lateness.n_keys > 0);
  ts_lateness_strip_show (self->strip, self->typed == NULL ? NULL : ts_typed_get_keys (self->typed), n_taken);
  words = g_strdup_printf (_("From key to page: last %s, median %s, worst %s"), gtk_label_get_text (self->last),
                           gtk_label_get_text (self->median), gtk_label_get_text (self->worst));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
refresh (gpointer widget)
{
  TsTypingPage *self = widget;
  gint64 instant_ns;
  guint n_taken = 0, n_formatted = 0;

  if (self->session == NULL)
    return;
  instant_ns = ts_viewport_get_instant_ns (ts_session_get_viewport (self->session));
  if (self->typed != NULL)
    {
      ts_typed_update (self->typed);
      n_taken = ts_typed_count_taken (self->typed, instant_ns);
      n_formatted = ts_typed_count_formatted (self->typed, instant_ns);
    }
  ts_typing_sheet_show (self->sheet, self->typed == NULL ? NULL : ts_typed_get_keys (self->typed), n_taken,
                        n_formatted);
  set_text (self->hint, choose_hint (self));
  show_waiting (self, n_taken, instant_ns);
  show_status (self, n_taken, n_formatted, instant_ns);
  show_lateness (self, n_taken);
}

static void
on_changed (TsTypingPage *self)
{
  ts_refresh_queue (&self->refresh, TS_REFRESH_REPLAY_MS);
}

static void
on_recording_changed (TsTypingPage *self)
{
  TsRecording *recording = ts_session_get_recording (self->session);

  g_clear_pointer (&self->typed, ts_typed_free);
  if (recording != NULL)
    self->typed = ts_typed_new (recording);
  on_changed (self);
}

/* What waits is shown at once, and not only when the run is next collected from. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TsTypingPage *self = TS_TYPING_PAGE (widget);
  TsRun *run = get_run (self);

  on_changed (self);
  if (run != NULL && ts_session_get_state (self->session) == TS_SESSION_RUNNING
      && keyboard_left (&ts_run_get_view (run)->arena->keyboard) > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
on_typed (TsTypingPage *self, guint character)
{
  TsRun *run;

  if (self->session == NULL)
    return;
  if (get_run (self) == NULL && ts_session_get_recording (self->session) == NULL)
    ts_session_run (self->session, NULL);
  run = get_run (self);
  if (run == NULL || !ts_run_type (run, character))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

static void
on_click (TsTypingPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
}

static void
ts_typing_page_dispose (GObject *object)
{
  TsTypingPage *self = TS_TYPING_PAGE (object);

  ts_refresh_clear (&self->refresh);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ts_session_get_viewport (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_TYPING_PAGE);
  g_clear_pointer (&self->typed, ts_typed_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_typing_page_parent_class)->dispose (object);
}

static gboolean
ts_typing_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TS_TYPING_PAGE (widget)->sheet));
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, hint);
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, formatted);
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, saved);
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, last);
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, median);
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, worst);
  gtk_widget_class_bind_template_child (widget_class, TsTypingPage, strip);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_click);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
ts_typing_page_class_init (TsTypingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TS_TYPE_TYPING_SHEET);
  g_type_ensure (TS_TYPE_LATENESS_STRIP);
  G_OBJECT_CLASS (klass)->dispose = ts_typing_page_dispose;
  widget_class->grab_focus = ts_typing_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-typing-page.ui");
  bind_children (widget_class);
}

static void
ts_typing_page_init (TsTypingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), refresh);
}

void
ts_typing_page_set_session (TsTypingPage *self, TsSession *session)
{
  TsViewport *viewport = ts_session_get_viewport (session);

  g_return_if_fail (TS_IS_TYPING_PAGE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (viewport, "notify::instant-ns", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (viewport, "grown", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (on_changed), self);
  on_recording_changed (self);
}
