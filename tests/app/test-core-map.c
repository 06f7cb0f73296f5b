/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The machine's map: cores that a run may use, and tasks that are bound to them.
 */
#include "config.h"

#include "app-test.h"

#include "ts-core-map.h"
#include "ts-core-tile.h"
#include "ts-task-badge.h"
#include "ts-task-chip.h"

#define PROGRAM "set workers = 3 from 1 to 40 \"Workers\"\ntask Worker x workers\n  compute 5 ms\ntask Boss\n  step\n"

/* A machine of eight cores: two sockets, siblings, both kinds; core 7 is not to be used. */
typedef struct {
  TsMachine machine;
  TsMachineCore cores[8];
  TsSession *session;
  GtkWidget *window;
  TsCoreMap *map;
} Fixture;

static void
make_machine (Fixture *fixture)
{
  fixture->machine.cores = g_ptr_array_new ();
  fixture->machine.processor = (char *) "Test";
  fixture->machine.system = (char *) "Linux";
  for (guint16 i = 0; i < 8; i++)
    {
      fixture->cores[i] = (TsMachineCore) {
        .number = i, .physical_core = i < 4 ? i / 2 : i, .package = i / 4, .allowed = i < 7,
        .kind = (char *) (i < 4 ? "performance" : "efficiency"),
      };
      if (i < 7)
        core_set_add (&fixture->machine.allowed, i);
      g_ptr_array_add (fixture->machine.cores, &fixture->cores[i]);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario (PROGRAM);

  make_machine (fixture);
  fixture->session = ts_session_new (&fixture->machine);
  ts_session_set_scenario (fixture->session, scenario);
  fixture->map = g_object_new (TS_TYPE_CORE_MAP, NULL);
  ts_core_map_set_session (fixture->map, fixture->session);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->map));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->session);
  g_ptr_array_unref (fixture->machine.cores);
}

static void
collect (GtkWidget *root, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
find_all (gpointer root, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (GTK_WIDGET (root), type, found);
  return found;
}

/* The tiles stand in the order of sockets and physical cores, which is that of the numbers here. */
static GtkToggleButton *
get_button (Fixture *fixture, guint core)
{
  g_autoptr (GPtrArray) buttons = find_all (fixture->map, GTK_TYPE_TOGGLE_BUTTON);

  g_assert_cmpuint (buttons->len, ==, 8);
  return g_ptr_array_index (buttons, core);
}

static TsTaskChip *
get_chip (Fixture *fixture, const char *key)
{
  g_autoptr (GPtrArray) chips = find_all (fixture->map, TS_TYPE_TASK_CHIP);

  for (guint i = 0; i < chips->len; i++)
    if (g_str_equal (ts_task_chip_get_key (g_ptr_array_index (chips, i)), key))
      return g_ptr_array_index (chips, i);
  g_error ("no chip for %s", key);
}

static char *
print_pin (Fixture *fixture, const char *key)
{
  const CoreSet *pin = ts_session_get_pin (fixture->session, key);
  char text[64];

  return pin != NULL ? g_strdup (core_set_print (pin, text, sizeof text)) : NULL;
}

static void
assert_pin (Fixture *fixture, const char *key, const char *expected)
{
  g_autofree char *pin = print_pin (fixture, key);

  g_assert_cmpstr (pin, ==, expected);
}

static void
test_shows_what_may_be_used (Fixture *fixture, gconstpointer data)
{
  for (guint core = 0; core < 8; core++)
    {
      g_assert_cmpint (gtk_widget_get_sensitive (GTK_WIDGET (get_button (fixture, core))), ==, core < 7);
      g_assert_cmpint (gtk_toggle_button_get_active (get_button (fixture, core)), ==, core < 7);
    }
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_button (fixture, 5)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Core 5, efficiency core");
}

static void
test_toggles_cores (Fixture *fixture, gconstpointer data)
{
  g_autofree char *some = NULL, *all = NULL;

  gtk_toggle_button_set_active (get_button (fixture, 3), FALSE);
  g_assert_cmpuint (core_set_count (ts_session_get_cores (fixture->session)), ==, 6);
  g_assert_false (core_set_has (ts_session_get_cores (fixture->session), 3));
  some = ts_core_map_summarize (fixture->session);
  g_assert_cmpstr (some, ==, "6 of 7 cores");
  gtk_toggle_button_set_active (get_button (fixture, 3), TRUE);
  g_assert_cmpuint (core_set_count (ts_session_get_cores (fixture->session)), ==, 0); /* all: none in particular */
  all = ts_core_map_summarize (fixture->session);
  g_assert_cmpstr (all, ==, "7 of 7 cores");
}

static void
test_keeps_the_last_core (Fixture *fixture, gconstpointer data)
{
  for (guint core = 0; core < 7; core++)
    gtk_toggle_button_set_active (get_button (fixture, core), FALSE);
  g_assert_true (gtk_toggle_button_get_active (get_button (fixture, 6)));
  g_assert_cmpuint (core_set_count (ts_session_get_cores (fixture->session)), ==, 1);
}

static void
test_has_a_chip_for_each_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) chips = find_all (fixture->map, TS_TYPE_TASK_CHIP), many = NULL;

  g_assert_cmpuint (chips->len, ==, 4);
  get_chip (fixture, "Boss");
  get_chip (fixture, "Worker[2]");
  ts_session_set_value (fixture->session, "workers", 40);
  many = find_all (fixture->map, TS_TYPE_TASK_CHIP);
  g_assert_cmpuint (many->len, ==, 2);
  get_chip (fixture, "Worker");
}

