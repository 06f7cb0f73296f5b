/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Getting from the keyboard, as a step of a task.
 */
#include "futex.h"
#include "note.h"
#include "object.h"
#include "tick.h"
#include "wait.h"

static void
wait_for_key (Task *task, uint32_t object, uint32_t *character, uint64_t *pressed_ns)
{
  Keyboard *keyboard = &task->arena->keyboard;
  uint64_t begin = wait_begin (task, WAIT_QUEUE, object, 0);
  uint32_t pressed = atomic_load (&keyboard->pressed);

  /* The count is read before it is looked whether there is a key, so that none is slept through. */
  while (!keyboard_take (keyboard, character, pressed_ns))
    {
      futex_wait (&keyboard->pressed, pressed);
      stay_frozen (task);  /* a key that is pressed during a pause waits for its end */
      pressed = atomic_load (&keyboard->pressed);
    }
  wait_end (task, *pressed_ns >= begin ? *pressed_ns : 0, NO_TASK);
}

void
keyboard_get (Task *task, uint32_t object)
{
  uint32_t character;
  uint64_t pressed_ns;

  if (!keyboard_take (&task->arena->keyboard, &character, &pressed_ns))
    wait_for_key (task, object, &character, &pressed_ns);
  tick (task);
  note (task, EVENT_TAKE, object, character, (int64_t) pressed_ns);
}
