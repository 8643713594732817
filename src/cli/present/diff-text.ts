// Two checks side by side, for people.
import type { CheckFile } from '../../app/findings/check-file.js'
import type { CheckDifference } from '../../app/findings/compare-checks.js'
import { counted, formatDate, fr } from '../../kernel/french.js'
import { parseIsoDate } from '../../kernel/local-date.js'
import { VERDICT_WORDS } from '../../words/values.js'
import type { Paint } from './paint.js'

type Breach = CheckFile['verdicts'][number]
type ReadingError = CheckFile['diagnostics'][number]

export function* diffText(difference: CheckDifference, paint: Paint): Iterable<string> {
  const { before, after, fresh, solved, moved } = difference
  yield `${fr`Du contrôle arrêté au ${dayOf(before.asOf)} à celui du ${dayOf(after.asOf)}`}\n`
  yield* part('Nouveau', [...fresh.breaches.map(breachLine), ...fresh.errors.map(errorLine)], paint)
  yield* part('Résolu', [...solved.breaches.map(breachLine), ...solved.errors.map(errorLine)], paint)
  yield* part(
    'Changé',
    moved.map((pair) => fr`${breachLine(pair.after)} (était : ${outcome(pair.before)})`),
    paint,
  )
  const count = (lists: { breaches: readonly unknown[]; errors: readonly unknown[] }) =>
    lists.breaches.length + lists.errors.length
  yield `${fr`${counted(count(fresh), 'constat nouveau', 'constats nouveaux')}, ${counted(count(solved), 'résolu', 'résolus')}, ${counted(moved.length, 'changé', 'changés')}.`}\n`
}

function* part(title: string, lines: readonly string[], paint: Paint): Iterable<string> {
  if (lines.length === 0) return
  yield `\n${paint('bold', title)}\n`
  for (const line of lines) yield `  ${line}\n`
  yield '\n'
}

function breachLine(breach: Breach): string {
  const { obligation, enrolment, report, recipient, arisenOn } = breach
  const born = arisenOn === null ? '' : fr`né le ${dayOf(arisenOn)}`
  return [obligation, enrolment ?? report ?? '', recipient ?? '', outcome(breach), born]
    .filter((word) => word !== '')
    .join(', ')
}

function errorLine({ code, file, enrolment, field, seen }: ReadingError): string {
  return [code, file, enrolment ?? '', field ?? '', seen ?? ''].filter((word) => word !== '').join(', ')
}

function outcome({ status, evidence }: Breach): string {
  const words = Object.hasOwn(VERDICT_WORDS, status)
    ? VERDICT_WORDS[status as keyof typeof VERDICT_WORDS]
    : status
  if (evidence !== 'absent') return words
  return status === 'met' ? 'preuve absente' : `${words}, preuve absente`
}

function dayOf(iso: string): string {
  const day = parseIsoDate(iso)
  return day === null ? iso : formatDate(day)
}
