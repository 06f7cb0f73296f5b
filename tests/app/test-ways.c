/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The choice of a way to run and the options of ways.
 */
#include "config.h"

#include "app-test.h"

#include "ts-choice-field.h"
#include "ts-parameter-field.h"
#include "ts-source-button.h"
#include "ts-window-private.h"

#define SCENARIO(id, attributes) \
  "<scenario id='" id "' topic='threads' order='1'" attributes "><title>T</title><summary>S</summary>" \
  "<program><![CDATA[\ntask Worker x 2\n  compute 1 ms\n]]></program></scenario>"

static TsScenario *
new_scenario (const char *xml)
{
  g_autoptr (GError) error = NULL;
  TsScenario *scenario = ts_scenario_new_from_data (xml, -1, "ways-test", NULL, &error);

  g_assert_no_error (error);
  return scenario;
}

static GtkDropDown *
get_choice (TsWindow *window)
{
  return GTK_DROP_DOWN (app_test_find_widget (GTK_WIDGET (window->way_choice), GTK_TYPE_DROP_DOWN));
}

static const char *
get_chosen (TsWindow *window)
{
  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (get_choice (window)));
}

static void
show (TsWindow *window, const char *xml)
{
  g_autoptr (TsScenario) scenario = new_scenario (xml);

  ts_window_show_scenario (window, scenario, FALSE);
}

static GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  GtkWidget *found = GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

#define REFUSAL "“T” makes no sense in the way “Threads”."

static gboolean
shows_refusal (gpointer choice)
{
  GtkWidget *label = find_label (choice, REFUSAL);

  return label != NULL && gtk_widget_get_mapped (label);
}

/* All ways have their place; one that does not suit says so and cannot be chosen. */
static void
test_refuses_what_does_not_suit (void)
{
  TsWindow *window = app_test_new_window ();
  GListModel *names;
  GtkWidget *choice, *name;
  guint n_all = 0;

  for (guint way = 0; way < WAY_COUNT; way++)
    n_all += ts_way_get ((WayId) way) != NULL;
  show (window, SCENARIO ("any-way", ""));
  names = ts_way_choice_get_model (window->way_choice);
  choice = GTK_WIDGET (get_choice (window));
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, n_all);
  g_assert_cmpstr (get_chosen (window), ==, "threads");
  show (window, SCENARIO ("one-way", " ways='processes'"));
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, n_all);
  g_assert_cmpstr (get_chosen (window), ==, "processes");
  gtk_drop_down_set_selected (get_choice (window), 0);
  g_assert_cmpstr (get_chosen (window), ==, "processes");
  g_assert_cmpint (ts_session_get_way (window->session), ==, WAY_PROCESSES);
  gtk_widget_activate (choice);
  app_test_wait (shows_refusal, choice);
  name = gtk_widget_get_prev_sibling (find_label (choice, REFUSAL));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (name)), ==, "Threads");
  g_assert_false (gtk_widget_get_sensitive (name));
  show (window, SCENARIO ("any-way", ""));
  g_assert_cmpstr (get_chosen (window), ==, "threads");
  app_test_close_window (window);
}

static void
test_leads_and_follows (void)
{
  TsWindow *window = app_test_new_window ();

  show (window, SCENARIO ("both", ""));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_choice (window)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Way to run");
  gtk_drop_down_set_selected (get_choice (window), 1);
  g_assert_cmpstr (get_chosen (window), ==, "processes");
  g_assert_cmpint (ts_session_get_way (window->session), ==, WAY_PROCESSES);
  ts_session_set_way (window->session, WAY_THREADS);
  g_assert_cmpstr (get_chosen (window), ==, "threads");
  app_test_close_window (window);
}

/* Each scenario has the way in which it was run last, and another one its own. */
static void
test_remembers_for_each_scenario (void)
{
  TsWindow *window = app_test_new_window ();

  show (window, SCENARIO ("first", ""));
  ts_session_set_way (window->session, WAY_PROCESSES);
  app_test_run (window->session);
  show (window, SCENARIO ("second", ""));
  g_assert_cmpint (ts_session_get_way (window->session), ==, WAY_THREADS);
  ts_session_set_way (window->session, WAY_PROCESSES);   /* only tried out */
  show (window, SCENARIO ("first", ""));
  g_assert_cmpint (ts_session_get_way (window->session), ==, WAY_PROCESSES);
  show (window, SCENARIO ("second", ""));
  g_assert_cmpint (ts_session_get_way (window->session), ==, WAY_THREADS);
  show (window, SCENARIO ("first", " ways='threads'"));  /* what was remembered does not suit any more */
  g_assert_cmpint (ts_session_get_way (window->session), ==, WAY_THREADS);
  app_test_close_window (window);
}

