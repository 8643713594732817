// The form of a site's file (`i12/site/1`), which comes from another machine: it is held against this before anything
// is added up. What a later version adds is let through.
import { z } from 'zod'
import type { SiteFile } from '../../statistics/consolidation/site-file.js'

export const COUNT = z.int().min(0)
const WITHHELD_COUNT = COUNT.nullable()
export const DAY = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const SHARE = z.number().min(0).max(1).nullable()
export const INTERVAL = z.tuple([z.number(), z.number()]).nullable()
export const REASON = z.string().optional()

export const FIGURE = z.looseObject({
  numerator: WITHHELD_COUNT,
  denominator: WITHHELD_COUNT,
  value: SHARE,
  wilson95: INTERVAL,
  reason: REASON,
})

export const RATE = FIGURE.extend({ id: z.string() })

export const SITE_POPULATIONS = z.strictObject({
  enrolled: COUNT,
  entered: COUNT,
  inProgress: COUNT,
  notYetEntered: COUNT,
})

export const LEDGER_COUNTS = {
  total: WITHHELD_COUNT,
  met: WITHHELD_COUNT,
  late: WITHHELD_COUNT,
  missing: WITHHELD_COUNT,
  pending: WITHHELD_COUNT,
  undetermined: WITHHELD_COUNT,
  evidenceAbsent: WITHHELD_COUNT,
  reason: REASON,
}

const FACTOR_COUNTS = z.object({ yes: COUNT, no: COUNT, unknown: COUNT })

export const ADDED_STATISTICS = z.object({
  format: z.literal('i12/stats/1'),
  asOf: DAY,
  cohort: z.object({
    by: z.enum(['entry', 'exit']),
    year: z.int(),
    years: z.array(z.int()).optional(),
  }),
  populations: SITE_POPULATIONS,
  outOfScope: z.object({ short: COUNT, subcontracted: COUNT, unknownCohort: COUNT }),
  setAside: z.object({ unusableDate: COUNT }),
  definitions: z.array(
    z.object({
      id: z.string(),
      sentence: z.string(),
      numerator: WITHHELD_COUNT,
      denominator: COUNT,
      value: SHARE,
      reason: REASON,
    }),
  ),
  exits: z.record(z.string(), COUNT).optional(),
  rates: z.array(
    RATE.extend({
      label: z.string(),
      formula: z.string(),
      population: z.string(),
      exclusions: z.array(z.string()).optional(),
    }),
  ),
  causes: z.array(
    z.looseObject({
      code: z.string(),
      label: z.string(),
      count: WITHHELD_COUNT,
      origin: z.string().nullable(),
      moment: z.enum(['before', 'during', 'after']).nullable(),
      moments: z.object({ before: COUNT, during: COUNT, after: COUNT }).optional(),
      alternativeProposed: COUNT.optional(),
      reason: REASON,
    }),
  ),
  unsortedCauses: FIGURE.optional(),
  breakdowns: z.record(
    z.string(),
    z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        entered: WITHHELD_COUNT,
        dropouts: WITHHELD_COUNT,
        value: SHARE,
        wilson95: INTERVAL,
        reason: REASON,
      }),
    ),
  ),
  withheld: z.record(z.string(), z.string()),
  years: z.array(z.object({ year: z.int(), populations: SITE_POPULATIONS, rates: z.array(RATE) })),
  alternatives: z
    .object({
      exits: COUNT,
      proposed: COUNT,
      none: COUNT,
      notRecorded: COUNT,
      accepted: COUNT,
      refused: COUNT,
      unanswered: COUNT,
      otherAnswer: COUNT,
      byKind: z.array(
        z.object({
          kind: z.string(),
          proposed: COUNT,
          accepted: COUNT,
          refused: COUNT,
          unanswered: COUNT,
        }),
      ),
    })
    .optional(),
  retention: z
    .object({
      relaunched: COUNT,
      returned: FIGURE,
      retained: FIGURE,
      finished: COUNT,
      inProgress: COUNT,
      dropouts: COUNT,
      otherExits: COUNT,
    })
    .optional(),
  certification: z
    .object({
      registered: COUNT,
      upcoming: COUNT,
      presented: COUNT,
      notPresented: COUNT,
      presenceUnknown: COUNT,
      passed: COUNT,
      failed: COUNT,
      resultUnknown: COUNT,
      presentation: FIGURE,
      success: FIGURE,
      failureReasons: z.array(z.object({ label: z.string(), count: COUNT, isHealth: z.boolean() })),
      factors: z.array(z.object({ factor: z.string(), passed: FACTOR_COUNTS, failed: FACTOR_COUNTS })),
    })
    .optional(),
})

export const SCOPE = z.object({
  enrolments: COUNT,
  inScope: COUNT,
  outOfScope: z.object({ short: COUNT, subcontracted: COUNT, outsidePeriod: COUNT, error: COUNT }),
})

export const DIAGNOSTIC_COUNTS = z.object({ errors: COUNT, warnings: COUNT })
export const PERIOD = z.object({ from: DAY, to: DAY })
export const PROCEDURE = z.object({ reference: z.string(), version: z.string().nullable() })

export const OBLIGATION_COUNTS = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['response', 'precedence', 'existence']),
  reference: z.string(),
  ...LEDGER_COUNTS,
})

export const SITE_SCHEMA = z
  .object({
    format: z.literal('i12/site/1'),
    tool: z.string(),
    public: z.literal(true).optional(),
    organisation: z.string(),
    sites: z.array(z.object({ id: z.string().min(1), name: z.string() })),
    asOf: DAY,
    period: PERIOD,
    referential: z.string(),
    procedure: PROCEDURE,
    scope: SCOPE,
    diagnostics: DIAGNOSTIC_COUNTS,
    ledger: z.object(LEDGER_COUNTS),
    obligations: z.array(OBLIGATION_COUNTS),
    statistics: z.array(ADDED_STATISTICS),
  })
  .describe('Les comptes d’un site, sans numéro de dossier ni nom.')

export type SiteReading =
  | { readonly file: SiteFile }
  /** Where it differs from the form: `statistics.0.rates`. */
  | { readonly wrongAt: string }

/** A site's file as parsed JSON gives it. */
export function readSiteContent(content: unknown): SiteReading {
  const read = SITE_SCHEMA.safeParse(content)
  // The closed lists of words inside may have grown in a later version; what adds up does not depend on them.
  if (read.success) return { file: read.data as unknown as SiteFile }
  return { wrongAt: read.error.issues[0]?.path.join('.') ?? '' }
}
