// Words of an export held against a closed list: canonical values, synonyms, and what i12.yaml declares.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { seenValue } from '../source/printable.js'
import type { SourceName } from './export-file.js'
import { type Field, fieldOf } from './fields.js'
import { nameKey } from './name-key.js'
import { RECORD_PROBLEMS } from './problems.js'
import { type SourceSettings, settingPlace } from './source-input.js'
import { NO_WORDS, synonymsOf, YES_NO_SYNONYMS, YES_WORDS } from './synonyms.js'

/** Word key → canonical value. */
export type ClosedList = ReadonlyMap<string, string>

/** The words that one column may hold. Declared values win over synonyms, which only add to the canonical ones. */
export function closedListOf(
  source: SourceName,
  field: Field,
  settings: SourceSettings,
  extra: ReadonlyMap<string, string>,
  diagnostics: Diagnostics,
): ClosedList {
  const known = knownWords(source, field)
  const list = new Map(known)
  for (const [word, value] of extra) list.set(nameKey(word), value)
  for (const [word, value] of declaredValues(settings, field.header)) {
    const canonical = known.get(nameKey(value))
    if (canonical === undefined) reportDeclared(field, word, value, settings, diagnostics)
    else list.set(nameKey(word), canonical)
  }
  return list
}

/** Canonical values of a field: those of its list, after oui and non where they are allowed. */
export function canonicalValues(field: Field): readonly string[] {
  return field.kind === 'yesNo' ? ['oui', 'non', ...field.values] : field.values
}

/** The canonical value of a word typed for a field of a closed list; null where the list does not know it. */
export function canonicalValue(source: SourceName, header: string, word: string): string | null {
  const field = fieldOf(source, header)
  return field === undefined ? null : (knownWords(source, field).get(nameKey(word)) ?? null)
}

function knownWords(source: SourceName, field: Field): Map<string, string> {
  const words = new Map<string, string>()
  const isYesNo = field.kind === 'yesNo'
  const synonyms = isYesNo
    ? (YES_NO_SYNONYMS[`${source}.${field.header}`] ?? {})
    : synonymsOf(source, field.header)
  if (isYesNo) {
    for (const word of YES_WORDS) words.set(nameKey(word), 'oui')
    for (const word of NO_WORDS) words.set(nameKey(word), 'non')
  }
  for (const value of canonicalValues(field)) words.set(nameKey(value), value)
  for (const [value, alike] of Object.entries(synonyms)) {
    for (const word of alike) words.set(nameKey(word), value)
  }
  return words
}

/** What `valeurs` says of a field: their value, ours. */
export function declaredValues(
  settings: SourceSettings,
  header: string,
): Iterable<readonly [string, string]> {
  for (const [declared, values] of settings.values) {
    if (nameKey(declared) === nameKey(header)) return values
  }
  return []
}

function reportDeclared(
  field: Field,
  word: string,
  value: string,
  settings: SourceSettings,
  diagnostics: Diagnostics,
): void {
  const values = canonicalValues(field)
  const near = nearestWord(value, values)
  diagnostics.report({
    kind: RECORD_PROBLEMS['VALEUR-DECLAREE-INCONNUE'],
    place: settingPlace(settings, ['valeurs', field.header, word]),
    field: field.header,
    seen: seenValue(value),
    expected: listed(values, 'ou'),
    mend:
      near === null
        ? 'choisissez une des valeurs attendues'
        : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
  })
}
