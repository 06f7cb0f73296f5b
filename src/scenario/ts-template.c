/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts with placeholders: "{thread} has printed {pages} pages".
 */
#include "config.h"

#include "ts-checker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  GPtrArray *parts;
  GString *text;       /* what stands between two placeholders */
  GHashTable *names;
  TsReport *report;
  gboolean is_label;
  guint line, column;  /* of the character at hand */
} Template;

static const struct {
  const char *word;
  char letter;
  gboolean in_labels;
} placeholders[] = {
  { "task", 't', FALSE }, { "thread", 't', FALSE }, { "index", 'n', TRUE }, { "pid", 'p', FALSE },
  { "tid", 'i', FALSE }, { "core", 'c', TRUE }, { "alive", 'a', FALSE },
};

static TsTemplatePart *
add_part (Template *template, char letter)
{
  TsTemplatePart *part = g_new0 (TsTemplatePart, 1);

  part->letter = letter;
  g_ptr_array_add (template->parts, part);
  return part;
}

static void
end_text (Template *template)
{
  if (template->text->len == 0)
    return;
  add_part (template, 0)->text = g_strdup (template->text->str);
  g_string_truncate (template->text, 0);
}

/* A placeholder that names a parameter or an object. */
static void
add_named (Template *template, const char *name)
{
  const TsSymbol *symbol = g_hash_table_lookup (template->names, name);

  if (symbol == NULL)
    ts_names_report_unknown (template->names, ts_symbol_has_value, 0, name, template->line,
                             template->column, template->report);
  else if (!ts_symbol_has_value (symbol, 0))
    ts_report_add (template->report, template->line, template->column,
                   _("“%s” has no value that could be printed"), name);
  else if (symbol->object != NULL && symbol->object->count != NULL)
    ts_report_add (template->report, template->line, template->column,
                   _("“%s” is a row, and has no single value that could be printed"), name);
  else if (symbol->object != NULL)
    add_part (template, 'o')->object = symbol->object;
  else
    add_part (template, 'P')->parameter = symbol->parameter;
}

static void
add_placeholder (Template *template, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (strcmp (placeholders[i].word, name) == 0
        && (placeholders[i].in_labels || !template->is_label))
      {
        add_part (template, placeholders[i].letter);
        return;
      }
  if (template->is_label)
    ts_report_add (template->report, template->line, template->column,
                   _("a label knows only {index} and {core}, not {%s}"), name);
  else
    add_named (template, name);
}

/* Reads from "{" on; returns where to go on. */
static const char *
read_placeholder (Template *template, const char *at)
{
  const char *end = strchr (at, '}');
  g_autofree char *name = NULL;

  if (end == NULL)
    {
      ts_report_add (template->report, template->line, template->column,
                     _("“{” without “}”: write “{{” for a brace"));
      return at + strlen (at);
    }
  end_text (template);
  name = g_strndup (at + 1, end - at - 1);
  add_placeholder (template, name);
  template->column += g_utf8_strlen (at, end + 1 - at);
  return end + 1;
}

/* Reads one character or placeholder; returns where to go on. */
static const char *
read_part (Template *template, const char *at)
{
  const char *next = g_utf8_next_char (at);

  if ((*at == '{' || *at == '}') && at[1] == *at)
    {
      g_string_append_c (template->text, *at);
      template->column += 2;
      return at + 2;
    }
  if (*at == '{')
    return read_placeholder (template, at);
  if (*at == '}')
    ts_report_add (template->report, template->line, template->column,
                   _("“}” without “{”: write “}}” for a brace"));
  g_string_append_len (template->text, at, next - at);
  template->column++;
  return next;
}

GPtrArray *
ts_template_parse (const char *text, guint line, guint column, gboolean is_label,
                   GHashTable *names, TsReport *report)
{
  Template template = {
    .parts = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_template_part_free),
    .text = g_string_new (NULL),
    .names = names, .report = report, .is_label = is_label, .line = line, .column = column + 1,
  };

  if (strlen (text) > MAX_PRINT)
    ts_report_add (report, line, column,
                   ngettext ("a text is at most %d byte long, not %zu",
                             "a text is at most %d bytes long, not %zu", MAX_PRINT),
                   MAX_PRINT, strlen (text));
  while (*text != '\0')
    text = read_part (&template, text);
  end_text (&template);
  g_string_free (template.text, TRUE);
  return template.parts;
}
