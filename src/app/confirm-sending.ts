// Moves prepared log lines whose sending a person confirms into a log that sources may read. A letter made is not a
// letter sent: nothing is recorded without this step.
import { join } from 'node:path'
import { csvListing } from '../documents/csv.js'
import { LOG_HEADER } from '../documents/letters/prepared-letters.js'
import { Refusal } from '../kernel/failure.js'
import { formatDate, fr, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { CONTACT_LOG, contactLogOf, logRowsOf, readLog } from './contact-log.js'
import { readTypedFile } from './look-at-path.js'
import { PREPARED_LOG } from './make-letters.js'
import { OUTPUTS, replaceKeptFiles, writeOutputs } from './write-outputs.js'

export interface ConfirmedSending {
  /** Lines added to the log. */
  readonly added: number
  /** Lines that were there already: confirmed before. */
  readonly already: number
}

const MEND = fr`donnez les lignes confirmées de ${quoted(PREPARED_LOG)}, que « i12 letters --prepare-log » écrit`
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
  const confirmed = await logRowsOf(file, await readTypedFile(file, { mend: MEND }))
  if (confirmed.length === 0) {
    throw new Refusal(
      fr`${quoted(file)} ne contient aucune ligne à confirmer.`,
      fr`gardez dans ce fichier les lignes de ${quoted(PREPARED_LOG)} dont l’envoi a eu lieu`,
    )
  }
  const known = await readLog(join(root, CONTACT_LOG), MEND)
  const keys = new Set(known.map(keyOf))
  const added: string[][] = []
  for (const line of confirmed) {
    if (keys.has(keyOf(line))) continue
    keys.add(keyOf(line))
    added.push(line.map((cell, index) => (index === DATE ? formatDate(on) : cell)))
  }
  if (added.length > 0) await replaceKeptFiles(root, [contactLogOf([...known, ...added])])
  const folder = join(root, OUTPUTS)
  const prepared = await readLog(join(folder, PREPARED_LOG), MEND)
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
