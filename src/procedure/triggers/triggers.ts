// Every trigger that a procedure may name. A new trigger is a new file and a line here.
import type { z } from 'zod'
import type { Firing, TriggerContext } from '../firing.js'
import { absence } from './absence.js'
import { after } from './after.js'
import { attendance } from './attendance.js'
import { contractTermination } from './contract-termination.js'
import { dropout } from './dropout.js'
import { disability, entry } from './entry.js'
import { failedCertification } from './failed-certification.js'
import { inactivity } from './inactivity.js'
import { lateness } from './lateness.js'
import { silence } from './silence.js'
import type { TriggerKind } from './trigger-kind.js'
import { violenceReport } from './violence-report.js'

const TRIGGERS = {
  absence,
  lateness,
  attendance,
  silence,
  inactivity,
  dropout,
  contractTermination,
  entry,
  after,
  disability,
  failedCertification,
  violenceReport,
} as const

type Kinds = typeof TRIGGERS
type ReadBy<Kind> = Kind extends TriggerKind<infer _Keys, infer Read> ? Read : never
type KeysOf<Kind> = Kind extends TriggerKind<infer Keys, infer _Read> ? Keys : never
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

/** What makes an obligation arise, as the ledger reads it. */
export type Trigger = { readonly [Name in keyof Kinds]: ReadBy<Kinds[Name]> }[keyof Kinds]
type AnyKind = TriggerKind<Readonly<Record<string, z.ZodType>>, Trigger>

/** The trigger that each key of `quand` names. */
export const TRIGGER_OF_KEY: ReadonlyMap<string, AnyKind> = new Map(
  Object.values(TRIGGERS).flatMap((kind) =>
    Object.keys(kind.keys).map((key) => [key, kind as unknown as AnyKind] as const),
  ),
)

/** The keys that name a trigger, with their schemas. */
export const TRIGGER_SHAPE = Object.assign(
  {},
  ...Object.values(TRIGGERS).map(({ keys }) => keys),
) as Together<KeysOf<Kinds[keyof Kinds]>>

export function kindOf(trigger: Trigger): AnyKind {
  return TRIGGERS[trigger.kind] as unknown as AnyKind
}

/** When a trigger fired for an enrolment, while one version was in force. */
export function fire(trigger: Trigger, context: TriggerContext): readonly Firing[] {
  return kindOf(trigger).fire(trigger, context)
}
