/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-flow-layout.h"

struct _TsFlowLayout {
  GtkLayoutManager parent_instance;

  int column_spacing, row_spacing;
  int column_width;   /* 0: no columns */
  int natural_width;  /* that is wished for at most; 0: all in one line */
};

enum { PROP_0, PROP_COLUMN_SPACING, PROP_ROW_SPACING, PROP_COLUMN_WIDTH, PROP_NATURAL_WIDTH, N_PROPS };

G_DEFINE_FINAL_TYPE (TsFlowLayout, ts_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Width of all columns if there are any, of `child` otherwise, where `width` is to be had. */
static int
get_child_width (TsFlowLayout *self, GtkWidget *child, int width)
{
  int minimum, natural, n_columns;

  if (self->column_width == 0)
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      return MAX (minimum, MIN (natural, width));
    }
  n_columns = MAX (1, (width + self->column_spacing) / (self->column_width + self->column_spacing));
  return (width - (n_columns - 1) * self->column_spacing) / n_columns;
}

/* The child that begins the line after that of `first`, NULL if there is none, and the line's height. */
static GtkWidget *
measure_line (TsFlowLayout *self, GtkWidget *first, int width, int *height)
{
  GtkWidget *child;
  int x = 0;

  *height = 0;
  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, natural;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_child_width (self, child, width);
      if (x > 0 && x + child_width > width)
        return child;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &natural, NULL, NULL);
      *height = MAX (*height, natural);
      x += child_width + self->column_spacing;
    }
  return NULL;
}

/* Width that the children from `first` to before `end` take beside one another. */
static int
get_line_width (TsFlowLayout *self, GtkWidget *first, GtkWidget *end, int width)
{
  int line_width = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      line_width += get_child_width (self, child, width) + (line_width > 0 ? self->column_spacing : 0);
  return line_width;
}

static void
place_line (TsFlowLayout *self, GtkWidget *first, GtkWidget *end, int y, int width, int height)
{
  gboolean is_rtl = gtk_widget_get_direction (first) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_child_width (self, child, width);
      if (gtk_widget_get_halign (child) == GTK_ALIGN_END)
        x = MAX (x, width - get_line_width (self, child, end, width));
      gtk_widget_size_allocate (child, &(GtkAllocation) { is_rtl ? width - x - child_width : x, y, child_width, height },
                                -1);
      x += child_width + self->column_spacing;
    }
}

static void
ts_flow_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  TsFlowLayout *self = TS_FLOW_LAYOUT (manager);
  GtkWidget *line = gtk_widget_get_first_child (widget);
  int y = 0;

  while (line != NULL)
    {
      int line_height;
      GtkWidget *next = measure_line (self, line, width, &line_height);

      place_line (self, line, next, y, width, line_height);
      y += line_height + self->row_spacing;
      line = next;
    }
}

static void
measure_width (TsFlowLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      if (self->column_width > 0)
        child_natural = MAX (child_minimum, self->column_width);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->column_spacing : 0);
    }
}

static int
measure_height (TsFlowLayout *self, GtkWidget *widget, int width)
{
  int height = 0;

  for (GtkWidget *line = gtk_widget_get_first_child (widget); line != NULL;)
    {
      int line_height;

      line = measure_line (self, line, width, &line_height);
      if (line_height > 0)
        height += line_height + (height > 0 ? self->row_spacing : 0);
    }
  return height;
}

static void
ts_flow_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  TsFlowLayout *self = TS_FLOW_LAYOUT (manager);
  int least, wished;

  measure_width (self, widget, &least, &wished);
  if (self->natural_width > 0)
    wished = MIN (wished, self->natural_width);
  wished = MAX (wished, least);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = wished;
    }
  else
    *minimum = *natural = measure_height (self, widget, for_size < 0 ? wished : for_size);
}

static GtkSizeRequestMode
ts_flow_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int *
find_property (TsFlowLayout *self, guint id)
{
  int *places[N_PROPS] = {
    [PROP_COLUMN_SPACING] = &self->column_spacing,
    [PROP_ROW_SPACING] = &self->row_spacing,
    [PROP_COLUMN_WIDTH] = &self->column_width,
    [PROP_NATURAL_WIDTH] = &self->natural_width,
  };

  return places[id];
}

static void
ts_flow_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_int (value, *find_property (TS_FLOW_LAYOUT (object), id));
}

static void
ts_flow_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  *find_property (TS_FLOW_LAYOUT (object), id) = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
ts_flow_layout_class_init (TsFlowLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const char *names[N_PROPS] = { NULL, "column-spacing", "row-spacing", "column-width", "natural-width" };

  object_class->get_property = ts_flow_layout_get_property;
  object_class->set_property = ts_flow_layout_set_property;
  manager_class->measure = ts_flow_layout_measure;
  manager_class->allocate = ts_flow_layout_allocate;
  manager_class->get_request_mode = ts_flow_layout_get_request_mode;
  for (guint id = PROP_0 + 1; id < N_PROPS; id++)
    g_object_class_install_property (object_class, id,
                                     g_param_spec_int (names[id], NULL, NULL, 0, G_MAXINT16, 0,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
ts_flow_layout_init (TsFlowLayout *self)
{
}

GtkLayoutManager *
ts_flow_layout_new (int column_spacing, int row_spacing, int column_width)
{
  return g_object_new (TS_TYPE_FLOW_LAYOUT, "column-spacing", column_spacing, "row-spacing", row_spacing,
                       "column-width", column_width, NULL);
}
