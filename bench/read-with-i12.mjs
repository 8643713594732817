// Reads one export through source/ alone, every row handed over and none kept.
import { readFileSync } from 'node:fs'
import { Diagnostics } from '../dist/kernel/diagnostic.js'
import { openTables } from '../dist/source/open-tables.js'

const [file] = process.argv.slice(2)
const settings = { delimiter: null, encoding: null, sheet: null, skippedLines: 0 }
const request = { file, bytes: readFileSync(file), settings, scoreHeader: (cells) => cells.length }
const opened = await openTables(request, new Diagnostics())
let rows = 0
for (const table of opened?.tables ?? []) {
  table.readRows(() => {
    rows += 1
  })
}
process.stdout.write(`${rows}\n`)
