/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who types into the simulated machine: a script, in virtual time.
 */
#include "way-simulated.h"

enum {
  WONDER_MS = 700,     /* keys have had no effect for so long: even a script stops, as it does elsewhere … */
  LOOK_AGAIN_MS = 50,  /* … and looks again */
  MS = 1000000,
};

static Arena *
arena (void)
{
  return simulation.engine->view.arena;
}

/* The next key, so long after `from`. */
static void
expect_key (uint64_t from)
{
  const KeyScript *script = &arena ()->key_script;
  SimulatedTypist *typist = &simulation.typist;

  typist->due_ns = typist->next < script->count && typist->next < MAX_KEYS
                   ? from + (uint64_t) script->keys[typist->next].delay_ms * MS
                   : UINT64_MAX;
}

void
simulated_typist_begin (void)
{
  simulation.typist = (SimulatedTypist) { .taken_ns = simulation.now_ns };
  expect_key (simulation.now_ns);
}

void
simulated_type (void)
{
  SimulatedTypist *typist = &simulation.typist;
  Keyboard *keyboard = &arena ()->keyboard;
  uint32_t taken = atomic_load (&keyboard->taken);

  if (taken != typist->taken || keyboard_left (keyboard) == 0)
    typist->taken_ns = simulation.now_ns;
  typist->taken = taken;
  if (simulation.now_ns - typist->taken_ns >= (uint64_t) WONDER_MS * MS)
    {
      typist->due_ns = simulation.now_ns + (uint64_t) LOOK_AGAIN_MS * MS;
      return;
    }
  keyboard_press (keyboard, arena ()->key_script.keys[typist->next].character, simulation.now_ns);
  typist->next++;
  expect_key (simulation.now_ns);
  cooperative_keyboard_look (simulation.engine, simulation.now_ns);
}
