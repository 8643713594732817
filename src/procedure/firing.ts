// What a trigger hands to the ledger. Types only.
import type { LocalDate, MinuteOfDay } from '../kernel/local-date.js'
import type { Recorded } from '../records/export-file.js'
import type { Absence, Action } from '../records/records.js'
import type { Case } from '../register/register.js'
import type { Force } from './versions-in-force.js'

/** Something that happened to an enrolment, so that something is due. */
export interface Firing {
  /** Null where the row that fired has no usable date. */
  readonly on: LocalDate | null
  readonly minute: MinuteOfDay | null
  /** The row that fired. */
  readonly cause: Recorded
  /** Actions that cannot discharge it: those that discharged what it comes after. */
  readonly spent: readonly Action[]
}

/** A response discharged towards its last recipient. */
export interface Discharge {
  readonly on: LocalDate
  readonly minute: MinuteOfDay | null
  /** The action towards the last recipient. */
  readonly by: Action
  /** The actions towards every recipient. */
  readonly actions: readonly Action[]
}

/** A day of absence: several rows of one day are one. */
export interface AbsenceDay {
  readonly on: LocalDate
  /** In order, at least one. */
  readonly rows: readonly Absence[]
  /** A day is justified if all its rows are. */
  readonly isJustified: boolean
  /** Earliest row that is not justified, else the earliest. */
  readonly unjustified: Absence
  readonly earliest: Absence
  /** First time of the unjustified rows, and of all rows; null where none has a time. */
  readonly unjustifiedMinute: MinuteOfDay | null
  readonly earliestMinute: MinuteOfDay | null
}

/**
 * What the versions of one obligation remember of one enrolment, from the first version to the last: by kind of trigger,
 * the day, or the index of the event, that fired last.
 */
export interface TriggerMemory {
  [kind: string]: number
}

/** What a trigger may look at. */
export interface TriggerContext {
  readonly kase: Case
  readonly asOf: LocalDate
  /** A firing outside the days in force belongs to another version. */
  readonly force: Force
  readonly isOfLastVersion: boolean
  readonly memory: TriggerMemory
  /** Days of absence during the enrolment, in order. */
  readonly absenceDays: readonly AbsenceDay[]
  /** Days of session of the enrolment, in order; null where the workspace has no presences. */
  readonly sessionDays: readonly { readonly on: LocalDate }[] | null
  dischargesOf(obligationId: string): readonly Discharge[]
}

/** Between entry and exit, both included, as far as they are known. */
export function isDuring(on: LocalDate, { enteredOn, leftOn }: Case): boolean {
  return (enteredOn === null || on >= enteredOn) && (leftOn === null || on <= leftOn)
}

export function isInForce(force: Force, on: LocalDate): boolean {
  return force.from <= on && on <= force.to
}

/** Firing of an event without a usable date: judged by the last version alone, with null dates. */
export function undated(context: TriggerContext, cause: Recorded): Firing[] {
  return context.isOfLastVersion ? [{ on: null, minute: null, cause, spent: [] }] : []
}

/** Firing on one day, at the time of the event where it has one, if it exists at the as-of date and in this version. */
export function onDay(
  context: TriggerContext,
  on: LocalDate,
  minute: MinuteOfDay | null,
  cause: Recorded,
): Firing[] {
  return on <= context.asOf && isInForce(context.force, on) ? [{ on, minute, cause, spent: [] }] : []
}
