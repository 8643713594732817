// The result of `check` for the test reports of a continuous integration: one suite an obligation, one case a verdict.
import type { CheckResult } from '../../app/dossier.js'
import { formatDate, fr } from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import { type EvidenceTable, isBreach, type Verdict } from '../../procedure/ledger.js'
import { causeOf, datesOf, outcomeOf, recipientOf, subjectOf } from '../../words/verdict.js'
import { placeText } from './diagnostic-text.js'
import { UniqueNames } from './unique-names.js'

export function* checkJunit({ asOf, diagnostics, ledger, evidence }: CheckResult): Iterable<string> {
  const names = new UniqueNames()
  const errors = diagnostics.filter(({ kind }) => kind.severity === 'error').length
  const suites = verdictsByObligation(ledger?.verdicts ?? [])
  const failures = (ledger?.verdicts ?? []).filter(isBreach).length
  const total = diagnostics.length + (ledger?.verdicts.length ?? 0)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield `<testsuites name="i12 check" tests="${total}" failures="${failures}" errors="${errors}">\n`
  yield `  <testsuite name="lecture" tests="${diagnostics.length}" failures="0" errors="${errors}" timestamp="${formatIsoDate(asOf)}T00:00:00">\n`
  for (const { kind, place, enrolment, field, message, mend, seen, expected, count = 1 } of diagnostics) {
    // Neither the line, which moves, nor one value out of a whole column.
    const words = [kind.code, place.file, ...(count > 1 ? [field] : [enrolment, field, seen])]
    const name = attribute(names.take(words.filter(Boolean).join(', ')))
    const detail = [
      placeText(place.locate()),
      message ?? kind.summary,
      seen && `vu\u00a0: ${seen}`,
      expected && `attendu\u00a0: ${expected}`,
      mend,
    ]
    const body = escaped(detail.filter(Boolean).join('\n'))
    yield `    <testcase classname="${attribute(kind.code)}" name="${name}">\n`
    yield kind.severity === 'error'
      ? `      <error message="${attribute(message ?? kind.summary)}" type="${attribute(kind.code)}">${body}</error>\n`
      : `      <system-out>${body}</system-out>\n`
    yield '    </testcase>\n'
  }
  yield '  </testsuite>\n'
  for (const { obligation } of ledger?.perObligation ?? []) {
    const verdicts = suites.get(obligation.id) ?? []
    const broken = verdicts.filter(isBreach).length
    const waiting = verdicts.filter(isOpen).length
    yield `  <testsuite name="${attribute(`${obligation.id} - ${obligation.title}`)}" tests="${verdicts.length}" failures="${broken}" errors="0" skipped="${waiting}" timestamp="${formatIsoDate(asOf)}T00:00:00">\n`
    for (const verdict of verdicts) yield* caseXml(verdict, evidence, names)
    yield '  </testsuite>\n'
  }
  yield '</testsuites>\n'
}

function verdictsByObligation(verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> {
  const groups = new Map<string, Verdict[]>()
  for (const verdict of verdicts) {
    const group = groups.get(verdict.obligation.id)
    if (group === undefined) groups.set(verdict.obligation.id, [verdict])
    else group.push(verdict)
  }
  return groups
}

function isOpen(verdict: Verdict): boolean {
  return !isBreach(verdict) && (verdict.status === 'pending' || verdict.status === 'undetermined')
}

function* caseXml(verdict: Verdict, evidence: EvidenceTable, names: UniqueNames): Iterable<string> {
  const { arisenOn } = verdict
  // Not the day on which it was done: the test keeps its name once the breach is mended.
  const words = [
    verdict.obligation.id,
    subjectOf(verdict),
    recipientOf(verdict),
    arisenOn === null ? '' : fr`né le ${formatDate(arisenOn)}`,
  ]
  const name = names.take(words.filter((part) => part !== '').join(', '))
  const head = `    <testcase classname="${attribute(verdict.obligation.id)}" name="${attribute(name)}"`
  if (isBreach(verdict)) {
    const body = escaped([causeOf(verdict), datesOf(verdict)].filter((part) => part !== '').join('\n'))
    yield `${head}>\n      <failure message="${attribute(outcomeOf(verdict, evidence))}" type="${verdict.obligation.gravity}">${body}</failure>\n    </testcase>\n`
  } else if (isOpen(verdict)) {
    yield `${head}>\n      <skipped message="${attribute(outcomeOf(verdict, evidence))}"/>\n    </testcase>\n`
  } else {
    yield `${head}/>\n`
  }
}

/** Text for XML 1.0: markup escaped, characters that XML cannot hold replaced. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function attribute(text: string): string {
  return escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
}
