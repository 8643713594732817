// One case per enrolment: its training, site, dates, status and timeline. May not print, read files or know the procedure.
import type { LocalDate } from '../kernel/local-date.js'
import type { WorkingCalendar } from '../kernel/working-calendar.js'
import type { ExportFile } from '../records/export-file.js'
import type {
  Absence,
  Action,
  Activity,
  Certification,
  Dropout,
  Enrolment,
  Presence,
  Records,
  Training,
  ViolenceReport,
} from '../records/records.js'
import type { EnrolmentStatus } from '../records/values.js'
import type { Measure } from './measure.js'

export interface Site {
  readonly id: string
  readonly name: string
  readonly calendar: WorkingCalendar
}

/** Which trainings are judged (`perimetre` of the procedure). */
export interface ScopeRules {
  /** Strictly more than this many days. */
  readonly moreThanDays: number
  readonly excludesSubcontracted: boolean
}

/** Why an enrolment is not judged; the first reason in this order. */
export type OutOfScope = 'short' | 'subcontracted' | 'outsidePeriod' | 'error'

/** The state of a case at the as-of date, with the rule and dates that made it. */
export interface CaseState {
  /** The state that counts, after the rules of docs/conception.md (an abandon who never entered is `annulation`, an exit after `asOf` is `en_cours`). */
  readonly status: EnrolmentStatus
  /** French sentence: the rule and the dates. */
  readonly reason: string
}

export interface Case {
  readonly enrolment: Enrolment
  /** Made from the name seen where no formations export names it (then `days` is null). */
  readonly training: Training
  readonly site: Site
  readonly state: CaseState
  /** The learner came by `asOf`, even where the day is not known. */
  readonly hasEntered: boolean
  /** Effective entry at `asOf`, `date_entree_prevue` standing in where the state says the learner came; null if never entered or unknown. */
  readonly enteredOn: LocalDate | null
  /** Exit that exists at `asOf`, else null. */
  readonly leftOn: LocalDate | null
  readonly outOfScope: OutOfScope | null
  /** Each list in order of date, time, file, row; nothing dated after `asOf`; rows without a usable date at the end. */
  readonly absences: readonly Absence[]
  readonly presences: readonly Presence[]
  /** Rows of relances, and decisions and attestations taken from abandons. */
  readonly actions: readonly Action[]
  readonly activities: readonly Activity[]
  /** All of them, even after `asOf`: an exam calendar is a plan. */
  readonly certifications: readonly Certification[]
  /** The row of abandons that counts for the case (the earliest), whatever its state; null where there is none or it is dated after `asOf`. */
  readonly dropout: Dropout | null
  /** That row where it is dated after `asOf`: nothing is declared yet. */
  readonly laterDropout: Dropout | null
  /** The case that `remplace_par` leads to, else null. */
  readonly successor: Case | null
  readonly predecessor: Case | null
}

export interface Period {
  readonly from: LocalDate
  readonly to: LocalDate
}

export interface Register {
  readonly asOf: LocalDate
  readonly period: Period
  /** In the order of apprenants. */
  readonly cases: readonly Case[]
  readonly caseOf: ReadonlyMap<string, Case>
  readonly sites: readonly Site[]
  readonly measures: readonly Measure[]
  /** In the order of signalements, `asOf` not yet looked at. */
  readonly violenceReports: readonly ViolenceReport[]
  readonly records: Records
  /** Rows read but left out because they name an unknown file or repeat one, and the records that they gave, by export; added to `sources[].setAside`. */
  readonly setAside: ReadonlyMap<ExportFile, { readonly rows: number; readonly records: number }>
  /** Records beyond those that were read: the further days of ranges, by export. */
  readonly addedRecords: ReadonlyMap<ExportFile, number>
}
