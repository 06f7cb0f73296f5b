/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is painted as pixels, as a node that GTK's renderer draws without copying more than it must.
 */
#include "config.h"

#include "ts-lane-area-private.h"

/* Whether GTK draws with cairo, into an image of the window. */
static gboolean
is_drawn_by_cairo (TsLaneArea *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer);
}

/* Memory as it comes: to clear 24 MB takes as long as to paint them. */
static cairo_surface_t *
new_raw_surface (int width, int height)
{
  static const cairo_user_data_key_t kept;
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  guchar *memory = g_malloc ((gsize) stride * (gsize) height);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (memory, CAIRO_FORMAT_ARGB32, width, height, stride);

  cairo_surface_set_user_data (surface, &kept, memory, g_free);
  return surface;
}

static cairo_surface_t *
paint_surface (TsLaneArea *self, const graphene_rect_t *bounds, gboolean is_raw, TsPaintNode paint, gpointer data)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width = (int) bounds->size.width * scale, height = (int) bounds->size.height * scale;
  cairo_surface_t *surface = is_raw ? new_raw_surface (width, height)
                                    : cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_translate (cr, -bounds->origin.x, -bounds->origin.y);
  paint (self, cr, data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static GskRenderNode *
new_texture_node (cairo_surface_t *surface, const graphene_rect_t *bounds)
{
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                                         (GDestroyNotify) cairo_surface_destroy, surface);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                                           GDK_MEMORY_DEFAULT, bytes, stride);

  return gsk_texture_node_new (texture, bounds);
}

static cairo_surface_t *
acquire (cairo_pattern_t *pattern, void *surface, cairo_surface_t *target, const cairo_rectangle_int_t *extents)
{
  return cairo_surface_reference (surface);
}

static void
release (cairo_pattern_t *pattern, void *unused, cairo_surface_t *surface)
{
  cairo_surface_destroy (surface);
}

static cairo_status_t
copy (cairo_pattern_t *pattern, void *surface, const cairo_pattern_t *other)
{
  cairo_surface_reference (surface);
  return CAIRO_STATUS_SUCCESS;
}

static void
finish (cairo_pattern_t *pattern, void *surface)
{
  cairo_surface_destroy (surface);
}

/* GTK's cairo renderer copies a texture each time it draws it, however little of it; of the pixels of a pattern it takes
 * what it needs, where they lie.  Not a surface's pattern: a drawing holds a snapshot of the surface, for which cairo
 * copies all of it when the surface goes (_cairo_surface_snapshot_copy_on_write()). */
static GskRenderNode *
new_pixels_node (cairo_surface_t *surface, const graphene_rect_t *bounds)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  cairo_pattern_t *pattern = cairo_pattern_create_raster_source (surface, CAIRO_CONTENT_COLOR_ALPHA, width, height);
  GskRenderNode *node = gsk_cairo_node_new (bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  cairo_matrix_t to_pixels;

  cairo_raster_source_pattern_set_acquire (pattern, acquire, release);
  cairo_raster_source_pattern_set_copy (pattern, copy);
  cairo_raster_source_pattern_set_finish (pattern, finish);
  cairo_matrix_init_scale (&to_pixels, width / bounds->size.width, height / bounds->size.height);
  cairo_matrix_translate (&to_pixels, -bounds->origin.x, -bounds->origin.y);
  cairo_pattern_set_matrix (pattern, &to_pixels);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);
  cairo_destroy (cr);
  return node;
}

static GskRenderNode *
new_node (TsLaneArea *self, const graphene_rect_t *bounds, gboolean is_raw, TsPaintNode paint, gpointer data)
{
  cairo_surface_t *surface = paint_surface (self, bounds, is_raw, paint, data);

  return is_drawn_by_cairo (self) ? new_pixels_node (surface, bounds) : new_texture_node (surface, bounds);
}

GskRenderNode *
ts_lane_area_new_node (TsLaneArea *self, const graphene_rect_t *bounds, TsPaintNode paint, gpointer data)
{
  return new_node (self, bounds, FALSE, paint, data);
}

GskRenderNode *
ts_lane_area_new_raw_node (TsLaneArea *self, const graphene_rect_t *bounds, TsPaintNode paint, gpointer data)
{
  return new_node (self, bounds, TRUE, paint, data);
}
