// The forms of the JSON that `i12` writes. Published as JSON Schemas, and held against real outputs by a test. A field may
// be added by any version: who reads them lets through what they do not know (docs/versions.md).
import { z } from 'zod'
import {
  ADDED_STATISTICS,
  COUNT,
  DAY,
  DIAGNOSTIC_COUNTS,
  FIGURE,
  INTERVAL,
  LEDGER_COUNTS,
  OBLIGATION_COUNTS,
  PERIOD,
  PROCEDURE,
  RATE,
  REASON,
  SCOPE,
  SHARE,
  SITE_POPULATIONS,
  SITE_SCHEMA,
} from './site-schema.js'

const WORD = z.string()
const TOOL_NAME = z.string().regex(/^i12 /)
const LINE = z.int().min(1)

const DIAGNOSTIC = z.object({
  code: WORD,
  severity: z.enum(['error', 'warning']),
  file: WORD,
  line: LINE,
  column: LINE,
  cell: WORD.optional(),
  enrolment: WORD.optional(),
  field: WORD.nullable(),
  message: WORD,
  seen: WORD.nullable(),
  isSeenDescribed: z.literal(true).optional(),
  expected: WORD.nullable(),
  mend: WORD,
  count: COUNT.optional(),
  related: z.array(z.object({ file: WORD, line: LINE })).optional(),
  isNew: z.boolean().optional(),
})

const VERDICT = z.object({
  obligation: WORD,
  enrolment: WORD.nullable(),
  report: WORD.optional(),
  recipient: WORD.nullable(),
  status: z.enum(['met', 'late', 'missing', 'pending', 'undetermined']),
  gravity: z.enum(['ecart', 'alerte']),
  evidence: z.enum(['present', 'absent', 'notRequired']),
  arisenOn: DAY.nullable(),
  dueOn: DAY.nullable(),
  dueAt: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  doneOn: DAY.nullable(),
  procedureVersion: WORD,
  origin: z.object({ file: WORD, line: LINE }),
  isNew: z.boolean().optional(),
})

