/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that we did not write: traces of other programs are shown as far as they can be, and what
 * is no recording gets one clear sentence that says what is wrong and where.
 */
#include "config.h"

#include <string.h>

#include "ts-recording-file.h"

/* Opens a text in which ' stands for ". */
static TsRecording *
open_quoted (const char *text, GError **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');

  return ts_recording_parse (json, strlen (json), error);
}

static TsRecording *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  TsRecording *recording = open_quoted (text, &error);

  g_assert_no_error (error);
  return recording;
}

static const TsTask *
task_at (TsRecording *recording, guint position)
{
  return ts_recording_get_tasks (recording)->pdata[position];
}

static void
assert_slice (const TsLane *lane, guint position, gint64 begin_ns, gint64 end_ns, TsState state)
{
  const TsSlice *slice = ts_lane_get_slice (lane, position);

  g_assert_cmpint (slice->begin_ns, ==, begin_ns);
  g_assert_cmpint (slice->end_ns, ==, end_ns);
  g_assert_cmpint (slice->state, ==, state);
}

static void
test_states (void)
{
  g_autoptr (TsRecording) recording = parse (
    "{'metadata':{'a':[1,{'b':null}]},'traceEvents':["
    "{'ph':'M','name':'thread_name','pid':10,'tid':11,'args':{'name':'worker'}},"
    "{'ph':'M','name':'process_name','pid':10,'args':{'name':'program'}},"
    "{'ph':'T','name':'Running','ts':1000.5,'dur':2,'pid':10,'tid':11,'args':{'cpu':3}},"
    "{'ph':'T','name':'S','ts':1002.5,'dur':1e3,'pid':10,'tid':11},"
    "{'ph':'T','name':'D','ts':999,'dur':1.5,'pid':10,'tid':11},"
    "{'ph':'T','name':'R+','ts':1001,'dur':0.0004,'pid':10,'tid':10},"
    "{'ph':'T','name':'R','ts':1001,'dur':0.0006,'pid':10,'tid':10}],'other':false}");
  const TsTask *main_task = task_at (recording, 0), *worker = task_at (recording, 1);
  const TsCore *core;

  g_assert_cmpuint (ts_recording_get_tasks (recording)->len, ==, 2);
  g_assert_cmpstr (main_task->name, ==, "program");
  g_assert_cmpuint (ts_lane_get_n_slices (main_task->lane), ==, 1);
  assert_slice (main_task->lane, 0, 2000, 2001, TS_STATE_READY);
  g_assert_cmpstr (worker->name, ==, "worker");
  g_assert_cmpuint (worker->tid, ==, 11);
  g_assert_cmpint (worker->started_ns, ==, 0);
  g_assert_cmpint (worker->ended_ns, ==, 1003500);
  assert_slice (worker->lane, 0, 0, 1500, TS_STATE_WAITING_IO);
  assert_slice (worker->lane, 1, 1500, 3500, TS_STATE_RUNNING);
  assert_slice (worker->lane, 2, 3500, 1003500, TS_STATE_WAITING);
  g_assert_cmpuint (ts_recording_get_cores (recording)->len, ==, 1);
  core = ts_recording_find_core (recording, 3);
  assert_slice (core->lane, 0, 1500, 3500, TS_STATE_RUNNING);
  g_assert_cmpuint (ts_lane_get_slice (core->lane, 0)->who, ==, 1);
  g_assert_cmpint (ts_recording_get_facts (recording)->duration_ns, ==, 1003500);
  g_assert_cmpint (ts_recording_get_facts (recording)->start_monotonic_ns, ==, 999000);
}

/* Slices of work nest, in any order; those that begin and end apart do too; threads may have names
 * for numbers. */
static void
test_work (void)
{
  g_autoptr (TsRecording) recording = parse (
    "[{'ph':'X','name':'inner','ts':5,'dur':1,'pid':1,'tid':1},"
    "{'ph':'X','name':'outer','ts':4,'dur':10,'pid':1,'tid':1,'args':{'cpu':'x','name':[]}},"
    "{'ph':'X','name':'next','ts':20,'dur':1,'pid':1,'tid':1,'args':7},"
    "{'ph':'B','ts':0,'pid':1,'tid':'second'},{'ph':'B','ts':1,'pid':1,'tid':'second'},"
    "{'ph':'E','ts':2,'pid':1,'tid':'second'},{'ph':'E','ts':3,'pid':1,'tid':'second'},"
    "{'ph':'E','ts':9,'pid':1,'tid':'second'},{'ph':'B','ts':9,'pid':1,'tid':'second'},"
    "{'ph':'i','ts':9,'pid':1,'tid':3},{'ph':'X','dur':9,'pid':1,'tid':3}]");
  const TsTask *task = task_at (recording, 0), *second = task_at (recording, 1);

  g_assert_cmpuint (ts_recording_get_tasks (recording)->len, ==, 2);
  g_assert_cmpuint (ts_lane_get_n_slices (task->lane), ==, 2);
  assert_slice (task->lane, 0, 4000, 14000, TS_STATE_RUNNING);
  assert_slice (task->lane, 1, 20000, 21000, TS_STATE_RUNNING);
  g_assert_cmpuint (ts_lane_get_n_slices (second->lane), ==, 1);
  assert_slice (second->lane, 0, 0, 3000, TS_STATE_RUNNING);
  g_assert_cmpuint (ts_recording_get_cores (recording)->len, ==, 0);
}

