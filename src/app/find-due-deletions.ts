// Cases whose time of keeping is over. Says so and deletes nothing.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { formatDate, fr } from '../kernel/french.js'
import { addMonths, type LocalDate } from '../kernel/local-date.js'
import { placeOf } from '../records/export-file.js'
import type { Case, Register } from '../register/register.js'
import { APP_PROBLEMS } from './problems.js'

/** @param months that a case is kept after its end; null where nothing is said */
export function findDueDeletions(
  { cases, asOf }: Pick<Register, 'cases' | 'asOf'>,
  months: number | null,
  diagnostics: Diagnostics,
): void {
  if (months === null) return
  for (const item of cases) {
    const end = endOf(item)
    if (end === null || addMonths(end, months) >= asOf) continue
    diagnostics.report({
      kind: APP_PROBLEMS['CONSERVATION-ECHUE'],
      place: placeOf(item.enrolment, 'dossier'),
      field: 'dossier',
      message: fr`Le dossier ${item.enrolment.id} est à effacer : il a pris fin le ${formatDate(end)}.`,
      seen: fr`fin le ${formatDate(end)}`,
      isSeenDescribed: true,
      expected: fr`un dossier gardé jusqu’au ${formatDate(addMonths(end, months))} au plus`,
      mend: fr`effacez-le du logiciel d’où vient cet export, avec ses preuves, ou archivez-le à part`,
    })
  }
}

/** The exit, else the planned end; null for somebody who is still here, or where no day is known. */
function endOf({ leftOn, state, enrolment }: Case): LocalDate | null {
  if (leftOn !== null) return leftOn
  return state.status === 'en_cours' || state.status === 'inscrit' ? null : enrolment.plannedEndOn
}
