// The fields that an entry of i12.yaml makes otherwise than from one column: constants, cells put side by side, a
// grid, a name in one cell, a number that is computed. Contradictions between its keys are told here, at the key.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { seenValue } from '../source/printable.js'
import type { UnreadTable } from '../source/table.js'
import { canonicalValues, closedListOf } from './closed-list.js'
import type { DateFormat } from './date-format.js'
import type { SourceName } from './export-file.js'
import { type Field, fieldOf, fieldsOf, namesLearner } from './fields.js'
import { GRID_FIELDS, type Grid, gridOf } from './grid.js'
import { nameKey } from './name-key.js'
import { isTrouble, parseMoment } from './parse-moment.js'
import { RECORD_PROBLEMS } from './problems.js'
import type { DerivedField } from './row-reader.js'
import { type SourceSettings, settingPlace } from './source-input.js'

export interface EntryFields {
  /** Canonical header → how its text is made. */
  readonly derived: ReadonlyMap<string, DerivedField>
  /** Fields that ask for no column of their own: canonical header → column to point at, null where there is none. */
  readonly given: ReadonlyMap<string, number | null>
  /** Columns used for them. */
  readonly used: readonly number[]
  readonly grid: Grid | null
}

type Key = readonly (string | number)[]

/** @returns null, with the reasons, where a key of the entry is wrong or two of them contradict each other */
export function entryFields(
  source: SourceName,
  table: UnreadTable,
  settings: SourceSettings,
  dateFormat: DateFormat | null,
  diagnostics: Diagnostics,
): EntryFields | null {
  const entry = new Entry(source, table, settings, dateFormat, diagnostics)
  entry.compose()
  entry.takeFullName()
  entry.computeNumber()
  entry.joinPeople()
  entry.layGrid()
  entry.setConstants()
  return entry.isBroken ? null : entry
}

class Entry implements EntryFields {
  readonly derived = new Map<string, DerivedField>()
  readonly given = new Map<string, number | null>()
  readonly used: number[] = []
  grid: Grid | null = null
  isBroken = false
  readonly #source: SourceName
  readonly #fields: readonly Field[]
  readonly #table: UnreadTable
  readonly #settings: SourceSettings
  readonly #dateFormat: DateFormat | null
  readonly #diagnostics: Diagnostics
  /** Name key of a field → how `correspondance` writes it. */
  readonly #mapped: ReadonlyMap<string, string>

