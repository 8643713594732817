// What has become of an enrolment at the as-of date, by the rules of docs/conception.md. May not report: dates that
// contradict one another are said in check-enrolments.ts.
import { formatDate, fr } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { Dropout, Enrolment } from '../records/records.js'
import type { EnrolmentStatus } from '../records/values.js'
import type { CaseState } from './register.js'

export interface StateAtAsOf {
  readonly state: CaseState
  readonly hasEntered: boolean
  readonly enteredOn: LocalDate | null
  readonly leftOn: LocalDate | null
}

/** States that say that the learner came, so that an entry date is due. */
const CAME: ReadonlySet<EnrolmentStatus> = new Set([
  'en_cours',
  'termine',
  'force_majeure',
  'interruption_of',
  'exclusion',
  'rupture_contrat',
  'transfert',
])

/** The state says that the learner came: an empty `date_entree` is an error and the planned entry stands in. */
export function saysCame(enrolment: Enrolment): boolean {
  return CAME.has(enrolment.status)
}

/**
 * The day of the exit as written, even after the as-of date: `date_sortie`, else what the trigger of that state
 * would fire on (the row of abandons, the end of the contract). `dropout` is the row that counts, whatever its date.
 */
export function exitOf(enrolment: Enrolment, dropout: Dropout | null): LocalDate | null {
  if (enrolment.leftOn !== null) return enrolment.leftOn
  if (enrolment.status === 'abandon') return dropout?.on ?? null
  if (enrolment.status === 'rupture_contrat') return enrolment.contractEndedOn
  return null
}

/**
 * The day of entry as written, even after the as-of date. `date_entree_prevue` stands in for an empty cell of a learner
 * who came, not for a date that cannot be used: that entry took place on a day nobody knows.
 */
export function entryOf(enrolment: Enrolment): LocalDate | null {
  if (enrolment.enteredOn !== null) return enrolment.enteredOn
  const standsIn = saysCame(enrolment) && !enrolment.unusable.has('date_entree')
  return standsIn ? enrolment.plannedEntryOn : null
}

/** An abandon without `date_entree`, or whose exit precedes it, is counted as an annulation. */
export function isDropoutWithoutEntry(enrolment: Enrolment, dropout: Dropout | null): boolean {
  if (enrolment.status !== 'abandon') return false
  if (enrolment.enteredOn === null && !enrolment.unusable.has('date_entree')) return true
  const entry = entryOf(enrolment)
  const exit = exitOf(enrolment, dropout)
  return entry !== null && exit !== null && exit < entry
}

/** A row of abandons after the as-of date: nothing is declared yet, whatever `date_sortie` says. */
export function isUndeclared(enrolment: Enrolment, dropout: Dropout | null, asOf: LocalDate): boolean {
  return enrolment.status === 'abandon' && dropout !== null && dropout.on !== null && dropout.on > asOf
}

