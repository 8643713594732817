// The life of one case as a drawing and in words: absences, acts, due dates, exit. May not print a comment,
// a reason of absence or a cause: only what happened and when.
import { counted, formatClock, formatDate, formatMonth, fr, typographic } from '../kernel/french.js'
import { addMonths, dateOf, type LocalDate, type MinuteOfDay, yearMonthDay } from '../kernel/local-date.js'
import { isBreach, type Verdict } from '../procedure/ledger.js'
import type { Absence } from '../records/records.js'
import type { Case } from '../register/register.js'
import type { Tone } from '../words/tone.js'
import {
  ACTION_WORDS,
  BY_CHANNEL_WORDS,
  capitalised,
  RESULT_WORDS,
  recipientWord,
  STATUS_WORDS,
} from '../words/values.js'
import type { TimelineBlock } from './blocks.js'
import type { CaseTimeline } from './chart-models.js'

/** Width of an ordinary character in a drawing, as a share of the drawing. */
const SHARE_OF_A_CHARACTER = 0.0086
/** Characters of a title in a drawing. */
const LONGEST_TITLE = 32

/** One thing that happened, or was due, to a case. */
export interface CaseEvent {
  readonly at: LocalDate
  readonly minute: MinuteOfDay | null
  readonly label: string
  readonly detail: string | null
  readonly tone: Tone
  /** Kept first when a drawing has too many events. */
  readonly isPartOfBreach: boolean
}

/** Everything dated in a case, in order of time. Absences on neighbouring days are one event. */
export function caseEvents(subject: Case, verdicts: readonly Verdict[]): CaseEvent[] {
  const breaches = verdicts.filter(isBreach)
  const dischargers = new Set(breaches.flatMap((verdict) => verdict.action ?? []))
  const causes = new Set(breaches.map((verdict) => verdict.cause))
  // With one obligation in breach the title of the drawing names it already.
  const isOneObligation = new Set(breaches.map((verdict) => verdict.obligation.id)).size === 1
  const events: CaseEvent[] = []
  const add = (event: CaseEvent) => events.push(event)
  const simple = (at: LocalDate | null, label: string, tone: Tone) => {
    if (at !== null) add({ at, minute: null, label, detail: null, tone, isPartOfBreach: false })
  }
  simple(subject.enteredOn, 'Entrée en formation', 'accent')
  simple(
    subject.leftOn,
    subject.state.status === 'termine'
      ? 'Fin de la formation'
      : fr`Sortie : ${STATUS_WORDS[subject.state.status]}`,
    'neutral',
  )
  for (const run of absenceRuns(subject.absences)) {
    const first = run[0] as DatedAbsence
    const last = run.at(-1) as DatedAbsence
    const days = new Set(run.map((absence) => absence.on)).size
    const kind = absenceKind(first)
    add({
      at: first.on,
      minute: first.minute,
      label: days === 1 ? fr`Absence ${kind}` : fr`${counted(days, 'jour', 'jours')} d’absence ${kind}`,
      detail: days === 1 ? null : fr`du ${formatDate(first.on)} au ${formatDate(last.on)}`,
      tone: 'waiting',
      isPartOfBreach: run.some((absence) => causes.has(absence)),
    })
  }
  for (const action of subject.actions) {
    if (action.on === null) continue
    const to = action.recipient === null ? '' : ` (${recipientWord(action.recipient, subject.training.type)})`
    add({
      at: action.on,
      minute: action.minute,
      label: `${capitalised(ACTION_WORDS[action.type])}${to}`,
      detail:
        [
          action.channel === null ? '' : BY_CHANNEL_WORDS[action.channel],
          action.result === null ? '' : RESULT_WORDS[action.result],
        ]
          .filter((part) => part !== '')
          .join(', ') || null,
      tone: 'done',
      isPartOfBreach: dischargers.has(action),
    })
  }
  if (subject.dropout !== null && subject.dropout.on !== null && subject.dropout.on !== subject.leftOn) {
    simple(subject.dropout.on, 'Abandon déclaré', 'neutral')
  }
  for (const verdict of breaches) {
    if (verdict.dueOn === null || verdict.status === 'met') continue
    add({
      at: verdict.dueOn,
      minute: verdict.dueMinute,
      label: isOneObligation
        ? 'Échéance'
        : fr`Échéance : ${shortened(typographic(verdict.obligation.title))}`,
      detail:
        verdict.recipient === null
          ? null
          : `envers ${recipientWord(verdict.recipient, subject.training.type)}`,
      tone: verdict.status === 'late' ? 'late' : 'failed',
      isPartOfBreach: true,
    })
  }
  return mergeSame(events.sort((a, b) => a.at - b.at || (a.minute ?? -1) - (b.minute ?? -1)))
}

/** A proof that was announced is neither there nor refused. */
function absenceKind({ isJustified, isAwaited }: Absence): string {
  if (isAwaited) return '(justificatif attendu)'
  return isJustified ? 'justifiée' : 'injustifiée'
}

