// One export as `i12.yaml` names it, with its bytes: what readRecords takes. May not read files.
import { type Place, wholeFile } from '../kernel/origin.js'
import type { TableSettings } from '../source/table.js'
import type { SourceName } from './export-file.js'
import type { JoinKey } from './people-index.js'
import type { ActionType } from './values.js'

/** Order of the names in a column that holds both. */
export type NameOrder = 'nom_prenom' | 'prenom_nom'

/** Header of the export → words of that column, as typed. */
export type WordsByHeader = ReadonlyMap<string, readonly string[]>

/** How `i12.yaml` says that an entry is to be read; empty or null where it says nothing. */
export interface SourceSettings extends TableSettings {
  /** `correspondance`: canonical header → header of the export. */
  readonly headers: ReadonlyMap<string, string>
  /** `correspondance` with a list: canonical header → headers of the export whose cells are put side by side. */
  readonly composed: ReadonlyMap<string, readonly string[]>
  /** `valeurs`: canonical header → (their value → ours), as typed. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** `constantes`: canonical header → the one value of the entry, as typed. */
  readonly constants: ReadonlyMap<string, string>
  /** `garder`: only rows with one of these words. */
  readonly kept: WordsByHeader
  /** `ecarter`: no row with one of these words. */
  readonly dropped: WordsByHeader
  /** `ordre_nom`, for `nom_complet`. */
  readonly nameOrder: NameOrder | null
  /** `dossier: calcule`. */
  readonly computesNumber: boolean
  /** `rapprocher`: what rows without a file number are joined by, in order. */
  readonly joinBy: readonly JoinKey[]
  /** `sujets`: words of the subject of a message → the type of the act. */
  readonly subjects: ReadonlyMap<string, ActionType>
  /** `grille`: headers that are dates, one record a cell. */
  readonly isGrid: boolean
  /** `annee`: year of the first header of a grid. */
  readonly gridYear: number | null
  /** `format_date`, as typed: `JJ/MM/AAAA`. */
  readonly dateFormat: string | null
}

/** Where a setting is written; `i12.yaml` as a whole where that is not known. */
export function settingPlace(settings: SourceSettings, keys: readonly (string | number)[]): Place {
  return settings.placeOf?.(keys) ?? wholeFile('i12.yaml')
}

export const NO_SETTINGS: SourceSettings = {
  headers: new Map(),
  composed: new Map(),
  values: new Map(),
  constants: new Map(),
  kept: new Map(),
  dropped: new Map(),
  nameOrder: null,
  computesNumber: false,
  joinBy: [],
  subjects: new Map(),
  isGrid: false,
  gridYear: null,
  delimiter: null,
  encoding: null,
  dateFormat: null,
  sheet: null,
  skippedLines: 0,
}

export interface SourceInput {
  readonly name: SourceName
  /** Relative to the workspace, with `/`. */
  readonly file: string
  readonly bytes: Buffer
  /** Where i12.yaml names it. */
  readonly place?: Place
  readonly settings: SourceSettings
}