  constructor(
    source: SourceName,
    table: UnreadTable,
    settings: SourceSettings,
    dateFormat: DateFormat | null,
    diagnostics: Diagnostics,
  ) {
    this.#source = source
    this.#fields = fieldsOf(source, settings.joinBy.length > 0)
    this.#table = table
    this.#settings = settings
    this.#dateFormat = dateFormat
    this.#diagnostics = diagnostics
    this.#mapped = new Map(
      [...settings.headers.keys(), ...settings.composed.keys()].map((field) => [nameKey(field), field]),
    )
  }

  /** `correspondance: { date: [Jour, Heure] }`. */
  compose(): void {
    for (const [written, headers] of this.#settings.composed) {
      const field = this.#fieldNamed(written)
      // An unknown field is told with the others of `correspondance`.
      if (field === undefined) continue
      const columns = headers.map((header, index) =>
        this.#columnNamed(header, ['correspondance', written, index]),
      )
      if (columns.includes(-1)) continue
      this.#give(field.header, composedField(field, columns), columns[0] ?? null)
      this.used.push(...columns)
    }
    // A sign-in sheet may hold the time in a column of its own.
    const hour = this.#source === 'emargements' ? this.#ownColumn('heure') : null
    if (hour === null || this.given.has('date')) return
    const day = this.#ownColumn('date')
    if (day === null) return
    this.#give('date', composedField(fieldOf(this.#source, 'date') as Field, [day, hour]), day)
    this.used.push(day, hour)
  }

  /** `nom_complet`: the reader of apprenants cuts it. */
  takeFullName(): void {
    const isApart = ['nom', 'prenom'].every((part) => this.#ownColumn(part) !== null)
    const isDeclared = this.#mapped.has('nomcomplet')
    const column =
      this.#source === 'apprenants' && (isDeclared || !isApart) ? this.#ownColumn('nom_complet') : null
    if (column === null && !this.given.has('nom_complet')) {
      if (this.#settings.nameOrder !== null) {
        this.#contradict(['ordre_nom'], this.#settings.nameOrder, {
          expected: fr`« nom_complet » sous « correspondance », que « ordre_nom » sert à couper`,
          mend: fr`déclarez la colonne qui contient le nom et le prénom sous ${quoted('correspondance: { nom_complet: … }')}, ou retirez « ordre_nom »`,
        })
      }
      return
    }
    for (const part of ['nom', 'prenom']) {
      const written = this.#mapped.get(part)
      if (written !== undefined) {
        this.#contradict(['correspondance', written], written, {
          expected: fr`« nom_complet », ou bien « nom » et « prenom »`,
          mend: 'gardez l’un ou l’autre',
        })
      }
      this.given.set(part, null)
    }
  }

  /** `dossier: calcule`: the reader of apprenants makes it of the fields it has read. */
  computeNumber(): void {
    if (!this.#settings.computesNumber) return
    if (this.#source !== 'apprenants') {
      this.#contradict(['dossier'], 'calcule', {
        expected: fr`cette clé pour les apprenants seulement`,
        mend: 'retirez cette clé : les autres exports désignent un dossier, ils ne le créent pas',
      })
      return
    }
    const written = this.#mapped.get('dossier')
    if (written !== undefined || this.#settings.constants.has('dossier')) {
      this.#contradict(['dossier'], 'calcule', {
        expected: 'un numéro lu dans l’export, ou un numéro calculé',
        mend: fr`retirez cette clé si l’export a un numéro de dossier ; sinon retirez « dossier » de « ${written === undefined ? 'constantes' : 'correspondance'} »`,
      })
    }
    this.given.set('dossier', null)
  }

  /** `rapprocher`: rows are joined once they are read, when their day is known. */
  joinPeople(): void {
    if (this.#settings.subjects.size > 0) {
      this.#contradict(['sujets'], 'sujets', {
        expected: fr`cette clé pour des messages (.eml, .msg, .mbox)`,
        mend: fr`retirez cette clé ; les types d’un tableau se lisent dans sa colonne, ou sous « valeurs »`,
      })
    }
    const [first] = this.#settings.joinBy
    if (first === undefined) return
    const key = ['rapprocher']
    if (!namesLearner(this.#source)) {
      this.#contradict(key, first, {
        expected: fr`cette clé pour les exports dont les lignes désignent un apprenant`,
        mend: 'retirez cette clé',
      })
      return
    }
    if (
      this.#mapped.has('dossier') ||
      this.#settings.constants.has('dossier') ||
      this.#ownColumn('dossier') !== null
    ) {
      this.#contradict(key, first, {
        expected: fr`un numéro de dossier, ou ce qui en tient lieu`,
        mend: fr`retirez cette clé si l’export a un numéro de dossier ; sinon retirez « dossier » de « correspondance », ou renommez cette colonne`,
      })
      return
    }
    this.#give('dossier', { reads: [], text: () => TO_BE_JOINED, column: () => null }, null)
  }

  /** `grille: oui`. */
  layGrid(): void {
    const { isGrid, gridYear } = this.#settings
    if (!isGrid) {
      if (gridYear === null) return
      this.#contradict(['annee'], String(gridYear), {
        expected: fr`« grille: oui », dont les en-têtes sont des dates`,
        mend: fr`ajoutez « grille: oui », ou retirez « annee »`,
      })
      return
    }
    const cellField = GRID_FIELDS[this.#source]
    if (cellField === undefined) {
      this.#contradict(['grille'], 'oui', {
        expected: fr`une grille sous ${listed(Object.keys(GRID_FIELDS).map(quoted), 'ou')}`,
        mend: fr`déclarez cet export sous « emargements », ou retirez « grille »`,
      })
      return
    }
    for (const field of ['date', 'heure', 'periode', cellField]) {
      const written = this.#mapped.get(field)
      if (written === undefined) continue
      this.#contradict(['correspondance', written], written, {
        expected: fr`une grille, dont les en-têtes donnent la date et les cellules ${quoted(cellField)}, ou une colonne`,
        mend: fr`retirez cette clé, ou « grille »`,
      })
    }
    const grid = gridOf(this.#table, this.#settings, this.#dateFormat, this.#diagnostics)
    if (grid === null) {
      this.isBroken = true
      return
    }
    this.grid = grid
    for (const [header, derived] of grid.fields(cellField)) this.#give(header, derived, null)
    this.used.push(...grid.columns)
  }

  /** `constantes`. */
  setConstants(): void {
    for (const [written, template] of this.#settings.constants) {
      const field = this.#fieldNamed(written)
      const key = ['constantes', written]
      if (field === undefined) {
        const headers = this.#fields.map(({ header }) => header)
        const near = nearestWord(written, headers)
        this.#say('CHAMP-INCONNU', key, written, {
          expected: listed(headers, 'ou'),
          mend:
            near === null
              ? 'corrigez ou retirez cette clé'
              : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
        })
        continue
      }
      const column = this.#ownColumn(field.header)
      if (column !== null || this.given.has(field.header)) {
        const theirs = column === null ? null : this.#table.header[column]
        this.#contradict(key, written, {
          expected:
            theirs === null || theirs === undefined
              ? 'une valeur seule, ou celle que donne l’export'
              : fr`une valeur seule, ou la colonne ${quoted(seenValue(theirs))}`,
          mend: fr`retirez cette constante : l’export dit déjà ${quoted(field.header)} ligne par ligne`,
        })
        continue
      }
      const value = this.#constantOf(template, key)
      if (value === null || !this.#isGoodConstant(field, value, key)) continue
      this.#give(field.header, { reads: [], text: () => value, column: () => null }, null)
    }
  }

  /** The text of a constant with `{feuille}` and `{fichier}` filled in. */
  #constantOf(template: string, key: Key): string | null {
    const values: Readonly<Record<string, string | null>> = {
      feuille: this.#table.sheet,
      fichier: (this.#table.file.split('/').at(-1) ?? '').replace(/(?<=.)\.[^.]*$/, ''),
    }
    let isKnown = true
    const text = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
      const value = values[nameKey(name)]
      if (typeof value === 'string') return value
      isKnown = false
      this.#say('CONSTANTE-INCONNUE', key, template, {
        expected: '{feuille} dans un classeur, {fichier} partout',
        mend:
          value === null
            ? fr`ce fichier n’a pas de feuilles : écrivez une valeur, ou {fichier}`
            : 'corrigez le nom entre accolades',
      })
      return ''
    })
    return isKnown ? text : null
  }

  #isGoodConstant(field: Field, value: string, key: Key): boolean {
    const expected = this.#whatIsExpected(field, value)
    if (expected === null) return true
    const near = nearestWord(value, canonicalValues(field))
    this.#say('CONSTANTE-INCONNUE', key, value, {
      expected,
      mend:
        near === null
          ? 'corrigez cette valeur'
          : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
    })
    return false
  }

  /** Null where the value is good. */
  #whatIsExpected(field: Field, value: string): string | null {
    const values = canonicalValues(field)
    if (values.length > 0) {
      const list = closedListOf(this.#source, field, this.#settings, new Map(), this.#diagnostics)
      return list.has(nameKey(value)) ? null : listed(values, 'ou')
    }
    if (field.kind === 'day' || field.kind === 'moment') {
      return isTrouble(parseMoment(value, this.#dateFormat)) ? 'JJ/MM/AAAA ou AAAA-MM-JJ' : null
    }
    if (field.kind === 'text') return null
    return /\d/.test(value) ? null : 'un nombre'
  }

  #give(header: string, derived: DerivedField, column: number | null): void {
    this.derived.set(header, derived)
    this.given.set(header, column)
  }

  #fieldNamed(written: string): Field | undefined {
    return this.#fields.find(({ header }) => nameKey(header) === nameKey(written))
  }

  /** The column that a field has, declared or by its canonical name; null where it has none, or where two bear the name. */
  #ownColumn(header: string): number | null {
    const written = this.#mapped.get(nameKey(header))
    const wanted = nameKey(
      (written === undefined ? undefined : this.#settings.headers.get(written)) ?? header,
    )
    const columns = this.#table.header.flatMap((name, column) =>
      name !== '' && nameKey(name) === wanted ? [column] : [],
    )
    return columns.length === 1 ? (columns[0] ?? null) : null
  }

  /** Index of a column that i12.yaml names, or -1, which is told. */
  #columnNamed(header: string, key: Key): number {
    const column = this.#table.header.findIndex((name) => name !== '' && nameKey(name) === nameKey(header))
    if (column >= 0) return column
    const near = nearestWord(header, this.#table.header)
    this.#say('COLONNE-DECLAREE-ABSENTE', key, header, {
      expected: listed(
        this.#table.header.filter((name) => name !== '').map((name) => quoted(seenValue(name))),
        'ou',
      ),
      mend:
        near === null
          ? 'écrivez l’en-tête exact d’une colonne de cet export'
          : fr`écrivez ${quoted(seenValue(near))} si c’est la bonne colonne`,
    })
    return column
  }

  #contradict(key: Key, seen: string, said: { readonly expected: string; readonly mend: string }): void {
    this.#say('CLES-CONTRADICTOIRES', key, seen, said)
  }

  #say(
    code: keyof typeof RECORD_PROBLEMS,
    key: Key,
    seen: string,
    said: { readonly expected: string; readonly mend: string },
  ): void {
    this.isBroken = true
    this.#diagnostics.report({
      ...said,
      kind: RECORD_PROBLEMS[code],
      place: settingPlace(this.#settings, key),
      field: String(key.findLast((part) => typeof part === 'string') ?? ''),
      seen: seenValue(seen),
    })
  }
}

