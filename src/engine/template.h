/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Printed text and labels: filling in the placeholders that program.h lists.
 */
#pragma once

#include "arena.h"

/* Reads the value of an object for placeholder "o". */
typedef int64_t (*ValueReader) (void *data, uint32_t object);

/* What the placeholders of one text stand for. */
typedef struct {
  const ArenaView *view;
  uint32_t slot;         /* the task that it is about */
  int core;              /* where it runs, or -1 */
  ValueReader value_of;  /* NULL: objects have the value 0 */
  void *data;            /* for value_of */
  bool is_label;         /* the text is itself the label */
} TemplateContext;

/* Writes `template` with its placeholders filled in to `text`, cut at `size` (at least 1) between two characters of
 * UTF-8; returns the bytes written, without the final NUL.  Context: any thread; allocates nothing. */
size_t template_expand (const TemplateContext *context, const char *template, char *text, size_t size);

/* Label of a task, as arena_task_label(). */
char *template_label (const ArenaView *view, uint32_t slot, char *text, size_t size);
