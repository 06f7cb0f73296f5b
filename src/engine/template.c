/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Filling in templates without stdio, so that tasks can do it at any time.
 */
#include "template.h"

/* Text under construction; what does not fit is left out. */
typedef struct {
  char *text;
  size_t used, size;
} Writer;

static void
write_text (Writer *writer, const char *text)
{
  while (*text != '\0' && writer->used + 1 < writer->size)
    writer->text[writer->used++] = *text++;
}

static void
write_number (Writer *writer, int64_t number)
{
  char digits[24];
  size_t at = sizeof digits - 1;
  uint64_t left = number < 0 ? 0 - (uint64_t) number : (uint64_t) number;

  digits[at] = '\0';
  do
    digits[--at] = (char) ('0' + left % 10);
  while ((left /= 10) > 0);
  if (number < 0)
    digits[--at] = '-';
  write_text (writer, digits + at);
}

/* Reads the four hexadecimal digits after "o" and moves past them. */
static uint32_t
read_object (const char **template)
{
  uint32_t object = 0;

  for (int i = 0; i < 4 && **template != '\0'; i++, (*template)++)
    {
      char digit = **template;

      object = object * 16 + (uint32_t) (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
  return object;
}

/* Fills in the placeholder whose letter is at *template and moves past it. */
static void
write_placeholder (Writer *writer, const TemplateContext *context, const char **template)
{
  const ArenaView *view = context->view;
  TaskSlot *slot = arena_task (view, context->slot);
  char letter = *(*template)++;
  char label[MAX_PRINT];
  uint32_t object;

  switch (letter)
    {
    case 't':
      if (!context->is_label) /* a label cannot hold itself */
        write_text (writer, template_label (view, context->slot, label, sizeof label));
      break;
    case 'n':
      write_number (writer, program_index_of (&view->arena->program, context->slot));
      break;
    case 'p':
      write_number (writer, atomic_load_explicit (&slot->pid, memory_order_relaxed));
      break;
    case 'i':
      write_number (writer, atomic_load_explicit (&slot->tid, memory_order_relaxed));
      break;
    case 'c':
      write_number (writer, context->core);
      break;
    case 'a':
      write_number (writer, atomic_load_explicit (&view->arena->alive, memory_order_relaxed));
      break;
    case 'o':
      object = read_object (template);
      write_number (writer, context->value_of == NULL ? 0 : context->value_of (context->data, object));
      break;
    default: /* not a placeholder: left out */
      break;
    }
}

/* Takes back the bytes of a character that was cut in two at the end. */
static void
trim_cut_character (Writer *writer)
{
  size_t start = writer->used;
  unsigned char lead;
  size_t length;

  if (writer->used + 1 < writer->size)
    return;
  while (start > 0 && ((unsigned char) writer->text[start - 1] & 0xc0) == 0x80)
    start--;
  if (start == 0)
    return;

  lead = (unsigned char) writer->text[start - 1];
  length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (start - 1 + length > writer->used)
    writer->used = start - 1;
}

size_t
template_expand (const TemplateContext *context, const char *template, char *text, size_t size)
{
  Writer writer = { text, 0, size };

  while (*template != '\0')
    {
      if (*template == TEMPLATE_MARK && template[1] != '\0')
        {
          template++;
          write_placeholder (&writer, context, &template);
        }
      else if (writer.used + 1 < writer.size)
        writer.text[writer.used++] = *template++;
      else
        break;
    }

  trim_cut_character (&writer);
  writer.text[writer.used] = '\0';
  return writer.used;
}

char *
template_label (const ArenaView *view, uint32_t slot, char *text, size_t size)
{
  const Program *program = &view->arena->program;
  const TaskDeclaration *declaration = &program->declarations[program_declaration_of (program, slot)];
  uint32_t index = program_index_of (program, slot);
  Writer writer = { text, 0, size };

  if (declaration->label != 0)
    {
      TemplateContext context = {
        .view = view, .slot = slot, .core = core_set_at (&view->arena->allowed, index), .is_label = true,
      };

      template_expand (&context, program->text + declaration->label, text, size);
      return text;
    }

  write_text (&writer, program->text + declaration->name);
  if (declaration->copies > 1)
    {
      write_text (&writer, " ");
      write_number (&writer, index);
    }
  writer.text[writer.used] = '\0';
  return text;
}
