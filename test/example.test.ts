// Every gap planted in examples/horizon-formation is found, and little else.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { main } from '../src/cli/main.js'
import { memoryIo } from './support/memory-io.js'

interface Wanted {
  readonly gap: string
  readonly [field: string]: unknown
}

interface Gaps {
  readonly asOf: string
  readonly verdicts: readonly Wanted[]
  readonly silent: readonly (Wanted & { readonly enrolment: string })[]
  readonly diagnostics: readonly (Wanted & { readonly seen?: string })[]
}

interface Answer {
  readonly referential: string
  readonly worst: string
  readonly scope: { readonly enrolments: number; readonly outOfScope: Record<string, number> }
  readonly ledger: Record<'total' | 'met' | 'late' | 'missing' | 'pending' | 'evidenceAbsent', number>
  readonly verdicts: readonly Record<string, unknown>[]
  readonly diagnostics: readonly Record<string, unknown>[]
}

const example = fileURLToPath(new URL('../examples/horizon-formation', import.meta.url))
const gaps = parse(readFileSync(new URL('example-gaps.yaml', import.meta.url), 'utf8')) as Gaps

function fieldsOf({ gap: _, seen: __, ...fields }: Wanted): Record<string, unknown> {
  return fields
}

function isBreach({ status, evidence }: Record<string, unknown>): boolean {
  return status === 'late' || status === 'missing' || evidence === 'absent'
}

describe('examples/horizon-formation', () => {
  let answer: Answer
  let exitCode: number
  let said: string

  beforeAll(async () => {
    const io = memoryIo()
    exitCode = await main(['check', '-C', example, '--as-of', gaps.asOf, '--format', 'json'], io)
    said = io.stderr
    answer = JSON.parse(io.stdout) as Answer
  })

  it('is read, judged by the 2026 référentiel and has findings', () => {
    expect({ exitCode, said: exitCode === 1 ? '' : said }).toEqual({ exitCode: 1, said: '' })
    expect(answer.referential).toBe('rnq-2026')
    expect(answer.worst).toBe('ecart')
  })

  it.each(gaps.verdicts)('verdict: $gap', (wanted) => {
    const { status: _, evidence: __, ...place } = fieldsOf(wanted)
    const near = answer.verdicts.filter(
      ({ enrolment, obligation }) =>
        enrolment === (place.enrolment ?? null) && obligation === place.obligation,
    )
    expect(near).toContainEqual(expect.objectContaining(fieldsOf(wanted)))
  })

  it.each(gaps.silent)('no verdict: $gap', ({ enrolment }) => {
    expect(answer.verdicts.filter((verdict) => verdict.enrolment === enrolment)).toEqual([])
  })

  it.each(gaps.diagnostics)('diagnostic: $gap', (wanted) => {
    const fields = {
      ...fieldsOf(wanted),
      ...(wanted.seen === undefined ? {} : { seen: expect.stringContaining(wanted.seen) }),
    }
    expect(answer.diagnostics).toContainEqual(expect.objectContaining(fields))
  })

  it('finds nothing that was not planted', () => {
    const wanted = gaps.diagnostics.map(({ code, file }) => `${code} ${file}`)
    expect(answer.diagnostics.map(({ code, file }) => `${code} ${file}`).toSorted()).toEqual(
      wanted.toSorted(),
    )

    const planted = gaps.verdicts.map(
      ({ enrolment, report, obligation }) => `${enrolment ?? report} ${obligation}`,
    )
    const breaches = answer.verdicts.filter(isBreach)
    const others = breaches
      .map(({ enrolment, report, obligation }) => `${enrolment ?? report} ${obligation}`)
      .filter((breach) => !planted.includes(breach))
    expect(others).toEqual([])
  })

  it('looks like a real organisation: most obligations met, a handful of breaches', () => {
    const { total, met } = answer.ledger
    const breaches = answer.verdicts.filter(isBreach)
    expect(total).toBeGreaterThan(250)
    expect(met / total).toBeGreaterThan(0.85)
    expect(breaches.length).toBeGreaterThanOrEqual(15)
    expect(breaches.length).toBeLessThanOrEqual(25)
  })
})