/** `dropout` is the row of abandons that counts for the enrolment, whatever its date. */
export function stateAt(enrolment: Enrolment, dropout: Dropout | null, asOf: LocalDate): StateAtAsOf {
  if (isUndeclared(enrolment, dropout, asOf)) return undeclared(enrolment, dropout?.on as LocalDate, asOf)
  const exit = exitOf(enrolment, dropout)
  const leftOn = exit !== null && exit <= asOf ? exit : null
  const isExitToCome = exit !== null && exit > asOf
  const { status } = enrolment

  if (status === 'erreur') {
    return absent(
      'erreur',
      leftOn,
      () => fr`Le statut est « erreur » : le dossier n’est dans aucune population.`,
    )
  }
  if (status === 'annulation' || status === 'non_presentation') {
    return isExitToCome
      ? beforeTheNews(enrolment, asOf, () => later(exit))
      : absent(status, leftOn, () => written(enrolment))
  }
  if (isDropoutWithoutEntry(enrolment, dropout)) {
    return isExitToCome
      ? absent('inscrit', leftOn, () => later(exit))
      : absent('annulation', leftOn, () => withoutEntry(enrolment, exit))
  }
  const entry = status === 'inscrit' && enrolment.enteredOn === null ? null : entryOf(enrolment)
  if (status === 'inscrit' && entry === null) {
    return absent('inscrit', leftOn, () => written(enrolment))
  }
  if (entry !== null && entry > asOf) {
    return absent('inscrit', leftOn, () => fr`L’entrée, le ${formatDate(entry)}, est après la date d’arrêté.`)
  }
  if (status === 'inscrit' || isExitToCome) {
    const isKnown = status === 'inscrit' || status === 'en_cours'
    return came('en_cours', entry, leftOn, () =>
      isKnown ? enteredAs(enrolment, entry) : fr`${enteredAs(enrolment, entry)} ${later(exit as LocalDate)}`,
    )
  }
  return came(status, entry, leftOn, () => {
    const exitWords = leftOn === null ? '' : fr` Sortie le ${formatDate(leftOn)}.`
    return `${written(enrolment)} ${enteredAs(enrolment, entry)}${exitWords}`
  })
}

/** What will be written later does not exist yet: until then a filled entry says that the learner is there. */
function beforeTheNews(enrolment: Enrolment, asOf: LocalDate, reason: () => string): StateAtAsOf {
  const { enteredOn, status, unusable } = enrolment
  if (enteredOn !== null && enteredOn <= asOf) {
    return came('en_cours', enteredOn, null, () => fr`${enteredAs(enrolment, enteredOn)} ${reason()}`)
  }
  // An abandon whose entry cannot be used came, on a day nobody knows.
  if (status === 'abandon' && unusable.has('date_entree')) return came('en_cours', null, null, reason)
  return absent('inscrit', null, reason)
}

function undeclared(enrolment: Enrolment, declaredOn: LocalDate, asOf: LocalDate): StateAtAsOf {
  return beforeTheNews(
    enrolment,
    asOf,
    () => fr`L’abandon, déclaré le ${formatDate(declaredOn)}, l’est après la date d’arrêté.`,
  )
}

function came(
  status: EnrolmentStatus,
  enteredOn: LocalDate | null,
  leftOn: LocalDate | null,
  reason: () => string,
): StateAtAsOf {
  return { state: new State(status, reason), hasEntered: true, enteredOn, leftOn }
}

function absent(status: EnrolmentStatus, leftOn: LocalDate | null, reason: () => string): StateAtAsOf {
  return { state: new State(status, reason), hasEntered: false, enteredOn: null, leftOn }
}

/** The sentence is formed only when somebody reads it: a hundred thousand cases are judged without. */
class State implements CaseState {
  readonly status: EnrolmentStatus
  readonly #reason: () => string

  constructor(status: EnrolmentStatus, reason: () => string) {
    this.status = status
    this.#reason = reason
  }

  get reason(): string {
    return this.#reason()
  }
}

function written(enrolment: Enrolment): string {
  return fr`Le statut de l’export est « ${enrolment.status} ».`
}

function later(exit: LocalDate): string {
  return fr`La sortie, le ${formatDate(exit)}, est après la date d’arrêté.`
}

function withoutEntry(enrolment: Enrolment, exit: LocalDate | null): string {
  return enrolment.enteredOn === null || exit === null
    ? fr`Abandon sans date d’entrée : compté comme une annulation.`
    : fr`Abandon le ${formatDate(exit)}, avant l’entrée du ${formatDate(enrolment.enteredOn)} : compté comme une annulation.`
}

function enteredAs(enrolment: Enrolment, entry: LocalDate | null): string {
  if (entry === null) return fr`Entrée à une date inconnue.`
  return enrolment.enteredOn === null
    ? fr`Entrée prévue le ${formatDate(entry)}, faute de date d’entrée.`
    : fr`Entrée le ${formatDate(entry)}.`
}
