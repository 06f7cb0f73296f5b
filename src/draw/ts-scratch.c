/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-scratch.h"

static void
free_all (gpointer data)
{
  gpointer *kept = data;

  for (guint i = 0; i < TS_N_SCRATCHES; i++)
    g_free (kept[i]);
  g_free (kept);
}

static GPrivate kept_buffers = G_PRIVATE_INIT (free_all);

static gpointer *
get_kept (void)
{
  gpointer *kept = g_private_get (&kept_buffers);

  if (kept == NULL)
    {
      kept = g_new0 (gpointer, TS_N_SCRATCHES);
      g_private_set (&kept_buffers, kept);
    }
  return kept;
}

gpointer
ts_scratch_take (TsScratch purpose, gsize size)
{
  return g_realloc (g_steal_pointer (&get_kept ()[purpose]), size);
}

void
ts_scratch_give (TsScratch purpose, gpointer buffer)
{
  gpointer *kept = get_kept ();

  g_free (kept[purpose]);
  kept[purpose] = buffer;
}
