/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-figures-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ts-time.h"

struct _TsFiguresRow {
  GObject parent_instance;

  guint position;
  char *name;
  gint64 values[TS_FIGURES_MOST_COLUMNS];
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TsFiguresRow, ts_figures_row, G_TYPE_OBJECT)

static void
ts_figures_row_finalize (GObject *object)
{
  g_free (TS_FIGURES_ROW (object)->name);
  G_OBJECT_CLASS (ts_figures_row_parent_class)->finalize (object);
}

static void
ts_figures_row_class_init (TsFiguresRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ts_figures_row_finalize;
  changed_signal = g_signal_new ("changed", TS_TYPE_FIGURES_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ts_figures_row_init (TsFiguresRow *self)
{
  self->name = g_strdup ("");
}

TsFiguresRow *
ts_figures_row_new (guint position)
{
  TsFiguresRow *self = g_object_new (TS_TYPE_FIGURES_ROW, NULL);

  self->position = position;
  return self;
}

guint
ts_figures_row_get_position (TsFiguresRow *self)
{
  return self->position;
}

const char *
ts_figures_row_get_name (TsFiguresRow *self)
{
  return self->name;
}

gint64
ts_figures_row_get_value (TsFiguresRow *self, guint column)
{
  return self->values[column];
}

void
ts_figures_row_set (TsFiguresRow *self, const char *name, const gint64 *values, guint n_values)
{
  if (g_str_equal (self->name, name) && memcmp (self->values, values, n_values * sizeof *values) == 0)
    return;
  if (!g_str_equal (self->name, name))
    {
      g_free (self->name);
      self->name = g_strdup (name);
    }
  memcpy (self->values, values, n_values * sizeof *values);
  g_signal_emit (self, changed_signal, 0);
}

char *
ts_figures_format (gint64 value, TsFigureKind kind)
{
  if (value < 0)
    return g_strdup ("–");
  switch (kind)
    {
    case TS_FIGURE_TIME:
      return ts_time_format (value);
    case TS_FIGURE_SHARE:
      /* Translators: a share: “45 %” */
      return g_strdup_printf (_("%.0f %%"), (double) value / 10);
    case TS_FIGURE_HUNDREDTHS:
      return g_strdup_printf ("%.2f", (double) value / 100);
    case TS_FIGURE_COUNT:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value);
    }
}
