/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The machine: its cores, how they belong together, and how a run can be observed on it.
 */
#pragma once

#include <glib.h>

#include "core-set.h"

G_BEGIN_DECLS

typedef struct {
  guint16 number;         /* as the OS numbers it */
  guint16 physical_core;
  guint16 package;
  gboolean allowed;       /* this process may use it */
  char *kind;             /* "", "performance", "efficiency" */
  guint64 cache_bytes[3]; /* L1 data, L2, L3 that it uses; 0 unknown */
  guint cache_shared[3];  /* how many cores share each */
} TsMachineCore;

typedef struct {
  char *processor;        /* "AMD EPYC" */
  char *system;           /* "Linux 6.18.44" */
  GPtrArray *cores;       /* TsMachineCore, ascending */
  guint n_physical;
  CoreSet allowed;
  gboolean exact;         /* the exact source works here, as probed */
  char *exact_reason;     /* if not: one translated sentence with what allows it; else "" */
} TsMachine;

/* Looks at the machine and probes the exact source.  Never fails: what cannot be found out is left unknown.
 * Context: any thread; takes some milliseconds. */
TsMachine *ts_machine_new (void);
void ts_machine_free (TsMachine *machine);

/* One translated sentence on why the exact source was refused with `reason` (an errno, as exact_source_probe() gives
 * it) and what allows it; owned by the caller. */
char *ts_machine_explain_refusal (int reason);

/* "AMD EPYC, 2 cores, Linux 6.18.44", translated. */
char *ts_machine_describe (const TsMachine *machine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsMachine, ts_machine_free)

G_END_DECLS
