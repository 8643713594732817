import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { openTables } from '../../src/source/open-tables.js'
import { rounds } from '../support/rounds.js'
import { type TestCell, type WorkbookOptions, workbook, workbookParts } from '../support/workbook.js'

// An .xls is read in a thread of its own, which takes some tenths of a second to start.
const DAMAGED = rounds(60, 400)
const KNOWN = ['dossier', 'date', 'motif', 'heures', 'code', 'intitule']

async function open(
  bytes: Buffer | string,
  sheet: string | readonly string[] | null = null,
  skippedLines = 0,
) {
  const diagnostics = new Diagnostics()
  const opened = await openTables(
    {
      file: 'x.bin',
      bytes: Buffer.from(bytes),
      settings: { delimiter: null, encoding: null, sheet, skippedLines },
      scoreHeader: (cells) => cells.filter((cell) => KNOWN.includes(cell)).length,
    },
    diagnostics,
  )
  const tables = (opened?.tables ?? []).map((table) => {
    const rows: (readonly string[])[] = []
    table.readRows((cells) => rows.push(cells ?? []))
    return { table, rows }
  })
  return {
    tables,
    rows: tables[0]?.rows ?? [],
    unread: (opened?.unread ?? []).map(({ sheet: name, rows, header, place }) => ({
      sheet: name,
      rows,
      header,
      ...place.locate(),
    })),
    parts: [...tables.map(({ table }) => table.part), ...(opened?.unread ?? []).map(({ part }) => part)],
    said: diagnostics.all.map(({ kind, place }) => `${kind.code} ${place.locate().cell ?? ''}`.trim()),
    seen: diagnostics.all.map(({ seen }) => seen),
  }
}

const book = (rows: readonly (readonly TestCell[])[], options: WorkbookOptions = {}) =>
  workbook({ A: rows }, options)

/** A workbook whose only sheet is the XML given. */
function raw(data: string, after = ''): Buffer {
  const parts = workbookParts({ A: [['dossier']] })
  parts['xl/worksheets/sheet1.xml'] = strToU8(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData>${after}</worksheet>`,
  )
  return Buffer.from(zipSync(parts))
}
const text = (value: string, reference = '') =>
  `<c${reference === '' ? '' : ` r="${reference}"`} t="inlineStr"><is><t>${value}</t></is></c>`
const HEADER = `<row r="1">${text('dossier', 'A1')}${text('date', 'B1')}</row>`

function openDocument(tables: string, more: Record<string, string> = {}): Buffer {
  const content = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`
  const files = { 'content.xml': content, 'META-INF/manifest.xml': '<manifest/>', ...more }
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, body]) => [name, strToU8(body)])), {
      mtime: '2026-11-27',
    }),
  )
}
const odsText = (value: string, attributes = '') =>
  `<table:table-cell office:value-type="string" ${attributes}><text:p>${value}</text:p></table:table-cell>`
