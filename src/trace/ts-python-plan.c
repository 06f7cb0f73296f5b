/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layout of the arena is told by the compiler that laid it out, so that Python knows no number by itself.
 */
#include "config.h"

#include "ts-python-plan.h"

#include "ts-output.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct {
  const char *name;
  guint64 value;
} Number;

#define IN_ARENA(field) offsetof (Arena, field)
#define IN_TASK(field) offsetof (TaskSlot, field)

static const Number layout[] = {
  { "control", IN_ARENA (control) }, { "control_run", CONTROL_RUN },
  { "phase", IN_ARENA (phase) }, { "phase_running", PHASE_RUNNING },
  { "start", IN_ARENA (start_ns) },
  { "source", IN_ARENA (source) }, { "self_timed", SOURCE_SELF_TIMED },
  { "pause_count", IN_ARENA (pause_count) }, { "pauses", IN_ARENA (pauses) },
  { "pause_size", sizeof (Pause) }, { "pause_end", offsetof (Pause, end_ns) },
  { "failure_claimed", IN_ARENA (failure.claimed) }, { "failure_code", IN_ARENA (failure.code) },
  { "failure_task", IN_ARENA (failure.task) }, { "failure_instruction", IN_ARENA (failure.instruction) },
  { "failure_text", IN_ARENA (failure.text) }, { "failure_text_size", sizeof ((Arena *) NULL)->failure.text },
  { "failure_script", FAILURE_SCRIPT }, { "hold_noticed", HOLD_NOTICED },
  { "keyboard_pressed", IN_ARENA (keyboard.pressed) }, { "keyboard_taken", IN_ARENA (keyboard.taken) },
  { "keyboard_keys", IN_ARENA (keyboard.keys) }, { "keyboard_size", MAX_KEYS },
  { "key_size", sizeof (Key) }, { "key_character", offsetof (Key, character) },
  { "task_size", sizeof (TaskSlot) }, { "task_state", IN_TASK (state) }, { "task_instruction", IN_TASK (instruction) },
  { "task_progress", IN_TASK (progress) }, { "task_pid", IN_TASK (pid) }, { "task_tid", IN_TASK (tid) },
  { "task_core", IN_TASK (core) }, { "task_waiting_for", IN_TASK (waiting_for) },
  { "task_started", IN_TASK (started_ns) }, { "task_ended", IN_TASK (ended_ns) }, { "task_tick", IN_TASK (tick_ns) },
  { "task_exit_status", IN_TASK (exit_status) }, { "task_owner", IN_TASK (owner) },
  { "task_noting", IN_TASK (noting_ns) },
  { "object_size", sizeof (ObjectSlot) },
  { "ring_tail", offsetof (Ring, tail) }, { "ring_dropped", offsetof (Ring, dropped) },
  { "ring_head", offsetof (Ring, head) }, { "ring_events", offsetof (Ring, events) },
  { "text_size", sizeof (Event) - offsetof (Event, instruction) }, { "most_print", MAX_PRINT },
  { "futex_call", SYS_futex },
};

static const Number events[] = {
  { "start", EVENT_START }, { "end", EVENT_END }, { "line", EVENT_LINE }, { "step", EVENT_STEP }, { "gap", EVENT_GAP },
  { "wait", EVENT_WAIT }, { "wake", EVENT_WAKE }, { "hold", EVENT_HOLD }, { "release", EVENT_RELEASE },
  { "fill", EVENT_FILL }, { "take", EVENT_TAKE }, { "count", EVENT_COUNT }, { "started", EVENT_STARTED },
  { "joined", EVENT_JOINED }, { "pin", EVENT_PIN }, { "nice", EVENT_NICE }, { "print", EVENT_PRINT },
  { "text", EVENT_TEXT },
};

static const Number reasons[] = {
  { "none", WAIT_UNKNOWN }, { "sleep", WAIT_SLEEP }, { "io", WAIT_IO }, { "lock", WAIT_LOCK }, { "semaphore", WAIT_SEMAPHORE },
  { "queue", WAIT_QUEUE }, { "barrier", WAIT_BARRIER }, { "event", WAIT_EVENT }, { "task", WAIT_TASK },
};

