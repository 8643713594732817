// Every signature, explicitly. None is applied unless its whole header row is there.
import type { SourceName } from '../export-file.js'
import { CFA_MODEL } from './cfa-model.js'
import { EDOF } from './edof.js'
import { MOODLE_ATTENDANCE } from './moodle-attendance.js'
import type { Signature } from './signature.js'
import { STATE_DASHBOARD } from './state-dashboard.js'

export const SIGNATURES: readonly Signature[] = [EDOF, CFA_MODEL, STATE_DASHBOARD, MOODLE_ATTENDANCE]

/** The format whose header row this is, among those that can stand for a source (any source if null). */
export function recognise(header: readonly string[], source: SourceName | null): Signature | null {
  const candidates = SIGNATURES.filter(({ sources }) => source === null || sources.includes(source))
  return candidates.find((signature) => signature.recognises(header)) ?? null
}
