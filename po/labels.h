/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The labels of parameters in data/scenarios, for xgettext; po/update writes this file, nothing compiles it.
 */
/* Translators: what is set with a spin button, in all-on-one-core.scenario */
_("Processes more than cores")
/* Translators: what is set with a spin button, in all-on-one-core.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in amdahl.scenario */
_("Serial part, in per cent")
/* Translators: what is set with a spin button, in amdahl.scenario */
_("Work in all, in milliseconds")
/* Translators: what is set with a spin button, in barrier.scenario */
_("Walkers")
/* Translators: what is set with a spin button, in barrier.scenario */
_("More for each further one, in milliseconds")
/* Translators: what is set with a spin button, in bound-threads.scenario */
_("Parts of the work")
/* Translators: what is set with a spin button, in bound-threads.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in choose-computing.scenario */
_("Tasks")
/* Translators: what is set with a spin button, in choose-computing.scenario */
_("Work of each, in milliseconds")
/* Translators: what is set with a spin button, in choose-talking.scenario */
_("Messages there and back")
/* Translators: what is set with a spin button, in choose-talking.scenario */
_("Work for each, in microseconds")
/* Translators: what is set with a spin button, in choose-waiting.scenario */
_("Downloads")
/* Translators: what is set with a spin button, in choose-waiting.scenario */
_("Time to each answer, in milliseconds")
/* Translators: what is set with a spin button, in crash-inside.scenario */
_("Parts that the faulty one does before")
/* Translators: what is set with a spin button, in crash-inside.scenario */
_("Parts that the others do")
/* Translators: what is set with a spin button, in daemon-processes.scenario */
_("Parts of the ordinary ones")
/* Translators: what is set with a spin button, in daemon-processes.scenario */
_("Tidying up once, in milliseconds")
/* Translators: what is set with a spin button, in daemon-threads.scenario */
_("Parts of the ordinary threads")
/* Translators: what is set with a spin button, in daemon-threads.scenario */
_("From tick to tick, in milliseconds")
/* Translators: what is set with a spin button, in deadlock-cured.scenario */
_("Letters each wants to write")
/* Translators: what is set with a spin button, in deadlock-cured.scenario */
_("Time to reach for the second thing, in milliseconds")
/* Translators: what is set with a spin button, in deadlock.scenario */
_("Letters each wants to write")
/* Translators: what is set with a spin button, in deadlock.scenario */
_("Time to reach for the second thing, in milliseconds")
/* Translators: what is set with a spin button, in event.scenario */
_("Tasks that wait")
/* Translators: what is set with a spin button, in event.scenario */
_("Time to read the settings, in milliseconds")
/* Translators: what is set with a spin button, in false-sharing.scenario */
_("Workers")
/* Translators: what is set with a spin button, in false-sharing.scenario */
_("Thousands of additions in a part")
/* Translators: what is set with a spin button, in fork-cost.scenario */
_("Children")
/* Translators: what is set with a spin button, in fork-cost.scenario */
_("Memory of the main task, in megabytes")
/* Translators: what is set with a spin button, in gil-computing.scenario */
_("Threads that share the work")
/* Translators: what is set with a spin button, in gil-computing.scenario */
_("Parts of the work")
/* Translators: what is set with a spin button, in gil-convoy.scenario */
_("How often it wakes up")
/* Translators: what is set with a spin button, in gil-convoy.scenario */
_("Pause in between, in milliseconds")
/* Translators: what is set with a spin button, in gil-free.scenario */
_("Parts of the work of each")
/* Translators: what is set with a spin button, in gil-free.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in gil-native.scenario */
_("Threads that share the work")
/* Translators: what is set with a spin button, in gil-native.scenario */
_("Interpreted part in between, in milliseconds")
/* Translators: what is set with a spin button, in gil-processes.scenario */
_("Processes that share the work")
/* Translators: what is set with a spin button, in gil-processes.scenario */
_("Parts of the work")
/* Translators: what is set with a spin button, in gil-waiting.scenario */
_("Threads that share the work")
/* Translators: what is set with a spin button, in gil-waiting.scenario */
_("Answers to wait for")
/* Translators: what is set with a spin button, in gil-who-needs-it.scenario */
_("Further threads that compute")
/* Translators: what is set with a spin button, in gil-who-needs-it.scenario */
_("Each part, in milliseconds")
/* Translators: what is set with a spin button, in gil.scenario */
_("Threads")
/* Translators: what is set with a spin button, in gil.scenario */
_("Parts of the work of each")
/* Translators: what is set with a spin button, in gustafson.scenario */
_("Serial part, in per cent")
/* Translators: what is set with a spin button, in gustafson.scenario */
_("Work of one, in milliseconds")
/* Translators: what is set with a spin button, in hyper-threading.scenario */
_("Work for the units in a part, in milliseconds")
/* Translators: what is set with a spin button, in hyper-threading.scenario */
_("Waiting for memory in a part, in milliseconds")
/* Translators: what is set with a spin button, in lock.scenario */
_("Visitors")
/* Translators: what is set with a spin button, in lock.scenario */
_("Time inside, in milliseconds")
/* Translators: what is set with a spin button, in loop-blocked.scenario */
_("Computing at one stretch, in milliseconds")
/* Translators: what is set with a spin button, in loop-blocked.scenario */
_("Tickers")
/* Translators: what is set with a spin button, in loop-polite.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in loop-polite.scenario */
_("Tickers")
/* Translators: what is set with a spin button, in loop-ten.scenario */
_("Tasks")
/* Translators: what is set with a spin button, in loop-ten.scenario */
_("Time to each answer, in milliseconds")
/* Translators: what is set with a spin button, in loop-thousand.scenario */
_("Tasks")
/* Translators: what is set with a spin button, in loop-thousand.scenario */
_("Time to each answer, in milliseconds")
/* Translators: what is set with a spin button, in loop-turns.scenario */
_("Coroutines")
/* Translators: what is set with a spin button, in loop-turns.scenario */
_("Work in a round, in milliseconds")
/* Translators: what is set with a spin button, in lost-update-cured.scenario */
_("Additions of each")
/* Translators: what is set with a spin button, in lost-update-cured.scenario */
_("Between fetching and putting back, in microseconds")
/* Translators: what is set with a spin button, in lost-update.scenario */
_("Additions of each")
/* Translators: what is set with a spin button, in lost-update.scenario */
_("Between fetching and putting back, in microseconds")
/* Translators: what is set with a spin button, in modest-task.scenario */
_("Niceness of the modest one")
/* Translators: what is set with a spin button, in modest-task.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in more-tasks-than-cores.scenario */
_("Tasks more than cores")
/* Translators: what is set with a spin button, in more-tasks-than-cores.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in named-threads.scenario */
_("Work of each thread, in milliseconds")
/* Translators: what is set with a spin button, in named-threads.scenario */
_("Time between the two starts, in milliseconds")
/* Translators: what is set with a spin button, in one-core.scenario */
_("Tasks")
/* Translators: what is set with a spin button, in one-core.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in one-task.scenario */
_("Parts of the work")
/* Translators: what is set with a spin button, in one-task.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in own-memory.scenario */
_("What stands there first")
/* Translators: what is set with a spin button, in own-memory.scenario */
_("Rounds of each child")
/* Translators: what is set with a spin button, in philosophers-cured.scenario */
_("Philosophers")
/* Translators: what is set with a spin button, in philosophers-cured.scenario */
_("Time to reach for the second fork, in milliseconds")
/* Translators: what is set with a spin button, in philosophers.scenario */
_("Philosophers")
/* Translators: what is set with a spin button, in philosophers.scenario */
_("Time to reach for the second fork, in milliseconds")
/* Translators: what is set with a spin button, in pinned-four.scenario */
_("Processes")
/* Translators: what is set with a spin button, in pinned-four.scenario */
_("Pause in each step, in milliseconds")
/* Translators: what is set with a spin button, in pinned-processes.scenario */
_("Parts of the work")
/* Translators: what is set with a spin button, in pinned-processes.scenario */
_("Work in a part, in milliseconds")
/* Translators: what is set with a spin button, in pinned-processes.scenario */
_("More for each further core, in milliseconds")
/* Translators: what is set with a spin button, in priority-inversion.scenario */
_("Niceness of Low")
/* Translators: what is set with a spin button, in priority-inversion.scenario */
_("Work of Middle, in milliseconds")
/* Translators: what is set with a spin button, in progress-bars.scenario */
_("Workers")
/* Translators: what is set with a spin button, in progress-bars.scenario */
_("Steps of each worker")
/* Translators: what is set with a spin button, in queue.scenario */
_("Baking one, in milliseconds")
/* Translators: what is set with a spin button, in queue.scenario */
_("Selling one, in milliseconds")
/* Translators: what is set with a spin button, in same-work.scenario */
_("Computing in a part, in milliseconds")
/* Translators: what is set with a spin button, in same-work.scenario */
_("Waiting in a part, in milliseconds")
/* Translators: what is set with a spin button, in semaphore.scenario */
_("Cars")
/* Translators: what is set with a spin button, in semaphore.scenario */
_("Places")
/* Translators: what is set with a spin button, in shared-memory.scenario */
_("Rounds of each")
/* Translators: what is set with a spin button, in shared-memory.scenario */
_("Work in a round, in milliseconds")
/* Translators: what is set with a spin button, in siblings.scenario */
_("First core, counted from 0")
/* Translators: what is set with a spin button, in siblings.scenario */
_("Second core, counted from 0")
/* Translators: what is set with a spin button, in starvation.scenario */
_("How long the greedy one holds it, in milliseconds")
/* Translators: what is set with a spin button, in starvation.scenario */
_("Its rest after each turn, in milliseconds")
/* Translators: what is set with a spin button, in thread-and-process.scenario */
_("Parts of the work of A’s threads")
/* Translators: what is set with a spin button, in thread-and-process.scenario */
_("Parts of the work of B")
/* Translators: what is set with a spin button, in threads-in-processes.scenario */
_("Keys typed")
/* Translators: what is set with a spin button, in threads-in-processes.scenario */
_("Work for a piece of sound, in milliseconds")
/* Translators: what is set with a spin button, in timer.scenario */
_("Time to each next reminder, in milliseconds")
/* Translators: what is set with a spin button, in timer.scenario */
_("Sleep between two ticks, in milliseconds")
/* Translators: what is set with a spin button, in too-many-threads.scenario */
_("Very many")
/* Translators: what is set with a spin button, in too-many-threads.scenario */
_("Work in all, in milliseconds")
/* Translators: what is set with a spin button, in which-core.scenario */
_("Threads more than cores")
/* Translators: what is set with a spin button, in which-core.scenario */
_("Work in a round, in milliseconds")
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
/* Translators: what is set with a spin button, in zombies.scenario */
_("Children")
/* Translators: what is set with a spin button, in zombies.scenario */
_("Work of the main task, in milliseconds")
