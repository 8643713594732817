// A breach in words: what was seen, and what is left to do. May not decide that it is one.
import { counted, formatDate, fr } from '../kernel/french.js'
import type { EvidenceTable, Verdict } from '../procedure/ledger.js'
import { expectedWords } from './obligation.js'
import type { Badge } from './tone.js'
import { VERDICT_TONES, VERDICT_WORDS } from './values.js'

/** « 3 jours de retard », « sans trace »; « preuve absente » for an act whose only defect is its proof. */
export function breachBadge(verdict: Verdict): Badge {
  if (verdict.evidence === 'absent' && verdict.status !== 'late' && verdict.status !== 'missing') {
    return { text: 'preuve absente', tone: 'unproven' }
  }
  const days = daysLate(verdict)
  return {
    text: days === null ? VERDICT_WORDS[verdict.status] : fr`${counted(days, 'jour', 'jours')} de retard`,
    tone: VERDICT_TONES[verdict.status],
  }
}

/** Calendar days from the due date to the act; null where it is not late, or late on the day itself. */
function daysLate({ status, doneOn, dueOn }: Verdict): number | null {
  return status === 'late' && doneOn !== null && dueOn !== null && doneOn > dueOn ? doneOn - dueOn : null
}

/** Small words under the badge: « preuve absente » beside a delay; null where the badge says all. */
export function breachDetail(verdict: Verdict): string | null {
  return verdict.status === 'late' && verdict.evidence === 'absent' ? 'preuve absente' : null
}

/** What to do about it, in the imperative: the sentence names the act, its proof or its reason. */
export function breachRemedy(
  verdict: Verdict,
  evidence: EvidenceTable,
  shownPath: (path: string) => string,
): string {
  if (verdict.status === 'missing') {
    if (verdict.obligation.kind === 'precedence') {
      return fr`Retrouvez l’acte qui devait précéder (${expectedWords(verdict.obligation)}) et consignez-le ; sinon, notez-en la raison au dossier.`
    }
    return fr`Si l’acte a eu lieu, consignez-le avec sa preuve ; sinon, faites-le (${expectedWords(verdict.obligation)}) ou notez-en la raison au dossier.`
  }
  const parts: string[] = []
  if (verdict.status === 'late') parts.push('Notez au dossier la raison du retard.')
  if (verdict.evidence === 'absent') parts.push(...proofRemedies(verdict, evidence, shownPath))
  return parts.join(' ')
}

function proofRemedies(
  verdict: Verdict,
  evidence: EvidenceTable,
  shownPath: (path: string) => string,
): string[] {
  const { action, obligation } = verdict
  const remedies: string[] = []
  const path = action?.evidence ?? ''
  if (obligation.evidence === 'exigee') {
    const state = evidence.get(path)
    if (path === '') {
      remedies.push(
        verdict.doneOn === null
          ? 'Versez la preuve de l’acte et citez-la dans l’export.'
          : fr`Versez la preuve de l’acte du ${formatDate(verdict.doneOn)} et citez-la dans l’export.`,
      )
    } else if (state === 'empty') {
      remedies.push(fr`Remplacez le fichier vide « ${shownPath(path)} ».`)
    } else if (state === 'outside') {
      remedies.push(fr`Copiez dans l’espace de travail le fichier « ${shownPath(path)} ».`)
    } else if (state === 'notAFile') {
      remedies.push(fr`Citez un fichier : « ${shownPath(path)} » n’en est pas un.`)
    } else if (state !== 'present') {
      remedies.push(fr`Versez le fichier « ${shownPath(path)} », cité mais introuvable.`)
    }
  }
  if (obligation.ticket === 'exigee' && (action?.ticket ?? '') === '') {
    remedies.push('Ouvrez un ticket qualité, ou citez celui qui existe.')
  }
  return remedies.length > 0 ? remedies : ['Versez la preuve exigée.']
}

/** The same in a few words, for a table whose heading already says what was expected. */
export function breachTask(
  verdict: Verdict,
  evidence: EvidenceTable,
  shownPath: (path: string) => string,
): string {
  if (verdict.status === 'missing') {
    return verdict.obligation.kind === 'precedence'
      ? 'Consigner l’acte préalable'
      : 'Faire ou consigner l’acte'
  }
  const tasks: string[] = []
  if (verdict.status === 'late') tasks.push('Noter la raison du retard')
  if (verdict.evidence === 'absent') {
    const path = verdict.action?.evidence ?? ''
    if (verdict.obligation.evidence === 'exigee' && evidence.get(path) !== 'present') {
      tasks.push(path === '' ? 'Verser la preuve de l’acte' : fr`Verser « ${fileNameOf(shownPath(path))} »`)
    }
    if (verdict.obligation.ticket === 'exigee' && (verdict.action?.ticket ?? '') === '') {
      tasks.push('Citer le ticket qualité')
    }
    if (tasks.length === 0) tasks.push('Verser la preuve exigée')
  }
  return tasks.join(fr` ; `)
}

function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
