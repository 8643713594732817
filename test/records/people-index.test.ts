import { describe, expect, it } from 'vitest'
import { dateOf, type LocalDate } from '../../src/kernel/local-date.js'
import { type Clues, type JoinKey, PeopleIndex } from '../../src/records/people-index.js'
import { phoneReader, type ReadPhones } from '../../src/records/phone-number.js'
import type { Enrolment, Training } from '../../src/records/records.js'

const day = (month: number, date: number, year = 2026) => dateOf(year, month, date) as LocalDate

const learner = (id: string, given: Partial<Enrolment> = {}) =>
  ({
    id,
    lastName: id,
    firstName: 'Capucine',
    email: '',
    phone: '',
    personNumber: '',
    trainingName: 'LON',
    session: '',
    siteId: '',
    plannedEntryOn: null,
    enteredOn: day(9, 7),
    plannedEndOn: day(12, 18),
    leftOn: null,
    companyEmail: '',
    prescriberEmail: '',
    funderEmail: '',
    tutorEmail: '',
    legalRepresentativeEmail: '',
    ...given,
  }) as Enrolment

const TRAININGS = [{ code: 'LON', title: 'Assistant de vie' }] as unknown as Training[]
const index = (enrolments: Enrolment[], readPhones: ReadPhones | null = null) =>
  new PeopleIndex(enrolments, {
    trainings: TRAININGS,
    zoneOf: (site) => (site === 'sud' ? 'la-reunion' : 'metropole'),
    readPhones,
  })

const clues = (keys: Partial<Record<JoinKey, string>>, more: Partial<Clues> = {}): Clues => ({
  keys: Object.entries(keys) as [JoinKey, string][],
  training: '',
  session: '',
  on: day(10, 5),
  ...more,
})

/** Id of the enrolment and the key that found it; ids that may be meant; null. */
function found(people: PeopleIndex, asked: Clues): string | null {
  const result = people.find(asked)
  if (result === null) return null
  if ('enrolment' in result) return `${result.enrolment.id} ${result.by}`
  return result.candidates.map(({ id }) => id).join(' or ')
}

describe('a row without file number', () => {
  it('is joined by an address, case apart', () => {
    const people = index([
      learner('A', { email: 'Capucine@exemple.fr' }),
      learner('B', { email: 'b@exemple.fr' }),
    ])
    expect(found(people, clues({ email: ' capucine@EXEMPLE.fr ' }))).toBe('A email')
    expect(found(people, clues({ email: 'capucine@exemple.fr.example' }))).toBeNull()
    expect(found(people, clues({ email: '' }))).toBeNull()
  })

  it('is joined by the words of a name in any order, accents, case and civility apart', () => {
    const people = index([learner('A', { lastName: 'De La Tour', firstName: 'Élise-Marie' })])
    for (const name of ['Mme DE LA TOUR Elise Marie', 'élise-marie de la tour', 'Tour (de la) Élise Marie']) {
      expect(found(people, clues({ nom: name }))).toBe('A nom')
    }
    expect(found(people, clues({ nom: 'De La Tour' }))).toBeNull()
  })

  it('is joined by a telephone, national numbers being of the zone of the site', async () => {
    const people = index(
      [
        learner('A', { phone: '06.39.98.00.01' }),
        learner('B', { phone: '0692 98 00 02', siteId: 'sud' }),
        learner('C', { phone: '+33 6 39 98 00 03 / 01 99 00 00 03' }),
      ],
      await phoneReader(),
    )
    for (const number of ['+33639980001', '0033 6 39 98 00 01', '0639980001', '33639980001', '639980001']) {
      expect([number, found(people, clues({ telephone: number }))]).toEqual([number, 'A telephone'])
    }
    expect(found(people, clues({ telephone: '+262 692 98 00 02' }))).toBe('B telephone')
    expect(found(people, clues({ telephone: '0692980002' }))).toBe('B telephone')
    expect(found(people, clues({ telephone: '01 99 00 00 03' }))).toBe('C telephone')
    expect(found(people, clues({ telephone: 'ne répond pas' }))).toBeNull()
  })

  it('tries keys in order, and narrows by the next where one finds several people', async () => {
    const people = index(
      [
        learner('A', { firstName: 'Ana', phone: '0639980001' }),
        learner('B', { firstName: 'Bruno', phone: '0639980001' }),
      ],
      await phoneReader(),
    )
    const asked = (telephone: string, nom: string) => clues({ telephone, nom })
    expect(found(people, asked('0639980001', 'Bruno B'))).toBe('B telephone')
    expect(found(people, asked('', 'Ana A'))).toBe('A nom')
    expect(found(people, asked('0639980001', 'Inconnu'))).toBe('A or B')
    expect(found(people, asked('0639980001', ''))).toBe('A or B')
  })

  it('is refused where two people have one address, or one name and two addresses', () => {
    const shared = index([
      learner('A', { firstName: 'Ana', email: 'famille@exemple.fr' }),
      learner('B', { firstName: 'Bruno', email: 'famille@exemple.fr', enteredOn: day(1, 5, 2020) }),
    ])
    expect(found(shared, clues({ email: 'famille@exemple.fr' }))).toBe('A or B')
    const homonyms = index([
      learner('A', { lastName: 'Basalte', email: 'a@exemple.fr' }),
      learner('B', { lastName: 'Basalte', email: 'b@exemple.fr' }),
    ])
    expect(found(homonyms, clues({ nom: 'Capucine Basalte' }))).toBe('A or B')
    expect(found(homonyms, clues({ nom: 'Capucine Basalte', email: 'b@exemple.fr' }))).toBe('B nom')
  })
})

