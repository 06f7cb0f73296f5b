/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the XML of a scenario file with GMarkup.
 */
#include "config.h"

#include "ts-scenario-reader.h"

#include "ts-report.h"
#include "ts-topic.h"
#include "ts-way.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CDATA_BEGIN "<![CDATA["
#define CDATA_END "]]>"

typedef enum {
  ELEMENT_OUTSIDE,    /* of everything */
  ELEMENT_SCENARIO,
  ELEMENT_TITLE, ELEMENT_SUMMARY, ELEMENT_LOOK, ELEMENT_PROGRAM,
  ELEMENT_LESSON,
  ELEMENT_PREDICT, ELEMENT_INVESTIGATE, ELEMENT_CHANGE, ELEMENT_MAKE, ELEMENT_BELIEF,
  ELEMENT_UNKNOWN,    /* has been reported; nothing in it is looked at */
  N_ELEMENTS,
} Element;

static const struct {
  const char *name;
  Element parent;
} elements[N_ELEMENTS] = {
  [ELEMENT_SCENARIO]    = { "scenario", ELEMENT_OUTSIDE },
  [ELEMENT_TITLE]       = { "title", ELEMENT_SCENARIO },
  [ELEMENT_SUMMARY]     = { "summary", ELEMENT_SCENARIO },
  [ELEMENT_LOOK]        = { "look", ELEMENT_SCENARIO },
  [ELEMENT_PROGRAM]     = { "program", ELEMENT_SCENARIO },
  [ELEMENT_LESSON]      = { "lesson", ELEMENT_SCENARIO },
  [ELEMENT_PREDICT]     = { "predict", ELEMENT_LESSON },
  [ELEMENT_INVESTIGATE] = { "investigate", ELEMENT_LESSON },
  [ELEMENT_CHANGE]      = { "change", ELEMENT_LESSON },
  [ELEMENT_MAKE]        = { "make", ELEMENT_LESSON },
  [ELEMENT_BELIEF]      = { "belief", ELEMENT_LESSON },
};

typedef struct {
  TsScenarioFields *fields;
  TsReport report;
  const char *data;
  GArray *open;              /* Element, the innermost last */
  GString *text;             /* of the title, summary or look at hand */
  gboolean seen[N_ELEMENTS];
  gboolean has_program;      /* found, or reported as missing */
  const char *at;            /* behind the last tag */
  const char *tag;           /* the last one */
  gboolean self_closed;      /* it ends with "/>", so that it is its own end */
  const char *scenario;      /* the tag that opens everything */
  guint line, column;        /* of what is reported next */
} Reader;

/* Makes `at` the place of what is reported next. */
static void
set_place (Reader *reader, const char *at)
{
  const char *line_start = reader->data;

  reader->line = 1;
  for (const char *c = reader->data; c < at; c++)
    if (*c == '\n')
      {
        reader->line++;
        line_start = c + 1;
      }
  reader->column = (guint) g_utf8_strlen (line_start, at - line_start) + 1;
}

/* Moves behind the next tag, of which GMarkup has just told, and makes it the place.  Neither text
 * nor the value of an attribute holds a "<", but a value may hold a ">". */
static void
enter_tag (Reader *reader)
{
  char quote = 0;

  reader->tag = strchr (reader->at, '<');
  g_assert (reader->tag != NULL);
  for (reader->at = reader->tag; *reader->at != '\0' && (quote != 0 || *reader->at != '>');
       reader->at++)
    if (quote != 0 ? *reader->at == quote : *reader->at == '"' || *reader->at == '\'')
      quote = quote != 0 ? 0 : *reader->at;
  reader->self_closed = reader->at[-1] == '/';
  if (*reader->at != '\0')
    reader->at++;
  set_place (reader, reader->tag);
}

static Element
innermost (Reader *reader)
{
  if (reader->open->len == 0)
    return ELEMENT_OUTSIDE;
  return g_array_index (reader->open, Element, reader->open->len - 1);
}

static Element
find_element (const char *name, Element parent)
{
  for (guint i = ELEMENT_SCENARIO; i < ELEMENT_UNKNOWN; i++)
    if (elements[i].parent == parent && strcmp (elements[i].name, name) == 0)
      return (Element) i;
  return ELEMENT_UNKNOWN;
}

