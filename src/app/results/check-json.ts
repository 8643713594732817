// The result of `check` for programs: contract `i12/check/1` (docs/conception.md). Strings are made part by part: a ledger
// of a million verdicts does not fit in one.

import type { Diagnostic } from '../../kernel/diagnostic.js'
import { formatIsoDate, formatTime, type LocalDate } from '../../kernel/local-date.js'
import { isBreach, type LedgerCounts, type ObligationCounts, type Verdict } from '../../procedure/ledger.js'
import type { CheckResult } from '../dossier.js'
import { TOOL } from '../tool-version.js'

const NO_COUNTS: LedgerCounts = {
  total: 0,
  met: 0,
  late: 0,
  missing: 0,
  pending: 0,
  undetermined: 0,
  evidenceAbsent: 0,
}

/** What an earlier check says of this one. */
export interface Newness {
  readonly counts: { readonly new: number; readonly known: number; readonly solved: number }
  isNew(found: Diagnostic | Verdict): boolean
}

/** The result as text, part by part. */
export function* checkJson(result: CheckResult, newness: Newness | null = null): Iterable<string> {
  yield* jsonObject(checkEntries(result, newness))
  yield '\n'
}

/** Contract `i12/check/1`. */
export interface CheckContent {
  readonly format: 'i12/check/1'
  readonly tool: string
  readonly asOf: string
  readonly referential: string
  readonly sources: CheckResult['sources']
  readonly scope: CheckResult['scope']
  readonly diagnostics: readonly ReturnType<typeof diagnosticJson>[]
  readonly ledger: ReturnType<typeof countsJson>
  readonly obligations: readonly ReturnType<typeof obligationJson>[]
  readonly verdicts: readonly ReturnType<typeof verdictJson>[]
  readonly worst: 'none' | 'alerte' | 'ecart'
}

/** The result as an object: what `JSON.parse` makes of the text. */
export function checkContent(result: CheckResult): CheckContent {
  return Object.fromEntries(
    checkEntries(result, null).map(([key, value]) => [
      key,
      value instanceof LazyList ? value.whole : plain(value),
    ]),
  ) as unknown as CheckContent
}

/** Without what JSON leaves out. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function checkEntries(result: CheckResult, newness: Newness | null): readonly (readonly [string, unknown])[] {
  const { ledger } = result
  const isNew = (found: Diagnostic | Verdict) => (newness === null ? {} : { isNew: newness.isNew(found) })
  return [
    ['format', 'i12/check/1'],
    ['tool', TOOL],
    ['asOf', formatIsoDate(result.asOf)],
    ['referential', result.referentialId],
    ['sources', result.sources],
    ['scope', result.scope],
    ['diagnostics', list(result.diagnostics, (one) => ({ ...diagnosticJson(one), ...isNew(one) }))],
    ['ledger', countsJson(ledger?.counts ?? NO_COUNTS)],
    ['obligations', list(ledger?.perObligation ?? [], obligationJson)],
    [
      'verdicts',
      list(ledger?.verdicts ?? [], (one) => ({ ...verdictJson(one), ...(isBreach(one) ? isNew(one) : {}) })),
    ],
    ['worst', ledger?.worst ?? 'none'],
    ...(newness === null ? [] : [['baseline', newness.counts] as const]),
  ]
}

/** A diagnostic as every JSON of `i12` gives it. */
export function diagnosticJson({
  kind,
  place,
  enrolment,
  field,
  message,
  seen,
  isSeenDescribed,
  expected,
  mend,
  count,
  related,
}: Diagnostic) {
  const { file, line, column, cell } = place.locate()
  return {
    code: kind.code,
    severity: kind.severity,
    file,
    line,
    column,
    ...(cell === undefined ? {} : { cell }),
    ...(enrolment === undefined ? {} : { enrolment }),
    field,
    message: message ?? kind.summary,
    seen: unquoted(seen),
    ...(isSeenDescribed === true ? { isSeenDescribed } : {}),
    expected,
    mend,
    ...(count === undefined || count < 2 ? {} : { count }),
    ...(related === undefined || related.length === 0
      ? {}
      : { related: related.map((other) => ({ file: other.file, line: other.locate().line })) }),
  }
}

/** The value alone: guillemets around it are for people. */
function unquoted(seen: string | null): string | null {
  return seen === null ? null : (/^«\s([^«»]*)\s»$/.exec(seen)?.[1] ?? seen)
}

export function verdictJson(verdict: Verdict) {
  const { dueMinute, report, cause } = verdict
  return {
    obligation: verdict.obligation.id,
    enrolment: verdict.case?.enrolment.id ?? null,
    ...(report === null ? {} : { report: report.id }),
    recipient: verdict.recipient,
    status: verdict.status,
    gravity: verdict.obligation.gravity,
    evidence: verdict.evidence,
    arisenOn: isoDate(verdict.arisenOn),
    dueOn: isoDate(verdict.dueOn),
    ...(dueMinute === null ? {} : { dueAt: formatTime(dueMinute) }),
    doneOn: isoDate(verdict.doneOn),
    procedureVersion: verdict.procedureVersion,
    origin: { file: cause.export.table.file, line: cause.export.table.lineOf(cause.row) },
  }
}

export function obligationJson({ obligation, ...counts }: ObligationCounts) {
  const { id, title, kind, reference } = obligation
  return { id, title, kind, reference, ...countsJson(counts) }
}

/** The counts alone, in the order of the contract. */
export function countsJson({
  total,
  met,
  late,
  missing,
  pending,
  undetermined,
  evidenceAbsent,
}: LedgerCounts) {
  return { total, met, late, missing, pending, undetermined, evidenceAbsent }
}

function isoDate(date: LocalDate | null): string | null {
  return date === null ? null : formatIsoDate(date)
}

/** A list whose items become JSON one by one, each on its line. */
class LazyList<T> {
  constructor(
    readonly items: readonly T[],
    readonly toJson: (item: T) => unknown,
  ) {}

  get whole(): readonly unknown[] {
    return this.items.map((item) => plain(this.toJson(item)))
  }

  *parts(): Iterable<string> {
    if (this.items.length === 0) return yield '[]'
    yield '['
    let separator = '\n    '
    for (const item of this.items) {
      yield separator + JSON.stringify(this.toJson(item))
      separator = ',\n    '
    }
    yield '\n  ]'
  }
}

function list<T>(items: readonly T[], toJson: (item: T) => unknown): LazyList<T> {
  return new LazyList(items, toJson)
}

function* jsonObject(entries: readonly (readonly [string, unknown])[]): Iterable<string> {
  yield '{'
  let separator = '\n  '
  for (const [key, value] of entries) {
    yield `${separator}${JSON.stringify(key)}: `
    if (value instanceof LazyList) yield* value.parts()
    else yield JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
    separator = ',\n  '
  }
  yield '\n}'
}
