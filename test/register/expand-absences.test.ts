// Ranges of absences as the working days of the learner's site: thresholds by hand, then against a count by hand of
// weekends and holidays, by chance.
import { describe, expect, it } from 'vitest'
import {
  addDays,
  formatIsoDate,
  type LocalDate,
  parseIsoDate,
  weekdayOf,
} from '../../src/kernel/local-date.js'
import { calendarFor } from '../../src/kernel/working-calendar.js'
import type { ExportFile } from '../../src/records/export-file.js'
import type { Absence } from '../../src/records/records.js'
import { buildRegister } from '../../src/register/build-register.js'
import { expandAbsences } from '../../src/register/expand-absences.js'
import { Chance } from '../support/chance.js'
import { readExports } from '../support/read-text.js'

const FILE = { name: 'absences' } as ExportFile
const day = (iso: string) => parseIsoDate(iso) as LocalDate

function absence(from: string, until: string | null, more: Partial<Absence> = {}): Absence {
  return {
    export: FILE,
    row: 0,
    enrolmentId: 'A-1',
    on: day(from),
    minute: null,
    until: until === null ? null : day(until),
    dayPart: 'journee',
    hours: null,
    isJustified: false,
    isAwaited: false,
    reason: '',
    evidence: [],
    ...more,
  }
}

function expanded(from: string, until: string | null, more: Partial<Absence> = {}) {
  const idle: Absence[] = []
  const { absences, added } = expandAbsences(
    [absence(from, until, more)],
    () => calendarFor('metropole', undefined, [{ from: day('2026-10-30'), to: day('2026-10-30') }]),
    (range) => idle.push(range),
  )
  return {
    days: absences.map(({ on }) => formatIsoDate(on as LocalDate)),
    absences,
    idle: idle.length,
    added: added.get(FILE) ?? 0,
  }
}

describe('a range', () => {
  it.each([
    ['2026-10-12', '2026-10-16', ['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16']],
    ['2026-10-09', '2026-10-12', ['2026-10-09', '2026-10-12']],
    ['2026-10-10', '2026-10-12', ['2026-10-12']],
    ['2026-11-10', '2026-11-12', ['2026-11-10', '2026-11-12']],
    ['2026-10-29', '2026-11-02', ['2026-10-29', '2026-11-02']],
  ])('from %s to %s is its working days', (from, until, days) => {
    expect(expanded(from, until)).toMatchObject({ days, idle: 0, added: days.length - 1 })
  })

  it('of a week-end is said, and a single day stands whatever it is', () => {
    expect(expanded('2026-10-10', '2026-10-11')).toMatchObject({ days: [], idle: 1 })
    expect(expanded('2026-10-10', null)).toMatchObject({ days: ['2026-10-10'], idle: 0, added: 0 })
  })

  it('shares its hours, and keeps its time for the first day', () => {
    const { absences } = expanded('2026-10-12', '2026-10-16', { hours: 35, minute: 540 })
    expect(absences.map(({ hours, minute, until }) => [hours, minute, until])).toEqual([
      [7, 540, null],
      [7, null, null],
      [7, null, null],
      [7, null, null],
      [7, null, null],
    ])
  })

  it('is what a count by hand gives, in 300 ranges by chance', () => {
    const chance = new Chance(8)
    const holidays = new Set([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
      '2026-10-30',
    ])
    for (let round = 0; round < 300; round++) {
      const from = addDays(day('2026-01-01'), chance.whole(0, 300))
      const length = chance.whole(1, 61)
      const days = Array.from({ length: length + 1 }, (_, index) => addDays(from, index))
      const wanted = days
        .filter((date) => weekdayOf(date) < 5)
        .map(formatIsoDate)
        .filter((iso) => !holidays.has(iso))
      const found = expanded(formatIsoDate(from), formatIsoDate(addDays(from, length)))
      expect(found.days, `round ${round}`).toEqual(wanted)
    }
  })
})

it('counts a row once, whatever it gave: unknown learners, idle ranges, lost dates', async () => {
  const { records, diagnostics } = await readExports({
    apprenants: 'dossier;nom;prenom;formation;date_entree;statut\nA-1;Genêt;Rose;DEV;05/01/2026;en_cours\n',
    formations: 'code;intitule;type;jours\nDEV;Développement;longue;60\n',
    absences:
      'dossier;date;date_fin;justifiee\nA-1;12/10/2026;16/10/2026;non\nA-1;10/10/2026;11/10/2026;non\nX-1;12/10/2026;16/10/2026;non\nX-1;31/02/2026;;non\nA-1;;;non\n',
    relances: 'dossier;date;canal;destinataire\nX-2;12/10/2026;sms + mail;stagiaire, employeur\n',
  })
  const asOf = day('2026-11-30')
  const register = buildRegister(
    records,
    {
      asOf,
      period: { from: day('2026-01-01'), to: asOf },
      sites: [],
      measures: [],
      scope: { moreThanDays: 2, excludesSubcontracted: true },
    },
    diagnostics,
  )
  const aside = (name: string) => {
    const file = records.exports.find((candidate) => candidate.name === name) as ExportFile
    return {
      read: file.setAside,
      held: register.setAside.get(file)?.rows ?? 0,
      added: register.addedRecords.get(file) ?? 0,
    }
  }
  expect(register.cases[0]?.absences.map(({ on }) => on)).toEqual([
    ...[12, 13, 14, 15, 16].map((date) => day(`2026-10-${date}`)),
    null,
  ])
  expect(aside('absences')).toEqual({ read: 2, held: 2, added: 4 })
  expect(aside('relances')).toEqual({ read: 0, held: 1, added: 0 })
  const codes = diagnostics.all.map(({ kind, place }) => `${kind.code} ${place.locate().line}`)
  expect(codes.filter((code) => /INCONNU|SANS-JOUR/.test(code))).toEqual([
    'PLAGE-SANS-JOUR-OUVRE 3',
    'DOSSIER-INCONNU 4',
    'DOSSIER-INCONNU 5',
    'DOSSIER-INCONNU 2',
  ])
})
