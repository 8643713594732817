// Writes a workspace whose journal of relaunches is a workbook: the rows of a CSV one, as texts.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import { makeWorkspace } from './make-workspace.mjs'

/** @returns the workspace, and its workbook */
export function makeWorkbook(cache, rows) {
  const source = makeWorkspace(cache, { enrolments: Math.round(rows / 14), actions: rows })
  const workspace = `${source}-workbook`
  const workbook = join(workspace, 'exports/relances.xlsx')
  if (existsSync(workbook)) return { workspace, workbook }
  cpSync(source, workspace, { recursive: true })
  const table = parse(readFileSync(join(source, 'exports/relances.csv')), { delimiter: ';' })
  const sheet = utils.aoa_to_sheet(table)
  const bytes = write(utils.book_new(sheet, 'Relances'), { type: 'buffer', compression: true, bookSST: true })
  const configuration = readFileSync(join(source, 'i12.yaml'), 'utf8')
  writeFileSync(join(workspace, 'i12.yaml'), configuration.replace('relances.csv', 'relances.xlsx'))
  writeFileSync(workbook, bytes)
  return { workspace, workbook }
}
