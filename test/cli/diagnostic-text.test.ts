import { describe, expect, it } from 'vitest'
import { diagnosticText } from '../../src/cli/present/diagnostic-text.js'
import { textWidth } from '../../src/cli/present/text-width.js'
import type { Diagnostic } from '../../src/kernel/diagnostic.js'
import type { Origin } from '../../src/kernel/origin.js'

function said(
  changes: Partial<Diagnostic>,
  at: Origin,
  line: { text: string; start: number; width: number } | null,
) {
  const diagnostic: Diagnostic = {
    kind: {
      code: 'DATE-INEXISTANTE',
      severity: 'error',
      summary: "Cette date n'existe pas dans le calendrier.",
      explanation: '',
    },
    place: { file: at.file, locate: () => at, excerpt: () => line },
    field: 'date',
    seen: '2025-02-30',
    expected: 'JJ/MM/AAAA ou AAAA-MM-JJ ; février 2025 finit le 28',
    mend: 'corrigez la date',
    ...changes,
  }
  return diagnosticText(diagnostic, (_, text) => text)
}

const at = (changes: Partial<Origin> = {}): Origin => ({
  file: 'exports/absences.csv',
  line: 14,
  column: 8,
  ...changes,
})

describe('diagnosticText', () => {
  it('is the block of the design, to the character', () => {
    const text = said({}, at({ letter: 'B' }), { text: 'A-0042;2025-02-30;matin;non', start: 7, width: 10 })
    expect(text).toBe(
      [
        'exports/absences.csv:14:8  erreur  DATE-INEXISTANTE',
        "  Cette date n'existe pas dans le calendrier.",
        '   14 │ A-0042;2025-02-30;matin;non',
        '      │        ^^^^^^^^^^',
        '  colonne   date (B)',
        '  vu        «\u00a02025-02-30\u00a0»',
        '  attendu   JJ/MM/AAAA ou AAAA-MM-JJ ; février 2025 finit le 28',
        '  à faire   corrigez la date',
        '',
      ].join('\n'),
    )
  })

  it.each([
    ['marks that take no room', 'E\u0301ric;x', 6],
    ['wide characters', '李小龍;x', 4],
    ['masked names', 'D•••••;x', 7],
  ])('keeps the caret under its cell after %s', (_, text, start) => {
    const [, , frame = '', caret = ''] = said({}, at(), { text, start, width: 1 }).split('\n')
    expect(textWidth(caret.slice(0, caret.indexOf('^')))).toBe(textWidth(frame.slice(0, frame.indexOf('x'))))
  })

  it('names the cell of a workbook, and the key of a YAML file', () => {
    const workbook = said({}, at({ file: 'a.xlsx', cell: 'B14' }), null)
    expect(workbook).toMatch(/^a\.xlsx:B14 {2}erreur/)
    expect(workbook).toContain('  colonne   date (B)\n')
    expect(said({}, at({ file: 'procedure.yaml' }), null)).toContain('  clé       date\n')
  })

  it('leaves out what is not known, and adds the count and the other places', () => {
    const other = {
      file: 'b.csv',
      locate: () => at({ file: 'b.csv', line: 3, column: 1 }),
      excerpt: () => null,
    }
    const text = said({ field: null, seen: null, expected: null, count: 1200, related: [other] }, at(), null)
    expect(text.split('\n').slice(2)).toEqual([
      '  répété    1\u202f200\u00a0fois',
      '  voir      b.csv:3:1',
      '  à faire   corrigez la date',
      '',
    ])
  })
})
