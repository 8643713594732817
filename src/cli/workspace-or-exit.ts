// The workspace alone, for commands that judge nothing, or the reasons why it cannot be used.
import type { Workspace } from '../app/workspace.js'
import type { Invocation } from './command.js'
import type { Io } from './io.js'

/** The workspace; null (exit code 2) once every reason is said on stderr. */
export async function loadWorkspaceOrExit(invocation: Invocation, io: Io): Promise<Workspace | null> {
  const { loadWorkspace } = await import('../app/load-workspace.js')
  const { Diagnostics } = await import('../kernel/diagnostic.js')
  const diagnostics = new Diagnostics()
  const workspace = await loadWorkspace(invocation.workspace, diagnostics, invocation.shared)
  if (workspace !== null && !diagnostics.hasFatal) return workspace
  const { diagnosticText } = await import('./present/diagnostic-text.js')
  const { paintFor } = await import('./present/paint.js')
  for (const diagnostic of diagnostics.all)
    io.err(`${diagnosticText(diagnostic, paintFor(invocation.hasColor.err))}\n`)
  return null
}
