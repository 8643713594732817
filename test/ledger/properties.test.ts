// What must hold of every ledger, on workspaces made by chance; a failure prints its seed.
import { describe, expect, it } from 'vitest'
import { formatIsoDate } from '../../src/kernel/local-date.js'
import { isBreach, type Ledger, type LedgerCounts, type Verdict } from '../../src/procedure/ledger.js'
import { Chance } from '../support/chance.js'
import { judge, type PlainWorkspace, verdictLine } from '../support/judge.js'
import { plus } from '../support/oracle/days.js'
import { randomWorkspace } from '../support/random-workspace.js'
import type { RawRow, RawSources } from '../support/records-from.js'
import { rounds } from '../support/rounds.js'

const RUNS = rounds(30, 300)
const FIRST_SEED = 5000

function eachSeed(run: (workspace: PlainWorkspace, chance: Chance) => void): void {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    try {
      run(randomWorkspace(seed), new Chance(seed))
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error })
    }
  }
}

function linesOf(ledger: Ledger): string[] {
  return ledger.verdicts.map(verdictLine)
}

/** What makes a verdict the same one in two ledgers. */
function keyOf({ obligation, case: kase, report, recipient, arisenOn, cause }: Verdict): string {
  const arisen = arisenOn === null ? '-' : formatIsoDate(arisenOn)
  const who = kase?.enrolment.id ?? report?.id
  return `${who} ${obligation.id} ${recipient} ${arisen} ${cause.export.name} ${cause.row}`
}

function withRows(workspace: PlainWorkspace, change: (rows: readonly RawRow[], name: string) => RawRow[]) {
  const sources = Object.entries(workspace.sources).map(([name, rows]) => [name, change(rows, name)])
  return { ...workspace, sources: Object.fromEntries(sources) as RawSources }
}

/** Rows of the same dossier and moment are told apart by their order alone: only one is kept. */
function withoutTies(workspace: PlainWorkspace): PlainWorkspace {
  return withRows(workspace, (rows, name) => {
    if (name !== 'relances' && name !== 'abandons') return [...rows]
    const key = (row: RawRow) => (name === 'abandons' ? row.dossier : `${row.dossier} ${row.date}`)
    return rows.filter((row, at) => rows.findIndex((other) => key(other) === key(row)) === at)
  })
}

