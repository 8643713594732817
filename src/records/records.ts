// Typed records as read, one interface a source. A date that is empty is null; a date that cannot be used is
// null too, has a diagnostic, and its field is named in `unusable`. May not know the procedure.
import type { LocalDate, MinuteOfDay } from '../kernel/local-date.js'
import { type ExportFile, type Recorded, type SourceName, sourcesOf } from './export-file.js'
import type {
  ActionType,
  Alternative,
  Channel,
  ContactResult,
  DayPart,
  Decision,
  DropoutOrigin,
  EnrolmentStatus,
  Recipient,
  ReportCategory,
  TrainingType,
} from './values.js'

/** Canonical headers of the cells whose value could not be used; the shared empty set for most rows. */
export type UnusableFields = ReadonlySet<string>

/** A row of apprenants: one person in one training, the unit of count. Texts are trimmed and NFC; '' where empty. */
export interface Enrolment extends Recorded {
  /** `dossier`. */
  readonly id: string
  readonly lastName: string
  readonly firstName: string
  readonly email: string
  readonly phone: string
  readonly address: string
  /** `formation` as typed: a code or a title. */
  readonly trainingName: string
  readonly session: string
  readonly siteId: string
  readonly plannedEntryOn: LocalDate | null
  readonly enteredOn: LocalDate | null
  readonly enteredMinute: MinuteOfDay | null
  readonly plannedEndOn: LocalDate | null
  /** `date_sortie`. */
  readonly leftOn: LocalDate | null
  readonly leftMinute: MinuteOfDay | null
  /** `date_rupture`. */
  readonly contractEndedOn: LocalDate | null
  readonly contractEndedMinute: MinuteOfDay | null
  readonly newContractOn: LocalDate | null
  readonly status: EnrolmentStatus
  readonly plannedHours: number | null
  readonly doneHours: number | null
  readonly funder: string
  readonly company: string
  readonly prescriber: string
  readonly tutor: string
  readonly legalRepresentative: string
  readonly referent: string
  readonly funderEmail: string
  readonly companyEmail: string
  readonly prescriberEmail: string
  readonly tutorEmail: string
  readonly legalRepresentativeEmail: string
  /** `psh`: recognised disability; null where the cell is empty or the column missing. */
  readonly hasDisability: boolean | null
  readonly adaptation: string
  /** `remplace_par`: file number of the successor. */
  readonly replacedBy: string
  /** `personne`: number of the person, the same in each of her enrolments; '' where the export has none. */
  readonly personNumber: string
  /** `risques`: words of the organisation on what may make the learner leave. */
  readonly risks: readonly string[]
  /** `temps_preparation`, in hours. */
  readonly preparationHours: number | null
  readonly unusable: UnusableFields
}

export interface Training extends Recorded {
  readonly code: string
  readonly title: string
  /** Null where it could not be read (a diagnostic says so), or for a training made from the name seen, which no formations export describes. */
  readonly type: TrainingType | null
  readonly hours: number | null
  /** Duration in days; null when unknown. Hours are never converted. */
  readonly days: number | null
  readonly certification: string
  readonly isSubcontracted: boolean
  /** Ids of measures that apply to it. */
  readonly measures: readonly string[]
}

export interface Absence extends Recorded {
  readonly enrolmentId: string
  /** Null when the date cannot be used. */
  readonly on: LocalDate | null
  readonly minute: MinuteOfDay | null
  /** Last day of a range, both included; null for one day. The register makes a range into its working days. */
  readonly until: LocalDate | null
  readonly dayPart: DayPart
  /** `heures`, of the range as a whole. */
  readonly hours: number | null
  readonly isJustified: boolean
  /** Unjustified as long as the proof that was announced has not come. */
  readonly isAwaited: boolean
  readonly reason: string
  readonly evidence: readonly string[]
}

export interface Presence extends Recorded {
  readonly enrolmentId: string
  readonly on: LocalDate | null
  readonly minute: MinuteOfDay | null
  readonly dayPart: DayPart
  readonly hours: number | null
  /** Came late (`retard` of emargements). */
  readonly isLate: boolean
  /** Left before the end (`depart_anticipe` of emargements). */
  readonly hasLeftEarly: boolean
}

/** A row of relances: any dated act towards somebody. */
export interface Action extends Recorded {
  readonly enrolmentId: string
  readonly on: LocalDate | null
  readonly minute: MinuteOfDay | null
  readonly type: ActionType
  /** Null for a decision or an attestation taken from abandons. */
  readonly channel: Channel | null
  readonly recipient: Recipient | null
  readonly author: string
  readonly result: ContactResult | null
  readonly comment: string
  /** Paths of the proof files relative to the workspace; all must exist. Empty when none is named. */
  readonly evidence: readonly string[]
  readonly ticket: string
}

