/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a program out: what both languages have in common.
 */
#include "config.h"

#include "ts-code-private.h"

#include <string.h>

G_DEFINE_QUARK (ts-code-error-quark, ts_code_error)

static const char * const language_names[TS_N_CODE_LANGUAGES] = {
  [TS_CODE_PYTHON] = "python",
  [TS_CODE_C] = "c",
};

const char *
ts_code_language_get_name (TsCodeLanguage language)
{
  return language_names[language];
}

gboolean
ts_code_language_find (const char *name, TsCodeLanguage *language)
{
  for (guint i = 0; i < TS_N_CODE_LANGUAGES; i++)
    if (strcmp (name, language_names[i]) == 0)
      {
        *language = (TsCodeLanguage) i;
        return TRUE;
      }
  return FALSE;
}

static void
name_free (gpointer data)
{
  TsCodeName *name = data;

  g_free (name->declared);
  g_free (name->name);
  g_free (name);
}

void
ts_code_map_free (TsCodeMap *map)
{
  g_array_unref (map->lines);
  g_ptr_array_unref (map->names);
  g_free (map);
}

static void
init (TsCode *code, TsScript *script, const TsCodePlan *plan)
{
  *code = (TsCode) {
    .script = script, .plan = plan, .settings = { .values = plan->values },
    .column = ts_code_column (script, plan->way),
    .names = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .handles = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .pieces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .imports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .comments = g_ptr_array_new_with_free_func (g_free),
    .alone = g_array_new (FALSE, TRUE, sizeof (gboolean)),
    .text = g_string_new (NULL),
    .lines = g_array_new (FALSE, TRUE, sizeof (guint)),
  };
  core_set_allowed (&code->settings.allowed);
  ts_code_read_comments (code);
  ts_code_name_all (code);
}

static void
clear (TsCode *code)
{
  g_hash_table_unref (code->names);
  g_hash_table_unref (code->handles);
  g_hash_table_unref (code->taken);
  g_hash_table_unref (code->pieces);
  g_hash_table_unref (code->imports);
  g_ptr_array_unref (code->comments);
  g_array_unref (code->alone);
  g_string_free (code->text, TRUE);
  g_array_unref (code->lines);
}

static void
add_name (TsCode *code, TsCodeMap *map, TsCodeNameKind kind, const char *declared, gconstpointer item)
{
  TsCodeName *name = g_new (TsCodeName, 1);

  *name = (TsCodeName) { kind, g_strdup (declared), g_strdup (ts_code_name (code, item)) };
  g_ptr_array_add (map->names, name);
}

typedef struct {
  TsCode *code;
  TsCodeMap *map;
} Mapping;

static void
map_task (TsTask *task, gpointer data)
{
  Mapping *mapping = data;

  if (!task->is_main)
    add_name (mapping->code, mapping->map, TS_CODE_NAME_TASK, task->name, task);
}

/* `head` is what goes before the lines of the code; no line of the program says what it does. */
static TsCodeMap *
make_map (TsCode *code, const char *head)
{
  TsCodeMap *map = g_new (TsCodeMap, 1);
  Mapping mapping = { code, map };
  guint none = 0;

  map->lines = g_array_new (FALSE, TRUE, sizeof (guint));
  map->names = g_ptr_array_new_with_free_func (name_free);
  for (const char *at = head; (at = strchr (at, '\n')) != NULL; at++)
    g_array_append_val (map->lines, none);
  g_array_append_vals (map->lines, code->lines->data, code->lines->len);
  for (guint i = 0; i < code->script->parameters->len; i++)
    add_name (code, map, TS_CODE_NAME_PARAMETER, ((TsParameter *) code->script->parameters->pdata[i])->name,
              code->script->parameters->pdata[i]);
  for (guint i = 0; i < code->script->objects->len; i++)
    add_name (code, map, TS_CODE_NAME_OBJECT, ((TsObject *) code->script->objects->pdata[i])->name,
              code->script->objects->pdata[i]);
  ts_script_visit_tasks (code->script, map_task, &mapping);
  return map;
}

char *
ts_code_write (TsScript *script, const TsCodePlan *plan, TsCodeMap **map, GError **error)
{
  TsCode code;
  g_autofree char *head = NULL;
  char *refusal = ts_code_refuse (script, plan->language, plan->way);
  char *text;

  if (refusal != NULL)
    {
      g_set_error_literal (error, TS_CODE_ERROR, TS_CODE_ERROR_REFUSED, refusal);
      g_free (refusal);
      return NULL;
    }
  init (&code, script, plan);
  head = plan->language == TS_CODE_PYTHON ? ts_code_python (&code) : ts_code_c (&code);
  text = g_strconcat (head, code.text->str, NULL);
  if (map != NULL)
    *map = make_map (&code, head);
  clear (&code);
  return text;
}
