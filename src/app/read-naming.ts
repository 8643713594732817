// How the documents of a run name people: in full, or by the codes of the organisation's key.
import { type Naming, nominativeNaming, pseudonymisedNaming } from '../documents/naming.js'
import type { Dossier } from './dossier.js'
import { readPseudonymKey } from './pseudonym-key.js'

export interface ReadNaming {
  readonly naming: Naming
  /** The key did not exist and was made: the person must be told. */
  readonly hasNewKey: boolean
}

/** @throws Refusal where the file of the key holds none */
export async function readNaming(
  { workspace, register }: Pick<Dossier, 'workspace' | 'register'>,
  isPseudonymised: boolean,
): Promise<ReadNaming> {
  if (!isPseudonymised) return { naming: nominativeNaming, hasNewKey: false }
  const key = await readPseudonymKey(workspace.root)
  return { naming: pseudonymisedNaming(key.codeOf, register), hasNewKey: key.isNew }
}
