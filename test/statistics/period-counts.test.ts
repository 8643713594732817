import { describe, expect, it } from 'vitest'
import { countExamined, countScope, NO_SCOPE } from '../../src/statistics/case-counts.js'
import { countContacts } from '../../src/statistics/contact-counts.js'
import { followDropouts } from '../../src/statistics/dropout-counts.js'
import { countViolenceReports } from '../../src/statistics/violence-report-counts.js'
import { day, registerOf } from './register-of.js'

describe('the cases of the period', () => {
  const { cases } = registerOf([
    { state: 'abandon', type: 'longue' },
    { state: 'non_presentation', entered: null, planned: '2025-03-03', type: 'longue', days: null },
    { state: 'termine', type: 'vae' },
    { state: 'termine', type: 'vae' },
  ])
  Object.assign(cases[3] as object, { outOfScope: 'short' })

  it('are examined or left out, each once', () => {
    expect(countScope(cases)).toEqual({
      enrolments: 4,
      inScope: 3,
      outOfScope: { short: 1, subcontracted: 0, outsidePeriod: 0, error: 0 },
    })
    expect(NO_SCOPE.enrolments).toBe(0)
  })

  it('are counted by state, type and site, those left out nowhere', () => {
    const { total, neverEntered, unknownDuration, byStatus, byType, bySite } = countExamined(cases)
    expect([total, neverEntered, unknownDuration]).toEqual([3, 1, 1])
    expect([...byStatus]).toEqual([
      ['abandon', 1],
      ['non_presentation', 1],
      ['termine', 1],
    ])
    const sum = (counts: ReadonlyMap<unknown, number> | undefined) =>
      [...(counts?.values() ?? [])].reduce((a, b) => a + b, 0)
    expect([sum(byType.get('longue')), sum(byType.get('vae')), sum(bySite)]).toEqual([2, 1, 3])
  })
})

describe('what was done of the dropouts', () => {
  const register = registerOf([
    { state: 'abandon', dropout: { cause: 'Trajet', alternative: 'report', answer: 'oui' } },
    { state: 'abandon', dropout: { cause: ' trajet ', alternative: 'aucune' } },
    { state: 'abandon', dropout: { cause: 'Emploi' } },
    { state: 'abandon' },
    { state: 'abandon' },
    { state: 'abandon' },
    { state: 'termine' },
  ])
  const { all, byCause } = followDropouts(register, (cause) => cause.trim() || 'non renseignée')

  it('is counted once a case', () => {
    expect(all).toMatchObject({ dropouts: 6, recorded: 3, proposed: 1, answered: 1, decided: 0, attested: 0 })
  })

  it('is sorted by frequency, the missing cause last whatever its number', () => {
    expect(byCause.map(({ label, dropouts, proposed }) => [label, dropouts, proposed])).toEqual([
      ['Trajet', 2, 1],
      ['Emploi', 1, 0],
      ['non renseignée', 3, 0],
    ])
  })

  it('adds up to the whole', () => {
    for (const key of ['dropouts', 'recorded', 'proposed', 'answered', 'decided', 'attested'] as const) {
      expect(byCause.reduce((sum, cause) => sum + cause[key], 0)).toBe(all[key])
    }
  })
})

describe('the contacts', () => {
  const act = (on: string, channel: 'email' | null, result: 'joint' | null) => ({
    on: day(on),
    channel,
    result,
    recipient: 'beneficiaire' as const,
  })

  it('are counted by month up to the last day, the oldest apart', () => {
    const { months, earlier, total } = countContacts(
      [
        act('2023-12-31', null, null),
        act('2024-01-01', null, null),
        act('2026-12-01', 'email', 'joint'),
        act('2026-12-31', 'email', null),
      ],
      day('2026-12-31'),
    )
    expect(months).toHaveLength(36)
    expect(months[0]).toEqual({ year: 2024, month: 1, reached: 0, others: 1 })
    expect(months.at(-1)).toEqual({ year: 2026, month: 12, reached: 1, others: 1 })
    expect([earlier, total]).toEqual([1, 4])
  })

  it('are counted by channel and result', () => {
    const counts = countContacts(
      [
        act('2026-12-01', null, 'joint'),
        act('2026-12-01', 'email', 'joint'),
        act('2026-12-02', 'email', null),
      ],
      day('2026-12-31'),
    )
    expect(counts.byChannel).toEqual([
      { channel: 'email', total: 2, byResult: [1, 0, 0, 0, 1] },
      { channel: null, total: 1, byResult: [1, 0, 0, 0, 0] },
    ])
    expect(counts.byResult).toEqual([2, 0, 0, 0, 1])
    expect([counts.toLearner, counts.learnerReached]).toEqual([3, 2])
  })
})

it('reports of violence count from the first day of the period to the as-of date', () => {
  const report = (on: string | null, acknowledgedOn: string | null) =>
    ({
      on: on === null ? null : day(on),
      category: on === '2026-06-30' ? null : 'harcelement',
      acknowledgedOn: acknowledgedOn === null ? null : day(acknowledgedOn),
      answeredOn: null,
    }) as never
  const counts = countViolenceReports({
    period: { from: day('2026-01-01'), to: day('2026-12-31') },
    asOf: day('2026-06-30'),
    violenceReports: [
      report('2025-12-31', null),
      report('2026-01-01', '2026-06-30'),
      report('2026-06-30', '2026-07-01'),
      report('2026-07-01', null),
      report(null, null),
    ],
  })
  expect(counts).toEqual({
    all: { received: 2, acknowledged: 1, answered: 0 },
    byCategory: [
      { category: 'harcelement', received: 1, acknowledged: 1, answered: 0 },
      { category: null, received: 1, acknowledged: 0, answered: 0 },
    ],
    undated: 1,
  })
})
