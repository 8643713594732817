import { describe, expect, it } from 'vitest'
import { buildReport } from '../../src/documents/report/build-report.js'
import { wholeFile } from '../../src/kernel/origin.js'
import type { Procedure } from '../../src/procedure/procedure.js'
import { referentialOf } from '../../src/procedure/referentials/choose-referential.js'
import type { ReferentialId } from '../../src/procedure/referentials/referential.js'
import { assessOneself, type SelfAssessmentInputs } from '../../src/procedure/self-assessment.js'
import type { Measure } from '../../src/register/measure.js'
import { sampleInputs } from '../documents/sample-dossier.js'
import { day } from '../support/a-dossier.js'
import { judge, procedureFrom } from '../support/judge.js'
import type { RawRow, RawSources } from '../support/records-from.js'

const RELAUNCH = {
  id: 'relance',
  quand: { absence: 'injustifiee' },
  faire: { types: 'relance', destinataires: 'beneficiaire' },
  delai: '2 jours ouvrés',
}

function measure(more: Partial<Measure>): Measure {
  return {
    id: 'm',
    title: 'M',
    category: 'engagement',
    audience: { types: [], sites: [], trainings: [] },
    tools: ['livret'],
    since: day('2025-09-01'),
    until: null,
    evidence: ['preuves/m.pdf'],
    indicators: [12],
    targetedCause: null,
    effect: null,
    place: wholeFile('mesures.yaml'),
    ...more,
  }
}

interface Given {
  readonly procedure?: unknown
  readonly sources?: RawSources
  readonly learner?: RawRow
  readonly measures?: readonly Measure[]
  readonly referential?: ReferentialId
}

const LEARNER = { dossier: 'A-1', formation: 'L', date_entree: '2025-09-01', statut: 'en_cours' }

function coverages(given: Given): Record<string, string> {
  const procedure: Procedure = procedureFrom(given.procedure ?? { obligations: [RELAUNCH] })
  const { ledger, register } = judge(
    {
      procedure: null,
      sources: {
        formations: [
          { code: 'L', intitule: 'L', type: 'longue', jours: 30 },
          { code: 'P', intitule: 'P', type: 'apprentissage', jours: 200 },
        ],
        apprenants: [{ ...LEARNER, ...given.learner }],
        absences: [],
        relances: [],
        ...given.sources,
      },
      asOf: '2026-11-30',
      period: { from: '2025-06-12', to: '2026-11-30' },
    },
    procedure,
  )
  const inputs: SelfAssessmentInputs = {
    register: { ...register, measures: given.measures ?? [] },
    ledger,
    procedure,
    evidence: new Map([['preuves/m.pdf', 'present']]),
    referential: referentialOf(given.referential ?? 'rnq-2026'),
  }
  const { answers } = assessOneself(inputs)
  for (const { figures } of answers) expect(figures.length).toBeGreaterThan(0)
  return Object.fromEntries(answers.map(({ letter, coverage }) => [letter, coverage]))
}

const ABSENT = { dossier: 'A-1', date: '2025-10-06', justifiee: 'non' }
const CALLED = {
  dossier: 'A-1',
  date: '2025-10-07',
  type: 'relance',
  canal: 'telephone',
  destinataire: 'beneficiaire',
}

describe('assessOneself', () => {
  it.each<[string, Given, Record<string, string>]>([
    [
      'nothing described',
      {},
      { a: 'manquant', b: 'manquant', c: 'couvert', d: 'sans objet', e: 'sans objet', f: 'manquant' },
    ],
    ['a measure for all, shown', { measures: [measure({})] }, { a: 'couvert', b: 'couvert' }],
    [
      'a measure for others only',
      { measures: [measure({ audience: { types: ['vae'], sites: [], trainings: [] } })] },
      { a: 'partiel' },
    ],
    [
      'a measure over before the period',
      { measures: [measure({ since: day('2024-01-01'), until: day('2025-06-11') })] },
      { a: 'manquant' },
    ],
    [
      'a measure without proof',
      { measures: [measure({ evidence: ['preuves/absente.pdf'] })] },
      { b: 'partiel' },
    ],
    [
      'a measure without tool nor proof',
      { measures: [measure({ evidence: [], tools: [] })] },
      { b: 'manquant' },
    ],
    [
      'a delay to be fixed',
      { procedure: { obligations: [{ ...RELAUNCH, delai: 'à fixer' }] } },
      { c: 'partiel' },
    ],
    [
      'a version that begins late',
      { procedure: { versions: [{ version: '1', du: '2025-06-13', obligations: [RELAUNCH] }] } },
      { c: 'partiel' },
    ],
    [
      'a version from the first day',
      { procedure: { versions: [{ version: '1', du: '2025-06-12', obligations: [RELAUNCH] }] } },
      { c: 'couvert' },
    ],
    ['what was due was done', { sources: { absences: [ABSENT], relances: [CALLED] } }, { d: 'couvert' }],
    [
      'what was due was done late',
      { sources: { absences: [ABSENT], relances: [{ ...CALLED, date: '2025-10-20' }] } },
      { d: 'partiel' },
    ],
    ['nothing of what was due was done', { sources: { absences: [ABSENT] } }, { d: 'manquant' }],
    ['apprentices, and nothing for them', { learner: { formation: 'P' } }, { e: 'manquant' }],
    [
      'apprentices, with acts nobody wrote down as a rule',
      { learner: { formation: 'P' }, sources: { relances: [{ ...CALLED, type: 'orientation' }] } },
      { e: 'partiel' },
    ],
    [
      'apprentices under the shipped procedure',
      { learner: { formation: 'P' }, procedure: { etend: 'apprentissage' } },
      { e: 'couvert' },
    ],
    ['the older référentiel', { referential: 'rnq-2019-v9' }, { f: 'sans objet' }],
    ['a register of reports without a delay', { sources: { signalements: [] } }, { f: 'partiel' }],
    [
      'a delay without a register',
      { procedure: { obligations: [RELAUNCH], etend: 'signalements' } },
      { f: 'partiel' },
    ],
    [
      'a register and delays',
      {
        procedure: { obligations: [RELAUNCH], etend: 'signalements' },
        sources: {
          signalements: [
            { id: 'S-1', date: '2026-11-02', date_accuse: '2026-11-03', date_reponse: '2026-11-10' },
          ],
        },
      },
      { f: 'couvert' },
    ],
    [
      'a report answered too late',
      {
        procedure: { obligations: [RELAUNCH], etend: 'signalements' },
        sources: { signalements: [{ id: 'S-1', date: '2026-10-01', date_accuse: '2026-10-20' }] },
      },
      { f: 'partiel' },
    ],
  ])('%s', (_, given, expected) => {
    expect(coverages(given)).toMatchObject(expected)
  })

  it('grades only in the words of the référentiel, and sends to parts of the report', () => {
    const inputs = sampleInputs({ auditOn: '2026-12-10', violenceReports: 2 })
    const { view } = buildReport(inputs)
    const { answers, gradings, lead, anchor } = view.selfAssessment
    expect(view.contents.entries.map((entry) => entry.anchor)).toContain(anchor)
    expect(lead).toContain('Auto-évaluation indicative')
    const parts = new Set(view.contents.entries.map((entry) => entry.anchor))
    for (const answer of answers) for (const page of answer.pages) expect(parts.has(page.anchor)).toBe(true)
    const outside = JSON.stringify(view.selfAssessment).replace(/«[^»]*»/g, '')
    expect(outside).not.toMatch(/conform/i)
    expect(gradings.some(({ words }) => words.includes('non-conformité mineure'))).toBe(true)
  })
})
