// A dossier made in memory for the tests of documents: any number of enrolments, absences, relaunches and verdicts.
// Verdicts are made here, not judged: documents must say what a ledger holds, whoever wrote it.
import { createHash } from 'node:crypto'
import { nominativeNaming } from '../../src/documents/naming.js'
import type { ReportInputs } from '../../src/documents/report/report-inputs.js'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { addDays, type LocalDate, parseIsoDate } from '../../src/kernel/local-date.js'
import { wholeFile } from '../../src/kernel/origin.js'
import { calendarFor } from '../../src/kernel/working-calendar.js'
import { isBreach, type Ledger, type Verdict } from '../../src/procedure/ledger.js'
import type { Obligation, Procedure } from '../../src/procedure/procedure.js'
import { chooseReferential } from '../../src/procedure/referentials/choose-referential.js'
import type { ExportFile, SourceName } from '../../src/records/export-file.js'
import type {
  Absence,
  Action,
  Dropout,
  Enrolment,
  Records,
  Training,
  ViolenceReport,
} from '../../src/records/records.js'
import type { EnrolmentStatus } from '../../src/records/values.js'
import { buildRegister } from '../../src/register/build-register.js'
import type { Measure } from '../../src/register/measure.js'
import type { Case, Register } from '../../src/register/register.js'

export function day(iso: string): LocalDate {
  const date = parseIsoDate(iso)
  if (date === null) throw new Error(iso)
  return date
}

/** Same text, same digits: stands for the HMAC of app/. */
export function fakeCode(text: string): string {
  return createHash('sha256').update(`clé de test ${text}`).digest('hex')
}

function exportFile(name: SourceName): ExportFile {
  const file = `exports/${name}.csv`
  return {
    name,
    table: {
      file,
      sheet: null,
      part: '1',
      blankCount: 0,
      sha256: createHash('sha256').update(name).digest('hex'),
      encoding: 'utf-8',
      delimiter: ';',
      header: [],
      rowCount: 0,
      place: () => wholeFile(file),
      lineOf: (row) => row + 2,
    },
    columns: new Map(),
    setAside: 0,
    recordCount: 0,
    skipped: { header: 0, total: 0, blank: 0, filtered: 0 },
    joined: { uncertain: 0, unmatched: 0 },
  }
}

const none: ReadonlySet<string> = new Set()

export interface SampleOptions {
  readonly enrolments?: number
  /** Rows of relances for each enrolment besides those that discharge something. */
  readonly extraActions?: number
  /** Every n-th verdict is a breach; 0 for none. */
  readonly breachEvery?: number
  readonly asOf?: string
  readonly measures?: readonly Measure[]
  readonly names?: (index: number) => { firstName: string; lastName: string }
  readonly causes?: readonly string[]
  readonly violenceReports?: number
  readonly auditOn?: string | null
  readonly isComplete?: boolean
}

const FIRST_NAMES = ['Rose', 'Iris', 'Jade', 'Basile', 'Ambre', 'Myrtille', 'Olivier', 'Églantine']
const LAST_NAMES = ['Capucine', 'Bleuet', 'Genêt', 'Lavande', 'Mimosa', 'Pivoine', 'Tilleul']

export function obligation(overrides: Partial<Obligation> & { id: string; title: string }): Obligation {
  return {
    kind: 'response',
    audience: { types: [], sites: [], trainings: [], hasDisability: null, moreThanDays: null },
    trigger: {
      kind: 'absence',
      which: 'injustifiee',
      count: 1,
      isConsecutive: false,
      unit: 'jours',
      windowDays: null,
    },
    guarded: [],
    expected: {
      types: ['relance'],
      recipients: ['beneficiaire'],
      channels: ['telephone', 'email'],
      count: 1,
    },
    delay: { amount: 2, unit: 'workingDays' },
    limit: null,
    evidence: 'exigee',
    ticket: 'aucune',
    reference: '§ 2.1',
    owner: '',
    gravity: 'ecart',
    indicators: [10, 32],
    place: wholeFile('procedure.yaml'),
    ...overrides,
  }
}

