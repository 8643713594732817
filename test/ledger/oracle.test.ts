// The ledger against an oracle that reads the same rows and the same contract on its own, on workspaces made by chance.
import { describe, expect, it } from 'vitest'
import { judge, type PlainWorkspace, verdictLine } from '../support/judge.js'
import { plus } from '../support/oracle/days.js'
import { judgeByHand } from '../support/oracle/judge-by-hand.js'
import { randomWorkspace } from '../support/random-workspace.js'
import type { RawRow } from '../support/records-from.js'
import { rounds } from '../support/rounds.js'

const FIRST_SEED = Number(process.env.I12_SEED ?? 1)
const RUNS = rounds(60, 1000)

function differs(workspace: PlainWorkspace): boolean {
  return JSON.stringify(judged(workspace)) !== JSON.stringify(judgeByHand(workspace))
}

function judged(workspace: PlainWorkspace): string[] {
  return judge(workspace).ledger.verdicts.map(verdictLine)
}

/** The same workspace with as few rows as still differ, so that a person can read it. */
function smallest(workspace: PlainWorkspace): PlainWorkspace {
  let small = workspace
  for (const [name, rows] of Object.entries(workspace.sources) as [string, RawRow[]][]) {
    for (const row of rows) {
      const others = (small.sources as Record<string, RawRow[]>)[name]?.filter((other) => other !== row)
      const smaller = { ...small, sources: { ...small.sources, [name]: others } }
      if (differs(smaller)) small = smaller
    }
  }
  return small
}

describe('ledger and oracle', () => {
  it(`agree on every verdict of ${RUNS} workspaces, seeds ${FIRST_SEED} to ${FIRST_SEED + RUNS - 1}`, () => {
    let verdicts = 0
    for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
      const workspace = randomWorkspace(seed)
      const byHand = judgeByHand(workspace)
      verdicts += byHand.length
      if (JSON.stringify(judged(workspace)) === JSON.stringify(byHand)) continue
      const small = smallest(workspace)
      const found = { seed, workspace: small, verdicts: judged(small) }
      expect(found).toEqual({ ...found, verdicts: judgeByHand(small) })
    }
    console.info(`oracle: ${RUNS} workspaces, ${verdicts} verdicts, seeds from ${FIRST_SEED}`)
    expect(verdicts).toBeGreaterThan(RUNS)
  })

  // What the comparison would say of an engine that reads a rule wrongly.
  it.each<[string, (workspace: PlainWorkspace) => PlainWorkspace]>([
    ['one day more at the as-of date', (workspace) => ({ ...workspace, asOf: plus(workspace.asOf, 1) })],
    ['delays not moved', (workspace) => withCalendar(workspace, { report: 'non' })],
    ['closures forgotten', (workspace) => withCalendar(workspace, { fermetures: undefined })],
    ['times forgotten', (workspace) => eachRow(workspace, (row) => ({ ...row, date: dayOf(row.date) }))],
    ['results forgotten', (workspace) => eachRow(workspace, ({ resultat, ...row }) => row)],
    [
      'tickets forgotten',
      (workspace) => eachRow(workspace, (row) => ('ticket' in row ? { ...row, ticket: '' } : row)),
    ],
    ['half-days forgotten', (workspace) => eachRow(workspace, ({ periode, ...row }) => row)],
    [
      'hours forgotten',
      (workspace) => eachRow(workspace, (row) => ('heures' in row ? { ...row, heures: '' } : row)),
    ],
    ['lateness forgotten', (workspace) => withSignIns(workspace, 'retard', 'present')],
    ['dispensed learners absent', (workspace) => withSignIns(workspace, 'dispense', 'absent')],
    [
      'failures forgotten',
      (workspace) =>
        eachRow(workspace, (row) =>
          'dossier' in row && row.resultat === 'échec' ? { ...row, resultat: '' } : row,
        ),
    ],
    ['justified absences counted', (workspace) => eachRow(workspace, ({ justifiee, ...row }) => row)],
    [
      'the exit forgotten',
      (workspace) => eachRow(workspace, (row) => ('statut' in row ? { ...row, date_sortie: '' } : row)),
    ],
  ])('would find %s', (_, misread) => {
    const seeds = Array.from({ length: 80 }, (_, index) => FIRST_SEED + index)
    const isFound = seeds.some((seed) => {
      const workspace = randomWorkspace(seed)
      return JSON.stringify(judged(misread(workspace))) !== JSON.stringify(judgeByHand(workspace))
    })
    expect(isFound).toBe(true)
  })
})

function withCalendar(workspace: PlainWorkspace, calendar: Record<string, unknown>): PlainWorkspace {
  const procedure = workspace.procedure as { calendrier?: Record<string, unknown> }
  return { ...workspace, procedure: { ...procedure, calendrier: { ...procedure.calendrier, ...calendar } } }
}

function eachRow(workspace: PlainWorkspace, change: (row: RawRow) => RawRow): PlainWorkspace {
  const sources = Object.entries(workspace.sources).map(([name, rows]) => [name, rows.map(change)])
  return { ...workspace, sources: Object.fromEntries(sources) }
}

function withSignIns(workspace: PlainWorkspace, from: string, to: string): PlainWorkspace {
  return eachRow(workspace, (row) => (row.etat === from ? { ...row, etat: to } : row))
}

function dayOf(date: RawRow[string]): string {
  return String(date ?? '').split(' ')[0] ?? ''
}