describe('the enrolments of one person', () => {
  const spring = learner('S', {
    personNumber: 'M-77',
    trainingName: 'TP',
    enteredOn: day(3, 2),
    plannedEndOn: day(6, 26),
    leftOn: day(6, 26),
    session: 'Printemps',
  })
  const autumn = learner('F', { personNumber: 'M-77', session: 'Automne' })
  const people = index([spring, autumn])
  const on = (date: LocalDate | null, more: Partial<Clues> = {}) =>
    found(people, clues({ personne: 'M-77' }, { on: date, ...more }))

  it('are narrowed by the day: 30 days before the entry to 90 after the exit, both included', () => {
    expect(on(day(1, 30))).toBeNull()
    expect(on(day(1, 31))).toBe('S personne')
    expect(on(day(8, 7))).toBe('S personne')
    expect(on(day(8, 8))).toBe('S or F')
    expect(on(day(9, 24))).toBe('S or F')
    expect(on(day(9, 25))).toBe('F personne')
    expect(on(day(3, 18, 2027))).toBe('F personne')
    expect(on(day(3, 19, 2027))).toBeNull()
  })

  it('are narrowed by the training, as code or title, and by the session', () => {
    expect(on(day(9, 1), { training: 'assistant de vie' })).toBe('F personne')
    expect(on(day(9, 1), { training: 'TP' })).toBe('S personne')
    expect(on(day(9, 1), { session: 'automne' })).toBe('F personne')
    expect(on(day(9, 1), { training: 'Cuisine' })).toBeNull()
  })

  it('cannot be told apart without a day', () => {
    expect(on(null)).toBe('S or F')
  })
})

describe('what is addressed to somebody', () => {
  const people = index([
    learner('A', {
      email: 'a@exemple.fr',
      companyEmail: 'rh@mineral.example',
      tutorEmail: 'tuteur@mineral.example',
    }),
    learner('B', { email: 'b@exemple.fr', companyEmail: 'rh@mineral.example' }),
    learner('C', { email: 'c@exemple.fr', prescriberEmail: 'conseil@emploi.example' }),
  ])
  const cases = (from: string[], to: string[], on = day(10, 5)) => {
    const { cases, candidates } = people.findAddressed(from, to, () => on)
    return [
      ...cases.map(({ enrolment, isSender, recipients }) =>
        `${enrolment.id}${isSender ? ' wrote' : ''} ${recipients}`.trim(),
      ),
      ...(candidates.length > 0 ? [candidates.map(({ id }) => id).join(' or ')] : []),
    ]
  }

  it('is an act for each role of the enrolment that is among the addressees', () => {
    expect(cases(['of@lac.example'], ['a@exemple.fr', 'rh@mineral.example', 'x@y.example'])).toEqual([
      'A beneficiaire,entreprise',
    ])
  })

  it('is about each learner it is addressed to', () => {
    expect(cases(['of@lac.example'], ['a@exemple.fr', 'c@exemple.fr'])).toEqual([
      'A beneficiaire',
      'C beneficiaire',
    ])
  })

  it('is an exchange where the learner wrote', () => {
    expect(cases(['a@exemple.fr'], ['of@lac.example', 'rh@mineral.example'])).toEqual(['A wrote'])
  })

  it('is told from another only where a company or a prescriber knows one learner', () => {
    expect(cases([], ['conseil@emploi.example'])).toEqual(['C prescripteur'])
    expect(cases([], ['tuteur@mineral.example'])).toEqual(['A tuteur'])
    expect(cases([], ['rh@mineral.example'])).toEqual(['A or B'])
  })

  it('is nobody’s outside the time of the enrolment', () => {
    expect(cases([], ['a@exemple.fr'], day(5, 1))).toEqual([])
  })
})

it('joins 100,000 rows of one name in linear time', () => {
  const many = Array.from({ length: 100_000 }, (_, index) =>
    learner(`A-${index}`, { lastName: 'Basalte', personNumber: `P${index}` }),
  )
  const people = index(many)
  const start = performance.now()
  for (let row = 0; row < 100_000; row++) people.find(clues({ nom: 'Capucine Basalte' }))
  expect(performance.now() - start).toBeLessThan(10_000)
})
