/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tasks that a person has bound to cores without a change of the program.
 */
#include "config.h"

#include "ts-session-private.h"

/* More copies of a task than that are bound together. */
enum { MOST_SINGLE_COPIES = 16 };

static void
free_pinnable (gpointer data)
{
  TsPinnable *pinnable = data;

  g_free (pinnable->key);
  g_free (pinnable->label);
  g_free (pinnable);
}

/* "Worker 2", or what the label's template makes of it, as far as that is known before the run. */
static char *
make_label (const Program *program, const TaskDeclaration *declaration, guint index, const CoreSet *allowed)
{
  const char *name = program->text + declaration->name, *rest = program->text + declaration->label;
  GString *label;

  if (declaration->label == 0)
    return declaration->copies > 1 ? g_strdup_printf ("%s %u", name, index) : g_strdup (name);
  label = g_string_new (NULL);
  for (; *rest != '\0'; rest++)
    if (*rest != TEMPLATE_MARK)
      g_string_append_c (label, *rest);
    else if (*++rest == 'n')
      g_string_append_printf (label, "%u", index);
    else if (*rest == 'c')
      g_string_append_printf (label, "%d", core_set_at (allowed, index));
    else
      g_string_append (label, "…");
  return g_string_free (label, FALSE);
}

static void
add_pinnables (GPtrArray *pinnables, const Program *program, const TaskDeclaration *declaration, const CoreSet *allowed)
{
  const char *name = program->text + declaration->name;
  gboolean is_single = declaration->parent < 0 && declaration->copies <= MOST_SINGLE_COPIES;

  for (guint index = 0; index < (is_single ? declaration->copies : 1); index++)
    {
      TsPinnable *pinnable = g_new0 (TsPinnable, 1);

      pinnable->copies = is_single ? 1 : declaration->copies;
      pinnable->position = declaration->first_slot + index;
      pinnable->key = is_single && declaration->copies > 1 ? g_strdup_printf ("%s[%u]", name, index) : g_strdup (name);
      pinnable->label = is_single ? make_label (program, declaration, index, allowed)
                                  : g_strdup_printf ("%s ×\u202f%u", name, declaration->copies);
      g_ptr_array_add (pinnables, pinnable);
    }
}

GPtrArray *
ts_session_list_pinnables (TsSession *self)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
  g_autoptr (TsCompiled) compiled = NULL;
  GPtrArray *pinnables = g_ptr_array_new_with_free_func (free_pinnable);
  g_autoptr (GHashTable) values = ts_session_get_parameters (self);
  TsSettings settings = { .values = values, .allowed = self->cores };

  g_return_val_if_fail (TS_IS_SESSION (self), pinnables);
  if (core_set_count (&settings.allowed) == 0)
    settings.allowed = self->machine->allowed;
  if (self->scenario != NULL)
    compiled = ts_script_compile (ts_scenario_get_script (self->scenario), &settings, diagnostics);
  for (guint i = 1; compiled != NULL && i < compiled->program->declaration_count; i++)
    add_pinnables (pinnables, compiled->program, &compiled->program->declarations[i], &settings.allowed);
  return pinnables;
}

void
ts_session_set_pin (TsSession *self, const char *key, const CoreSet *cores)
{
  g_return_if_fail (TS_IS_SESSION (self) && key != NULL);
  if (cores != NULL)
    g_hash_table_insert (self->pins, g_strdup (key), g_memdup2 (cores, sizeof *cores));
  else if (!g_hash_table_remove (self->pins, key))
    return;
  g_signal_emit_by_name (self, "values-changed");
}

const CoreSet *
ts_session_get_pin (TsSession *self, const char *key)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return g_hash_table_lookup (self->pins, key);
}

GHashTable *
ts_session_get_pins (TsSession *self)
{
  GHashTable *pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) pinnables = NULL;

  if (g_hash_table_size (self->pins) == 0)
    return pins;
  pinnables = ts_session_list_pinnables (self);
  for (guint i = 0; i < pinnables->len; i++)
    {
      const TsPinnable *pinnable = g_ptr_array_index (pinnables, i);
      const CoreSet *cores = ts_session_get_pin (self, pinnable->key);

      if (cores != NULL)
        g_hash_table_insert (pins, g_strdup (pinnable->key), g_memdup2 (cores, sizeof *cores));
    }
  return pins;
}
