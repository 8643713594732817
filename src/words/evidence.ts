// What is said of a proof: what became of it, why it does not count, what to do about it. May not look at the disk.
import { formatDate, fr } from '../kernel/french.js'
import {
  evidenceFaultsOf,
  type ProofFault,
  type ProofState,
  proofOf,
  proofStateOf,
} from '../procedure/evidence.js'
import type { EvidenceState, EvidenceTable, Verdict } from '../procedure/ledger.js'
import type { Action } from '../records/records.js'
import type { Badge } from './tone.js'

export const EVIDENCE_WORDS: Readonly<Record<EvidenceState, string>> = {
  present: 'présente',
  absent: 'absente',
  notRequired: 'non demandée',
}

/** How a path may be shown: as is, or by a code. */
export type ShownPath = (path: string) => string

interface ProofWords {
  /** Beside the path. */
  readonly badge: Badge
  /** Without the path, which may hold a name. */
  readonly fault: string
  /** The imperative; `day` is that of the act, as people read it. */
  remedy(path: string, day: string | null): string
}

const failed = (text: string): Badge => ({ text, tone: 'failed' })

const PROOF_WORDS: Readonly<Record<ProofState, ProofWords>> = {
  present: {
    badge: { text: 'présente', tone: 'done' },
    fault: '',
    remedy: () => '',
  },
  unnamed: {
    badge: failed('introuvable'),
    fault: 'aucun fichier nommé',
    remedy: (_, day) =>
      day === null
        ? 'Versez la preuve de l’acte et citez-la dans l’export.'
        : fr`Versez la preuve de l’acte du ${day} et citez-la dans l’export.`,
  },
  empty: {
    badge: failed('fichier vide'),
    fault: 'fichier vide',
    remedy: (path) => fr`Remplacez le fichier vide « ${path} ».`,
  },
  missing: {
    badge: failed('introuvable'),
    fault: 'fichier introuvable',
    remedy: (path) => fr`Versez le fichier « ${path} », cité mais introuvable.`,
  },
  outside: {
    badge: failed('hors de l’espace'),
    fault: 'fichier hors du dossier de travail',
    remedy: (path) => fr`Copiez dans l’espace de travail le fichier « ${path} ».`,
  },
  notAFile: {
    badge: failed('pas un fichier'),
    fault: 'ce n’est pas un fichier',
    remedy: (path) => fr`Citez un fichier : « ${path} » n’en est pas un.`,
  },
}

/** What became of a file that a measure or an action names. */
export function proofBadge(path: string, table: EvidenceTable): Badge {
  return PROOF_WORDS[proofStateOf(path, table)].badge
}

/** What became of the proofs of an action, taken together. */
export function proofsBadge(action: Pick<Action, 'evidence'>, table: EvidenceTable): Badge {
  return PROOF_WORDS[proofOf(action, table).state].badge
}

/** « fichier vide »: why a proof does not count, without its path. */
export function proofFaultWords(fault: ProofFault): string {
  return PROOF_WORDS[fault].fault
}

/** « fichier vide », « sans ticket »: why the evidence of a verdict is absent, without its path. */
export function evidenceFaultWords(verdict: Verdict, table: EvidenceTable): readonly string[] {
  const { proof, lacksTicket } = evidenceFaultsOf(verdict, table)
  return [
    ...(proof === null ? [] : [PROOF_WORDS[proof.state].fault]),
    ...(lacksTicket ? ['sans ticket'] : []),
  ]
}

/** What to do about evidence that is absent, one sentence each. */
export function evidenceRemedies(
  verdict: Verdict,
  table: EvidenceTable,
  shownPath: ShownPath,
): readonly string[] {
  if (verdict.evidence !== 'absent') return []
  const { proof, lacksTicket } = evidenceFaultsOf(verdict, table)
  const day = verdict.doneOn === null ? null : formatDate(verdict.doneOn)
  const remedies = [
    ...(proof === null ? [] : [PROOF_WORDS[proof.state].remedy(shownPath(proof.path), day)]),
    ...(lacksTicket ? ['Ouvrez un ticket qualité, ou citez celui qui existe.'] : []),
  ]
  return remedies.length > 0 ? remedies : ['Versez la preuve exigée.']
}

/** The same in a few words each. */
export function evidenceTasks(
  verdict: Verdict,
  table: EvidenceTable,
  shownPath: ShownPath,
): readonly string[] {
  if (verdict.evidence !== 'absent') return []
  const { proof, lacksTicket } = evidenceFaultsOf(verdict, table)
  const tasks = [
    ...(proof === null
      ? []
      : [
          proof.state === 'unnamed'
            ? 'Verser la preuve de l’acte'
            : fr`Verser « ${fileNameOf(shownPath(proof.path))} »`,
        ]),
    ...(lacksTicket ? ['Citer le ticket qualité'] : []),
  ]
  return tasks.length > 0 ? tasks : ['Verser la preuve exigée']
}

function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
