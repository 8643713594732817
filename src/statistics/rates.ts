// The rates of a cohort: what is counted, over whom. May not round.
import { fr } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { Ledger } from '../procedure/ledger.js'
import type { Case } from '../register/register.js'
import { type Fraction, wilson95 } from './intervals.js'
import type { Figure, RateId } from './statistics.js'
import { RATE_IDS } from './statistics.js'
import {
  isApprenticeship,
  isDropout,
  isInterruption,
  nineMonthsAfterEntry,
  proposalOf,
  terminationOf,
  type Unit,
} from './units.js'

/** What the reasons of a refused figure say. */
const NO_POPULATION: Readonly<Record<RateId, string>> = {
  dropout: 'aucune entrée dans la cohorte',
  interruption: 'aucune entrée dans la cohorte',
  noShow: 'aucune inscription dans la cohorte',
  contractTermination: 'aucune entrée en apprentissage dans la cohorte',
  contractTerminationNet: 'aucune entrée en apprentissage dans la cohorte',
  contractTermination9Months: 'aucune entrée en apprentissage depuis neuf mois ou plus dans la cohorte',
  contractTerminationNet9Months: 'aucune entrée en apprentissage depuis neuf mois ou plus dans la cohorte',
  alternativeProposed: 'aucun abandon, aucune force majeure ni interruption par l’organisme dans la cohorte',
  relaunchOnTime: 'la procédure ne rendait due aucune relance pour ces dossiers',
}

const NO_NEW_CONTRACT_COLUMN = fr`l’export des apprenants n’a pas la colonne « date_nouveau_contrat » : les contrats suivis d’un autre ne se distinguent pas`

const NO_ALTERNATIVE_COLUMN = fr`l’export des abandons n’a pas la colonne « alternative » : rien ne dit ce qui a été proposé`

/** Counts of the relaunches of a cohort that fell due. */
interface RelaunchCounts {
  met: number
  due: number
  pending: number
  undetermined: number
}

export interface RateContext {
  readonly asOf: LocalDate
  readonly ledger: Pick<Ledger, 'verdicts'>
  readonly hasNewContractColumn: boolean
  readonly hasAlternativeColumn: boolean
}

/** A figure of a population, refused with the reason where the population is empty. */
export function figureOf({ numerator, denominator }: Fraction, noPopulation: string): Figure {
  return denominator === 0
    ? { numerator, denominator, value: null, wilson95: null, reason: noPopulation }
    : { numerator, denominator, value: numerator / denominator, wilson95: wilson95(numerator, denominator) }
}

/** Every rate over the units of a cohort that are in scope. */
export function figuresOf(units: readonly Unit[], context: RateContext): Readonly<Record<RateId, Figure>> {
  const counts = countRates(units, context)
  const figures = {} as Record<RateId, Figure>
  for (const id of RATE_IDS) {
    const missing = missingColumnOf(id, context)
    figures[id] =
      missing === null
        ? figureOf(counts[id], NO_POPULATION[id])
        : { ...counts[id], numerator: null, value: null, wilson95: null, reason: missing }
  }
  return figures
}

/** Why the exports do not hold what the numerator counts, or null. */
function missingColumnOf(id: RateId, context: RateContext): string | null {
  switch (id) {
    case 'contractTerminationNet':
    case 'contractTerminationNet9Months':
      return context.hasNewContractColumn ? null : NO_NEW_CONTRACT_COLUMN
    case 'alternativeProposed':
      return context.hasAlternativeColumn ? null : NO_ALTERNATIVE_COLUMN
    default:
      return null
  }
}

function countRates(units: readonly Unit[], context: RateContext): Record<RateId, Fraction> {
  const { asOf } = context
  let enrolled = 0
  let entered = 0
  let dropouts = 0
  let interruptions = 0
  let noShows = 0
  let proposed = 0
  let proposable = 0
  const apprentices = { entered: 0, ended: 0, endedNet: 0, entered9: 0, ended9: 0, ended9Net: 0 }
  for (const unit of units) {
    if (unit.state === 'erreur') continue
    enrolled += 1
    if (unit.state === 'non_presentation') noShows += 1
    if (unit.state === 'abandon' || unit.state === 'force_majeure' || unit.state === 'interruption_of') {
      proposable += 1
      if (proposalOf(unit) !== null) proposed += 1
    }
    if (!unit.hasEntered) continue
    entered += 1
    if (isDropout(unit)) dropouts += 1
    if (isInterruption(unit)) interruptions += 1
    if (isApprenticeship(unit)) countApprentice(unit, asOf, apprentices)
  }
  const relaunches = countRelaunches(units, context.ledger)
  return {
    dropout: { numerator: dropouts, denominator: entered },
    interruption: { numerator: interruptions, denominator: entered },
    noShow: { numerator: noShows, denominator: enrolled },
    contractTermination: { numerator: apprentices.ended, denominator: apprentices.entered },
    contractTerminationNet: { numerator: apprentices.endedNet, denominator: apprentices.entered },
    contractTermination9Months: { numerator: apprentices.ended9, denominator: apprentices.entered9 },
    contractTerminationNet9Months: { numerator: apprentices.ended9Net, denominator: apprentices.entered9 },
    alternativeProposed: { numerator: proposed, denominator: proposable },
    relaunchOnTime: { numerator: relaunches.met, denominator: relaunches.due },
  }
}

function countApprentice(
  unit: Unit,
  asOf: LocalDate,
  counts: {
    entered: number
    ended: number
    endedNet: number
    entered9: number
    ended9: number
    ended9Net: number
  },
): void {
  const termination = terminationOf(unit, asOf)
  counts.entered += 1
  if (termination !== null) {
    counts.ended += 1
    if (!termination.isFollowed) counts.endedNet += 1
  }
  const limit = nineMonthsAfterEntry(unit)
  if (limit === null || limit > asOf) return
  counts.entered9 += 1
  if (termination !== null && termination.on !== null && termination.on < limit) {
    counts.ended9 += 1
    if (!termination.isFollowed) counts.ended9Net += 1
  }
}

/** Obligations discharged by a relaunch, for the learners of the cohort. */
export function countRelaunches(units: readonly Unit[], ledger: Pick<Ledger, 'verdicts'>): RelaunchCounts {
  const counts: RelaunchCounts = { met: 0, due: 0, pending: 0, undetermined: 0 }
  if (ledger.verdicts.length === 0) return counts
  const cases = new Set<Case>()
  for (const unit of units) for (const file of unit.files) cases.add(file)
  for (const { obligation, case: one, status } of ledger.verdicts) {
    if (one === null || !obligation.expected.types.includes('relance') || !cases.has(one)) continue
    if (status === 'met') counts.met += 1
    if (status === 'met' || status === 'late' || status === 'missing') counts.due += 1
    if (status === 'pending') counts.pending += 1
    if (status === 'undetermined') counts.undetermined += 1
  }
  return counts
}
