import { describe, expect, it } from 'vitest'
import type { Measure } from '../../src/register/measure.js'
import { readAnswer } from '../../src/statistics/alternatives.js'
import { buildStatistics } from '../../src/statistics/build-statistics.js'
import { stepAt, survivalAt } from '../../src/statistics/kaplan-meier.js'
import { quantile } from '../../src/statistics/pathways.js'
import { day, type Line, NO_LEDGER, type RegisterOptions, registerOf, times } from './register-of.js'

const statisticsOf = (lines: readonly Line[], options: RegisterOptions = {}, year = 2025) =>
  buildStatistics(registerOf(lines, options), NO_LEDGER, { year })

const measure = (changes: Partial<Measure> = {}): Measure => ({
  id: 'parrainage',
  title: 'Parrainage',
  category: 'engagement',
  audience: { types: ['longue'], sites: [], trainings: [] },
  tools: [],
  since: day('2025-01-01'),
  until: null,
  evidence: [],
  indicators: [12],
  targetedCause: null,
  effect: { rate: 'dropout', before: 2024, after: 2025 },
  place: {
    file: 'mesures.yaml',
    locate: () => ({ file: 'mesures.yaml', line: 1, column: 1 }),
    excerpt: () => null,
  },
  ...changes,
})

describe('retention after a relaunch', () => {
  const lines: Line[] = [
    { relaunches: ['2025-04-01', '2025-05-01'], activities: ['2025-04-02'] },
    { relaunches: ['2025-04-01'], activities: ['2025-04-01'], state: 'abandon' },
    { relaunches: ['2025-04-01'], state: 'en_cours' },
    { relaunches: ['2025-04-01'], state: 'exclusion' },
    { activities: ['2025-04-02'] },
    { relaunches: ['2027-04-01'] },
  ]

  it('counts who was seen after the first relaunch', () => {
    const { retention } = statisticsOf(lines, { sources: ['apprenants', 'activites'] })
    expect(retention).toMatchObject({
      relaunched: 4,
      finished: 1,
      inProgress: 1,
      dropouts: 1,
      otherExits: 1,
      returned: { numerator: 1, denominator: 4, value: 0.25 },
      retained: { numerator: 2, denominator: 4 },
    })
  })

  it('refuses the return where nothing tells of attendance', () => {
    const { returned } = statisticsOf(lines).retention
    expect(returned).toMatchObject({ numerator: null, denominator: 4, value: null })
    expect(returned.reason).toMatch(/présences/)
  })
})

describe('time from the first absence to the dropout', () => {
  it('takes the median over dropouts that have both, and counts the others', () => {
    const { timeToDropout } = statisticsOf([
      { state: 'abandon', left: '2025-05-01', absences: ['2025-04-21', '2025-04-11'] },
      { state: 'abandon', left: '2025-05-01', absences: ['2025-04-30', '2025-06-01'] },
      { state: 'abandon', left: '2025-05-01', absences: ['2025-04-28'] },
      { state: 'abandon', left: '2025-05-01' },
      { state: 'abandon', absences: ['2025-04-28'] },
      { state: 'termine', left: '2025-05-01', absences: ['2025-04-01'] },
    ])
    expect(timeToDropout).toMatchObject({ count: 3, withoutAbsence: 1, withoutDate: 1 })
    expect(timeToDropout.days).toEqual({ min: 1, lowerQuartile: 2, median: 3, upperQuartile: 11.5, max: 20 })
  })

  it('is refused with the reason where no dropout has both', () => {
    expect(statisticsOf([{ state: 'abandon' }]).timeToDropout).toMatchObject({ count: 0, days: null })
    expect(statisticsOf([{ state: 'abandon' }]).timeToDropout.reason).toBeTruthy()
  })

  it('interpolates quantiles as spreadsheets do', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
    expect(quantile([7], 0.9)).toBe(7)
  })
})

