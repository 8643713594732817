// `manifeste.json`: every file of a pack, what it is and what it bears on, for programs. May not look at the disk.
import type { Fingerprint } from './bag.js'

export const MANIFEST = 'manifeste.json'

export type Role =
  | 'report'
  | 'statistics'
  | 'case'
  | 'proof'
  | 'annexes'
  | 'index'
  | 'sample'
  | 'export'
  | 'procedure'
  | 'workspace'
  | 'register'

/** What is known of a file before its bytes go by. */
export interface FileFacts {
  readonly role: Role
  /** `data/annexes.pdf#page=12`, null where it is shown on no page. */
  readonly annex: string | null
  /** Why a proof is shown on no page. */
  readonly reason?: string
  readonly cases: readonly string[]
  readonly obligations: readonly string[]
  readonly measures: readonly string[]
}

/** A proof that is cited and is not in the pack. */
export interface LeftOut {
  /** As the data write it, or its code. */
  readonly path: string
  readonly reason: string
  readonly cases: readonly string[]
}

/** The dossier that a pack is made from. */
export interface PackHeader {
  readonly tool: string
  /** `2026-11-30`. */
  readonly asOf: string
  readonly organisation: string
  readonly period: { readonly from: string; readonly to: string }
  readonly referential: string
  readonly pseudonymised: boolean
}

export const NO_TIES = { annex: null, cases: [], obligations: [], measures: [] } as const

/** @param files in the order in which they went into the pack */
export function manifestText(
  header: PackHeader,
  files: readonly (Fingerprint & FileFacts)[],
  left: readonly LeftOut[],
): string {
  const content = {
    format: 'i12/manifest/1',
    ...header,
    files: files.map(({ path, size, sha256, role, annex, reason, cases, obligations, measures }) => ({
      path,
      size,
      sha256,
      role,
      annex,
      ...(reason === undefined ? {} : { reason }),
      cases,
      obligations,
      measures,
    })),
    left,
  }
  return `${JSON.stringify(content, null, 2)}\n`
}
