// What one cell cannot tell, its column does: the order of day and month, years of two digits, AM, absent values.
import { describe, expect, it } from 'vitest'
import { formatIsoDate } from '../../src/kernel/local-date.js'
import { meaningOfAm } from '../../src/records/day-part-words.js'
import { NO_SETTINGS } from '../../src/records/source-input.js'
import { Chance } from '../support/chance.js'
import { readExport } from '../support/read-text.js'

async function absences(lines: readonly string[], settings = {}) {
  const found = await readExport('absences', `${lines.join('\n')}\n`, settings)
  const [file] = found.records.exports
  return {
    days: found.records.absences.map(({ on }) => (on === null ? null : formatIsoDate(on))),
    parts: found.records.absences.map(({ dayPart }) => dayPart),
    codes: found.said.map(({ code }) => code),
    found,
    setAside: file?.setAside ?? -1,
    rows: file?.table.rowCount ?? -1,
  }
}

const dated = (...dates: string[]) =>
  absences(['dossier;date;justifiee', ...dates.map((date) => `A-1;${date};non`)])

describe('the order of day and month', () => {
  it('is day first where nothing contradicts it', async () => {
    expect(await dated('10/06/2026', '12/11/2026')).toMatchObject({
      days: ['2026-06-10', '2026-11-12'],
      codes: [],
      setAside: 0,
    })
  })

  it.each([
    ['last', ['10/06/2026', '10/07/2026', '11/13/2026']],
    ['first', ['11/13/2026', '10/06/2026', '10/07/2026']],
    ['among ISO days', ['2026-10-06', '11/13/2026', '10/07/2026']],
    ['with a year of two digits', ['10/06/26', '11/13/26', '10/07/26']],
    ['with a time', ['10/06/2026 09:00', '11/13/2026 14:30', '10/07/2026 09:00']],
    ['in a list', ['10/06/2026', '11/13/2026, 11/16/2026', '10/07/2026']],
  ])('is unknown in the whole column where one value is month first, %s', async (_, dates) => {
    expect(await dated(...dates)).toMatchObject({
      days: [null, null, null],
      codes: ['DATES-AMERICAINES'],
      setAside: 3,
      rows: 3,
    })
  })

  it('is not month first for what is no day either way', async () => {
    expect(await dated('10/06/2026', '31/02/2026', '02/30/2026')).toMatchObject({
      days: ['2026-06-10', null, null],
      codes: ['DATE-INEXISTANTE', 'DATE-INEXISTANTE'],
    })
  })

  it('says the cell and shows one of the other order, where both are mixed', async () => {
    const { found } = await dated('16/11/2026', '11/13/2026')
    expect(found.said).toMatchObject([{ code: 'DATES-AMERICAINES', at: '3:5', seen: '11/13/2026' }])
    expect(found.diagnostics[0]?.mend).toContain('16/11/2026')
  })

  it('is judged by column: another column of the file is still read', async () => {
    const { found } = await absences([
      'dossier;date;date_fin;justifiee',
      'A-1;06/10/2026;10/13/2026;non',
      'A-1;07/10/2026;;non',
    ])
    expect(found.said).toMatchObject([{ code: 'DATES-AMERICAINES', field: 'date_fin' }])
    // A range whose end cannot be used is not known; a single day is.
    expect(found.records.absences.map(({ on }) => on === null)).toEqual([true, false])
  })

  it('is that of format_date where it is declared, with times of twelve hours', async () => {
    const found = await absences(
      [
        'dossier;date;justifiee',
        'A-1;10/06/2026 2:30 PM;non',
        'A-1;11/13/2026 12:05 am;non',
        'A-1;11/13/2026 9:00;non',
        'A-1;11/13/2026 13:00 PM;non',
      ],
      { dateFormat: 'MM/JJ/AAAA HH:MM' },
    )
    expect(found.days).toEqual(['2026-10-06', '2026-11-13', '2026-11-13', null])
    expect(found.found.records.absences.map(({ minute }) => minute)).toEqual([14 * 60 + 30, 5, 9 * 60, null])
    expect(found.codes).toEqual(['HEURE-ILLISIBLE'])
  })

  it('leaves a time of twelve hours unread without format_date, and says how to declare it', async () => {
    const { codes, found } = await dated('06/10/2026 2:30 PM')
    expect(codes).toEqual(['HEURE-ILLISIBLE'])
    expect(found.diagnostics[0]?.mend).toContain('format_date')
  })
})

describe('years of two digits', () => {
  it('are of this century where the whole column has them, said once', async () => {
    const { days, codes, found } = await dated('06/10/26', '07/10/26 09:00', '-')
    expect(days).toEqual(['2026-10-06', '2026-10-07', null])
    expect(codes).toEqual(['VALEUR-MANQUANTE', 'ANNEES-A-DEUX-CHIFFRES', 'CELLULES-SANS-VALEUR'])
    expect(found.diagnostics[1]).toMatchObject({ count: 2 })
  })

  it('are an error each beside one of four', async () => {
    expect(await dated('06/10/26', '07/10/2026', '08/10/26')).toMatchObject({
      days: [null, '2026-10-07', null],
      codes: ['DATE-ANNEE-COURTE', 'DATE-ANNEE-COURTE'],
      setAside: 2,
    })
  })

  it('are refused in a form that is not read with four either', async () => {
    expect((await dated('06.10.26', '07.10.26')).codes).toEqual(['DATE-ANNEE-COURTE', 'DATE-ANNEE-COURTE'])
  })
})

