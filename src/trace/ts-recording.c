/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recording: owns its parts and finds things in them.
 */
#include "config.h"

#include "ts-recording-fields.h"

struct _TsRecording {
  GObject parent_instance;

  TsRunFacts facts;
  GPtrArray *tasks;
  GPtrArray *objects;
  GPtrArray *cores;
  GPtrArray *prints;
  GPtrArray *notes;
  GPtrArray *settings;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsRecording, ts_recording, G_TYPE_OBJECT)

/* The newest mark of each kind before a multiple of MARKS_APART: what makes looking one up O(log
 * n). */
enum { MARKS_APART = 64 };
typedef struct {
  guint32 positions[TS_N_MARKS];  /* in marks; G_MAXUINT32: none yet */
} NewestMarks;

static void
task_free (gpointer data)
{
  TsTask *task = data;

  ts_fields_clear (ts_task_fields, task);
  ts_lane_free (task->lane);
  g_array_unref (task->marks);
  g_array_unref (task->newest_marks);
  g_free (task);
}

static void
object_free (gpointer data)
{
  TsObject *object = data;

  ts_fields_clear (ts_object_fields, object);
  ts_lane_free (object->lane);
  g_free (object);
}

static void
core_free (gpointer data)
{
  TsCore *core = data;

  ts_fields_clear (ts_core_fields, core);
  ts_lane_free (core->lane);
  ts_lane_free (core->others);
  g_free (core);
}

static void
print_free (gpointer data)
{
  ts_fields_clear (ts_print_fields, data);
  g_free (data);
}

static void
note_free (gpointer data)
{
  ts_fields_clear (ts_note_fields, data);
  g_free (data);
}

static void
setting_free (gpointer data)
{
  ts_fields_clear (ts_setting_fields, data);
  g_free (data);
}

static void
ts_recording_finalize (GObject *object)
{
  TsRecording *self = TS_RECORDING (object);

  ts_fields_clear (ts_facts_fields, &self->facts);
  g_ptr_array_unref (self->tasks);
  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->cores);
  g_ptr_array_unref (self->prints);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->settings);
  G_OBJECT_CLASS (ts_recording_parent_class)->finalize (object);
}

