// What is due, for a person at a terminal.

import { counted, formatClock, formatLongDate, fr, listed } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import type { Contact } from '../../words/contact.js'
import { dayOrNothing } from '../../words/day.js'
import { CHANNEL_WORDS } from '../../words/values.js'
import { recipientOf, subjectOf } from '../../words/verdict.js'
import { alignedRows } from './aligned-rows.js'
import type { Paint } from './paint.js'
import type { TodoItem } from './todo-items.js'

/** @param days how many days ahead were asked for; null where all were */
export function todoText(
  items: readonly TodoItem[],
  asOf: LocalDate,
  days: number | null,
  paint: Paint,
): string {
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
  const ahead = days === null ? '' : fr` et dans les ${counted(days, 'jour qui suit', 'jours qui suivent')}`
  parts.push(fr`${found}, au ${formatLongDate(asOf)}${ahead}.\n`)
  if (items.some(({ contact }) => isHidden(contact))) {
    parts.push(fr`Les contacts sont masqués ; « --show-identities » les montre.\n`)
  }
  return parts.join('')
}

function rowsOf(items: readonly TodoItem[]): string {
  return alignedRows(
    items.map(({ verdict, contact }) => [
      dueText(verdict),
      subjectOf(verdict),
      recipientOf(verdict),
      verdict.obligation.title === '' ? verdict.obligation.id : verdict.obligation.title,
      channelsOf(verdict),
      [contact.name, contact.email, contact.phone].filter((part) => part !== '').join(', '),
    ]),
  )
}

function isHidden({ name, email, phone }: Contact): boolean {
  return [name, email, phone].some((text) => text.includes('•'))
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
