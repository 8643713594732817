// The reference: the reader of workbooks alone, with what tells dates and texts. Nothing is kept.
import { readFileSync } from 'node:fs'
import { read } from '@e965/xlsx'

const workbook = read(readFileSync(process.argv[2]), { type: 'buffer', dense: true, cellNF: true })
let rows = 0
for (const name of workbook.SheetNames) rows += workbook.Sheets[name]['!data'].length
process.stdout.write(`${rows}\n`)
