// Days of the period on which no version of the procedure is in force, though learners were there. May not judge.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { counted, formatDate, fr } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { wholeFile } from '../kernel/origin.js'
import type { DayInterval } from '../kernel/working-calendar.js'
import type { Case, Register } from '../register/register.js'
import type { LedgerPlan } from './ledger-plan.js'
import { LEDGER_PROBLEMS } from './ledger-problems.js'
import type { Procedure } from './procedure.js'
import { daysWithoutVersion, elapsedPeriod } from './versions-in-force.js'

/** One diagnostic for each gap of the period in which an enrolment in scope was there, or something happened to it. */
export function reportUncoveredDays(
  { versions }: Procedure,
  plan: LedgerPlan,
  register: Register,
): Diagnostic[] {
  return daysWithoutVersion(versions, elapsedPeriod(register)).flatMap((gap) => {
    const concerned = register.cases.filter((kase) => kase.outOfScope === null && isConcerned(kase, gap))
    const file = plan.obligations[0]?.place.file
    if (concerned.length === 0 || file === undefined) return []
    const dossiers = counted(concerned.length, 'dossier', 'dossiers')
    return [
      {
        kind: LEDGER_PROBLEMS['JOUR-SANS-VERSION'],
        place: wholeFile(file),
        field: 'versions',
        message:
          gap.from === gap.to
            ? fr`Aucune version de la procédure n’est en vigueur le ${formatDate(gap.from)} : ce qui arrive ce jour-là ne donne aucun constat.`
            : fr`Aucune version de la procédure n’est en vigueur du ${formatDate(gap.from)} au ${formatDate(gap.to)} : ce qui arrive ces jours-là ne donne aucun constat.`,
        seen: fr`${dossiers} en formation ou avec un événement ces jours-là`,
        isSeenDescribed: true,
        expected: fr`une version en vigueur chaque jour de la période`,
        mend: fr`ajoutez la version qui s’appliquait, avec ses dates « du » et « au »`,
      },
    ]
  })
}

function isConcerned(kase: Case, { from, to }: DayInterval): boolean {
  const { enteredOn, leftOn, enrolment, dropout } = kase
  const until = leftOn ?? enrolment.plannedEndOn
  if (enteredOn !== null && enteredOn <= to && (until === null || until >= from)) return true
  const isIn = (on: LocalDate | null | undefined) => on !== null && on !== undefined && from <= on && on <= to
  return (
    isIn(leftOn) ||
    isIn(dropout?.on) ||
    isIn(enrolment.contractEndedOn) ||
    kase.absences.some(({ on }) => isIn(on)) ||
    kase.actions.some(({ on }) => isIn(on))
  )
}
