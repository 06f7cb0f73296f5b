/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the page: cores, tasks and objects with their names.  Rows get lower when there are many, and beyond a limit
 * a line of text says how many more there are.
 */
#include "config.h"

#include "ts-page-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { HEADING_GAP_PX = 6, SECTION_GAP_PX = 12, DETAIL_GAP_PX = 7, BOX_GAP_PX = 8, BOX_PADDING_PX = 4,
       MOST_SIBLINGS = 8 };

static const TsFont heading_font = { 11, TRUE };

/* How high rows are when there are at most so many. */
typedef struct {
  guint most_rows;
  double row_px, lane_px;
} RowSize;

static const RowSize core_sizes[] = { { 8, 38, 32 }, { 16, 28, 24 }, { 32, 20, 17 }, { G_MAXUINT, 15, 13 } };
static const RowSize task_sizes[] = { { 12, 29, 23 }, { 24, 23, 18 }, { G_MAXUINT, 17, 14 } };
static const RowSize object_sizes[] = { { 6, 31, 24 }, { G_MAXUINT, 22, 17 } };
static const guint most_rows[] = { [TS_PAGE_CORE] = 64, [TS_PAGE_TASK] = 48, [TS_PAGE_OBJECT] = 16 };

static const RowSize *
choose_size (TsPageLaneKind kind, guint n_rows)
{
  const RowSize *size = kind == TS_PAGE_CORE ? core_sizes : kind == TS_PAGE_TASK ? task_sizes : object_sizes;

  while (n_rows > size->most_rows)
    size++;
  return size;
}

static TsFont
name_font (const RowSize *size, gboolean bold)
{
  return (TsFont) { CLAMP (size->row_px * 0.55, 9.5, 13.5), bold };
}

static TsFont
detail_font (const RowSize *size)
{
  return (TsFont) { CLAMP (size->row_px * 0.48, 9, 11), FALSE };
}

double
ts_page_get_busy (const TsPage *page, guint core)
{
  const TsCore *of = g_ptr_array_index (ts_recording_get_cores (page->recording), core);
  float shares[TS_N_SHADES];
  double busy = 0;

  ts_lane_blend (of->lane, page->axis.begin_ns, page->axis.end_ns, 1, shares);
  for (guint i = 0; i < TS_N_SHADES; i++)
    busy += shares[i];
  return MIN (busy, 1);
}

/* Puts name and detail side by side, or leaves out what does not fit: first the detail, then words of the name. */
static void
add_name (TsPage *page, const RowSize *size, gboolean bold, const char *name, const char *detail, double y_px)
{
  TsFont font = name_font (size, bold), small = detail_font (size);
  g_autofree char *clean = ts_text_clean (name);
  g_autofree char *fitting = ts_text_meter_shorten (page->meter, &font, clean, page->label_width_px);
  double ascent_gap = (ts_text_meter_get_height (page->meter, &font) - ts_text_meter_get_height (page->meter, &small));
  double width, y = y_px - ts_text_meter_get_height (page->meter, &font) / 2;

  width = ts_page_add_text (page, &font, TS_ROLE_TEXT, fitting, page->name_x_px, y);
  if (width + DETAIL_GAP_PX + ts_text_meter_get_width (page->meter, &small, detail) <= page->label_width_px
      && detail[0] != '\0')
    ts_page_add_text (page, &small, TS_ROLE_TEXT_DIM, detail, page->name_x_px + width + DETAIL_GAP_PX,
                      y + ascent_gap * 0.8);
}

static void
add_lane (TsPage *page, TsPageLaneKind kind, guint index, const RowSize *size, double y_px)
{
  TsPageLane lane = { kind, index, round (y_px + (size->row_px - size->lane_px) / 2), size->lane_px };

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
  ts_page_add_text (page, &font, TS_ROLE_TEXT_DIM, text, page->name_x_px, *y_px);
  *y_px += ts_text_meter_get_height (page->meter, &font);
}

