/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-question.h"

struct _TsQuestion {
  GtkWindow parent_instance;

  TsAnswer answer;
  TsAnswered answered;   /* NULL: has been called */
  gpointer data;

  GtkLabel *title, *sentence;
  GtkButton *discard, *save;
};

G_DEFINE_FINAL_TYPE (TsQuestion, ts_question, GTK_TYPE_WINDOW)

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *answer = g_variant_get_string (parameter, NULL);

  ts_question_answer (TS_QUESTION (widget), g_str_equal (answer, "save")      ? TS_ANSWER_SAVE
                                            : g_str_equal (answer, "discard") ? TS_ANSWER_DISCARD
                                                                              : TS_ANSWER_CANCEL);
}

static void
ts_question_dispose (GObject *object)
{
  TsQuestion *self = TS_QUESTION (object);
  TsAnswered answered = g_steal_pointer (&self->answered);

  gtk_widget_dispose_template (GTK_WIDGET (self), TS_TYPE_QUESTION);
  G_OBJECT_CLASS (ts_question_parent_class)->dispose (object);
  if (answered != NULL)
    answered (self->answer, self->data);
}

static void
ts_question_class_init (TsQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_question_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-question.ui");
  gtk_widget_class_bind_template_child (widget_class, TsQuestion, title);
  gtk_widget_class_bind_template_child (widget_class, TsQuestion, sentence);
  gtk_widget_class_bind_template_child (widget_class, TsQuestion, discard);
  gtk_widget_class_bind_template_child (widget_class, TsQuestion, save);
  gtk_widget_class_install_action (widget_class, "question.answer", "s", answer_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "question.answer", "s", "cancel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
}

static void
ts_question_init (TsQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TsQuestion *
ts_question_ask (GtkWindow *parent, const char *title, const char *sentence, const char *discard,
                 const char *save, TsAnswered answered, gpointer data)
{
  TsQuestion *self = g_object_new (TS_TYPE_QUESTION, "transient-for", parent, "title", title, NULL);

  self->answered = answered;
  self->data = data;
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->sentence, sentence);
  gtk_button_set_label (self->discard, discard);
  gtk_widget_set_visible (GTK_WIDGET (self->save), save != NULL);
  if (save != NULL)
    gtk_button_set_label (self->save, save);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
ts_question_answer (TsQuestion *self, TsAnswer answer)
{
  g_return_if_fail (TS_IS_QUESTION (self));
  self->answer = answer;
  gtk_window_destroy (GTK_WINDOW (self));
}