export const CONTACT = obligation({
  id: 'contact-absent',
  title: "Contacter la personne absente et l'entreprise",
})
export const REASONS = obligation({
  id: 'demande-motifs',
  title: "Demander les raisons de l'abandon",
  trigger: { kind: 'dropout' },
  expected: { types: ['demande_motifs'], recipients: ['beneficiaire'], channels: ['email'], count: 1 },
  delay: { amount: 5, unit: 'days' },
  reference: '§ 3.2',
})
export const DECISION = obligation({
  id: 'decision',
  title: "Valider ou invalider l'abandon",
  trigger: { kind: 'after', obligationId: 'demande-motifs' },
  expected: { types: ['decision'], recipients: [], channels: [], count: 1 },
  delay: { amount: 1, unit: 'months' },
  evidence: 'conseillee',
  gravity: 'alerte',
})
export const ACKNOWLEDGE = obligation({
  id: 'accuse-signalement',
  title: 'Accuser réception du signalement',
  trigger: { kind: 'violenceReport' },
  expected: { types: ['accuse'], recipients: [], channels: [], count: 1 },
  delay: { amount: 48, unit: 'hours' },
  evidence: 'aucune',
})

/** A procedure of four obligations in one version. */
export const PROCEDURE: Procedure = {
  reference: 'PR-12-01',
  title: 'Prévention et gestion des abandons',
  document: null,
  versions: [
    { version: '03', from: day('2024-01-01'), to: day('2025-12-31'), obligations: [CONTACT, REASONS] },
    {
      version: '04',
      from: day('2026-01-01'),
      to: null,
      obligations: [CONTACT, REASONS, DECISION, ACKNOWLEDGE],
    },
  ],
  scope: { moreThanDays: 2, excludesSubcontracted: true },
  movesToWorkingDay: true,
  closures: [{ from: day('2026-08-03'), to: day('2026-08-14') }],
}

/** Inputs of a report over a made-up dossier. */
export function sampleInputs(options: SampleOptions = {}): ReportInputs {
  const asOf = day(options.asOf ?? '2026-11-30')
  const records = sampleRecords(options)
  const sites = [
    { id: 'nice', name: 'Nice', calendar: calendarFor('metropole') },
    { id: 'strasbourg', name: 'Strasbourg', calendar: calendarFor('alsace-moselle') },
  ]
  const register = buildRegister(
    records,
    {
      asOf,
      period: { from: day('2025-12-01'), to: asOf },
      sites,
      measures: options.measures ?? [],
      scope: PROCEDURE.scope,
    },
    new Diagnostics(),
  )
  const verdicts = sampleVerdicts(register, options.breachEvery ?? 7)
  const auditOn =
    options.auditOn === undefined ? day('2026-12-10') : options.auditOn === null ? null : day(options.auditOn)
  return {
    organisation: {
      name: 'Horizon Formation',
      siret: '12345678200010',
      nda: '93060000006',
      ndaRegion: "Provence-Alpes-Côte d'Azur",
      address: '12 rue des Oliviers, 06000 Nice',
      signatory: null,
    },
    audit: { on: auditOn, previousOn: day('2025-06-12'), type: 'surveillance' },
    referential: chooseReferential(auditOn, asOf),
    register,
    ledger: ledgerOf(verdicts),
    procedure: PROCEDURE,
    evidence: new Map(
      register.cases.flatMap((item) =>
        item.actions.map(
          (action) => [action.evidence[0] ?? '', action.row % 11 === 3 ? 'missing' : 'present'] as const,
        ),
      ),
    ),
    diagnostics: [],
    sources: records.exports.map((file) => ({
      name: file.name,
      file: file.table.file,
      sha256: file.table.sha256,
      encoding: file.table.encoding,
      delimiter: ';',
      sheet: null,
      rows: 10,
      setAside: 0,
      skipped: {},
      joined: { uncertain: 0, unmatched: 0 },
    })),
    writtenFiles: [{ role: 'organisation', file: 'i12.yaml', sha256: 'a'.repeat(64) }],
    measureEffects: new Map(),
    siteZones: [
      ['Nice', 'metropole'],
      ['Strasbourg', 'alsace-moselle'],
    ],
    toolVersion: '0.1.0',
    naming: nominativeNaming,
    options: { isComplete: options.isComplete ?? false, listedCases: null },
  }
}