static const Number states[] = {
  { "starting", TASK_STARTING }, { "running", TASK_READY_OR_RUNNING }, { "waiting", TASK_WAITING },
  { "frozen", TASK_FROZEN }, { "ended", TASK_ENDED },
};

static const char * const object_kinds[] = {
  [OBJECT_LOCK] = "lock", [OBJECT_SEMAPHORE] = "semaphore", [OBJECT_QUEUE] = "queue", [OBJECT_BARRIER] = "barrier",
  [OBJECT_EVENT] = "event", [OBJECT_COUNTER] = "counter", [OBJECT_KEYBOARD] = "keyboard",
};

static void
write_number (TsOutput *out, const char *name, gint64 value)
{
  ts_output_json_string (out, name);
  ts_output_literal (out, ":");
  ts_output_integer (out, value);
  ts_output_literal (out, ",\n");
}

/* "NAME": {…, "": 0}, — the last member spares a look at the commas. */
static void
begin_names (TsOutput *out, const char *name)
{
  ts_output_json_string (out, name);
  ts_output_literal (out, ":{");
}

static void
end_names (TsOutput *out)
{
  ts_output_literal (out, "\"\":0},\n");
}

static void
write_names (TsOutput *out, const char *name, const Number *numbers, gsize count)
{
  begin_names (out, name);
  for (gsize i = 0; i < count; i++)
    write_number (out, numbers[i].name, (gint64) numbers[i].value);
  end_names (out);
}

static void
write_layout (TsOutput *out, const ArenaView *view)
{
  guint64 ring_bytes = view->task_count > 1
                         ? (guint64) ((char *) arena_task_ring (view, 1) - (char *) arena_task_ring (view, 0)) : 0;

  begin_names (out, "layout");
  for (gsize i = 0; i < G_N_ELEMENTS (layout); i++)
    write_number (out, layout[i].name, (gint64) layout[i].value);
  write_number (out, "tasks", (gint64) view->tasks_offset);
  write_number (out, "objects", (gint64) view->objects_offset);
  write_number (out, "rings", (gint64) view->task_rings_offset);
  write_number (out, "ring_size", (gint64) ring_bytes);
  write_number (out, "ring_capacity", (gint64) view->task_ring_capacity);
  end_names (out);
}

/* The first instruction that a line of the program became; -1 if it became none. */
static gint64
find_instruction (const Program *program, guint line)
{
  for (guint i = 0; line != 0 && i < program->instruction_count; i++)
    if (program->instructions[i].line == line)
      return i;
  return -1;
}

static void
write_lines (TsOutput *out, const Program *program, const TsCodeMap *map)
{
  ts_output_literal (out, "\"lines\":[");
  for (guint i = 0; i < map->lines->len; i++)
    {
      if (i > 0)
        ts_output_literal (out, ",");
      ts_output_integer (out, find_instruction (program, g_array_index (map->lines, guint, i)));
    }
  ts_output_literal (out, "],\n");
}

/* What a name of the program is called in the script; NULL if it is not there. */
static const char *
find_name (const TsCodeMap *map, TsCodeNameKind kind, const char *declared)
{
  for (guint i = 0; i < map->names->len; i++)
    {
      const TsCodeName *name = map->names->pdata[i];

      if (name->kind == kind && g_str_equal (name->declared, declared))
        return name->name;
    }
  return NULL;
}

static const char *
find_task (const Program *program, const TsCodeMap *map, gint32 declaration)
{
  if (declaration < 0)
    return NULL;
  return find_name (map, TS_CODE_NAME_TASK, program->text + program->declarations[declaration].name);
}

