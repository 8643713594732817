// What is due, for a person at a terminal.

import { counted, formatClock, formatLongDate, listed } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import { dayOrNothing } from '../../words/day.js'
import { CHANNEL_WORDS } from '../../words/values.js'
import { recipientOf, subjectOf } from '../../words/verdict.js'
import { alignedRows } from './aligned-rows.js'
import type { Paint } from './paint.js'
import type { TodoItem } from './todo-items.js'

export function todoText(items: readonly TodoItem[], asOf: LocalDate, paint: Paint): string {
  const overdue = items.filter(({ isOverdue }) => isOverdue)
  const coming = items.filter(({ isOverdue }) => !isOverdue)
  const parts: string[] = []
  if (overdue.length > 0) parts.push(`${paint('red', 'Échéance passée')}\n${rowsOf(overdue)}\n`)
  if (coming.length > 0) parts.push(`${paint('bold', 'À venir')}\n${rowsOf(coming)}\n`)
  const counts = [
    ...(overdue.length === 0 ? [] : [counted(overdue.length, 'échéance passée', 'échéances passées')]),
    ...(coming.length === 0 ? [] : [counted(coming.length, 'échéance à venir', 'échéances à venir')]),
  ]
  const found = counts.length === 0 ? 'Rien à faire' : listed(counts)
  parts.push(`${found}, au ${formatLongDate(asOf)}.\n`)
  return parts.join('')
}

function rowsOf(items: readonly TodoItem[]): string {
  return alignedRows(
    items.map(({ verdict }) => [
      dueText(verdict),
      subjectOf(verdict),
      recipientOf(verdict),
      verdict.obligation.title === '' ? verdict.obligation.id : verdict.obligation.title,
      channelsOf(verdict),
    ]),
  )
}

function dueText({ dueOn, dueMinute }: Verdict): string {
  return dueMinute === null ? dayOrNothing(dueOn) : `${dayOrNothing(dueOn)} ${formatClock(dueMinute)}`
}

function channelsOf({ obligation }: Verdict): string {
  return listed(
    obligation.expected.channels.map((channel) => CHANNEL_WORDS[channel]),
    'ou',
  )
}