describe('cells that stand for an absent value', () => {
  it.each([
    '-',
    '--',
    '–',
    'NULL',
    'null',
    'N/A',
    'n.c.',
    'néant',
    '0000-00-00',
    '00/00/0000',
    '01/01/1900',
    '1900-01-00',
    '0000-00-00 00:00:00',
  ])('are empty: %s', async (cell) => {
    const { found } = await absences(['dossier;date;date_fin;justifiee', `A-1;06/10/2026;${cell};non`])
    expect(found.said).toMatchObject([{ code: 'CELLULES-SANS-VALEUR', field: 'date_fin' }])
    expect(found.records.absences).toMatchObject([{ until: null }])
  })

  it('are said once a column, with their count, and refused where a value is needed', async () => {
    const { found } = await absences([
      'dossier;date;justifiee;motif;preuve;heures',
      'A-1;06/10/2026;-;N/A;-;n.c.',
      'A-2;07/10/2026;non;N/A;-;NULL',
    ])
    expect(found.diagnostics.map(({ kind, field, count }) => [kind.code, field, count])).toEqual([
      ['VALEUR-MANQUANTE', 'justifiee', undefined],
      ['CELLULES-SANS-VALEUR', 'justifiee', 1],
      ['CELLULES-SANS-VALEUR', 'heures', 1],
      ['CELLULES-SANS-VALEUR', 'motif', 1],
      ['CELLULES-SANS-VALEUR', 'preuve', 1],
    ])
    expect(found.records.absences).toMatchObject([{ reason: '', evidence: [], hours: null }])
  })

  it('keep their own meaning where a closed list or i12.yaml gives one, and a name is a name', async () => {
    const dropouts = await readExport('abandons', 'dossier;date;alternative\nA-1;06/10/2026;néant\n')
    expect(dropouts.said).toEqual([])
    expect(dropouts.records.dropouts).toMatchObject([{ alternative: 'aucune' }])
    const declared = await absences(['dossier;date;justifiee', 'A-1;06/10/2026;-'], {
      values: new Map([['justifiee', new Map([['-', 'non']])]]),
    })
    expect(declared.codes).toEqual([])
    const { records } = await readExport(
      'apprenants',
      'dossier;nom;prenom;formation;date_entree;statut\nA-1;NULL;Ève;DEV;06/10/2026;en_cours\n',
    )
    expect(records.enrolments).toMatchObject([{ lastName: 'NULL' }])
  })
})

describe('AM in a column of half-days', () => {
  const halves = (...words: string[]) =>
    absences(['dossier;date;periode;justifiee', ...words.map((word) => `A-1;06/10/2026;${word};non`)])

  it.each([
    [
      ['AM', 'PM'],
      ['matin', 'apres-midi'],
    ],
    [
      ['PM', 'AM', 'AM'],
      ['apres-midi', 'matin', 'matin'],
    ],
    [
      ['M', 'AM'],
      ['matin', 'apres-midi'],
    ],
    [
      ['AM', 'M'],
      ['apres-midi', 'matin'],
    ],
    [
      ['a.m.', 'p.m.'],
      ['matin', 'apres-midi'],
    ],
  ])('%j is %j', async (words, parts) => {
    expect(await halves(...words)).toMatchObject({ parts, codes: [] })
  })

  it.each([[['AM']], [['AM', 'journée']], [['AM', 'PM', 'M']]])('is asked in %j', async (words) => {
    const { codes } = await halves(...words)
    expect(codes).toEqual(['DEMI-JOURNEE-AMBIGUE'])
  })

  it('is what i12.yaml says', async () => {
    const settings = { ...NO_SETTINGS, values: new Map([['periode', new Map([['AM', 'apres-midi']])]]) }
    const found = await absences(['dossier;date;periode;justifiee', 'A-1;06/10/2026;AM;non'], settings)
    expect(found).toMatchObject({ parts: ['apres-midi'], codes: [] })
  })

  it('is judged the same for any set of words', () => {
    expect(meaningOfAm(['AM', 'matin'])).toBe(null)
    expect(meaningOfAm([])).toBe(null)
  })
})

it('gives, read twice, what each cell alone would give: 60 columns by chance', async () => {
  const chance = new Chance(9)
  for (let round = 0; round < 60; round++) {
    const isShort = chance.chance(0.5)
    const isAmerican = chance.chance(0.3)
    const dates = Array.from({ length: chance.whole(1, 12) }, () => {
      const [day, month] = [chance.whole(1, 12), chance.whole(1, 12)]
      return { day, month }
    })
    const two = (value: number) => String(value).padStart(2, '0')
    const cells = dates.map(({ day, month }) => `${two(day)}/${two(month)}/${isShort ? '26' : '2026'}`)
    if (isAmerican) cells.splice(chance.whole(0, cells.length), 0, isShort ? '11/13/26' : '11/13/2026')
    const { days, codes, setAside, rows } = await dated(...cells)
    const told = `round ${round}: ${cells.join(' ')}`
    expect(rows, told).toBe(cells.length)
    if (isAmerican) {
      expect(days, told).toEqual(cells.map(() => null))
      expect(codes, told).toEqual(['DATES-AMERICAINES'])
      expect(setAside, told).toBe(cells.length)
    } else {
      expect(days, told).toEqual(dates.map(({ day, month }) => `2026-${two(month)}-${two(day)}`))
      expect(codes, told).toEqual(isShort ? ['ANNEES-A-DEUX-CHIFFRES'] : [])
    }
  }
})