const odsTable = (name: string, rows: string) => `<table:table table:name="${name}">${rows}</table:table>`
const odsRow = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`
const ODS_HEADER = odsRow(`${odsText('dossier')}${odsText('date')}${odsText('heures')}`)

describe('cells of workbooks', () => {
  it('are texts as a CSV export would hold them', async () => {
    const { rows } = await open(
      book([
        ['dossier', 'date', 'motif'],
        ['A-1', { date: 46300 }, true],
        ['A-2', { date: 46300.39583333 }, { error: '#N/A' }],
        [12.5, null, { formula: 'A2' }],
      ]),
    )
    expect(rows).toEqual([
      ['A-1', '2026-10-05', 'oui'],
      ['A-2', '2026-10-05 09:30', '#N/A'],
      ['12.5', '', '#FORMULE!'],
    ])
  })

  it.each([
    ['[h]:mm', 4.6875, '112:30'],
    ['h:mm', 0.39583333, '09:30'],
    ['[hh]:mm:ss', 0.25, '06:00'],
    ['dd/mm/yyyy', 46300, '2026-10-05'],
    ['[$-40C]d mmmm yyyy', 46300, '2026-10-05'],
    ['mmm\\-yy', 46300, '2026-10-05'],
    ['h:mm', 46300.5, '2026-10-05 12:00'],
    ['0.00" jours"', 46300, '46300'],
    ['General', 46300, '46300'],
  ])('under the form %s, %d is %s', async (dateForm, date, expected) => {
    const { rows } = await open(
      book(
        [
          ['dossier', 'date'],
          ['A-1', { date }],
        ],
        { dateForm },
      ),
    )
    expect(rows).toEqual([['A-1', expected]])
  })

  it('without a reference stand after the one before', async () => {
    const { rows, tables } = await open(
      raw(
        `<row>${text('dossier')}${text('date')}${text('motif')}</row><row>${text('A-1')}${text('x', 'C2')}</row>`,
      ),
    )
    expect(rows).toEqual([['A-1', '', 'x']])
    expect(tables[0]?.table.place(0, 2).locate()).toMatchObject({ line: 2, column: 3, cell: 'C2' })
  })

  it('of a merged range all have its value, and a merged title is no header', async () => {
    const { rows, tables } = await open(
      book(
        [
          ['Absences du centre', null, null],
          ['dossier', 'date', 'motif'],
          ['A-1', '2026-10-05', 'maladie'],
          [null, '2026-10-06', 'maladie'],
          ['A-2', 'fermé', null],
        ],
        { merged: ['A1:C1', 'A3:A4', 'B5:C5'] },
      ),
    )
    expect(tables[0]?.table.header).toEqual(['dossier', 'date', 'motif'])
    expect(rows).toEqual([
      ['A-1', '2026-10-05', 'maladie'],
      ['A-1', '2026-10-06', 'maladie'],
      ['A-2', 'fermé', 'fermé'],
    ])
  })

  it('of hidden rows are read, and it is said', async () => {
    const { rows, said } = await open(
      book(
        [
          ['dossier', 'date'],
          ['A-1', 'x'],
          ['A-2', 'x'],
        ],
        { hidden: [3] },
      ),
    )
    expect(rows).toHaveLength(2)
    expect(said).toEqual(['LIGNES-MASQUEES A3'])
  })

  it('on the right of the header are said', async () => {
    const { rows, said } = await open(
      book([
        ['dossier', 'date'],
        ['A-1', 'x', null, 'note'],
      ]),
    )
    expect(rows).toEqual([['A-1', 'x']])
    expect(said).toEqual(['CELLULES-HORS-TABLEAU D2'])
  })

  it('may be read twice, blank rows counted the same', async () => {
    const { tables } = await open(
      book([['titre'], [], ['dossier', 'date'], [], ['A-1', 'x'], [], [' ', null], ['A-2', 'y'], []]),
    )
    const table = tables[0]?.table
    const again: string[][] = []
    table?.readRows((cells) => again.push([...(cells ?? [])]))
    expect(again).toEqual([
      ['A-1', 'x'],
      ['A-2', 'y'],
    ])
    expect(table).toMatchObject({ rowCount: 2, blankCount: 3 })
    expect(table?.lineOf(1)).toBe(8)
  })
})

describe('parts of workbooks', () => {
  const rows = [
    ['dossier', 'date'],
    ['A-1', 'x'],
  ]
  const sheets = {
    Nice: rows,
    Lille: [...rows, ['A-2', 'y']],
    Notes: [['À lire'], ['P : présent']],
    Vide: [],
  }

  it('are the first sheet where none is named, the others being unread', async () => {
    const found = await open(workbook(sheets))
    expect(found.tables.map(({ table }) => table.sheet)).toEqual(['Nice'])
    expect(found.unread).toMatchObject([
      { sheet: 'Lille', rows: 2, cell: 'A1', header: ['dossier', 'date'] },
      { sheet: 'Notes', rows: 1 },
    ])
  })

  it.each([
    ['lille', ['Lille']],
    ['2', ['Lille']],
    [
      ['2', 'Nice'],
      ['Lille', 'Nice'],
    ],
    ['toutes', ['Nice', 'Lille']],
  ])('are those that %j names', async (sheet, names) => {
    const found = await open(workbook(sheets), sheet)
    expect(found.tables.map(({ table }) => table.sheet)).toEqual(names)
    expect(found.unread.map(({ sheet: name }) => name)).toContain('Notes')
    expect(found.said).toEqual([])
  })

  it('may be a sheet named toutes', async () => {
    const found = await open(workbook({ A: rows, Toutes: rows }), 'toutes')
    expect(found.tables.map(({ table }) => table.sheet)).toEqual(['Toutes'])
  })

  it('have the same name whoever opens the file', async () => {
    const [first, second, skipping] = await Promise.all([
      open(workbook(sheets), 'Nice'),
      open(workbook(sheets), 'Lille'),
      open(workbook({ ...sheets, Nice: [['titre'], ...rows] }), 'Nice', 1),
    ])
    expect(new Set(first.parts)).toEqual(new Set(second.parts))
    const whole = await open(workbook({ ...sheets, Nice: [['titre'], ...rows] }), 'Nice')
    expect(new Set(skipping.parts)).toEqual(new Set(whole.parts))
  })

  it('are the tables under one another, the best known being read', async () => {
    const two = [
      ['Organisme', 'Horizon'],
      ['Période', '2026'],
      [],
      ['Formations'],
      ['code', 'intitule', 'niveau'],
      ['BUR', 'Bureautique', 'III'],
      ['DEV', 'Développement', 'IV'],
      [],
      ['dossier', 'date', 'motif', 'heures'],
      ['A-1', 'x', 'y', 'z'],
      [],
      ['A-2', 'x', 'y', 'z'],
      [],
      ['Total', 'deux'],
    ]
    const found = await open(book(two))
    expect(found.rows.map(([id]) => id)).toEqual(['A-1', 'A-2', 'Total'])
    expect(found.unread).toMatchObject([{ rows: 2, header: ['code', 'intitule', 'niveau'], cell: 'A5' }])
  })
})

describe('other workbooks', () => {
  it('of OpenDocument are read with their dates, hours, repeats, merges and hidden rows', async () => {
    const found = await open(
      openDocument(
        odsTable(
          'Feuille1',
          `${ODS_HEADER}${odsRow(
            `${odsText('A-1<text:s text:c="2"/>b<text:line-break/>c')}<table:table-cell office:value-type="date" office:date-value="2026-10-05T09:30:00"/><table:table-cell office:value-type="time" office:time-value="PT112H30M00S"><text:p>112:30</text:p></table:table-cell>`,
          )}${odsRow('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="3"')}${odsRow(
            `${odsText('A-2', 'table:number-rows-spanned="2"')}<table:table-cell office:value-type="float" office:value="46300"/><table:table-cell table:formula="of:=[.A1]"/>`,
            'table:visibility="filter"',
          )}${odsRow(`<table:covered-table-cell/>${odsText('x', 'table:number-columns-repeated="2"')}`)}${odsRow(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            'table:number-rows-repeated="1048560"',
          )}`,
        ),
      ),
    )
    expect(found.rows).toEqual([
      ['A-1  b\nc', '2026-10-05 09:30', '112:30'],
      ['A-2', '46300', '#FORMULE!'],
      ['A-2', 'x', 'x'],
    ])
    expect(found.said).toEqual(['LIGNES-MASQUEES A6'])
    expect(found.tables[0]?.table).toMatchObject({ sheet: 'Feuille1', blankCount: 3 })
  })

  it('are the tables of a web page, whatever its name', async () => {
    const found = await open(
      `<html><head><style>td { color: red }</style></head><body><h1>Absences</h1>
      <table><tr><th>dossier<th>date<th>motif</tr>
      <tr><td rowspan=2>A&#45;1</td><td>5&nbsp;oct.</td><td>l&eacute;ger<br>retard</td></tr>
      <tr><td>6 oct.<td></table>
      <table><tr><td>Légende</td><td>Sens</td></tr><tr><td>P</td><td>présent</td></tr></table></body></html>`,
    )
    expect(found.rows).toEqual([
      ['A-1', '5\u00a0oct.', 'léger\nretard'],
      ['A-1', '6 oct.'],
    ])
    expect(found.unread).toMatchObject([{ sheet: null, rows: 1, header: ['Légende', 'Sens'] }])
  })

  it('are no tables on a page that asks for a password', async () => {
    const page =
      '<table><tr><td>Nom</td><td><input type="password"></td></tr><tr><td>x</td><td>y</td></tr></table>'
    expect((await open(page)).said).toEqual(['PAGE-WEB'])
  })
})

describe('hostile workbooks', () => {
  const within = async (seconds: number, bytes: Buffer) => {
    const start = performance.now()
    const found = await open(bytes)
    expect((performance.now() - start) / 1000).toBeLessThan(seconds)
    return found
  }

  it('with one far stray cell are read', async () => {
    const found = await within(
      2,
      raw(`${HEADER}<row r="2">${text('A-1', 'A2')}</row><row r="1048576">${text('x', 'XFD1048576')}</row>`),
    )
    expect(found.rows).toEqual([['A-1']])
    expect(found.said).toEqual(['CELLULES-HORS-TABLEAU XFD1048576'])
  })

  it.each([
    ['a cell beyond the last column', raw(`${HEADER}<row r="2">${text('x', 'XFE2')}</row>`)],
    ['a cell beyond the last row', raw(`${HEADER}<row r="1048577">${text('x', 'A1048577')}</row>`)],
    ['a row without end', raw(`${HEADER}<row r="99999999999"><c><v>1</v></c></row>`)],
    ['a string that is not there', raw(`${HEADER}<row r="2"><c r="A2" t="s"><v>7</v></c></row>`)],
  ])('with %s are refused', async (_, bytes) => {
    expect((await within(2, bytes)).said).toEqual(['CLASSEUR-ILLISIBLE'])
  })

  it('that make every cell of a range are refused', async () => {
    const link = `<hyperlinks>${'<hyperlink ref="A1:XFD2000" location="x"/>'}</hyperlinks>`
    expect((await within(2, raw(HEADER, link))).said).toEqual(['CLASSEUR-DEMESURE'])
  })

  it('whose merged ranges cover everything are bounded', async () => {
    const merges = `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50)}</mergeCells>`
    const found = await within(3, raw(`${HEADER}<row r="1048576">${text('x', 'XFD1048576')}</row>`, merges))
    expect(found.said).toEqual(['CLASSEUR-DEMESURE'])
  })

  /** The archive with another size declared for one of its parts. */
  const declaring = (bytes: Buffer, part: string, size: number): Buffer => {
    const name = Buffer.from(part)
    for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) {
      if (at >= 46 && bytes.readUInt32LE(at - 46) === 0x02014b50) bytes.writeUInt32LE(size, at - 46 + 24)
    }
    return bytes
  }

  it('that unfold to more than 500 MB are refused before they are', async () => {
    const bomb = declaring(book([['dossier']]), 'xl/worksheets/sheet1.xml', 510_000_000)
    expect((await within(2, bomb)).said).toEqual(['CLASSEUR-DEMESURE'])
    const asOpenDocument = declaring(openDocument(''), 'content.xml', 510_000_000)
    expect((await within(2, asOpenDocument)).said).toEqual(['CLASSEUR-DEMESURE'])
  })

  it('that lie about their size are cut there and refused', async () => {
    const rows = Array.from({ length: 500 }, () => ['dossier'])
    const liar = declaring(book(rows), 'xl/worksheets/sheet1.xml', 200)
    expect((await within(2, liar)).said).toEqual(['CLASSEUR-ILLISIBLE'])
  })

  it('of OpenDocument that repeat without end are refused', async () => {
    const rows = odsRow(
      odsText('x', 'table:number-columns-repeated="1000"'),
      'table:number-rows-repeated="1000000"',
    )
    expect((await within(5, openDocument(odsTable('A', ODS_HEADER + rows)))).said).toEqual([
      'CLASSEUR-DEMESURE',
    ])
    const covered = odsRow(
      '<table:covered-table-cell table:number-columns-repeated="2000000000"/>'.repeat(100),
    )
    const found = await within(2, openDocument(odsTable('A', ODS_HEADER + covered + odsRow(odsText('A-1')))))
    expect(found.rows).toEqual([['A-1']])
  })

  it('of the web that span without end are bounded', async () => {
    const row = '<tr><td colspan=1000 rowspan=65534>x</td></tr>'.repeat(15) + '<tr><td>'.repeat(100_000)
    const found = await within(5, Buffer.from(`<table><tr><td>dossier<td>date</tr>${row}</table>`))
    expect(found.said).toEqual(['CLASSEUR-DEMESURE'])
  })

  it('with a password are said to have one', async () => {
    const { CFB } = await import('@e965/xlsx')
    const container = CFB.utils.cfb_new()
    CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(600))
    const found = await open(Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer))
    expect([found.said, found.seen]).toEqual([
      ['CLASSEUR-ILLISIBLE'],
      ['un classeur protégé par un mot de passe'],
    ])
    const sealed = await open(
      openDocument('', { 'META-INF/manifest.xml': '<x><manifest:encryption-data/></x>' }),
    )
    expect([sealed.said, sealed.seen]).toEqual([
      ['CLASSEUR-ILLISIBLE'],
      ['un classeur protégé par un mot de passe'],
    ])
  })

  it('cut or damaged anywhere are refused or read, never a failure of ours', async () => {
    const { utils, write } = await import('@e965/xlsx')
    const sheet = utils.aoa_to_sheet([
      ['dossier', 'date'],
      ...Array.from({ length: 40 }, (_, row) => [`A-${row}`, row]),
    ])
    const made = utils.book_new(sheet, 'A')
    const files = [
      write(made, { type: 'buffer', bookType: 'biff8' }),
      write(made, { type: 'buffer', bookType: 'biff5' }),
      book(
        [
          ['dossier', 'date'],
          ['A-1', { date: 46300 }],
        ],
        { merged: ['A1:B1'] },
      ),
      openDocument(odsTable('A', ODS_HEADER)),
    ].map((bytes) => Buffer.from(bytes as Buffer))
    expect((await open(files[0] as Buffer)).rows).toHaveLength(40)
    expect((await open(files[1] as Buffer)).rows).toHaveLength(40)
    let state = 20_261_127
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state % below
    }
    for (let round = 0; round < DAMAGED; round++) {
      const bytes = Buffer.from(files[round % files.length] as Buffer)
      if (round % 7 === 0) await open(bytes.subarray(0, random(bytes.length)))
      for (let change = 0; change < 4; change++) bytes[8 + random(bytes.length - 8)] = random(256)
      await open(bytes)
    }
  }, 60_000)
})
