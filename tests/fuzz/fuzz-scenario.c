/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libFuzzer target: any bytes as a scenario file.  They must be refused with messages that have a
 * place, or become a program that the engine can trust.
 */
#include <stdlib.h>

#include "program-check.h"
#include "ts-scenario.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Asked for even without assertions: a fuzzer without checks finds nothing.  It keeps the input on SIGABRT, which
 * g_error() does not raise. */
#define require(condition) require_that ((condition), #condition)

static void
require_that (gboolean condition, const char *what)
{
  if (condition)
    return;
  g_printerr ("a promise of the compiler is broken: %s\n", what);
  abort ();
}

static void
check_diagnostics (GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const TsDiagnostic *diagnostic = diagnostics->pdata[i];

      require (diagnostic->line >= 1 && diagnostic->column >= 1);
      require (g_utf8_validate (diagnostic->message, -1, NULL) && *diagnostic->message != '\0');
    }
}

static void
check_program (const TsCompiled *compiled)
{
  const Program *program = compiled->program;

  require (program_check (program));
  require (program->text_size <= MAX_TEXT && program->text[0] == '\0'
           && program->text[program->text_size - 1] == '\0');
  for (guint i = 0; i < program->instruction_count; i++)
    require (program->instructions[i].text < program->text_size);
  for (guint slot = 0; slot < program->task_count; slot++)
    {
      require (program_declaration_of (program, slot) < program->declaration_count);
      require (compiled->totals[slot] >= -1);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
  g_autoptr (TsScenario) scenario
      = ts_scenario_new_from_data ((const char *) data, (gssize) size, "input", diagnostics, NULL);
  g_autoptr (TsCompiled) compiled = NULL;
  TsSettings settings = { .allowed = { { 0xf } } };

  require ((scenario == NULL) == (diagnostics->len > 0));
  if (scenario != NULL)
    compiled = ts_script_compile (ts_scenario_get_script (scenario), &settings, diagnostics);
  if (scenario != NULL)
    require ((compiled == NULL) == (diagnostics->len > 0));
  if (compiled != NULL)
    check_program (compiled);
  if (scenario != NULL)
    ts_script_check (ts_scenario_get_script (scenario), &settings.allowed, diagnostics);
  check_diagnostics (diagnostics);
  return 0;
}
