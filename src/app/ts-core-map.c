/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-core-map.h"

#include <glib/gi18n-lib.h>

#include "ts-core-tile.h"
#include "ts-flow-layout.h"
#include "ts-task-chip.h"
#include "ts-widget.h"

enum { SPACING_PX = 8, WIDTH_PX = 400 };

struct _TsCoreMap {
  GtkWidget parent_instance;

  TsSession *session;
  gboolean is_old;       /* something changed while nobody saw it */
  GPtrArray *tiles;      /* TsCoreTile, of the template */

  GtkBox *sockets, *chips;
  GtkLabel *machine, *hint;
};

G_DEFINE_FINAL_TYPE (TsCoreMap, ts_core_map, GTK_TYPE_WIDGET)

static void
remove_children (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkLayoutManager *
new_flow (void)
{
  GtkLayoutManager *flow = ts_flow_layout_new (SPACING_PX, SPACING_PX, 0);

  g_object_set (flow, "natural-width", WIDTH_PX, NULL);
  return flow;
}

/* A box with a caption, for the cores of a physical core. */
static GtkBox *
add_frame (GtkWidget *parent, const char *caption)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *label = gtk_label_new (caption);
  GtkWidget *cores = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_add_css_class (frame, "ts-physical-core");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (frame), label);
  gtk_box_append (GTK_BOX (frame), cores);
  gtk_box_append (GTK_BOX (parent), frame);
  return GTK_BOX (cores);
}

static guint
count_siblings (const TsMachine *machine, const TsMachineCore *core)
{
  guint count = 0;

  for (guint i = 0; i < machine->cores->len; i++)
    {
      const TsMachineCore *other = g_ptr_array_index (machine->cores, i);

      count += other->package == core->package && other->physical_core == core->physical_core ? 1 : 0;
    }
  return count;
}

static void
add_tile (TsCoreMap *self, GtkBox *parent, const TsMachineCore *core)
{
  GtkWidget *tile = ts_core_tile_new (self->session, core);

  g_ptr_array_add (self->tiles, tile);
  gtk_box_append (parent, tile);
}

/* Adds the physical core that `first` is the first of, with all its siblings. */
static void
add_physical_core (TsCoreMap *self, GtkWidget *parent, guint first)
{
  const TsMachine *machine = ts_session_get_machine (self->session);
  const TsMachineCore *core = g_ptr_array_index (machine->cores, first);
  g_autofree char *caption = g_strdup_printf (_("Physical core %u"), core->physical_core);
  GtkBox *frame;

  if (count_siblings (machine, core) == 1)
    {
      add_tile (self, GTK_BOX (parent), core);
      return;
    }
  frame = add_frame (parent, caption);
  for (guint i = first; i < machine->cores->len; i++)
    {
      const TsMachineCore *other = g_ptr_array_index (machine->cores, i);

      if (other->package == core->package && other->physical_core == core->physical_core)
        add_tile (self, frame, other);
    }
}

/* Whether an earlier core of the machine has the same physical core (or, `package`: the same package). */
static gboolean
was_before (const TsMachine *machine, guint position, gboolean package)
{
  const TsMachineCore *core = g_ptr_array_index (machine->cores, position);

  for (guint i = 0; i < position; i++)
    {
      const TsMachineCore *other = g_ptr_array_index (machine->cores, i);

      if (other->package == core->package && (package || other->physical_core == core->physical_core))
        return TRUE;
    }
  return FALSE;
}

static void
add_socket (TsCoreMap *self, guint first, gboolean has_caption)
{
  const TsMachine *machine = ts_session_get_machine (self->session);
  guint package = ((TsMachineCore *) g_ptr_array_index (machine->cores, first))->package;
  GtkWidget *cores = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (cores, new_flow ());
  if (has_caption)
    {
      g_autofree char *caption = g_strdup_printf (_("Socket %u"), package);

      gtk_box_append (self->sockets, g_object_new (GTK_TYPE_LABEL, "label", caption, "xalign", 0.0f, NULL));
    }
  gtk_box_append (self->sockets, cores);
  for (guint i = first; i < machine->cores->len; i++)
    if (((TsMachineCore *) g_ptr_array_index (machine->cores, i))->package == package && !was_before (machine, i, FALSE))
      add_physical_core (self, cores, i);
}

static void
add_machine (TsCoreMap *self)
{
  const TsMachine *machine = ts_session_get_machine (self->session);
  g_autofree char *description = ts_machine_describe (machine);
  guint n_sockets = 0;

  for (guint i = 0; i < machine->cores->len; i++)
    n_sockets += was_before (machine, i, TRUE) ? 0 : 1;
  for (guint i = 0; i < machine->cores->len; i++)
    if (!was_before (machine, i, TRUE))
      add_socket (self, i, n_sockets > 1);
  gtk_label_set_text (self->machine, description);
}