static void
add_core_name (TsPage *page, guint index, const RowSize *size, double y_px)
{
  const TsCore *core = g_ptr_array_index (ts_recording_get_cores (page->recording), index);
  g_autofree char *name = g_strdup_printf (_("Core %u"), core->number);
  /* Translators: how much of the time a core ran tasks of the run. */
  g_autofree char *busy = g_strdup_printf (_("busy %.0f\302\240%%"), 100 * ts_page_get_busy (page, index));
  TsFont small = detail_font (size);
  double line = ts_text_meter_get_height (page->meter, &small);
  gboolean has_two_lines = size->row_px >= 34;
  double middle = round (y_px + size->row_px / 2);

  ts_page_add_kind_badge (page, core->kind, name_font (size, TRUE), name, middle - (has_two_lines ? line / 2 : 0));
  add_name (page, size, TRUE, name, has_two_lines || core->kind[0] != '\0' ? "" : busy,
            middle - (has_two_lines ? line / 2 : 0));
  if (has_two_lines)
    ts_page_add_text (page, &small, TS_ROLE_TEXT_DIM, busy, page->name_x_px, middle + line / 2 - 2);
}

/* A small framed P or E behind the name of a performance or an efficiency core. */
void
ts_page_add_kind_badge (TsPage *page, const char *kind, TsFont font, const char *name, double middle_px)
{
  const char *letter = g_str_equal (kind, "performance") ? _("P") : g_str_equal (kind, "efficiency") ? _("E") : NULL;
  TsFont small = { font.size_px - 3, TRUE };
  double x = page->name_x_px + ts_text_meter_get_width (page->meter, &font, name) + 7;
  TsPageBox box;

  if (letter == NULL)
    return;
  box.height_px = round (ts_text_meter_get_height (page->meter, &small));
  box.width_px = round (ts_text_meter_get_width (page->meter, &small, letter) + 7);
  box.x_px = round (x);
  box.y_px = round (middle_px - box.height_px / 2);
  if (box.x_px + box.width_px > page->name_x_px + page->label_width_px)
    return;
  g_array_append_val (page->boxes, box);
  ts_page_add_text (page, &small, TS_ROLE_TEXT, letter,
                    box.x_px + (box.width_px - ts_text_meter_get_width (page->meter, &small, letter)) / 2,
                    box.y_px);
}

/* The frame round the cores of one physical core, with its name turned upright where that fits. */
static void
add_box (TsPage *page, guint physical_core, guint n_cores, double y_px, double height_px)
{
  TsPageBox box = { page->margin_px, y_px - BOX_PADDING_PX, page->width_px - 2 * page->margin_px,
                    height_px + 2 * BOX_PADDING_PX };
  TsFont font = { 10, FALSE };
  g_autofree char *pair = g_strdup_printf (_("core pair %u"), physical_core);
  g_autofree char *physical = g_strdup_printf (_("physical core %u"), physical_core);
  g_autofree char *number = g_strdup_printf ("%u", physical_core);
  const char *candidates[] = { n_cores == 2 ? pair : physical, number };

  g_array_append_val (page->boxes, box);
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      TsPageText text = { NULL, font, TS_ROLE_TEXT_DIM, box.x_px + 5, 0, 0, 0, TRUE };
      text.height_px = ts_text_meter_get_width (page->meter, &font, candidates[i]);
      text.width_px = ts_text_meter_get_height (page->meter, &font);
      text.y_px = box.y_px + (box.height_px - text.height_px) / 2;
      if (text.height_px > box.height_px - 6)
        continue;
      text.text = g_strdup (candidates[i]);
      g_array_append_val (page->texts, text);
      return;
    }
}

static void
add_cores (TsPage *page, double *y_px)
{
  g_autoptr (GArray) rows = ts_page_choose_cores (page, most_rows[TS_PAGE_CORE]);
  GPtrArray *cores = ts_recording_get_cores (page->recording);
  const RowSize *size = choose_size (TS_PAGE_CORE, rows->len);
  gboolean has_boxes = ts_page_has_siblings (page, MOST_SIBLINGS);

  if (rows->len == 0)
    return;
  add_heading (page, _("CORES"), y_px);
  for (guint i = 0, end; i < rows->len; i = end)
    {
      const TsCore *first = g_ptr_array_index (cores, g_array_index (rows, guint, i));
      double begin_y;
      end = i + 1;
      while (has_boxes && end < rows->len
             && ts_cores_are_siblings (first, g_ptr_array_index (cores, g_array_index (rows, guint, end))))
        end++;
      *y_px += has_boxes && end > i + 1 ? BOX_PADDING_PX : 0;
      begin_y = *y_px;
      for (guint row = i; row < end; row++, *y_px += size->row_px)
        {
          add_core_name (page, g_array_index (rows, guint, row), size, *y_px);
          add_lane (page, TS_PAGE_CORE, g_array_index (rows, guint, row), size, *y_px);
        }
      if (has_boxes && end > i + 1)
        {
          add_box (page, first->physical_core, end - i, begin_y, *y_px - begin_y);
          *y_px += BOX_PADDING_PX + BOX_GAP_PX;
        }
    }
  if (cores->len > rows->len)
    {
      guint more = cores->len - rows->len;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more core", "and %u more cores", more), more);
      add_more (page, text, y_px);
    }
  *y_px += SECTION_GAP_PX;
}

