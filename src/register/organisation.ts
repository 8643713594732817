// The organisation as `i12.yaml` describes it.
import type { LocalDate } from '../kernel/local-date.js'

export interface Organisation {
  readonly name: string
  readonly siret: string
  readonly nda: string
  readonly ndaRegion: string
  readonly address: string
  readonly signatory: { readonly name: string; readonly capacity: string } | null
}

export type AuditType = 'initial' | 'surveillance' | 'renouvellement'

export interface Audit {
  readonly on: LocalDate | null
  readonly previousOn: LocalDate | null
  readonly type: AuditType | null
}
