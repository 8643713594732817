// The register of attestations on the disk, at the root of the workspace.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type AttestationEntry,
  REGISTER_FILE,
  RegisterError,
  readAttestationRegister,
  writeAttestationRegister,
} from '../documents/attestations/attestation-register.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { isAbsence } from './confine.js'
import { readOwnCsv } from './read-own-csv.js'
import { replaceKeptFiles } from './write-outputs.js'

/** @throws Refusal where the file is no register of i12's */
export async function loadAttestations(root: string): Promise<AttestationEntry[]> {
  const bytes = await readFile(join(root, REGISTER_FILE)).catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
  if (bytes === null) return []
  try {
    return readAttestationRegister(await readOwnCsv(REGISTER_FILE, bytes))
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error
    throw new Refusal(
      fr`${quoted(REGISTER_FILE)}, ligne ${error.line} : ${quoted(error.seen)} ne s’y attend pas ; attendu : ${error.expected}.`,
      'rétablissez cette ligne, ou le fichier depuis une sauvegarde',
    )
  }
}

export async function saveAttestations(root: string, entries: readonly AttestationEntry[]): Promise<void> {
  await replaceKeptFiles(root, [{ path: REGISTER_FILE, content: writeAttestationRegister(entries).parts }])
}
