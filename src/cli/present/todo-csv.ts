// What is due, for a spreadsheet.
import { csvListing } from '../../documents/csv.js'
import { formatDate } from '../../kernel/french.js'
import { formatTime } from '../../kernel/local-date.js'
import { subjectOf } from '../../words/verdict.js'
import type { TodoItem } from './todo-items.js'

const HEADER = [
  'echeance',
  'heure',
  'depassee',
  'dossier',
  'site',
  'referent',
  'obligation',
  'intitule',
  'reference',
  'types',
  'canaux',
  'destinataire',
  'contact',
  'email',
  'telephone',
] as const

/** One row an obligation, in the order of the list; words that `i12` reads keep their spelling. */
export function todoCsv(items: readonly TodoItem[]): string {
  const { parts } = csvListing('echeances.csv', HEADER, items.map(rowOf))
  return Buffer.concat(parts).toString('utf8')
}

function rowOf({ verdict, isOverdue, contact, referent }: TodoItem): readonly string[] {
  const { obligation, dueOn, dueMinute } = verdict
  return [
    dueOn === null ? '' : formatDate(dueOn),
    dueMinute === null ? '' : formatTime(dueMinute),
    isOverdue ? 'oui' : 'non',
    subjectOf(verdict),
    verdict.case?.site.id ?? '',
    referent,
    obligation.id,
    obligation.title,
    obligation.reference,
    obligation.expected.types.join(' | '),
    obligation.expected.channels.join(' | '),
    verdict.recipient ?? '',
    contact.name,
    contact.email,
    contact.phone,
  ]
}