/** A title that a drawing has room for; the table of obligations has it whole. */
function shortened(title: string): string {
  if (title.length <= LONGEST_TITLE) return title
  const cut = title.slice(0, LONGEST_TITLE)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2))}…`
}

type DatedAbsence = Absence & { readonly on: LocalDate }

/** Absences of one kind not more than three days apart: a week-end does not break a run. */
function absenceRuns(absences: readonly Absence[]): DatedAbsence[][] {
  const runs: DatedAbsence[][] = []
  for (const absence of absences) {
    if (absence.on === null) continue
    const dated = absence as DatedAbsence
    const run = runs.at(-1)
    const previous = run?.at(-1)
    if (
      run !== undefined &&
      previous !== undefined &&
      previous.isJustified === dated.isJustified &&
      previous.isAwaited === dated.isAwaited &&
      dated.on - previous.on <= 3
    ) {
      run.push(dated)
    } else {
      runs.push([dated])
    }
  }
  return runs
}

/** The same due date for two recipients is drawn once. */
function mergeSame(events: readonly CaseEvent[]): CaseEvent[] {
  const merged: CaseEvent[] = []
  for (const event of events) {
    const twin = merged.findIndex(
      (other) => other.at === event.at && other.label === event.label && other.tone === event.tone,
    )
    const first = merged[twin]
    if (first === undefined) merged.push(event)
    else {
      const details = [...new Set([first.detail, event.detail].filter((detail) => detail !== null))]
      merged[twin] = { ...first, detail: details.join(fr` ; `) || null }
    }
  }
  return merged
}

/** The drawing. `around` narrows it to the days of the breaches, with a fortnight on either side. */
export function caseTimelineChart(
  id: string,
  title: string,
  subject: Case,
  verdicts: readonly Verdict[],
  options: { readonly asOf: LocalDate; readonly maxEvents: number; readonly around: boolean },
): CaseTimeline | null {
  const all = caseEvents(subject, verdicts)
  const events = choose(all, options)
  if (events.length === 0) return null
  const first = events[0] as CaseEvent
  const last = events.at(-1) as CaseEvent
  const margin = Math.max(2, Math.round((last.at - first.at) * 0.04))
  const from = (first.at - margin) as LocalDate
  const to = (from + spanWithWords(events, from, last.at + margin)) as LocalDate
  const entered = subject.enteredOn
  const trainingEnd = subject.leftOn ?? Math.min(subject.enrolment.plannedEndOn ?? options.asOf, options.asOf)
  const left = all.length - events.length
  return {
    kind: 'caseTimeline',
    id,
    title,
    description: events
      .map(
        (event) =>
          fr`${formatDate(event.at)} : ${event.label}${event.detail === null ? '' : `, ${event.detail}`}.`,
      )
      .join(' '),
    from,
    to,
    ticks: ticksBetween(from, (last.at + margin) as LocalDate),
    spans:
      entered === null || entered > to || trainingEnd < from
        ? []
        : [
            {
              from: Math.max(entered, from),
              to: Math.min(trainingEnd, to),
              label: 'en formation',
              tone: 'neutral',
            },
          ],
    events: events.map((event) => ({
      at: event.at,
      day: formatDate(event.at),
      label: event.label,
      tone: event.tone,
    })),
    note:
      left === 0
        ? null
        : fr`${counted(left, 'autre événement n’est pas dessiné', 'autres événements ne sont pas dessinés')}.`,
  }
}

/** Days of an axis long enough for the words of every event to stand at its right, never back across the others. */
function spanWithWords(events: readonly CaseEvent[], from: LocalDate, end: number): number {
  return events.reduce((span, event) => {
    const words = Math.min(0.55, (`00/00/0000  ${event.label}`.length + 3) * SHARE_OF_A_CHARACTER)
    return Math.max(span, Math.ceil((event.at - from) / (1 - words)))
  }, end - from)
}

function choose(
  all: readonly CaseEvent[],
  options: { readonly maxEvents: number; readonly around: boolean },
): readonly CaseEvent[] {
  const breach = all.filter((event) => event.isPartOfBreach)
  const first = breach[0]
  const last = breach.at(-1)
  const near =
    options.around && first !== undefined && last !== undefined
      ? all.filter((event) => event.at >= first.at - 14 && event.at <= last.at + 14)
      : all
  if (near.length <= options.maxEvents) return near
  const kept = new Set(breach.slice(0, options.maxEvents))
  for (const event of near) {
    if (kept.size >= options.maxEvents) break
    kept.add(event)
  }
  return near.filter((event) => kept.has(event))
}

/** Five to eight marks at the beginning of months, or at round days where the axis is short. */
function ticksBetween(from: LocalDate, to: LocalDate): { at: number; label: string }[] {
  const span = to - from
  if (span <= 70) {
    const step = Math.max(1, Math.ceil(span / 6))
    const ticks = []
    for (let day = from + Math.ceil(step / 2); day <= to; day += step) {
      ticks.push({ at: day, label: formatDate(day as LocalDate).slice(0, 5) })
    }
    return ticks
  }
  const { year, month } = yearMonthDay(from)
  const monthsInSpan = Math.ceil(span / 30)
  const step = Math.max(1, Math.ceil(monthsInSpan / 7))
  const ticks = []
  for (let day = addMonths(dateOf(year, month, 1) as LocalDate, 1); day <= to; day = addMonths(day, step)) {
    const tick = yearMonthDay(day)
    ticks.push({ at: day as number, label: formatMonth(tick.year, tick.month) })
  }
  return ticks
}

/** The same in words, whole. */
export function caseTimelineWords(
  subject: Case,
  verdicts: readonly Verdict[],
  caption: string,
): TimelineBlock {
  return {
    caption,
    entries: caseEvents(subject, verdicts).map((event) => ({
      day:
        event.minute === null || event.minute >= 1440
          ? formatDate(event.at)
          : `${formatDate(event.at)}, ${formatClock(event.minute)}`,
      title: event.label,
      detail: event.detail,
      tone: event.tone,
    })),
  }
}
