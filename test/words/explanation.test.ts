import { describe, expect, it } from 'vitest'
import { buildStatistics } from '../../src/statistics/build-statistics.js'
import { publishStatistics } from '../../src/statistics/publish.js'
import { explainYear, explainYearInPublic, explanationText } from '../../src/words/explanation.js'
import { type Line, NO_LEDGER, registerOf, times } from '../statistics/register-of.js'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

function told(lines: readonly Line[], by: 'entry' | 'exit' = 'entry'): string[] {
  const statistics = buildStatistics(registerOf(lines), NO_LEDGER, { year: 2025, by })
  return plain(explanationText(explainYear(statistics))).split('\n')
}

const dropout = (cause: string, more: Partial<NonNullable<Line['dropout']>> = {}): Line => ({
  state: 'abandon',
  dropout: { cause, ...more },
})

describe('the yearly explanation', () => {
  it.each([
    [[], 'En 2025, aucun parcours n’a été engagé.'],
    [times(1, {}), 'En 2025, le seul parcours engagé n’a pas été interrompu.'],
    [times(12, {}), 'En 2025, sur 12 parcours engagés, aucun n’a été interrompu.'],
    [
      [...times(11, {}), dropout('emploi')],
      'En 2025, sur 12 parcours engagés, un seul n’est pas allé à son terme :',
    ],
    [
      [...times(1_300, {}), ...times(2, dropout('emploi'))],
      'En 2025, sur 1 302 parcours engagés, 2 ne sont pas allés à leur terme :',
    ],
  ] as const)('opens with the right number (%#)', (lines, opening) => {
    expect(told(lines)[0]).toBe(opening)
  })

  it('gives each cause with its moment and its count, punctuated', () => {
    const lines = told([
      ...times(20, {}),
      ...times(3, { state: 'annulation', dropout: { cause: '' } } as Line),
      ...times(2, dropout('Mécontentement', { alternative: 'report', answer: 'refusée' })),
      dropout('Manque de temps', { alternative: 'adaptation', answer: 'acceptée' }),
      { state: 'erreur' },
      { state: 'erreur' },
    ])
    expect(lines.slice(1, 7)).toEqual([
      '  - 3 avant l’entrée en formation : sans explication renseignée ;',
      '  - 2 en cours de formation : « Mécontentement », une alternative ayant chaque fois été proposée ;',
      '  - 1 en cours de formation : « Manque de temps », une alternative ayant été proposée.',
      'À part, 2 dossiers sont des erreurs de traitement administratif : ni un parcours engagé, ni un abandon.',
      '3 d’entre eux ont fait l’objet d’une proposition d’alternative : report (2) et adaptation (1).',
      'Parmi ces propositions, 1 a été acceptée et 2 ont été refusées.',
    ])
  })

  it('keeps the singular all along', () => {
    const lines = told([
      ...times(3, {}),
      dropout('emploi', { alternative: 'report', answer: 'refusée' }),
      { state: 'en_cours' },
    ])
    expect(lines.slice(1)).toEqual([
      '  - un en cours de formation : « emploi », une alternative ayant été proposée.',
      'Il a fait l’objet d’une proposition d’alternative : report (1).',
      'Cette proposition a été refusée.',
      expect.stringMatching(/^Le taux d’abandon est de 20,0 % \(1 sur 5\) : /),
      'À la date d’arrêté, 1 parcours est encore en cours : son issue n’est pas connue.',
    ])
  })

  it('gathers the rarest causes when there are many', () => {
    const lines = told([
      ...times(3, dropout('emploi')),
      ...Array.from({ length: 20 }, (_, index) => dropout(`cause ${index}`)),
    ])
    expect(lines).toContain('  - 7 pour 7 autres causes.')
    expect(lines.filter((line) => line.startsWith('  - '))).toHaveLength(15)
  })

  it('says the moments of a cause on its one line', () => {
    const lines = told([
      { state: 'annulation', dropout: { cause: 'emploi' } },
      { state: 'abandon', dropout: { cause: 'emploi', alternative: 'report' } },
      ...times(2, {
        state: 'abandon',
        left: '2025-09-01',
        end: '2025-06-30',
        dropout: { cause: 'emploi' },
      } as Line),
    ])
    expect(lines[1]).toBe(
      '  - 4 : « emploi » (1 avant l’entrée en formation, 1 en cours de formation, 2 après la date de fin prévue), dont 1 avec une proposition d’alternative.',
    )
    expect(lines.filter((line) => line.includes('« emploi »'))).toHaveLength(1)
  })

  it('says « motif personnel » of health, whatever the words', () => {
    const text = told([
      ...times(9, {}),
      dropout('Hospitalisation'),
      dropout('burn-out'),
      dropout('motif personnel'),
    ]).join()
    expect(text).toContain('3 en cours de formation : « motif personnel »')
    expect(text).not.toMatch(/hospital|burn/i)
  })

  it('says when nothing was proposed, and nothing where nobody wrote it down', () => {
    expect(told([{}, dropout('a', { alternative: 'aucune' })])).toContain(
      'Aucune alternative ne lui a été proposée.',
    )
    expect(told([{}, ...times(2, dropout('a', { alternative: 'aucune' }))])).toContain(
      'Aucune alternative ne leur a été proposée.',
    )
    expect(told([{}, dropout('a'), dropout('a', { alternative: 'aucune' })])).toContain(
      'Aucune alternative proposée n’est consignée.',
    )
    expect(told([{}, dropout('a')]).join()).not.toMatch(/alternative/)
  })

  it('says that it counts by exit year', () => {
    expect(told([{ state: 'abandon', left: '2025-05-05' }], 'exit')[0]).toBe(
      'En 2025, parmi les parcours qui ont pris fin, sur 1 parcours engagé, un seul n’est pas allé à son terme :',
    )
  })
})

describe('the explanation for the website', () => {
  const publicly = (lines: readonly Line[]) =>
    plain(
      explanationText(
        explainYearInPublic(
          publishStatistics(registerOf(lines), NO_LEDGER, { threshold: 20, years: 1 }, { year: 2025 }),
        ),
      ),
    )

  it('names no hidden cause', () => {
    const text = publicly([
      ...times(40, {}),
      ...times(9, dropout('emploi')),
      ...times(7, dropout('niveau')),
      ...times(2, dropout('financement')),
    ])
    expect(text).toContain('- 9 en cours de formation : « emploi » ;'.replace(' en cours de formation', ''))
    expect(text).toContain(
      '- les autres pour des causes dont les effectifs, trop petits, ne sont pas publiés.',
    )
    expect(text).not.toMatch(/niveau|financement »/)
  })

  it('gives no count in a small cohort', () => {
    expect(publicly([...times(10, {}), ...times(3, dropout('emploi'))])).toMatch(
      /^En 2025, 13 parcours engagés : un effectif trop petit pour que des taux soient publiés\./,
    )
  })
})
