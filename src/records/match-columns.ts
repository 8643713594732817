// Headers of an export matched with our fields: canonical names, or what i12.yaml declares. Never a guess.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { mask } from '../kernel/mask.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { looksLikeData } from '../source/find-header.js'
import { seenValue } from '../source/printable.js'
import type { UnreadTable } from '../source/table.js'
import type { SourceName } from './export-file.js'
import { type Field, fieldsOf } from './fields.js'
import { likelyHeader } from './header-synonyms.js'
import { nameKey } from './name-key.js'
import { RECORD_PROBLEMS } from './problems.js'
import { type SourceSettings, settingPlace } from './source-input.js'

/**
 * Canonical header → index of its column.
 * @param presumed fields that a recognised format gives, by canonical header; what i12.yaml declares wins over them
 * @param given fields that i12.yaml makes otherwise than from one column, with the column to point at
 * @returns null where a required column cannot be told
 */
export function matchColumns(
  source: SourceName,
  table: UnreadTable,
  settings: SourceSettings,
  presumed: ReadonlyMap<string, number>,
  given: ReadonlyMap<string, number | null>,
  diagnostics: Diagnostics,
): ReadonlyMap<string, number | null> | null {
  const matching = new Matching(source, table, settings, diagnostics)
  matching.checkDeclared()
  for (const field of fieldsOf(source, settings.joinBy.length > 0)) {
    const column = given.get(field.header)
    if (column === undefined) matching.match(field, presumed)
    else matching.columns.set(field.header, column)
  }
  return matching.isBroken ? null : matching.columns
}

class Matching {
  readonly columns = new Map<string, number | null>()
  isBroken = false
  readonly #source: SourceName
  readonly #table: UnreadTable
  readonly #settings: SourceSettings
  readonly #diagnostics: Diagnostics
  /** Name key → columns that bear it. */
  readonly #named = new Map<string, number[]>()
  readonly #declared = new Map<string, string>()

  constructor(source: SourceName, table: UnreadTable, settings: SourceSettings, diagnostics: Diagnostics) {
    this.#source = source
    this.#table = table
    this.#settings = settings
    this.#diagnostics = diagnostics
    for (const [column, header] of table.header.entries()) {
      if (header === '') continue
      const key = nameKey(header)
      const columns = this.#named.get(key)
      if (columns === undefined) this.#named.set(key, [column])
      else columns.push(column)
    }
    for (const [header, theirs] of settings.headers) this.#declared.set(nameKey(header), theirs)
  }

  /** Keys of `correspondance` and `valeurs` that are no field of the source. */
  checkDeclared(): void {
    const headers = fieldsOf(this.#source, this.#settings.joinBy.length > 0).map(({ header }) => header)
    const known = new Set(headers.map(nameKey))
    for (const [setting, keys] of [
      ['correspondance', [...this.#settings.headers.keys(), ...this.#settings.composed.keys()]],
      ['valeurs', this.#settings.values.keys()],
    ] as const) {
      for (const key of keys) {
        if (known.has(nameKey(key))) continue
        this.#diagnostics.report({
          kind: RECORD_PROBLEMS['CHAMP-INCONNU'],
          place: settingPlace(this.#settings, [setting, key]),
          field: key,
          seen: seenValue(key),
          expected: listed(headers, 'ou'),
          mend: this.#mendOfKey(key, headers),
        })
        this.isBroken = true
      }
    }
  }

  #mendOfKey(key: string, headers: readonly string[]): string {
    const theirs = this.#settings.headers.get(key)
    const ours =
      theirs === undefined ? undefined : headers.find((header) => nameKey(header) === nameKey(theirs))
    if (ours !== undefined) {
      return fr`écrivez ${quoted(`${ours}: ${seenValue(key)}`)} : notre champ à gauche, la colonne de l’export à droite`
    }
    const near = nearestWord(key, headers)
    return near === null
      ? 'corrigez ou retirez cette clé'
      : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`
  }

  match(field: Field, presumed: ReadonlyMap<string, number>): void {
    const declared = this.#declared.get(nameKey(field.header))
    const columns = this.#named.get(nameKey(declared ?? field.header)) ?? []
    const [column, second] = columns
    if (second !== undefined && column !== undefined) this.#reportTwice(field, column, second)
    else if (column !== undefined) this.columns.set(field.header, column)
    else if (declared !== undefined) this.#reportDeclared(field, declared)
    else if (presumed.has(field.header)) this.columns.set(field.header, presumed.get(field.header) ?? -1)
    else if (field.isRequired) this.#reportMissing(field)
  }

  #reportTwice(field: Field, first: number, second: number): void {
    this.#diagnostics.report({
      kind: RECORD_PROBLEMS[field.isRequired ? 'COLONNE-EN-DOUBLE' : 'COLONNE-REPETEE'],
      place: this.#table.place(-1, second),
      field: field.header,
      seen: seenValue(this.#table.header[second] ?? ''),
      expected: fr`une seule colonne pour ${quoted(field.header)}`,
      mend: 'renommez ou retirez l’une des deux colonnes, puis refaites l’export',
      related: [this.#table.place(-1, first)],
    })
    // Without an optional column the rest can still be read.
    if (field.isRequired) this.isBroken = true
  }

  #reportDeclared(field: Field, declared: string): void {
    const near = nearestWord(declared, this.#table.header)
    this.#diagnostics.report({
      kind: RECORD_PROBLEMS['COLONNE-DECLAREE-ABSENTE'],
      place: settingPlace(this.#settings, ['correspondance', field.header]),
      field: field.header,
      message: fr`La colonne ${quoted(seenValue(declared))} n’existe pas dans ${this.#table.file}.`,
      seen: seenValue(declared),
      expected: this.#headersSeen(),
      mend:
        near === null
          ? fr`écrivez le nom exact de la colonne qui contient ${quoted(field.header)}`
          : fr`écrivez ${quoted(seenValue(near))} si c’est la bonne colonne`,
    })
    this.isBroken = true
  }

  #reportMissing(field: Field): void {
    const near = likelyHeader(this.#source, field.header, this.#table.header)
    const theirs = near === null ? null : seenValue(near)
    const setting = `${field.header}: "${theirs ?? '…'}"`
    this.#diagnostics.report({
      kind: RECORD_PROBLEMS['COLONNE-MANQUANTE'],
      place: this.#table.place(-1, null),
      field: field.header,
      message: fr`La colonne ${quoted(field.header)} manque dans cet export.`,
      seen: this.#headersSeen(),
      isSeenDescribed: true,
      expected: fr`une colonne ${quoted(field.header)}`,
      mend: looksLikeData(this.#table.header)
        ? fr`la première ligne semble contenir des données : ajoutez au-dessus une ligne d’en-têtes, avec ${quoted(field.header)}`
        : near === null
          ? fr`ajoutez la colonne à l’export, ou déclarez dans i12.yaml celle qui la contient : ${quoted(`correspondance: { ${setting} }`)} ; si la valeur est la même sur toutes les lignes : ${quoted(`constantes: { ${field.header}: … }`)}`
          : fr`si ${quoted(theirs ?? '')} est la bonne colonne, déclarez-le dans i12.yaml : ${quoted(`correspondance: { ${setting} }`)}`,
    })
    this.isBroken = true
  }

  #headersSeen(): string {
    const headers = this.#table.header
      .filter((header) => header !== '')
      .map((header) => seenValue(header))
      .join(', ')
    return looksLikeData(this.#table.header) ? mask(headers) : headers
  }
}
