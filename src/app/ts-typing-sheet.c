/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-typing-sheet.h"

#include "ts-appearance.h"
#include "ts-slips.h"

/* Of a very long text only its end is shown. */
enum { MOST_KEYS = 20000 };

struct _TsTypingSheet {
  GtkTextView parent_instance;

  GArray *letters;        /* gunichar: the text as it is shown */
  guint n_formatted;      /* of them */
  guint n_words, n_slips;
  GtkTextTag *raw, *formatted, *title, *slip;
};

enum { SIGNAL_TYPED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsTypingSheet, ts_typing_sheet, GTK_TYPE_TEXT_VIEW)

static gunichar
get_letter (TsTypingSheet *self, guint position)
{
  return g_array_index (self->letters, gunichar, position);
}

static void
apply (TsTypingSheet *self, GtkTextTag *tag, guint begin, guint end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) begin);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int) end);
  gtk_text_buffer_apply_tag (buffer, tag, &from, &to);
}

/* The first line is the title if it does not end as a sentence does; 0: there is none. */
static guint
find_title (TsTypingSheet *self)
{
  for (guint i = 1; i < self->n_formatted; i++)
    if (get_letter (self, i) == '\n')
      return g_unichar_ispunct (get_letter (self, i - 1)) ? 0 : i;
  return 0;
}

/* What the text processor of the run has gone over: its letters, title, words and slips. */
static void
format (TsTypingSheet *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autoptr (GArray) slips = ts_slips_find ((const gunichar *) (void *) self->letters->data, self->n_formatted,
                                            &self->n_words);
  GtkTextIter from, to;

  gtk_text_buffer_get_bounds (buffer, &from, &to);
  gtk_text_buffer_remove_all_tags (buffer, &from, &to);
  apply (self, self->formatted, 0, self->n_formatted);
  apply (self, self->title, 0, find_title (self));
  apply (self, self->raw, self->n_formatted, self->letters->len);
  self->n_slips = slips->len;
  for (guint i = 0; i < slips->len; i++)
    {
      const TsSlip *slip = &g_array_index (slips, TsSlip, i);

      /* The last word is still being typed. */
      if (slip->end < self->letters->len)
        apply (self, self->slip, slip->begin, slip->end);
      else
        self->n_slips--;
    }
}

/* What the keys make; `n_formatted` becomes the number of letters among the first n_formatted keys. */
static GArray *
read_keys (const GArray *keys, guint n_keys, guint *n_formatted)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  guint formatted = 0;

  for (guint i = n_keys > MOST_KEYS ? n_keys - MOST_KEYS : 0; i < n_keys; i++)
    {
      gunichar character = g_array_index (keys, TsTypedKey, i).character;

      if (character == TS_KEY_BACKSPACE)
        g_array_set_size (letters, letters->len - (letters->len > 0));
      else if (character == TS_KEY_ENTER || (g_unichar_validate (character) && g_unichar_isprint (character)))
        g_array_append_val (letters, character);
      if (i < *n_formatted)
        formatted = letters->len;
    }
  *n_formatted = MIN (formatted, letters->len);
  return letters;
}

/* Changes only what differs, so that the view lays out little. */
static void
replace_text (TsTypingSheet *self, GArray *letters)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter from, to;
  g_autofree char *rest = NULL;
  guint same = 0;

  while (same < MIN (letters->len, self->letters->len)
         && g_array_index (letters, gunichar, same) == get_letter (self, same))
    same++;
  rest = g_ucs4_to_utf8 (&g_array_index (letters, gunichar, same), (glong) (letters->len - same), NULL, NULL, NULL);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) same);
  gtk_text_buffer_get_end_iter (buffer, &to);
  gtk_text_buffer_delete (buffer, &from, &to);
  if (rest != NULL)
    gtk_text_buffer_insert (buffer, &from, rest, -1);
}

static gboolean
is_same (const GArray *a, const GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gunichar)) == 0);
}

static void
scroll_to_end (TsTypingSheet *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
}

void
ts_typing_sheet_show (TsTypingSheet *self, const GArray *keys, guint n_keys, guint n_formatted)
{
  g_autoptr (GArray) letters = NULL;
  gboolean is_new;

  g_return_if_fail (TS_IS_TYPING_SHEET (self));
  letters = read_keys (keys, keys == NULL ? 0 : MIN (n_keys, keys->len), &n_formatted);
  is_new = !is_same (letters, self->letters);
  if (!is_new && n_formatted == self->n_formatted)
    return;
  if (is_new)
    replace_text (self, letters);
  g_clear_pointer (&self->letters, g_array_unref);
  self->letters = g_steal_pointer (&letters);
  self->n_formatted = n_formatted;
  format (self);
  if (is_new)
    scroll_to_end (self);
}

guint
ts_typing_sheet_get_n_words (TsTypingSheet *self)
{
  g_return_val_if_fail (TS_IS_TYPING_SHEET (self), 0);
  return self->n_words;
}

guint
ts_typing_sheet_get_n_slips (TsTypingSheet *self)
{
  g_return_val_if_fail (TS_IS_TYPING_SHEET (self), 0);
  return self->n_slips;
}

/* What the key types; 0: nothing, it is for moving about or a shortcut. */
static gunichar
get_character (guint key, GdkModifierType modifiers)
{
  gunichar character = gdk_keyval_to_unicode (key);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return 0;
  if (key == GDK_KEY_BackSpace)
    return TS_KEY_BACKSPACE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    return TS_KEY_ENTER;
  return character != 0 && g_unichar_isprint (character) ? character : 0;
}

static gboolean
on_key (TsTypingSheet *self, guint key, guint code, GdkModifierType modifiers)
{
  gunichar character = get_character (key, modifiers);

  if (character == 0)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_TYPED], 0, (guint) character);
  return GDK_EVENT_STOP;
}

static void
on_appearance_changed (gpointer owner)
{
  TsTypingSheet *self = owner;
  const TsPalette *palette = ts_appearance_get_palette ();
  const GdkRGBA dim = ts_appearance_to_rgba (ts_palette_get_role (palette, TS_ROLE_TEXT_DIM), 1);
  const GdkRGBA warning = ts_appearance_to_rgba (ts_palette_get_role (palette, TS_ROLE_WARNING), 1);

  g_object_set (self->raw, "foreground-rgba", &dim, NULL);
  g_object_set (self->slip, "underline-rgba", &warning, NULL);
}

static void
ts_typing_sheet_finalize (GObject *object)
{
  g_array_unref (TS_TYPING_SHEET (object)->letters);
  G_OBJECT_CLASS (ts_typing_sheet_parent_class)->finalize (object);
}

static void
ts_typing_sheet_class_init (TsTypingSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ts_typing_sheet_finalize;
  signals[SIGNAL_TYPED] = g_signal_new ("typed", TS_TYPE_TYPING_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ts_typing_sheet_init (TsTypingSheet *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->raw = gtk_text_buffer_create_tag (buffer, NULL, "family", "Monospace", NULL);
  self->formatted = gtk_text_buffer_create_tag (buffer, NULL, "family", "Serif", NULL);
  self->title = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, "scale", 1.5,
                                            "pixels-below-lines", 8, NULL);
  self->slip = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  on_appearance_changed (self);
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);

  /* Before the view itself, which has a use for many keys even when it cannot be edited. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
