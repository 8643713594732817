// Records of every export made into one case per enrolment. May not know the procedure, read files or the clock.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { formatDate, fr, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { calendarFor, type WorkingCalendar } from '../kernel/working-calendar.js'
import { type ExportFile, placeOf, type Recorded } from '../records/export-file.js'
import {
  type Absence,
  type Action,
  type Dropout,
  isUndated,
  type Records,
  type Training,
  type ViolenceReport,
} from '../records/records.js'
import { stateAt } from './case-state.js'
import { EnrolmentCheck } from './check-enrolments.js'
import { actionsOfDropout } from './dropout-actions.js'
import { expandAbsences } from './expand-absences.js'
import { EnrolmentIndex, sortDated } from './group-by-enrolment.js'
import { type Linked, linkSuccessors } from './link-successors.js'
import type { Measure } from './measure.js'
import { outOfScopeReason } from './out-of-scope.js'
import { REGISTER_PROBLEMS } from './problems.js'
import type { Period, Register, ScopeRules, Site } from './register.js'
import { SiteList } from './site-list.js'
import { TrainingCatalogue } from './training-catalogue.js'

export interface RegisterOptions {
  readonly asOf: LocalDate
  readonly period: Period
  /** Declared sites with their calendars; empty where `i12.yaml` names none. */
  readonly sites: readonly Site[]
  /** Calendar of enrolments whose site is not declared; that of the metropole, without closures, where absent. */
  readonly ordinaryCalendar?: WorkingCalendar
  readonly measures: readonly Measure[]
  readonly scope: ScopeRules
}

/** Builds the register in time linear in the rows; everything doubtful goes to `diagnostics`. */
export function buildRegister(
  records: Records,
  options: RegisterOptions,
  diagnostics: Diagnostics,
): Register {
  const { asOf, period, measures, scope } = options
  const aside = new SetAside()
  const enrolments = withoutRepeats(records.enrolments, 'DOSSIER-EN-DOUBLE', 'dossier', aside, diagnostics)
  const index = new EnrolmentIndex(enrolments)
  const trainings = new TrainingCatalogue(records, diagnostics)
  for (const training of trainings.duplicates) aside.add(training)
  const sites = new SiteList(options.sites, options.ordinaryCalendar ?? calendarFor('metropole'))
  const check = new EnrolmentCheck(records, asOf, diagnostics)

  const onUnknown = (row: Recorded & { readonly enrolmentId: string }) => {
    if (!aside.add(row)) return
    // The learner's own row has its diagnostic: mending it mends this one.
    if (records.setAsideIds?.has(row.enrolmentId) !== true) diagnostics.report(index.unknown(row))
  }
  const siteOf = enrolments.map((enrolment) => sites.siteOf(enrolment))
  const { absences: dayByDay, added } = expandAbsences(
    records.absences,
    (enrolmentId) => siteOf[index.positionOf(enrolmentId) ?? NOWHERE]?.calendar ?? null,
    (absence) => {
      aside.add(absence)
      reportIdleRange(absence, diagnostics)
    },
  )
  const absences = index.group(dayByDay, asOf, onUnknown)
  const presences = index.group(records.presences, asOf, onUnknown)
  const actions = index.group(records.actions, asOf, onUnknown)
  const activities = index.group(records.activities, asOf, onUnknown)
  const certifications = index.group(records.certifications, null, onUnknown)
  const dropoutRows = index.group(records.dropouts, null, onUnknown)

  const cases: Linked[] = []
  const caseOf = new Map<string, Linked>()
  const usedTrainings = new Set<Training>()
  for (const [position, enrolment] of enrolments.entries()) {
    const ownDropouts = dropoutRows[position] ?? NONE
    const dropout = earliest(ownDropouts)
    const training = trainings.trainingOf(enrolment)
    usedTrainings.add(training)
    const state = stateAt(enrolment, dropout, asOf)
    check.look(enrolment, ownDropouts, dropout, state.state.status)
    const isLater = dropout !== null && dropout.on !== null && dropout.on > asOf
    const kase: Linked = {
      enrolment,
      training,
      site: siteOf[position] as Site,
      ...state,
      outOfScope: outOfScopeReason(enrolment, training, state, period, scope),
      absences: absences[position] ?? NONE,
      presences: presences[position] ?? NONE,
      actions: timelineOf(actions[position], ownDropouts, asOf),
      activities: activities[position] ?? NONE,
      certifications: certifications[position] ?? NONE,
      dropout: isLater ? null : dropout,
      laterDropout: isLater ? dropout : null,
      successor: null,
      predecessor: null,
    }
    cases.push(kase)
    caseOf.set(enrolment.id, kase)
  }
  check.finish()
  trainings.reportUnknown(usedTrainings)
  sites.reportUnknown(diagnostics)
  linkSuccessors(cases, caseOf, diagnostics)

  return {
    asOf,
    period,
    cases,
    caseOf,
    sites: sites.all,
    measures,
    violenceReports: withoutRepeats<ViolenceReport>(
      records.violenceReports,
      'SIGNALEMENT-EN-DOUBLE',
      'id',
      aside,
      diagnostics,
    ),
    records,
    setAside: aside.counts,
    addedRecords: added,
  }
}

