// A register for the tests of statistics, one line a learner. States are given as the register would have made them.

import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { type LocalDate, parseIsoDate } from '../../src/kernel/local-date.js'
import { wholeFile } from '../../src/kernel/origin.js'
import { WorkingCalendar } from '../../src/kernel/working-calendar.js'
import type { Ledger, Verdict, VerdictStatus } from '../../src/procedure/ledger.js'
import type { ExportFile, SourceName } from '../../src/records/export-file.js'
import type {
  Absence,
  Action,
  Activity,
  Certification,
  Dropout,
  Enrolment,
  Training,
} from '../../src/records/records.js'
import type { Alternative, DropoutOrigin, EnrolmentStatus, TrainingType } from '../../src/records/values.js'
import { type Linked, linkSuccessors } from '../../src/register/link-successors.js'
import type { Measure } from '../../src/register/measure.js'
import type { Case, Register } from '../../src/register/register.js'

export function day(text: string): LocalDate {
  const date = parseIsoDate(text)
  if (date === null) throw new Error(`no such day: ${text}`)
  return date
}

export interface Line {
  readonly id?: string
  readonly state?: EnrolmentStatus
  /** Effective entry; 2025-03-03 where absent, null where nobody entered. */
  readonly entered?: string | null
  /** `date_entree` of the row where nobody entered. */
  readonly typedEntry?: string
  readonly planned?: string
  readonly end?: string
  readonly left?: string
  readonly type?: TrainingType | null
  readonly training?: string
  readonly days?: number | null
  readonly subcontracted?: boolean
  readonly site?: string
  readonly funder?: string
  readonly prescriber?: string
  readonly psh?: boolean | null
  readonly email?: string
  readonly name?: string
  readonly firstName?: string
  readonly ended?: string
  readonly newContract?: string
  readonly replacedBy?: string
  readonly unusable?: readonly string[]
  /** The row of abandons; absent where there is none. */
  readonly dropout?: {
    readonly on?: string
    readonly cause?: string
    readonly origin?: DropoutOrigin
    readonly alternative?: Alternative
    readonly answer?: string
    readonly unusable?: readonly string[]
  }
  readonly absences?: readonly string[]
  readonly relaunches?: readonly string[]
  readonly activities?: readonly string[]
  readonly certifications?: readonly Partial<
    Omit<Certification, 'on' | 'deliverablesBegunOn'> & { on: string; begun: string }
  >[]
}

export interface RegisterOptions {
  readonly asOf?: string
  /** Columns of apprenants besides those always there. */
  readonly columns?: readonly string[]
  /** Columns of abandons besides those always there. */
  readonly dropoutColumns?: readonly string[]
  readonly sources?: readonly SourceName[]
  readonly measures?: readonly Measure[]
}

const NEVER_ENTERED: ReadonlySet<EnrolmentStatus> = new Set(['inscrit', 'annulation', 'non_presentation'])

export function registerOf(lines: readonly Line[], options: RegisterOptions = {}): Register {
  const file = {
    name: 'apprenants',
    table: { place: () => wholeFile('exports/apprenants.csv') },
    columns: new Map((options.columns ?? ['date_nouveau_contrat']).map((name, index) => [name, index])),
    setAside: 0,
  } as unknown as ExportFile
  const cases = lines.map((line, index) => caseOf(line, index, file))
  const byId = new Map(cases.map((one) => [one.enrolment.id, one]))
  linkSuccessors(cases as Linked[], byId as ReadonlyMap<string, Linked>, new Diagnostics())
  const asOf = day(options.asOf ?? '2026-11-30')
  return {
    asOf,
    period: { from: asOf, to: asOf },
    cases,
    caseOf: byId,
    sites: [],
    measures: options.measures ?? [],
    violenceReports: [],
    setAside: new Map(),
    addedRecords: new Map(),
    records: {
      enrolments: cases.map(({ enrolment }) => enrolment),
      trainings: [],
      absences: [],
      presences: [],
      actions: [],
      dropouts: [],
      certifications: [],
      activities: [],
      violenceReports: [],
      explanations: [],
      surveyAnswers: [],
      improvements: [],
      exports: [
        file,
        {
          ...file,
          name: 'abandons',
          columns: new Map((options.dropoutColumns ?? ['alternative']).map((name) => [name, 0])),
        },
      ],
      sources: new Set(options.sources ?? ['apprenants']),
    },
  }
}

/** The same line several times, as different people. */
export function times(count: number, line: Line): Line[] {
  return Array.from({ length: count }, () => line)
}

