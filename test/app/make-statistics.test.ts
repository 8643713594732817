// Readings of the statistics that only show with a register and a ledger made from files (decisions/0004).
import { describe, expect, it } from 'vitest'
import { buildDossier } from '../../src/app/build-dossier.js'
import { makeStatistics } from '../../src/app/make-statistics.js'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import type { RateId, Statistics } from '../../src/statistics/statistics.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const LEARNERS = 'dossier;nom;prenom;formation;date_entree_prevue;date_entree;date_sortie;statut;remplace_par'
const DROPOUTS = 'dossier;date;cause;origine;alternative'
const PROCEDURE = `reference: PR-1
intitule: Relances
obligations:
  - id: accueil
    intitule: Appeler à l'entrée
    quand: { entree: oui }
    faire: { types: [relance], destinataires: [beneficiaire] }
    delai: 10 jours
`

interface Exports {
  readonly learners: readonly string[]
  readonly dropouts?: readonly string[]
  readonly relaunches?: readonly string[]
  readonly period?: string
}

async function statisticsOf(exports: Exports): Promise<Statistics> {
  const { learners, dropouts = [], relaunches = [], period = 'du: 2020-01-01, au: 2030-12-31' } = exports
  const folder = await temporaryWorkspace({
    'i12.yaml': `organisme: { nom: Essai, siret: "12345678200010", nda: "93060000006" }
audit: { date: 2026-12-10, type: surveillance }
periode: { ${period} }
procedure: procedure.yaml
sources: { apprenants: a.csv, formations: f.csv, relances: r.csv, abandons: b.csv }
`,
    'procedure.yaml': PROCEDURE,
    'a.csv': [LEARNERS, ...learners, ''].join('\n'),
    'f.csv': 'code;intitule;type;jours\nF1;Anglais;longue;20\n',
    'r.csv': ['dossier;date;type;canal;destinataire;resultat', ...relaunches, ''].join('\n'),
    'b.csv': [DROPOUTS, ...dropouts, ''].join('\n'),
  })
  const { dossier } = await buildDossier({ folder, asOf: parseIsoDate('2026-11-30') })
  if (dossier === null) throw new Error('the workspace cannot be read')
  return makeStatistics(dossier, { year: 2026, by: 'entry', dimensions: null, isPublic: false })
}

function fraction({ rates }: Statistics, id: RateId): string {
  const found = rates.find((rate) => rate.id === id)
  return `${found?.numerator}/${found?.denominator}`
}

describe('statistics of a workspace', () => {
  it('counts relaunches on every day, whatever the period', async () => {
    const exports: Exports = {
      learners: [
        'A-1;Onyx;Alix;F1;;2026-02-02;;termine;',
        'A-2;Jaspe;Noa;F1;;2026-02-02;2026-03-02;termine;',
        'A-3;Agate;Lou;F1;;2026-10-05;;en_cours;',
      ],
      relaunches: ['A-1;2026-02-05;relance;email;beneficiaire;joint'],
    }
    const whole = await statisticsOf(exports)
    expect(fraction(whole, 'relaunchOnTime')).toBe('1/3')
    const cut = await statisticsOf({ ...exports, period: 'du: 2026-09-01, au: 2026-11-30' })
    expect(fraction(cut, 'relaunchOnTime')).toBe('1/3')
    expect(cut.populations).toEqual(whole.populations)
  })

  it('keeps the cause, origin and alternative of a row of abandons without a date', async () => {
    const learners = ['A-1;Onyx;Alix;F1;;2026-02-02;;abandon;', 'A-2;Jaspe;Noa;F1;;2026-02-02;;abandon;']
    const statistics = await statisticsOf({
      learners,
      dropouts: ['A-1;;Manque de temps;beneficiaire;report', 'A-2;;Mission;entreprise;'],
    })
    expect(fraction(statistics, 'dropout')).toBe('1/2')
    expect(fraction(statistics, 'alternativeProposed')).toBe('1/2')
    expect(statistics.causes.map(({ label }) => label).sort()).toEqual(['Manque de temps', 'Mission'])
    const unusable = await statisticsOf({ learners, dropouts: ['A-1;2026-02-30;Manque de temps;;'] })
    expect(fraction(unusable, 'dropout')).toBe('2/2')
    expect(unusable.causes).toMatchObject([{ code: 'non_renseignee', count: 2 }])
  })

  it('counts as a dropout who entered, was postponed, and gives up before coming back', async () => {
    const came = await statisticsOf({
      learners: [
        'A-1;Onyx;Alix;F1;;2026-02-02;2026-03-02;transfert;A-2',
        'A-2;Onyx;Alix;F1;2026-05-04;;2026-04-20;abandon;',
      ],
    })
    expect(came.populations).toMatchObject({ enrolled: 1, entered: 1 })
    expect(came.exits).toMatchObject({ abandon: 1, annulation: 0 })
    const neverCame = await statisticsOf({
      learners: [
        'A-1;Onyx;Alix;F1;2026-02-02;;2026-01-15;annulation;A-2',
        'A-2;Onyx;Alix;F1;2026-05-04;;2026-04-20;abandon;',
      ],
    })
    expect(neverCame.populations).toMatchObject({ enrolled: 1, entered: 0 })
    expect(neverCame.exits).toMatchObject({ abandon: 0, annulation: 1 })
  })
})
