/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the page: cores, tasks and objects with their names.  Rows get lower when there are
 * many, and beyond a limit a line of text says how many more there are.
 */
#include "config.h"

#include "ts-page-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { HEADING_GAP_PX = 6, SECTION_GAP_PX = 12, DETAIL_GAP_PX = 7 };

static const TsFont heading_font = { 11, TRUE };

static const TsRowSize core_sizes[] = {
  { 8, 38, 32 }, { 16, 28, 24 }, { 32, 20, 17 }, { G_MAXUINT, 14, 12 }
};
static const TsRowSize task_sizes[] = { { 12, 29, 23 }, { 24, 23, 18 }, { G_MAXUINT, 17, 14 } };
static const TsRowSize object_sizes[] = { { 6, 31, 24 }, { G_MAXUINT, 22, 17 } };
static const guint most_rows[] = {
  [TS_PAGE_CORE] = 64, [TS_PAGE_TASK] = 40, [TS_PAGE_OBJECT] = 16
};

guint
ts_page_get_most_rows (TsPageLaneKind kind)
{
  return most_rows[kind];
}

const TsRowSize *
ts_page_choose_size (TsPageLaneKind kind, guint n_rows)
{
  const TsRowSize *size = kind == TS_PAGE_CORE   ? core_sizes
                          : kind == TS_PAGE_TASK ? task_sizes
                                                 : object_sizes;

  while (n_rows > size->most_rows)
    size++;
  return size;
}

TsFont
ts_row_get_name_font (const TsRowSize *size, gboolean bold)
{
  return (TsFont) { CLAMP (size->row_px * 0.55, 9.5, 13.5), bold };
}

TsFont
ts_row_get_detail_font (const TsRowSize *size)
{
  return (TsFont) { CLAMP (size->row_px * 0.48, 9, 11), FALSE };
}

/* Puts name and detail side by side, or leaves out what does not fit: first the detail, then words
 * of the name. */
void
ts_page_add_name (TsPage *page, const TsPageRow *row, const char *name, const char *detail)
{
  TsFont font = ts_row_get_name_font (row->size, row->bold),
         small = ts_row_get_detail_font (row->size);
  double room = page->name_x_px + page->label_width_px - row->x_px;
  g_autofree char *clean = ts_text_clean (name);
  g_autofree char *fitting = ts_text_meter_shorten (page->meter, &font, clean, room);
  double height = ts_text_meter_get_height (page->meter, &font), y = row->middle_px - height / 2;
  double below = (height - ts_text_meter_get_height (page->meter, &small)) * 0.8;
  double x = row->x_px;

  if (fitting[0] != '\0')
    x += ts_page_add_text (page, &font, TS_ROLE_TEXT, fitting, x, y) + DETAIL_GAP_PX;
  if (detail[0] != '\0'
      && x - row->x_px + ts_text_meter_get_width (page->meter, &small, detail) <= room)
    ts_page_add_text (page, &small, TS_ROLE_TEXT_DIM, detail, x, y + below);
}

void
ts_page_add_lane (TsPage *page, TsPageLaneKind kind, guint index, const TsRowSize *size,
                  double y_px)
{
  TsPageLane lane = { kind, index, round (y_px + (size->row_px - size->lane_px) / 2),
                      size->lane_px };

  g_array_append_val (page->lanes, lane);
}

static void
add_heading (TsPage *page, const char *text, double *y_px)
{
  ts_page_add_text (page, &heading_font, TS_ROLE_TEXT_DIM, text, page->margin_px, *y_px);
  *y_px += ts_text_meter_get_height (page->meter, &heading_font) + HEADING_GAP_PX;
}

static void
add_more (TsPage *page, const char *text, double *y_px)
{
  TsFont font = { 12, FALSE };

  *y_px += 2;
  ts_page_add_text (page, &font, TS_ROLE_TEXT_DIM, text, page->margin_px, *y_px);
  *y_px += ts_text_meter_get_height (page->meter, &font);
}

static void
add_cores (TsPage *page, double *y_px)
{
  guint n_cores = ts_recording_get_cores (page->recording)->len, more;

  if (n_cores == 0)
    return;
  add_heading (page, _("CORES"), y_px);
  more = n_cores - ts_page_add_cores (page, y_px);
  if (more > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("and %u more core", "and %u more cores", more), more);
      add_more (page, text, y_px);
    }
  *y_px += SECTION_GAP_PX;
}

/* "thread 24117" */
static char *
describe_task (const TsTask *task)
{
  gboolean is_process = g_str_equal (task->kind, "process") || g_str_equal (task->kind, "main");
  const char *kind = is_process                           ? _("process")
                     : g_str_equal (task->kind, "thread") ? _("thread")
                                                          : task->kind;

  return task->tid != 0 ? g_strdup_printf ("%s %u", kind, task->tid) : g_strdup (kind);
}

