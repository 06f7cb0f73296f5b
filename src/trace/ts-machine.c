/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-machine.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <hwloc.h>
#include <string.h>
#include <sys/utsname.h>

#include "exact-source.h"

static void
free_core (gpointer data)
{
  TsMachineCore *core = data;

  g_free (core->kind);
  g_free (core);
}

/* Loads only what is asked for below.  The "x86" component is left out: it runs on each core in turn to ask it for its
 * features, which the kernel already tells. */
static hwloc_topology_t
load_topology (void)
{
  static const hwloc_obj_type_t kept[] = {
    HWLOC_OBJ_PACKAGE, HWLOC_OBJ_CORE, HWLOC_OBJ_L1CACHE, HWLOC_OBJ_L2CACHE, HWLOC_OBJ_L3CACHE,
  };
  hwloc_topology_t topology;

  if (hwloc_topology_init (&topology) != 0)
    return NULL;

  hwloc_topology_set_all_types_filter (topology, HWLOC_TYPE_FILTER_KEEP_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    hwloc_topology_set_type_filter (topology, kept[i], HWLOC_TYPE_FILTER_KEEP_ALL);
  hwloc_topology_set_flags (topology, HWLOC_TOPOLOGY_FLAG_INCLUDE_DISALLOWED);
#if HWLOC_API_VERSION >= 0x00020100
  hwloc_topology_set_components (topology, HWLOC_TOPOLOGY_COMPONENTS_FLAG_BLACKLIST, "x86");
#endif

  if (hwloc_topology_load (topology) == 0)
    return topology;
  hwloc_topology_destroy (topology);
  return NULL;
}

/* "performance" and "efficiency" where the machine has more than one kind of core. */
static const char *
kind_of (hwloc_topology_t topology, hwloc_obj_t unit)
{
#if HWLOC_API_VERSION >= 0x00020400
  int count = hwloc_cpukinds_get_nr (topology, 0);
  int kind = hwloc_cpukinds_get_by_cpuset (topology, unit->cpuset, 0);

  if (count < 2 || kind < 0)
    return "";
  /* Kinds are ordered from the most efficient to the fastest. */
  return kind == count - 1 ? "performance" : "efficiency";
#else
  return "";
#endif
}

static void
read_caches (hwloc_topology_t topology, hwloc_obj_t unit, TsMachineCore *core)
{
  static const hwloc_obj_type_t levels[] = { HWLOC_OBJ_L1CACHE, HWLOC_OBJ_L2CACHE, HWLOC_OBJ_L3CACHE };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      hwloc_obj_t cache = hwloc_get_ancestor_obj_by_type (topology, levels[i], unit);

      if (cache == NULL)
        continue;
      core->cache_bytes[i] = cache->attr->cache.size;
      core->cache_shared[i] = (guint) MAX (hwloc_bitmap_weight (cache->cpuset), 1);
    }
}

static void
add_core (TsMachine *machine, hwloc_topology_t topology, hwloc_obj_t unit)
{
  hwloc_obj_t physical = hwloc_get_ancestor_obj_by_type (topology, HWLOC_OBJ_CORE, unit);
  hwloc_obj_t package = hwloc_get_ancestor_obj_by_type (topology, HWLOC_OBJ_PACKAGE, unit);
  TsMachineCore *core = g_new0 (TsMachineCore, 1);

  core->number = (guint16) unit->os_index;
  core->physical_core = (guint16) (physical != NULL ? physical->logical_index : unit->logical_index);
  core->package = (guint16) (package != NULL ? package->logical_index : 0);
  core->allowed = core_set_has (&machine->allowed, core->number);
  core->kind = g_strdup (kind_of (topology, unit));
  read_caches (topology, unit, core);
  g_ptr_array_add (machine->cores, core);
}

static gint
compare_cores (gconstpointer a, gconstpointer b)
{
  const TsMachineCore *left = *(TsMachineCore *const *) a, *right = *(TsMachineCore *const *) b;

  return left->number - right->number;
}

