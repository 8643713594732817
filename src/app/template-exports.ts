// Exports that hold their headers only: what a new workspace starts with, and how they are told from real ones.
import type { SourceName } from '../records/export-file.js'
import { FIELDS } from '../records/fields.js'

/** Sources that a new, empty workspace has a template for. */
export const TEMPLATE_SOURCES: readonly SourceName[] = [
  'apprenants',
  'formations',
  'absences',
  'relances',
  'abandons',
]

export function templateExport(source: SourceName): string {
  const header = FIELDS[source].map((field) => field.header).join(';')
  return `\uFEFF${header}\r\n`
}

/** Whether a file holds nothing but a line of our headers: nobody has put anything in it yet. */
export function isTemplateExport(source: SourceName, bytes: Uint8Array): boolean {
  if (bytes.length > 5000) return false
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  const known = new Set(FIELDS[source].map((field) => field.header))
  return text !== '' && !/[\r\n]/.test(text) && text.split(/[;,\t]/).every((cell) => known.has(cell.trim()))
}

/** Whether a file is a template of some source. */
export function isAnyTemplate(bytes: Uint8Array): boolean {
  return TEMPLATE_SOURCES.some((source) => isTemplateExport(source, bytes))
}