static void
ts_recording_class_init (TsRecordingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ts_recording_finalize;

  signals[CHANGED] = g_signal_new ("changed", TS_TYPE_RECORDING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ts_recording_init (TsRecording *self)
{
  ts_fields_init (ts_facts_fields, &self->facts);
  self->tasks = g_ptr_array_new_with_free_func (task_free);
  self->objects = g_ptr_array_new_with_free_func (object_free);
  self->cores = g_ptr_array_new_with_free_func (core_free);
  self->prints = g_ptr_array_new_with_free_func (print_free);
  self->notes = g_ptr_array_new_with_free_func (note_free);
  self->settings = g_ptr_array_new_with_free_func (setting_free);
}

TsRecording *
ts_recording_new (void)
{
  return g_object_new (TS_TYPE_RECORDING, NULL);
}

TsRunFacts *
ts_recording_get_facts (TsRecording *self)
{
  return &self->facts;
}

GPtrArray *
ts_recording_get_tasks (TsRecording *self)
{
  return self->tasks;
}

GPtrArray *
ts_recording_get_objects (TsRecording *self)
{
  return self->objects;
}

GPtrArray *
ts_recording_get_cores (TsRecording *self)
{
  return self->cores;
}

GPtrArray *
ts_recording_get_prints (TsRecording *self)
{
  return self->prints;
}

GPtrArray *
ts_recording_get_notes (TsRecording *self)
{
  return self->notes;
}

GPtrArray *
ts_recording_get_settings (TsRecording *self)
{
  return self->settings;
}

TsTask *
ts_recording_add_task (TsRecording *self)
{
  TsTask *task = g_new0 (TsTask, 1);

  ts_fields_init (ts_task_fields, task);
  task->total = -1;
  task->started_ns = -1;
  task->ended_ns = -1;
  task->lane = ts_lane_new ();
  task->marks = g_array_new (FALSE, FALSE, sizeof (TsMark));
  task->newest_marks = g_array_new (FALSE, FALSE, sizeof (NewestMarks));
  g_ptr_array_add (self->tasks, task);
  return task;
}

TsObject *
ts_recording_add_object (TsRecording *self)
{
  TsObject *object = g_new0 (TsObject, 1);

  ts_fields_init (ts_object_fields, object);
  object->lane = ts_lane_new ();
  g_ptr_array_add (self->objects, object);
  return object;
}

TsCore *
ts_recording_add_core (TsRecording *self)
{
  TsCore *core = g_new0 (TsCore, 1);

  ts_fields_init (ts_core_fields, core);
  core->lane = ts_lane_new ();
  core->others = ts_lane_new ();
  g_ptr_array_add (self->cores, core);
  return core;
}

void
ts_recording_add_print (TsRecording *self, gint64 time_ns, guint32 task, const char *text)
{
  TsPrint *print = g_new0 (TsPrint, 1);

  print->time_ns = time_ns;
  print->task = task;
  ts_set_string (&print->text, text);
  g_ptr_array_add (self->prints, print);
}

void
ts_recording_add_note (TsRecording *self, gint64 begin_ns, gint64 end_ns, const char *lane,
                       const char *text)
{
  TsNote *note = g_new0 (TsNote, 1);

  note->begin_ns = begin_ns;
  note->end_ns = end_ns;
  ts_set_string (&note->lane, lane);
  ts_set_string (&note->text, text);
  g_ptr_array_add (self->notes, note);
}

void
ts_recording_add_setting (TsRecording *self, const char *name, const char *label, gint64 value)
{
  TsSetting *setting = g_new0 (TsSetting, 1);

  ts_set_string (&setting->name, name);
  ts_set_string (&setting->label, label);
  setting->value = value;
  g_ptr_array_add (self->settings, setting);
}

void
ts_set_string (char **string, const char *value)
{
  char *copy = value == NULL                       ? g_strdup ("")
               : g_utf8_validate (value, -1, NULL) ? g_strdup (value)
                                                   : g_utf8_make_valid (value, -1);

  g_free (*string);
  *string = copy;
}

TsCore *
ts_recording_find_core (TsRecording *self, guint16 number)
{
  for (guint i = 0; i < self->cores->len; i++)
    {
      TsCore *core = g_ptr_array_index (self->cores, i);

      if (core->number == number)
        return core;
    }
  return NULL;
}

/* Brings task->newest_marks up to date with the marks that were added since. */
static void
note_newest_marks (const TsTask *task)
{
  NewestMarks newest;

  memset (&newest, 0xff, sizeof newest);
  if (task->newest_marks->len > 0)
    newest = g_array_index (task->newest_marks, NewestMarks, task->newest_marks->len - 1);
  while ((task->newest_marks->len + 1) * MARKS_APART <= task->marks->len)
    {
      guint first = task->newest_marks->len * MARKS_APART;

      for (guint i = first; i < first + MARKS_APART; i++)
        {
          guint32 kind = g_array_index (task->marks, TsMark, i).kind;

          if (kind < TS_N_MARKS)
            newest.positions[kind] = i;
        }
      g_array_append_val (task->newest_marks, newest);
    }
}

/* How many marks lie at or before time_ns. */
static guint
count_marks_until (const TsTask *task, gint64 time_ns)
{
  guint low = 0, high = task->marks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (task->marks, TsMark, middle).time_ns <= time_ns)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
ts_task_find_mark (const TsTask *task, gint64 time_ns)
{
  guint low = 0, high = task->marks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (task->marks, TsMark, middle).time_ns < time_ns)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gint64
ts_task_value_at (const TsTask *task, TsMarkKind kind, gint64 time_ns, gint64 fallback)
{
  guint count = count_marks_until (task, time_ns);
  guint block = count / MARKS_APART;
  guint32 position;

  g_return_val_if_fail (kind < TS_N_MARKS, fallback);
  for (guint i = count; i > block * MARKS_APART; i--)
    if (g_array_index (task->marks, TsMark, i - 1).kind == kind)
      return g_array_index (task->marks, TsMark, i - 1).value;
  if (block == 0)
    return fallback;
  note_newest_marks (task);
  position = g_array_index (task->newest_marks, NewestMarks, block - 1).positions[kind];
  return position == G_MAXUINT32 ? fallback : g_array_index (task->marks, TsMark, position).value;
}

void
ts_recording_changed (TsRecording *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gint64
lane_end_ns (const TsLane *lane)
{
  guint n_slices = ts_lane_get_n_slices (lane);

  return n_slices == 0 ? 0 : ts_lane_get_slice (lane, n_slices - 1)->end_ns;
}

gint64
ts_recording_get_end_ns (TsRecording *self)
{
  gint64 end_ns = 0;

  for (guint i = 0; i < self->tasks->len; i++)
    end_ns = MAX (end_ns, lane_end_ns (((TsTask *) g_ptr_array_index (self->tasks, i))->lane));
  for (guint i = 0; i < self->objects->len; i++)
    end_ns = MAX (end_ns, lane_end_ns (((TsObject *) g_ptr_array_index (self->objects, i))->lane));
  for (guint i = 0; i < self->cores->len; i++)
    end_ns = MAX (end_ns, lane_end_ns (((TsCore *) g_ptr_array_index (self->cores, i))->lane));
  return end_ns;
}
