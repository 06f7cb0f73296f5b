/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-program-edit.h"

TsProgramEdit *
ts_program_edit_new (TsScenario *original)
{
  TsProgramEdit *edit = g_new0 (TsProgramEdit, 1);

  edit->original = g_object_ref (original);
  edit->original_text = ts_scenario_get_plain_program (original, NULL);
  edit->text = g_strdup (edit->original_text);
  return edit;
}

void
ts_program_edit_free (TsProgramEdit *edit)
{
  if (edit == NULL)
    return;
  g_object_unref (edit->original);
  g_free (edit->original_text);
  g_free (edit->text);
  g_free (edit->kept_text);
  g_free (edit);
}

void
ts_program_edit_set_text (TsProgramEdit *edit, const char *text)
{
  char *copy = g_strdup (text);

  g_free (edit->text);
  edit->text = copy;
}

gboolean
ts_program_edit_is_changed (const TsProgramEdit *edit)
{
  return !g_str_equal (edit->text, edit->original_text);
}

gboolean
ts_program_edit_is_unsaved (const TsProgramEdit *edit)
{
  return ts_program_edit_is_changed (edit) && g_strcmp0 (edit->text, edit->kept_text) != 0;
}

void
ts_program_edit_keep (TsProgramEdit *edit)
{
  g_free (edit->kept_text);
  edit->kept_text = g_strdup (edit->text);
}

TsScenario *
ts_program_edit_make_scenario (const TsProgramEdit *edit, GPtrArray *diagnostics, GError **error)
{
  if (!ts_program_edit_is_changed (edit))
    return g_object_ref (edit->original);
  return ts_scenario_new_with_program (edit->original, edit->text, diagnostics, error);
}
