// The dossier of a workspace for the commands that make something of it, or the reasons why it cannot be trusted.
import type { Dossier } from '../app/dossier.js'
import type { Invocation } from './command.js'
import type { Io } from './io.js'

/** The dossier; null (exit code 2) once every reason is said on stderr. */
export async function dossierOrExit(invocation: Invocation, io: Io): Promise<Dossier | null> {
  const { buildDossier } = await import('../app/build-dossier.js')
  const { dossier, result } = await buildDossier({
    folder: invocation.workspace,
    asOf: invocation.asOf,
    shared: invocation.shared,
  })
  if (dossier !== null) return dossier
  const { checkText } = await import('./present/check-text.js')
  const { paintFor } = await import('./present/paint.js')
  for (const part of checkText(result, paintFor(invocation.hasColor.err))) io.err(part)
  return null
}
