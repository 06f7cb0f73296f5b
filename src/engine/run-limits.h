/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The limits of one run.  They are named once, here, and the parser's messages quote them.
 */
#pragma once

enum {
  MAX_TASKS          = 16384, /* task slots of a run, the main task included */
  MAX_KERNEL_TASKS   = 1024,  /* of those, threads and processes that live at one time */
  MAX_INSTRUCTIONS   = 4096,
  MAX_OBJECTS        = 256,
  MAX_DECLARATIONS   = 256,   /* "task", "thread", "process" and "coroutine" headers, and main */
  MAX_PARAMETERS     = 64,
  MAX_TEXT           = 65536, /* bytes of names, labels and printed templates, NULs included */
  MAX_STACK          = 32,    /* values under evaluation in one expression */
  MAX_LOOPS          = 16,    /* repeats inside one another */
  MAX_CORES          = 1024,  /* cores as the OS numbers them: 0 … MAX_CORES - 1 */
  MAX_PAUSES         = 1024,  /* pauses remembered in one run */
  MAX_PRINT          = 480,   /* bytes of one printed line */
};

#define NO_CORE ((unsigned short) 0xffff)
#define NO_OBJECT ((unsigned short) 0xffff)
#define NO_TASK ((unsigned int) 0xffffffff)
