/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-plan.h"

#include "cli-every-way.h"
#include "cli-option.h"
#include "cli-values.h"
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
  const char *name;
  guint id;
} Choice;

static const Choice sources[] = {
  { "exact", SOURCE_EXACT },
  { "self-timed", SOURCE_SELF_TIMED },
};

void
cli_wishes_clear (CliWishes *wishes)
{
  g_free (wishes->way);
  g_free (wishes->source);
  g_free (wishes->cores);
  g_free (wishes->seed);
  g_strfreev (wishes->values);
  g_strfreev (wishes->options);
}

/* Prints the complaint and frees it; FALSE. */
static gboolean
complain (char *message)
{
  cli_complain (message);
  g_free (message);
  return FALSE;
}

/* The id of the choice called `name`; `fallback` if nothing was chosen.  `what` names it in a
 * complaint. */
static gboolean
choose (const Choice *choices,
        gsize n_choices,
        const char *name,
        const char *what,
        guint *id)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < n_choices; i++)
    {
      if (g_strcmp0 (choices[i].name, name) == 0)
        {
          *id = choices[i].id;
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", choices[i].name);
    }
  /* Translators: an option such as "--way", what was given for it, and what may be given */
  return name == NULL || complain (g_strdup_printf (_("%s “%s” is not known; there are %s."),
                                                    what, name, known->str));
}

gboolean
cli_wishes_want_every_way (const CliWishes *wishes)
{
  return g_strcmp0 (wishes->way, CLI_EVERY_WAY) == 0;
}

static gboolean
choose_way (const CliWishes *wishes,
            GHashTable *options,
            TsRunPlan *plan)
{
  plan->way = ts_scenario_get_first_way (plan->scenario);
  plan->options = options;
  if (cli_wishes_want_every_way (wishes))
    return cli_option_check_every (plan->scenario, wishes->options);
  return cli_option_choose_way (wishes->way, &plan->way)
         && cli_option_read_all (plan->way, wishes->options, options);
}

gboolean
cli_plan_make (const CliWishes *wishes,
               GHashTable *values,
               GHashTable *options,
               TsRunPlan *plan)
{
  guint source = SOURCE_AUTOMATIC;

  if (!choose_way (wishes, options, plan)
      || !choose (sources, G_N_ELEMENTS (sources), wishes->source, "--source", &source))
    return FALSE;
  plan->source = (SourceId) source;

  if (wishes->cores != NULL
      && (!core_set_parse (&plan->cores, wishes->cores) || core_set_count (&plan->cores) == 0))
    return complain (g_strdup_printf (_("“%s” is not a list of cores; “0-3,6” is one."),
                                      wishes->cores));
  if (wishes->seed != NULL
      && !g_ascii_string_to_unsigned (wishes->seed, 10, 1, G_MAXINT64, &plan->seed, NULL))
    return complain (g_strdup_printf (_("the seed must be a whole number from 1 to "
                                        "%" PRId64 ", and is “%s”."),
                                      G_MAXINT64, wishes->seed));
  plan->values = values;
  return cli_values_read (plan->scenario, wishes->values, values);
}
