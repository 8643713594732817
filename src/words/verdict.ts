// One verdict in French words, shared by every form in which people read `check`.

import { formatClock, formatDate, listed } from '../kernel/french.js'
import type { EvidenceTable, Verdict } from '../procedure/ledger.js'
import { evidenceFaultWords } from './evidence.js'
import { recipientWord, VERDICT_WORDS } from './values.js'

/** The number of the case or of the report of violence: nobody is named. */
export function subjectOf(verdict: Verdict): string {
  return verdict.case?.enrolment.id ?? verdict.report?.id ?? ''
}

export function recipientOf({ recipient, case: judged }: Verdict): string {
  return recipient === null ? '' : recipientWord(recipient, judged?.training.type ?? null)
}

/** « hors délai », « preuve absente (fichier vide) », « hors délai, preuve absente (sans ticket) ». */
export function outcomeOf(verdict: Verdict, evidence: EvidenceTable): string {
  const { status } = verdict
  if (verdict.evidence !== 'absent') return VERDICT_WORDS[status]
  const proof = `preuve absente (${listed(evidenceFaultWords(verdict, evidence))})`
  return status === 'met' ? proof : `${VERDICT_WORDS[status]}, ${proof}`
}

/** « né le 06/10/2025, dû le 08/10/2025, fait le 10/10/2025 ». */
export function datesOf({ arisenOn, dueOn, dueMinute, doneOn }: Verdict): string {
  const parts: string[] = []
  if (arisenOn !== null) parts.push(`né le ${formatDate(arisenOn)}`)
  if (dueOn !== null) {
    const time = dueMinute === null ? '' : ` à ${formatClock(dueMinute)}`
    parts.push(`dû le ${formatDate(dueOn)}${time}`)
  }
  if (doneOn !== null) parts.push(`fait le ${formatDate(doneOn)}`)
  return parts.join(', ')
}

/** `exports/absences.csv:14`: the row that fired. */
export function causeOf({ cause }: Verdict): string {
  return `${cause.export.table.file}:${cause.export.table.lineOf(cause.row)}`
}
