// The key behind the codes of pseudonymised documents. The organisation keeps it: with it, codes lead back to people.
import { createHmac, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CodeOf } from '../documents/naming.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import { isAbsence } from './confine.js'
import { withWorkspaceLock } from './workspace-lock.js'
import { replaceKeptFiles } from './write-outputs.js'

export const KEY_FILE = 'cle-pseudonymes.txt'

export interface PseudonymKey {
  readonly codeOf: CodeOf
  /** The key did not exist and was made. */
  readonly isNew: boolean
}

/** The key of a workspace, made on first use. @throws Refusal where the file holds no key */
export async function readPseudonymKey(root: string): Promise<PseudonymKey> {
  const known = await readKey(root)
  if (known !== null) return { codeOf: codesWith(known), isNew: false }
  // Two runs that find none must not make two: one of them looks again once the other is done.
  return withWorkspaceLock(root, async () => {
    const made = await readKey(root)
    if (made !== null) return { codeOf: codesWith(made), isNew: false }
    const key = randomBytes(32).toString('hex')
    await replaceKeptFiles(root, [{ path: KEY_FILE, content: `${key}\n`, mode: 0o600 }])
    return { codeOf: codesWith(key), isNew: true }
  })
}

async function readKey(root: string): Promise<string | null> {
  const text = await readFile(join(root, KEY_FILE), 'utf8').catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
  if (text === null) return null
  const key = text.trim().toLowerCase()
  if (/^[0-9a-f]{64}$/.test(key)) return key
  throw new Refusal(
    fr`le fichier ${quoted(KEY_FILE)} ne contient pas une clé (64 chiffres hexadécimaux).`,
    'remettez la clé d’origine ; une autre donnerait d’autres codes aux mêmes personnes',
  )
}

function codesWith(key: string): CodeOf {
  const bytes = Buffer.from(key, 'hex')
  return (text) => createHmac('sha256', bytes).update(text).digest('hex')
}