describe('survival by elapsed share of the training', () => {
  const dates = { entered: '2025-01-01', end: '2025-04-11' } as const // 100 days

  it('takes exits as events, ends as followed to the end, and who is still there as censored', () => {
    const { survival } = statisticsOf(
      [
        { ...dates, state: 'abandon', left: '2025-02-10' }, // 0.40
        { ...dates, state: 'exclusion', left: '2025-03-02' }, // 0.60
        { ...dates, state: 'transfert', left: '2025-01-31' }, // censored at 0.30
        { ...dates, state: 'interruption_of', left: '2025-01-31', dropout: { alternative: 'report' } },
        { ...dates, state: 'termine' },
        { ...dates, entered: '2025-01-01', end: '2025-12-31', state: 'en_cours' },
        { state: 'abandon' },
      ],
      { asOf: '2025-07-02' }, // half of the last training
    )
    expect(survival.curve.observations).toBe(6)
    expect(survival.withoutDates).toBe(1)
    expect(survival.curve.events).toBe(2)
    expect(stepAt(survival.curve, 0.4)).toMatchObject({ time: 0.4, atRisk: 4, survival: 0.75 })
    expect(survivalAt(survival.curve, 1)).toBeCloseTo(0.75 * 0.5, 12)
  })

  it('never goes beyond the planned end', () => {
    const { survival } = statisticsOf([{ ...dates, state: 'abandon', left: '2025-09-01' }, { ...dates }])
    expect(survival.curve.steps.at(-1)?.time).toBe(1)
  })
})

describe('alternatives', () => {
  it.each([
    ['acceptée', 'accepted'],
    ['Oui, en mars', 'accepted'],
    ['D’accord', 'accepted'],
    ['Refusée', 'refused'],
    ['non', 'refused'],
    ['Décline', 'refused'],
    ['', 'unanswered'],
    ['sans réponse', 'unanswered'],
    ['En attente', 'unanswered'],
    ['réfléchit', 'other'],
  ] as const)('reads « %s » as %s', (text, answer) => {
    expect(readAnswer(text)).toBe(answer)
  })

  it('counts proposed, accepted, refused, unanswered, by kind, errors included', () => {
    const { alternatives } = statisticsOf([
      { state: 'abandon', dropout: { alternative: 'report', answer: 'oui' } },
      { state: 'annulation', dropout: { alternative: 'report', answer: 'non' } },
      { state: 'erreur', dropout: { alternative: 'adaptation' } },
      { state: 'abandon', dropout: { alternative: 'aucune' } },
      { state: 'abandon' },
      { state: 'termine', dropout: { alternative: 'report', answer: 'oui' } },
    ])
    expect(alternatives).toMatchObject({
      exits: 5,
      proposed: 3,
      accepted: 1,
      refused: 1,
      unanswered: 1,
      none: 1,
      notRecorded: 1,
      byKind: [
        { kind: 'report', proposed: 2, accepted: 1, refused: 1, unanswered: 0 },
        { kind: 'adaptation', proposed: 1, accepted: 0, refused: 0, unanswered: 1 },
      ],
    })
  })
})

describe('effect of a measure', () => {
  const lines: Line[] = [
    ...times(30, { entered: '2024-03-04', state: 'abandon' } as Line),
    ...times(70, { entered: '2024-03-04' }),
    ...times(50, { entered: '2024-03-04', state: 'abandon', type: 'courte' } as Line),
    ...times(10, { state: 'abandon' } as Line),
    ...times(90, {}),
  ]

  it('compares two cohorts of its audience, with the interval of the difference', () => {
    const [effect] = statisticsOf(lines, { measures: [measure()] }).measures
    expect(effect).toMatchObject({
      rate: 'dropout',
      before: { year: 2024, numerator: 30, denominator: 100 },
      after: { year: 2025, numerator: 10, denominator: 100 },
      isSeparate: true,
    })
    expect(effect?.difference).toBeCloseTo(-0.2, 12)
    expect(effect?.newcombe95?.[0]).toBeCloseTo(-0.3058, 3)
    expect(effect?.newcombe95?.[1]).toBeCloseTo(-0.0899, 3)
  })

  it('does not depend on the year asked', () => {
    expect(statisticsOf(lines, { measures: [measure()] }, 2026).measures[0]?.difference).toBeCloseTo(-0.2, 12)
  })

  it('refuses a cohort that is empty, or a rate it does not know, with the reason', () => {
    const [empty, unknown, none] = statisticsOf(lines, {
      measures: [
        measure({ effect: { rate: 'dropout', before: 2019, after: 2025 } }),
        measure({ effect: { rate: 'satisfaction', before: 2024, after: 2025 } }),
        measure({ effect: null }),
      ],
    }).measures
    expect(empty).toMatchObject({ difference: null, newcombe95: null })
    expect(empty?.reason).toMatch(/2019.*aucune entrée/)
    expect(unknown?.rate).toBeNull()
    expect(unknown?.reason).toMatch(/satisfaction/)
    expect(none).toBeUndefined()
  })
})

