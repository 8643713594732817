// The unit of count: one enrolment, or several files linked by `remplace_par`. May not compute a rate.
import type { LocalDate } from '../kernel/local-date.js'
import { addMonths, yearOf } from '../kernel/local-date.js'
import type { Dropout } from '../records/records.js'
import type { Alternative, DropoutOrigin } from '../records/values.js'
import { proposedIn } from '../register/dropout-outcome.js'
import type { Case, ScopeRules, Site } from '../register/register.js'
import type { CauseMoment } from './cause-taxonomy.js'
import type { CohortBasis, ExitState } from './statistics.js'

export type UnitState = ExitState | 'en_cours' | 'inscrit'

export interface Unit {
  /** Linked files in order; site, training and end state are those of the last. */
  readonly files: readonly [Case, ...Case[]]
  readonly last: Case
  /** `inscrit` is only said of who has not entered at `asOf`. */
  readonly state: UnitState
  readonly hasEntered: boolean
  /** Effective entry of the first file that has one; null where nobody entered, or on an unknown day. */
  readonly enteredOn: LocalDate | null
  readonly leftOn: LocalDate | null
  /** Entry, else planned entry, of the first file that has either: the year of the cohort. */
  readonly cohortOn: LocalDate | null
  readonly scope: 'in' | 'short' | 'subcontracted'
  /** A date of one of its rows cannot be used. */
  readonly isSetAside: boolean
  /** The row of abandons, unless its date cannot be used. */
  readonly dropout: Dropout | null
}

const DATE_FIELDS = [
  'date_entree_prevue',
  'date_entree',
  'date_fin_prevue',
  'date_sortie',
  'date_rupture',
  'date_nouveau_contrat',
] as const

/**
 * Units in the order of the file that ends each. An administrative error is a unit of its own, in no chain. The register
 * leaves out links in a circle and to a file that another already leads to, so that every chain has an end.
 */
export function gatherUnits(cases: readonly Case[], scope: ScopeRules): readonly Unit[] {
  const units: Unit[] = []
  for (const kase of cases) {
    if (kase.state.status === 'erreur') units.push(unitOf([kase], scope))
    else if (!leadsToAFile(kase)) units.push(unitOf(chainTo(kase), scope))
  }
  return units
}

/** Whether a file that is no administrative error replaces this one. */
function leadsToAFile({ successor }: Case): boolean {
  for (let next = successor; next !== null; next = next.successor) {
    if (next.state.status !== 'erreur') return true
  }
  return false
}

function chainTo(last: Case): readonly [Case, ...Case[]] {
  const files: [Case, ...Case[]] = [last]
  for (let before = last.predecessor; before !== null; before = before.predecessor) {
    if (before.state.status !== 'erreur') files.unshift(before)
  }
  return files
}

function unitOf(files: readonly [Case, ...Case[]], scope: ScopeRules): Unit {
  const last = files[files.length - 1] ?? files[0]
  const state = stateOf(files, last)
  const { days, isSubcontracted } = last.training
  return {
    files,
    last,
    state,
    hasEntered: state !== 'inscrit' && state !== 'annulation' && state !== 'non_presentation',
    enteredOn: firstOf(files, ({ enteredOn }) => enteredOn),
    leftOn: last.leftOn,
    cohortOn: firstOf(
      files,
      ({ enteredOn, enrolment }) => enteredOn ?? enrolment.enteredOn ?? enrolment.plannedEntryOn,
    ),
    scope:
      days !== null && days <= scope.moreThanDays
        ? 'short'
        : isSubcontracted && scope.excludesSubcontracted
          ? 'subcontracted'
          : 'in',
    isSetAside: files.some(({ enrolment }) => hasUnusableDate(enrolment.unusable)),
    dropout: last.dropout === null || last.dropout.unusable.has('date') ? null : last.dropout,
  }
}

function hasUnusableDate(unusable: ReadonlySet<string>): boolean {
  return unusable.size > 0 && DATE_FIELDS.some((field) => unusable.has(field))
}

function stateOf(files: readonly Case[], last: Case): UnitState {
  const { status } = last.state
  // « inscrit » with an entry, and « en_cours » whose entry is still to come, follow the dates.
  if (status === 'inscrit' || status === 'en_cours') {
    return files.some(({ hasEntered }) => hasEntered) ? 'en_cours' : 'inscrit'
  }
  // Who entered in an earlier file and gives up before coming back has dropped out of the unit.
  const { leftOn } = last
  const isDropout =
    last.enrolment.status === 'abandon' &&
    files.some(({ enteredOn }) => enteredOn !== null && (leftOn === null || enteredOn <= leftOn))
  return isDropout ? 'abandon' : status
}

