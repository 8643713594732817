// Durations in every writing, several days in one cell, ranges of days, several channels and recipients.
import { describe, expect, it } from 'vitest'
import { addDays, formatIsoDate, type LocalDate, parseIsoDate } from '../../src/kernel/local-date.js'
import { parseHours } from '../../src/records/parse-hours.js'
import { readExport } from '../support/read-text.js'

describe('parseHours', () => {
  it.each([
    ['35', 35],
    ['3,5', 3.5],
    ['3.5', 3.5],
    ['3h30', 3.5],
    ['3 h 30', 3.5],
    ['3H30', 3.5],
    ['3h30min', 3.5],
    ['3h', 3],
    ['3:30', 3.5],
    ['03:30', 3.5],
    ['112:30', 112.5],
    ['112:30:00', 112.5],
    ['140 h', 140],
    ['140 heures', 140],
    ['140h', 140],
    ['1 234,5', 1234.5],
    ['1\u202f140,00', 1140],
    ['1\u00a0140 h', 1140],
    ['45 min', 0.75],
    ['0', 0],
    ['3h59', 3 + 59 / 60],
  ])('%s is %d hours', (text, hours) => {
    expect(parseHours(text)).toBeCloseTo(hours, 10)
  })
  it.each([
    '3h75',
    '3:60',
    '1:2',
    '60 j',
    'trois heures',
    '-3',
    '1 23',
    '3h30h',
    '',
  ])('%j is no duration', (text) => {
    expect(parseHours(text)).toBe(null)
  })
})

async function absence(line: string, header = 'dossier;date;date_fin;justifiee') {
  const { records, said } = await readExport('absences', `${header}\n${line}\n`)
  const shown = (day: LocalDate | null) => (day === null ? null : formatIsoDate(day))
  return {
    spans: records.absences.map(({ on, until }) =>
      until === null ? shown(on) : `${shown(on)}…${shown(until)}`,
    ),
    codes: said.map(({ code }) => code),
    setAside: records.exports[0]?.setAside,
  }
}

describe('the days of one cell', () => {
  it.each([
    ['12/10, 14/10, 16/10/2026', ['2026-10-12', '2026-10-14', '2026-10-16']],
    ['12, 14 et 16/10/2026', ['2026-10-12', '2026-10-14', '2026-10-16']],
    ['12/10/2026 et 14/10/2026', ['2026-10-12', '2026-10-14']],
    ['12/10/2025 + 14/10/2026', ['2025-10-12', '2026-10-14']],
    ['2026-10-12, 2026-10-14', ['2026-10-12', '2026-10-14']],
    ['30/09, 01/10/2026', ['2026-09-30', '2026-10-01']],
    ['12/10 & 12/10/2026', ['2026-10-12']],
    ['12/10, 14/10/26', ['2026-10-12', '2026-10-14']],
    ['12/10/2026, 14:00', ['2026-10-12']],
    ['du 12/10/2026 au 16/10/2026', ['2026-10-12…2026-10-16']],
    ['Du 12 au 16/10/2026', ['2026-10-12…2026-10-16']],
    ['12/10 au 16/10/2026', ['2026-10-12…2026-10-16']],
    ['du 2026-10-12 au 2026-10-16', ['2026-10-12…2026-10-16']],
  ])('%s', async (cell, spans) => {
    const found = await absence(`A-1;${cell};non`, 'dossier;date;justifiee')
    expect(found.spans).toEqual(spans)
    expect(found.codes.filter((code) => code !== 'ANNEES-A-DEUX-CHIFFRES')).toEqual([])
    expect(found.setAside).toBe(0)
  })

  it.each([
    ['12/10/2026, 14/10', 'DATE-ILLISIBLE'],
    ['28/12, 03/01/2027', 'DATE-ILLISIBLE'],
    ['12/10/2026 - 16/10/2026', 'HEURE-ILLISIBLE'],
    ['12/10/2026, lundi', 'HEURE-ILLISIBLE'],
    ['31/02, 14/03/2026', 'DATE-INEXISTANTE'],
    ['du 16/10/2026 au 12/10/2026', 'PLAGE-IMPOSSIBLE'],
  ])('%s is refused whole', async (cell, code) => {
    const found = await absence(`A-1;${cell};non`, 'dossier;date;justifiee')
    expect(found).toEqual({ spans: [null], codes: [code], setAside: 1 })
  })
})

describe('a range from date to date_fin', () => {
  const start = parseIsoDate('2026-01-05') as LocalDate
  const daysLater = (days: number) => formatIsoDate(addDays(start, days))

  it.each([
    [-1, null, ['PLAGE-IMPOSSIBLE']],
    [0, '2026-01-05', []],
    [1, `2026-01-05…${daysLater(1)}`, []],
    [61, `2026-01-05…${daysLater(61)}`, []],
    [62, null, ['PLAGE-IMPOSSIBLE']],
    [366 * 3, null, ['PLAGE-IMPOSSIBLE']],
  ])('that ends %d days later', async (days, span, codes) => {
    expect(await absence(`A-1;2026-01-05;${daysLater(days)};non`)).toEqual({
      spans: [span],
      codes,
      setAside: codes.length,
    })
  })

  it('contradicts several days in date, not the same range', async () => {
    expect((await absence('A-1;"12/10, 14/10/2026";16/10/2026;non')).codes).toEqual(['PLAGE-IMPOSSIBLE'])
    expect((await absence('A-1;du 12/10/2026 au 16/10/2026;16/10/2026;non')).codes).toEqual([])
    expect((await absence('A-1;du 12/10/2026 au 16/10/2026;17/10/2026;non')).codes).toEqual([
      'PLAGE-IMPOSSIBLE',
    ])
  })
})

describe('several channels and recipients in one cell', () => {
  const acts = async (channel: string, recipient: string) => {
    const { records, said } = await readExport(
      'relances',
      `dossier;date;canal;destinataire\nA-1;06/10/2026;"${channel}";"${recipient}"\n`,
    )
    return {
      acts: records.actions.map((act) => `${act.channel} ${act.recipient}`),
      codes: said.map(({ code }) => code),
      setAside: records.exports[0]?.setAside,
    }
  }

  it.each([
    [
      'téléphone + mail',
      'Stagiaire, employeur',
      ['telephone beneficiaire', 'telephone entreprise', 'email beneficiaire', 'email entreprise'],
    ],
    ['SMS / mail', 'stagiaire', ['sms beneficiaire', 'email beneficiaire']],
    ['tél & tel.', 'stagiaire et employeur', ['telephone beneficiaire', 'telephone entreprise']],
    ['téléphone', 'Stagiaire', ['telephone beneficiaire']],
  ])('%s towards %s', async (channel, recipient, expected) => {
    expect(await acts(channel, recipient)).toEqual({ acts: expected, codes: [], setAside: 0 })
  })

  it('are refused where one word is not known, or is missing', async () => {
    expect(await acts('téléphone + pigeon', 'stagiaire')).toMatchObject({
      acts: ['null beneficiaire'],
      codes: ['VALEUR-INCONNUE'],
    })
    expect((await acts('téléphone +', 'stagiaire')).codes).toEqual(['VALEUR-INCONNUE'])
    expect((await acts('-', 'stagiaire')).codes).toEqual(['VALEUR-MANQUANTE', 'CELLULES-SANS-VALEUR'])
  })
})