describe('certification', () => {
  const { certification } = statisticsOf([
    {
      certifications: [
        { on: '2025-06-01', hasPassed: false, failureReason: 'Oral', hasReadGuide: false },
        {
          on: '2025-09-01',
          hasPassed: true,
          hasReadGuide: true,
          hasSeenCourses: true,
          mentorMeetingsPlanned: 4,
          mentorMeetingsKept: 4,
          begun: '2025-08-25',
        },
      ],
    },
    {
      certifications: [
        {
          on: '2025-06-01',
          hasPassed: false,
          failureReason: 'oral',
          hasReadGuide: false,
          mentorMeetingsPlanned: 4,
          mentorMeetingsKept: 3,
          begun: '2025-05-26',
        },
      ],
    },
    { certifications: [{ on: '2025-06-01', hasPassed: false }] },
    { certifications: [{ on: '2025-06-01', isPresented: false }] },
    { certifications: [{ on: '2025-06-01', isPresented: true }] },
    { certifications: [{ on: '2025-06-01' }] },
    { certifications: [{ on: '2027-06-01', hasPassed: true }] },
    {},
  ])

  it('counts a learner once, whatever the number of attempts', () => {
    expect(certification).toMatchObject({
      registered: 7,
      upcoming: 1,
      presented: 4,
      notPresented: 1,
      presenceUnknown: 1,
      passed: 1,
      failed: 2,
      resultUnknown: 1,
      presentation: { numerator: 4, denominator: 5 },
      success: { numerator: 1, denominator: 3 },
    })
  })

  it('gathers the reasons of those who failed in the end', () => {
    expect(certification.failureReasons.map(({ label, count }) => [label, count])).toEqual([
      ['non renseignée', 1],
      ['oral', 1],
    ])
  })

  it('tells how each had prepared; a week is seven days', () => {
    expect(
      Object.fromEntries(
        certification.factors.map(({ factor, passed, failed }) => [factor, [passed, failed]]),
      ),
    ).toEqual({
      guideRead: [
        { yes: 1, no: 0, unknown: 0 },
        { yes: 0, no: 1, unknown: 1 },
      ],
      coursesSeen: [
        { yes: 1, no: 0, unknown: 0 },
        { yes: 0, no: 0, unknown: 2 },
      ],
      meetingsKept: [
        { yes: 1, no: 0, unknown: 0 },
        { yes: 0, no: 1, unknown: 1 },
      ],
      deliverablesEarly: [
        { yes: 1, no: 0, unknown: 0 },
        { yes: 0, no: 1, unknown: 1 },
      ],
    })
  })
})