/** Stands for the file number until the row is joined. */
const TO_BE_JOINED = 'dossier'

const MIDNIGHT = /[ T]0{1,2}:00(?::00)?$/
const HAS_TIME = /\d\s?[:hH]\s?(?:\d|$)/
/** « 09:00-12:30 »: the beginning is the time that matters. */
const TIME_SPAN = /^(\d{1,2}\s?[:hH]\s?(?:\d{2})?)\s*(?:-|–|à|>)\s*\d{1,2}\s?[:hH].*$/

/** The cells of several columns, one after the other; a day and its time make a moment. */
function composedField(field: Field, columns: readonly number[]): DerivedField {
  const isMoment = field.kind === 'moment' || field.kind === 'day'
  const between = BETWEEN[field.header] ?? ' '
  return {
    reads: columns,
    column: () => columns[0] ?? null,
    text: (cells) => {
      const parts = columns.map((column) => (cells[column] ?? '').trim()).filter((part) => part !== '')
      return isMoment ? momentText(parts) : parts.join(between)
    },
  }
}

/** Fields that hold several values: how those of several columns are kept apart. */
const BETWEEN: Readonly<Record<string, string>> = { preuve: '\n', risques: '|' }

/** A spreadsheet writes the day of a date as its midnight: the time beside it is the one that is meant. */
function momentText(parts: readonly string[]): string {
  const [day = '', ...times] = parts
  if (times.length === 0 || !times.some((part) => HAS_TIME.test(part))) return parts.join(' ')
  return [day.replace(MIDNIGHT, ''), ...times.map((part) => part.replace(TIME_SPAN, '$1'))].join(' ')
}
