// Every signature, explicitly. None is applied unless its whole header row is there.
import type { SourceName } from '../export-file.js'
import { nameKey } from '../name-key.js'
import { CFA_MODEL } from './cfa-model.js'
import { CHAMILO_SCORES } from './chamilo.js'
import { EDOF } from './edof.js'
import { GOOGLE_MEET } from './google-meet.js'
import { MOODLE_ATTENDANCE } from './moodle-attendance.js'
import { MOODLE_LOG } from './moodle-log.js'
import type { Signature } from './signature.js'
import { STATE_DASHBOARD } from './state-dashboard.js'
import { TEAMS_BLOCKS, TEAMS_ENGLISH, TEAMS_FRENCH, TEAMS_LIST } from './teams.js'
import { ZOOM_BLOCKS, ZOOM_MEETING, ZOOM_WEBINAR } from './zoom.js'

export const SIGNATURES: readonly Signature[] = [
  EDOF,
  CFA_MODEL,
  STATE_DASHBOARD,
  MOODLE_ATTENDANCE,
  MOODLE_LOG,
  TEAMS_FRENCH,
  TEAMS_ENGLISH,
  TEAMS_LIST,
  ZOOM_MEETING,
  ZOOM_WEBINAR,
  GOOGLE_MEET,
  CHAMILO_SCORES,
]

/** Tables that stand beside the one that is read, in a file of a known format. */
const BLOCKS = [...TEAMS_BLOCKS, ...ZOOM_BLOCKS].map((headers) => headers.map(nameKey))

/** Whether a table that nothing reads is a known part of a known format: nobody has to be told. */
export function isKnownBlock(header: readonly string[]): boolean {
  const keys = new Set(header.map(nameKey))
  return BLOCKS.some((block) => block.every((key) => keys.has(key)))
}

/** The format whose header row this is, among those that can stand for a source (any source if null). */
export function recognise(header: readonly string[], source: SourceName | null): Signature | null {
  const candidates = SIGNATURES.filter(({ sources }) => source === null || sources.includes(source))
  return candidates.find((signature) => signature.recognises(header)) ?? null
}
