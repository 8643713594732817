// What the rows of each source become, and where the records go. May not know columns or files.
import type { ExportFile, Recorded, SourceName } from './export-file.js'
import { absenceReader } from './readers/absence.js'
import { actionReader } from './readers/action.js'
import { activityReader } from './readers/activity.js'
import { attendanceReader } from './readers/attendance.js'
import { certificationReader } from './readers/certification.js'
import { dropoutReader } from './readers/dropout.js'
import { enrolmentReader } from './readers/enrolment.js'
import { explanationReader } from './readers/explanation.js'
import { improvementReader } from './readers/improvement.js'
import { presenceReader } from './readers/presence.js'
import type { ReadRow } from './readers/read-row.js'
import { surveyAnswerReader } from './readers/survey-answer.js'
import { trainingReader } from './readers/training.js'
import { violenceReportReader } from './readers/violence-report.js'
import {
  type Absence,
  type Action,
  type Activity,
  type Certification,
  type Dropout,
  type Enrolment,
  type Explanation,
  type Improvement,
  isUndated,
  type Presence,
  type Records,
  type SurveyAnswer,
  type Training,
  type ViolenceReport,
} from './records.js'
import type { RowJoin } from './row-join.js'
import type { RowReader } from './row-reader.js'

/** Records of every source, being read. */
export class RecordLists implements Records {
  readonly enrolments: Enrolment[] = []
  readonly trainings: Training[] = []
  readonly absences: Absence[] = []
  readonly presences: Presence[] = []
  readonly actions: Action[] = []
  readonly dropouts: Dropout[] = []
  readonly certifications: Certification[] = []
  readonly activities: Activity[] = []
  readonly violenceReports: ViolenceReport[] = []
  readonly explanations: Explanation[] = []
  readonly surveyAnswers: SurveyAnswer[] = []
  readonly improvements: Improvement[] = []
  readonly exports: ExportFile[] = []
  readonly sources = new Set<SourceName>()
  readonly setAsideIds = new Set<string>()

  /** Takes what was read of one table. */
  add(found: RecordLists): void {
    for (const id of found.setAsideIds) this.setAsideIds.add(id)
    for (const name of LISTS) {
      const list: unknown[] = this[name]
      for (const record of found[name]) list.push(record)
    }
  }
}

const LISTS = [
  'enrolments',
  'trainings',
  'absences',
  'presences',
  'actions',
  'dropouts',
  'certifications',
  'activities',
  'violenceReports',
  'explanations',
  'surveyAnswers',
  'improvements',
] as const

/** One entry a source: how its rows are read, and where the records go. */
const READERS: Readonly<
  Record<SourceName, (reader: RowReader, records: RecordLists, join: RowJoin | null) => RowTaker>
> = {
  apprenants: (reader, { enrolments, setAsideIds }, join) =>
    taker(enrolmentReader(reader, setAsideIds), enrolments, join),
  formations: (reader, { trainings }, join) => taker(trainingReader(reader), trainings, join),
  absences: (reader, { absences }, join) => taker(absenceReader(reader), absences, join),
  presences: (reader, { presences }, join) => taker(presenceReader(reader), presences, join),
  emargements: (reader, { absences, presences }, join) =>
    giver(
      attendanceReader(reader),
      (record) => {
        if ('isJustified' in record) absences.push(record)
        else presences.push(record)
      },
      join,
    ),
  relances: (reader, { actions }, join) => taker(actionReader(reader), actions, join),
  abandons: (reader, { dropouts }, join) => taker(dropoutReader(reader), dropouts, join),
  certifications: (reader, { certifications }, join) =>
    taker(certificationReader(reader), certifications, join),
  activites: (reader, { activities }, join) => taker(activityReader(reader), activities, join),
  signalements: (reader, { violenceReports }, join) =>
    taker(violenceReportReader(reader), violenceReports, join),
  explications: (reader, { explanations }, join) => taker(explanationReader(reader), explanations, join),
  enquetes: (reader, { surveyAnswers }, join) => taker(surveyAnswerReader(reader), surveyAnswers, join),
  ameliorations: (reader, { improvements }, join) => taker(improvementReader(reader), improvements, join),
}

/**
 * Reads a row into its list.
 * @param join gives the records their enrolment, where the rows have no file number
 */
export function rowTaker(reader: RowReader, records: RecordLists, join: RowJoin | null): RowTaker {
  return READERS[reader.file.name](reader, records, join)
}

/** Reads a row into its list; gives how many records it made, or null when it is set aside: it gives nothing, or its date cannot be used. */
export type RowTaker = (cells: readonly string[], row: number) => number | null

function taker<T extends Recorded>(read: ReadRow<T>, list: T[], join: RowJoin | null): RowTaker {
  return giver(read, (record) => list.push(record), join)
}

function giver<T extends Recorded>(
  read: ReadRow<T>,
  give: (record: T) => void,
  join: RowJoin | null,
): RowTaker {
  return (cells, row) => {
    const found = read(cells, row)
    if (found === null) return null
    if (join === null && !isSeveral(found)) {
      give(found)
      return isUndated(found) ? null : 1
    }
    const several = isSeveral(found) ? found : [found]
    const records =
      join === null ? several : several.flatMap((record) => join.joined(record, cells, row) ?? [])
    for (const record of records) give(record)
    return records.some(isUndated) ? null : records.length
  }
}

function isSeveral<T>(records: T | readonly T[]): records is readonly T[] {
  return Array.isArray(records)
}
