/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The topics of the curriculum, by which scenarios are grouped.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Translated title of a topic; NULL if there is no topic of that id.  Context: any thread. */
const char *ts_topic_get_title (const char *id);

/* Place in the curriculum, from 0; an unknown topic comes last. */
guint ts_topic_get_order (const char *id);

/* The id of the topic at `order`; NULL behind the last one. */
const char *ts_topic_get_id (guint order);

/* The topic's id most like `id`, or NULL. */
const char *ts_topic_nearest (const char *id);

G_END_DECLS
