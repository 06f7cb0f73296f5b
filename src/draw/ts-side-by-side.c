/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever is free takes the next part, the calling thread too.  It waits for parts that were taken and not for helpers: one
 * that gets no core takes no part, so a full machine costs no more than painting alone.
 */
#include "config.h"

#include "ts-side-by-side.h"

#include "core-set.h"

enum { MOST_THREADS = 8 };

/* A picture in the making.  Helpers that come too late may hold it longer than the picture lives; they find no part. */
typedef struct {
  gatomicrefcount references;
  guint n_parts;
  TsPaintPart paint;
  gpointer data;
  gint next;                      /* the first part that nobody has taken; atomic */
  cairo_surface_t *surface;       /* the caller's */
  cairo_matrix_t matrix;
  cairo_rectangle_list_t *clip;
  GMutex mutex;
  GCond all_done;
  guint n_done;                   /* under the mutex */
} Picture;

static void
unref_picture (Picture *picture)
{
  if (!g_atomic_ref_count_dec (&picture->references))
    return;
  cairo_rectangle_list_destroy (picture->clip);
  g_mutex_clear (&picture->mutex);
  g_cond_clear (&picture->all_done);
  g_free (picture);
}

/* The same pixels through a surface of its own: surfaces must not be shared by threads. */
static cairo_t *
open_pixels (Picture *picture)
{
  cairo_surface_t *whole = picture->surface, *surface;
  double x, y;
  cairo_t *cr;

  surface = cairo_image_surface_create_for_data (
      cairo_image_surface_get_data (whole), cairo_image_surface_get_format (whole), cairo_image_surface_get_width (whole),
      cairo_image_surface_get_height (whole), cairo_image_surface_get_stride (whole));
  cairo_surface_get_device_scale (whole, &x, &y);
  cairo_surface_set_device_scale (surface, x, y);
  cairo_surface_get_device_offset (whole, &x, &y);
  cairo_surface_set_device_offset (surface, x, y);
  cr = cairo_create (surface);
  cairo_set_matrix (cr, &picture->matrix);
  for (int i = 0; i < picture->clip->num_rectangles; i++)
    {
      const cairo_rectangle_t *rectangle = &picture->clip->rectangles[i];

      cairo_rectangle (cr, rectangle->x, rectangle->y, rectangle->width, rectangle->height);
    }
  cairo_clip (cr);
  cairo_surface_destroy (surface);
  return cr;
}

static void
count_part (Picture *picture)
{
  g_mutex_lock (&picture->mutex);
  if (++picture->n_done == picture->n_parts)
    g_cond_signal (&picture->all_done);
  g_mutex_unlock (&picture->mutex);
}

/* Takes the next part; FALSE if there is none left. */
static gboolean
take_part (Picture *picture, guint *part)
{
  *part = (guint) g_atomic_int_add (&picture->next, 1);
  return *part < picture->n_parts;
}

static void
help (gpointer data, gpointer unused)
{
  Picture *picture = data;
  cairo_t *cr = NULL;

  for (guint part; take_part (picture, &part);)
    {
      if (cr == NULL)
        cr = open_pixels (picture);
      picture->paint (cr, part, picture->data);
      count_part (picture);
    }
  g_clear_pointer (&cr, cairo_destroy);
  unref_picture (picture);
}

/* One for each further core that this program may use. */
static guint
count_helpers (guint n_parts)
{
  CoreSet allowed;
  guint n_cores = core_set_allowed (&allowed) ? core_set_count (&allowed) : 1;

  return MIN (MIN (n_cores, MOST_THREADS), n_parts) - 1;
}

/* The helpers live as long as the program: what they know of fonts is theirs. */
static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    {
      pool = g_thread_pool_new (help, NULL, MOST_THREADS - 1, FALSE, NULL);
      g_once_init_leave (&is_ready, 1);
    }
  return pool;
}

static void
paint_with_helpers (cairo_t *cr, Picture *picture, guint n_helpers)
{
  cairo_surface_flush (picture->surface);
  for (guint i = 0; i < n_helpers; i++)
    {
      g_atomic_ref_count_inc (&picture->references);
      g_thread_pool_push (get_pool (), picture, NULL);
    }
  for (guint part; take_part (picture, &part);)
    {
      picture->paint (cr, part, picture->data);
      count_part (picture);
    }
  g_mutex_lock (&picture->mutex);
  while (picture->n_done < picture->n_parts)
    g_cond_wait (&picture->all_done, &picture->mutex);
  g_mutex_unlock (&picture->mutex);
  cairo_surface_mark_dirty (picture->surface);
}

void
ts_paint_side_by_side (cairo_t *cr, guint n_parts, TsPaintPart paint, gpointer data)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);
  guint n_helpers = n_parts > 0 ? count_helpers (n_parts) : 0;
  Picture *picture;

  if (n_helpers == 0 || cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE)
    {
      for (guint part = 0; part < n_parts; part++)
        paint (cr, part, data);
      return;
    }
  picture = g_new0 (Picture, 1);
  g_atomic_ref_count_init (&picture->references);
  picture->n_parts = n_parts;
  picture->paint = paint;
  picture->data = data;
  picture->surface = surface;
  cairo_get_matrix (cr, &picture->matrix);
  picture->clip = cairo_copy_clip_rectangle_list (cr);
  g_mutex_init (&picture->mutex);
  g_cond_init (&picture->all_done);
  paint_with_helpers (cr, picture, picture->clip->status == CAIRO_STATUS_SUCCESS ? n_helpers : 0);
  unref_picture (picture);
}
