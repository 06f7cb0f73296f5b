/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question that has to be answered before something would be lost.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TS_TYPE_QUESTION (ts_question_get_type ())
G_DECLARE_FINAL_TYPE (TsQuestion, ts_question, TS, QUESTION, GtkWindow)

typedef enum {
  TS_ANSWER_CANCEL,    /* also when the window was closed in some other way */
  TS_ANSWER_DISCARD,
  TS_ANSWER_SAVE,
} TsAnswer;

/* Called once, when the window is gone. */
typedef void (*TsAnswered) (TsAnswer answer, gpointer data);

/* Shows the question over `parent`, which waits.  `save` is the label of the button that keeps what there is;
 * NULL: it cannot be kept.  `data` must live until `answered` is called.  (transfer none).  Context: the main
 * thread. */
TsQuestion *ts_question_ask (GtkWindow *parent, const char *title, const char *sentence, const char *discard,
                             const char *save, TsAnswered answered, gpointer data);

/* As if that button was pressed. */
void ts_question_answer (TsQuestion *self, TsAnswer answer);

G_END_DECLS