static void
test_chips_bind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) badges = NULL;
  g_autoptr (GPtrArray) tiles = find_all (fixture->map, TS_TYPE_CORE_TILE);
  g_autofree char *summary = NULL;

  ts_task_chip_pin (get_chip (fixture, "Worker[1]"), 2, FALSE);
  ts_task_chip_pin (get_chip (fixture, "Worker[1]"), 4, FALSE);
  assert_pin (fixture, "Worker[1]", "4");
  ts_task_chip_pin (get_chip (fixture, "Worker[1]"), 2, TRUE);
  assert_pin (fixture, "Worker[1]", "2,4");
  ts_task_chip_pin (get_chip (fixture, "Worker[1]"), 4, TRUE);
  assert_pin (fixture, "Worker[1]", "2");
  ts_task_chip_pin (get_chip (fixture, "Worker[1]"), 7, FALSE); /* forbidden */
  assert_pin (fixture, "Worker[1]", "2");
  badges = find_all (g_ptr_array_index (tiles, 2), TS_TYPE_TASK_BADGE);
  g_assert_cmpuint (badges->len, ==, 1);
  g_assert_cmpuint (ts_task_badge_get_task (g_ptr_array_index (badges, 0)), ==, 2);
  summary = ts_core_map_summarize (fixture->session);
  g_assert_cmpstr (summary, ==, "7 cores, 1 bound");
}

static void
press (TsTaskChip *chip, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (chip));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean done;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &done);
    }
}

static void
test_keys_bind (Fixture *fixture, gconstpointer data)
{
  TsTaskChip *chip = get_chip (fixture, "Boss");

  press (chip, GDK_KEY_3, 0);
  press (chip, GDK_KEY_KP_1, GDK_CONTROL_MASK);
  assert_pin (fixture, "Boss", "1,3");
  press (chip, GDK_KEY_9, 0); /* there is none */
  press (chip, GDK_KEY_a, 0);
  assert_pin (fixture, "Boss", "1,3");
  g_assert_true (get_chip (fixture, "Boss") == chip); /* and has kept the focus */
  press (chip, GDK_KEY_Delete, 0);
  assert_pin (fixture, "Boss", NULL);
}

