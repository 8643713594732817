import { describe, expect, it } from 'vitest'
import { delayDistribution } from '../../../src/documents/report/delay-distribution.js'
import type { LocalDate } from '../../../src/kernel/local-date.js'
import { calendarFor } from '../../../src/kernel/working-calendar.js'
import type { Verdict } from '../../../src/procedure/ledger.js'
import type { Obligation } from '../../../src/procedure/procedure.js'
import { day, obligation, sampleInputs } from '../sample-dossier.js'

const [model] = sampleInputs().ledger.verdicts
const calendar = calendarFor('metropole')

function done(due: Obligation, arisen: string, end: string, on: string, status: 'met' | 'late'): Verdict {
  return {
    ...(model as Verdict),
    obligation: due,
    case: null,
    arisenOn: day(arisen),
    dueOn: day(end),
    doneOn: day(on),
    status,
  }
}

function countsOf(due: Obligation, verdicts: Verdict[]): Record<number, number> | undefined {
  const chart = delayDistribution(due, verdicts, calendar)
  if (chart == null) return undefined
  return Object.fromEntries(
    chart.delays.filter(({ count }) => count > 0).map(({ days, count }) => [days, count]),
  )
}

describe('delayDistribution', () => {
  const working = obligation({ id: 'o', title: 'O', delay: { amount: 2, unit: 'workingDays' } })
  const calendarDays = obligation({ id: 'o', title: 'O', delay: { amount: 5, unit: 'days' } })

  it('counts working days over a week-end and a holiday', () => {
    // Thursday 30 April 2026; 1 May is a holiday; the second working day is Tuesday 5 May.
    const verdicts = [
      done(working, '2026-04-30', '2026-05-05', '2026-04-30', 'met'),
      done(working, '2026-04-30', '2026-05-05', '2026-05-04', 'met'),
      done(working, '2026-04-30', '2026-05-05', '2026-05-05', 'met'),
      done(working, '2026-04-30', '2026-05-05', '2026-05-06', 'late'),
    ]
    expect(countsOf(working, verdicts)).toEqual({ 0: 1, 1: 1, 2: 1, 3: 1 })
    expect(delayDistribution(working, verdicts, calendar)?.limit?.days).toBe(2)
  })

  it('keeps an act on a moved due day before the line, and a late one after it', () => {
    // Five days from Monday 1 June end on Saturday 6, moved to Monday 8.
    const verdicts = [
      done(calendarDays, '2026-06-01', '2026-06-08', '2026-06-08', 'met'),
      done(calendarDays, '2026-06-01', '2026-06-08', '2026-06-09', 'late'),
    ]
    expect(countsOf(calendarDays, verdicts)).toEqual({ 5: 1, 8: 1 })
    // Late on a Saturday: two working days only have gone by.
    const saturday = [done(working, '2026-06-03', '2026-06-05', '2026-06-06', 'late')]
    expect(countsOf(working, saturday)).toEqual({ 3: 1 })
  })

  it('draws no line where versions give different delays', () => {
    const other = { ...working, delay: { amount: 3, unit: 'workingDays' as const } }
    const verdicts = [
      done(working, '2026-06-01', '2026-06-03', '2026-06-02', 'met'),
      done(other, '2026-06-01', '2026-06-04', '2026-06-02', 'met'),
    ]
    const chart = delayDistribution(working, verdicts, calendar)
    expect(chart?.limit).toBeNull()
    expect(chart?.note).toContain('le délai diffère selon la version')
  })

  it('says nothing where nothing was done, or the delay is to be decided', () => {
    const verdict = {
      ...done(working, '2026-06-01', '2026-06-03', '2026-06-02', 'met'),
      doneOn: null as LocalDate | null,
    }
    expect(delayDistribution(working, [verdict], calendar)).toBeNull()
    expect(delayDistribution({ ...working, delay: 'toDecide' }, [], calendar)).toBeNull()
  })
})