function sampleRecords(options: SampleOptions): Records {
  const learners = exportFile('apprenants')
  const catalogue = exportFile('formations')
  const absenceFile = exportFile('absences')
  const actionFile = exportFile('relances')
  const dropoutFile = exportFile('abandons')
  const reportFile = exportFile('signalements')
  const trainings: Training[] = [
    training(catalogue, 0, 'DEV-L', 'Développer des applications web', 'longue', 60),
    training(catalogue, 1, 'BUR-C', 'Bureautique, les bases', 'courte', 3),
    training(catalogue, 2, 'EXP-1', 'Découvrir le métier', 'courte', 1),
  ]
  const enrolments: Enrolment[] = []
  const absences: Absence[] = []
  const actions: Action[] = []
  const dropouts: Dropout[] = []
  const causes = options.causes ?? ['Retour à l’emploi', 'Hospitalisation', 'Manque de temps', '']
  for (let index = 0; index < (options.enrolments ?? 24); index++) {
    const id = `A-${String(index + 1).padStart(4, '0')}`
    const enteredOn = addDays(day('2026-01-05'), (index * 3) % 270)
    const hasDropped = index % 6 === 5
    const names = options.names?.(index) ?? {
      firstName: FIRST_NAMES[index % FIRST_NAMES.length] as string,
      lastName: LAST_NAMES[index % LAST_NAMES.length] as string,
    }
    enrolments.push(
      enrolment(
        learners,
        index,
        id,
        names,
        trainings[index % 8 === 7 ? 2 : index % 2] as Training,
        enteredOn,
        hasDropped,
      ),
    )
    const absentOn = addDays(enteredOn, 14)
    absences.push({
      export: absenceFile,
      row: absences.length,
      enrolmentId: id,
      on: absentOn,
      minute: null,
      dayPart: 'journee',
      until: null,
      hours: null,
      isAwaited: false,
      isJustified: index % 5 === 4,
      reason: 'maladie',
      evidence: [],
    })
    actions.push(action(actionFile, actions.length, id, addDays(absentOn, 1 + (index % 4)), names))
    for (let extra = 0; extra < (options.extraActions ?? 1); extra++) {
      actions.push(action(actionFile, actions.length, id, addDays(enteredOn, 20 + extra * 5), names))
    }
    if (hasDropped) {
      dropouts.push(
        dropout(
          dropoutFile,
          dropouts.length,
          id,
          addDays(enteredOn, 30),
          causes[dropouts.length % causes.length] ?? '',
        ),
      )
    }
  }
  const violenceReports: ViolenceReport[] = Array.from(
    { length: options.violenceReports ?? 2 },
    (_, row) => ({
      export: reportFile,
      row,
      id: `S-2026-${row + 1}`,
      on: addDays(day('2026-03-02'), row * 10),
      minute: null,
      category: 'harcelement',
      channel: 'courriel',
      status: 'clos',
      acknowledgedOn: addDays(day('2026-03-03'), row * 10),
      acknowledgedMinute: null,
      answeredOn: null,
      answeredMinute: null,
    }),
  )
  return {
    enrolments,
    trainings,
    absences,
    presences: [],
    actions,
    dropouts,
    certifications: [],
    activities: [],
    violenceReports,
    explanations: [],
    surveyAnswers: [],
    improvements: [],
    exports: [learners, catalogue, absenceFile, actionFile, dropoutFile, reportFile],
    sources: new Set([
      'apprenants',
      'formations',
      'absences',
      'relances',
      'abandons',
      'signalements',
    ] as const),
  }
}

function training(
  file: ExportFile,
  row: number,
  code: string,
  title: string,
  type: Training['type'],
  days: number,
): Training {
  return {
    export: file,
    row,
    code,
    title,
    type,
    hours: null,
    days,
    certification: '',
    isSubcontracted: false,
    measures: [],
  }
}

function enrolment(
  file: ExportFile,
  row: number,
  id: string,
  names: { firstName: string; lastName: string },
  followed: Training,
  enteredOn: LocalDate,
  hasDropped: boolean,
): Enrolment {
  const status: EnrolmentStatus = hasDropped ? 'abandon' : 'en_cours'
  return {
    export: file,
    row,
    id,
    ...names,
    email: `${names.firstName}.${names.lastName}@example.org`.toLowerCase(),
    phone: '06 39 98 00 01',
    address: '',
    trainingName: followed.code,
    session: 'S1',
    siteId: row % 3 === 0 ? 'strasbourg' : 'nice',
    plannedEntryOn: enteredOn,
    enteredOn,
    plannedEndOn: addDays(enteredOn, 120),
    leftOn: hasDropped ? addDays(enteredOn, 30) : null,
    contractEndedOn: null,
    enteredMinute: null,
    leftMinute: null,
    contractEndedMinute: null,
    newContractOn: null,
    status,
    plannedHours: 100,
    doneHours: null,
    funder: '',
    company: '',
    prescriber: '',
    tutor: '',
    legalRepresentative: '',
    referent: 'Prune Coquelicot',
    funderEmail: '',
    companyEmail: '',
    prescriberEmail: '',
    tutorEmail: '',
    legalRepresentativeEmail: '',
    hasDisability: null,
    adaptation: '',
    replacedBy: '',
    personNumber: '',
    risks: [],
    preparationHours: null,
    unusable: none,
  }
}