static void
add_tasks (TsPage *page, double *y_px)
{
  g_autoptr (GArray) rows = ts_page_choose_tasks (page, most_rows[TS_PAGE_TASK]);
  GPtrArray *tasks = ts_recording_get_tasks (page->recording);
  const TsRowSize *size = ts_page_choose_size (TS_PAGE_TASK, rows->len);

  if (rows->len == 0)
    return;
  add_heading (page, _("TASKS"), y_px);
  for (guint i = 0; i < rows->len; i++, *y_px += size->row_px)
    {
      guint index = g_array_index (rows, guint, i);
      const TsTask *task = g_ptr_array_index (tasks, index);
      double badge = MIN (19, size->row_px - 4);
      TsPageBadge square = { index, page->margin_px, round (*y_px + (size->row_px - badge) / 2),
                             badge };
      TsPageRow row = { size, page->name_x_px, *y_px + size->row_px / 2, FALSE };
      g_autofree char *detail = describe_task (task);

      g_array_append_val (page->badges, square);
      ts_page_add_name (page, &row, task->name, detail);
      ts_page_add_lane (page, TS_PAGE_TASK, index, size, *y_px);
    }
  if (tasks->len > rows->len)
    {
      guint more = tasks->len - rows->len;
      g_autofree char *text = g_strdup_printf (
          ngettext ("and %u more task", "and %u more tasks", more), more);
      add_more (page, text, y_px);
    }
  *y_px += SECTION_GAP_PX;
}

/* "queue of 16": what an object is, and how high its lane reaches. */
static char *
describe_object (const TsObject *object)
{
  gint64 top = ts_object_get_top (object);

  switch (object->kind)
    {
    case TS_OBJECT_LOCK:
      return g_strdup (_("lock"));
    case TS_OBJECT_QUEUE:
      return g_strdup_printf (_("queue, 0–%d"), (int) top);
    case TS_OBJECT_SEMAPHORE:
      return g_strdup_printf (_("semaphore, 0–%d"), (int) top);
    case TS_OBJECT_BARRIER:
      return g_strdup_printf (_("barrier, 0–%d"), (int) top);
    case TS_OBJECT_EVENT:
      return g_strdup (_("event"));
    case TS_OBJECT_KEYBOARD:
      return g_strdup_printf (_("keyboard, 0–%d"), (int) top);
    case TS_OBJECT_COUNTER:
    default:
      return g_strdup_printf (_("counter, 0–%d"), (int) top);
    }
}

static void
add_objects (TsPage *page, double *y_px)
{
  GPtrArray *objects = ts_recording_get_objects (page->recording);
  guint n_rows = MIN (objects->len, most_rows[TS_PAGE_OBJECT]);
  const TsRowSize *size = ts_page_choose_size (TS_PAGE_OBJECT, n_rows);

  if (n_rows == 0)
    return;
  add_heading (page, _("OBJECTS"), y_px);
  for (guint i = 0; i < n_rows; i++, *y_px += size->row_px)
    {
      const TsObject *object = g_ptr_array_index (objects, i);
      TsPageRow row = { size, page->margin_px, *y_px + size->row_px / 2, FALSE };
      g_autofree char *detail = describe_object (object);

      ts_page_add_name (page, &row, object->name, detail);
      ts_page_add_lane (page, TS_PAGE_OBJECT, i, size, *y_px);
    }
  if (objects->len > n_rows)
    {
      guint more = objects->len - n_rows;
      g_autofree char *text = g_strdup_printf (
          ngettext ("and %u more object", "and %u more objects", more), more);
      add_more (page, text, y_px);
    }
  *y_px += SECTION_GAP_PX;
}

void
ts_page_add_rows (TsPage *page, double *y_px)
{
  add_cores (page, y_px);
  add_tasks (page, y_px);
  add_objects (page, y_px);
}

static double
measure_pair (TsPage *page, const TsRowSize *size, const char *name, const char *detail)
{
  TsFont font = ts_row_get_name_font (size, FALSE), small = ts_row_get_detail_font (size);
  g_autofree char *clean = ts_text_clean (name);

  return ts_text_meter_get_width (page->meter, &font, clean) + DETAIL_GAP_PX
         + ts_text_meter_get_width (page->meter, &small, detail) + 1;
}

double
ts_page_measure_labels (TsPage *page)
{
  GPtrArray *tasks = ts_recording_get_tasks (page->recording),
            *objects = ts_recording_get_objects (page->recording);
  double width = 0;

  for (guint i = 0; i < MIN (tasks->len, most_rows[TS_PAGE_TASK]); i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      g_autofree char *detail = describe_task (task);
      width = MAX (width, measure_pair (page, ts_page_choose_size (TS_PAGE_TASK, tasks->len),
                                        task->name, detail));
    }
  for (guint i = 0; i < MIN (objects->len, most_rows[TS_PAGE_OBJECT]); i++)
    {
      const TsObject *object = g_ptr_array_index (objects, i);
      g_autofree char *detail = describe_object (object);
      width = MAX (width, measure_pair (page, ts_page_choose_size (TS_PAGE_OBJECT, objects->len),
                                        object->name, detail));
    }
  /* What a core's row needs: "Core 63  busy 100 %". */
  return MAX (width, measure_pair (page, ts_page_choose_size (TS_PAGE_CORE, 32), _("Core %u"),
                                   _("busy 100\302\240%")));
}
