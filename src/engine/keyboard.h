/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keyboard of a run: keys that somebody outside of it presses, until tasks take them.  It needs no lock, so that
 * whoever presses (the window's main thread) never waits for a task, and a task may be killed at any instant: `pressed`
 * is the futex on which takers sleep, and who moves `taken` on has the key.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { MAX_KEYS = 1024 };  /* pressed and not yet taken; a power of two */

/* Written by the one who presses, before `pressed` says so; read again by a taker who was overtaken, hence atomic. */
typedef struct {
  _Atomic uint64_t pressed_ns;   /* CLOCK_MONOTONIC */
  _Atomic uint32_t character;    /* as Unicode numbers them; 8: Backspace, 10: Enter */
} Key;

typedef struct {
  _Atomic uint32_t pressed, taken;   /* how many ever; both may wrap around */
  Key keys[MAX_KEYS];
} Keyboard;

/* What is typed in a run whose time is not ours: written before it begins. */
typedef struct {
  uint32_t count;                    /* at most MAX_KEYS */
  struct {
    uint32_t delay_ms, character;    /* so long after the one before */
  } keys[MAX_KEYS];
} KeyScript;

/* Presses a key at time_ns; false if too many are waiting to be taken.  Context: one thread of one process, the same
 * for the whole run. */
bool keyboard_press (Keyboard *keyboard, uint32_t character, uint64_t time_ns);

/* Takes the oldest key that nobody has taken; false if there is none.  Context: any task. */
bool keyboard_take (Keyboard *keyboard, uint32_t *character, uint64_t *pressed_ns);

/* How many wait to be taken.  Context: anybody. */
uint32_t keyboard_left (Keyboard *keyboard);