static void
test_remembers_cores (void)
{
  TsWindow *window = app_test_new_window (), *next;
  CoreSet one = { { 0 } }, all = { { 0 } };

  core_set_add (&one, core_set_at (&ts_session_get_machine (window->session)->allowed, 0));
  show (window, SCENARIO ("cores", ""));
  ts_session_set_cores (window->session, &one);
  app_test_run (window->session);
  next = app_test_new_window ();
  g_assert_true (memcmp (ts_session_get_cores (next->session), &one, sizeof one) == 0);
  app_test_close_window (next);
  ts_session_set_cores (window->session, &all);
  app_test_run (window->session);
  next = app_test_new_window ();
  g_assert_cmpuint (core_set_count (ts_session_get_cores (next->session)), ==, 0);
  app_test_close_window (next);
  app_test_close_window (window);
}

/* A way that has options, WAY_COUNT if this version has none. */
static WayId
find_way_with_options (TsScenario *scenario)
{
  for (guint way = 0; way < WAY_COUNT; way++)
    if (ts_scenario_suits_way (scenario, (WayId) way) && ts_way_get ((WayId) way)->n_options > 0)
      return (WayId) way;
  return WAY_COUNT;
}

static guint
count_fields (TsWindow *window)
{
  GtkWidget *row = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (window->parameters), TS_TYPE_PARAMETERS, "row"));
  guint n_fields = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_fields += TS_IS_PARAMETER_FIELD (child) || TS_IS_CHOICE_FIELD (child);
  return n_fields;
}

/* What is set of a way is kept beside all other ways, goes into the run, and comes back with its recording. */
static void
test_options (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = new_scenario (SCENARIO ("options", ""));
  WayId way = find_way_with_options (scenario);
  g_autofree char *name = NULL;
  const TsWayOption *option;

  if (way == WAY_COUNT)
    {
      g_test_skip ("no way has options");
      app_test_close_window (window);
      return;
    }
  option = &ts_way_get (way)->options[0];
  name = g_strconcat (TS_SETTING_OF_WAY, option->name, NULL);
  ts_window_show_scenario (window, scenario, FALSE);
  g_assert_cmpuint (count_fields (window), ==, 0);
  ts_session_set_way (window->session, way);
  g_assert_cmpuint (count_fields (window), ==, ts_way_get (way)->n_options);
  ts_session_set_value (window->session, name, option->low);
  app_test_run (window->session);
  ts_session_set_value (window->session, name, option->high);
  ts_session_set_way (window->session, WAY_THREADS);
  g_assert_cmpuint (count_fields (window), ==, 0);
  ts_session_set_dirty (window->session, FALSE);
  ts_session_show_recording (window->session, ts_session_get_recording (window->session));
  g_assert_cmpint (ts_session_get_way (window->session), ==, way);
  g_assert_cmpint (ts_session_get_value (window->session, name), ==, option->low);
  gtk_widget_activate_action (GTK_WIDGET (window->parameters), "parameters.reset", NULL);
  g_assert_cmpint (ts_session_get_value (window->session, name), ==, option->default_value);
  app_test_close_window (window);
}

static void
test_says_simulated (void)
{
  TsWindow *window = app_test_new_window ();
  GtkWidget *source, *button;
  TsRecording *recording;

  show (window, SCENARIO ("simulated", ""));
  source = app_test_find_widget (GTK_WIDGET (window->parameters), TS_TYPE_SOURCE_BUTTON);
  button = app_test_find_widget (source, GTK_TYPE_MENU_BUTTON);
  app_test_run (window->session);
  recording = ts_session_get_recording (window->session);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), !=, "Simulated");
  ts_set_string (&ts_recording_get_facts (recording)->way, "simulated");
  g_object_notify (G_OBJECT (window->session), "recording");
  ts_window_update_title (window);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "Simulated");
  g_assert_nonnull (strstr (adw_window_title_get_subtitle (window->title), "Simulated"));
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/ways/refuses-what-does-not-suit", test_refuses_what_does_not_suit);
  g_test_add_func ("/ways/leads-and-follows", test_leads_and_follows);
  g_test_add_func ("/ways/remembers-for-each-scenario", test_remembers_for_each_scenario);
  g_test_add_func ("/ways/remembers-cores", test_remembers_cores);
  g_test_add_func ("/ways/options", test_options);
  g_test_add_func ("/ways/says-simulated", test_says_simulated);
  return g_test_run ();
}
