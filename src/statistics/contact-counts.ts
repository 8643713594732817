// Relaunches and other acts of the log, counted by month, channel and result. May not format.
import { type LocalDate, yearMonthDay } from '../kernel/local-date.js'
import type { Action } from '../records/records.js'
import { CHANNELS, type Channel, CONTACT_RESULTS, type ContactResult } from '../records/values.js'

export interface MonthOfContacts {
  readonly year: number
  readonly month: number
  /** Somebody was reached. */
  readonly reached: number
  readonly others: number
}

export interface ContactsByResult {
  readonly total: number
  /** In the order of the results, those that nobody noted last. */
  readonly byResult: readonly number[]
}

export interface ContactCounts extends ContactsByResult {
  readonly toLearner: number
  readonly learnerReached: number
  /** Every month from the first act, at most `MOST_MONTHS` of them, to the last day. */
  readonly months: readonly MonthOfContacts[]
  /** Acts before the first month. */
  readonly earlier: number
  /** Channels that occur, in their usual order; null for acts without one, last. */
  readonly byChannel: readonly (ContactsByResult & { readonly channel: Channel | null })[]
}

type DatedAction = Pick<Action, 'channel' | 'recipient' | 'result'> & { readonly on: LocalDate }

const MOST_MONTHS = 36

/** @param lastDay the as-of date: the months end with its own */
export function countContacts(actions: Iterable<DatedAction>, lastDay: LocalDate): ContactCounts {
  const byMonth = new Map<number, { reached: number; others: number }>()
  const byChannel = new Map<Channel | null, number[]>()
  const byResult = noResult()
  let total = 0
  let toLearner = 0
  let learnerReached = 0
  for (const { on, channel, recipient, result } of actions) {
    const isReached = result === 'joint'
    total += 1
    if (recipient === 'beneficiaire') {
      toLearner += 1
      if (isReached) learnerReached += 1
    }
    const month = byMonth.get(monthOf(on)) ?? { reached: 0, others: 0 }
    month[isReached ? 'reached' : 'others'] += 1
    byMonth.set(monthOf(on), month)
    const ofChannel = byChannel.get(channel) ?? noResult()
    addResult(ofChannel, result)
    addResult(byResult, result)
    byChannel.set(channel, ofChannel)
  }
  const months = monthsUntil(monthOf(lastDay), byMonth)
  return {
    total,
    byResult,
    toLearner,
    learnerReached,
    months,
    earlier: total - months.reduce((sum, { reached, others }) => sum + reached + others, 0),
    byChannel: [...CHANNELS, null].flatMap((channel) => {
      const ofChannel = byChannel.get(channel)
      if (ofChannel === undefined) return []
      return [{ channel, total: ofChannel.reduce((a, b) => a + b, 0), byResult: ofChannel }]
    }),
  }
}

/** Months since the year 0. */
function monthOf(on: LocalDate): number {
  const { year, month } = yearMonthDay(on)
  return year * 12 + month - 1
}

function monthsUntil(
  last: number,
  byMonth: ReadonlyMap<number, { reached: number; others: number }>,
): MonthOfContacts[] {
  const first = Math.max(Math.min(...byMonth.keys(), last), last - MOST_MONTHS + 1)
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const { reached, others } = byMonth.get(first + index) ?? { reached: 0, others: 0 }
    return { year: Math.floor((first + index) / 12), month: ((first + index) % 12) + 1, reached, others }
  })
}

function noResult(): number[] {
  return [...CONTACT_RESULTS, null].map(() => 0)
}

function addResult(counts: number[], result: ContactResult | null): void {
  const index = result === null ? CONTACT_RESULTS.length : CONTACT_RESULTS.indexOf(result)
  counts[index] = (counts[index] ?? 0) + 1
}
