/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyboard.h"

#include "futex.h"

#include <limits.h>

uint32_t
keyboard_left (Keyboard *keyboard)
{
  /* In this order: `taken` never runs ahead of a `pressed` that is read after it. */
  uint32_t taken = atomic_load (&keyboard->taken);

  return atomic_load (&keyboard->pressed) - taken;
}

bool
keyboard_press (Keyboard *keyboard, uint32_t character, uint64_t time_ns)
{
  uint32_t pressed = atomic_load_explicit (&keyboard->pressed, memory_order_relaxed);
  Key *key = &keyboard->keys[pressed % MAX_KEYS];

  if (keyboard_left (keyboard) >= MAX_KEYS)
    return false;
  atomic_store_explicit (&key->pressed_ns, time_ns, memory_order_relaxed);
  atomic_store_explicit (&key->character, character, memory_order_relaxed);
  atomic_store (&keyboard->pressed, pressed + 1);
  futex_wake (&keyboard->pressed, INT_MAX);
  return true;
}

bool
keyboard_take (Keyboard *keyboard, uint32_t *character, uint64_t *pressed_ns)
{
  uint32_t taken = atomic_load (&keyboard->taken);

  while (taken != atomic_load (&keyboard->pressed))
    {
      Key *key = &keyboard->keys[taken % MAX_KEYS];

      *pressed_ns = atomic_load_explicit (&key->pressed_ns, memory_order_relaxed);
      *character = atomic_load_explicit (&key->character, memory_order_relaxed);
      if (atomic_compare_exchange_strong (&keyboard->taken, &taken, taken + 1))
        return true;
    }
  return false;
}
