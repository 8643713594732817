// Attacks the public statistics with what a reader has: every figure shown, the totals they make, and which
// trainings a site holds. Nothing withheld may have a single possible value left.
import { describe, expect, it } from 'vitest'
import { knownCause } from '../../src/statistics/cause-taxonomy.js'
import { WITHHELD } from '../../src/statistics/disclosure.js'
import { type PublishedStatistics, publishStatistics } from '../../src/statistics/publish.js'
import type { Dimension } from '../../src/statistics/statistics.js'
import { type Line, NO_LEDGER, registerOf, times } from './register-of.js'

/** mulberry32: same numbers for the same seed on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const STATES = [
  'termine',
  'termine',
  'termine',
  'abandon',
  'abandon',
  'force_majeure',
  'annulation',
  'en_cours',
  'erreur',
  'interruption_of',
] as const
const CAUSES = ['emploi', 'déménagement', 'niveau', 'maladie', 'motif personnel', 'financement', '']

/** A made-up organisation: some sites with their own trainings, some shared, groups of very different sizes. */
function cohortFrom(random: () => number): Line[] {
  const sites = 1 + Math.floor(random() * 4)
  const isRare = random() < 0.3
  const lines: Line[] = []
  for (let site = 0; site < sites; site++) {
    const trainings = 1 + Math.floor(random() * 3)
    for (let index = 0; index < trainings; index++) {
      const training = random() < 0.2 ? 'commune' : `F${site}-${index}`
      const size = Math.floor(random() ** 2 * 60)
      for (let learner = 0; learner < size; learner++) {
        const state = STATES[Math.floor(random() * (isRare ? 3.1 : STATES.length))] ?? 'termine'
        const isOut = state !== 'termine' && state !== 'en_cours'
        lines.push({
          state,
          site: `S${site}`,
          training,
          type: random() < 0.2 ? 'apprentissage' : 'longue',
          funder: random() < 0.5 ? 'OPCO' : 'Région',
          entered: state === 'annulation' ? null : `2025-0${1 + Math.floor(random() * 9)}-05`,
          psh: random() < 0.1,
          ...(isOut
            ? {
                dropout: {
                  cause: CAUSES[Math.floor(random() ** 2 * CAUSES.length)] ?? '',
                  ...(random() < 0.4 ? { alternative: 'report' as const } : {}),
                },
              }
            : {}),
        })
      }
    }
  }
  return lines
}

interface Unknown {
  readonly name: string
  readonly truth: number
  readonly low: number
  readonly high: number
}

interface Relation {
  readonly terms: readonly { readonly unknown: number; readonly sign: 1 | -1 }[]
  readonly total: number
}

/** Whether the relations leave `target` another whole value than the truth. Complete search, smallest choice first. */
function hasOtherValue(
  unknowns: readonly Unknown[],
  relations: readonly Relation[],
  target: number,
): boolean {
  const bounds = unknowns.map(({ low, high }) => ({ low, high }))
  const truth = unknowns[target]?.truth ?? 0
  for (let value = unknowns[target]?.low ?? 0; value <= (unknowns[target]?.high ?? 0); value++) {
    if (value === truth) continue
    const attempt = bounds.map((bound) => ({ ...bound }))
    attempt[target] = { low: value, high: value }
    if (isFeasible(attempt, relations)) return true
  }
  return false
}

type Bounds = { low: number; high: number }[]

function isFeasible(bounds: Bounds, relations: readonly Relation[]): boolean {
  if (!propagate(bounds, relations)) return false
  let open = -1
  for (const [index, { low, high }] of bounds.entries()) {
    if (high > low && (open < 0 || high - low < (bounds[open]?.high ?? 0) - (bounds[open]?.low ?? 0)))
      open = index
  }
  if (open < 0) return true
  const { low, high } = bounds[open] ?? { low: 0, high: 0 }
  for (let value = low; value <= high; value++) {
    const attempt = bounds.map((bound) => ({ ...bound }))
    attempt[open] = { low: value, high: value }
    if (isFeasible(attempt, relations)) return true
  }
  return false
}

