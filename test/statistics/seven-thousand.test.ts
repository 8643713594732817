// The published table of seeds/annual-explanations.md (7,000 accompaniments of 2021, 301 exits), rebuilt as exports of
// 7,012 rows and found again by the real command.
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

interface Exit {
  readonly count: number
  readonly status: string
  readonly cause: string
  readonly origin?: string
  readonly hasEntered?: boolean
  /** How many of them were offered an alternative. */
  readonly proposed?: number
  readonly alternative?: string
}

const EXITS: readonly Exit[] = [
  { count: 50, status: 'annulation', cause: '', hasEntered: false },
  { count: 31, status: 'abandon', cause: 'Entrée en formation trop tardive', origin: 'beneficiaire' },
  {
    count: 25,
    status: 'interruption_of',
    cause: 'Entrée en formation trop tardive, demande renouvelée',
    origin: 'beneficiaire',
    proposed: 25,
    alternative: 'autre_financement',
  },
  {
    count: 46,
    status: 'abandon',
    cause: 'Désengagement total pendant la formation',
    origin: 'beneficiaire',
    proposed: 12,
    alternative: 'report',
  },
  { count: 24, status: 'abandon', cause: 'Mécontentement', origin: 'beneficiaire' },
  {
    count: 18,
    status: 'force_majeure',
    cause: 'Force majeure, maladie ou décès d’un proche',
    origin: 'externe',
  },
  { count: 10, status: 'force_majeure', cause: 'Retour à l’emploi', origin: 'externe' },
  { count: 1, status: 'exclusion', cause: 'Comportement inapproprié', origin: 'organisme' },
  { count: 15, status: 'interruption_of', cause: 'Indisponibilité du mentor référent', origin: 'organisme' },
  {
    count: 69,
    status: 'interruption_of',
    cause: 'Déréférencement de trois formations',
    origin: 'financeur',
    proposed: 69,
    alternative: 'changement_thematique',
  },
  { count: 12, status: 'erreur', cause: 'Erreur technique de traitement', origin: 'organisme' },
]

const LEARNERS =
  'dossier;nom;prenom;formation;date_entree_prevue;date_entree;date_fin_prevue;date_sortie;statut;date_nouveau_contrat'

function exports(): Record<string, string> {
  const learners = [LEARNERS]
  const dropouts = ['dossier;date;cause;origine;alternative;reponse']
  let number = 0
  for (const {
    count,
    status,
    cause,
    origin = '',
    hasEntered = true,
    proposed = 0,
    alternative = '',
  } of EXITS) {
    for (let index = 0; index < count; index++) {
      number += 1
      const id = `A-${number}`
      const entry = hasEntered ? '2021-03-01' : ''
      learners.push(
        `${id};Fictif;Prénom${number};LONG;2021-03-01;${entry};2021-09-30;2021-05-0${1 + (index % 9)};${status};`,
      )
      dropouts.push(`${id};2021-05-03;${cause};${origin};${index < proposed ? alternative : 'aucune'};`)
    }
  }
  // The restored files of the twelve errors are among those who finished.
  for (let index = 0; index < 6_711; index++) {
    number += 1
    learners.push(
      `A-${number};Fictif;Prénom${number};LONG;2021-03-01;2021-03-01;2021-09-30;2021-09-30;termine;`,
    )
  }
  return {
    'exports/apprenants.csv': learners.join('\n'),
    'exports/abandons.csv': dropouts.join('\n'),
    'exports/formations.csv': 'code;intitule;type;jours\nLONG;Créer son entreprise;longue;40\n',
    'exports/relances.csv': 'dossier;date;canal;destinataire\n',
    'procedure.yaml': [
      'reference: PR',
      'intitule: Essai',
      'obligations:',
      '  - id: mediation',
      '    intitule: Proposer une médiation',
      '    quand: { rupture_contrat: oui }',
      '    faire: { types: [mediation] }',
      '    delai: 5 jours',
      '',
    ].join('\n'),
    'i12.yaml': [
      'organisme: { nom: Organisme fictif, siret: "12345678200010", nda: "93060000006" }',
      'audit: { date: 2022-06-01, type: initial }',
      'procedure: procedure.yaml',
      'sources:',
      '  apprenants: exports/apprenants.csv',
      '  abandons: exports/abandons.csv',
      '  relances: exports/relances.csv',
      '  formations: exports/formations.csv',
      '',
    ].join('\n'),
  }
}

async function run(folder: string, ...options: string[]) {
  const io = memoryIo()
  const code = await main(['stats', '-C', folder, '--as-of', '2021-12-31', ...options], io)
  return { code, out: io.stdout, err: io.stderr }
}

