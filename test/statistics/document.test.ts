import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { buildStatisticsDocument } from '../../src/documents/statistics/build-statistics-document.js'
import type { DocumentInputs } from '../../src/documents/statistics/document-inputs.js'
import { chooseReferential } from '../../src/procedure/referentials/choose-referential.js'
import { buildStatistics } from '../../src/statistics/build-statistics.js'
import { publishStatistics } from '../../src/statistics/publish.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'
import { day, type Line, NO_LEDGER, registerOf, times } from './register-of.js'

const LINES: readonly Line[] = [
  ...times(30, { entered: '2024-03-04', site: 'lyon' }),
  ...times(40, { end: '2025-06-30' }),
  ...times(30, { entered: '2025-09-01', site: 'lyon', training: 'F2', end: '2026-06-30' }),
  ...times(9, {
    state: 'abandon',
    left: '2025-04-14',
    end: '2025-06-30',
    relaunches: ['2025-04-01'],
    absences: ['2025-04-01'],
    dropout: { cause: 'emploi', alternative: 'report', answer: 'non' },
  } as Line),
  ...times(3, { state: 'abandon', dropout: { cause: 'Dépression', alternative: 'adaptation' } } as Line),
  { certifications: [{ on: '2025-06-01', hasPassed: false, failureReason: 'Hospitalisation' }] },
]

const ORGANISATION: DocumentInputs['organisation'] = {
  name: 'Organisme fictif',
  siret: '12345678200010',
  nda: '93060000006',
  ndaRegion: '',
  address: '',
  signatory: null,
}

function documentOf(
  kind: 'whole' | 'public',
  lines = LINES,
  dimensions: DocumentInputs['dimensions'] = null,
) {
  const register = registerOf(lines)
  return buildStatisticsDocument({
    shown:
      kind === 'whole'
        ? { kind, statistics: buildStatistics(register, NO_LEDGER, { year: 2025 }) }
        : {
            kind,
            statistics: publishStatistics(register, NO_LEDGER, { threshold: 20, years: 1 }, { year: 2025 }),
          },
    organisation: ORGANISATION,
    referential: chooseReferential(null, day('2026-11-30')),
    dimensions,
    fingerprints: ['a'],
    toolVersion: '0.0.0',
  })
}

/** Every object of a view that has an `id`: charts and tables. */
function blocksOf(value: unknown, found: Record<string, unknown>[] = []): Record<string, unknown>[] {
  if (Array.isArray(value)) for (const item of value) blocksOf(item, found)
  else if (typeof value === 'object' && value !== null) {
    if ('id' in value) found.push(value as Record<string, unknown>)
    for (const item of Object.values(value)) blocksOf(item, found)
  }
  return found
}

