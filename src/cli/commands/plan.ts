// `i12 plan`: the plan of actions, from breaches, data problems and the register of improvements.
import { join } from 'node:path'
import { counted, fr } from '../../kernel/french.js'
import type { Command, Invocation } from '../command.js'
import { deliver } from '../deliver.js'
import type { ExitCode, Io } from '../io.js'
import { sayFaults } from '../present/paper-remarks.js'
import { underLock } from '../under-lock.js'

export const plan: Command = {
  formats: ['pdf', 'csv'],
  options: [
    {
      flags: '--write',
      description:
        'ajouter les lignes proposées au registre des améliorations, responsable et échéance à décider',
    },
  ],
  examples: [
    'i12 plan -C mon-dossier',
    'i12 plan --format csv -o plan.csv',
    'i12 plan -C mon-dossier --write',
  ],
  async run(invocation, io) {
    if (!invocation.flag('write')) return make(invocation, io)
    const { loadWorkspaceOrExit } = await import('../workspace-or-exit.js')
    const workspace = await loadWorkspaceOrExit(invocation, io)
    if (workspace === null) return 2
    // What is read, what is proposed and what is written are one: two runs would propose the same lines twice.
    return underLock(workspace.root, io, () => make(invocation, io))
  },
}

async function make(invocation: Invocation, io: Io): Promise<ExitCode> {
  const { dossierOrExit } = await import('../dossier-or-exit.js')
  const dossier = await dossierOrExit(invocation, io)
  if (dossier === null) return 2
  const { makePlan } = await import('../../app/make-plan.js')
  const { browser } = invocation
  const made = await makePlan(dossier, { format: invocation.format === 'csv' ? 'csv' : 'pdf', browser })
  await deliver(made.files, invocation, io, dossier.workspace.root)
  const { proposals } = made.plan
  if (invocation.flag('write')) {
    const { keepPlan } = await import('../../app/keep-plan.js')
    const kept = await keepPlan(dossier, made.plan)
    if (kept.added > 0) io.out(`${join(invocation.workspace, kept.file)}\n`)
    if (!invocation.isQuiet) {
      io.err(
        fr`${counted(kept.added, 'ligne ajoutée', 'lignes ajoutées')} au registre${kept.isNamed ? fr`, que i12.yaml désigne désormais` : ''} ; responsable et échéance restent à décider.\n`,
      )
    }
  } else if (!invocation.isQuiet) {
    io.err(
      proposals.length === 0
        ? 'Aucune ligne nouvelle : tout ce qui est à faire est au registre.\n'
        : fr`${counted(proposals.length, 'ligne proposée', 'lignes proposées')}, hors du registre ; « i12 plan --write » les y ajoute.\n`,
    )
  }
  sayFaults(made.faults, io)
  return 0
}
