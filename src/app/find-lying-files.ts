// What lies in a folder, two levels deep: tables to be opened, messages, proofs, a written procedure, the rest. Tells
// files by their names and first bytes; may not read what they say of people.
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { textKey } from '../kernel/text-key.js'
import { kindOf } from '../source/file-kind.js'
import { OUTPUTS } from './write-outputs.js'

export type LyingKind =
  /** CSV, workbook, web page: opened to see what it holds. */
  | 'table'
  /** .eml, .msg, .mbox, .ics: read by their form. */
  | 'mail'
  /** A PDF, an image: evidence. */
  | 'proof'
  /** A procedure as people write it. */
  | 'procedure'
  /** A text that holds no table, or a file that nothing here reads. */
  | 'other'
  /** Ours: i12.yaml and what it names. */
  | 'own'

export interface LyingFile {
  /** Relative to the folder looked at, with `/`. */
  readonly path: string
  readonly kind: LyingKind
  /** French: « une image PNG ». */
  readonly word: string
}

/** Folders below the one that is looked at. */
const DEPTH = 2
/** More files than this are not looked at one by one. */
const MOST_FILES = 20_000
const HEAD = 4096

const OWN = new Set(['i12.yaml', 'procedure.yaml', 'mesures.yaml', 'reponses-i12.yaml', 'reseau.yaml'])

/** @param root real path of a folder; nothing is followed out of it */
export async function findLyingFiles(root: string): Promise<readonly LyingFile[]> {
  const paths: string[] = []
  await walk(root, '', DEPTH, paths)
  paths.sort()
  const files: LyingFile[] = []
  for (const path of paths) files.push(await lookAtFile(root, path))
  return files
}

async function walk(root: string, folder: string, depth: number, paths: string[]): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const { name } = entry
    if (name.startsWith('.') || name.startsWith('~$') || paths.length >= MOST_FILES) continue
    const path = folder === '' ? name : `${folder}/${name}`
    if (entry.isDirectory()) {
      if (depth > 0 && path !== OUTPUTS && name !== 'node_modules') await walk(root, path, depth - 1, paths)
    } else if (entry.isFile()) paths.push(path)
  }
}

const MAIL: Readonly<Record<string, string>> = {
  '.eml': 'un courriel',
  '.msg': 'un courriel',
  '.mbox': 'une boîte de courriels',
  '.ics': 'un agenda',
}
const TEXTS: Readonly<Record<string, string>> = {
  '.md': 'un texte Markdown',
  '.markdown': 'un texte Markdown',
  '.docx': 'un document Word',
  '.doc': 'un document Word',
  '.odt': 'un document de traitement de texte',
  '.rtf': 'un document RTF',
}
const TABLES = new Set(['.csv', '.tsv', '.xlsx', '.xlsm', '.xls', '.ods', '.htm', '.html', '.yaml', '.yml'])

/** One file, by its name and its first bytes. */
export async function lookAtFile(root: string, path: string): Promise<LyingFile> {
  const extension = extname(path).toLowerCase()
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (!path.includes('/') && OWN.has(name)) return { path, kind: 'own', word: 'un fichier de i12' }
  const mail = MAIL[extension]
  if (mail !== undefined) return { path, kind: 'mail', word: mail }
  const text = TEXTS[extension]
  const isProcedure = /procedure|processus/.test(textKey(name))
  if (text !== undefined) {
    return isProcedure || (await speaksOfProcedure(join(root, path), extension))
      ? { path, kind: 'procedure', word: `${text}, sans doute votre procédure` }
      : { path, kind: 'other', word: text }
  }
  const found = kindOf(await headOf(join(root, path)))
  if (found.kind === 'empty' && !TABLES.has(extension))
    return { path, kind: 'other', word: 'un fichier vide' }
  if (found.kind === 'foreign') {
    if (isProcedure && extension === '.pdf')
      return { path, kind: 'procedure', word: 'un PDF, sans doute votre procédure' }
    const isProof = /PDF|image/.test(found.word) && !/RIFF/.test(found.word)
    return { path, kind: isProof ? 'proof' : 'other', word: found.word }
  }
  if (['.jpg', '.jpeg', '.png', '.heic', '.webp', '.tif', '.tiff'].includes(extension)) {
    return { path, kind: 'proof', word: 'une image' }
  }
  if (extension === '.txt' && found.kind === 'text') {
    if (isProcedure) return { path, kind: 'procedure', word: 'un texte, sans doute votre procédure' }
    if (/lisez|readme/i.test(name)) return { path, kind: 'other', word: 'un texte' }
  }
  if (TABLES.has(extension) || extension === '.txt' || extension === '')
    return { path, kind: 'table', word: 'un tableau' }
  return { path, kind: 'other', word: `un fichier ${extension}` }
}

async function headOf(path: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of createReadStream(path, { end: HEAD - 1 })) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Whether a text begins as a procedure does. */
async function speaksOfProcedure(path: string, extension: string): Promise<boolean> {
  if (extension !== '.md' && extension !== '.markdown') return false
  return /procedure/.test(textKey((await headOf(path)).toString('utf8')).slice(0, 400))
}
