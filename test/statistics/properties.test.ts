// What must hold whatever the cohort: seeded, no package, prints its seed.
import { describe, expect, it } from 'vitest'
import { buildStatistics } from '../../src/statistics/build-statistics.js'
import type { Statistics } from '../../src/statistics/statistics.js'
import { type Line, NO_LEDGER, registerOf } from './register-of.js'

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const STATES = [
  'termine',
  'abandon',
  'force_majeure',
  'interruption_of',
  'exclusion',
  'rupture_contrat',
  'transfert',
  'non_presentation',
  'annulation',
  'erreur',
  'en_cours',
  'inscrit',
] as const
const TYPES = ['longue', 'apprentissage', 'vae', null] as const

function linesFrom(random: () => number): Line[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: 5 + Math.floor(random() * 80) }, (_, index) => {
    const state = pick(STATES)
    return {
      id: `D-${index}`,
      state,
      entered: ['inscrit', 'annulation', 'non_presentation'].includes(state)
        ? null
        : `2025-0${1 + Math.floor(random() * 9)}-03`,
      planned: random() < 0.1 ? '' : '2025-05-05',
      left: `2025-1${Math.floor(random() * 3)}-14`,
      end: '2025-11-30',
      site: pick(['nice', 'lyon', 'lille']),
      training: pick(['F1', 'F2', 'F3']),
      type: pick(TYPES),
      days: pick([1, 5, 20, null]),
      subcontracted: random() < 0.1,
      psh: pick([true, false, null]),
      replacedBy: random() < 0.15 ? `D-${Math.floor(random() * 90)}` : '',
      ...(random() < 0.5 ? { ended: '2025-10-01' } : {}),
      dropout: {
        cause: pick(['emploi', 'Emploi ', 'niveau', '']),
        origin: pick(['beneficiaire', 'entreprise'] as const),
        alternative: pick(['report', 'aucune', 'adaptation'] as const),
      },
    }
  })
}

/** What does not depend on the order of the rows. */
function comparable({ populations, outOfScope, exits, rates, definitions }: Statistics) {
  return {
    populations,
    outOfScope,
    exits,
    definitions: definitions.map(({ numerator, denominator }) => [numerator, denominator]),
    rates: rates.map(({ id, numerator, denominator }) => [id, numerator, denominator]),
  }
}

describe.each(Array.from({ length: 40 }, (_, index) => 4_000 + index))('seed %i', (seed) => {
  const random = randomFrom(seed)
  const lines = linesFrom(random)
  const statistics = buildStatistics(registerOf(lines), NO_LEDGER, { year: 2025, threshold: 5 })
  const { populations, exits, causes, breakdowns, rates, definitions, alternatives } = statistics

  it('adds up', () => {
    const { erreur, ...others } = exits
    const sum = Object.values(others).reduce((total, count) => total + count, 0)
    expect(sum + populations.inProgress + populations.notYetEntered).toBe(populations.enrolled)
    expect(populations.entered).toBe(
      populations.enrolled - exits.annulation - exits.non_presentation - populations.notYetEntered,
    )
    const early = sum - exits.termine
    expect(causes.reduce((total, { count }) => total + (count ?? 0), 0)).toBe(early)
    expect(definitions[0]?.numerator).toBe(early + erreur)
    expect(alternatives.proposed + alternatives.none + alternatives.notRecorded).toBe(early + erreur)
    for (const dimension of ['site', 'formation', 'type', 'mois', 'financeur'] as const) {
      const rows = breakdowns[dimension] ?? []
      expect(rows.reduce((total, { entered }) => total + entered, 0)).toBe(populations.entered)
      expect(rows.reduce((total, { dropouts }) => total + (dropouts ?? 0), 0)).toBe(rates[0]?.numerator)
    }
  })

  it('keeps every rate between its bounds', () => {
    for (const { numerator, denominator, value, wilson95, reason } of rates) {
      if (value === null) {
        expect(reason).toBeTruthy()
        continue
      }
      expect(numerator ?? 0).toBeLessThanOrEqual(denominator ?? 0)
      expect(wilson95?.[0]).toBeLessThanOrEqual(value)
      expect(wilson95?.[1]).toBeGreaterThanOrEqual(value)
    }
    const count = (id: string) => rates.find((rate) => rate.id === id)?.numerator ?? 0
    expect(count('dropout')).toBeLessThanOrEqual(count('interruption'))
    expect(count('contractTerminationNet')).toBeLessThanOrEqual(count('contractTermination'))
    expect(count('contractTermination9Months')).toBeLessThanOrEqual(count('contractTermination'))
  })

  it('does not depend on the order of the rows', () => {
    // Two files that lead to the same one are told apart by their order: links are left out here.
    const unlinked = lines.map((line) => ({ ...line, replacedBy: '' }))
    const shuffled = [...unlinked].sort(() => random() - 0.5)
    const before = buildStatistics(registerOf(unlinked), NO_LEDGER, { year: 2025 })
    const after = buildStatistics(registerOf(shuffled), NO_LEDGER, { year: 2025 })
    expect(comparable(after)).toEqual(comparable(before))
  })
})
