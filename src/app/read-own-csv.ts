// Reads back a CSV file that i12 wrote and that people may have opened in a spreadsheet since.

import { Diagnostics } from '../kernel/diagnostic.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { openTables } from '../source/open-tables.js'

/** @returns header first, then rows, texts as they were before formulas were neutralised. @throws Refusal where it cannot be read */
export async function readOwnCsv(file: string, bytes: Buffer): Promise<string[][]> {
  const diagnostics = new Diagnostics()
  const opened = await openTables(
    {
      file,
      bytes,
      settings: { delimiter: null, encoding: null, sheet: null, skippedLines: 0 },
      // The first line is the header: i12 wrote it.
      scoreHeader: (cells) => (cells.length > 1 ? cells.length : 0),
    },
    diagnostics,
  )
  const table = opened?.tables[0]
  const rows: string[][] = []
  if (table !== undefined) {
    rows.push([...table.header])
    table.readRows((cells) => {
      if (cells !== null) rows.push(cells.map((cell) => cell.replace(/^'(?=[\s]*[=+\-@])/, '')))
    })
  }
  if (table === undefined || diagnostics.hasErrors) {
    const first = diagnostics.all.find(({ kind }) => kind.severity === 'error')
    const { line } = first?.place.locate() ?? { line: 1 }
    throw new Refusal(
      fr`${quoted(file)}, ligne ${line} : ${first?.message ?? first?.kind.summary ?? 'le fichier ne se lit pas.'}`,
      first?.mend ?? 'rétablissez ce fichier depuis une sauvegarde',
    )
  }
  return rows
}
