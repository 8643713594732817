// Any export file as its tables: chooses the reader by what the bytes are, not by the name alone.
// May not know what a column means.
import { createHash } from 'node:crypto'
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr } from '../kernel/french.js'
import { wholeFile } from '../kernel/origin.js'
import { decode } from './decode.js'
import { SOURCE_PROBLEMS } from './problems.js'
import type { OpenedFile, TableRequest, UnreadTable } from './table.js'

/** @returns the parts of a file, or null when nothing can be read; the reason is then among the diagnostics. */
export async function openTables(
  request: TableRequest,
  diagnostics: Diagnostics,
): Promise<OpenedFile | null> {
  const table = await openOne(request, diagnostics)
  return table === null ? null : { tables: [table], unread: [] }
}

async function openOne(request: TableRequest, diagnostics: Diagnostics): Promise<UnreadTable | null> {
  const { file, bytes } = request
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const refusal = refusalOf(file, bytes)
  if (refusal !== null) {
    diagnostics.report({ ...refusal, place: wholeFile(file), field: null })
    return null
  }
  if (/\.xls[xm]$/i.test(file)) {
    const { openXlsx } = await import('./xlsx.js')
    return openXlsx(request, sha256, diagnostics)
  }
  const text = await decode(file, bytes, request.settings.encoding, diagnostics)
  if (text === null) return null
  if (/\.ya?ml$/i.test(file)) {
    const { openYamlList } = await import('./yaml-list.js')
    return openYamlList(request, text, sha256, diagnostics)
  }
  const { openCsv } = await import('./csv.js')
  return openCsv(request, text, sha256, diagnostics)
}

/** First bytes of files that are no table of text, and what they are. */
const BINARY: readonly (readonly [start: string | Buffer, word: string])[] = [
  ['%PDF', 'un PDF'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'une image PNG'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'une image JPEG'],
  ['GIF8', 'une image GIF'],
  [Buffer.from([0x1f, 0x8b]), 'une archive gzip'],
  ['Rar!', 'une archive RAR'],
  ['7z\xbc\xaf', 'une archive 7z'],
  ['SQLite format 3', 'une base SQLite'],
]

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
/** Compound file of the old Office; also what wraps an .xlsx protected by a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

function refusalOf(file: string, bytes: Buffer) {
  const isWorkbookName = /\.xls[xm]$/i.test(file)
  if (bytes.length === 0) {
    return {
      kind: SOURCE_PROBLEMS['FICHIER-VIDE'],
      seen: '0 octet',
      isSeenDescribed: true,
      expected: 'une ligne d’en-têtes, puis une ligne par enregistrement',
      mend: 'refaites l’export, puis remplacez ce fichier',
    }
  }
  if (startsWith(bytes, COMPOUND)) {
    return isWorkbookName
      ? {
          kind: SOURCE_PROBLEMS['CLASSEUR-ILLISIBLE'],
          seen: 'un classeur protégé par un mot de passe, ou un ancien .xls',
          isSeenDescribed: true,
          expected: 'un classeur .xlsx sans mot de passe',
          mend: 'ouvrez-le dans un tableur, puis enregistrez-le en .xlsx sans mot de passe ou en CSV',
        }
      : {
          kind: SOURCE_PROBLEMS['CLASSEUR-ANCIEN'],
          seen: 'un classeur .xls',
          isSeenDescribed: true,
          expected: 'un classeur .xlsx ou un fichier CSV',
          mend: 'ouvrez-le dans un tableur, puis enregistrez-le en .xlsx ou en CSV',
        }
  }
  if (startsWith(bytes, ZIP) && !isWorkbookName) {
    return {
      kind: SOURCE_PROBLEMS['FICHIER-BINAIRE'],
      seen: bytes.includes('xl/')
        ? 'un classeur .xlsx'
        : bytes.includes('opendocument.spreadsheet')
          ? 'un classeur OpenDocument (.ods)'
          : 'une archive ZIP',
      isSeenDescribed: true,
      expected: 'un fichier de texte (CSV)',
      mend: bytes.includes('xl/')
        ? fr`renommez ce fichier en .xlsx et corrigez son nom dans i12.yaml, ou enregistrez-le en CSV`
        : 'enregistrez ce fichier en .xlsx ou en CSV, puis remplacez-le',
    }
  }
  const binary = BINARY.find(([start]) => startsWith(bytes, start))
  if (binary !== undefined) {
    return {
      kind: SOURCE_PROBLEMS['FICHIER-BINAIRE'],
      seen: binary[1],
      isSeenDescribed: true,
      expected: 'un fichier de texte (CSV), un classeur .xlsx ou un fichier YAML',
      mend: 'refaites l’export au format CSV ou XLSX, puis remplacez ce fichier',
    }
  }
  if (/^\s*(?:\ufeff)?<(?:!doctype|html|table|\?xml|head|body)/i.test(bytes.toString('utf8', 0, 200))) {
    return {
      kind: SOURCE_PROBLEMS['PAGE-WEB'],
      seen: 'une page HTML ou XML',
      isSeenDescribed: true,
      expected: 'un fichier de texte (CSV) ou un classeur .xlsx',
      mend: 'reconnectez-vous au logiciel et refaites l’export au format CSV, ou ouvrez la page dans un tableur et enregistrez-la en .xlsx',
    }
  }
  return null
}

function startsWith(bytes: Buffer, start: string | Buffer): boolean {
  const expected = typeof start === 'string' ? Buffer.from(start, 'latin1') : start
  return bytes.subarray(0, expected.length).equals(expected)
}