static void
report_element (Reader *reader, const char *name, Element parent)
{
  if (parent == ELEMENT_OUTSIDE)
    ts_report_add (&reader->report, reader->line, reader->column,
                   _("expected the element <scenario>, found <%s>"), name);
  else
    ts_report_add (&reader->report, reader->line, reader->column,
                   _("there is no element <%s> in <%s>"), name, elements[parent].name);
}

/* Ids stand in file names and on the command line. */
static void
check_id (Reader *reader, const char *id)
{
  if (*id == '\0' || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (id))
    ts_report_add (&reader->report, reader->line, reader->column,
                   _("an id is made of small letters, digits and hyphens, not “%s”"), id);
}

static void
check_topic (Reader *reader, const char *topic)
{
  const char *nearest = ts_topic_nearest (topic);

  if (ts_topic_get_title (topic) != NULL)
    return;
  if (nearest != NULL)
    ts_report_add (&reader->report, reader->line, reader->column,
                   _("there is no topic “%s”; did you mean “%s”?"), topic, nearest);
  else
    ts_report_add (&reader->report, reader->line, reader->column, _("there is no topic “%s”"),
                   topic);
}

static void
read_order (Reader *reader, const char *value)
{
  guint64 order;

  if (g_ascii_string_to_unsigned (value, 10, 0, 99999, &order, NULL))
    reader->fields->order = (int) order;
  else
    ts_report_add (&reader->report, reader->line, reader->column,
                   _("order is a whole number from 0 to 99999, not “%s”"), value);
}

/* "threads processes": the ways that make sense, the first being the one to begin with. */
static void
read_ways (Reader *reader, const char *value)
{
  g_auto (GStrv) names = g_strsplit_set (value, " \n\t", -1);

  if (reader->fields->ways == NULL)
    reader->fields->ways = g_array_new (FALSE, FALSE, sizeof (WayId));
  for (guint i = 0; names[i] != NULL; i++)
    {
      WayId way = ts_way_find (names[i]);

      if (way < WAY_COUNT)
        g_array_append_val (reader->fields->ways, way);
      else if (*names[i] != '\0')
        ts_report_add (&reader->report, reader->line, reader->column, _("there is no way to run “%s”"), names[i]);
    }
}

static void
report_attribute (Reader *reader, Element element, const char *name)
{
  ts_report_add (&reader->report, reader->line, reader->column,
                 _("there is no attribute “%s” in <%s>"), name, elements[element].name);
}

/* Takes one attribute of <scenario>. */
static void
read_attribute (Reader *reader, const char *name, const char *value)
{
  char **field = strcmp (name, "id") == 0 ? &reader->fields->id
                 : strcmp (name, "topic") == 0 ? &reader->fields->topic : NULL;

  if (field != NULL && *field != NULL)
    {
      ts_report_add (&reader->report, reader->line, reader->column, _("a second “%s”"), name);
      return;
    }
  if (field == &reader->fields->id)
    check_id (reader, value);
  else if (field == &reader->fields->topic)
    check_topic (reader, value);
  else if (strcmp (name, "order") == 0)
    read_order (reader, value);
  else if (strcmp (name, "ways") == 0)
    read_ways (reader, value);
  else if (strcmp (name, "ends") == 0)
    {
      if (!ts_scenario_end_find (value, &reader->fields->end))
        ts_report_add (&reader->report, reader->line, reader->column,
                       _("a run ends in a “deadlock” or a “crash”, not “%s”"), value);
    }
  else
    report_attribute (reader, ELEMENT_SCENARIO, name);
  if (field != NULL)
    *field = g_strdup (value);
}

/* The place of an attribute's name in its tag. */
static const char *
find_attribute (const char *tag, const char *name)
{
  const char *at = tag;

  while ((at = strstr (at, name)) != NULL)
    {
      if (g_ascii_isspace (at[-1]))
        return at;
      at++;
    }
  return tag;
}

static void
read_attributes (Reader *reader, Element element, const char **names, const char **values)
{
  const char *at = reader->tag;

  for (guint i = 0; names[i] != NULL; i++)
    {
      at = find_attribute (at, names[i]);
      set_place (reader, at);
      if (element == ELEMENT_SCENARIO)
        read_attribute (reader, names[i], values[i]);
      else
        report_attribute (reader, element, names[i]);
      at++;
    }
}

