import { describe, expect, it } from 'vitest'
import { parseDateFormat } from '../../src/records/date-format.js'
import { readSessionHeader } from '../../src/records/session-header.js'

const seen = (header: string) => {
  const session = readSessionHeader(header)
  if (session === null) return null
  const { year, month, day, minute, dayPart } = session
  return [year, month, day, minute, dayPart]
}

describe('readSessionHeader', () => {
  it.each([
    ['05/10/2026', [2026, 10, 5, null, '']],
    ['05/10/2026 matin', [2026, 10, 5, null, 'matin']],
    ['05/10/2026 après-midi', [2026, 10, 5, null, 'apres-midi']],
    ['05/10/2026 (AM)', [2026, 10, 5, null, 'am']],
    ['05/10/2026 - Matin', [2026, 10, 5, null, 'matin']],
    ['Matin 05/10/2026', [2026, 10, 5, null, 'matin']],
    ['lundi 5 octobre 2026', [2026, 10, 5, null, '']],
    ['Lun. 05/10', [null, 10, 5, null, '']],
    ['12/10', [null, 10, 12, null, '']],
    ['12/10 M', [null, 10, 12, null, 'm']],
    ['5-oct.', [null, 10, 5, null, '']],
    ['1er déc. 2026', [2026, 12, 1, null, '']],
    ['2026-10-05', [2026, 10, 5, null, '']],
    ['2026-10-05 09:00', [2026, 10, 5, 540, '']],
    ['05.10.26', [2026, 10, 5, null, '']],
    ['05/10/2026 9h-12h30', [2026, 10, 5, 540, '']],
    ['05/10/2026\n09:00 - 12:30', [2026, 10, 5, 540, '']],
    ['5 Oct 2026 1.30PM All students', [2026, 10, 5, 810, '']],
    ['5 Oct 2026 12:15 AM', [2026, 10, 5, 15, '']],
    ['05/10 matin Groupe A', [null, 10, 5, null, 'matin']],
    ['5 Oct 2026 2PM Groupe A', [2026, 10, 5, 840, '']],
    ['Séance 3 05/10/2026', [2026, 10, 5, null, '']],
    ['05/10/2026 Module 1', [2026, 10, 5, null, '']],
    ['13/32/2026', [2026, 32, 13, null, '']],
  ])('reads « %s »', (header, expected) => {
    expect(seen(header)).toEqual(expected)
  })

  it.each([
    'Nom',
    'N° dossier',
    'Total absences',
    'Total du 05/10/2026',
    '05/10/2026 remarques',
    '1/2 journées',
    'Note sur 20',
    'Module 3.5',
    'S3',
    '06 39 98 00 01',
    'mai',
  ])('takes « %s » for no session', (header) => {
    expect(seen(header)).toBeNull()
  })

  it('follows a declared format', () => {
    expect(readSessionHeader('10/05/2026 matin', parseDateFormat('MM/JJ/AAAA'))).toMatchObject({
      month: 10,
      day: 5,
      dayPart: 'matin',
    })
  })

  it('reads the serial number of a workbook, and of a workbook alone', () => {
    expect(readSessionHeader('46300', null, 1900)).toMatchObject({ year: 2026, month: 10, day: 5 })
    expect(readSessionHeader('46300')).toBeNull()
  })
})
