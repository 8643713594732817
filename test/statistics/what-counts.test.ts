// One test for each sentence of « Statistics: what counts » (docs/conception.md, « Les statistiques »).
import { describe, expect, it } from 'vitest'
import { buildStatistics } from '../../src/statistics/build-statistics.js'
import type { RateId, Statistics, StatisticsOptions } from '../../src/statistics/statistics.js'
import { type Line, NO_LEDGER, type RegisterOptions, registerOf, times, verdictsOf } from './register-of.js'

function statisticsOf(
  lines: readonly Line[],
  options: StatisticsOptions = {},
  register: RegisterOptions = {},
): Statistics {
  return buildStatistics(registerOf(lines, register), NO_LEDGER, { year: 2025, ...options })
}

function rate(statistics: Statistics, id: RateId) {
  const found = statistics.rates.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no rate ${id}`)
  return found
}

const fraction = (statistics: Statistics, id: RateId) => {
  const { numerator, denominator } = rate(statistics, id)
  return `${numerator}/${denominator}`
}

describe('units', () => {
  it('counts enrolments: one person in two trainings is two units', () => {
    const { populations } = statisticsOf([
      { email: 'a@example.org', training: 'F1' },
      { email: 'A@example.org ', training: 'F2' },
    ])
    expect(populations).toMatchObject({ enrolled: 2, persons: 1 })
  })

  it('makes one unit of linked files: cohort of the first, site, training and end state of the last', () => {
    const statistics = statisticsOf([
      { id: 'A', state: 'transfert', entered: '2025-11-03', site: 'nice', replacedBy: 'B' },
      { id: 'B', state: 'abandon', entered: '2026-02-02', site: 'lyon', training: 'F2', left: '2026-03-02' },
    ])
    expect(statistics.populations).toMatchObject({ enrolled: 1, entered: 1 })
    expect(statistics.exits).toMatchObject({ transfert: 0, abandon: 1 })
    expect(statistics.breakdowns.site).toMatchObject([{ key: 'lyon', entered: 1, dropouts: 1 }])
    expect(statistics.breakdowns.formation).toMatchObject([{ key: 'F2', entered: 1 }])
    expect(statisticsOf([{ id: 'A' }], { year: 2026 }).populations.enrolled).toBe(0)
  })

  it('takes the scope from the last file too', () => {
    const statistics = statisticsOf([
      { id: 'A', state: 'transfert', days: 20, replacedBy: 'B' },
      { id: 'B', days: 2 },
    ])
    expect(statistics.populations.enrolled).toBe(0)
    expect(statistics.outOfScope.short).toBe(1)
  })

  it('counts a transfer where the unit ends there', () => {
    expect(statisticsOf([{ state: 'transfert' }]).exits.transfert).toBe(1)
  })

  it('takes a link that leads nowhere for none', () => {
    const { populations, exits } = statisticsOf([{ state: 'transfert', replacedBy: 'Z' }])
    expect(populations.enrolled).toBe(1)
    expect(exits.transfert).toBe(1)
  })

  it('follows a chain of three files, and loses none that lead in a circle', () => {
    expect(
      statisticsOf([
        { id: 'A', state: 'transfert', replacedBy: 'B' },
        { id: 'C', state: 'termine', entered: '2026-01-05' },
        { id: 'B', state: 'transfert', entered: '2025-09-01', replacedBy: 'C' },
      ]),
    ).toMatchObject({ populations: { enrolled: 1 }, exits: { termine: 1, transfert: 0 } })
    expect(
      statisticsOf([
        { id: 'A', state: 'transfert', replacedBy: 'B' },
        { id: 'B', state: 'transfert', replacedBy: 'A' },
      ]).populations.enrolled,
    ).toBe(2)
  })

  it('adds up: exits but errors, in progress and not yet entered make the enrolled', () => {
    const { exits, populations } = statisticsOf([
      { state: 'abandon' },
      { state: 'force_majeure' },
      { state: 'interruption_of' },
      { state: 'exclusion' },
      { state: 'rupture_contrat' },
      { state: 'transfert' },
      { state: 'non_presentation' },
      { state: 'annulation' },
      { state: 'erreur' },
      { state: 'termine' },
      { state: 'en_cours' },
      { state: 'inscrit' },
    ])
    const { erreur, ...others } = exits
    const sum = Object.values(others).reduce((total, count) => total + count, 0)
    expect(erreur).toBe(1)
    expect(sum + populations.inProgress + populations.notYetEntered).toBe(populations.enrolled)
    expect(populations).toMatchObject({ enrolled: 11, entered: 8, inProgress: 1, notYetEntered: 1 })
  })
})

describe('states and cohorts', () => {
  it('leaves errors out of every population and lists them apart, even beside the file that replaces them', () => {
    const statistics = statisticsOf([
      { id: 'A', state: 'erreur', replacedBy: 'B' },
      { id: 'B', state: 'termine' },
      { id: 'C', state: 'erreur' },
    ])
    expect(statistics.populations).toMatchObject({ enrolled: 1, entered: 1, persons: 1 })
    expect(statistics.exits).toMatchObject({ erreur: 2, termine: 1 })
  })

  it('counts cancellations and no-shows as enrolled, never as entered; only no-shows in noShow', () => {
    const statistics = statisticsOf([{ state: 'annulation' }, { state: 'non_presentation' }, {}, {}])
    expect(statistics.populations).toMatchObject({ enrolled: 4, entered: 2 })
    expect(fraction(statistics, 'noShow')).toBe('1/4')
    expect(fraction(statistics, 'dropout')).toBe('0/2')
  })

  it('takes the cohort of the planned entry where there is no entry', () => {
    const lines: Line[] = [
      { state: 'annulation', planned: '2024-05-01' },
      { state: 'inscrit', planned: '2025-12-01' },
      { state: 'non_presentation', typedEntry: '2025-01-06', planned: '' },
    ]
    expect(statisticsOf(lines, { year: 2024 }).exits.annulation).toBe(1)
    expect(statisticsOf(lines)).toMatchObject({
      populations: { enrolled: 2, notYetEntered: 1 },
      exits: { non_presentation: 1 },
    })
  })

  it('counts who has neither entry nor planned entry in no cohort', () => {
    const statistics = statisticsOf([{ state: 'annulation', planned: '' }, {}])
    expect(statistics.outOfScope.unknownCohort).toBe(1)
    expect(statistics.populations.enrolled).toBe(1)
  })

  it('counts an abandon without a date as a dropout', () => {
    expect(fraction(statisticsOf([{ state: 'abandon' }, {}]), 'dropout')).toBe('1/2')
  })

  it('sets aside a row whose date cannot be used, and counts it', () => {
    const statistics = statisticsOf([{ unusable: ['date_sortie'] }, { unusable: ['heures_prevues'] }])
    expect(statistics.populations.enrolled).toBe(1)
    expect(statistics.outOfScope.unusableDate).toBe(1)
  })

  it('leaves out short and subcontracted trainings, says so, and keeps unknown durations', () => {
    const statistics = statisticsOf([
      { days: 2, state: 'abandon' },
      { days: 1, state: 'erreur' },
      { days: 2.5 },
      { days: null },
      { subcontracted: true, state: 'abandon', dropout: { cause: 'emploi' } },
    ])
    expect(statistics.populations.enrolled).toBe(2)
    expect(statistics.outOfScope).toMatchObject({ short: 2, subcontracted: 1 })
    expect(statistics.exits).toMatchObject({ abandon: 0, erreur: 0 })
    expect(statistics.causes).toEqual([])
    expect(rate(statistics, 'dropout').exclusions.join(' ')).toMatch(
      /2\sjours ou moins.*2\sdossiers.*sous-traitées.*1\sdossier/,
    )
  })

  it('counts out of scope in the year asked', () => {
    expect(statisticsOf([{ days: 1, entered: '2024-05-06' }]).outOfScope.short).toBe(0)
  })

  it('takes the year of asOf by default', () => {
    const register = registerOf([{ entered: '2026-01-05' }], { asOf: '2026-06-30' })
    expect(buildStatistics(register, NO_LEDGER).cohort).toEqual({ by: 'entry', year: 2026, years: [2026] })
    expect(buildStatistics(register, NO_LEDGER).populations.enrolled).toBe(1)
  })

  it('never counts persons by first name alone, and prefers the e-mail where both have one', () => {
    const { persons } = statisticsOf([
      { name: 'Lefèvre', firstName: 'Zoé', email: 'zoe@example.org' },
      { name: 'LEFEVRE', firstName: 'zoe' },
      { name: 'Lefèvre', firstName: 'Zoé', email: 'autre@example.org' },
      { name: 'Durand', firstName: 'Zoé' },
    ]).populations
    expect(persons).toBe(3)
  })
})

describe('rates', () => {
  it('dropout: abandon over entered, without those decided by the company', () => {
    const statistics = statisticsOf([
      { state: 'abandon' },
      { state: 'abandon', dropout: { origin: 'beneficiaire' } },
      { state: 'abandon', dropout: { origin: 'entreprise' } },
      {},
    ])
    expect(fraction(statistics, 'dropout')).toBe('2/4')
    expect(fraction(statistics, 'interruption')).toBe('3/4')
    expect(rate(statistics, 'dropout').exclusions[0]).toMatch(/entreprise.*1\sdossier/)
  })

  it('interruption: force majeure, exclusion, broken contract, and the organisation without postponement', () => {
    const statistics = statisticsOf([
      { state: 'force_majeure' },
      { state: 'exclusion' },
      { state: 'rupture_contrat' },
      { state: 'interruption_of' },
      { state: 'interruption_of', dropout: { alternative: 'aucune' } },
      { state: 'interruption_of', dropout: { alternative: 'adaptation' } },
      { state: 'interruption_of', dropout: { alternative: 'report' } },
      { state: 'interruption_of', dropout: { alternative: 'nouvelle_session' } },
      { state: 'transfert' },
      { state: 'annulation' },
    ])
    expect(fraction(statistics, 'interruption')).toBe('6/9')
  })

  it('noShow: over the enrolled', () => {
    expect(fraction(statisticsOf([{ state: 'non_presentation' }, { state: 'inscrit' }, {}]), 'noShow')).toBe(
      '1/3',
    )
  })

  it('contractTermination: a date of termination whatever the state, or the state, over apprentices who entered', () => {
    const statistics = statisticsOf([
      { type: 'apprentissage', ended: '2025-06-02', state: 'en_cours' },
      { type: 'apprentissage', ended: '2027-01-01', state: 'en_cours' },
      { type: 'apprentissage', state: 'rupture_contrat', left: '2026-06-01' },
      { type: 'apprentissage', state: 'annulation', ended: '2025-02-01' },
      { type: 'apprentissage' },
      { type: 'longue', ended: '2025-06-02' },
    ])
    expect(fraction(statistics, 'contractTermination')).toBe('2/4')
  })

  it('contractTerminationNet: leaves out those who signed again; refused without the column', () => {
    const lines: Line[] = [
      { type: 'apprentissage', ended: '2025-06-02', newContract: '2025-07-01' },
      { type: 'apprentissage', ended: '2025-06-02' },
    ]
    expect(fraction(statisticsOf(lines), 'contractTerminationNet')).toBe('1/2')
    expect(fraction(statisticsOf(lines), 'contractTermination')).toBe('2/2')
    const refused = rate(statisticsOf(lines, {}, { columns: [] }), 'contractTerminationNet')
    expect(refused.value).toBeNull()
    expect(refused.denominator).toBe(2)
    expect(refused.reason).toMatch(/date_nouveau_contrat/)
  })

  it('contractTerminationNet: a new contract counts from its first day, and in any of the linked files', () => {
    const lines: Line[] = [
      { type: 'apprentissage', ended: '2025-06-02', newContract: '2025-07-01' },
      { id: 'A', type: 'apprentissage', ended: '2025-06-02', newContract: '2025-07-01', replacedBy: 'B' },
      { id: 'B', type: 'apprentissage', ended: '2025-06-20' },
      { id: 'C', type: 'apprentissage', ended: '2025-06-02', replacedBy: 'D' },
      { id: 'D', type: 'apprentissage', ended: '2025-06-20', newContract: '2025-07-01' },
    ]
    const net = (asOf: string) => fraction(statisticsOf(lines, {}, { asOf }), 'contractTerminationNet')
    expect(net('2025-06-30')).toBe('3/3')
    expect(net('2025-07-01')).toBe('0/3')
  })

  it('at 9 months: terminations before entry + 9 months, over those entered 9 months before asOf', () => {
    const at = (asOf: string) =>
      statisticsOf(
        [
          { type: 'apprentissage', entered: '2025-03-03', ended: '2025-12-02', newContract: '2026-01-05' },
          { type: 'apprentissage', entered: '2025-03-03', ended: '2025-12-03' },
          { type: 'apprentissage', entered: '2025-03-04', state: 'rupture_contrat', left: '2025-05-05' },
          { type: 'apprentissage', entered: '2025-03-03', state: 'rupture_contrat' },
        ],
        {},
        { asOf },
      )
    expect(fraction(at('2026-06-30'), 'contractTermination9Months')).toBe('2/4')
    expect(fraction(at('2026-06-30'), 'contractTerminationNet9Months')).toBe('1/4')
    expect(fraction(at('2025-12-03'), 'contractTermination9Months')).toBe('1/3')
    expect(rate(at('2026-06-30'), 'contractTermination9Months').exclusions.join(' ')).toMatch(
      /sans date.*1\sdossier/,
    )
  })

  it('counts apprentices from the first file, and a termination in any of them', () => {
    const statistics = statisticsOf([
      { id: 'A', type: 'apprentissage', state: 'rupture_contrat', left: '2025-04-01', replacedBy: 'B' },
      { id: 'B', type: 'apprentissage', state: 'en_cours', entered: '2025-09-01' },
    ])
    expect(fraction(statistics, 'contractTermination')).toBe('1/1')
    expect(fraction(statistics, 'contractTermination9Months')).toBe('1/1')
  })

  it('alternativeProposed: proposals other than « aucune » over abandon, force majeure and interruption_of', () => {
    const statistics = statisticsOf([
      { state: 'abandon', dropout: { alternative: 'report' } },
      { state: 'abandon', dropout: { alternative: 'aucune' } },
      { state: 'force_majeure', dropout: { alternative: 'autre' } },
      { state: 'interruption_of' },
      { state: 'exclusion', dropout: { alternative: 'autre' } },
      { state: 'annulation', dropout: { alternative: 'report' } },
    ])
    expect(fraction(statistics, 'alternativeProposed')).toBe('2/4')
  })

  it('alternativeProposed: refused where the export has no column for it', () => {
    const refused = rate(
      statisticsOf([{ state: 'abandon' }], {}, { dropoutColumns: [] }),
      'alternativeProposed',
    )
    expect(refused).toMatchObject({ numerator: null, denominator: 1, value: null, wilson95: null })
    expect(refused.reason).toMatch(/alternative/)
  })

  it('relaunchOnTime: met over met, late and missing, for obligations that a relaunch discharges, in the cohort', () => {
    const register = registerOf([{ id: 'A' }, { id: 'B', entered: '2024-01-08' }, { id: 'C', days: 1 }])
    const ledger = verdictsOf(register, [
      { id: 'A', status: 'met' },
      { id: 'A', status: 'late' },
      { id: 'A', status: 'missing' },
      { id: 'A', status: 'pending' },
      { id: 'A', status: 'undetermined' },
      { id: 'A', status: 'met', types: ['entretien', 'relance'] },
      { id: 'A', status: 'met', types: ['entretien'] },
      { id: 'A', status: 'met', types: [] },
      { id: 'B', status: 'met' },
      { id: 'C', status: 'met' },
    ])
    const statistics = buildStatistics(register, ledger, { year: 2025 })
    expect(fraction(statistics, 'relaunchOnTime')).toBe('2/4')
    expect(rate(statistics, 'relaunchOnTime').exclusions.join(' ')).toMatch(
      /non encore passée.*1\srelance.*indéterminé.*1\srelance/,
    )
  })

  it('keeps a rate that cannot be computed in the list, with its counts and a reason', () => {
    const statistics = statisticsOf([{ state: 'inscrit' }])
    expect(statistics.rates).toHaveLength(9)
    for (const id of ['dropout', 'interruption', 'contractTermination', 'relaunchOnTime'] as const) {
      expect(rate(statistics, id)).toMatchObject({
        value: null,
        wilson95: null,
        numerator: 0,
        denominator: 0,
      })
      expect(rate(statistics, id).reason).toBeTruthy()
    }
  })

  it('gives proportions, unrounded, with formula, population and exclusions', () => {
    const dropout = rate(statisticsOf([{ state: 'abandon' }, {}, {}]), 'dropout')
    expect(dropout.value).toBe(1 / 3)
    expect(dropout.formula).toMatch(/abandons/)
    expect(dropout.population).toMatch(/entrés en 2025/)
    expect(dropout.exclusions.length).toBeGreaterThan(2)
  })
})

describe('causes', () => {
  it('makes one entry per wording, case, accents and spaces apart, and keeps the words', () => {
    const { causes } = statisticsOf([
      { state: 'abandon', dropout: { cause: 'Déménagement' } },
      { state: 'abandon', dropout: { cause: ' demenagement ' } },
      { state: 'abandon', dropout: { cause: 'DÉMÉNAGEMENT' } },
      { state: 'exclusion', dropout: { cause: 'Zzz inconnu au bataillon' } },
    ])
    expect(causes.map(({ label, count, code }) => [label, count, code])).toEqual([
      ['Déménagement', 3, 'mobilite'],
      ['Zzz inconnu au bataillon', 1, 'autre'],
    ])
  })

  it('covers all exits but errors and ends of training, under « non renseignée » without a cause', () => {
    const { causes } = statisticsOf([
      { state: 'abandon' },
      { state: 'annulation' },
      { state: 'transfert' },
      { state: 'termine', dropout: { cause: 'emploi' } },
      { state: 'en_cours', dropout: { cause: 'emploi' } },
      { state: 'erreur', dropout: { cause: 'doublon' } },
    ])
    expect(causes).toMatchObject([
      { code: 'non_renseignee', label: 'non renseignée', count: 3, origin: null },
    ])
  })

  it('gives the origin of the export, null where it is mixed', () => {
    const { causes } = statisticsOf([
      { state: 'abandon', dropout: { cause: 'emploi', origin: 'externe' } },
      { state: 'abandon', dropout: { cause: 'emploi', origin: 'externe' } },
      { state: 'abandon', dropout: { cause: 'niveau', origin: 'beneficiaire' } },
      { state: 'abandon', dropout: { cause: 'niveau' } },
    ])
    expect(causes.map(({ label, origin }) => [label, origin])).toEqual([
      ['emploi', 'externe'],
      ['niveau', null],
    ])
  })

  it('tells the moment: before the entry, during, after the planned end', () => {
    const { causes } = statisticsOf([
      { state: 'annulation', dropout: { cause: 'a' } },
      { state: 'abandon', left: '2025-04-01', end: '2025-06-30', dropout: { cause: 'b' } },
      { state: 'abandon', left: '2025-07-01', end: '2025-06-30', dropout: { cause: 'c' } },
      { state: 'abandon', left: '2025-06-30', end: '2025-06-30', dropout: { cause: 'the last day' } },
      { state: 'annulation', dropout: { cause: 'd' } },
      { state: 'abandon', dropout: { cause: 'd', on: '2025-05-05' } },
    ])
    expect(Object.fromEntries(causes.map(({ label, moment }) => [label, moment]))).toEqual({
      a: 'before',
      b: 'during',
      c: 'after',
      'the last day': 'during',
      d: null,
    })
    expect(causes[0]?.moments).toEqual({ before: 1, during: 1, after: 0 })
  })

  it('counts the alternatives proposed by cause', () => {
    expect(
      statisticsOf([
        { state: 'abandon', dropout: { cause: 'a', alternative: 'report' } },
        { state: 'abandon', dropout: { cause: 'a', alternative: 'aucune' } },
      ]).causes[0]?.alternativeProposed,
    ).toBe(1)
  })

  it('sets aside a row of abandons whose date cannot be used; the state still counts', () => {
    const statistics = statisticsOf([
      { state: 'abandon', dropout: { cause: 'emploi', unusable: ['date'] } },
      {},
    ])
    expect(fraction(statistics, 'dropout')).toBe('1/2')
    expect(statistics.causes).toMatchObject([{ code: 'non_renseignee', count: 1 }])
  })
})

describe('breakdowns', () => {
  it('cuts by site, training, type, funder, prescriber and month of entry', () => {
    const { breakdowns } = statisticsOf([
      {
        site: 'nice',
        funder: 'OPCO Demo',
        prescriber: 'Mission locale',
        entered: '2025-01-06',
        state: 'abandon',
      },
      { site: 'lyon', funder: 'opco  demo', type: 'certifiante', entered: '2025-02-03' },
      { site: 'lyon', training: 'F2', entered: '2025-02-04', state: 'annulation', typedEntry: '2025-02-04' },
    ])
    expect(breakdowns.site?.map(({ key, entered, dropouts }) => [key, entered, dropouts])).toEqual([
      ['lyon', 1, 0],
      ['nice', 1, 1],
    ])
    expect(breakdowns.financeur?.[0]).toMatchObject({
      label: 'OPCO Demo',
      entered: 2,
      dropouts: 1,
      value: 0.5,
    })
    expect(breakdowns.type?.map(({ key }) => key)).toEqual(['certifiante', 'longue'])
    expect(breakdowns.mois?.map(({ key, label }) => [key, label])).toEqual([
      ['2025-01', 'janvier\u00a02025'],
      ['2025-02', 'février\u00a02025'],
    ])
    expect(breakdowns.prescripteur?.map(({ label }) => label)).toEqual(['Mission locale', 'non renseigné'])
    expect(breakdowns.formation?.find(({ key }) => key === 'F2')).toMatchObject({ entered: 0, value: null })
  })

  it('gives only the dimensions asked for', () => {
    expect(Object.keys(statisticsOf([{}], { dimensions: ['site', 'mois'] }).breakdowns)).toEqual([
      'site',
      'mois',
    ])
  })

  it('never shows a group of disability under the threshold, nor lets it be found by subtraction', () => {
    const hidden = statisticsOf([...times(19, { psh: true }), ...times(60, { psh: false }), ...times(30, {})])
    expect(hidden.breakdowns.psh?.map(({ key }) => key)).toEqual(['non'])
    expect(hidden.withheld.psh).toBeTruthy()
    const two = statisticsOf([...times(19, { psh: true }), ...times(60, { psh: false })])
    expect(two.breakdowns.psh).toEqual([])
    const shown = statisticsOf([...times(20, { psh: true }), ...times(60, { psh: false })])
    expect(shown.breakdowns.psh?.map(({ key, entered }) => [key, entered])).toEqual([
      ['non', 60],
      ['oui', 20],
    ])
    expect(shown.withheld).toEqual({})
    const low = statisticsOf([...times(4, { psh: true }), ...times(60, { psh: false })], { threshold: 1 })
    expect(low.breakdowns.psh).toEqual([])
  })
})

describe('definitions', () => {
  it('sets side by side all exits over enrolled, exits after entry over entered, and dropout', () => {
    const { definitions } = statisticsOf([
      { state: 'abandon' },
      { state: 'abandon', dropout: { origin: 'entreprise' } },
      { state: 'annulation' },
      { state: 'non_presentation' },
      { state: 'transfert' },
      { state: 'erreur' },
      { state: 'termine' },
      { state: 'en_cours' },
      { state: 'inscrit' },
    ])
    expect(definitions.map(({ id, numerator, denominator }) => [id, numerator, denominator])).toEqual([
      ['allExits', 6, 8],
      ['exitsAfterEntry', 4, 5],
      ['dropout', 1, 5],
    ])
    for (const { sentence } of definitions) expect(sentence).toMatch(/rapporté/)
  })
})

describe('by exit year, on request only', () => {
  const lines: Line[] = [
    { state: 'abandon', entered: '2024-10-07', left: '2025-02-03' },
    { state: 'termine', entered: '2024-10-07', left: '2025-06-30' },
    { state: 'en_cours', entered: '2025-01-06' },
    { state: 'annulation', planned: '2025-03-03' },
    { state: 'abandon', entered: '2024-10-07', dropout: { on: '2025-05-05' } },
    { state: 'abandon', entered: '2024-10-07' },
  ]
  it('counts those who left that year, and nobody still there', () => {
    const statistics = statisticsOf(lines, { by: 'exit' })
    expect(statistics.cohort).toMatchObject({ by: 'exit', year: 2025 })
    expect(statistics.populations).toMatchObject({ enrolled: 4, entered: 3, inProgress: 0 })
    expect(fraction(statistics, 'dropout')).toBe('2/3')
    expect(rate(statistics, 'dropout').population).toMatch(/sortis en 2025/)
  })

  it('counts an exit without a date in no cohort', () => {
    expect(statisticsOf(lines, { by: 'exit' }).outOfScope.unknownCohort).toBe(1)
  })
})

describe('several years', () => {
  it('stand side by side, and a change is only given where the intervals separate', () => {
    const lines = [
      ...times(30, { entered: '2024-03-04', state: 'abandon' } as Line),
      ...times(70, { entered: '2024-03-04' }),
      ...times(5, { entered: '2025-03-03', state: 'abandon' } as Line),
      ...times(95, { entered: '2025-03-03' }),
    ]
    const { years, changes } = statisticsOf(lines)
    expect(years.map(({ year, rates }) => [year, rates.dropout.value])).toEqual([
      [2024, 0.3],
      [2025, 0.05],
    ])
    expect(changes.map(({ rate: id }) => id)).toEqual(['dropout', 'interruption'])
    expect(changes[0]?.difference).toBeCloseTo(-0.25, 12)
    expect(changes[0]?.newcombe95[1]).toBeLessThan(0)
  })

  it('says nothing of a change that small numbers explain', () => {
    const lines = [
      ...times(3, { entered: '2024-03-04', state: 'abandon' } as Line),
      ...times(17, { entered: '2024-03-04' }),
      ...times(1, { entered: '2025-03-03', state: 'abandon' } as Line),
      ...times(19, { entered: '2025-03-03' }),
    ]
    expect(statisticsOf(lines).changes).toEqual([])
  })

  it('cumulates several cohorts on request', () => {
    const statistics = statisticsOf([{ entered: '2024-05-06' }, {}, { entered: '2023-05-06' }], {
      cumulatedYears: 2,
    })
    expect(statistics.cohort).toEqual({ by: 'entry', year: 2025, years: [2024, 2025] })
    expect(statistics.populations.enrolled).toBe(2)
  })
})
