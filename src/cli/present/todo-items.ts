// What is still to be done according to a ledger: overdue first, then by due date.
import { addDays, type LocalDate } from '../../kernel/local-date.js'
import { mask } from '../../kernel/mask.js'
import { textKey } from '../../kernel/text-key.js'
import { isStillDue, type Ledger, type Verdict } from '../../procedure/ledger.js'
import { type Contact, contactOf, NOBODY } from '../../words/contact.js'

export interface TodoItem {
  readonly verdict: Verdict
  readonly isOverdue: boolean
  /** Whom to contact and how; letters hidden unless they were asked for. */
  readonly contact: Contact
  /** Who follows the learner, hidden likewise; '' where nobody is named. */
  readonly referent: string
}

/** Which of the obligations are wanted; null where all are. */
export interface TodoFilter {
  readonly siteId: string | null
  /** As typed: case and accents apart. */
  readonly referent: string | null
  /** Days from the as-of date by which they are due; what is overdue is always wanted. */
  readonly days: number | null
}

/** Obligations that an act can still discharge: `missing` is overdue, `pending` is still in time. */
export function todoItems(
  { verdicts }: Ledger,
  asOf: LocalDate,
  filter: TodoFilter,
  showsIdentities: boolean,
): readonly TodoItem[] {
  return verdicts
    .filter((verdict) => isStillDue(verdict) && isWanted(verdict, asOf, filter))
    .map((verdict, order) => ({ verdict, order, isOverdue: verdict.status === 'missing' }))
    .sort(
      (a, b) =>
        Number(b.isOverdue) - Number(a.isOverdue) ||
        dueOf(a.verdict) - dueOf(b.verdict) ||
        (a.verdict.dueMinute ?? 1440) - (b.verdict.dueMinute ?? 1440) ||
        a.order - b.order,
    )
    .map(({ verdict, isOverdue }) => ({ verdict, isOverdue, ...peopleOf(verdict, showsIdentities) }))
}

/** Whether somebody follows a learner under this name. */
export function isReferent(typed: string, referent: string): boolean {
  return textKey(typed) === textKey(referent)
}

function isWanted(verdict: Verdict, asOf: LocalDate, { siteId, referent, days }: TodoFilter): boolean {
  const { case: subject, dueOn } = verdict
  if (siteId !== null && subject?.site.id !== siteId) return false
  if (referent !== null && !isReferent(referent, subject?.enrolment.referent ?? '')) return false
  return days === null || dueOn === null || dueOn <= addDays(asOf, days)
}

function peopleOf(
  { case: subject, recipient }: Verdict,
  showsIdentities: boolean,
): Pick<TodoItem, 'contact' | 'referent'> {
  const { name, email, phone } = subject === null ? NOBODY : contactOf(recipient, subject)
  const shown = showsIdentities ? (text: string) => text : mask
  return {
    contact: { name: shown(name), email: shown(email), phone: shown(phone) },
    referent: shown(subject?.enrolment.referent ?? ''),
  }
}

function dueOf({ dueOn }: Verdict): number {
  return dueOn ?? Number.POSITIVE_INFINITY
}