export interface Dropout extends Recorded {
  readonly enrolmentId: string
  readonly on: LocalDate | null
  readonly minute: MinuteOfDay | null
  /** The organisation's own words. */
  readonly cause: string
  readonly origin: DropoutOrigin | null
  readonly isForceMajeure: boolean | null
  readonly alternative: Alternative | null
  /** Answer to the alternative, as typed. */
  readonly answer: string
  readonly decision: Decision | null
  readonly decidedOn: LocalDate | null
  readonly decidedMinute: MinuteOfDay | null
  /** What names it, a path or a number; '' where the cell is empty or only says oui or non. */
  readonly attestation: string
  /** Whether it came back, where the cell says oui or non. */
  readonly isAttested: boolean | null
  readonly attestedOn: LocalDate | null
  readonly attestedMinute: MinuteOfDay | null
  readonly unusable: UnusableFields
}

export interface Certification extends Recorded {
  readonly enrolmentId: string
  readonly on: LocalDate | null
  readonly certification: string
  readonly isPresented: boolean | null
  /** As typed; `hasPassed` where it could be read. */
  readonly result: string
  readonly hasPassed: boolean | null
  readonly failureReason: string
  readonly hasReadGuide: boolean | null
  readonly hasSeenCourses: boolean | null
  readonly mentorMeetingsPlanned: number | null
  readonly mentorMeetingsKept: number | null
  readonly deliverablesBegunOn: LocalDate | null
  /** `connaissances_mobilisees`. */
  readonly hasUsedKnowledge: boolean | null
  /** `echange_mentor`. */
  readonly hasTalkedToMentor: boolean | null
}

export interface Activity extends Recorded {
  readonly enrolmentId: string
  readonly on: LocalDate | null
  readonly minute: MinuteOfDay | null
}

/** A row of signalements: a report of violence, harassment or discrimination. Never a narrative, never a name. */
export interface ViolenceReport extends Recorded {
  readonly id: string
  readonly on: LocalDate | null
  readonly minute: MinuteOfDay | null
  readonly category: ReportCategory | null
  readonly channel: string
  readonly status: string
  readonly acknowledgedOn: LocalDate | null
  readonly acknowledgedMinute: MinuteOfDay | null
  readonly answeredOn: LocalDate | null
  readonly answeredMinute: MinuteOfDay | null
}

/** A row of explications: what the organisation says of a breach. It changes no verdict. */
export interface Explanation extends Recorded {
  readonly enrolmentId: string
  /** `obligation`: its id in the procedure. */
  readonly obligationId: string
  readonly on: LocalDate | null
  readonly reason: string
  readonly author: string
}

/** A row of enquetes: one answer to one question of a survey. */
export interface SurveyAnswer extends Recorded {
  readonly on: LocalDate | null
  /** '' where the answer is nobody's in particular. */
  readonly enrolmentId: string
  readonly session: string
  readonly question: string
  readonly mark: number
  /** `sur`: the best mark there is; null where it is not said. */
  readonly outOf: number | null
}

/** A row of ameliorations: an entry of the improvement register. */
export interface Improvement extends Recorded {
  readonly id: string
  readonly on: LocalDate | null
  readonly finding: string
  readonly cause: string
  readonly action: string
  readonly owner: string
  readonly dueOn: LocalDate | null
  /** `fait_le`. */
  readonly doneOn: LocalDate | null
  readonly effect: string
  /** `obligation`: its id in the procedure, or ''. */
  readonly obligationId: string
  /** Numbers of indicators, as typed. */
  readonly indicators: readonly string[]
}

/** Everything read from the exports, in file order. */
export interface Records {
  readonly enrolments: readonly Enrolment[]
  readonly trainings: readonly Training[]
  readonly absences: readonly Absence[]
  readonly presences: readonly Presence[]
  readonly actions: readonly Action[]
  readonly dropouts: readonly Dropout[]
  readonly certifications: readonly Certification[]
  readonly activities: readonly Activity[]
  readonly violenceReports: readonly ViolenceReport[]
  readonly explanations: readonly Explanation[]
  readonly surveyAnswers: readonly SurveyAnswer[]
  readonly improvements: readonly Improvement[]
  readonly exports: readonly ExportFile[]
  /** Sources named in `i12.yaml`, even if their files hold no row. */
  readonly sources: ReadonlySet<SourceName>
  /** File numbers of learners whose row was set aside, with its diagnostic: rows that name them are not unknown. */
  readonly setAsideIds?: ReadonlySet<string>
}

/** Whether a record has no usable date; its row is counted in `setAside` where it was read. */
export function isUndated(record: Recorded): boolean {
  return 'on' in record && record.on === null
}

/** Whether some export of a source has a column for the field. */
export function hasField(records: Records, source: SourceName, field: string): boolean {
  return records.exports.some((file) => sourcesOf(file.name).includes(source) && file.columns.has(field))
}