describe('the document of statistics', () => {
  it('numbers its parts in order and lists them', () => {
    const { view } = documentOf('whole')
    expect(view.contents.entries.map(({ number }) => number)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
    ])
    expect(new Set(view.contents.entries.map(({ anchor }) => anchor)).size).toBe(10)
  })

  it('gives every chart its figures as a table, under ids that are never repeated', () => {
    const { view } = documentOf('whole', LINES, ['mois', 'site', 'formation', 'financeur', 'psh'])
    const blocks = blocksOf(view)
    const ids = blocks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const charts = blocks.filter(({ kind }) => kind !== undefined).map(({ id }) => String(id))
    expect(charts).toEqual(
      expect.arrayContaining([
        'causes-barres',
        'mois-colonnes',
        'site-points',
        'annees-points',
        'semaines-courbe',
        'parcours-courbe',
        'alternatives-barres',
      ]),
    )
    for (const chart of charts) expect(ids).toContain(chart.replace(/-[a-z]+$/, '-table'))
  })

  it('adds up what became of those enrolled, errors apart, and publishes none of it', () => {
    const { endings } = documentOf('whole', [...LINES, { state: 'erreur' }, { state: 'inscrit' }]).view
      .explanation
    const counts = endings?.rows.map(({ cells }) => cells[1]?.text)
    expect(endings?.rows.map(({ cells }) => cells[0]?.text)).toEqual([
      'Abandon',
      'Terminé',
      'Pas encore entrés',
      'Ensemble des inscrits',
    ])
    expect(counts).toEqual(['12', '71', '1', '84'])
    expect(endings?.note).toBe('1\u00a0dossier ouvert par erreur est compté à part.')
    expect(documentOf('public').view.explanation.endings).toBeNull()
  })

  it('never shows more than seven columns, and each row has its cells', () => {
    for (const block of blocksOf(documentOf('whole').view)) {
      if (!('columns' in block) || block.kind !== undefined) continue
      const columns = block.columns as unknown[]
      expect(columns.length).toBeLessThanOrEqual(7)
      for (const { cells } of block.rows as { cells: unknown[] }[]) expect(cells.length).toBe(columns.length)
    }
  })

  it.each(['whole', 'public'] as const)('tells nothing of anybody’s health (%s)', (kind) => {
    expect(JSON.stringify(documentOf(kind).view)).not.toMatch(/d[ée]pression|hospital/i)
  })

  it('publishes no count that is withheld, and nothing that follows people', () => {
    const { view } = documentOf('public')
    expect(view.pathways).toBeNull()
    expect(view.actions).toBeNull()
    expect(view.certification).toBeNull()
    const text = JSON.stringify(view.causes)
    expect(text).toContain('masqué')
    expect(view.causes.chart).toBeNull()
  })

  it('leaves out what has nothing to say, and numbers without a gap', () => {
    const { view } = documentOf('whole', times(3, {}))
    expect(view.contents.entries.map(({ anchor }) => anchor)).toEqual([
      'essentiel',
      'explication',
      'causes',
      'taux',
    ])
    expect(view.rates.number).toBe('4')
  })

  it('says nothing of a change or of groups that do not separate', () => {
    const { view } = documentOf('whole')
    expect(view.breakdowns?.blocks.find(({ chart }) => chart?.id === 'site-points')?.chart?.title).toMatch(
      /recouvrent|De /,
    )
    const small = documentOf('whole', [
      ...times(12, { entered: '2024-03-04' }),
      ...times(2, { entered: '2024-03-04', state: 'abandon' } as Line),
      ...times(12, {}),
    ]).view
    expect(small.years?.comments.join(' ')).toMatch(/hasard/)
    expect(small.years?.chart?.title).toMatch(/recouvrent/)
  })

  it('has the same version for the same inputs, another for others', () => {
    expect(documentOf('whole').version).toBe(documentOf('whole').version)
    expect(documentOf('whole').version).not.toBe(documentOf('public').version)
  })
})

describe('i12 stats --format pdf', () => {
  it('writes a PDF in sorties/, and says where', async () => {
    const folder = await temporaryWorkspace({
      'i12.yaml':
        'organisme: { nom: Organisme fictif, siret: "12345678200010", nda: "93060000006" }\naudit: { date: 2026-12-01, type: initial }\nprocedure: p.yaml\nsources: { apprenants: a.csv, formations: f.csv, relances: r.csv }\n',
      'p.yaml':
        'reference: PR\nintitule: Essai\nobligations:\n  - id: o\n    intitule: Appeler\n    quand: { entree: oui }\n    faire: { types: [relance] }\n    delai: 5 jours\n',
      'a.csv': `dossier;nom;prenom;formation;date_entree;statut\n${Array.from({ length: 30 }, (_, index) => `A-${index};Fictif;Alex${index};L;2026-01-05;${index < 6 ? 'abandon' : 'termine'}`).join('\n')}\n`,
      'f.csv': 'code;intitule;type;jours\nL;<b>Longue</b>;longue;30\n',
      'r.csv': 'dossier;date;canal;destinataire\nA-1;2026-01-06;email;beneficiaire\n',
    })
    const io = memoryIo()
    expect(await main(['stats', '-C', folder, '--as-of', '2026-11-30', '--format', 'pdf'], io)).toBe(0)
    const path = join(folder, 'sorties/statistiques-2026.pdf')
    expect(io.stdout.trim()).toBe(path)
    expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-')
    expect(io.stderr).toMatch(/\d+\spages/)
  })
})
