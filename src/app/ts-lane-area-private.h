/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of TsLaneArea share.
 */
#pragma once

#include "ts-appearance.h"
#include "ts-lane-area.h"

G_BEGIN_DECLS

typedef enum { TS_DRAG_NONE, TS_DRAG_RANGE, TS_DRAG_PAN } TsDragKind;

/* A lane and where it is painted: its columns from … until of the axis (whole ones). */
typedef struct {
  TsLaneId lane;
  double y_px, height_px;
  double from_px, until_px;
} TsLanePlace;

/* The height and width of the mark of a printed line. */
enum { TS_PRINT_MARK_PX = 7 };

typedef struct _TsLiveLanes TsLiveLanes;
typedef struct _TsLaneBands TsLaneBands;

struct _TsLaneArea {
  GtkWidget parent_instance;

  TsViewport *viewport;
  TsTimelineRows *rows;
  GtkAdjustment *adjustments[2];       /* by GtkOrientation; the horizontal one is not used */
  guint policies[2];

  GskRenderNode *lanes;                /* NULL: to be painted anew */
  TsLiveLanes *live;                   /* what they consist of while a run goes on; NULL: they are one piece */
  gboolean has_grown;                  /* and what is new is to be painted */
  TsLaneBands *bands;                  /* what can be shown of them while one zooms and pans; NULL: they are painted fast */
  gboolean is_moving;                  /* only the window of time has changed since they were painted */
  gint64 bands_budget_us;              /* what a frame may spend on them, and a last band beyond it */
  guint bands_tick;                    /* 0: the next frame has nothing left to paint */
  GskRenderNode *relations;            /* arrows and the like; NULL: to be made, if has_relations */
  gboolean has_relations;
  GPtrArray *names;                    /* GskRenderNode or NULL, for each row */
  TsAxis axis;                         /* of what is painted */
  guint n_known_tids;
  GArray *busy;                        /* int: per cent of each core, -1: not known */
  gint64 painted_us, busy_us;
  guint repaint_source;

  gboolean has_pointer;
  double pointer_x, pointer_y;
  TsLaneId hover_lane;
  int hover_slice;

  TsDragKind drag;
  double drag_x, drag_y;
  gint64 drag_ns, pan_begin_ns, pan_width_ns;
  guint zoom_source;                   /* 0: no steps of a wheel are being joined */
  gboolean in_scroll;
  int scroll_axis;                     /* GtkOrientation, -1: not known yet */
  double pinch_scale;
  GtkWidget *menu;
};

/* ts-lane-area.c */
double ts_lane_area_get_scroll (TsLaneArea *self);
double ts_lane_area_get_row_y (TsLaneArea *self, const TsTimelineRow *row);
gboolean ts_lane_area_is_rtl (TsLaneArea *self);
/* The rows that are seen and do scroll. */
void ts_lane_area_get_visible (TsLaneArea *self, guint *first, guint *end);
/* Everything, or only what lies over the lanes, is to be drawn again. */
void ts_lane_area_repaint (TsLaneArea *self);
void ts_lane_area_refresh (TsLaneArea *self);

/* ts-lane-area-pick.c.  The pointer is there; or looks again at what lies under it. */
void ts_lane_area_set_pointer (TsLaneArea *self, gboolean has_pointer, double x_px, double y_px);
void ts_lane_area_look_under_pointer (TsLaneArea *self);

/* ts-lane-area-paint.c: the lanes themselves, all of them as one node, which is the second child of what is returned,
 * with boxes and marks beside it; or parts of them. */
typedef void (*TsPaintNode) (TsLaneArea *self, cairo_t *cr, gpointer data);
GskRenderNode *ts_lane_area_paint (TsLaneArea *self);
/* All of the lane in a row; and parts of lanes, on what is clear. */
void ts_lane_area_get_place (TsLaneArea *self, guint position, TsLanePlace *place);
void ts_lane_area_paint_places (TsLaneArea *self, cairo_t *cr, const GArray *places);
/* TsPaintNode: the lanes of rows `range`[0] … `range`[1] - 1, two guints, on memory that nobody has cleared. */
void ts_lane_area_paint_rows (TsLaneArea *self, cairo_t *cr, gpointer range);