const NOWHERE = -1

/** A range of Saturdays, Sundays, holidays and closures: nobody was expected, or the dates are wrong. */
function reportIdleRange(absence: Absence, diagnostics: Diagnostics): void {
  const { on, until } = absence
  if (on === null || until === null) return
  diagnostics.report({
    kind: REGISTER_PROBLEMS['PLAGE-SANS-JOUR-OUVRE'],
    place: placeOf(absence, 'date'),
    field: 'date',
    seen: fr`du ${formatDate(on)} au ${formatDate(until)}`,
    isSeenDescribed: true,
    expected: fr`au moins un jour ouvré du site entre ces deux jours`,
    mend: fr`corrigez les deux jours, ou donnez chaque jour d’absence sur une ligne`,
  })
}

/** Shared by the many cases that have no row of a kind; nothing may write to it. */
const NONE: never[] = Object.freeze([]) as unknown as never[]

/** Rows set aside once their records are held together, each counted once whatever it gave. */
class SetAside {
  readonly counts = new Map<ExportFile, { rows: number; records: number }>()
  readonly #rows = new Map<ExportFile, Set<number>>()

  /** @returns whether the row is met for the first time */
  add(record: Recorded): boolean {
    let rows = this.#rows.get(record.export)
    if (rows === undefined) {
      rows = new Set()
      this.#rows.set(record.export, rows)
    }
    const isFirst = !rows.has(record.row)
    rows.add(record.row)
    // A row without a usable date was counted where it was read.
    if (isUndated(record)) return isFirst
    const counts = this.counts.get(record.export) ?? { rows: 0, records: 0 }
    if (isFirst) counts.rows++
    counts.records++
    this.counts.set(record.export, counts)
    return isFirst
  }
}

/** The rows whose id is met for the first time, with a diagnostic at both places for the others. */
function withoutRepeats<Row extends Recorded & { readonly id: string }>(
  rows: readonly Row[],
  code: 'DOSSIER-EN-DOUBLE' | 'SIGNALEMENT-EN-DOUBLE',
  field: string,
  aside: SetAside,
  diagnostics: Diagnostics,
): Row[] {
  const seen = new Map<string, Row>()
  const kept: Row[] = []
  for (const row of rows) {
    const first = seen.get(row.id)
    if (first === undefined) {
      seen.set(row.id, row)
      kept.push(row)
      continue
    }
    aside.add(row)
    diagnostics.report({
      kind: REGISTER_PROBLEMS[code],
      place: placeOf(row, field),
      field,
      seen: quoted(row.id),
      expected: fr`un numéro différent sur chaque ligne`,
      mend: fr`corrigez le numéro, ou retirez la ligne en trop`,
      related: [placeOf(first, field)],
    })
  }
  return kept
}

/** The dropout row that counts: the earliest by date, whatever the order of the file; an undated one only alone. */
function earliest(dropouts: readonly Dropout[]): Dropout | null {
  let found: Dropout | null = null
  for (const dropout of dropouts) {
    if (found === null || (dropout.on !== null && (found.on === null || dropout.on < found.on))) {
      found = dropout
    }
  }
  return found
}

function timelineOf(
  own: Action[] | undefined,
  dropouts: readonly Dropout[],
  asOf: LocalDate,
): readonly Action[] {
  if (dropouts.length === 0) return own ?? NONE
  const acts = dropouts.flatMap(actionsOfDropout).filter(({ on }) => on !== null && on <= asOf)
  return sortDated([...(own ?? NONE), ...acts])
}
