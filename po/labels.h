/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The labels of parameters in data/scenarios, for xgettext; po/update writes this file, nothing compiles it.
 */
/* Translators: what is set with a spin button, in pinned-processes.scenario */
_("Parts of the work")
/* Translators: what is set with a spin button, in pinned-processes.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in pinned-processes.scenario */
_("More for each further core, in milliseconds")
/* Translators: what is set with a spin button, in word-alone.scenario */
_("Pages in the document")
/* Translators: what is set with a spin button, in word-alone.scenario */
_("Letters typed")
/* Translators: what is set with a spin button, in word.scenario */
_("Pages in the document")
/* Translators: what is set with a spin button, in word.scenario */
_("Letters typed")
/* Translators: what is set with a spin button, in worker-pool.scenario */
_("Workers")
/* Translators: what is set with a spin button, in worker-pool.scenario */
_("Jobs")
/* Translators: what is set with a spin button, in worker-pool.scenario */
_("Work in a job, in milliseconds")
/* Translators: what is set with a spin button, in worker-pool.scenario */
_("Up to so much more in some jobs, in milliseconds")