function caseOf(line: Line, index: number, file: ExportFile): Case {
  const id = line.id ?? `D-${index + 1}`
  const state = line.state ?? 'termine'
  const hasEntered = line.entered === undefined ? !NEVER_ENTERED.has(state) : line.entered !== null
  const enteredOn = line.entered === null ? null : hasEntered ? day(line.entered ?? '2025-03-03') : null
  const recorded = { export: file, row: index }
  const enrolment: Enrolment = {
    ...recorded,
    id,
    lastName: line.name ?? `Nom${index}`,
    firstName: line.firstName ?? 'Alex',
    email: line.email ?? '',
    phone: '',
    address: '',
    trainingName: line.training ?? 'F1',
    session: '',
    siteId: line.site ?? 'nice',
    plannedEntryOn:
      line.planned === undefined
        ? enteredOn === null && line.typedEntry === undefined && line.entered !== null
          ? day('2025-03-03')
          : null
        : line.planned === ''
          ? null
          : day(line.planned),
    enteredOn: line.typedEntry === undefined ? enteredOn : day(line.typedEntry),
    plannedEndOn: line.end === undefined ? null : day(line.end),
    leftOn: line.left === undefined ? null : day(line.left),
    contractEndedOn: line.ended === undefined ? null : day(line.ended),
    enteredMinute: null,
    leftMinute: null,
    contractEndedMinute: null,
    newContractOn: line.newContract === undefined ? null : day(line.newContract),
    status: state,
    plannedHours: null,
    doneHours: null,
    funder: line.funder ?? '',
    company: '',
    prescriber: line.prescriber ?? '',
    tutor: '',
    legalRepresentative: '',
    referent: '',
    funderEmail: '',
    companyEmail: '',
    prescriberEmail: '',
    tutorEmail: '',
    legalRepresentativeEmail: '',
    hasDisability: line.psh ?? null,
    adaptation: '',
    replacedBy: line.replacedBy ?? '',
    personNumber: '',
    risks: [],
    preparationHours: null,
    unusable: new Set(line.unusable ?? []),
  }
  const training: Training = {
    ...recorded,
    code: line.training ?? 'F1',
    title: `Formation ${line.training ?? 'F1'}`,
    type: line.type === undefined ? 'longue' : line.type,
    hours: null,
    days: line.days === undefined ? 20 : line.days,
    certification: '',
    isSubcontracted: line.subcontracted ?? false,
    measures: [],
  }
  const siteId = line.site ?? 'nice'
  return {
    enrolment,
    training,
    site: { id: siteId, name: `Site ${siteId}`, calendar: new WorkingCalendar(new Set()) },
    state: { status: state, reason: '' },
    hasEntered,
    enteredOn,
    leftOn: enrolment.leftOn,
    outOfScope: null,
    absences: (line.absences ?? []).map(
      (on): Absence => ({
        ...recorded,
        enrolmentId: id,
        on: day(on),
        minute: null,
        dayPart: 'journee',
        until: null,
        hours: null,
        isAwaited: false,
        isJustified: false,
        reason: '',
        evidence: [],
      }),
    ),
    presences: [],
    actions: (line.relaunches ?? []).map(
      (on): Action => ({
        ...recorded,
        enrolmentId: id,
        on: day(on),
        minute: null,
        type: 'relance',
        channel: 'telephone',
        recipient: 'beneficiaire',
        author: '',
        result: null,
        comment: '',
        evidence: [],
        ticket: '',
      }),
    ),
    activities: (line.activities ?? []).map(
      (on): Activity => ({ ...recorded, enrolmentId: id, on: day(on), minute: null }),
    ),
    certifications: (line.certifications ?? []).map(
      ({ on, begun, ...rest }): Certification => ({
        ...recorded,
        enrolmentId: id,
        certification: '',
        isPresented: null,
        result: '',
        hasPassed: null,
        failureReason: '',
        hasReadGuide: null,
        hasSeenCourses: null,
        mentorMeetingsPlanned: null,
        mentorMeetingsKept: null,
        hasUsedKnowledge: null,
        hasTalkedToMentor: null,
        ...rest,
        on: on === undefined ? day('2025-06-30') : day(on),
        deliverablesBegunOn: begun === undefined ? null : day(begun),
      }),
    ),
    dropout: dropoutOf(line, id, recorded),
    laterDropout: null,
    successor: null,
    predecessor: null,
  }
}

function dropoutOf(line: Line, id: string, recorded: { export: ExportFile; row: number }): Dropout | null {
  if (line.dropout === undefined) return null
  const { on, cause, origin, alternative, answer, unusable } = line.dropout
  return {
    ...recorded,
    enrolmentId: id,
    on: on === undefined ? null : day(on),
    cause: cause ?? '',
    origin: origin ?? null,
    isForceMajeure: null,
    alternative: alternative ?? null,
    answer: answer ?? '',
    decision: null,
    decidedOn: null,
    attestation: '',
    isAttested: null,
    attestedOn: null,
    minute: null,
    decidedMinute: null,
    attestedMinute: null,
    unusable: new Set(unusable ?? []),
  }
}

export const NO_LEDGER: Pick<Ledger, 'verdicts'> = { verdicts: [] }

/** Verdicts of obligations that a relaunch discharges, or of others. */
export function verdictsOf(
  register: Register,
  rows: readonly { id: string; status: VerdictStatus; types?: readonly string[] }[],
): Pick<Ledger, 'verdicts'> {
  return {
    verdicts: rows.map(
      ({ id, status, types }) =>
        ({
          obligation: {
            id: 'o',
            expected: { types: types ?? ['relance'], recipients: [], channels: [], count: 1 },
          },
          case: register.caseOf.get(id) ?? null,
          status,
        }) as unknown as Verdict,
    ),
  }
}
