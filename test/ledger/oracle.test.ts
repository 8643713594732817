// The ledger against an oracle that reads the same rows and the same contract on its own, on workspaces made by chance.
import { describe, expect, it } from 'vitest'
import { judge, type PlainWorkspace, verdictLine } from '../support/judge.js'
import { judgeByHand } from '../support/oracle/judge-by-hand.js'
import { randomWorkspace } from '../support/random-workspace.js'
import type { RawRow } from '../support/records-from.js'

const FIRST_SEED = Number(process.env.I12_SEED ?? 1)
const RUNS = Number(process.env.I12_RUNS ?? 400)

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
      verdicts += judgeByHand(workspace).length
      if (!differs(workspace)) continue
      const small = smallest(workspace)
      const found = { seed, workspace: small, verdicts: judged(small) }
      expect(found).toEqual({ ...found, verdicts: judgeByHand(small) })
    }
    console.info(`oracle: ${RUNS} workspaces, ${verdicts} verdicts, seeds from ${FIRST_SEED}`)
    expect(verdicts).toBeGreaterThan(RUNS)
  })
})
