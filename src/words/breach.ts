// A breach in words: what was seen, and what is left to do. May not decide that it is one.
import { counted, fr } from '../kernel/french.js'
import type { EvidenceTable, Verdict } from '../procedure/ledger.js'
import { evidenceRemedies, evidenceTasks, type ShownPath } from './evidence.js'
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
export function breachRemedy(verdict: Verdict, evidence: EvidenceTable, shownPath: ShownPath): string {
  if (verdict.status === 'missing') {
    if (verdict.obligation.kind === 'precedence') {
      return fr`Retrouvez l’acte qui devait précéder (${expectedWords(verdict.obligation)}) et consignez-le ; sinon, notez-en la raison au dossier.`
    }
    return fr`Si l’acte a eu lieu, consignez-le avec sa preuve ; sinon, faites-le (${expectedWords(verdict.obligation)}) ou notez-en la raison au dossier.`
  }
  return [
    ...(verdict.status === 'late' ? ['Notez au dossier la raison du retard.'] : []),
    ...evidenceRemedies(verdict, evidence, shownPath),
  ].join(' ')
}

/** The same in a few words, for a table whose heading already says what was expected. */
export function breachTask(verdict: Verdict, evidence: EvidenceTable, shownPath: ShownPath): string {
  if (verdict.status === 'missing') {
    return verdict.obligation.kind === 'precedence'
      ? 'Consigner l’acte préalable'
      : 'Faire ou consigner l’acte'
  }
  return [
    ...(verdict.status === 'late' ? ['Noter la raison du retard'] : []),
    ...evidenceTasks(verdict, evidence, shownPath),
  ].join(fr` ; `)
}
