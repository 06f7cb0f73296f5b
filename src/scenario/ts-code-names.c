/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What things are called in the code: objects as in the program, parameters in capitals, tasks in
 * small letters; whatever the language, its library or the code itself has a use for is avoided.
 */
#include "config.h"

#include "ts-code-private.h"

#include <string.h>

static const char * const python_names[] = {
  /* the language */
  "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
  "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
  "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
  "yield", "match", "case", "type", "self", "_",
  /* what is built in and of use here */
  "abs", "all", "any", "bool", "bytes", "dict", "exit", "filter", "float", "format", "hash", "help",
  "id", "input", "int", "iter", "len", "list", "map", "max", "min", "next", "object", "open", "pow",
  "print", "range", "round", "set", "sorted", "str", "sum", "super", "tuple", "vars", "zip",
  /* modules */
  "asyncio", "collections", "ctypes", "hashlib", "mmap", "multiprocessing", "os", "queue", "select",
  "shutil", "socket", "sys", "threading", "time",
  /* the code itself */
  "work", "calibrate", "compute", "native", "native_work", "read", "sleep", "give_way", "pin", "nice",
  "touch", "crash", "leave", "core", "core_at", "left", "alive", "quotient", "remainder", "picture", "say",
  "bar", "bars", "step", "draw", "typist", "typist_task", "living", "count", "rows", "own", "dice", "index",
  "loaded", "main", "thread", "process", "task", "Dice", "Queue", "ClosableQueue", "Thread",
  "Process", "TURNS_IN_A_MS", "ROUNDS_IN_A_MS", "DEVICE", "NOBODY_WRITES", "CORES", "SCREEN", "SEED",
};

static const char * const c_names[] = {
  /* the language */
  "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum",
  "extern", "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return",
  "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "typeof", "union",
  "unsigned", "void", "volatile", "while", "asm", "bool", "true", "false", "linux", "unix",
  /* the library, as far as plain words go, and what the compiler takes for it */
  "abort", "abs", "access", "acct", "alarm", "atexit", "brk", "bsearch", "calloc", "ceil", "chdir",
  "chown", "clearerr", "clock", "clone", "close", "cos", "crypt", "daemon", "daylight", "difftime",
  "div", "dup", "encrypt", "environ", "erf", "errno", "execl", "execv", "exit", "exp", "ferror",
  "fflush", "floor", "fma", "fork", "fputs", "free", "gamma", "getc", "getpid", "gettid", "getw",
  "hypot", "index", "kill", "link", "lockf", "log", "lseek", "malloc", "memcpy", "memset", "mmap",
  "nice", "pause", "perror", "pipe", "pow", "printf", "profil", "putc", "puts", "putw", "qsort",
  "raise", "rand", "random", "read", "realloc", "remove", "rename", "revoke", "rewind", "rindex",
  "rint", "round", "select", "setenv", "signal", "sin", "sleep", "splice", "sqrt", "stderr",
  "stdin", "stdout", "stime", "strlen", "swab", "symlink", "sync", "syscall", "system", "tan",
  "tee", "time", "timezone", "trunc", "truncate", "unlink", "unshare", "vfork", "wait", "waitpid",
  "write", "y0", "y1", "yn", "j0", "j1", "jn", "major", "minor",
  /* the code itself */
  "work", "compute", "calibrate", "native", "sleep_for", "read_device", "fail", "cores",
  "find_cores", "core_numbers", "core_at", "pin", "range", "be_nice", "touch", "crash", "dice", "left",
  "queue", "event", "bar", "step", "draw", "say", "own", "screen", "living", "count", "alive",
  "share", "shared", "typist", "typist_thread", "typist_process", "main", "argument", "loaded", "turns", "set_up", "start_thread",
  "start_process", "end_process", "MOST", "SEED",
  /* counts of loops */
  "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x",
};

static void
take_all (TsCode *code, const char * const *names, gsize count)
{
  for (gsize i = 0; i < count; i++)
    g_hash_table_add (code->taken, g_strdup (names[i]));
}

/* `wish`, or with "_" behind it until it is free. */
static const char *
take (TsCode *code, const char *wish)
{
  GString *name = g_string_new (wish);

  while (!g_hash_table_add (code->taken, g_strdup (name->str)))
    g_string_append_c (name, '_');
  return g_string_free (name, FALSE);
}

static gboolean
is_free (TsCode *code, const char *wish)
{
  return !g_hash_table_contains (code->taken, wish);
}

/* "WordCount" as "word_count". */
static char *
snake (const char *name)
{
  GString *text = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    {
      if (g_ascii_isupper (*at) && at > name && (g_ascii_islower (at[-1]) || g_ascii_isdigit (at[-1])))
        g_string_append_c (text, '_');
      g_string_append_c (text, g_ascii_tolower (*at));
    }
  return g_string_free (text, FALSE);
}

static void
name_task (TsTask *task, gpointer data)
{
  TsCode *code = data;
  g_autofree char *plain = snake (task->name);
  g_autofree char *other = g_strconcat ("run_", plain, NULL);

  if (!task->is_main)
    g_hash_table_insert (code->names, task, (gpointer) take (code, is_free (code, plain) ? plain : other));
}

static const char *
handle_word (TsCode *code, const TsTask *task)
{
  TaskKind kind = ts_code_kind (code->plan->way, task);

  if (kind == KIND_PROCESS)
    return task->copies != NULL ? "processes" : "process";
  if (kind == KIND_COROUTINE)
    return task->copies != NULL ? "tasks" : "task";
  return task->copies != NULL ? "threads" : "thread";
}

static void
name_handle (TsTask *task, gpointer data)
{
  TsCode *code = data;
  g_autofree char *plain = snake (task->name);
  g_autofree char *wish = NULL;

  if (task->is_main)
    return;
  wish = g_strdup_printf ("%s_%s", plain, handle_word (code, task));
  g_hash_table_insert (code->handles, task, (gpointer) take (code, wish));
}

void
ts_code_name_all (TsCode *code)
{
  if (code->plan->language == TS_CODE_PYTHON)
    take_all (code, python_names, G_N_ELEMENTS (python_names));
  else
    take_all (code, c_names, G_N_ELEMENTS (c_names));
  for (guint i = 0; i < code->script->parameters->len; i++)
    {
      TsParameter *parameter = code->script->parameters->pdata[i];
      g_autofree char *wish = g_ascii_strup (parameter->name, -1);

      g_hash_table_insert (code->names, parameter, (gpointer) take (code, wish));
    }
  for (guint i = 0; i < code->script->objects->len; i++)
    {
      TsObject *object = code->script->objects->pdata[i];

      g_hash_table_insert (code->names, object, (gpointer) take (code, object->name));
    }
  ts_script_visit_tasks (code->script, name_task, code);
  ts_script_visit_tasks (code->script, name_handle, code);
}

const char *
ts_code_name (TsCode *code, gconstpointer item)
{
  return g_hash_table_lookup (code->names, item);
}

const char *
ts_code_handle (TsCode *code, const TsTask *task)
{
  return g_hash_table_lookup (code->handles, task);
}
