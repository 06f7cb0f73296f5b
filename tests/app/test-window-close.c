/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Closing a window whose program was edited.
 */
#include "config.h"

#include "app-test.h"

#include "ts-question.h"
#include "ts-window-private.h"

static TsQuestion *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (TS_IS_QUESTION (window) && gtk_widget_get_mapped (window))
        return TS_QUESTION (window);
    }
  return NULL;
}

static gboolean
has_question (gpointer data)
{
  return find_question () != NULL;
}

static gboolean
has_no_question (gpointer data)
{
  return find_question () == NULL;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static TsWindow *
new_edited_window (const char *text)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task A\n  step\n");

  ts_window_show_scenario (window, scenario, FALSE);
  gtk_widget_set_visible (window->rail, TRUE);
  gtk_stack_set_visible_child_name (window->rail_stack, "program");
  app_test_settle ();
  ts_program_view_replace (ts_program_pane_get_view (window->program_pane), text);
  return window;
}

static void
test_closes_unasked (void)
{
  TsWindow *window = new_edited_window ("task A\n  step\n");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  app_test_wait (is_gone, &window);
}

static void
test_asks (void)
{
  TsWindow *window = new_edited_window ("task B\n  step\n");

  gtk_window_close (GTK_WINDOW (window));
  gtk_window_close (GTK_WINDOW (window)); /* impatient: asked once all the same */
  app_test_wait (has_question, NULL);
  ts_question_answer (find_question (), TS_ANSWER_CANCEL);
  app_test_wait (has_no_question, NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window)));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  app_test_wait (has_question, NULL);
  gtk_widget_activate_action (GTK_WIDGET (find_question ()), "question.answer", "s", "discard");
  app_test_wait (is_gone, &window);
}

/* What is no scenario cannot be saved, but is not lost without a word. */
static void
test_asks_about_mistakes (void)
{
  TsWindow *window = new_edited_window ("task B\n  stepp\n");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  app_test_wait (has_question, NULL);
  gtk_window_close (GTK_WINDOW (find_question ()));
  app_test_wait (has_no_question, NULL);
  g_assert_nonnull (window);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (is_gone, &window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/window-close/closes-unasked", test_closes_unasked);
  g_test_add_func ("/window-close/asks", test_asks);
  g_test_add_func ("/window-close/asks-about-mistakes", test_asks_about_mistakes);
  return g_test_run ();
}