/* Every file is refused with the words that it has coming, and never crashes the reader however it
 * is cut. */
#define HEAD "{'timeslice':{'version':1,'facts':{},'cores':[{'number':0}],'tasks':[{'track':7}]," \
  "'objects':[{'kind':0}]},'traceEvents':["
#define RUN(begin, duration) "{'ph':'T','name':'Running','ts':" begin ",'dur':" duration ",'tid':7}"

static const struct {
  const char *text, *problem;
} refused[] = {
  { "", "at byte 0, it ends in the middle" },
  { "  \n", "at byte 3, it ends in the middle" },
  { "\x1f\x8b\x08", "at byte 0, this is not JSON" },
  { "hello", "at byte 0, this is not JSON" },
  { "'text'", "at byte 0, this is not a trace" },
  { "{}", "it has no events" },
  { "{'traceEvents':{}}", "its parts are not in the order" },
  { "[1]", "at byte 1, an event is not an object" },
  { "[{'ph':'X']", "at byte 10, a bracket closes what was not opened" },
  { "[{'ph' 'X'}]", "a colon is missing" },
  { "[{'ph':'X' 'ts':1}]", "a comma is missing" },
  { "[{},]", "this is not JSON" },
  { "[{'a':1,}]", "the name of a member is missing" },
  { "[{'ts':NaN}]", "at byte 7, this is not JSON" },
  { "[{'ts':-Infinity}]", "this is not JSON" },
  { "[{'ts':01}]", "this is not JSON" },
  { "[{'ts':1.}]", "this is not JSON" },
  { "[{'ts':+1}]", "this is not JSON" },
  { "[{'ts':1e999}]", "more than 31 years" },
  { "[{'ts':99999999999999999999999999}]", "more than 31 years" },
  { "[{'ts':1,'ts':2}]", "an event has the same member twice" },
  { "[{'ph':'\\x'}]", "a text has an escape that does not exist" },
  { "[{'ph':'\\u12g4'}]", "a text has an escape that does not exist" },
  { "[{'ph':'a\nb'}]", "a text holds a control character" },
  { "[{'ph':'\xff'}]", "a text is not UTF-8" },
  { "[{'ph':'X", "it ends in the middle of a text" },
  { "[] []", "at byte 3, something stands behind its end" },
  { "[{'pid':true}]", "something else where a number belongs" },
  { "[{'pid':1.5}]", "a number that is not whole" },
  { "[{'pid':9223372036854775808}]", "a number that is not whole, or too large" },
  { "{'timeslice':1,'traceEvents':[]}", "something else where an object belongs" },
  { "{'timeslice':{},'traceEvents':[]}", "the description has no version" },
  { "{'timeslice':{'version':'1'},'traceEvents':[]}", "the description has no version" },
  { "{'timeslice':{'version':1,'version':1}}", "the description has the same member twice" },
  { "{'timeslice':{'version':1},'timeslice':{'version':1}}", "it has two descriptions" },
  { "{'traceEvents':[],'timeslice':{'version':1}}", "its parts are not in the order" },
  { "{'timeslice':{'version':1,'facts':{'title':1}}}", "something else where a text belongs" },
  { "{'timeslice':{'version':1,'facts':{'lost':-1}}}",
    "a number that is not whole, or out of range" },
  { "{'timeslice':{'version':1,'facts':{'lost':18446744073709551616}}}", "out of range" },
  { "{'timeslice':{'version':1,'facts':{'exit_status':3000000000}}}", "out of range" },
  { "{'timeslice':{'version':1,'tasks':{}}}", "something else where a list belongs" },
  { "{'timeslice':{'version':1,'tasks':[{'pid':4294967296}]}}", "out of range" },
  { "{'timeslice':{'version':1,'tasks':[{'track':1},{'track':1}]}}",
    "two tasks have the same track" },
  { "{'timeslice':{'version':1,'objects':[{'kind':7}]}}",
    "an object is of a kind that does not exist" },
  { "{'timeslice':{'version':1,'cores':[{'with':[[1,1,0,0,1,0]]}]}}", "a slice that is not one" },
  { "{'timeslice':{'version':1,'cores':[{'with':[[1,2,0,0,99,0]]}]}}", "a slice that is not one" },
  { "{'timeslice':{'version':1,'cores':[{'with':[[1,2]]}]}}", "a slice that is not one" },
  { "{'timeslice':{'version':1,'cores':[{'without':[1,1]}]}}", "slices that do not exist" },
  { "{'timeslice':{'version':1,'cores':[{'without':[4000000000]}]},'traceEvents':[]}",
    "slices that do not exist" },
  { HEAD RUN ("0", "0") "]}", "lasts no time" },
  { HEAD RUN ("0", "-1") "]}", "lasts no time" },
  { HEAD RUN ("0", "2") "," RUN ("1", "2") "]}", "two slices of one lane overlap" },
  { HEAD "{'ph':'T','name':'Running','ts':0,'dur':1,'tid':1000000000}]}",
    "a task that is not described" },
  { HEAD "{'ph':'T','name':'Q','ts':0,'dur':1,'tid':7}]}", "a state that does not exist" },
  { HEAD "{'ph':'T','name':'S','ts':0,'dur':1,'tid':7,'args':{'r':'x'}}]}",
    "a state that does not" },
  { HEAD "{'ph':'T','name':'Running','ts':0,'dur':1,'tid':7,'args':{'cpu':65535}}]}",
    "a core that cannot" },
  { HEAD "{'ph':'T','name':'Running','ts':0,'dur':1,'tid':7,'args':{'h':8}}]}", "out of range" },
  { HEAD "{'ph':'C','ts':0,'dur':1,'object':1,'args':{'value':1}}]}",
    "something that is not described" },
  { HEAD "{'ph':'C','ts':0,'dur':1,'object':0,'args':{'value':99999999999}}]}", "out of range" },
  { HEAD "{'ph':'C','ts':0,'dur':1,'core':-1,'args':{'value':1}}]}",
    "something that is not described" },
  { HEAD "{'ph':'i','cat':'mark','name':'line','ts':0,'tid':7}]}", "lacks its time or value" },
  { HEAD "{'ph':'i','cat':'print','ts':0,'tid':7}]}", "a printed line lacks" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_quoted (refused[i].text, &error));
      g_assert_error (error, TS_RECORDING_ERROR, TS_RECORDING_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (
        error->message, "“recording” is not a recording that can be opened: at byte "));
      if (strstr (error->message, refused[i].problem) == NULL)
        g_error ("%s: not “%s” but “%s”", refused[i].text, refused[i].problem, error->message);
    }
}