static void
test_menu_binds (Fixture *fixture, gconstpointer data)
{
  TsTaskChip *chip = get_chip (fixture, "Boss");

  gtk_widget_activate_action (GTK_WIDGET (chip), "chip.menu", NULL);
  gtk_widget_activate_action (GTK_WIDGET (chip), "chip.pin", "i", 6);
  assert_pin (fixture, "Boss", "6");
  gtk_widget_activate_action (GTK_WIDGET (chip), "chip.pin", "i", -2);
  assert_pin (fixture, "Boss", "0-6");
  gtk_widget_activate_action (GTK_WIDGET (chip), "chip.pin", "i", -1);
  assert_pin (fixture, "Boss", NULL);
}

static void
test_goes_back_to_all (Fixture *fixture, gconstpointer data)
{
  ts_task_chip_pin (get_chip (fixture, "Worker[0]"), 2, FALSE);
  gtk_toggle_button_set_active (get_button (fixture, 0), FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->map), "cores.reset", NULL);
  assert_pin (fixture, "Worker[0]", NULL);
  g_assert_true (gtk_toggle_button_get_active (get_button (fixture, 0)));
}

/* On the machine as it is: a task that is bound here runs there. */
static void
test_bound_tasks_run_there (void)
{
  const TsMachine *machine = ts_application_get_machine (app_test_get_application ());
  g_autoptr (TsSession) session = ts_session_new (machine);
  g_autoptr (TsScenario) scenario = app_test_new_scenario (PROGRAM);
  int last = core_set_at (&machine->allowed, core_set_count (&machine->allowed) - 1);
  CoreSet cores = { { 0 } };
  TsTask *worker;
  gint64 there_ns = 0, elsewhere_ns = 0;

  core_set_add (&cores, last);
  ts_session_set_scenario (session, scenario);
  ts_session_set_pin (session, "Worker[1]", &cores);
  ts_session_set_pin (session, "Worker[39]", &cores);   /* not there now: must not harm */
  app_test_run (session);
  worker = g_ptr_array_index (ts_recording_get_tasks (ts_session_get_recording (session)), 2);
  g_assert_cmpint (ts_task_value_at (worker, TS_MARK_PIN, G_MAXINT64, -1), ==, 1);
  for (guint i = 0; i < ts_lane_get_n_slices (worker->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (worker->lane, i);

      if (slice->state == TS_STATE_RUNNING)
        *(slice->core == last ? &there_ns : &elsewhere_ns) += slice->end_ns - slice->begin_ns;
    }
  g_assert_cmpint (there_ns, >, 0);
  g_assert_cmpint (elsewhere_ns, <, there_ns / 2); /* it begins where it was started */
}

static void
test_lives_without_anything (void)
{
  TsCoreMap *map = g_object_ref_sink (g_object_new (TS_TYPE_CORE_MAP, NULL));
  TsSession *session = ts_session_new (ts_application_get_machine (app_test_get_application ()));

  ts_core_map_set_session (map, session);
  ts_core_map_set_session (map, NULL);
  ts_core_map_set_session (map, session);
  g_object_unref (session);
  g_object_unref (map);
}

#define ADD(path, test) g_test_add ("/core-map/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  ADD ("shows-what-may-be-used", test_shows_what_may_be_used);
  ADD ("toggles-cores", test_toggles_cores);
  ADD ("keeps-the-last-core", test_keeps_the_last_core);
  ADD ("has-a-chip-for-each-task", test_has_a_chip_for_each_task);
  ADD ("chips-bind", test_chips_bind);
  ADD ("keys-bind", test_keys_bind);
  ADD ("menu-binds", test_menu_binds);
  ADD ("goes-back-to-all", test_goes_back_to_all);
  g_test_add_func ("/core-map/bound-tasks-run-there", test_bound_tasks_run_there);
  g_test_add_func ("/core-map/lives-without-anything", test_lives_without_anything);
  return g_test_run ();
}