/* Elements that are unknown or twice are reported; the rest of them is not looked at. */
static Element
check_element (Reader *reader, const char *name, Element parent)
{
  Element element = find_element (name, parent);

  if (parent == ELEMENT_UNKNOWN)
    return ELEMENT_UNKNOWN;
  if (element == ELEMENT_UNKNOWN)
    report_element (reader, name, parent);
  else if (reader->seen[element])
    {
      ts_report_add (&reader->report, reader->line, reader->column, _("a second <%s>"), name);
      return ELEMENT_UNKNOWN;
    }
  reader->seen[element] = TRUE;
  return element;
}

static char **
find_field (Reader *reader, Element element)
{
  switch ((int) element)
    {
    case ELEMENT_TITLE:
      return &reader->fields->title;
    case ELEMENT_SUMMARY:
      return &reader->fields->summary;
    case ELEMENT_LOOK:
      return &reader->fields->look;
    default:
      return NULL;
    }
}

static void
on_start (GMarkupParseContext *context, const char *name, const char **attribute_names,
          const char **attribute_values, gpointer data, GError **error)
{
  Reader *reader = data;
  Element element;

  enter_tag (reader);
  element = check_element (reader, name, innermost (reader));
  if (find_field (reader, element) != NULL)
    g_string_truncate (reader->text, 0);
  if (element == ELEMENT_SCENARIO)
    reader->scenario = reader->tag;
  if (element != ELEMENT_UNKNOWN)
    read_attributes (reader, element, attribute_names, attribute_values);
  g_array_append_val (reader->open, element);
}

/* As xgettext has it: one space for all white space between words, none around them. */
static char *
collapse_space (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *collapsed = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (collapsed, collapsed->len > 0 ? " %s" : "%s", words[i]);
  return g_string_free (collapsed, FALSE);
}

static void
report_missing (Reader *reader)
{
  static const Element required[] = { ELEMENT_TITLE, ELEMENT_SUMMARY, ELEMENT_PROGRAM };
  g_autoptr (GString) missing = g_string_new (reader->fields->id == NULL ? "id" : NULL);

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (!reader->seen[required[i]])
      g_string_append_printf (missing, missing->len > 0 ? ", <%s>" : "<%s>",
                              elements[required[i]].name);
  set_place (reader, reader->scenario);
  if (missing->len > 0)
    ts_report_add (&reader->report, reader->line, reader->column, _("<scenario> lacks: %s"),
                   missing->str);
}