describe('the 7,000 accompaniments of 2021', () => {
  it('gives every figure of the table', async () => {
    const folder = await temporaryWorkspace(exports())
    expect(exports()['exports/apprenants.csv']?.split('\n').length).toBe(7_012 + 1)
    const { code, out, err } = await run(folder, '--format', 'json')
    if (code !== 0) throw new Error(err)
    expect(code).toBe(0)
    const stats = JSON.parse(out)
    expect(stats.format).toBe('i12/stats/1')
    expect(stats.cohort).toEqual({ by: 'entry', year: 2021 })
    expect(stats.populations).toEqual({
      enrolled: 7_000,
      entered: 6_950,
      persons: 7_000,
      inProgress: 0,
      notYetEntered: 0,
    })
    expect(stats.exits).toEqual({
      abandon: 101,
      force_majeure: 28,
      interruption_of: 109,
      exclusion: 1,
      rupture_contrat: 0,
      transfert: 0,
      non_presentation: 0,
      annulation: 50,
      erreur: 12,
      termine: 6_711,
    })
    expect(
      stats.definitions.map((one: { numerator: number; denominator: number }) => [
        one.numerator,
        one.denominator,
      ]),
    ).toEqual([
      [301, 7_000],
      [251, 6_950],
      [101, 6_950],
    ])
    const dropout = stats.rates.find(({ id }: { id: string }) => id === 'dropout')
    expect(dropout.value).toBe(101 / 6_950)
    expect(dropout.wilson95[0]).toBeCloseTo(0.012, 4)
    expect(dropout.wilson95[1]).toBeCloseTo(0.0176, 4)
    expect(
      stats.causes.map((cause: { label: string; count: number; code: string }) => [cause.count, cause.code]),
    ).toEqual([
      [69, 'dereferencement'],
      [50, 'non_renseignee'],
      [46, 'desengagement'],
      [31, 'entree_tardive'],
      [25, 'entree_tardive'],
      [24, 'mecontentement'],
      [18, 'force_majeure'],
      [15, 'formateur_indisponible'],
      [10, 'emploi'],
      [1, 'exclusion'],
    ])
    expect(stats.causes[1]).toMatchObject({ label: 'non renseignée', moment: 'before' })
    expect(stats.alternatives).toMatchObject({ proposed: 106, exits: 301 })
    expect(stats.rates.find(({ id }: { id: string }) => id === 'alternativeProposed')).toMatchObject({
      numerator: 106,
      denominator: 238,
    })
  })

  it('prints the three rates side by side, and the explanation in words', async () => {
    const folder = await temporaryWorkspace(exports())
    const { out } = await run(folder)
    const plain = out.replace(/[\u00a0\u202f]/g, ' ')
    expect(plain).toContain('Selon la définition retenue')
    expect(plain).toMatch(/4,30 %\s+301 \/ 7 000/)
    expect(plain).toMatch(/3,61 %\s+251 \/ 6 950/)
    expect(plain).toMatch(/1,45 %\s+101 \/ 6 950/)
    expect(plain).toContain('En 2021, sur 7 000 parcours engagés, 289 ne sont pas allés à leur terme :')
    expect(plain).toContain('- 50 avant l’entrée en formation : sans explication renseignée ;')
    expect(plain).toContain('- 1 en cours de formation : « Comportement inapproprié ».')
    expect(plain).toContain('À part, 12 dossiers sont des erreurs de traitement administratif')
    expect(plain).toContain(
      '106 d’entre eux ont fait l’objet d’une proposition d’alternative : changement de thématique (69), autre financement (25) et report (12).',
    )
    // The explanation leaves the organisation: health is « motif personnel » there, and only there.
    expect(plain).toContain('- 18 en cours de formation : « motif personnel »')
    expect(plain.slice(plain.indexOf('En 2021'))).not.toContain('maladie')
  })

  it('hides in public what is small, and what would give it away', async () => {
    const folder = await temporaryWorkspace(exports())
    const { out } = await run(folder, '--public', '--format', 'json')
    const stats = JSON.parse(out)
    expect(stats).not.toHaveProperty('exits')
    expect(out).not.toContain('maladie')
    const hidden = stats.causes.filter((cause: { count: number | null }) => cause.count === null)
    expect(hidden.map((cause: { label: string }) => cause.label)).toEqual(['autres causes'])
    expect(out).not.toContain('Comportement inapproprié')
    expect(hidden[0].reason).toMatch(/^masqué/)
    expect(stats.rates.find(({ id }: { id: string }) => id === 'dropout').value).toBe(101 / 6_950)
  })

  it('opens in a French spreadsheet, formulas neutralised', async () => {
    const files = exports()
    files['exports/abandons.csv'] = (files['exports/abandons.csv'] ?? '').replaceAll('Mécontentement', '=1+1')
    const folder = await temporaryWorkspace(files)
    const { out } = await run(folder, '--format', 'csv')
    expect(out.startsWith('\uFEFFrubrique;')).toBe(true)
    expect(out).toContain("causes;autre;'=1+1;24;")
    expect(out).toContain('taux;dropout;Taux d’abandon;101;6950;0,0145323741')
    expect(out.split('\r\n').length).toBeGreaterThan(50)
  })

  it('cuts as asked, and refuses what it does not know', async () => {
    const folder = await temporaryWorkspace(exports())
    const { out } = await run(folder, '--format', 'json', '--by', 'type,mois', '--year', '2021')
    expect(Object.keys(JSON.parse(out).breakdowns)).toEqual(['type', 'mois'])
    const wrong = await run(folder, '--by', 'sites')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toMatch(/site/)
    expect((await run(folder, '--year', '21')).code).toBe(2)
    const other = JSON.parse((await run(folder, '--format', 'json', '--year', '2020')).out)
    expect(other.rates[0]).toMatchObject({ id: 'dropout', value: null, numerator: 0, denominator: 0 })
    expect(other.rates[0].reason).toBeTruthy()
  })
})
