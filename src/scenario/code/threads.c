/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What only C programs with nothing but threads need; see common.c.
 */

//:: waiting imports pthread.h
static void
waiting_init (pthread_mutex_t *mutex, pthread_cond_t *changed)
{
  pthread_mutex_init (mutex, NULL);
  pthread_cond_init (changed, NULL);
}

//:: screen imports pthread.h
/* Where the bars are, one in each row. */
static struct {
  pthread_mutex_t lock;
  int rows;
} screen[1] = { { PTHREAD_MUTEX_INITIALIZER, 0 } };

//:: living imports stdatomic.h
static _Atomic long long living = 1; /* how many tasks live now, the main one included */

static void
count (int change)
{
  living += change;
}

//:: alive needs living
static long long
alive (void)
{
  return living;
}
