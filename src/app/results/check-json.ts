// The result of `check` for programs: contract `i12/check/1` (docs/conception.md). Strings are made part by part: a ledger
// of a million verdicts does not fit in one.

import type { Diagnostic } from '../../kernel/diagnostic.js'
import { formatIsoDate, formatTime, type LocalDate } from '../../kernel/local-date.js'
import type { LedgerCounts, ObligationCounts, Verdict } from '../../procedure/ledger.js'
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

/** The result as text, part by part. */
export function* checkJson(result: CheckResult): Iterable<string> {
  yield* jsonObject(checkEntries(result))
  yield '\n'
}

/** The result as an object: what `JSON.parse` makes of the text. */
export function checkContent(result: CheckResult): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    checkEntries(result).map(([key, value]) => [key, value instanceof LazyList ? value.whole : value]),
  )
}

function checkEntries(result: CheckResult): readonly (readonly [string, unknown])[] {
  const { ledger } = result
  return [
    ['format', 'i12/check/1'],
    ['tool', TOOL],
    ['asOf', formatIsoDate(result.asOf)],
    ['referential', result.referentialId],
    ['sources', result.sources],
    ['scope', result.scope],
    ['diagnostics', list(result.diagnostics, diagnosticJson)],
    ['ledger', countsJson(ledger?.counts ?? NO_COUNTS)],
    ['obligations', list(ledger?.perObligation ?? [], obligationJson)],
    ['verdicts', list(ledger?.verdicts ?? [], verdictJson)],
    ['worst', ledger?.worst ?? 'none'],
  ]
}

/** A diagnostic as every JSON of `i12` gives it. */
export function diagnosticJson({
  kind,
  place,
  field,
  message,
  seen,
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
    field,
    message: message ?? kind.summary,
    seen: unquoted(seen),
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
    return this.items.map(this.toJson)
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
