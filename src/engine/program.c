/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the slots of a run are shared out among the declarations of its program.
 */
#include "program.h"

#include <stdbool.h>

static bool
is_nested (const TaskDeclaration *declaration)
{
  return declaration->parent >= 0;
}

/* Slots of a declaration in all. */
static uint32_t
slots_of (const Program *program, const TaskDeclaration *declaration)
{
  uint32_t slots = declaration->copies;

  if (is_nested (declaration))
    slots *= program->declarations[declaration->parent].copies;
  return slots;
}

uint32_t
program_declaration_of (const Program *program, uint32_t slot)
{
  for (uint32_t i = 0; i < program->declaration_count; i++)
    {
      const TaskDeclaration *declaration = &program->declarations[i];

      /* A slot below the first one wraps to a large number. */
      if (slot - declaration->first_slot < slots_of (program, declaration))
        return i;
    }
  return 0;
}

uint32_t
program_index_of (const Program *program, uint32_t slot)
{
  const TaskDeclaration *declaration
      = &program->declarations[program_declaration_of (program, slot)];

  return (slot - declaration->first_slot) % declaration->copies;
}

uint32_t
program_first_slot (const Program *program, uint32_t declaration, uint32_t parent_slot)
{
  const TaskDeclaration *wanted = &program->declarations[declaration];

  if (!is_nested (wanted))
    return wanted->first_slot;
  return wanted->first_slot + program_index_of (program, parent_slot) * wanted->copies;
}
