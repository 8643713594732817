import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { openTables } from '../../src/source/open-tables.js'
import { pick, seeded } from '../support/seeded.js'

/** How a text is opened where no name of a column is known. */
async function open(text: string, known: readonly string[] = [], delimiter: string | null = null) {
  const diagnostics = new Diagnostics()
  const opened = await openTables(
    {
      file: 'x.csv',
      bytes: Buffer.from(text),
      settings: { delimiter, encoding: null, sheet: null, skippedLines: 0 },
      scoreHeader: (cells) => cells.filter((cell) => known.includes(cell.trim())).length,
    },
    diagnostics,
  )
  const table = opened?.tables[0]
  const rows: (readonly string[])[] = []
  table?.readRows((cells) => rows.push(cells ?? []))
  return {
    delimiter: table?.delimiter,
    header: table?.header,
    rows,
    table,
    unread: opened?.unread ?? [],
    said: diagnostics.all.map(({ kind }) => kind.code),
    seen: diagnostics.all.map(({ seen }) => seen),
  }
}

describe('the delimiter of a CSV', () => {
  it.each([
    ['lists of figures in cells', 'id;value\n1;3,4,5\n2;6,7,8\n', ';'],
    ['decimal commas', 'code;heures;taux\nA;3,5;12,75\nB;4,5;8,25\n', ';'],
    ['two lines', 'nom;age\nZoé;12\n', ';'],
    ['no header', '1;2,5;2026-10-05\n2;3,5;2026-10-06\n3;4,5;2026-10-07\n', ';'],
    ['delimiters within quotes', 'a,b,c\n"x;y;z;t",1,"p;q;r"\n"x;y;z;t",2,"p;q;r"\n', ','],
    ['sentences', 'quand|quoi\n2026-10-05|Appelée, sans réponse; à rappeler\n2026-10-06|Oui; non\n', '|'],
    ['a tab among semicolons', 'a\tb\n1;2\t3\n4;5;6\t7\n', '\t'],
    ['a second table', 'a;b;c\n1;2;3\n4;5;6\n\nTotal, nombre;x\nA, B;2\n', ';'],
    ['titles above', 'Export du 5, octobre\n\na;b;c\n1;2;3\n4;5;6\n', ';'],
    ['times and addresses', 'qui,quand\na@exemple.fr,09:30\nb@exemple.fr,10:45\n', ','],
  ])('is found with %s', async (_, text, expected) => {
    expect((await open(text)).delimiter).toBe(expected)
  })

  it('is said uncertain where two make regular rows, whatever is preferred', async () => {
    const text = 'nom, prenom;date\nDupont, Zoé;2026-10-05\nMartin, Léa;2026-10-06\n'
    const blind = await open(text)
    expect(blind.said).toEqual(['SEPARATEUR-INCERTAIN'])
    expect(blind.seen[0]).toMatch(/point-virgule et virgule|virgule et point-virgule/)
    expect((await open(text, ['date'])).said).toEqual(['SEPARATEUR-INCERTAIN'])
    expect((await open(text, ['date'], ';')).said).toEqual([])
    expect((await open('a;b\n1,5;2\n3;4\n')).said).toEqual([])
  })

  it('is found in files of every dialect', async () => {
    const seed = 20_261_127
    const random = seeded(seed)
    const files = 600
    const missed: string[] = []
    for (let file = 0; file < files; file++) {
      const { text, delimiter } = write(random)
      const found = await open(text)
      if (found.delimiter !== delimiter && !found.said.includes('SEPARATEUR-INCERTAIN')) missed.push(text)
    }
    expect(missed.length / files, `seed ${seed}\n${missed.slice(0, 3).join('\n---\n')}`).toBeLessThanOrEqual(
      0.02,
    )
  })
})

const KINDS: Readonly<Record<string, (random: () => number) => string>> = {
  number: (random) => String(Math.floor(random() * 5000)),
  decimal: (random) => `${Math.floor(random() * 90)},${10 + Math.floor(random() * 89)}`,
  point: (random) => `${Math.floor(random() * 90)}.${Math.floor(random() * 99)}`,
  date: (random) => `${1 + Math.floor(random() * 28)}/10/2026`,
  moment: (random) => `2026-10-${10 + Math.floor(random() * 18)} 09:${10 + Math.floor(random() * 49)}`,
  word: (random) => pick(random, ['relance', 'Zoé', 'Nice', 'en cours', 'téléphone', 'A-12', '']),
  sentence: (random) =>
    pick(random, [
      'Appelée, sans réponse',
      'Oui ; à rappeler',
      'Rien',
      'Lundi, mardi, jeudi',
      'Voir (1) | (2)',
    ]),
  list: (random) =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => Math.floor(random() * 9)).join(','),
  address: () => 'capucine@exemple.fr',
}

function write(random: () => number): { text: string; delimiter: string } {
  const delimiter = pick(random, [';', ',', '\t', '|'])
  const width = 2 + Math.floor(random() * 6)
  const kinds = Array.from({ length: width }, () => pick(random, Object.keys(KINDS)))
  const isAlwaysQuoted = random() < 0.15
  const cell = (value: string) =>
    isAlwaysQuoted || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value
  const rows = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
    kinds.map((kind) => cell(KINDS[kind]?.(random) ?? '')).join(delimiter),
  )
  const header = kinds.map((kind, column) => cell(`${kind} ${column + 1}`)).join(delimiter)
  const title = random() < 0.15 ? 'Export du 5 octobre\n\n' : ''
  const lines = random() < 0.85 || rows.length < 3 ? [header, ...rows] : rows
  return { text: `${title}${lines.join('\n')}\n`, delimiter }
}

describe('the tables of a CSV', () => {
  const TWO =
    'Organisme;Horizon\nPériode;2026\n\ncode;intitule;niveau\nBUR;Bureautique;III\nDEV;"Web\n\net mobile";IV\n\n\nAbsences\ndossier;date;motif;note\nA-1;lundi;x;y\n\nA-2;mardi;x;y\n'

  it('are all parts of it, the best known being read', async () => {
    const absences = await open(TWO, ['dossier', 'date'])
    expect(absences.rows.map(([id]) => id)).toEqual(['A-1', 'A-2'])
    expect(absences.table?.blankCount).toBe(1)
    expect(absences.unread).toMatchObject([{ rows: 2, header: ['code', 'intitule', 'niveau'] }])
    const trainings = await open(TWO, ['code', 'intitule'])
    expect(trainings.rows).toEqual([
      ['BUR', 'Bureautique', 'III'],
      ['DEV', 'Web\n\net mobile', 'IV'],
    ])
    expect(trainings.unread).toMatchObject([{ rows: 2, header: ['dossier', 'date', 'motif', 'note'] }])
    expect(trainings.unread[0]?.part).toBe(absences.table?.part)
    expect(absences.unread[0]?.part).toBe(trainings.table?.part)
    expect(absences.unread[0]?.place.locate().line).toBe(4)
  })

  it('are one where a blank line stands between rows, or above a total or a sentence', async () => {
    const text = 'dossier;date;motif\nA-1;lundi;x\n\nA-2;mardi;y\n;;\n\nTotal;2\n\nÉdité à Nice\n'
    const found = await open(text, ['dossier'])
    expect(found.unread).toEqual([])
    expect(found.rows.map(([id]) => id)).toEqual(['A-1', 'A-2', 'Total', undefined])
    expect(found.table?.blankCount).toBe(4)
  })
})
