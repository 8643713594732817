// One diagnostic as a person reads it in a terminal: where, what, seen, expected, how to mend (docs/conception.md).
import type { Diagnostic } from '../../kernel/diagnostic.js'
import { formatNumber, NBSP, quoted } from '../../kernel/french.js'
import type { Excerpt, Origin } from '../../kernel/origin.js'
import type { Paint } from './paint.js'
import { textWidth } from './text-width.js'

/** Keys of i12.yaml that can be wrong in view of an export. */
const SETTINGS = new Set(['separateur', 'encodage', 'feuille', 'format_date'])

const SEVERITY_WORDS = { error: 'erreur', warning: 'avertissement' } as const

export function diagnosticText(diagnostic: Diagnostic, paint: Paint): string {
  const { kind, place, field, seen, expected, mend, count } = diagnostic
  const at = place.locate()
  const style = kind.severity === 'error' ? 'red' : 'yellow'
  const lines = [
    `${paint('bold', placeText(at))}  ${paint(style, SEVERITY_WORDS[kind.severity])}  ${paint('bold', kind.code)}`,
    `  ${diagnostic.message ?? kind.summary}`,
  ]
  const excerpt = place.excerpt()
  if (excerpt !== null) lines.push(...frame(at, excerpt, (text) => paint(style, text)))
  if (field !== null) {
    const isKey = isYaml(at.file) || SETTINGS.has(field)
    lines.push(row(isKey ? 'clé' : 'colonne', fieldText(field, at)))
  }
  if (seen !== null) lines.push(row('vu', isDescribed(diagnostic, seen) ? seen : quoted(seen)))
  if (expected !== null) lines.push(row('attendu', expected))
  if (count !== undefined && count > 1) lines.push(row('répété', `${formatNumber(count)}${NBSP}fois`))
  for (const other of diagnostic.related ?? []) lines.push(row('voir', placeText(other.locate())))
  lines.push(row('à faire', mend))
  return `${lines.join('\n')}\n`
}

/** `exports/absences.csv:14:8`; `exports/absences.xlsx:B14` where cells have names. */
export function placeText({ file, line, column, cell }: Origin): string {
  return cell === undefined ? `${file}:${line}:${column}` : `${file}:${cell}`
}

function isDescribed({ isSeenDescribed }: Diagnostic, seen: string): boolean {
  return isSeenDescribed === true || seen.includes('«')
}

function fieldText(field: string, { cell, letter }: Origin): string {
  const name = letter ?? (cell === undefined ? undefined : /^[A-Z]+/.exec(cell)?.[0])
  return name === undefined ? field : `${field} (${name})`
}

function frame({ line }: Origin, { text, start, width }: Excerpt, mark: (text: string) => string): string[] {
  const number = String(line)
  const characters = [...text]
  const before = textWidth(characters.slice(0, start).join(''))
  const under = Math.max(1, textWidth(characters.slice(start, start + width).join('')))
  return [
    `   ${number} │ ${text}`,
    `   ${' '.repeat(number.length)} │ ${' '.repeat(before)}${mark('^'.repeat(under))}`,
  ]
}

function row(label: string, value: string): string {
  return `  ${label.padEnd(10)}${value}`
}

function isYaml(file: string): boolean {
  return /\.ya?ml$/i.test(file)
}
