// A workspace once `i12.yaml` is read: who, when, and the bytes of every file it names. Types only.
import type { Zone } from '../kernel/holidays.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { SourceInput } from '../records/source-input.js'
import type { CheckSettings } from '../register/checks/coherence-check.js'
import type { Audit, Organisation } from '../register/organisation.js'
import type { LocatedYaml } from '../source/yaml.js'

export interface SiteSettings {
  readonly id: string
  readonly name: string
  readonly zone: Zone
  readonly addedHolidays: readonly LocalDate[]
  readonly removedHolidays: readonly LocalDate[]
}

/** A file named by `i12.yaml`, read whole. */
export interface WorkspaceFile {
  /** Relative to the workspace, with `/`. */
  readonly file: string
  readonly bytes: Buffer
}

export interface Presentation {
  /** Templates of the organisation by file name, or null. */
  readonly templatesFolder: string | null
  /** Real path of the folder that `templatesFolder` lies in: the workspace, or the shared folder. */
  readonly templatesRoot: string
  readonly logo: WorkspaceFile | null
  readonly accent: string | null
  readonly alert: string | null
}

export interface Workspace {
  /** Real path of the folder. */
  readonly root: string
  /** Real path of the one folder outside the workspace that may be read (`--shared`), or null. */
  readonly shared: string | null
  readonly configuration: WorkspaceFile
  readonly yaml: LocatedYaml
  readonly organisation: Organisation
  readonly sites: readonly SiteSettings[]
  readonly audit: Audit
  /** As written; null where `i12.yaml` leaves the default. */
  readonly period: { readonly from: LocalDate | null; readonly to: LocalDate | null }
  /** How long cases are kept after their end, in months; null where nothing is said. */
  readonly retentionMonths: number | null
  readonly publication: { readonly threshold: number; readonly years: number }
  /** Null where the file could not be read; a diagnostic says why. */
  readonly procedure: WorkspaceFile | null
  readonly measures: WorkspaceFile | null
  /** Relative path of the folder of proofs, or null. */
  readonly evidenceFolder: string | null
  /** Parameters of the checks on coherence, where the organisation sets them. */
  readonly checkSettings: CheckSettings
  readonly presentation: Presentation
  readonly sources: readonly SourceInput[]
}
