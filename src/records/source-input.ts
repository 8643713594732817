// One export as `i12.yaml` names it, with its bytes: what readRecords takes. May not read files.
import { type Place, wholeFile } from '../kernel/origin.js'
import type { SourceName } from './export-file.js'

/** How `i12.yaml` says that an export is to be read; empty or null where it says nothing. */
export interface SourceSettings {
  /** `correspondance`: canonical header → header of the export. */
  readonly headers: ReadonlyMap<string, string>
  /** `valeurs`: canonical header → (their value → ours), as typed. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** `separateur`. */
  readonly delimiter: string | null
  /** `encodage`, as typed. */
  readonly encoding: string | null
  /** `format_date`, as typed: `JJ/MM/AAAA`. */
  readonly dateFormat: string | null
  /** `feuille`: name of the sheet, or its number from 1 as typed. */
  readonly sheet: string | null
  /** `ignorer_lignes`: lines above the header. */
  readonly skippedLines: number
  /** Place of a setting in `i12.yaml`, by its keys under the source: `['correspondance', 'date']`. */
  readonly placeOf?: (keys: readonly string[]) => Place
}

/** Where a setting is written; `i12.yaml` as a whole where that is not known. */
export function settingPlace(settings: SourceSettings, keys: readonly string[]): Place {
  return settings.placeOf?.(keys) ?? wholeFile('i12.yaml')
}

export const NO_SETTINGS: SourceSettings = {
  headers: new Map(),
  values: new Map(),
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
  readonly settings: SourceSettings
}
