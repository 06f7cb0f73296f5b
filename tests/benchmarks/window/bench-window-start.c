/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first frame and the memory at rest, against those of an empty libadwaita window: one after
 * the other in each round, each of them first in every other one.  A first start of each does not
 * count: it brings the files into memory, and the settings' service to life.
 */
#include <gio/gio.h>

#include "bench-order.h"
#include "clock.h"

enum { N_ROUNDS = 15 };

typedef struct {
  double frame_ms, memory_mb;
} Start;

static Start
measure (const char *program)
{
  const char *arguments[] = { program, NULL };
  guint64 begin_ns = now_ns ();
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  char *rest;
  gint64 frame_ns;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  frame_ns = g_ascii_strtoll (out, &rest, 10);
  g_assert_cmpint (frame_ns, >, 0);
  return (Start) { (double) (frame_ns - (gint64) begin_ns) / 1e6,
                   (double) g_ascii_strtoll (rest, NULL, 10) / 1024 };
}

static void
print (const char *title, const char *unit, double *own, double *empty, double limit)
{
  double ratio[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    ratio[i] = own[i] / empty[i];
  bench_sort (ratio, N_ROUNDS);
  g_print ("%s %6.1f %s, empty window %6.1f %s: %.2f in the median of %d pairs, %.2f to %.2f, wanted <= %.2f\n", title,
           bench_median (own, N_ROUNDS), unit, bench_median (empty, N_ROUNDS), unit, ratio[N_ROUNDS / 2], N_ROUNDS, ratio[0],
           ratio[N_ROUNDS - 1], limit);
}

int
main (int n_arguments, char **arguments)
{
  double frame[N_ROUNDS], memory[N_ROUNDS], empty_frame[N_ROUNDS], empty_memory[N_ROUNDS];

  g_assert_cmpint (n_arguments, ==, 3); /* start-timeslice, start-empty */
  measure (arguments[1]);
  measure (arguments[2]);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Start empty = { 0 }, own;

      if (i % 2 == 1)
        empty = measure (arguments[2]);
      own = measure (arguments[1]);
      if (i % 2 == 0)
        empty = measure (arguments[2]);
      frame[i] = own.frame_ms;
      memory[i] = own.memory_mb;
      empty_frame[i] = empty.frame_ms;
      empty_memory[i] = empty.memory_mb;
    }
  print ("first frame   ", "ms", frame, empty_frame, 1.25);
  print ("memory at rest", "MB", memory, empty_memory, 1.4);
  return 0;
}
