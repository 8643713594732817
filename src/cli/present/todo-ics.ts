// What is due, as a calendar (RFC 5545): one all-day event a due date, or at its hour. Nobody is named.
import { createHash } from 'node:crypto'
import { fr } from '../../kernel/french.js'
import {
  addDays,
  formatIsoDate,
  formatTime,
  type LocalDate,
  type MinuteOfDay,
} from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import { recipientOf, subjectOf } from '../../words/verdict.js'
import type { TodoItem } from './todo-items.js'

export function todoIcs(items: readonly TodoItem[], asOf: LocalDate): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//i12//echeances//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...items.flatMap((item) => event(item, asOf)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function event({ verdict, isOverdue }: TodoItem, asOf: LocalDate): string[] {
  const { obligation, dueOn, dueMinute } = verdict
  if (dueOn === null) return []
  const title = obligation.title === '' ? obligation.id : obligation.title
  const who = [subjectOf(verdict), recipientOf(verdict)].filter((part) => part !== '').join(', ')
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(verdict)}`,
    `DTSTAMP:${compact(asOf)}T000000Z`,
    ...when(dueOn, dueMinute),
    `SUMMARY:${escaped(isOverdue ? fr`En retard : ${title} (${who})` : `${title} (${who})`)}`,
    ...(obligation.reference === '' ? [] : [`DESCRIPTION:${escaped(obligation.reference)}`]),
    `CATEGORIES:${isOverdue ? 'Échéance passée' : 'À venir'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

function when(dueOn: LocalDate, dueMinute: MinuteOfDay | null): string[] {
  if (dueMinute === null) {
    return [`DTSTART;VALUE=DATE:${compact(dueOn)}`, `DTEND;VALUE=DATE:${compact(addDays(dueOn, 1))}`]
  }
  // 24:00 is written 00:00 of the next day; without zone, as the data.
  const day = dueMinute === 1440 ? addDays(dueOn, 1) : dueOn
  return [`DTSTART:${compact(day)}T${formatTime(dueMinute % 1440).replace(':', '')}00`]
}

/** The same event keeps its identity from one export to the next. */
function uidOf(verdict: Verdict): string {
  const { obligation, recipient, arisenOn } = verdict
  const parts = [
    obligation.id,
    subjectOf(verdict),
    recipient ?? '',
    arisenOn === null ? '' : formatIsoDate(arisenOn),
  ]
  return `${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)}@i12`
}

function compact(date: LocalDate): string {
  return formatIsoDate(date).replaceAll('-', '')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n')
}

/** Lines of at most 75 bytes, never cut inside a character. */
function folded(line: string): string {
  let shown = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > 74) {
      shown += '\r\n '
      bytes = 1
    }
    shown += character
    bytes += size
  }
  return shown
}