function propagate(bounds: Bounds, relations: readonly Relation[]): boolean {
  for (let hasMoved = true; hasMoved; ) {
    hasMoved = false
    for (const { terms, total } of relations) {
      for (const { unknown, sign } of terms) {
        let least = 0
        let most = 0
        for (const other of terms) {
          if (other.unknown === unknown) continue
          const { low, high } = bounds[other.unknown] ?? { low: 0, high: 0 }
          least += other.sign === 1 ? low : -high
          most += other.sign === 1 ? high : -low
        }
        const bound = bounds[unknown]
        if (bound === undefined) continue
        const low = sign === 1 ? total - most : least - total
        const high = sign === 1 ? total - least : most - total
        if (low > bound.low) {
          bound.low = low
          hasMoved = true
        }
        if (high < bound.high) {
          bound.high = high
          hasMoved = true
        }
        if (bound.low > bound.high) return false
      }
    }
  }
  return true
}

const DIMENSIONS: readonly Dimension[] = ['site', 'formation', 'type', 'financeur', 'mois']

function keyIn(line: Line, dimension: Dimension): string {
  switch (dimension) {
    case 'site':
      return line.site ?? ''
    case 'formation':
      return line.training ?? ''
    case 'type':
      return line.type ?? ''
    case 'financeur':
      return line.funder ?? ''
    default:
      return (line.entered ?? '').slice(0, 7)
  }
}

/** Every relation between the dropouts of groups that a reader can write down. */
function breakdownProblem(lines: readonly Line[], result: PublishedStatistics) {
  const unknowns: Unknown[] = []
  const known = new Map<string, number>()
  const indexOf = new Map<string, number>()
  const entered = lines.filter(({ state }) => state !== 'erreur' && state !== 'annulation')
  for (const dimension of DIMENSIONS) {
    for (const row of result.breakdowns[dimension] ?? []) {
      const name = `${dimension} ${row.key}`
      if (row.dropouts !== null) {
        known.set(name, row.dropouts)
        continue
      }
      indexOf.set(name, unknowns.length)
      const truth = entered.filter(
        (line) => keyIn(line, dimension) === row.key && line.state === 'abandon',
      ).length
      unknowns.push({ name, truth, low: 0, high: row.entered })
    }
  }
  const relations: Relation[] = []
  const relate = (names: readonly string[], total: number, minus?: string) => {
    if (
      ![...names, ...(minus === undefined ? [] : [minus])].every(
        (name) => known.has(name) || indexOf.has(name),
      )
    )
      return
    let rest = total
    const terms: { unknown: number; sign: 1 | -1 }[] = []
    for (const [name, sign] of [
      ...names.map((one) => [one, 1] as const),
      ...(minus === undefined ? [] : [[minus, -1] as const]),
    ]) {
      const unknown = indexOf.get(name)
      if (unknown === undefined) rest -= sign * (known.get(name) ?? 0)
      else terms.push({ unknown, sign })
    }
    if (terms.length > 0) relations.push({ terms, total: rest })
  }
  const total = result.rates.find(({ id }) => id === 'dropout')?.numerator ?? null
  for (const dimension of DIMENSIONS) {
    const rows = result.breakdowns[dimension] ?? []
    if (total !== null && rows.length > 0)
      relate(
        rows.map(({ key }) => `${dimension} ${key}`),
        total,
      )
    for (const other of DIMENSIONS) {
      if (other === dimension) continue
      for (const { key } of rows) {
        const inside = entered.filter((line) => keyIn(line, dimension) === key)
        const parts = new Set(inside.map((line) => keyIn(line, other)))
        if (parts.size === 0) continue
        if (entered.filter((line) => parts.has(keyIn(line, other))).length !== inside.length) continue
        relate(
          [...parts].map((part) => `${other} ${part}`),
          0,
          `${dimension} ${key}`,
        )
      }
    }
  }
  return { unknowns, relations }
}

