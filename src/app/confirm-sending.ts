// Moves prepared log lines whose sending a person confirms into a log that sources may read. A letter made is not a
// letter sent: nothing is recorded without this step.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { csvListing } from '../documents/csv.js'
import { LOG_HEADER } from '../documents/letters/prepared-letters.js'
import { Refusal } from '../kernel/failure.js'
import { formatDate, fr, listed, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { isAbsence } from './confine.js'
import { PREPARED_LOG } from './make-letters.js'
import { readOwnCsv } from './read-own-csv.js'
import { writeResult } from './write-outputs.js'

/** The log that i12 keeps beside the organisation's own, which it never writes to. */
export const CONFIRMED_LOG = 'exports/relances-i12.csv'

export interface ConfirmedSending {
  /** Lines added to the log. */
  readonly added: number
  /** Lines that were there already: confirmed before. */
  readonly already: number
}

const HEADER = LOG_HEADER.join(';')
const DATE = LOG_HEADER.indexOf('date')

/**
 * Adds the lines of `file` to the log with the day of sending, and takes them out of the prepared ones.
 * A line counts once, whatever the day: same file number, act, channel, recipient and letter.
 * @param root real path of the workspace
 * @param file path of the confirmed lines, as typed
 * @throws Refusal where the file is not made of prepared lines
 */
export async function confirmSending(root: string, file: string, on: LocalDate): Promise<ConfirmedSending> {
  const confirmed = await readLog(file, true)
  if (confirmed.length === 0) {
    throw new Refusal(
      fr`${quoted(file)} ne contient aucune ligne à confirmer.`,
      fr`gardez dans ce fichier les lignes de ${quoted(PREPARED_LOG)} dont l’envoi a eu lieu`,
    )
  }
  const logPath = join(root, CONFIRMED_LOG)
  const known = await readLog(logPath, false)
  const keys = new Set(known.map(keyOf))
  const added: string[][] = []
  for (const line of confirmed) {
    if (keys.has(keyOf(line))) continue
    keys.add(keyOf(line))
    added.push(line.map((cell, index) => (index === DATE ? formatDate(on) : cell)))
  }
  if (added.length > 0) {
    await writeResult(logPath, csvListing(CONFIRMED_LOG, LOG_HEADER, [...known, ...added]).parts, true)
  }
  const preparedPath = join(root, 'sorties', PREPARED_LOG)
  const prepared = await readLog(preparedPath, false)
  const left = prepared.filter((line) => !keys.has(keyOf(line)))
  if (left.length < prepared.length) {
    await writeResult(preparedPath, csvListing(PREPARED_LOG, LOG_HEADER, left).parts, true)
  }
  return { added: added.length, already: confirmed.length - added.length }
}

/** What makes a line the same: everything but its day, its result, and what people add to it. */
function keyOf(line: readonly string[]): string {
  return ['dossier', 'type', 'canal', 'destinataire', 'commentaire']
    .map((name) => line[LOG_HEADER.indexOf(name as (typeof LOG_HEADER)[number])])
    .join('\u0000')
}

async function readLog(path: string, mustExist: boolean): Promise<string[][]> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (isAbsence(error) && !mustExist) return null
    if (isAbsence(error)) {
      throw new Refusal(
        fr`le fichier ${quoted(path)} n’existe pas.`,
        fr`donnez les lignes confirmées de ${quoted(PREPARED_LOG)}, que « i12 letters --prepare-log » écrit`,
      )
    }
    throw error
  })
  if (bytes === null) return []
  const [header, ...lines] = await readOwnCsv(path, bytes)
  if (header?.join(';') !== HEADER) {
    throw new Refusal(
      fr`les colonnes de ${quoted(path)} ne sont pas celles d’un journal de relances préparé par i12.`,
      `gardez la première ligne telle quelle${fr` : `}${listed(LOG_HEADER)}`,
    )
  }
  return lines
}
