// Whether the seal of an ASiC-E container holds and covers every file in it. May not decide whom to trust.
import type { ChangedFile } from '../evidence/verify-bag.js'
import { ASIC, readAsicManifest } from './asic-manifest.js'
import { type CmsVerification, verifyDetachedCms } from './verify-cms.js'

/** What stands around the bag in a container. */
export interface Container {
  /** Of the first entry. */
  readonly first: { readonly path: string; readonly isStored: boolean } | null
  readonly mimetype: Uint8Array | null
  readonly manifest: Uint8Array | null
  readonly signature: Uint8Array | null
  /** SHA-256 of every other file, by path; null for one that cannot be read. */
  readonly hashes: ReadonlyMap<string, string | null>
}

export interface ContainerVerification {
  /** Null where there is no signature to verify. */
  readonly signature: CmsVerification | null
  readonly added: readonly string[]
  readonly missing: readonly string[]
  readonly changed: readonly ChangedFile[]
}

/** Verifies the signature over the list, then the list against the files. Never throws on bad bytes. */
export function verifyContainer({
  first,
  mimetype,
  manifest,
  signature,
  hashes,
}: Container): ContainerVerification {
  const missing: string[] = []
  const changed: { path: string; against: string[] }[] = []
  const added: string[] = []
  for (const [path, bytes] of [
    [ASIC.mimetype, mimetype],
    [ASIC.manifest, manifest],
    [ASIC.signature, signature],
  ] as const) {
    if (bytes === null) missing.push(path)
  }
  const isDeclared =
    first?.path === ASIC.mimetype &&
    first.isStored &&
    mimetype !== null &&
    Buffer.from(mimetype).toString('latin1') === ASIC.mediaType
  if (mimetype !== null && !isDeclared) changed.push({ path: ASIC.mimetype, against: [] })
  const listed = manifest === null ? null : readAsicManifest(Buffer.from(manifest).toString('utf8'))
  const verified = signature === null || manifest === null ? null : verifyDetachedCms(signature, [manifest])
  if (manifest !== null) {
    if (listed === null) changed.push({ path: ASIC.manifest, against: [] })
    else if (verified?.faults.includes('digestMismatch')) {
      changed.push({ path: ASIC.manifest, against: [ASIC.signature] })
    }
  }
  const names = new Map((listed ?? []).map(({ path, sha256 }) => [path, sha256]))
  for (const [path, sha256] of names) {
    if (!hashes.has(path)) missing.push(path)
    else if (hashes.get(path) !== sha256) changed.push({ path, against: [ASIC.manifest] })
  }
  if (listed !== null) for (const path of hashes.keys()) if (!names.has(path)) added.push(path)
  return { signature: verified, added, missing, changed }
}