describe('attack on the public statistics', () => {
  const seeds = Array.from({ length: 80 }, (_, index) => 20_260_000 + index)
  let withheldGroups = 0
  let shownGroups = 0
  let withheldCauses = 0
  let shownCauses = 0

  it.each(seeds)('seed %i gives nothing away', (seed) => {
    const lines = cohortFrom(randomFrom(seed))
    const result = publishStatistics(
      registerOf(lines, { asOf: '2026-06-30' }),
      NO_LEDGER,
      { threshold: 20, years: 1 },
      { year: 2025 },
    )

    const { unknowns, relations } = breakdownProblem(lines, result)
    for (const [target, { name, high }] of unknowns.entries()) {
      if (high === 0) continue
      withheldGroups += 1
      expect(hasOtherValue(unknowns, relations, target), `${name} can be worked out`).toBe(true)
    }
    for (const dimension of DIMENSIONS) {
      for (const { entered, value, dropouts } of result.breakdowns[dimension] ?? []) {
        if (value !== null) shownGroups += 1
        expect(value === null || entered >= 20).toBe(true)
        expect(value === null).toBe(dropouts === null || entered === 0)
      }
    }

    // Causes: their sum is that of all exits less the errors, which a reader may well know to be few.
    const hidden = result.causes.filter(({ count }) => count === null)
    const shown = result.causes.filter(({ count }) => count !== null)
    shownCauses += shown.length
    withheldCauses += hidden.length
    for (const { count } of shown) expect(count).toBeGreaterThan(4)
    const total = result.definitions[0]?.numerator ?? null
    const errors = lines.filter(({ state }) => state === 'erreur').length
    if (total !== null && hidden.length > 0) {
      const rest = total - errors - shown.reduce((sum, { count }) => sum + (count ?? 0), 0)
      // A hidden count alone is the rest: then it is that of several causes, and names none.
      const names = hidden.map(({ label }) => label)
      if (hidden.length === 1) expect(['autres causes', 'toutes causes réunies']).toContain(names[0])
      // Each may be 1, and each may be 5 or more: not even « fewer than 5 » can be proved.
      expect(rest - (hidden.length - 1)).toBeGreaterThan(4)
    }

    // Rates: nothing withheld comes back from a numerator, an interval or a quotient.
    for (const { id, value, numerator, denominator, wilson95, reason } of result.rates) {
      if (reason === WITHHELD) expect([value, numerator, wilson95]).toEqual([null, null, null])
      else if (id !== 'alternativeProposed' && value !== null) expect(denominator).toBeGreaterThanOrEqual(20)
      if (id === 'alternativeProposed') {
        expect([numerator, denominator, wilson95]).toEqual([null, null, null])
        if (value !== null) expect(Math.abs(value * 100 - Math.round(value * 100))).toBeLessThan(1e-9)
      }
    }
    expect(result).not.toHaveProperty('exits')
    expect(JSON.stringify(result)).not.toMatch(/maladie/i)
    for (const row of result.breakdowns.psh ?? []) expect(row.entered).toBeGreaterThanOrEqual(20)
  })

  it('has attacked enough, and the statistics still say something', () => {
    expect(withheldGroups).toBeGreaterThan(400)
    expect(shownGroups).toBeGreaterThan(200)
    expect(withheldCauses).toBeGreaterThan(60)
    expect(shownCauses).toBeGreaterThan(50)
  })

  it('finds a count that is not protected: the attacker is no straw man', () => {
    const lines: Line[] = [
      ...times(30, { site: 'a', training: 'A' }),
      ...times(8, { site: 'b', training: 'B' }),
      ...times(2, { site: 'b', training: 'B', state: 'abandon' } as Line),
    ]
    const row = { key: 'a', label: 'a', entered: 30, dropouts: 0, value: 0, wilson95: null }
    const leaky = {
      breakdowns: { site: [row, { ...row, key: 'b', entered: 10, dropouts: null, value: null }] },
      rates: [{ id: 'dropout', numerator: 2 }],
    } as unknown as PublishedStatistics
    const { unknowns, relations } = breakdownProblem(lines, leaky)
    expect(unknowns.map(({ truth }) => truth)).toEqual([2])
    expect(hasOtherValue(unknowns, relations, 0)).toBe(false)
    expect(knownCause('sante').label).toBe('Santé')
  })
})