const CHECK_SCHEMA = z
  .object({
    format: z.literal('i12/check/1'),
    tool: TOOL_NAME,
    asOf: DAY,
    referential: WORD,
    sources: z.array(
      z.object({
        name: WORD,
        file: WORD,
        sheet: WORD.nullable(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        encoding: WORD.nullable(),
        delimiter: WORD.nullable(),
        rows: COUNT,
        setAside: COUNT,
        skipped: z.object({ header: COUNT, total: COUNT, blank: COUNT, filtered: COUNT }),
        joined: z.looseObject({ uncertain: COUNT, unmatched: COUNT }),
        records: COUNT,
      }),
    ),
    scope: SCOPE,
    diagnostics: z.array(DIAGNOSTIC),
    ledger: z.object(LEDGER_COUNTS),
    obligations: z.array(OBLIGATION_COUNTS),
    verdicts: z.array(VERDICT),
    worst: z.enum(['none', 'alerte', 'ecart']),
    baseline: z.object({ new: COUNT, known: COUNT, solved: COUNT }).optional(),
  })
  .describe('Le résultat d’un contrôle.')

const POPULATIONS = SITE_POPULATIONS.extend({ persons: COUNT })
const YEAR_FIGURE = FIGURE.extend({ year: z.int() })

const STATS_SCHEMA = ADDED_STATISTICS.extend({
  tool: TOOL_NAME,
  public: z.literal(true).optional(),
  threshold: COUNT.optional(),
  populations: POPULATIONS,
  causesReason: REASON,
  scope: z.object({ moreThanDays: z.number(), excludesSubcontracted: z.boolean() }),
  years: z.array(z.object({ year: z.int(), populations: POPULATIONS, rates: z.array(RATE) })),
  changes: z
    .array(z.object({ rate: WORD, from: z.int(), to: z.int(), difference: z.number(), newcombe95: INTERVAL }))
    .optional(),
  timeToDropout: z
    .object({
      count: COUNT,
      withoutAbsence: COUNT,
      withoutDate: COUNT,
      days: z
        .object({
          min: z.number(),
          lowerQuartile: z.number(),
          median: z.number(),
          upperQuartile: z.number(),
          max: z.number(),
        })
        .nullable(),
      reason: REASON,
    })
    .optional(),
  survival: z
    .looseObject({
      observations: COUNT,
      events: COUNT,
      withoutDates: COUNT,
      median: z.number().nullable(),
      steps: z.array(z.looseObject({ time: z.number(), survival: SHARE })),
      reason: REASON,
    })
    .optional(),
  incidence: z.array(z.object({ week: COUNT, atRisk: COUNT, dropouts: COUNT, value: SHARE })).optional(),
  incidencePopulation: z.object({ followed: COUNT, withoutDates: COUNT, reason: REASON }).optional(),
  incidenceReason: REASON,
  runChart: z
    .array(
      z.object({
        measure: WORD,
        rate: WORD.nullable(),
        question: WORD.optional(),
        outOf: z.number().nullish(),
        points: z.array(z.object({ month: z.string().regex(/^[0-9]{4}-[0-9]{2}$/), value: z.number() })),
        median: z.number().nullable(),
        reading: z
          .object({
            useful: COUNT,
            longestRun: COUNT,
            runLimit: COUNT,
            crossings: COUNT,
            crossingLimit: COUNT,
            signals: z.array(z.enum(['longRun', 'fewCrossings'])),
          })
          .nullable(),
        signals: z.array(z.enum(['longRun', 'fewCrossings'])),
        reason: WORD.nullable(),
      }),
    )
    .optional(),
  measures: z
    .array(
      z.looseObject({
        id: WORD,
        title: WORD,
        before: YEAR_FIGURE,
        after: YEAR_FIGURE,
        difference: z.number().nullable(),
        newcombe95: INTERVAL,
        isSeparate: z.boolean(),
        reason: REASON,
      }),
    )
    .optional(),
  proposal: z.object({ years: z.array(z.int()), entered: COUNT, rates: z.array(WORD) }).nullish(),
  explanation: z.object({ title: WORD, text: WORD }),
}).describe('Les statistiques d’une cohorte, entières ou publiables.')

const LIMITS = z.object({ low: z.number(), high: z.number() })

const CONSOLIDATION_SCHEMA = z
  .object({
    format: z.literal('i12/consolidation/1'),
    tool: TOOL_NAME,
    network: WORD.optional(),
    public: z.literal(true).optional(),
    asOf: DAY,
    period: PERIOD,
    referential: WORD,
    procedure: PROCEDURE,
    totals: z.object({
      scope: SCOPE,
      diagnostics: DIAGNOSTIC_COUNTS,
      ledger: z.object(LEDGER_COUNTS),
      obligations: z.array(OBLIGATION_COUNTS),
      statistics: z.array(ADDED_STATISTICS),
    }),
    sites: z.array(
      z.object({
        id: WORD,
        name: WORD,
        organisation: WORD,
        scope: SCOPE,
        diagnostics: DIAGNOSTIC_COUNTS,
        ledger: z.object(LEDGER_COUNTS),
        dropout: z.array(YEAR_FIGURE),
      }),
    ),
    missing: z.array(WORD),
    funnels: z.array(
      z.object({
        year: z.int(),
        overall: z.object({ numerator: COUNT, denominator: COUNT, value: z.number() }),
        points: z.array(
          z.object({
            site: WORD,
            numerator: COUNT,
            denominator: COUNT,
            value: z.number(),
            limits95: LIMITS,
            limits998: LIMITS,
            position: z.enum(['within', 'outside95', 'outside998']),
          }),
        ),
        outside: COUNT,
        notPlaced: z.array(WORD),
      }),
    ),
  })
  .describe('Les sites d’un réseau, et leur somme.')

const BREACH = VERDICT.omit({ isNew: true }).extend({ kind: z.literal('breach') })
const FINDING = z.discriminatedUnion('kind', [
  BREACH,
  DIAGNOSTIC.omit({ isNew: true }).extend({ kind: z.literal('diagnostic') }),
])
const STATE = z.object({ status: VERDICT.shape.status, evidence: VERDICT.shape.evidence })

const DIFF_SCHEMA = z
  .object({
    format: z.literal('i12/diff/1'),
    tool: TOOL_NAME,
    before: z.object({ asOf: DAY }),
    after: z.object({ asOf: DAY }),
    new: z.array(FINDING),
    solved: z.array(FINDING),
    moved: z.array(BREACH.extend({ from: STATE, to: STATE })),
  })
  .describe('Deux contrôles comparés.')

const TODO_SCHEMA = z
  .looseObject({
    format: z.literal('i12/todo/1'),
    tool: TOOL_NAME,
    asOf: DAY,
    overdue: COUNT,
    items: z.array(
      z.looseObject({ ...VERDICT.shape, isOverdue: z.boolean(), title: WORD, channels: z.array(WORD) }),
    ),
  })
  .describe('Ce qui est dû.')

const SAMPLE_SCHEMA = z
  .looseObject({
    format: z.literal('i12/sample/1'),
    tool: TOOL_NAME,
    asOf: DAY,
    seed: WORD,
    size: COUNT,
    population: COUNT,
    method: WORD,
    cases: z.array(z.looseObject({ enrolment: WORD, site: WORD, training: WORD, status: WORD })),
  })
  .describe('Un échantillon de dossiers.')

const DOCTOR_SCHEMA = z
  .object({
    format: z.literal('i12/doctor/1'),
    tool: TOOL_NAME,
    findings: z.array(z.object({ id: WORD, label: WORD, status: WORD, detail: WORD, mend: WORD.nullable() })),
  })
  .describe('L’examen d’une machine.')

/** What is written, by name, with its form. */
export const OUTPUT_SCHEMAS = {
  check: CHECK_SCHEMA,
  stats: STATS_SCHEMA,
  site: SITE_SCHEMA,
  consolidation: CONSOLIDATION_SCHEMA,
  diff: DIFF_SCHEMA,
  todo: TODO_SCHEMA,
  sample: SAMPLE_SCHEMA,
  doctor: DOCTOR_SCHEMA,
} as const
