import { describe, expect, it } from 'vitest'
import { caseEvents, caseTimelineChart } from '../../src/documents/case-timeline.js'
import { addDays } from '../../src/kernel/local-date.js'
import type { Absence } from '../../src/records/records.js'
import type { Case } from '../../src/register/register.js'
import { day, sampleInputs } from './sample-dossier.js'

const inputs = sampleInputs({ enrolments: 6, breachEvery: 1 })
const [subject] = inputs.register.cases
if (subject === undefined) throw new Error('the sample has no case')
const verdicts = inputs.ledger.verdicts.filter((verdict) => verdict.case === subject)

function absentOn(...days: string[]): Case {
  const [model] = (subject as Case).absences
  return {
    ...(subject as Case),
    absences: days.map((iso) => ({ ...(model as Absence), on: day(iso), isJustified: false })),
    actions: [],
  }
}

describe('caseEvents', () => {
  it('tells entry, absence, acts and what was due, in order of time', () => {
    const events = caseEvents(subject, verdicts)
    const days = events.map((event) => event.at)
    expect(days).toEqual([...days].sort((a, b) => a - b))
    expect(events.map((event) => event.label)).toContain('Absence injustifiée')
    expect(events.some((event) => event.label.startsWith('Échéance'))).toBe(true)
  })

  it('makes one event of absences on neighbouring days, week-end included', () => {
    const runs = caseEvents(absentOn('2026-03-05', '2026-03-06', '2026-03-09', '2026-03-20'), [])
    expect(runs.filter((event) => event.label.includes('bsence')).map((event) => event.label)).toEqual([
      '3\u00a0jours d’absence injustifiée',
      'Absence injustifiée',
    ])
  })
})

describe('caseTimelineChart', () => {
  it('draws no more events than asked and says how many are left out', () => {
    const days = Array.from({ length: 30 }, (_, index) => addDays(day('2026-02-01'), index * 7))
    const busy: Case = {
      ...subject,
      absences: days.map((on) => ({ ...(subject.absences[0] as Absence), on })),
      actions: [],
    }
    const chart = caseTimelineChart('c', 'T', busy, [], {
      asOf: inputs.register.asOf,
      maxEvents: 9,
      around: false,
    })
    expect(chart?.events).toHaveLength(9)
    expect(chart?.note).toMatch(/^\d+\u00a0autres événements ne sont pas dessinés\.$/)
  })

  it('draws nothing of a case where nothing is dated', () => {
    const bare: Case = { ...subject, absences: [], actions: [], enteredOn: null, leftOn: null, dropout: null }
    expect(
      caseTimelineChart('c', 'T', bare, [], { asOf: inputs.register.asOf, maxEvents: 9, around: false }),
    ).toBeNull()
  })
})
