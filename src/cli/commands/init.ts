// `i12 init`: a new workspace, asked for on a terminal or from flags, or a copy of the example.

import type { WorkspaceAnswers } from '../../app/make-workspace.js'
import { fr, quoted } from '../../kernel/french.js'
import { ZONES } from '../../kernel/holidays.js'
import type { LocalDate } from '../../kernel/local-date.js'
import { parseWrittenDay } from '../../kernel/written-day.js'
import type { WorkspaceQuestions } from '../ask-for-workspace.js'
import type { Command, Invocation } from '../command.js'
import type { Io } from '../io.js'
import { UsageError } from '../usage-error.js'

export const init: Command = {
  formats: [],
  writes: 'nothing',
  arguments: [{ syntax: '[dossier]', description: 'dossier à créer (le dossier courant par défaut)' }],
  options: [
    { flags: '--yes', description: 'ne rien demander' },
    { flags: '--example', description: 'copier l’exemple complet livré avec i12' },
    { flags: '--nom <nom>', description: 'raison sociale de l’organisme' },
    { flags: '--siret <siret>', description: 'SIRET' },
    { flags: '--nda <numero>', description: 'numéro de déclaration d’activité' },
    { flags: '--signataire <nom>', description: 'nom du signataire' },
    { flags: '--zone <zone>', description: 'zone des jours fériés', choices: ZONES, default: 'metropole' },
    { flags: '--audit <date>', description: 'date de l’audit' },
    { flags: '--audit-precedent <date>', description: 'date de l’audit précédent' },
    {
      flags: '--procedure <nom>',
      description: 'procédure livrée dont partir',
      default: 'abandon-huit-etapes',
    },
  ],
  examples: ['i12 init mon-dossier', 'i12 init essai --example'],
  async run(invocation, io) {
    const folder = invocation.arguments[0] ?? invocation.workspace
    const { copyExample, makeWorkspace } = await import('../../app/make-workspace.js')
    const written = invocation.flag('example')
      ? await copyExample(folder, invocation.isForced)
      : await makeWorkspace(folder, await answersFor(invocation, io), invocation.isForced)
    io.out(`${folder}\n`)
    if (!invocation.isQuiet) {
      io.err(fr`${written.length} fichiers écrits. Ensuite : i12 check -C ${folder}\n`)
    }
    return 0
  },
}

async function answersFor(invocation: Invocation, io: Io): Promise<WorkspaceAnswers> {
  const { SHIPPED_PROCEDURES } = await import('../../app/shipped.js')
  const { names } = SHIPPED_PROCEDURES
  const typed = await typedOrAsked(invocation, io, names)
  if (!names.includes(typed.procedure)) {
    throw new UsageError(
      fr`la procédure ${quoted(typed.procedure)} n’est pas livrée avec i12.`,
      fr`Procédures livrées : ${names.join(', ')}.`,
    )
  }
  return {
    ...typed,
    auditOn: dayOf('--audit', typed.audit),
    previousAuditOn: dayOf('--audit-precedent', typed.previousAudit),
  }
}

async function typedOrAsked(
  invocation: Invocation,
  io: Io,
  procedures: readonly string[],
): Promise<WorkspaceQuestions> {
  const typed: WorkspaceQuestions = {
    name: invocation.text('nom') ?? '',
    siret: invocation.text('siret') ?? '',
    nda: invocation.text('nda') ?? '',
    signatory: invocation.text('signataire') ?? '',
    zone: invocation.text('zone') ?? 'metropole',
    audit: invocation.text('audit') ?? '',
    previousAudit: invocation.text('auditPrecedent') ?? '',
    procedure: invocation.text('procedure') ?? 'abandon-huit-etapes',
  }
  if (invocation.flag('yes') || !io.isInteractive) {
    return { ...typed, name: typed.name === '' ? 'Organisme à compléter' : typed.name }
  }
  const { askForWorkspace } = await import('../ask-for-workspace.js')
  return askForWorkspace(typed, procedures)
}

function dayOf(option: string, text: string): LocalDate | null {
  if (text === '') return null
  const day = parseWrittenDay(text)
  if (day === null) {
    throw new UsageError(
      fr`la date ${quoted(text)} de ${quoted(option)} ne se lit pas.`,
      'Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA.',
    )
  }
  return day
}
