// A ledger judged in memory, from a procedure as a person writes it and rows as an export holds them.
import { readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import type { Zone } from '../../src/kernel/holidays.js'
import { formatIsoDate, formatTime, type LocalDate } from '../../src/kernel/local-date.js'
import { buildLedger } from '../../src/procedure/build-ledger.js'
import type { EvidenceTable, Ledger, Verdict } from '../../src/procedure/ledger.js'
import type { Procedure } from '../../src/procedure/procedure.js'
import { readProcedure } from '../../src/procedure/read-procedure.js'
import type { Register } from '../../src/register/register.js'
import { parseYaml } from '../../src/source/yaml.js'
import { registerFrom } from './a-dossier.js'
import { type RawSources, recordsFrom } from './records-from.js'

/** A workspace as plain data: what the program reads, and what an oracle can read on its own. */
export interface PlainWorkspace {
  /** The tree of procedure.yaml. */
  readonly procedure: unknown
  readonly sources: RawSources
  readonly asOf: string
  readonly period: { readonly from: string; readonly to: string }
  readonly sites?: readonly { readonly id: string; readonly zone: Zone }[]
  /** Paths of proof files that exist and are not empty. */
  readonly proofs?: readonly string[]
}

export interface Judged {
  readonly ledger: Ledger
  readonly register: Register
  readonly diagnostics: Diagnostics
}

/** Reading costs more than judging: the same tree is read once. */
const read = new WeakMap<object, Procedure>()

export function procedureFrom(tree: unknown): Procedure {
  const known = read.get(tree as object)
  if (known !== undefined) return known
  const procedure = readTree(tree)
  read.set(tree as object, procedure)
  return procedure
}

function readTree(tree: unknown): Procedure {
  const diagnostics = new Diagnostics()
  const yaml = parseYaml('procedure.yaml', Buffer.from(stringify(tree)), diagnostics)
  const shipped = {
    names: ['abandon-huit-etapes', 'parcours-par-type', 'apprentissage', 'signalements'],
    read: (name: string) => readFileSync(new URL(`../../templates/procedures/${name}.yaml`, import.meta.url)),
  }
  const procedure = yaml === null ? null : readProcedure(yaml, shipped, diagnostics)
  if (procedure === null) {
    const said = diagnostics.all.map(({ kind, seen }) => `${kind.code} ${seen ?? ''}`)
    throw new Error(`The procedure cannot be used: ${said.join(', ')}`)
  }
  return procedure
}

export function judge(workspace: PlainWorkspace, procedure = procedureFrom(workspace.procedure)): Judged {
  const { register, diagnostics } = registerFrom(recordsFrom(workspace.sources), {
    asOf: workspace.asOf,
    period: workspace.period,
    sites: workspace.sites ?? [],
    closures: procedure.closures,
    scope: procedure.scope,
  })
  const proofs: EvidenceTable = new Map((workspace.proofs ?? []).map((path) => [path, 'present'] as const))
  return { ledger: buildLedger(register, procedure, proofs), register, diagnostics }
}

/**
 * A verdict on one line: dossier, obligation and recipient, version, status, day it arose, day due (with the time for
 * delays in hours), day done, evidence where some is looked for.
 */
export function verdictLine(verdict: Verdict): string {
  const due = verdict.dueMinute === null ? '' : `@${formatTime(verdict.dueMinute)}`
  return [
    verdict.case?.enrolment.id ?? verdict.report?.id,
    `${verdict.obligation.id}${verdict.recipient === null ? '' : `/${verdict.recipient}`}`,
    ...(verdict.procedureVersion === '' ? [] : [`v${verdict.procedureVersion}`]),
    verdict.status,
    isoDay(verdict.arisenOn),
    `${isoDay(verdict.dueOn)}${due}`,
    isoDay(verdict.doneOn),
    ...(verdict.evidence === 'notRequired' ? [] : [verdict.evidence]),
  ].join(' ')
}

function isoDay(date: LocalDate | null): string {
  return date === null ? '-' : formatIsoDate(date)
}