static void
end_field (Reader *reader, const char *name, char **field)
{
  *field = collapse_space (reader->text->str);
  if (**field == '\0')
    ts_report_add (&reader->report, reader->line, reader->column, _("<%s> is empty"), name);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *reader = data;
  Element element = innermost (reader);
  char **field = find_field (reader, element);

  if (reader->self_closed)
    reader->self_closed = FALSE;
  else
    enter_tag (reader);
  g_array_set_size (reader->open, reader->open->len - 1);
  if (field != NULL)
    end_field (reader, name, field);
  else if (element == ELEMENT_PROGRAM && !reader->has_program)
    ts_report_add (&reader->report, reader->line, reader->column,
                   _("the program stands between “<![CDATA[” and “]]>”"));
  else if (element == ELEMENT_SCENARIO)
    report_missing (reader);
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* Text that nothing is made of: between elements, or in the program but not in its CDATA. */
static void
report_loose_text (Reader *reader, Element element)
{
  set_place (reader, reader->at + strspn (reader->at, " \t\r\n"));
  if (element == ELEMENT_PROGRAM)
    ts_report_add (&reader->report, reader->line, reader->column,
                   _("the program stands between “<![CDATA[” and “]]>”: this is outside of them"));
  else
    ts_report_add (&reader->report, reader->line, reader->column,
                   _("text in <%s> that belongs to no element"), elements[element].name);
  reader->has_program |= element == ELEMENT_PROGRAM;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Reader *reader = data;
  Element element = innermost (reader);

  if (find_field (reader, element) != NULL)
    g_string_append_len (reader->text, text, (gssize) length);
  else if ((element == ELEMENT_SCENARIO || element == ELEMENT_PROGRAM) && !is_blank (text, length))
    report_loose_text (reader, element);
}

/* `begin` is where the “<![CDATA[” before `text` stands. */
static void
take_program (Reader *reader, const char *begin, const char *text, gsize length)
{
  const char *line_end = memchr (text, '\n', length);
  gsize first_line = line_end != NULL ? (gsize) (line_end - text) : length;

  if (reader->has_program)
    {
      ts_report_add (&reader->report, reader->line, reader->column,
                     _("a second “<![CDATA[” in <program>"));
      return;
    }
  reader->has_program = TRUE;
  if (!is_blank (text, first_line))
    {
      ts_report_add (&reader->report, reader->line, reader->column,
                     _("the program begins on the line after “<![CDATA[”"));
      return;
    }
  reader->fields->program = g_strndup (text, length);
  reader->fields->program_line = reader->line;
  reader->fields->program_begin = (gsize) (begin - reader->data) + strlen (CDATA_BEGIN);
}

/* CDATA, and comments, which are nobody's business. */
static void
on_passthrough (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                GError **error)
{
  Reader *reader = data;
  const char *begin = strchr (reader->at, '<');

  g_assert (begin != NULL);
  reader->at = begin + length;
  if (!g_str_has_prefix (text, CDATA_BEGIN))
    return;
  set_place (reader, begin);
  text += strlen (CDATA_BEGIN);
  length -= strlen (CDATA_BEGIN) + strlen (CDATA_END);
  if (innermost (reader) == ELEMENT_PROGRAM)
    take_program (reader, begin, text, length);
  else
    on_text (context, text, length, data, error);
}

/* What GMarkup says about XML that is none, without the place, which every message has anyway.  It
 * counts a line from the end of the one before. */
static void
report_markup (Reader *reader, GMarkupParseContext *context, const GError *error)
{
  /* GMarkup quotes a character of several bytes by its first one. */
  g_autofree char *valid = g_utf8_make_valid (error->message, -1);
  const char *message = valid;
  const char *colon = strstr (message, ": ");
  int line, column;

  if (g_str_has_prefix (message, "Error on line") && colon != NULL)
    message = colon + 2;
  g_markup_parse_context_get_position (context, &line, &column);
  ts_report_add (&reader->report, (guint) line, (guint) MAX (line > 1 ? column - 1 : column, 1),
                 _("this is not XML as it should be: %s"), message);
}

gboolean
ts_scenario_read (TsScenarioFields *fields, const char *data, gssize length, GPtrArray *diagnostics)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, on_passthrough, NULL };
  Reader reader = { .fields = fields, .data = data, .at = data };
  GMarkupParseContext *context
      = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  g_autoptr (GError) error = NULL;

  ts_report_init (&reader.report, diagnostics, 1);
  reader.open = g_array_new (FALSE, FALSE, sizeof (Element));
  reader.text = g_string_new (NULL);
  memset (fields, 0, sizeof *fields);
  if (!g_markup_parse_context_parse (context, data, length, &error)
      || !g_markup_parse_context_end_parse (context, &error))
    report_markup (&reader, context, error);
  else if (!reader.seen[ELEMENT_SCENARIO] && reader.report.mistakes == 0)
    ts_report_add (&reader.report, 1, 1, _("the file holds no <scenario>"));
  if (fields->topic == NULL)
    fields->topic = g_strdup ("");
  if (fields->look == NULL)
    fields->look = g_strdup ("");
  g_markup_parse_context_free (context);
  g_array_unref (reader.open);
  g_string_free (reader.text, TRUE);
  ts_report_sort (&reader.report);
  return reader.report.mistakes == 0;
}

void
ts_scenario_fields_clear (TsScenarioFields *fields)
{
  g_clear_pointer (&fields->id, g_free);
  g_clear_pointer (&fields->topic, g_free);
  g_clear_pointer (&fields->title, g_free);
  g_clear_pointer (&fields->summary, g_free);
  g_clear_pointer (&fields->look, g_free);
  g_clear_pointer (&fields->program, g_free);
  g_clear_pointer (&fields->ways, g_array_unref);
}