function action(
  file: ExportFile,
  row: number,
  enrolmentId: string,
  on: LocalDate,
  names: { firstName: string; lastName: string },
): Action {
  return {
    export: file,
    row,
    enrolmentId,
    on,
    minute: row % 3 === 0 ? 9 * 60 + (row % 60) : null,
    type: 'relance',
    channel: (['telephone', 'email', 'sms'] as const)[row % 3] ?? null,
    recipient: 'beneficiaire',
    author: 'Prune Coquelicot',
    result: (['joint', 'message', 'sans_reponse', null] as const)[row % 4] ?? null,
    comment: `${names.firstName} hospitalisée`,
    evidence: [`preuves/2026/${names.lastName.toLowerCase()}-${row}.eml`],
    ticket: '',
  }
}

function dropout(file: ExportFile, row: number, enrolmentId: string, on: LocalDate, cause: string): Dropout {
  return {
    export: file,
    row,
    enrolmentId,
    on,
    cause,
    origin: 'beneficiaire',
    isForceMajeure: false,
    alternative: row % 2 === 0 ? 'report' : 'aucune',
    answer: '',
    decision: row % 2 === 0 ? 'valide' : null,
    decidedOn: row % 2 === 0 ? addDays(on, 10) : null,
    attestation: '',
    isAttested: null,
    attestedOn: null,
    minute: null,
    decidedMinute: null,
    attestedMinute: null,
    unusable: none,
  }
}

function sampleVerdicts(register: Register, breachEvery: number): Verdict[] {
  const verdicts: Verdict[] = []
  const isDefect = (shift: number) => breachEvery > 0 && (verdicts.length + shift) % breachEvery === 0
  for (const item of register.cases) {
    if (item.outOfScope !== null) continue
    const absence = item.absences.find((row) => !row.isJustified)
    if (absence !== undefined && absence.on !== null) {
      const status = isDefect(1) ? 'late' : isDefect(3) ? 'missing' : 'met'
      verdicts.push(verdict(item, CONTACT, status, absence.on, absence, isDefect(5)))
    }
    if (item.dropout !== null && item.dropout.on !== null) {
      verdicts.push(
        verdict(item, REASONS, isDefect(2) ? 'missing' : 'met', item.dropout.on, item.dropout, false),
      )
      verdicts.push(verdict(item, DECISION, 'pending', addDays(item.dropout.on, 5), item.dropout, false))
    }
  }
  for (const report of register.violenceReports) {
    verdicts.push({
      obligation: ACKNOWLEDGE,
      procedureVersion: '04',
      case: null,
      report,
      recipient: null,
      status: 'met',
      evidence: 'notRequired',
      arisenOn: report.on,
      arisenMinute: null,
      dueOn: report.on === null ? null : addDays(report.on, 2),
      dueMinute: 1440,
      doneOn: report.acknowledgedOn,
      action: null,
      cause: report,
    })
  }
  return verdicts
}

function verdict(
  item: Case,
  due: Obligation,
  status: Verdict['status'],
  arisenOn: LocalDate,
  cause: Verdict['cause'],
  isUnproven: boolean,
): Verdict {
  const dueOn = addDays(arisenOn, 2)
  const discharging = item.actions[0] ?? null
  const isDone = status === 'met' || status === 'late'
  return {
    obligation: due,
    procedureVersion: '04',
    case: item,
    report: null,
    recipient: due.expected.recipients[0] ?? null,
    status,
    evidence: isDone ? (isUnproven ? 'absent' : 'present') : 'notRequired',
    arisenOn,
    arisenMinute: null,
    dueOn,
    dueMinute: null,
    doneOn: isDone ? (status === 'met' ? addDays(arisenOn, 1) : addDays(dueOn, 3)) : null,
    action: isDone ? discharging : null,
    cause,
  }
}

/** A ledger over ready verdicts, counted as the real one counts. */
export function ledgerOf(verdicts: readonly Verdict[]): Ledger {
  const countsOf = (items: readonly Verdict[]) => ({
    total: items.length,
    met: items.filter(({ status }) => status === 'met').length,
    late: items.filter(({ status }) => status === 'late').length,
    missing: items.filter(({ status }) => status === 'missing').length,
    pending: items.filter(({ status }) => status === 'pending').length,
    undetermined: items.filter(({ status }) => status === 'undetermined').length,
    evidenceAbsent: items.filter(({ evidence }) => evidence === 'absent').length,
  })
  const obligations = [CONTACT, REASONS, DECISION, ACKNOWLEDGE]
  return {
    verdicts,
    counts: countsOf(verdicts),
    perObligation: obligations.map((due) => ({
      obligation: due,
      ...countsOf(verdicts.filter((item) => item.obligation.id === due.id)),
    })),
    worst: verdicts.some(isBreach) ? 'ecart' : 'none',
    diagnostics: [],
  }
}
