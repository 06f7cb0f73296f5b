/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-compat.h"

#include <glib/gi18n-lib.h>

typedef struct {
  TsFileChosen chosen;
  gpointer data;
} Wish;

static GtkFileFilter *
new_filter (const char *name, const char * const *patterns)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  return filter;
}

static GListModel *
new_filters (const TsFileKind *kinds)
{
  static const char * const everything[] = { "*", NULL };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) all = new_filter (_("All files"), everything);

  for (const TsFileKind *kind = kinds; kind->name != NULL; kind++)
    {
      g_autoptr (GtkFileFilter) filter = new_filter (kind->name, kind->patterns);

      g_list_store_append (filters, filter);
    }
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
finish (Wish *wish, GFile *file)
{
  wish->chosen (file, wish->data);
  g_clear_object (&file);
  g_free (wish);
}

static void
on_open (GObject *dialog, GAsyncResult *result, gpointer data)
{
  finish (data, gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL));
}

static void
on_save (GObject *dialog, GAsyncResult *result, gpointer data)
{
  finish (data, gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL));
}

static void
ask (GtkWindow *parent, const char *title, const char *name, const TsFileKind *kinds, Wish *wish)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = new_filters (kinds);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  if (name == NULL)
    gtk_file_dialog_open (dialog, parent, NULL, on_open, wish);
  else
    {
      gtk_file_dialog_set_initial_name (dialog, name);
      gtk_file_dialog_save (dialog, parent, NULL, on_save, wish);
    }
}

#else

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Wish *wish = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_hide (dialog);
  wish->chosen (file, wish->data);
  g_free (wish);
  g_object_unref (dialog);
}

static void
ask (GtkWindow *parent, const char *title, const char *name, const TsFileKind *kinds, Wish *wish)
{
  GtkFileChooserAction action = name == NULL ? GTK_FILE_CHOOSER_ACTION_OPEN : GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  g_autoptr (GListModel) filters = new_filters (kinds);

  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), wish);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

static Wish *
new_wish (TsFileChosen chosen, gpointer data)
{
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish) { chosen, data };
  return wish;
}

void
ts_compat_open_file (GtkWindow *parent, const char *title, const TsFileKind *kinds,
                     TsFileChosen chosen, gpointer data)
{
  ask (parent, title, NULL, kinds, new_wish (chosen, data));
}

void
ts_compat_save_file (GtkWindow *parent, const char *title, const char *name,
                     const TsFileKind *kinds, TsFileChosen chosen, gpointer data)
{
  ask (parent, title, name, kinds, new_wish (chosen, data));
}

#if GTK_CHECK_VERSION (4, 12, 0)

void
ts_compat_scroll_to (GtkWidget *view, guint position)
{
  if (GTK_IS_COLUMN_VIEW (view))
    gtk_column_view_scroll_to (GTK_COLUMN_VIEW (view), position, NULL, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_list_view_scroll_to (GTK_LIST_VIEW (view), position, GTK_LIST_SCROLL_NONE, NULL);
}

#else

/* The rows of a column view are a list view, which is one of its children. */
void
ts_compat_scroll_to (GtkWidget *view, guint position)
{
  GtkWidget *list = view;

  if (GTK_IS_COLUMN_VIEW (view))
    for (list = gtk_widget_get_first_child (view); list != NULL && !GTK_IS_LIST_VIEW (list);)
      list = gtk_widget_get_next_sibling (list);
  if (list != NULL)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

#endif

#if ADW_CHECK_VERSION (1, 5, 0)
#define ABOUT_TYPE ADW_TYPE_ABOUT_DIALOG
#else
#define ABOUT_TYPE ADW_TYPE_ABOUT_WINDOW
#endif

static gpointer
new_about (void)
{
  static const char * const authors[] = { "The Timeslice contributors", NULL };

  return g_object_new (ABOUT_TYPE,
                       "application-name", _("Timeslice"),
                       "application-icon", TS_APPLICATION_ID,
                       "developer-name", _("The Timeslice contributors"),
                       "developers", authors,
                       "version", TS_VERSION,
                       "comments", _("Run threads and processes, and watch what the operating system does with them."),
                       "website", "https://github.com/timeslice/timeslice",
                       "issue-url", "https://github.com/timeslice/timeslice/issues",
                       "copyright", "© 2026 The Timeslice contributors",
                       "license-type", GTK_LICENSE_GPL_3_0,
                       /* Translators: your names, one a line: they are shown as the translators */
                       "translator-credits", _("translator-credits"), NULL);
}

#if ADW_CHECK_VERSION (1, 5, 0)

void
ts_compat_show_about (GtkWindow *parent)
{
  adw_dialog_present (ADW_DIALOG (new_about ()), parent != NULL ? GTK_WIDGET (parent) : NULL);
}

#else

void
ts_compat_show_about (GtkWindow *parent)
{
  GtkWindow *about = GTK_WINDOW (new_about ());

  gtk_window_set_transient_for (about, parent);
  gtk_window_set_modal (about, TRUE);
  gtk_window_present (about);
}

#endif

void
ts_compat_get_line_extent (GtkSourceGutterLines *lines, guint line, double *y_px, double *height_px)
{
#if GTK_SOURCE_CHECK_VERSION (5, 16, 0)
  gtk_source_gutter_lines_get_line_extent (lines, line, GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST, y_px,
                                           height_px);
#else
  int y, height;

  gtk_source_gutter_lines_get_line_yrange (lines, line, GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST, &y, &height);
  *y_px = y;
  *height_px = height;
#endif
}