describe('incidence of dropout by week', () => {
  const stepsOf = (lines: readonly Line[], asOf = '2026-11-30') =>
    statisticsOf(lines, { asOf }).incidence.steps

  it('counts whole weeks since the entry, and lets every other exit compete', () => {
    // Entry on 3 March: the 9th is still in week 0, the 10th begins week 1.
    const lines: Line[] = [
      { state: 'abandon', left: '2025-03-09' },
      { state: 'abandon', left: '2025-03-10' },
      { state: 'exclusion', left: '2025-03-16' },
      { state: 'termine', left: '2025-03-18' },
      { state: 'abandon', left: '2025-03-24' },
      { state: 'abandon', left: '2025-03-20', dropout: { origin: 'entreprise' } },
    ]
    expect(stepsOf(lines)).toEqual([
      { week: 0, atRisk: 6, dropouts: 1, value: 1 / 6 },
      { week: 1, atRisk: 5, dropouts: 1, value: expect.closeTo(2 / 6, 12) },
      { week: 3, atRisk: 1, dropouts: 1, value: expect.closeTo(3 / 6, 12) },
    ])
  })

  it('censors who is in progress at the as-of date', () => {
    const lines: Line[] = [
      ...times(3, { state: 'en_cours', entered: '2025-03-31' }),
      { state: 'abandon', entered: '2025-03-03', left: '2025-03-31' },
      { entered: '2025-03-03', left: '2025-04-14' },
    ]
    // The three are followed for two weeks and say nothing of the fourth.
    expect(stepsOf(lines, '2025-04-14')).toEqual([{ week: 4, atRisk: 2, dropouts: 1, value: 0.5 }])
  })

  it('counts who cannot be followed, and takes the planned end of those who finished', () => {
    const { incidence } = statisticsOf([
      { state: 'abandon' },
      { state: 'termine', end: '2025-06-30' },
      { state: 'termine' },
      { state: 'annulation' },
      { state: 'erreur' },
    ])
    expect(incidence).toMatchObject({ followed: 1, withoutDates: 2, steps: [] })
    expect(statisticsOf([{ state: 'abandon' }]).incidence.reason).toBeTruthy()
  })

  it('ends at dropouts over entered where nobody is in progress', () => {
    const { incidence, rates } = statisticsOf([
      ...times(5, { state: 'abandon', left: '2025-04-20' }),
      ...times(2, { state: 'abandon', left: '2025-06-20' }),
      ...times(13, { left: '2025-09-30' }),
    ])
    expect(incidence.steps.at(-1)?.value).toBeCloseTo(rates[0]?.value ?? 0, 12)
  })
})

describe('run charts of measures', () => {
  const followed = measure({ effect: { rate: 'dropout', before: 2025, after: 2026 } })
  const month = (index: number) =>
    `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-15`
  /** Ten entries a month, so many of them dropouts. */
  const monthly = (dropouts: readonly number[]): Line[] =>
    dropouts.flatMap((count, index) => [
      ...times(count, { state: 'abandon', entered: month(index), left: '2026-11-29' }),
      ...times(10 - count, { entered: month(index) }),
    ])
  const chartOf = (lines: readonly Line[], options: RegisterOptions = {}) =>
    statisticsOf(lines, { measures: [followed], ...options }).runCharts[0]

  it('has a point a month and the median of the year before', () => {
    const chart = chartOf(monthly([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 3, 1, 3, 1]))
    expect(chart?.points).toHaveLength(16)
    expect(chart?.points[0]).toEqual({ month: '2025-01', value: 0.1 })
    expect(chart).toMatchObject({ rate: 'dropout', signals: [], reason: null })
    expect(chart?.median).toBeCloseTo(0.2, 12)
  })

  it('signals a level that went down and stayed there', () => {
    const chart = chartOf(monthly([3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]))
    expect(chart?.signals).toContain('longRun')
    expect(chart?.reading).toMatchObject({ useful: 22, longestRun: 10, runLimit: 7 })
  })

  it('is refused under ten points, and without a month before', () => {
    expect(chartOf(monthly([1, 2, 1, 2, 1, 2, 1, 2, 1]))).toMatchObject({
      median: null,
      signals: [],
      reason: expect.stringMatching(/10/),
    })
    expect(chartOf(monthly([1, 2, 1, 2, 1, 2, 1, 2, 1, 2]))?.reason).toBeNull()
    const onlyAfter = monthly([...times(12, {}).map(() => 0), 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]).filter(
      ({ entered }) => (entered ?? '') > '2026',
    )
    expect(chartOf(onlyAfter)).toMatchObject({ median: null, reason: expect.stringMatching(/2025/) })
  })

  it('does not read runs where most months lie on the median', () => {
    const chart = chartOf(monthly([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3]))
    expect(chart).toMatchObject({ signals: [], reading: null })
    expect(chart?.median).toBeCloseTo(0.1, 12)
    expect(chart?.reason).toMatch(/médiane/)
  })

  it('knows no month after the as-of date, and only whom the measure is for', () => {
    const lines = monthly([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    expect(chartOf(lines, { asOf: '2025-11-30' })?.points.at(-1)?.month).toBe('2025-11')
    const other = measure({
      effect: { rate: 'dropout', before: 2025, after: 2026 },
      audience: { types: ['vae'], sites: [], trainings: [] },
    })
    expect(chartOf(lines, { measures: [other] })?.points).toEqual([])
  })
})