static void
read_topology (TsMachine *machine)
{
  hwloc_topology_t topology = load_topology ();
  hwloc_obj_t unit = NULL, package;
  const char *model;

  if (topology == NULL)
    return;

  while ((unit = hwloc_get_next_obj_by_type (topology, HWLOC_OBJ_PU, unit)) != NULL)
    if (unit->os_index < MAX_CORES)
      add_core (machine, topology, unit);
  g_ptr_array_sort (machine->cores, compare_cores);

  machine->n_physical = (guint) MAX (hwloc_get_nbobjs_by_type (topology, HWLOC_OBJ_CORE), 0);
  package = hwloc_get_next_obj_by_type (topology, HWLOC_OBJ_PACKAGE, NULL);
  model = package != NULL ? hwloc_obj_get_info_by_name (package, "CPUModel") : NULL;
  machine->processor = g_strstrip (g_strdup (model != NULL ? model : ""));
  hwloc_topology_destroy (topology);
}

/* Without a topology, the allowed cores are all that is known. */
static void
add_allowed_cores (TsMachine *machine)
{
  for (int number = 0; number < MAX_CORES; number++)
    {
      TsMachineCore *core;

      if (!core_set_has (&machine->allowed, number))
        continue;
      core = g_new0 (TsMachineCore, 1);
      core->number = core->physical_core = (guint16) number;
      core->allowed = TRUE;
      core->kind = g_strdup ("");
      g_ptr_array_add (machine->cores, core);
    }
}

/* "Linux 6.18.44" of "Linux" and "6.18.44-amd64". */
static char *
read_system (void)
{
  struct utsname name;

  if (uname (&name) != 0)
    return g_strdup ("Linux");
  name.release[strcspn (name.release, "-+")] = '\0';
  return g_strdup_printf ("%s %s", name.sysname, name.release);
}

TsMachine *
ts_machine_new (void)
{
  TsMachine *machine = g_new0 (TsMachine, 1);
  int refused = exact_source_probe ();

  machine->cores = g_ptr_array_new_with_free_func (free_core);
  core_set_allowed (&machine->allowed);
  read_topology (machine);
  if (machine->cores->len == 0)
    add_allowed_cores (machine);
  if (machine->n_physical == 0)
    machine->n_physical = machine->cores->len;
  if (machine->processor == NULL)
    machine->processor = g_strdup ("");
  machine->system = read_system ();
  machine->exact = refused == 0;
  machine->exact_reason = refused == 0 ? g_strdup ("") : ts_machine_explain_refusal (refused);
  return machine;
}

void
ts_machine_free (TsMachine *machine)
{
  if (machine == NULL)
    return;

  g_ptr_array_unref (machine->cores);
  g_free (machine->processor);
  g_free (machine->system);
  g_free (machine->exact_reason);
  g_free (machine);
}

/* Who may use perf events (/proc/sys/kernel/perf_event_paranoid, perf_event_open(2)); G_MININT if it is not told. */
static int
read_paranoid_level (void)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/sys/kernel/perf_event_paranoid", &text, NULL, NULL))
    return G_MININT;
  return (int) CLAMP (g_ascii_strtoll (text, NULL, 10), G_MININT + 1, G_MAXINT);
}

char *
ts_machine_explain_refusal (int reason)
{
  int paranoid = read_paranoid_level ();
  gboolean refused = reason == EACCES || reason == EPERM;

  if (refused && paranoid > 2)
    return g_strdup_printf (_("The kernel refuses perf events to this user (perf_event_paranoid is %d): "
                              "“sudo sysctl kernel.perf_event_paranoid=2” allows them."), paranoid);
  if (reason == ENOSYS && paranoid == G_MININT)
    return g_strdup (_("This kernel was built without perf events: one with CONFIG_PERF_EVENTS has them."));
  if (refused || reason == ENOSYS)
    return g_strdup (_("This sandbox or container refuses perf events: Timeslice may use them when started "
                       "outside of it."));
  if (reason == ENODATA)
    return g_strdup (_("The kernel allows perf events here but tells nothing of switches between tasks: "
                       "a newer kernel does."));
  /* Translators: %s is the system's own message, such as "Too many open files". */
  return g_strdup_printf (_("Perf events cannot be used here: %s."), g_strerror (reason));
}

char *
ts_machine_describe (const TsMachine *machine)
{
  guint n = machine->cores->len;

  /* Translators: the processor's name, such as "AMD EPYC", its number of cores, and "Linux 6.18". */
  return g_strdup_printf (ngettext ("%s, %u core, %s", "%s, %u cores, %s", n),
                          machine->processor[0] != '\0' ? machine->processor : _("Unknown processor"),
                          n, machine->system);
}