function firstOf(files: readonly Case[], read: (one: Case) => LocalDate | null): LocalDate | null {
  for (const file of files) {
    const on = read(file)
    if (on !== null) return on
  }
  return null
}

/** The day by which a unit belongs to a year; null where it belongs to none. */
export function cohortDayOf(unit: Unit, by: CohortBasis): LocalDate | null {
  if (by === 'entry') return unit.cohortOn
  if (unit.state === 'en_cours' || unit.state === 'inscrit') return null
  return exitDayOf(unit) ?? (unit.hasEntered ? null : unit.cohortOn)
}

export function cohortYearOf(unit: Unit, by: CohortBasis): number | null {
  const on = cohortDayOf(unit, by)
  return on === null ? null : yearOf(on)
}

/** Day of the exit: `date_sortie`, else the date of the row of abandons. */
export function exitDayOf(unit: Unit): LocalDate | null {
  return unit.leftOn ?? unit.dropout?.on ?? null
}

export function siteOf(unit: Unit): Site {
  return unit.last.site
}

export function originOf(unit: Unit): DropoutOrigin | null {
  return unit.dropout?.origin ?? null
}

/** The alternative proposed, `aucune` counting as none. */
export function proposalOf(unit: Unit): Exclude<Alternative, 'aucune'> | null {
  return proposedIn(unit.dropout)
}

export function isApprenticeship(unit: Unit): boolean {
  return unit.last.training.type === 'apprentissage'
}

/** Counted in `dropout`: abandoned after entry, and not withdrawn by the company. */
export function isDropout(unit: Unit): boolean {
  return unit.state === 'abandon' && originOf(unit) !== 'entreprise'
}

/** Counted in `interruption`: left before the end, other than by a transfer or a postponement. */
export function isInterruption(unit: Unit): boolean {
  switch (unit.state) {
    case 'abandon':
    case 'force_majeure':
    case 'exclusion':
    case 'rupture_contrat':
      return true
    case 'interruption_of': {
      const alternative = proposalOf(unit)
      return alternative !== 'report' && alternative !== 'nouvelle_session'
    }
    default:
      return false
  }
}

/** An end other than the planned one. */
export function isExit(unit: Unit): boolean {
  return unit.state !== 'termine' && unit.state !== 'en_cours' && unit.state !== 'inscrit'
}

/** Whether the exit came before the entry, during the training or after its planned end. */
export function momentOf(unit: Unit): CauseMoment {
  if (!unit.hasEntered) return 'before'
  const on = exitDayOf(unit)
  if (on === null) return 'during'
  if (unit.enteredOn !== null && on < unit.enteredOn) return 'before'
  const plannedEnd = unit.last.enrolment.plannedEndOn
  return plannedEnd !== null && on > plannedEnd ? 'after' : 'during'
}

/** A contract that ended, whatever became of the training. */
export interface Termination {
  /** Null where the state says it without a date. */
  readonly on: LocalDate | null
  readonly isFollowed: boolean
}

/** The first termination of a contract among the files of a unit, null where none exists at `asOf`. */
export function terminationOf(unit: Unit, asOf: LocalDate): Termination | null {
  let found: Termination | null = null
  for (const { enrolment, state, leftOn } of unit.files) {
    const { contractEndedOn, newContractOn } = enrolment
    const isFollowed = newContractOn !== null && newContractOn <= asOf
    if (contractEndedOn !== null && contractEndedOn <= asOf) {
      found = earlier(found, { on: contractEndedOn, isFollowed })
    } else if (state.status === 'rupture_contrat') {
      found = earlier(found, { on: leftOn, isFollowed })
    }
  }
  return found
}

function earlier(one: Termination | null, other: Termination): Termination {
  if (one === null) return other
  const isFollowed = one.isFollowed || other.isFollowed
  const on = one.on === null ? other.on : other.on === null || one.on <= other.on ? one.on : other.on
  return { on, isFollowed }
}

/** The day nine months after the entry, null where the entry is unknown. */
export function nineMonthsAfterEntry(unit: Unit): LocalDate | null {
  return unit.enteredOn === null ? null : addMonths(unit.enteredOn, 9)
}
