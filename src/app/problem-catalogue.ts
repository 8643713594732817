// Every kind of diagnostic and every check, explicitly: what `i12 explain` and docs/controles.md read.
import type { DiagnosticKind } from '../kernel/diagnostic.js'
import { textKey } from '../kernel/text-key.js'
import { LEDGER_PROBLEMS } from '../procedure/ledger-problems.js'
import { PROCEDURE_PROBLEMS } from '../procedure/problems.js'
import { RECORD_PROBLEMS } from '../records/problems.js'
import type { CoherenceCheck } from '../register/checks/coherence-check.js'
import { COHERENCE_CHECKS } from '../register/checks/run-checks.js'
import { MEASURE_PROBLEMS } from '../register/measure-problems.js'
import { REGISTER_PROBLEMS } from '../register/problems.js'
import { SOURCE_PROBLEMS } from '../source/problems.js'
import { APP_PROBLEMS } from './problems.js'

export interface ProblemFamily {
  /** French, with a capital. */
  readonly title: string
  readonly intro: string
  readonly kinds: readonly DiagnosticKind[]
}

export const PROBLEM_FAMILIES: readonly ProblemFamily[] = [
  {
    title: 'Contrôles de cohérence',
    intro: 'Ce que les exports disent d’eux-mêmes, quelle que soit la procédure.',
    kinds: COHERENCE_CHECKS.map(({ kind }) => kind),
  },
  {
    title: 'Procédure',
    intro: 'Le fichier de la procédure : ses obligations et ses versions.',
    kinds: Object.values(PROCEDURE_PROBLEMS),
  },
  {
    title: 'Procédure et données',
    intro: 'Ce qui empêche de juger une obligation.',
    kinds: Object.values(LEDGER_PROBLEMS),
  },
  { title: 'Mesures', intro: 'Le fichier mesures.yaml.', kinds: Object.values(MEASURE_PROBLEMS) },
  {
    title: 'Dossier de travail',
    intro: 'i12.yaml, les chemins qu’il nomme et les preuves.',
    kinds: Object.values(APP_PROBLEMS),
  },
  {
    title: 'Lecture des fichiers',
    intro: 'Un fichier avant qu’on cherche ce qu’il veut dire : texte, tableau, YAML.',
    kinds: Object.values(SOURCE_PROBLEMS),
  },
  {
    title: 'Colonnes et valeurs des exports',
    intro: 'Ce qu’une ligne ou une case ne permet pas de lire.',
    kinds: Object.values(RECORD_PROBLEMS),
  },
  {
    title: 'Dossiers et statuts',
    intro: 'Ce que des lignes bien lues disent de contradictoire.',
    kinds: Object.values(REGISTER_PROBLEMS),
  },
]

/** Every kind, once, in the order of the families. */
export const ALL_KINDS: readonly DiagnosticKind[] = PROBLEM_FAMILIES.flatMap(({ kinds }) => kinds)

/** The kind of a code, whatever its case and accents, or of the name of a check. */
export function findKind(id: string): DiagnosticKind | null {
  const key = textKey(id)
  return (
    ALL_KINDS.find(({ code }) => textKey(code) === key) ??
    COHERENCE_CHECKS.find((check) => textKey(check.id) === key)?.kind ??
    null
  )
}

/** The check that says a kind, or null for what reading says. */
export function checkOf(kind: DiagnosticKind): CoherenceCheck | null {
  return COHERENCE_CHECKS.find((check) => check.kind === kind) ?? null
}