/* Whether the chips are those of `pinnables` already; to make them anew would take the focus from one. */
static gboolean
are_same_chips (TsCoreMap *self, GPtrArray *pinnables)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  for (guint i = 0; i < pinnables->len; i++, chip = gtk_widget_get_next_sibling (chip))
    if (chip == NULL
        || !g_str_equal (ts_task_chip_get_key (TS_TASK_CHIP (chip)), ((TsPinnable *) pinnables->pdata[i])->key))
      return FALSE;
  return chip == NULL;
}

static void
show_chips (TsCoreMap *self, GPtrArray *pinnables)
{
  if (!are_same_chips (self, pinnables))
    {
      remove_children (self->chips);
      for (guint i = 0; i < pinnables->len; i++)
        gtk_box_append (self->chips, ts_task_chip_new (self->session, g_ptr_array_index (pinnables, i)));
    }
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    ts_task_chip_update (TS_TASK_CHIP (chip));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), pinnables->len > 0);
}

static gboolean
is_plain (TsSession *session, GPtrArray *pinnables)
{
  for (guint i = 0; i < pinnables->len; i++)
    if (ts_session_get_pin (session, ((TsPinnable *) pinnables->pdata[i])->key) != NULL)
      return FALSE;
  return core_set_count (ts_session_get_cores (session)) == 0;
}

static void
update (TsCoreMap *self)
{
  g_autoptr (GPtrArray) pinnables = NULL;

  self->is_old = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->is_old || self->session == NULL || ts_session_get_machine (self->session) == NULL)
    return;
  if (self->tiles->len == 0)
    add_machine (self);
  pinnables = ts_session_list_pinnables (self->session);
  for (guint i = 0; i < self->tiles->len; i++)
    ts_core_tile_update (g_ptr_array_index (self->tiles, i), pinnables);
  show_chips (self, pinnables);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cores.reset", !is_plain (self->session, pinnables));
}

static void
ts_core_map_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ts_core_map_parent_class)->map (widget);
  if (TS_CORE_MAP (widget)->is_old)
    update (TS_CORE_MAP (widget));
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsCoreMap *self = TS_CORE_MAP (widget);
  g_autoptr (GPtrArray) pinnables = ts_session_list_pinnables (self->session);
  const CoreSet all = { { 0 } };

  for (guint i = 0; i < pinnables->len; i++)
    ts_session_set_pin (self->session, ((TsPinnable *) pinnables->pdata[i])->key, NULL);
  ts_session_set_cores (self->session, &all);
}

static void
ts_core_map_dispose (GObject *object)
{
  TsCoreMap *self = TS_CORE_MAP (object);

  ts_core_map_set_session (self, NULL);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_CORE_MAP);
  g_clear_pointer (&self->tiles, g_ptr_array_unref);
  G_OBJECT_CLASS (ts_core_map_parent_class)->dispose (object);
}

static void
ts_core_map_class_init (TsCoreMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_core_map_dispose;
  widget_class->map = ts_core_map_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-core-map.ui");
  gtk_widget_class_bind_template_child (widget_class, TsCoreMap, sockets);
  gtk_widget_class_bind_template_child (widget_class, TsCoreMap, chips);
  gtk_widget_class_bind_template_child (widget_class, TsCoreMap, machine);
  gtk_widget_class_bind_template_child (widget_class, TsCoreMap, hint);
  gtk_widget_class_install_action (widget_class, "cores.reset", NULL, reset_action);
}

static void
ts_core_map_init (TsCoreMap *self)
{
  self->tiles = g_ptr_array_new ();
  self->is_old = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->chips), new_flow ());
}

void
ts_core_map_set_session (TsCoreMap *self, TsSession *session)
{
  g_return_if_fail (TS_IS_CORE_MAP (self));
  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_ptr_array_set_size (self->tiles, 0);
      remove_children (self->sockets);
      remove_children (self->chips);
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "values-changed", G_CALLBACK (update), self);
  update (self);
}

char *
ts_core_map_summarize (TsSession *session)
{
  const TsMachine *machine = ts_session_get_machine (session);
  guint n_all = core_set_count (&machine->allowed), n_chosen = core_set_count (ts_session_get_cores (session));
  g_autoptr (GPtrArray) pinnables = ts_session_list_pinnables (session);
  guint n_pinned = 0;
  g_autofree char *cores = NULL;

  for (guint i = 0; i < pinnables->len; i++)
    if (ts_session_get_pin (session, ((TsPinnable *) pinnables->pdata[i])->key) != NULL)
      n_pinned++;
  if (n_chosen == 0 && n_pinned > 0)
    /* Translators: all cores may be used, and so many tasks are bound to cores: “4 cores, 3 bound” */
    return g_strdup_printf (ngettext ("%u core, %u bound", "%u cores, %u bound", n_all), n_all, n_pinned);
  /* Translators: “2 of 4 cores” */
  cores = g_strdup_printf (ngettext ("%u of %u core", "%u of %u cores", n_all), n_chosen > 0 ? n_chosen : n_all, n_all);
  if (n_pinned == 0)
    return g_steal_pointer (&cores);
  /* Translators: “2 of 4 cores, 3 bound”: so many tasks are bound to cores */
  return g_strdup_printf (_("%s, %u bound"), cores, n_pinned);
}
