// Any export file as its tables: chooses the reader by what the bytes are, not by the name. May not know what a
// column means.
import { createHash } from 'node:crypto'
import { Diagnostics } from '../kernel/diagnostic.js'
import { wholeFile } from '../kernel/origin.js'
import { decode } from './decode.js'
import { CORRESPONDENCE, isCorrespondence, kindOf, READABLE } from './file-kind.js'
import { SOURCE_PROBLEMS } from './problems.js'
import { CellBudget, type Sheet, WorkbookTrouble } from './sheet.js'
import type { OpenedFile, TableRequest } from './table.js'

/** @returns the parts of a file, or null when nothing can be read; the reason is then among the diagnostics. */
export async function openTables(
  request: TableRequest,
  diagnostics: Diagnostics,
): Promise<OpenedFile | null> {
  const { file, bytes } = request
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const found = kindOf(bytes)
  if (found.kind === 'empty') return reportEmpty(file, diagnostics)
  if (found.kind === 'foreign') return reportForeign(file, found.word, diagnostics)
  if (isCorrespondence(found.kind)) return reportForeign(file, CORRESPONDENCE[found.kind], diagnostics)
  const isYaml = /\.ya?ml$/i.test(file)
  if (found.kind === 'json' && !isYaml) return reportForeign(file, 'un fichier JSON', diagnostics)
  if (found.kind === 'text' || found.kind === 'json') return openText(request, isYaml, sha256, diagnostics)
  try {
    const sheets = await readSheets(request, found.kind, diagnostics)
    if (sheets === null) return null
    const { openSheets } = await import('./sheet-tables.js')
    return openSheets(request, sheets, sha256, diagnostics)
  } catch (error) {
    if (!(error instanceof WorkbookTrouble)) throw error
    return reportTrouble(file, error, diagnostics)
  }
}

/** Names of the sheets of a workbook, first to last; empty where it is none or cannot be opened. */
export async function listSheets(file: string, bytes: Buffer): Promise<readonly string[]> {
  const { kind } = kindOf(bytes)
  if (kind !== 'zip' && kind !== 'compound') return []
  const settings = { delimiter: null, encoding: null, sheet: null, skippedLines: 0 }
  try {
    const sheets = await readSheets({ file, bytes, settings, scoreHeader: () => 0 }, kind, new Diagnostics())
    return (sheets ?? []).map(({ name }) => name ?? '')
  } catch (error) {
    if (error instanceof WorkbookTrouble) return []
    throw error
  }
}

async function openText(
  request: TableRequest,
  isYaml: boolean,
  sha256: string,
  diagnostics: Diagnostics,
): Promise<OpenedFile | null> {
  const text = await decode(request.file, request.bytes, request.settings.encoding, diagnostics)
  if (text === null) return null
  if (isYaml) {
    const { openYamlList } = await import('./yaml-list.js')
    const table = openYamlList(request, text, sha256, diagnostics)
    return table === null ? null : { tables: [table], unread: [] }
  }
  const { openCsv } = await import('./csv.js')
  return openCsv(request, text, sha256, diagnostics)
}

async function readSheets(
  { file, bytes, settings }: TableRequest,
  kind: 'zip' | 'compound' | 'html',
  diagnostics: Diagnostics,
): Promise<readonly Sheet[] | null> {
  if (kind === 'html') {
    const text = await decode(file, bytes, settings.encoding, diagnostics)
    const { readWebPage } = await import('./markup-sheets.js')
    return text === null ? null : readWebPage(text.utf8.toString('utf8'), new CellBudget())
  }
  const { readCompoundWorkbook, readZippedWorkbook } = await import('./workbook.js')
  const sheets = kind === 'zip' ? readZippedWorkbook(bytes) : await readCompoundWorkbook(bytes)
  if (sheets !== null) return sheets
  const word =
    kind === 'zip'
      ? 'une archive ZIP, ou un document qui n’est pas un classeur'
      : 'un document de l’ancien Office'
  return reportForeign(file, word, diagnostics)
}

function reportEmpty(file: string, diagnostics: Diagnostics): null {
  diagnostics.report({
    kind: SOURCE_PROBLEMS['FICHIER-VIDE'],
    place: wholeFile(file),
    field: null,
    seen: '0 octet',
    isSeenDescribed: true,
    expected: 'une ligne d’en-têtes, puis une ligne par enregistrement',
    mend: 'refaites l’export, puis remplacez ce fichier',
  })
  return null
}

function reportForeign(file: string, word: string, diagnostics: Diagnostics): null {
  diagnostics.report({
    kind: SOURCE_PROBLEMS['FICHIER-BINAIRE'],
    place: wholeFile(file),
    field: null,
    seen: word,
    isSeenDescribed: true,
    expected: READABLE,
    mend: 'refaites l’export au format CSV ou XLSX, puis remplacez ce fichier',
  })
  return null
}

const MENDS: Readonly<Record<WorkbookTrouble['code'], readonly [expected: string | null, mend: string]>> = {
  'CLASSEUR-ILLISIBLE': [
    'un classeur entier, sans mot de passe',
    'ouvrez-le dans un tableur, puis enregistrez-le de nouveau en .xlsx sans mot de passe ou en CSV',
  ],
  'CLASSEUR-DEMESURE': [null, 'enregistrez la feuille utile en CSV, puis remplacez ce fichier'],
  'PAGE-WEB': [
    'un fichier CSV ou un classeur',
    'reconnectez-vous au logiciel et refaites l’export au format CSV, ou ouvrez la page dans un tableur et enregistrez-la en .xlsx',
  ],
}

function reportTrouble(file: string, { code, seen }: WorkbookTrouble, diagnostics: Diagnostics): null {
  const [expected, mend] = MENDS[code]
  diagnostics.report({
    kind: SOURCE_PROBLEMS[code],
    place: wholeFile(file),
    field: null,
    seen: seen ?? (code === 'PAGE-WEB' ? 'une page HTML' : null),
    isSeenDescribed: true,
    expected,
    mend,
  })
  return null
}
