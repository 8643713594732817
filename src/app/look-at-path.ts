// Paths that a person types are looked at before they are read: what is no plain file is refused in words.
import type { Stats } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Refusal } from '../kernel/failure.js'
import { formatNumber, fr, quoted } from '../kernel/french.js'
import { codeOf, isAbsence } from './confine.js'

/** What stands there, links followed; null where nothing does. */
export async function statOrNull(path: string): Promise<Stats | null> {
  return stat(path).catch((error: unknown) => {
    if (isAbsence(error) || codeOf(error) === 'ELOOP') return null
    throw error
  })
}

/** Typed in place of a file: the standard input. */
export const STANDARD_INPUT = '-'

const MEGABYTE = 1024 * 1024
/** Above this a typed file is not read whole. */
const LARGEST = 200 * MEGABYTE

export interface TypedFile {
  /** What to give instead, in French. */
  readonly mend: string
  /** Largest size read, in bytes. */
  readonly largest?: number
}

/**
 * The bytes of a file that a person typed; `-` reads the standard input to its end.
 * @throws Refusal where there is none, where it is a folder, a pipe or a device, or where it is too large
 */
export async function readTypedFile(path: string, { mend, largest = LARGEST }: TypedFile): Promise<Buffer> {
  if (path === STANDARD_INPUT) return readStandardInput(mend, largest)
  const found = await statOrNull(path)
  if (found === null) throw new Refusal(fr`le fichier ${quoted(path)} n’existe pas.`, mend)
  if (found.isDirectory()) throw new Refusal(fr`${quoted(path)} est un dossier, et non un fichier.`, mend)
  if (!found.isFile()) {
    throw new Refusal(
      fr`${quoted(path)} n’est pas un fichier ordinaire.`,
      fr`${mend} ; « - » lit l’entrée standard`,
    )
  }
  if (found.size > largest) throw tooLarge(fr`${quoted(path)} dépasse`, largest, mend)
  return readFile(path)
}

/** @throws Refusal where there is none, or where it is no folder */
export async function refuseUnlessFolder(path: string, mend: string): Promise<void> {
  const found = await statOrNull(path)
  if (found === null) throw new Refusal(fr`le dossier ${quoted(path)} n’existe pas.`, mend)
  if (!found.isDirectory()) throw new Refusal(fr`${quoted(path)} n’est pas un dossier.`, mend)
}

async function readStandardInput(mend: string, largest: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of process.stdin as AsyncIterable<Buffer>) {
      size += part.length
      if (size > largest) throw tooLarge('l’entrée standard dépasse', largest, mend)
      parts.push(part)
    }
  } catch (error) {
    // A folder, or a terminal that went away.
    if (codeOf(error) === 'EISDIR' || codeOf(error) === 'EIO') {
      throw new Refusal('l’entrée standard ne se lit pas.', mend)
    }
    throw error
  }
  if (size === 0) throw new Refusal('l’entrée standard est vide.', mend)
  return Buffer.concat(parts)
}

function tooLarge(what: string, largest: number, mend: string): Refusal {
  return new Refusal(fr`${what} ${formatNumber(Math.floor(largest / MEGABYTE))} Mo.`, mend)
}
