// Moves prepared log lines whose sending a person confirms into a log that sources may read. A letter made is not a
// letter sent: nothing is recorded without this step.
import { join } from 'node:path'
import { csvListing } from '../documents/csv.js'
import { LOG_HEADER } from '../documents/letters/prepared-letters.js'
import { Refusal } from '../kernel/failure.js'
import { formatDate, fr, listed, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { readTypedFile, statOrNull } from './look-at-path.js'
import { PREPARED_LOG } from './make-letters.js'
import { readOwnCsv } from './read-own-csv.js'
import { OUTPUTS, replaceKeptFiles, writeOutputs } from './write-outputs.js'

/** The log that i12 keeps beside the organisation's own, which it never writes to. */
export const CONFIRMED_LOG = 'exports/relances-i12.csv'

export interface ConfirmedSending {
  /** Lines added to the log. */
  readonly added: number
  /** Lines that were there already: confirmed before. */
  readonly already: number
}

const MEND = fr`donnez les lignes confirmées de ${quoted(PREPARED_LOG)}, que « i12 letters --prepare-log » écrit`
const HEADER = LOG_HEADER.join(';')
const DATE = LOG_HEADER.indexOf('date')

/**
 * Adds the lines of `file` to the log with the day of sending, and takes them out of the prepared ones.
 * A line counts once, whatever the day: same file number, act, channel, recipient and letter.
 * @param root real path of the workspace
 * @param file path of the confirmed lines, as typed
 * Call it under the lock of the workspace.
 * @throws Refusal where the file is not made of prepared lines
 */
export async function confirmSending(root: string, file: string, on: LocalDate): Promise<ConfirmedSending> {
  const confirmed = await linesOf(file, await readTypedFile(file, { mend: MEND }))
  if (confirmed.length === 0) {
    throw new Refusal(
      fr`${quoted(file)} ne contient aucune ligne à confirmer.`,
      fr`gardez dans ce fichier les lignes de ${quoted(PREPARED_LOG)} dont l’envoi a eu lieu`,
    )
  }
  const known = await readLog(join(root, CONFIRMED_LOG))
  const keys = new Set(known.map(keyOf))
  const added: string[][] = []
  for (const line of confirmed) {
    if (keys.has(keyOf(line))) continue
    keys.add(keyOf(line))
    added.push(line.map((cell, index) => (index === DATE ? formatDate(on) : cell)))
  }
  if (added.length > 0) {
    const { parts } = csvListing(CONFIRMED_LOG, LOG_HEADER, [...known, ...added])
    await replaceKeptFiles(root, [{ path: CONFIRMED_LOG, content: parts }])
  }
  const folder = join(root, OUTPUTS)
  const prepared = await readLog(join(folder, PREPARED_LOG))
  const left = prepared.filter((line) => !keys.has(keyOf(line)))
  if (left.length < prepared.length) {
    const { parts } = csvListing(PREPARED_LOG, LOG_HEADER, left)
    await writeOutputs([{ path: PREPARED_LOG, content: parts }], { within: root, folder, isForced: true })
  }
  return { added: added.length, already: confirmed.length - added.length }
}

/** What makes a line the same: everything but its day, its result, and what people add to it. */
function keyOf(line: readonly string[]): string {
  return ['dossier', 'type', 'canal', 'destinataire', 'commentaire']
    .map((name) => line[LOG_HEADER.indexOf(name as (typeof LOG_HEADER)[number])])
    .join('\u0000')
}

/** The lines of a log of ours; none where there is no such file. */
async function readLog(path: string): Promise<string[][]> {
  const found = await statOrNull(path)
  return found === null ? [] : linesOf(path, await readTypedFile(path, { mend: MEND }))
}

async function linesOf(path: string, bytes: Buffer): Promise<string[][]> {
  const [header, ...lines] = await readOwnCsv(path, bytes)
  if (header?.join(';') !== HEADER) {
    throw new Refusal(
      fr`les colonnes de ${quoted(path)} ne sont pas celles d’un journal de relances préparé par i12.`,
      `gardez la première ligne telle quelle${fr` : `}${listed(LOG_HEADER)}`,
    )
  }
  return lines
}
