import { describe, expect, it } from 'vitest'
import { buildStatistics } from '../../src/statistics/build-statistics.js'
import { WITHHELD } from '../../src/statistics/disclosure.js'
import { type PublishedStatistics, publishStatistics } from '../../src/statistics/publish.js'
import type { Publication, StatisticsOptions } from '../../src/statistics/statistics.js'
import { type Line, NO_LEDGER, registerOf, times } from './register-of.js'

function published(
  lines: readonly Line[],
  publication: Publication = { threshold: 20, years: 1 },
  options: StatisticsOptions = {},
): PublishedStatistics {
  return publishStatistics(registerOf(lines), NO_LEDGER, publication, { year: 2025, ...options })
}

const dropout = (cause: string, line: Line = {}): Line => ({ state: 'abandon', dropout: { cause }, ...line })
const counts = ({ causes }: PublishedStatistics) =>
  Object.fromEntries(causes.map(({ label, count }) => [label, count]))

describe('rates', () => {
  it('are withheld under the threshold, with the reason, and the population stays', () => {
    const { rates, definitions } = published([...times(18, {}), dropout('a')])
    const found = rates.find(({ id }) => id === 'dropout')
    expect(found).toMatchObject({
      numerator: null,
      denominator: 19,
      value: null,
      wilson95: null,
      reason: WITHHELD,
    })
    expect(definitions.every(({ numerator, value }) => numerator === null && value === null)).toBe(true)
  })

  it('are shown from the threshold on', () => {
    const { rates } = published([...times(19, {}), dropout('a')])
    expect(rates.find(({ id }) => id === 'dropout')).toMatchObject({
      numerator: 1,
      denominator: 20,
      value: 0.05,
    })
  })

  it('follow the threshold of i12.yaml, never below 5', () => {
    expect(published(times(9, {}), { threshold: 9, years: 1 }).rates[0]?.value).toBe(0)
    expect(published(times(4, {}), { threshold: 1, years: 1 }).rates[0]?.value).toBeNull()
    expect(published(times(5, {}), { threshold: 1, years: 1 }).rates[0]?.value).toBe(0)
  })

  it('hide the other contract rates where they would give away the one at nine months', () => {
    const apprentice: Line = { type: 'apprentissage' }
    const { rates } = published(
      [...times(10, apprentice), ...times(15, { ...apprentice, entered: '2025-12-01' })],
      {
        threshold: 20,
        years: 1,
      },
      {},
    )
    expect(rates.find(({ id }) => id === 'contractTermination')?.value).toBe(0)
    const early = publishStatistics(
      registerOf([...times(10, apprentice), ...times(15, { ...apprentice, entered: '2025-12-01' })], {
        asOf: '2025-12-31',
      }),
      NO_LEDGER,
      { threshold: 20, years: 1 },
    )
    expect(early.rates.filter(({ id }) => id.startsWith('contract')).map(({ value }) => value)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  it('leave out the counts of alternatives, and give the share to the percent', () => {
    const lines = [
      ...times(106, dropout('a', { dropout: { cause: 'a', alternative: 'report' } })),
      ...times(132, dropout('b')),
    ]
    expect(published(lines).rates.find(({ id }) => id === 'alternativeProposed')).toMatchObject({
      numerator: null,
      denominator: null,
      value: 0.45,
      wilson95: null,
    })
  })

  it('say what they exclude without counting it', () => {
    const { rates } = published([...times(30, {}), { state: 'erreur' }, { state: 'annulation' }])
    const sentences = rates.flatMap(({ exclusions }) => exclusions)
    expect(sentences.join(' ')).toMatch(/Erreurs administratives/)
    expect(sentences.filter((sentence) => /dossiers?\./.test(sentence))).toEqual([])
  })
})

describe('causes', () => {
  it('hide 1 to 4 and, with them, the smallest other', () => {
    const result = published([
      ...times(40, {}),
      ...times(12, dropout('déménagement')),
      ...times(7, dropout('emploi')),
      ...times(3, dropout('niveau')),
    ])
    expect(counts(result)).toEqual({ déménagement: 12, 'autres causes': null })
    expect(result.causes.filter(({ count }) => count === null).map(({ reason }) => reason)).toEqual([
      WITHHELD,
    ])
    // A wording that three used points at them as their number would.
    expect(JSON.stringify(result)).not.toMatch(/niveau|emploi/)
  })

  it('hide nothing where every count is 5 or more', () => {
    expect(
      counts(published([...times(40, {}), ...times(12, dropout('a')), ...times(5, dropout('b'))])),
    ).toEqual({
      a: 12,
      b: 5,
    })
  })

  it('do not stop at two hidden counts whose sum gives both away', () => {
    const result = published([...times(40, {}), ...times(9, dropout('a')), dropout('b'), dropout('c')])
    expect(counts(result)).toEqual({ 'toutes causes réunies': null })
  })

  it('gather the lines in one, or leave them out, where hiding all would not do', () => {
    const few = published([...times(40, {}), dropout('a'), dropout('b'), dropout('c')])
    expect(few.causes).toEqual([])
    expect(few.causesReason).toBe(WITHHELD)
    const six = published([...times(40, {}), ...times(3, dropout('a')), ...times(2, dropout('b'))])
    expect(counts(six)).toEqual({ 'toutes causes réunies': 5 })
    expect(published([...times(40, {}), ...times(7, dropout('a'))]).causes).toMatchObject([{ count: 7 }])
  })

  it('are all hidden in a cohort whose totals are hidden, and not even named among fewer than 5', () => {
    expect(counts(published([...times(6, {}), ...times(6, dropout('a')), dropout('b')]))).toEqual({
      'toutes causes réunies': null,
    })
    expect(published([{}, dropout('a')]).causes).toEqual([])
  })

  it('protect the causes of those who never entered, whose number is published', () => {
    const result = published([
      ...times(40, {}),
      ...times(3, { state: 'annulation', dropout: { cause: 'avant 1' } } as Line),
      ...times(9, { state: 'annulation', dropout: { cause: 'avant 2' } } as Line),
      ...times(20, dropout('pendant 1')),
      ...times(2, dropout('pendant 2')),
      ...times(30, dropout('pendant 3')),
    ])
    expect(counts(result)).toEqual({
      'pendant 3': 30,
      'autres causes': null,
    })
  })

  it('turn everything of health into « motif personnel », with the organisation’s own', () => {
    const result = published([
      ...times(40, {}),
      ...times(5, dropout('Dépression')),
      ...times(6, dropout('maladie longue')),
      ...times(8, dropout('Motif personnel')),
      ...times(9, dropout('emploi')),
    ])
    expect(counts(result)).toEqual({ 'motif personnel': 19, emploi: 9 })
    expect(JSON.stringify(result)).not.toMatch(/maladie|dépression|"sante"/i)
  })

  it('carry neither origin, moment nor alternatives', () => {
    const [first] = published([...times(40, {}), ...times(9, dropout('a'))]).causes
    expect(first).toMatchObject({ origin: null, moment: null })
    expect(first).not.toHaveProperty('alternativeProposed')
    expect(first).not.toHaveProperty('moments')
  })
})

describe('breakdowns', () => {
  const at = (site: string, entered: number, dropouts: number, training = site): Line[] => [
    ...times(entered - dropouts, { site, training }),
    ...times(dropouts, { site, training, state: 'abandon' } as Line),
  ]
  const values = ({ breakdowns }: PublishedStatistics) =>
    Object.fromEntries((breakdowns.site ?? []).map(({ key, dropouts }) => [key, dropouts]))

  it('hide a small group and the smallest other, so that the total does not give it away', () => {
    expect(values(published([...at('a', 100, 9), ...at('b', 60, 5), ...at('c', 12, 3)]))).toEqual({
      a: 9,
      b: null,
      c: null,
    })
  })

  it('go on where what is hidden has no dropout at all, or only dropouts', () => {
    expect(values(published([...at('a', 100, 9), ...at('b', 60, 0), ...at('c', 12, 0)]))).toEqual({
      a: null,
      b: null,
      c: null,
    })
  })

  it('leave a dimension out whole where nothing protects it', () => {
    const result = published([...at('a', 100, 0), ...at('c', 12, 0)])
    expect(result.breakdowns.site).toEqual([])
    expect(result.withheld.site).toBe(WITHHELD)
  })

  it('protect a training by the site that holds it', () => {
    const result = published([
      ...at('nice', 100, 9, 'F1'),
      ...at('lyon', 50, 4, 'F2'),
      ...at('lyon', 15, 2, 'F3'),
      ...at('paris', 15, 2, 'F4'),
      ...at('paris', 30, 2, 'F5'),
      ...at('lille', 90, 5, 'F6'),
    ])
    const shown = (rows: PublishedStatistics['breakdowns']['site']) =>
      Object.fromEntries((rows ?? []).map(({ key, dropouts }) => [key, dropouts]))
    const bySite = shown(result.breakdowns.site)
    const byTraining = shown(result.breakdowns.formation)
    expect(byTraining.F3).toBeNull()
    expect(bySite.lyon === null || byTraining.F2 === null).toBe(true)
    expect(bySite.paris === null || byTraining.F5 === null).toBe(true)
    expect(bySite.nice).toBe(9)
    expect(byTraining.F1).toBe(9)
  })
})

describe('several years', () => {
  it('are cumulated as i12.yaml says, and no single year is then shown', () => {
    const result = published([...times(15, { entered: '2024-05-06' }), ...times(15, {})], {
      threshold: 20,
      years: 2,
    })
    expect(result.cohort.years).toEqual([2024, 2025])
    expect(result.rates[0]?.denominator).toBe(30)
    expect(result.years).toEqual([])
  })

  it('are proposed where they would reach the threshold', () => {
    const lines = [
      ...times(5, { entered: '2023-05-06' }),
      ...times(9, { entered: '2024-05-06' }),
      ...times(12, {}),
    ]
    expect(published(lines).proposal).toMatchObject({ years: [2024, 2025], entered: 21 })
    expect(published(lines).proposal?.rates).toContain('dropout')
    const fewer = [
      ...times(5, { entered: '2023-05-06' }),
      ...times(5, { entered: '2024-05-06' }),
      ...times(12, {}),
    ]
    expect(published(fewer).proposal).toMatchObject({ years: [2023, 2024, 2025], entered: 22 })
    expect(published(times(12, {})).proposal).toBeNull()
    expect(published(times(30, {})).proposal).toBeNull()
  })

  it('each keep to the threshold when they stand side by side', () => {
    const { years } = published([...times(10, { entered: '2024-05-06' }), ...times(40, {})])
    expect(years.map(({ year, rates }) => [year, rates.dropout.value])).toEqual([
      [2024, null],
      [2025, 0],
    ])
  })
})

it('leaves the whole statistics as they are', () => {
  const lines = [...times(40, {}), ...times(3, dropout('a'))]
  expect(buildStatistics(registerOf(lines), NO_LEDGER, { year: 2025 }).causes[0]?.count).toBe(3)
})

describe('incidence', () => {
  const weekly = (count: number, left: string): Line[] => times(count, dropout('a', { left }))
  const lines = [
    ...weekly(3, '2025-03-20'),
    ...times(10, { left: '2025-04-10' }),
    ...weekly(2, '2025-05-20'),
    ...times(18, { left: '2025-09-30' }),
  ]

  it('leaves out the weeks where fewer than the threshold are still at risk', () => {
    const whole = buildStatistics(registerOf(lines), NO_LEDGER, { year: 2025 }).incidence.steps
    expect(whole.map(({ atRisk }) => atRisk)).toEqual([33, 20])
    expect(published(lines).incidence.steps).toEqual(whole)
    expect(published(lines, { threshold: 21, years: 1 }).incidence.steps).toEqual(whole.slice(0, 1))
    expect(published(lines, { threshold: 34, years: 1 }).incidence).toMatchObject({
      steps: [],
      reason: WITHHELD,
    })
  })
})
