// The questions of `i12 init`, asked only to a person at a terminal. Every one of them has a flag.
import { fr } from '../kernel/french.js'
import { ZONES } from '../kernel/holidays.js'
import { ask } from './ask.js'

export interface WorkspaceQuestions {
  readonly name: string
  readonly siret: string
  readonly nda: string
  readonly signatory: string
  readonly zone: string
  readonly audit: string
  readonly previousAudit: string
  readonly procedure: string
}

/** The answers; what was typed as flags is proposed as the answer. */
export async function askForWorkspace(
  typed: WorkspaceQuestions,
  procedures: readonly string[],
): Promise<WorkspaceQuestions> {
  const answers = await ask<keyof WorkspaceQuestions>([
    {
      type: 'input',
      name: 'name',
      message: fr`Raison sociale de l’organisme :`,
      default: typed.name,
      validate: (text: string) => text.trim() !== '' || 'Un nom est nécessaire.',
    },
    { type: 'input', name: 'siret', message: fr`SIRET :`, default: typed.siret },
    { type: 'input', name: 'nda', message: fr`Numéro de déclaration d’activité :`, default: typed.nda },
    { type: 'input', name: 'signatory', message: fr`Nom du signataire :`, default: typed.signatory },
    {
      type: 'select',
      name: 'zone',
      message: fr`Zone des jours fériés :`,
      choices: ZONES,
      default: typed.zone,
    },
    {
      type: 'input',
      name: 'audit',
      message: fr`Date de l’audit (vide si inconnue) :`,
      default: typed.audit,
    },
    {
      type: 'input',
      name: 'previousAudit',
      message: fr`Date de l’audit précédent (vide s’il n’y en a pas) :`,
      default: typed.previousAudit,
    },
    {
      type: 'select',
      name: 'procedure',
      message: fr`Procédure dont partir :`,
      choices: procedures,
      default: typed.procedure,
    },
  ])
  return { ...typed, ...answers }
}