static void
write_tasks (TsOutput *out, const Program *program, const TsCodeMap *map)
{
  begin_names (out, "tasks");
  for (guint i = 1; i < program->declaration_count; i++)
    {
      const TaskDeclaration *declaration = &program->declarations[i];
      const char *name = find_task (program, map, (gint32) i), *parent = find_task (program, map, declaration->parent);

      if (name == NULL)
        continue;
      begin_names (out, name);
      ts_output_literal (out, "\"parent\":");
      if (parent != NULL)
        ts_output_json_string (out, parent);
      else
        ts_output_literal (out, "null");
      ts_output_literal (out, ",");
      write_number (out, "first", declaration->first_slot);
      write_number (out, "copies", declaration->copies);
      end_names (out);
    }
  end_names (out);
}

/* One for each declaration: the elements of a row follow one another in the program. */
static void
write_objects (TsOutput *out, const Program *program, const TsCodeMap *map)
{
  ts_output_literal (out, "\"objects\":[");
  for (guint i = 0, written = 0; i < program->object_count; i++)
    {
      const char *text = program->text + program->objects[i].name, *bracket = strchr (text, '[');
      g_autofree char *declared = bracket != NULL ? g_strndup (text, (gsize) (bracket - text)) : g_strdup (text);
      const char *name = find_name (map, TS_CODE_NAME_OBJECT, declared);

      if (name == NULL || program->objects[i].kind >= G_N_ELEMENTS (object_kinds)
          || (bracket != NULL && !g_str_has_prefix (bracket, "[0]")))
        continue;
      if (written++ > 0)
        ts_output_literal (out, ",");
      ts_output_literal (out, "{\"name\":");
      ts_output_json_string (out, name);
      ts_output_literal (out, ",\"kind\":");
      ts_output_json_string (out, object_kinds[program->objects[i].kind]);
      ts_output_literal (out, ",\"first\":");
      ts_output_integer (out, i);
      ts_output_literal (out, ",\"row\":");
      ts_output_integer (out, bracket != NULL);
      ts_output_literal (out, "}");
    }
  ts_output_literal (out, "],\n");
}

static void
write_way (TsOutput *out, const ArenaView *view)
{
  const Program *program = &view->arena->program;
  guint32 first = program->interpreter_lock;

  /* [[process, lock], …] */
  ts_output_literal (out, "\"interpreter_locks\":[");
  for (guint32 i = first == 0 ? program->object_count : first - 1; i < program->object_count; i++)
    {
      if (i >= first)
        ts_output_literal (out, ",");
      ts_output_literal (out, "[");
      ts_output_integer (out, program->objects[i].size);
      ts_output_literal (out, ",");
      ts_output_integer (out, i);
      ts_output_literal (out, "]");
    }
  ts_output_literal (out, "],\n");
  write_number (out, "has_loop", way_traits[view->way].kind == KIND_COROUTINE);
  if (view->arena->options[OPTION_SWITCH_INTERVAL_US] > 0)
    write_number (out, "switch_interval_us", view->arena->options[OPTION_SWITCH_INTERVAL_US]);
}

static void
write_plan (TsOutput *out, const ArenaView *view, const char *script, const TsCodeMap *map)
{
  const Program *program = &view->arena->program;

  ts_output_literal (out, "{");
  write_layout (out, view);
  write_names (out, "events", events, G_N_ELEMENTS (events));
  write_names (out, "reasons", reasons, G_N_ELEMENTS (reasons));
  write_names (out, "states", states, G_N_ELEMENTS (states));
  write_lines (out, program, map);
  write_tasks (out, program, map);
  write_objects (out, program, map);
  write_way (out, view);
  ts_output_literal (out, "\"script\":");
  ts_output_json_string (out, script);
  ts_output_literal (out, "}\n");
}

int
ts_python_plan_make (const ArenaView *view, const char *script, const TsCodeMap *map)
{
  int fd = memfd_create ("timeslice-plan", MFD_CLOEXEC);
  TsOutput out = { 0 };

  if (fd < 0)
    return -1;
  ts_output_init (&out, fd);
  write_plan (&out, view, script, map);
  if (ts_output_finish (&out) && lseek (fd, 0, SEEK_SET) == 0)
    return fd;
  close (fd);
  return -1;
}
