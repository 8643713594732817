// The organisation's written procedure as data: dated versions, each a list of obligations.

import type { LocalDate } from '../kernel/local-date.js'
import type { Place } from '../kernel/origin.js'
import type { DayInterval } from '../kernel/working-calendar.js'
import type { ActionType, Channel, Recipient, TrainingType } from '../records/values.js'
import type { ScopeRules } from '../register/register.js'
import type { Delay } from './delay.js'
import type { Trigger } from './triggers/triggers.js'

/** The closed set of constraint kinds (DECLARE: response, precedence, existence). */
export type ObligationKind = 'response' | 'precedence' | 'existence'
export type Requirement = 'exigee' | 'conseillee' | 'aucune'
export type Gravity = 'ecart' | 'alerte'
export type Limit = 'entree' | 'mi_parcours' | 'fin' | 'examen'

export type { Trigger }

/** Which enrolments an obligation is for; an empty list means all. */
export interface Audience {
  readonly types: readonly TrainingType[]
  readonly sites: readonly string[]
  readonly trainings: readonly string[]
  readonly hasDisability: boolean | null
  /** Strictly more than this many days. */
  readonly moreThanDays: number | null
}

/** Which actions discharge it; an empty list means any. */
export interface Expected {
  readonly types: readonly (ActionType | 'accuse' | 'reponse')[]
  readonly recipients: readonly Recipient[]
  readonly channels: readonly Channel[]
  /** The n-th matching action discharges (existence, precedence). */
  readonly count: number
}

export interface Obligation {
  readonly id: string
  readonly title: string
  readonly kind: ObligationKind
  readonly audience: Audience
  /** Null for precedence and existence. */
  readonly trigger: Trigger | null
  /** Acts that a precedence guards. */
  readonly guarded: readonly ActionType[]
  readonly expected: Expected
  /** 'toDecide' for « à fixer »; null where the kind has none. */
  readonly delay: Delay | 'toDecide' | null
  readonly limit: Limit | null
  readonly evidence: Requirement
  readonly ticket: Requirement
  readonly reference: string
  /** Who sees to it, as written; '' where nobody is named. */
  readonly owner: string
  readonly gravity: Gravity
  /** Indicators other than 12 that the same evidence supports. */
  readonly indicators: readonly number[]
  readonly place: Place
}

export interface ProcedureVersion {
  readonly version: string
  readonly from: LocalDate | null
  /** Last day in force; null while open. */
  readonly to: LocalDate | null
  readonly obligations: readonly Obligation[]
}

/** A procedure whose obligations were taken over. */
export interface ProcedureSource {
  /** The name of a shipped one, the path of another. */
  readonly name: string
  readonly title: string
  /** Where its text comes from; '' where it does not say. */
  readonly source: string
}

export interface Procedure {
  readonly reference: string
  readonly title: string
  /** Path of the signed procedure, a proof of the workspace; null where none is named. */
  readonly document: string | null
  /** In order of `from`. */
  readonly versions: readonly ProcedureVersion[]
  readonly scope: ScopeRules
  readonly movesToWorkingDay: boolean
  readonly closures: readonly DayInterval[]
  /** What `etend` names, in order. */
  readonly basedOn?: readonly ProcedureSource[]
}

/** How many of the obligations have a delay still « à fixer »: they give no verdict. */
export function countToDecide(obligations: Iterable<Obligation>): number {
  return [...obligations].filter(({ delay }) => delay === 'toDecide').length
}