describe('every ledger', () => {
  it('is the same whatever the order of the rows', () => {
    eachSeed((random, chance) => {
      const workspace = withoutTies(random)
      const shuffled = withRows(workspace, (rows) => chance.shuffled(rows))
      expect(linesOf(judge(shuffled).ledger)).toEqual(linesOf(judge(workspace).ledger))
    })
  })

  it('never turns met into anything else, nor missing into pending, at a later date', () => {
    eachSeed((workspace, chance) => {
      const later = { ...workspace, asOf: plus(workspace.asOf, chance.whole(1, 30)) }
      const { ledger, register } = judge(later)
      const after = new Map(ledger.verdicts.map((verdict) => [keyOf(verdict), verdict]))
      for (const verdict of judge(workspace).ledger.verdicts) {
        const then = after.get(keyOf(verdict))
        // Those who leave before the limit of an existence, or of whom the exam is never known, have no verdict left.
        if (then === undefined && verdict.obligation.kind === 'existence') continue
        // An exit known later may say that the learner never entered: nothing was then due.
        const id = verdict.case?.enrolment.id
        if (
          id !== undefined &&
          verdict.case?.enteredOn !== null &&
          register.caseOf.get(id)?.enteredOn === null
        )
          continue
        if (verdict.status === 'met') expect(then?.status).toBe('met')
        if (verdict.status === 'late') expect(then?.status).toBe('late')
        if (verdict.status === 'missing') expect(then?.status).not.toBe('pending')
      }
    })
  })

  it('has no new breach once a timely and proven action is added, what that action sets off apart', () => {
    eachSeed((workspace, chance) => {
      const before = judge(workspace).ledger
      const open = before.verdicts.filter(({ arisenOn, case: kase }) => arisenOn !== null && kase !== null)
      if (open.length === 0) return
      const { case: kase, obligation, recipient, arisenOn } = chance.one(open)
      const action = {
        dossier: kase?.enrolment.id,
        date: arisenOn === null ? '' : formatIsoDate(arisenOn),
        type: obligation.expected.types[0] ?? 'relance',
        canal: obligation.expected.channels[0] ?? 'email',
        destinataire: recipient ?? 'beneficiaire',
        resultat: 'joint',
        preuve: 'a.pdf',
        ticket: 'Q-2',
      }
      const after = judge(
        withRows(workspace, (rows, name) => (name === 'relances' ? [action, ...rows] : [...rows])),
      ).ledger
      // A new act may fire what comes after it, and must itself be preceded by what a precedence asks for.
      const isOwnDoing = (verdict: Verdict) =>
        verdict.obligation.kind === 'precedence' ||
        verdict.obligation.trigger?.kind === 'after' ||
        verdict.obligation.expected.count > 1
      // Rows of relances are one further down.
      const key = (verdict: Verdict) => keyOf(verdict).replace(/ relances \d+$/, '')
      // Towards a recipient that the exports do not know, the first act turns undetermined into met or late.
      const known = new Set(
        before.verdicts.filter((one) => isBreach(one) || one.status === 'undetermined').map(key),
      )
      const added = after.verdicts.filter((one) => isBreach(one) && !isOwnDoing(one) && !known.has(key(one)))
      expect(added.map(verdictLine)).toEqual([])
    })
  })

  it('is the sum of the ledgers of its sites', () => {
    eachSeed((random) => {
      const workspace = withRows(random, (rows, name) =>
        name === 'apprenants' ? rows.map((row) => ({ ...row, remplace_par: '' })) : [...rows],
      )
      const siteOf = new Map(
        (workspace.sources.apprenants ?? []).map((row) => [String(row.dossier), String(row.site)]),
      )
      const parts = ['un', 'deux'].map((site) =>
        withRows(workspace, (rows, name) =>
          rows.filter((row) => {
            if (name === 'formations') return true
            // A report of violence belongs to no site.
            if (name === 'signalements') return site === 'un'
            return siteOf.get(String(row.dossier)) === site
          }),
        ),
      )
      const [whole, ...ledgers] = [workspace, ...parts].map((part) => judge(part).ledger)
      expect(ledgers.flatMap((ledger) => linesOf(ledger)).sort()).toEqual(linesOf(whole as Ledger).sort())
      const keys = Object.keys(whole?.counts ?? {}) as (keyof LedgerCounts)[]
      for (const key of keys) {
        expect(ledgers.reduce((sum, { counts }) => sum + counts[key], 0)).toBe(whole?.counts[key])
      }
    })
  })

  it('has counts that add up', () => {
    eachSeed((workspace) => {
      const { counts, perObligation, verdicts, worst } = judge(workspace).ledger
      for (const { total, met, late, missing, pending, undetermined } of [counts, ...perObligation]) {
        expect(met + late + missing + pending + undetermined).toBe(total)
      }
      const keys = Object.keys(counts) as (keyof LedgerCounts)[]
      for (const key of keys) {
        expect(perObligation.reduce((sum, one) => sum + one[key], 0)).toBe(counts[key])
      }
      expect(counts.total).toBe(verdicts.length)
      expect(counts.evidenceAbsent).toBe(verdicts.filter(({ evidence }) => evidence === 'absent').length)
      expect(worst === 'none').toBe(!verdicts.some(isBreach))
    })
  })

  it(`was looked at with seeds ${FIRST_SEED} to ${FIRST_SEED + RUNS - 1}`, () => {
    expect(judge(randomWorkspace(FIRST_SEED)).ledger.verdicts.map(verdictLine)).toEqual(
      judge(randomWorkspace(FIRST_SEED)).ledger.verdicts.map(verdictLine),
    )
  })
})
