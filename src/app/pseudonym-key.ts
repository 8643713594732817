// The key behind the codes of pseudonymised documents. The organisation keeps it: with it, codes lead back to people.
import { createHmac, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CodeOf } from '../documents/naming.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { isAbsence } from './confine.js'

export const KEY_FILE = 'cle-pseudonymes.txt'

export interface PseudonymKey {
  readonly codeOf: CodeOf
  /** The key did not exist and was made. */
  readonly isNew: boolean
}

/** The key of a workspace, made on first use. @throws Refusal where the file holds no key. */
export async function readPseudonymKey(root: string): Promise<PseudonymKey> {
  const path = join(root, KEY_FILE)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
  if (text === null) {
    const key = randomBytes(32).toString('hex')
    await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
    return { codeOf: codesWith(key), isNew: true }
  }
  const key = text.trim()
  if (!/^[0-9a-f]{64}$/i.test(key)) {
    throw new Refusal(
      fr`le fichier ${quoted(KEY_FILE)} ne contient pas une clé (64 chiffres hexadécimaux).`,
      'remettez la clé d’origine ; une autre donnerait d’autres codes aux mêmes personnes',
    )
  }
  return { codeOf: codesWith(key.toLowerCase()), isNew: false }
}

function codesWith(key: string): CodeOf {
  const bytes = Buffer.from(key, 'hex')
  return (text) => createHmac('sha256', bytes).update(text).digest('hex')
}
