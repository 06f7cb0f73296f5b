/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first screen, and the list of scenarios beside a run.
 */
#include "config.h"

#include "app-test.h"

#include "ts-catalogue-model.h"
#include "ts-scenario-card.h"
#include "ts-sketch-picture.h"
#include "ts-window-private.h"

static void
each_card (GtkWidget *root, GPtrArray *cards)
{
  if (TS_IS_SCENARIO_CARD (root) && gtk_widget_get_mapped (root))
    g_ptr_array_add (cards, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    each_card (child, cards);
}

/* The cards that can be seen now. */
static GPtrArray *
find_cards (TsWindow *window)
{
  GPtrArray *cards = g_ptr_array_new ();

  each_card (GTK_WIDGET (window->catalogue_view), cards);
  return cards;
}

static gboolean
has_cards (gpointer data)
{
  g_autoptr (GPtrArray) cards = find_cards (data);

  return cards->len > 0;
}

static TsWindow *
open_window (void)
{
  TsWindow *window = app_test_new_window ();

  app_test_wait (has_cards, window);
  return window;
}

static GtkEditable *
get_search (TsWindow *window)
{
  return GTK_EDITABLE (app_test_find_widget (GTK_WIDGET (window->catalogue_view), GTK_TYPE_SEARCH_ENTRY));
}

static void
search_for (TsWindow *window, const char *text)
{
  gtk_editable_set_text (get_search (window), text);
  g_signal_emit_by_name (get_search (window), "search-changed");
}

static GtkWidget *
find_card (TsWindow *window, const char *id)
{
  g_autoptr (GPtrArray) cards = find_cards (window);

  for (guint i = 0; i < cards->len; i++)
    if (g_str_equal (ts_scenario_get_id (ts_scenario_card_get_scenario (g_ptr_array_index (cards, i))), id))
      return g_ptr_array_index (cards, i);
  g_error ("no card for %s", id);
}

static void
test_has_a_card_for_each (void)
{
  TsWindow *window = open_window ();
  g_autoptr (TsCatalogueModel) model = ts_catalogue_model_get ();
  g_autoptr (GPtrArray) cards = find_cards (window);

  g_assert_cmpuint (ts_catalogue_model_get_count (model), >, 3);
  g_assert_cmpuint (cards->len, >=, ts_catalogue_model_get_count (model));
  for (guint i = 0; i < ts_catalogue_model_get_count (model); i++)
    {
      TsScenario *scenario = ts_catalogue_model_get_scenario (model, i);

      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_card (window, ts_scenario_get_id (scenario))),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL, ts_scenario_get_title (scenario));
    }
  app_test_close_window (window);
}

static gboolean
is_drawn (gpointer data)
{
  return ts_sketch_picture_is_drawn (data);
}

static void
test_cards_get_their_drawings (void)
{
  TsWindow *window = open_window ();

  app_test_wait (is_drawn, app_test_find_widget (find_card (window, "word"), TS_TYPE_SKETCH_PICTURE));
  app_test_close_window (window);
}

static int
height_of (GtkWidget *widget, int width)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, natural);
  return natural;
}

/* Where its text stands beside the drawing, a card is as low as its text gets with more room. */
static void
test_a_wide_card_is_low (void)
{
  g_autoptr (TsCatalogueModel) model = ts_catalogue_model_get ();
  GtkWidget *card = g_object_ref_sink (ts_scenario_card_new (ts_catalogue_model_get_scenario (model, 0)));
  int high = height_of (card, 300);

  ts_scenario_card_set_wide (TS_SCENARIO_CARD (card));
  g_assert_cmpint (height_of (card, 300), <, high);
  g_assert_cmpint (height_of (card, 1100), <, height_of (card, 300));
  g_object_unref (card);
}

static void
test_a_card_opens (void)
{
  TsWindow *window = open_window ();

  gtk_widget_activate_action (find_card (window, "word"), "card.open", NULL);
  g_assert_false (ts_window_shows_catalogue (window));
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_IDLE);
  g_assert_cmpstr (ts_scenario_get_id (ts_session_get_scenario (window->session)), ==, "word");
  app_test_close_window (window);
}

