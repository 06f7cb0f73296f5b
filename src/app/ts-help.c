/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentences, and the window with all of them.
 */
#include "config.h"

#include "ts-help.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static const TsHelp topics[] = {
  { "timeline", N_("Timeline"), {
    N_("Time goes from left to right. All of this has really happened: it is the operating system that decides who runs where, and Timeslice only writes it down."),
    N_("A lane of a core shows which task ran there; the letter names it. The grey at the foot of the lane is what other programs took."),
    N_("A lane of a task shows what it did: it ran (filled, with the number of the core), was ready and waited for a core (hatched), or waited for something else (a line, with a letter for what)."),
    N_("A lane of an object shows who held a lock, how full a queue was, or the value of a counter."),
    N_("Point at a stretch, or go through them with the arrow keys, and a sentence says who, where, how long and why."),
    N_("What is shorter than a pixel is mixed into its colour by its share. Zoom in, and each stretch appears."),
  } },
  { "workers", N_("Workers"), {
    N_("Each row is a task. Its bar shows how many of its steps are done; beside its name stands the number by which the operating system knows it."),
    N_("The badge names the core on which the task runs. While it does not run, a pale badge names the core where it ran last."),
    N_("All rows show the same instant: the newest one while a run is followed, that of the playhead afterwards."),
    N_("The buttons above play the recording, as slowly as a thousandth of its speed, or go from one event to the next."),
    N_("Choosing a row chooses the lane of its task in the timeline."),
  } },
  { "program", N_("Program"), {
    N_("This is what runs: the tasks, their steps, and the objects that they share."),
    N_("The letters in the margin stand at the line where each task is at the instant that is shown."),
    N_("Change it as you like. Mistakes are underlined while you type, and Run runs what stands here."),
    N_("A scenario of the catalogue is never overwritten: you can go back to the original, or save yours as a file of its own."),
  } },
  { "prints", N_("Printed Lines"), {
    N_("What the tasks printed, each line with its time and its task."),
    N_("The order is that in which it happened. Run again, and it may be another one: nobody promises an order to tasks that do not wait for each other."),
    N_("Pale lines are later than the instant that is shown."),
  } },
  { "figures", N_("Figures"), {
    N_("For each task: how long it ran, was ready and waited. For each core: how busy it was. They are those of the whole run, or of the range of time that is selected in the timeline."),
    N_("Own switches are those at which a task had to wait; at forced ones the operating system put it aside for another. A move is a change to another core."),
    N_("Wake-up is the time from being ready to running."),
    N_("“Every Slice” says as a table what the timeline shows as a picture."),
  } },
  { "typing", N_("Page"), {
    N_("What you type waits in the keyboard's queue until a task takes it. Only then does the letter appear."),
    N_("The figures tell how long that took. What you feel as slow is not the keyboard: it is the task that was busy, or waited."),
    N_("If nobody types, a script does, so that every run has letters."),
  } },
  { "compare", N_("Two Runs"), {
    N_("Both runs lie on one time axis, and each begins at zero: what is longer took longer."),
    N_("The same program seldom takes the same time twice, as other programs use the computer too. Only a difference that comes back says something."),
  } },
};

const TsHelp *
ts_help_get_all (guint *count)
{
  *count = G_N_ELEMENTS (topics);
  return topics;
}

const TsHelp *
ts_help_find (const char *topic)
{
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    if (g_strcmp0 (topics[i].topic, topic) == 0)
      return &topics[i];
  return NULL;
}

GtkWidget *
ts_help_new_text (const TsHelp *help, int width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  for (guint i = 0; i < TS_HELP_MOST_SENTENCES && help->sentences[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (_(help->sentences[i]));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_width_chars (GTK_LABEL (label), width);
      gtk_label_set_max_width_chars (GTK_LABEL (label), width);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static AdwPreferencesGroup *
new_group (const TsHelp *help)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _(help->title));
  adw_preferences_group_add (group, ts_help_new_text (help, -1));
  return group;
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

GtkWindow *
ts_help_new_window (GtkWindow *parent)
{
  enum { WIDTH_PX = 560, HEIGHT_PX = 640 };
  GtkWidget *window = gtk_window_new (), *page = adw_preferences_page_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), new_group (&topics[i]));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_titlebar (GTK_WINDOW (window), adw_header_bar_new ());
  gtk_window_set_title (GTK_WINDOW (window), _("What Am I Looking At?"));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH_PX, HEIGHT_PX);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  return GTK_WINDOW (window);
}