static void
test_cut_anywhere (void)
{
  const char *whole = HEAD RUN ("0", "1") ",{'ph':'i','cat':'print','ts':0.5,'task':0,'tid':7,"
    "'args':{'text':'ü\\ud83e\\uddf5\\u0000'}}]}";
  g_autoptr (TsRecording) recording = parse (whole);

  g_assert_cmpstr (((TsPrint *) ts_recording_get_prints (recording)->pdata[0])->text, ==, "ü🧵�");
  for (gsize length = 0; length < strlen (whole); length++)
    {
      g_autofree char *cut = g_strndup (whole, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (open_quoted (cut, &error));
      g_assert_error (error, TS_RECORDING_ERROR, TS_RECORDING_ERROR_FORMAT);
    }
}

static void
test_too_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "[");
  g_assert_null (ts_recording_parse (text->str, text->len, &error));
  g_assert_error (error, TS_RECORDING_ERROR, TS_RECORDING_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "it is nested too deeply"));
}

static void
test_later_version (void)
{
  const char *text = "{'timeslice':{'version':2,'novelty':[{}]},'traceEvents':[]}";
  g_autoptr (GError) error = NULL;

  g_assert_null (open_quoted (text, &error));
  g_assert_error (error, TS_RECORDING_ERROR, TS_RECORDING_ERROR_VERSION);
  g_assert_cmpstr (error->message, ==,
                   "“recording” was written by a later Timeslice. Please open it with that one.");
}

static void
test_nothing_to_show (void)
{
  static const char *texts[] = { "[]",
                                 "{'traceEvents':[{'ph':'M','name':'thread_name','pid':1,'tid':1,"
                                 "'args':{'name':'x'}}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_quoted (texts[i], &error));
      g_assert_error (error, TS_RECORDING_ERROR, TS_RECORDING_ERROR_EMPTY);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recording-foreign/states", test_states);
  g_test_add_func ("/recording-foreign/work", test_work);
  g_test_add_func ("/recording-foreign/refused", test_refused);
  g_test_add_func ("/recording-foreign/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/recording-foreign/too-deep", test_too_deep);
  g_test_add_func ("/recording-foreign/later-version", test_later_version);
  g_test_add_func ("/recording-foreign/nothing-to-show", test_nothing_to_show);
  return g_test_run ();
}
