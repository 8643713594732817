import { describe, expect, it } from 'vitest'
import { arrangeDiagnostics, countOf } from '../../src/app/arrange-diagnostics.js'
import type { Diagnostic, DiagnosticKind } from '../../src/kernel/diagnostic.js'

function kind(code: string): DiagnosticKind {
  return { code, severity: 'error', summary: 's', explanation: 'e' }
}

function at(file: string, line: number, column = 1, code = 'A', field: string | null = 'date'): Diagnostic {
  return {
    kind: kind(code),
    place: { file, locate: () => ({ file, line, column }), excerpt: () => null },
    field,
    seen: null,
    expected: null,
    mend: 'm',
  }
}

const PLAIN = { value: (text: string) => text, heading: (text: string) => text }
const order = (rows: number) => ({ files: ['i12.yaml', 'b.csv', 'a.csv'], rowsOf: () => rows })

const LOUD = {
  value: (text: string) => text.toUpperCase(),
  heading: (text: string) => text.replace(/./g, '.'),
}

it('disguises what is repeated of the files, and none of our own words', () => {
  const excerpt = { text: 'a;rose', start: 2, width: 4 }
  const one: Diagnostic = {
    ...at('a.csv', 2),
    place: { file: 'a.csv', locate: () => ({ file: 'a.csv', line: 2, column: 3 }), excerpt: () => excerpt },
    message: 'Ce mot « rose » est inconnu.',
    seen: 'rose',
    expected: 'bleu ou « rose »',
    mend: 'écrivez « rose »',
  }
  const [said] = arrangeDiagnostics([one], order(10), LOUD)
  expect(said).toMatchObject({
    message: 'Ce mot « ROSE » est inconnu.',
    seen: 'ROSE',
    expected: 'bleu ou « ROSE »',
    mend: 'écrivez « ROSE »',
  })
  expect(said?.place.excerpt()).toEqual({ text: 'A;ROSE', start: 2, width: 4 })
  const heading = { ...one, kind: kind('COLONNES-INCONNUES') }
  expect(arrangeDiagnostics([heading], order(10), LOUD)[0]?.seen).toBe('....')
  expect(arrangeDiagnostics([one], order(0), LOUD)[0]?.seen).toBe('....')
})

function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ kind, place, count }) => {
    const { file, line, column } = place.locate()
    return `${file}:${line}:${column} ${kind.code}${count === undefined ? '' : ` ×${count}`}`
  })
}

describe('arrangeDiagnostics', () => {
  it('follows the order of the files, then of lines and columns', () => {
    const found = [
      at('a.csv', 2),
      at('b.csv', 10),
      at('b.csv', 9, 4),
      at('b.csv', 9, 1, 'B'),
      at('i12.yaml', 3),
      at('x.csv', 1),
    ]
    expect(shown(arrangeDiagnostics(found, order(100), PLAIN))).toEqual([
      'i12.yaml:3:1 A',
      'b.csv:9:1 B',
      'b.csv:9:4 A',
      'b.csv:10:1 A',
      'a.csv:2:1 A',
      'x.csv:1:1 A',
    ])
  })

  const many = (count: number) => Array.from({ length: count }, (_, index) => at('a.csv', index + 2))

  it('says a mistake that runs down a column once, with its count', () => {
    expect(shown(arrangeDiagnostics(many(6), order(11), PLAIN))).toEqual(['a.csv:2:1 A ×6'])
  })

  it('counts each of a few values that come back apart, so that one hides no other', () => {
    const letters = ['J', 'J', 'M', 'J', 'M', 'J', 'M', 'J']
    const found = letters.map((seen, index) => ({ ...at('a.csv', index + 2), seen }))
    const told = arrangeDiagnostics(found, order(8), PLAIN)
    expect(told.map(({ seen, count }) => `${seen} ×${count}`)).toEqual(['J ×5', 'M ×3'])
  })

  it('keeps five, and any number up to half of the rows, apart', () => {
    expect(arrangeDiagnostics(many(5), order(5), PLAIN)).toHaveLength(5)
    expect(arrangeDiagnostics(many(6), order(12), PLAIN)).toHaveLength(6)
  })

  it('does not mix two columns', () => {
    const other = Array.from({ length: 6 }, (_, index) => at('a.csv', index + 2, 5, 'A', 'dossier'))
    expect(shown(arrangeDiagnostics([...many(6), ...other], order(6), PLAIN))).toEqual([
      'a.csv:2:1 A ×6',
      'a.csv:2:5 A ×6',
    ])
  })

  it('keeps a thousand of a kind and loses none from the count', () => {
    const kept = arrangeDiagnostics(many(1500), order(10_000), PLAIN)
    expect(kept).toHaveLength(1000)
    expect(countOf(kept, 'error')).toBe(1500)
  })
})
