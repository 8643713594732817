// Exports damaged at random: whatever happens to the bytes, nothing throws, every row is counted and every
// diagnostic has a place that can be shown.
import { describe, expect, it } from 'vitest'
import type { Recorded, SourceName } from '../../src/records/export-file.js'
import { FIELDS } from '../../src/records/fields.js'
import { isUndated } from '../../src/records/records.js'
import { readExport } from '../support/read-text.js'
import { rounds } from '../support/rounds.js'
import { pick, seeded } from '../support/seeded.js'

const FILES = rounds(150, 3000)
const SOURCES = Object.keys(FIELDS) as SourceName[]
const CELLS = [
  'AM',
  '11/13/2026',
  '05/03/26',
  '12/10, 14/10/2026',
  'du 12 au 16/10/2026',
  'sms + mail',
  'NULL',
  '00/00/0000',
  '2,026E+13',
  'A\u20111.0',
  'A-1',
  '01/09/2025',
  '30/02/2025',
  'oui',
  'non',
  'téléphone',
  '"x ; y"',
  '""',
  '',
  'é',
  '12,5',
  '#N/A',
  '########',
  '"a\nb"',
]
const PIECES = [
  '"',
  ';',
  '\n',
  '\r',
  '\r\n',
  '\u0000',
  '\ufeff',
  '\t',
  'é',
  '\ufffd',
  '\\',
  ';;;;;',
  '"""',
  ' "',
  '" ',
]

function write(random: () => number, source: SourceName): string {
  const header = FIELDS[source].map((field) => field.header)
  const rows = Array.from({ length: Math.floor(random() * 12) }, () =>
    header.map(() => pick(random, CELLS)).join(';'),
  )
  return `${[header.join(';'), ...rows].join(pick(random, ['\n', '\r\n', '\r']))}\n`
}

function damage(random: () => number, text: string): Buffer {
  let damaged = text
  for (let count = Math.floor(random() * 6); count > 0; count--) {
    const at = Math.floor(random() * damaged.length)
    damaged = damaged.slice(0, at) + pick(random, PIECES) + damaged.slice(at + Math.floor(random() * 3))
  }
  const bytes = Buffer.from(damaged, pick(random, ['utf8', 'utf8', 'latin1', 'utf16le']))
  if (random() < 0.3) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  return random() < 0.2 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes
}

/** Rows that gave a record with a usable date; several records may come from one. */
function rowsOf(list: readonly Recorded[]): number {
  return new Set(list.filter((record) => !isUndated(record)).map(({ row }) => row)).size
}

describe('damaged exports', () => {
  it(`never throw, and every row is counted, in ${FILES} files`, async () => {
    const seed = 12
    const random = seeded(seed)
    for (let index = 0; index < FILES; index++) {
      const source = pick(random, SOURCES)
      const bytes = damage(random, write(random, source))
      const file = `x.${pick(random, ['csv', 'csv', 'csv', 'yaml', 'xlsx'])}`
      const told = `seed ${seed}, file ${index}, ${source}, ${file}\n${JSON.stringify(bytes.toString('latin1'))}`
      const { records, diagnostics } = await readExport(source, bytes, {}, file).catch((error: unknown) => {
        throw new Error(told, { cause: error })
      })
      for (const { place, seen } of diagnostics) {
        const { line, column } = place.locate()
        expect(line >= 1 && column >= 1, told).toBe(true)
        const excerpt = place.excerpt()
        if (excerpt !== null) {
          expect(excerpt.start <= [...excerpt.text].length && excerpt.width >= 1, told).toBe(true)
          expect(excerpt.text, told).not.toMatch(/\p{Cc}/u)
        }
        expect(seen ?? '', told).not.toMatch(/\p{Cc}/u)
      }
      const read = [
        records.enrolments,
        records.trainings,
        records.absences,
        records.presences,
        records.actions,
        records.dropouts,
        records.certifications,
        records.activities,
        records.violenceReports,
        records.explanations,
        records.surveyAnswers,
        records.improvements,
      ].reduce((sum, list) => sum + rowsOf(list), 0)
      const [found] = records.exports
      expect(read + (found?.setAside ?? 0), told).toBe(found?.table.rowCount ?? 0)
    }
  })
})
