import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/kernel/diagnostic.js'
import { wholeFile } from '../../src/kernel/origin.js'
import type { Verdict } from '../../src/procedure/ledger.js'
import { type PlanInputs, planActions } from '../../src/procedure/plan-of-actions.js'
import type { Obligation } from '../../src/procedure/procedure.js'
import type { Improvement } from '../../src/records/records.js'
import { day } from '../support/a-dossier.js'

const ASOF = day('2026-11-30')
const obligation = (id: string) => ({ id, title: id }) as Obligation

function verdict(id: string, arisenOn: string | null, changes: Partial<Verdict> = {}): Verdict {
  return {
    obligation: obligation(id),
    status: 'missing',
    evidence: 'notRequired',
    arisenOn: arisenOn === null ? null : day(arisenOn),
    ...changes,
  } as Verdict
}

function entry(changes: Partial<Improvement>): Improvement {
  return {
    id: 'A-1',
    on: day('2026-09-01'),
    finding: 'constat',
    cause: '',
    action: 'action',
    owner: '',
    dueOn: null,
    doneOn: null,
    effect: '',
    obligationId: '',
    indicators: [],
    ...changes,
  } as Improvement
}

function diagnostic(code: string, severity: 'error' | 'warning' = 'warning'): Diagnostic {
  return {
    kind: { code, severity, summary: code, explanation: '' },
    place: wholeFile('exports/a.csv'),
    field: null,
    seen: null,
    expected: null,
    mend: 'corrigez',
  }
}

function plan(verdicts: readonly Verdict[], changes: Partial<PlanInputs> = {}) {
  const ids = [...new Set(verdicts.map((one) => one.obligation.id))]
  const counts = { total: 0, met: 0, late: 0, missing: 0, pending: 0, undetermined: 0, evidenceAbsent: 0 }
  return planActions({
    ledger: { verdicts, perObligation: ids.map((id) => ({ ...counts, obligation: obligation(id) })) },
    diagnostics: [],
    improvements: [],
    asOf: ASOF,
    since: day('2025-06-12'),
    ...changes,
  })
}

describe('planActions', () => {
  it('has one line an obligation, however many breaches of however many kinds', () => {
    const { lines } = plan([
      verdict('appel', '2026-10-01'),
      verdict('appel', '2026-10-02', { status: 'late' }),
      verdict('appel', '2026-10-03', { status: 'met', evidence: 'absent' }),
      verdict('appel', '2026-10-04', { status: 'met' }),
      verdict('motifs', '2026-10-04', { status: 'pending' }),
    ])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ nature: 'breach', state: 'proposed', improvement: null })
    expect(lines[0]).toHaveProperty('breaches.length', 3)
  })

  it('has one line a code of data problems, errors first', () => {
    const { lines } = plan([], {
      diagnostics: [diagnostic('B'), diagnostic('A', 'error'), diagnostic('B')],
    })
    expect(
      lines.map((line) => (line.nature === 'data' ? [line.code, line.diagnostics.length] : null)),
    ).toEqual([
      ['A', 1],
      ['B', 2],
    ])
  })

  it('takes the entry that answers a cause, and says where it stands', () => {
    const verdicts = [verdict('appel', '2026-10-01')]
    const stateOf = (changes: Partial<Improvement>) =>
      plan(verdicts, { improvements: [entry({ obligationId: 'appel', ...changes })] }).lines.map(
        ({ state }) => state,
      )
    expect(stateOf({})).toEqual(['toDecide'])
    expect(stateOf({ owner: 'Claire', dueOn: day('2026-12-15') })).toEqual(['open'])
    expect(stateOf({ owner: 'Claire', dueOn: ASOF })).toEqual(['open'])
    expect(stateOf({ owner: 'Claire', dueOn: day('2026-11-29') })).toEqual(['overdue'])
    const { lines } = plan([], { diagnostics: [diagnostic('A')], improvements: [entry({ cause: ' a ' })] })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ nature: 'data', state: 'toDecide' })
  })

  it('proposes again what came back after the action, and nothing where all of it came before', () => {
    const done = entry({ obligationId: 'appel', doneOn: day('2026-10-15') })
    const before = verdict('appel', '2026-10-01')
    const onTheDay = verdict('appel', '2026-10-15')
    expect(plan([before, onTheDay], { improvements: [done] }).lines).toEqual([])
    const again = plan([before, verdict('appel', '2026-10-16')], { improvements: [done] }).lines
    expect(again).toHaveLength(1)
    expect(again[0]).toMatchObject({ state: 'proposed', doneBefore: { id: 'A-1' } })
    expect(again[0]).toHaveProperty('breaches.length', 1)
    // A breach without a date cannot be said to have come before.
    expect(plan([verdict('appel', null)], { improvements: [done] }).lines).toHaveLength(1)
  })

  it('tells what was done since the day given, and keeps the other open entries', () => {
    const { lines, done, counts } = plan([], {
      improvements: [
        entry({ id: 'late', doneOn: day('2026-11-30') }),
        entry({ id: 'early', doneOn: day('2025-06-12') }),
        entry({ id: 'before', doneOn: day('2025-06-11') }),
        entry({ id: 'tomorrow', doneOn: day('2026-12-01') }),
        entry({ id: 'unborn', on: day('2026-12-01') }),
      ],
    })
    expect(done.map(({ improvement }) => improvement.id)).toEqual(['early', 'late'])
    expect(lines.map(({ improvement }) => improvement?.id)).toEqual(['tomorrow'])
    expect(counts).toEqual({ proposed: 0, toDecide: 1, open: 0, overdue: 0, done: 2 })
  })
})
