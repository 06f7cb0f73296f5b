/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The check of programs: sound ones pass, and each kind of index that leaves its table does not.
 */
#include "program-check.h"
#include "script.h"

#include <glib.h>

static Program program;

/* 0: repeat, 1: acquire from a row, 2: again, 3: get or jump, 4: end, 5 …: main. */
static void
make (void)
{
  int32_t repeat;

  script_init (&program);
  script_row (&program, OBJECT_LOCK, "fork", 3, 0);
  script_object (&program, OBJECT_QUEUE, "jobs", 1);
  script_task (&program, KIND_TASK, "Worker", 2);
  repeat = script_repeat (&program, 3);
  script_emit_row (&program, OP_ACQUIRE, 0, 3, 0);
  script_again (&program, repeat);
  program.instructions[script_emit (&program, OP_GET_OR_JUMP, 3, 0)].target = 4;
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
}

static void
test_sound (void)
{
  make ();
  g_assert_true (program_check (&program));
}

static void
assert_refused (void)
{
  g_assert_false (program_check (&program));
  make ();
}

static void
test_unsound (void)
{
  make ();
  program.instruction_count = 0;
  assert_refused ();
  program.instruction_count = MAX_INSTRUCTIONS + 1;
  assert_refused ();
  program.declaration_count = 0;
  assert_refused ();
  program.object_count = MAX_OBJECTS + 1;
  assert_refused ();
  program.task_count = 2; /* the declarations need three */
  assert_refused ();
  program.text[MAX_TEXT - 1] = 'x';
  assert_refused ();
  program.instructions[0].target = (int32_t) program.instruction_count;
  assert_refused ();
  program.instructions[2].target = -1;
  assert_refused ();
  program.instructions[1].target = 4; /* the fourth is a queue */
  assert_refused ();
  program.instructions[1].target = 0;
  assert_refused ();
  program.instructions[1].object = 3;
  assert_refused ();
  program.instructions[3].object = 4;
  assert_refused ();
  program.instructions[3].object = 0;
  assert_refused ();
  program.instructions[3].operation = 200;
  assert_refused ();
  program.instructions[5].object = 2; /* start of a declaration that is not there */
  assert_refused ();
  program.instructions[program.instruction_count - 1].operation = OP_STEP;
  assert_refused ();
  program.declarations[1].entry = -1;
  assert_refused ();
  program.declarations[1].copies = 0;
  assert_refused ();
  program.declarations[1].parent = 2;
  assert_refused ();
  program.objects[0].kind = 99;
  assert_refused ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program-check/sound", test_sound);
  g_test_add_func ("/program-check/unsound", test_unsound);
  return g_test_run ();
}