/* ts-lane-area-marks.c: lines that were printed, and notes.  Adds small nodes for those that are seen. */
void ts_lane_area_add_marks (TsLaneArea *self, GPtrArray *nodes);
/* The prints that are marked: first … end - 1. */
void ts_lane_area_get_prints (TsLaneArea *self, guint *first, guint *end);
/* TsPaintNode: prints `range`[0] … `range`[1] - 1, two guints. */
void ts_lane_area_paint_prints (TsLaneArea *self, cairo_t *cr, gpointer range);

/* ts-lane-area-node.c: what `paint` paints within `bounds` (whole pixels), in the form that the renderer does best with. */
GskRenderNode *ts_lane_area_new_node (TsLaneArea *self, const graphene_rect_t *bounds, TsPaintNode paint,
                                      gpointer data);
/* The same on memory that nobody has cleared: `paint` puts each pixel. */
GskRenderNode *ts_lane_area_new_raw_node (TsLaneArea *self, const graphene_rect_t *bounds, TsPaintNode paint,
                                          gpointer data);

/* ts-lane-area-under.c: grid and boxes. */
GskRenderNode *ts_lane_area_make_under (TsLaneArea *self);

/* ts-lane-area-live.c: the lanes of a run that goes on, in pieces, so that only what is new is painted and drawn. */
/* Whether it can be done in pieces. */
gboolean ts_lane_area_is_in_pieces (TsLaneArea *self);
/* Paints all, as ts_lane_area_paint() does, and begins pieces. */
GskRenderNode *ts_lane_area_paint_live (TsLaneArea *self);
/* The same with what is new since the last time; NULL if all is to be painted anew. */
GskRenderNode *ts_lane_area_extend (TsLaneArea *self);
void ts_lane_area_drop_live (TsLaneArea *self);

/* ts-lane-area-bands.c: the lanes while one zooms and pans, a few in each frame. */
/* Bands of the whole picture `pixels`, for later; none if it took so little that they are not worth it. */
void ts_lane_area_keep_bands (TsLaneArea *self, GskRenderNode *pixels, gint64 cost_us);
void ts_lane_area_drop_bands (TsLaneArea *self);
/* Whether there are some that can be shown on the axis of today. */
gboolean ts_lane_area_has_bands (TsLaneArea *self);
/* Paints some of them for the axis, and has more painted in the next frame if some are left. */
GskRenderNode *ts_lane_area_paint_bands (TsLaneArea *self);

/* ts-lane-area-names.c: the column of names. */
void ts_lane_area_snapshot_names (TsLaneArea *self, GtkSnapshot *snapshot);
double ts_lane_area_measure_names (TsLaneArea *self);

/* ts-lane-area-over.c: what lies over and under the lanes. */
void ts_lane_area_snapshot_under (TsLaneArea *self, GtkSnapshot *snapshot);
void ts_lane_area_snapshot_over (TsLaneArea *self, GtkSnapshot *snapshot);

/* ts-lane-area-relations.c: arrows of the selected slice, the way of the selected task over the
 * cores; NULL if there is nothing. */
GskRenderNode *ts_lane_area_make_relations (TsLaneArea *self);

/* ts-lane-area-gestures.c */
void ts_lane_area_add_gestures (TsLaneArea *self);
void ts_lane_area_drop_gestures (TsLaneArea *self);
void ts_lane_area_show_menu (TsLaneArea *self, double x_px, double y_px);

/* ts-lane-area-keys.c */
void ts_lane_area_install_keys (GtkWidgetClass *widget_class);

G_END_DECLS