/* "thread 24117" */
static char *
describe_task (const TsTask *task)
{
  const char *kind = g_str_equal (task->kind, "process") ? _("process")
                     : g_str_equal (task->kind, "thread") ? _("thread")
                     : g_str_equal (task->kind, "main") ? _("main") : task->kind;

  return task->tid != 0 ? g_strdup_printf ("%s %u", kind, task->tid) : g_strdup (kind);
}

static void
add_tasks (TsPage *page, double *y_px)
{
  g_autoptr (GArray) rows = ts_page_choose_tasks (page, most_rows[TS_PAGE_TASK]);
  GPtrArray *tasks = ts_recording_get_tasks (page->recording);
  const RowSize *size = choose_size (TS_PAGE_TASK, rows->len);

  if (rows->len == 0)
    return;
  add_heading (page, _("TASKS"), y_px);
  for (guint i = 0; i < rows->len; i++, *y_px += size->row_px)
    {
      guint index = g_array_index (rows, guint, i);
      const TsTask *task = g_ptr_array_index (tasks, index);
      double badge = MIN (19, size->row_px - 4);
      TsPageBadge square = { index, page->margin_px, round (*y_px + (size->row_px - badge) / 2), badge };
      g_autofree char *detail = describe_task (task);

      g_array_append_val (page->badges, square);
      add_name (page, size, FALSE, task->name, detail, *y_px + size->row_px / 2);
      add_lane (page, TS_PAGE_TASK, index, size, *y_px);
    }
  if (tasks->len > rows->len)
    {
      guint more = tasks->len - rows->len;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more task", "and %u more tasks", more), more);
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
  const RowSize *size = choose_size (TS_PAGE_OBJECT, n_rows);

  if (n_rows == 0)
    return;
  add_heading (page, _("OBJECTS"), y_px);
  for (guint i = 0; i < n_rows; i++, *y_px += size->row_px)
    {
      const TsObject *object = g_ptr_array_index (objects, i);
      g_autofree char *detail = describe_object (object);

      add_name (page, size, FALSE, object->name, detail, *y_px + size->row_px / 2);
      add_lane (page, TS_PAGE_OBJECT, i, size, *y_px);
    }
  if (objects->len > n_rows)
    {
      guint more = objects->len - n_rows;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more object", "and %u more objects", more), more);
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
measure_pair (TsPage *page, const RowSize *size, const char *name, const char *detail)
{
  TsFont font = name_font (size, FALSE), small = detail_font (size);
  g_autofree char *clean = ts_text_clean (name);

  return ts_text_meter_get_width (page->meter, &font, clean) + DETAIL_GAP_PX
         + ts_text_meter_get_width (page->meter, &small, detail) + 1;
}

double
ts_page_measure_labels (TsPage *page)
{
  GPtrArray *tasks = ts_recording_get_tasks (page->recording), *objects = ts_recording_get_objects (page->recording);
  double width = 0;

  for (guint i = 0; i < MIN (tasks->len, most_rows[TS_PAGE_TASK]); i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      g_autofree char *detail = describe_task (task);
      width = MAX (width, measure_pair (page, choose_size (TS_PAGE_TASK, tasks->len), task->name, detail));
    }
  for (guint i = 0; i < MIN (objects->len, most_rows[TS_PAGE_OBJECT]); i++)
    {
      const TsObject *object = g_ptr_array_index (objects, i);
      g_autofree char *detail = describe_object (object);
      width = MAX (width, measure_pair (page, choose_size (TS_PAGE_OBJECT, objects->len), object->name, detail));
    }
  /* What a core's row needs: "Core 63  busy 100 %". */
  return MAX (width, measure_pair (page, choose_size (TS_PAGE_CORE, 32), _("Core %u"), _("busy 100\302\240%")));
}
