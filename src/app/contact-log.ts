// The log of contacts that i12 keeps beside the organisation's own, which it never writes to. One row an act.
import { csvListing } from '../documents/csv.js'
import { LOG_HEADER } from '../documents/letters/prepared-letters.js'
import { Refusal } from '../kernel/failure.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { readTypedFile, statOrNull } from './look-at-path.js'
import { readOwnCsv } from './read-own-csv.js'
import type { Replacement } from './replace-files.js'

/** Relative to the workspace. */
export const CONTACT_LOG = 'exports/relances-i12.csv'

/**
 * The rows of a log with our columns; none where there is no such file.
 * @throws Refusal where it cannot be read, or has other columns
 */
export async function readLog(path: string, mend: string): Promise<string[][]> {
  const found = await statOrNull(path)
  return found === null ? [] : logRowsOf(path, await readTypedFile(path, { mend }))
}

/** The rows of the bytes of a log. @throws Refusal where they have other columns */
export async function logRowsOf(path: string, bytes: Buffer): Promise<string[][]> {
  const [header, ...rows] = await readOwnCsv(path, bytes)
  if (header?.join(';') !== LOG_HEADER.join(';')) {
    throw new Refusal(
      fr`les colonnes de ${quoted(path)} ne sont pas celles d’un journal de relances préparé par i12.`,
      `gardez la première ligne telle quelle${fr` : `}${listed(LOG_HEADER)}`,
    )
  }
  return rows
}

/** The log of the workspace with these rows, ready to be written. */
export function contactLogOf(rows: readonly (readonly string[])[]): Replacement {
  return { path: CONTACT_LOG, content: csvListing(CONTACT_LOG, LOG_HEADER, rows).parts }
}
