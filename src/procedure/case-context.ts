// What triggers may look at in one enrolment; made once for all the obligations that are judged in it.
import type { LocalDate } from '../kernel/local-date.js'
import { compareDated, sortDated } from '../register/group-by-enrolment.js'
import type { Case } from '../register/register.js'
import type { AbsenceDay, Discharge, TriggerContext, TriggerMemory } from './firing.js'
import type { DatedAction } from './matching.js'
import { absenceDaysOf } from './triggers/absence.js'
import type { Force } from './versions-in-force.js'

interface Surroundings {
  readonly asOf: LocalDate
  readonly hasPresences: boolean
  readonly slots: ReadonlyMap<string, number>
}

const NOTHING: readonly Discharge[] = []
const ALWAYS = {
  from: Number.NEGATIVE_INFINITY as LocalDate,
  to: Number.POSITIVE_INFINITY as LocalDate,
}

export class CaseContext implements TriggerContext {
  readonly kase: Case
  readonly asOf: LocalDate
  force: Force = ALWAYS
  isOfLastVersion = true
  memory: TriggerMemory = {}
  readonly #surroundings: Surroundings
  readonly #discharges: (Discharge[] | undefined)[] = []
  #absenceDays: readonly AbsenceDay[] | null = null
  #sessionDays: readonly { readonly on: LocalDate }[] | null = null

  constructor(kase: Case, surroundings: Surroundings) {
    this.kase = kase
    this.asOf = surroundings.asOf
    this.#surroundings = surroundings
  }

  /** The same context, seen by one version of one obligation; until the next call. */
  under(force: Force, isOfLastVersion: boolean, memory: TriggerMemory): this {
    this.force = force
    this.isOfLastVersion = isOfLastVersion
    this.memory = memory
    return this
  }

  get absenceDays(): readonly AbsenceDay[] {
    this.#absenceDays ??= absenceDaysOf(this.kase)
    return this.#absenceDays
  }

  /** A session is a day on which the learner was expected: present or absent. */
  get sessionDays(): readonly { readonly on: LocalDate }[] | null {
    if (!this.#surroundings.hasPresences) return null
    this.#sessionDays ??= sortDated(
      [...this.kase.presences, ...this.kase.absences].flatMap(({ on }) => (on === null ? [] : [{ on }])),
    )
    return this.#sessionDays
  }

  dischargesOf(obligationId: string): readonly Discharge[] {
    return this.#discharges[this.#surroundings.slots.get(obligationId) ?? -1] ?? NOTHING
  }

  /** `actions`: those that discharged an obligation towards each of its recipients, at least one. */
  noteDischarge(slot: number, actions: readonly DatedAction[]): void {
    const by = actions.reduce((latest, action) => (compareDated(action, latest) >= 0 ? action : latest))
    const discharge = { on: by.on, minute: by.minute, by, actions }
    const known = this.#discharges[slot]
    if (known === undefined) this.#discharges[slot] = [discharge]
    else known.push(discharge)
  }
}