/* One click on the first screen, and it runs; next time, and in the next window, it comes first. */
static void
test_a_card_runs (void)
{
  TsWindow *window = open_window (), *next;
  g_autoptr (GPtrArray) cards = NULL;

  gtk_widget_activate_action (find_card (window, "worker-pool"), "card.run", NULL);
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_RUNNING);
  ts_session_stop (window->session);
  next = open_window ();
  cards = find_cards (next);
  g_assert_cmpstr (ts_scenario_get_id (ts_scenario_card_get_scenario (g_ptr_array_index (cards, 0))), ==, "worker-pool");
  app_test_close_window (next);
  app_test_close_window (window);
}

static void
test_search_finds (void)
{
  TsWindow *window = open_window ();
  g_autoptr (GPtrArray) all = find_cards (window), found = NULL;

  search_for (window, "BOUND each process");
  app_test_settle ();
  found = find_cards (window);
  g_assert_cmpuint (found->len, <, all->len);
  g_assert_nonnull (find_card (window, "pinned-processes"));
  g_signal_emit_by_name (get_search (window), "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (get_search (window)), ==, "");
  app_test_close_window (window);
}

static void
test_search_says_that_there_is_nothing (void)
{
  TsWindow *window = open_window ();
  GtkWidget *status;

  search_for (window, "quagga");
  app_test_settle ();
  g_assert_false (has_cards (window));
  status = app_test_find_widget (GTK_WIDGET (window->catalogue_view), ADW_TYPE_STATUS_PAGE);
  g_assert_true (gtk_widget_get_child_visible (status));
  search_for (window, "");
  app_test_wait (has_cards, window);
  app_test_close_window (window);
}

static void
test_enter_opens_the_first_that_is_found (void)
{
  TsWindow *window = open_window ();

  gtk_editable_set_text (get_search (window), "bound each process");
  g_signal_emit_by_name (get_search (window), "activate");
  g_assert_false (ts_window_shows_catalogue (window));
  g_assert_cmpstr (ts_scenario_get_id (ts_session_get_scenario (window->session)), ==, "pinned-processes");
  app_test_close_window (window);
}

static GtkListBox *
get_list (TsWindow *window)
{
  return GTK_LIST_BOX (app_test_find_widget (GTK_WIDGET (window->catalogue_list), GTK_TYPE_LIST_BOX));
}

static int
get_selected (TsWindow *window)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (get_list (window));

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static gboolean
has_selected (gpointer data)
{
  return get_selected (data) >= 0;
}

static void
test_list_marks_and_chooses (void)
{
  TsWindow *window = open_window ();
  GtkListBoxRow *row;
  int before;

  gtk_widget_activate_action (find_card (window, "word"), "card.open", NULL);
  app_test_wait (has_selected, window);
  before = get_selected (window);
  row = gtk_list_box_get_row_at_index (get_list (window), before == 0 ? 1 : 0);
  g_signal_emit_by_name (get_list (window), "row-activated", row);
  g_assert_cmpstr (ts_scenario_get_id (ts_session_get_scenario (window->session)), !=, "word");
  g_assert_cmpint (get_selected (window), ==, gtk_list_box_row_get_index (row));
  app_test_close_window (window);
}

static void
test_a_click_on_what_is_shown_keeps_the_recording (void)
{
  TsWindow *window = open_window ();
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("pinned-processes");

  ts_window_show_scenario (window, scenario, FALSE);
  ts_session_set_value (window->session, "parts", 1);
  app_test_run (window->session);
  app_test_wait (has_selected, window);
  g_signal_emit_by_name (get_list (window), "row-activated", gtk_list_box_get_selected_row (get_list (window)));
  g_assert_nonnull (ts_session_get_recording (window->session));
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/catalogue/has-a-card-for-each", test_has_a_card_for_each);
  g_test_add_func ("/catalogue/cards-get-their-drawings", test_cards_get_their_drawings);
  g_test_add_func ("/catalogue/a-wide-card-is-low", test_a_wide_card_is_low);
  g_test_add_func ("/catalogue/a-card-opens", test_a_card_opens);
  g_test_add_func ("/catalogue/a-card-runs", test_a_card_runs);
  g_test_add_func ("/catalogue/search-finds", test_search_finds);
  g_test_add_func ("/catalogue/search-says-that-there-is-nothing", test_search_says_that_there_is_nothing);
  g_test_add_func ("/catalogue/enter-opens-the-first-that-is-found", test_enter_opens_the_first_that_is_found);
  g_test_add_func ("/catalogue/list-marks-and-chooses", test_list_marks_and_chooses);
  g_test_add_func ("/catalogue/a-click-on-what-is-shown-keeps-the-recording",
                   test_a_click_on_what_is_shown_keeps_the_recording);
  return g_test_run ();
}
