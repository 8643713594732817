// How long the acts of one obligation took against its delay. May not decide what is late: the ledger says it.

import { counted, fr, typographic } from '../../kernel/french.js'
import { addDays, type LocalDate } from '../../kernel/local-date.js'
import type { WorkingCalendar } from '../../kernel/working-calendar.js'
import type { Delay } from '../../procedure/delay.js'
import type { Verdict } from '../../procedure/ledger.js'
import type { Obligation } from '../../procedure/procedure.js'
import { tally } from '../../procedure/tally.js'
import { delayWords } from '../../words/obligation.js'
import { capitalised } from '../../words/values.js'
import type { DelayDistribution } from '../chart-models.js'
import { anchorOf } from '../section.js'

/** Days that a chart of delays keeps apart; those beyond are gathered. */
const LAST_DAY_SHOWN = 20

type DoneVerdict = Verdict & { arisenOn: LocalDate; dueOn: LocalDate; doneOn: LocalDate }

/**
 * The distribution for one obligation, or null where nothing was done. Days are counted as the delay counts
 * them (working days for « jours ouvrés »), the day of the event left out.
 */
export function delayDistribution(
  obligation: Obligation,
  verdicts: readonly Verdict[],
  defaultCalendar: WorkingCalendar | null,
): DelayDistribution | null {
  const { delay } = obligation
  if (delay === null || delay === 'toDecide') return null
  const done = verdicts.filter(
    (verdict): verdict is DoneVerdict =>
      verdict.arisenOn !== null && verdict.dueOn !== null && verdict.doneOn !== null,
  )
  if (done.length === 0) return null
  // Several versions may give one obligation several delays: then no single limit can be drawn.
  const isOneDelay = done.every((verdict) => isSameDelay(verdict.obligation.delay, delay))
  const limit = isOneDelay ? limitInDays(delay, done) : null
  const counts = new Map<number, number>()
  for (const verdict of done) {
    const days = shownDays(verdict, delay, limit, verdict.case?.site.calendar ?? defaultCalendar)
    counts.set(days, (counts.get(days) ?? 0) + 1)
  }
  // One day beyond the limit is always there, so that its line has a place.
  const last = Math.max((limit ?? -1) + 1, ...counts.keys())
  const { met, late } = tally(done)
  return {
    kind: 'delayDistribution',
    id: anchorOf('delai', obligation.id),
    title: typographic(obligation.title),
    description: descriptionOf(counts, unitWords(delay), limit === null ? null : delayWords(delay)),
    unit: unitWords(delay),
    delays: Array.from({ length: last + 1 }, (_, days) => ({ days, count: counts.get(days) ?? 0 })),
    limit: limit === null ? null : { days: limit, label: delayWords(delay) },
    gatherAfter: Math.max(LAST_DAY_SHOWN, (limit ?? 0) + 5),
    isThird: true,
    note: fr`En ${unitWords(delay)} : ${noteOf(met, late, delay, limit, isOneDelay)}`,
  }
}

function isSameDelay(one: Obligation['delay'], other: Delay): boolean {
  return one !== null && one !== 'toDecide' && one.amount === other.amount && one.unit === other.unit
}

/** The last day in time, in the days of the chart; null where it differs from case to case (months, hours). */
function limitInDays(delay: Delay, done: readonly DoneVerdict[]): number | null {
  switch (delay.unit) {
    case 'workingDays':
    case 'businessDays':
    case 'days':
      return delay.amount
    case 'weeks':
      return delay.amount * 7
    default: {
      const spans = new Set(done.map((verdict) => verdict.dueOn - verdict.arisenOn))
      return spans.size === 1 ? ([...spans][0] as number) : null
    }
  }
}

/**
 * Days taken. An act in time on a due day moved to the next working day stands on the last day of the delay,
 * and a late one after it: the line of the limit then parts what the ledger parts.
 */
function shownDays(
  verdict: DoneVerdict,
  delay: Delay,
  limit: number | null,
  calendar: WorkingCalendar | null,
): number {
  const days = elapsedDays(verdict, delay, calendar)
  if (limit === null) return days
  return verdict.status === 'met' ? Math.min(days, limit) : Math.max(days, limit + 1)
}

function elapsedDays(verdict: DoneVerdict, delay: Delay, calendar: WorkingCalendar | null): number {
  const calendarDays = Math.max(0, verdict.doneOn - verdict.arisenOn)
  if (calendar === null || (delay.unit !== 'workingDays' && delay.unit !== 'businessDays'))
    return calendarDays
  const counts = (day: LocalDate) =>
    delay.unit === 'workingDays' ? calendar.isWorkingDay(day) : calendar.isBusinessDay(day)
  let days = 0
  for (let ahead = 1; ahead <= calendarDays; ahead++) {
    if (counts(addDays(verdict.arisenOn, ahead))) days += 1
  }
  return days
}

function unitWords(delay: Delay): string {
  if (delay.unit === 'workingDays') return 'jours ouvrés'
  if (delay.unit === 'businessDays') return 'jours ouvrables'
  return 'jours'
}

function descriptionOf(counts: ReadonlyMap<number, number>, unit: string, limit: string | null): string {
  const figures = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([days, count]) => `${counted(count, 'acte', 'actes')} à ${days}`)
  return fr`Nombre d’actes selon les ${unit} écoulés depuis l’événement${limit === null ? '' : fr` ; délai : ${limit}`}. ${capitalised(figures.join(', '))}.`
}

function noteOf(met: number, late: number, delay: Delay, limit: number | null, isOneDelay: boolean): string {
  const figures = fr`${met} dans le délai, ${late} après`
  if (!isOneDelay) return fr`${figures} ; le délai diffère selon la version`
  return limit === null ? fr`${figures} ; délai de ${delayWords(delay)}` : figures
}
