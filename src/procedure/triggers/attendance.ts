// `quand: { assiduite: 80 %, sur: 10 }`: the share of sessions present falls under a rate.
import { z } from 'zod'
import { fr } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import type { Absence, Presence } from '../../records/records.js'
import type { DayPart } from '../../records/values.js'
import type { Case } from '../../register/register.js'
import { type Firing, isDuring, onDay, type TriggerContext } from '../firing.js'
import { triggerKind } from './trigger-kind.js'

export interface AttendanceTrigger {
  readonly kind: 'attendance'
  /** In ten-thousandths, so that shares compare exactly. */
  readonly rate: number
  /** Sessions known before it can fire. */
  readonly known: number
}

const RATE = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%\s*$/

export const attendance = triggerKind({
  keys: {
    assiduite: z
      .string()
      .refine((text) => rateOf(text) !== null, fr`un pourcentage de 1 % à 100 %, par exemple « 80 % »`)
      .meta({ examples: ['80 %'] })
      .optional()
      .describe(
        'La part des demi-journées présentes passe sous ce pourcentage, une fois connues celles de « sur ». Une absence justifiée n’est pas une présence.',
      ),
  },
  modifiers: ['sur'],
  sources: ['absences', 'presences'],
  read: (when, reading): AttendanceTrigger => {
    if (when.sur === undefined) {
      reading.refuse('assiduite', {
        message: fr`Il manque « sur » : à partir de combien de demi-journées la part est jugée.`,
        expected: fr`par exemple « assiduite: 80 %, sur: 10 »`,
        mend: fr`ajoutez « sur » à côté de « assiduite »`,
      })
    }
    return { kind: 'attendance', rate: rateOf(when.assiduite ?? '') ?? 0, known: when.sur ?? 1 }
  },
  fire: attendanceFirings,
})

/** « 87,5 % » is 8750; null where it is no share. */
function rateOf(text: string): number | null {
  const match = RATE.exec(text)
  if (match === null) return null
  const rate = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return rate > 0 && rate <= 10_000 ? rate : null
}

/** Fires on the day the share falls under the rate, and again only after it came back. */
function attendanceFirings({ rate, known }: AttendanceTrigger, context: TriggerContext): Firing[] {
  const firings: Firing[] = []
  let present = 0
  let sessions = 0
  let isUnder = false
  for (const day of sessionDaysOf(context.kase)) {
    present += day.present
    sessions += day.sessions
    const wasUnder = isUnder
    isUnder = sessions >= known && present * 10_000 < rate * sessions
    if (isUnder && !wasUnder) firings.push(...onDay(context, day.on, null, day.cause))
  }
  return firings
}

interface SessionDay {
  readonly on: LocalDate
  /** Half-days on which the learner was expected, and those he or she was there. */
  readonly sessions: number
  readonly present: number
  /** An absence of the day where there is one: the row that lowers the share. */
  readonly cause: Absence | Presence
}

const HALVES = ['matin', 'apres-midi'] as const satisfies readonly DayPart[]

/** The days between entry and exit on which the learner was expected, in order. A journee is two half-days. */
function sessionDaysOf(kase: Case): SessionDay[] {
  const rows = new Map<LocalDate, { absences: Absence[]; presences: Presence[] }>()
  const dayOf = (on: LocalDate) => {
    let day = rows.get(on)
    if (day === undefined) {
      day = { absences: [], presences: [] }
      rows.set(on, day)
    }
    return day
  }
  for (const absence of kase.absences) {
    if (absence.on !== null && isDuring(absence.on, kase)) dayOf(absence.on).absences.push(absence)
  }
  for (const presence of kase.presences) {
    if (presence.on !== null && isDuring(presence.on, kase)) dayOf(presence.on).presences.push(presence)
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([on, { absences, presences }]) => {
      const halves = HALVES.map((half) => isPresent(half, absences, presences))
      return {
        on,
        sessions: halves.filter((is) => is !== null).length,
        present: halves.filter((is) => is === true).length,
        cause: (absences[0] ?? presences[0]) as Absence | Presence,
      }
    })
}

/** What the rows say of a half-day, null where nobody was expected: a row of that half-day counts before one of the whole day, and a presence before an absence. */
function isPresent(
  half: (typeof HALVES)[number],
  absences: readonly Absence[],
  presences: readonly Presence[],
): boolean | null {
  for (const part of [half, 'journee'] as const) {
    if (presences.some(({ dayPart }) => dayPart === part)) return true
    if (absences.some(({ dayPart }) => dayPart === part)) return false
  }
  return null
}
