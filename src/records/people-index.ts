// Who a row is about, where it has no file number: found by address, telephone, name or number of the person, then
// narrowed to one enrolment. May not read cells.
import type { Zone } from '../kernel/holidays.js'
import type { LocalDate } from '../kernel/local-date.js'
import { textKey } from '../kernel/text-key.js'
import { tidyFileNumber } from './file-number.js'
import type { ReadPhones } from './phone-number.js'
import type { Enrolment, Training } from './records.js'
import type { Recipient } from './values.js'

/** What `rapprocher` may name, in the words of the design. */
export const JOIN_KEYS = ['email', 'telephone', 'nom', 'personne'] as const
export type JoinKey = (typeof JOIN_KEYS)[number]

/** Columns that each key may be read from: the first of them that are there, put together. */
export const KEY_COLUMNS: Readonly<Record<JoinKey, readonly (readonly string[])[]>> = {
  email: [['email']],
  telephone: [['telephone']],
  nom: [['nom_complet'], ['nom', 'prenom'], ['nom']],
  personne: [['personne']],
}

/** Days before the entry, and after the exit, in which an act may still be about an enrolment (docs/conception.md). */
const DAYS_BEFORE = 30
const DAYS_AFTER = 90

export interface Clues {
  /** What the row says of the person, in the order in which it is to be tried; '' where it says nothing. */
  readonly keys: readonly (readonly [key: JoinKey, value: string])[]
  /** `formation` of the row: code or title; '' where it says nothing. */
  readonly training: string
  readonly session: string
  /** Null where the day is not known: nothing is narrowed by it. */
  readonly on: LocalDate | null
}

export type Found =
  | { readonly enrolment: Enrolment; readonly by: JoinKey }
  | (Several & { readonly by: JoinKey })
  | null

/** Enrolments that may all be meant: it is not for the program to choose. */
export interface Several {
  /** The first of them. */
  readonly candidates: readonly Enrolment[]
}

/** As many as a message may name: a thousand people may have one name. */
const MOST_NAMED = 5

/** A case that a message or an appointment is about. */
export interface Addressed {
  readonly enrolment: Enrolment
  /** The learner wrote it. */
  readonly isSender: boolean
  /** Towards whom it goes; none where the learner wrote it. */
  readonly recipients: readonly Recipient[]
}

export interface AddressedCases extends Several {
  readonly cases: readonly Addressed[]
}

interface Person {
  readonly enrolments: Enrolment[]
}

export interface PeopleOptions {
  readonly trainings: readonly Training[]
  zoneOf(siteId: string): Zone
  /** Null where no telephone is compared. */
  readonly readPhones: ReadPhones | null
}

/** Addresses of an enrolment and whose they are. */
const ROLES: readonly (readonly [address: (enrolment: Enrolment) => string, recipient: Recipient])[] = [
  [({ email }) => email, 'beneficiaire'],
  [({ companyEmail }) => companyEmail, 'entreprise'],
  [({ prescriberEmail }) => prescriberEmail, 'prescripteur'],
  [({ funderEmail }) => funderEmail, 'financeur'],
  [({ tutorEmail }) => tutorEmail, 'tuteur'],
  [({ legalRepresentativeEmail }) => legalRepresentativeEmail, 'responsable_legal'],
]

/** Made once of every learner; each look-up is by hash. */
export class PeopleIndex {
  readonly #byKey: Readonly<Record<JoinKey, Map<string, Person[]>>> = {
    email: new Map(),
    telephone: new Map(),
    nom: new Map(),
    personne: new Map(),
  }
  /** Address → enrolments that know it, in whatever role. */
  readonly #byAddress = new Map<string, Enrolment[]>()
  /** Name of a training, as code or as title → its code. */
  readonly #codes = new Map<string, string>()
  readonly #zones = new Set<Zone>()
  readonly #options: PeopleOptions

  constructor(enrolments: readonly Enrolment[], options: PeopleOptions) {
    this.#options = options
    for (const { code, title } of options.trainings) {
      for (const name of [title, code]) if (name !== '') this.#codes.set(textKey(name), textKey(code))
    }
    for (const person of personsOf(enrolments)) this.#add(person)
  }

  #add(person: Person): void {
    const { readPhones } = this.#options
    const keys = new Map(JOIN_KEYS.map((key) => [key, new Set<string>()]))
    for (const enrolment of person.enrolments) {
      const { email, phone, lastName, firstName, personNumber } = enrolment
      for (const address of addressesIn(email)) keys.get('email')?.add(address)
      keys.get('nom')?.add(wordsKey(`${lastName} ${firstName}`))
      keys.get('personne')?.add(numberKey(personNumber))
      const zone = this.#options.zoneOf(enrolment.siteId)
      this.#zones.add(zone)
      if (phone !== '')
        for (const number of readPhones?.(phone, zone) ?? []) keys.get('telephone')?.add(number)
      const addresses = new Set(ROLES.flatMap(([addressOf]) => addressesIn(addressOf(enrolment))))
      for (const address of addresses) push(this.#byAddress, address, enrolment)
    }
    for (const [key, values] of keys) {
      values.delete('')
      for (const value of values) push(this.#byKey[key], value, person)
    }
  }

  /** The enrolment that a row is about. */
  find({ keys, training, session, on }: Clues): Found {
    let people: readonly Person[] = []
    let by: JoinKey | null = null
    for (const [key, value] of keys) {
      const found = value === '' ? [] : this.#peopleBy(key, value)
      if (by === null && found.length > 0) {
        people = found
        by = key
      } else if (by !== null) {
        const those = new Set(found)
        const both = people.filter((person) => those.has(person))
        if (both.length > 0) people = both
      }
      if (people.length === 1) break
    }
    if (by === null) return null
    const [person, other] = people
    if (person === undefined || other !== undefined) {
      return { candidates: people.slice(0, MOST_NAMED).flatMap(({ enrolments }) => enrolments), by }
    }
    const left = person.enrolments.filter(
      (enrolment) =>
        (training === '' || this.#codeOf(enrolment.trainingName) === this.#codeOf(training)) &&
        (session === '' || textKey(enrolment.session) === textKey(session)) &&
        (on === null || isWithin(enrolment, on)),
    )
    const [enrolment, second] = left
    if (enrolment === undefined) return null
    return second === undefined ? { enrolment, by } : { candidates: left, by }
  }

  /**
   * The cases that a message or an appointment is about. Learners come first: the address of a company or of a
   * prescriber says nothing of whom they write about, unless they know but one learner at the time.
   * @param onOf the day it happened, where the site of an enrolment is
   */
  findAddressed(
    from: readonly string[],
    to: readonly string[],
    onOf: (enrolment: Enrolment) => LocalDate | null,
  ): AddressedCases {
    const candidates: Enrolment[] = []
    const learnersAt = (addresses: readonly string[]): Enrolment[] => {
      const people = new Map<Person, boolean>()
      for (const address of new Set(addresses)) {
        const found = this.#byKey.email.get(address) ?? []
        // One address of two people says not which.
        if (found.length > 1) candidates.push(...found.flatMap(({ enrolments }) => enrolments))
        else for (const person of found) people.set(person, true)
      }
      return [...people.keys()].flatMap(({ enrolments }) => one(enrolments))
    }
    const one = (enrolments: readonly Enrolment[]): readonly Enrolment[] => {
      const left = enrolments.filter((enrolment) => {
        const on = onOf(enrolment)
        return on === null || isWithin(enrolment, on)
      })
      if (left.length > 1) candidates.push(...left)
      return left.length === 1 ? left : []
    }
    const senders = learnersAt(from)
    if (senders.length > 0) {
      return {
        cases: senders.map((enrolment) => ({ enrolment, isSender: true, recipients: [] })),
        candidates,
      }
    }
    let enrolments: readonly Enrolment[] = learnersAt(to)
    if (enrolments.length === 0 && candidates.length === 0) {
      enrolments = one([...new Set(to.flatMap((address) => this.#byAddress.get(address) ?? []))])
    }
    const asked = new Set(to)
    return {
      cases: enrolments.map((enrolment) => ({
        enrolment,
        isSender: false,
        recipients: rolesOf(enrolment, asked),
      })),
      candidates,
    }
  }

  #peopleBy(key: JoinKey, value: string): readonly Person[] {
    const lists = [...this.#textsOf(key, value)].map((text) => this.#byKey[key].get(text) ?? [])
    return lists.length === 1 ? (lists[0] ?? []) : [...new Set(lists.flat())]
  }

  #textsOf(key: JoinKey, value: string): Iterable<string> {
    switch (key) {
      case 'email':
        return addressesIn(value)
      case 'nom':
        return [wordsKey(value)]
      case 'personne':
        return [numberKey(value)]
      case 'telephone': {
        // A national number means one of the place; the log does not say which, the learners do.
        const { readPhones } = this.#options
        return new Set([...this.#zones].flatMap((zone) => readPhones?.(value, zone) ?? []))
      }
    }
  }

  #codeOf(training: string): string {
    const key = textKey(training)
    return this.#codes.get(key) ?? key
  }
}

/** Whether a day lies in the time in which somebody may still be written to about an enrolment. */
function isWithin({ enteredOn, plannedEntryOn, leftOn, plannedEndOn }: Enrolment, on: LocalDate): boolean {
  const start = enteredOn ?? plannedEntryOn
  const end = leftOn ?? plannedEndOn
  return (start === null || on >= start - DAYS_BEFORE) && (end === null || on <= end + DAYS_AFTER)
}

function rolesOf(enrolment: Enrolment, asked: ReadonlySet<string>): readonly Recipient[] {
  return ROLES.filter(([addressOf]) =>
    addressesIn(addressOf(enrolment)).some((address) => asked.has(address)),
  ).map(([, recipient]) => recipient)
}

/**
 * Enrolments gathered by person: those of one number of person; else those of one name and one address. Where a
 * name has but one address, an enrolment of that name without address is hers too. A file number met twice counts
 * once: its second row is set aside.
 */
function personsOf(enrolments: readonly Enrolment[]): Iterable<Person> {
  const seen = new Set<string>()
  const persons = new Map<string, Person>()
  const named = new Map<string, Set<Person>>()
  const withoutAddress: Enrolment[] = []
  const personAt = (key: string) => {
    const known = persons.get(key)
    if (known !== undefined) return known
    const person: Person = { enrolments: [] }
    persons.set(key, person)
    return person
  }
  for (const enrolment of enrolments) {
    if (seen.has(enrolment.id)) continue
    seen.add(enrolment.id)
    const { personNumber, email, lastName, firstName } = enrolment
    const name = wordsKey(`${lastName} ${firstName}`)
    const address = email.trim().toLowerCase()
    if (personNumber !== '') personAt(`#${numberKey(personNumber)}`).enrolments.push(enrolment)
    else if (address === '') withoutAddress.push(enrolment)
    else {
      const person = personAt(`${name}\0${address}`)
      person.enrolments.push(enrolment)
      const others = named.get(name)
      if (others === undefined) named.set(name, new Set([person]))
      else others.add(person)
    }
  }
  for (const enrolment of withoutAddress) {
    const name = wordsKey(`${enrolment.lastName} ${enrolment.firstName}`)
    const [person, other] = named.get(name) ?? []
    const own = person !== undefined && other === undefined ? person : personAt(name)
    own.enrolments.push(enrolment)
  }
  return persons.values()
}

function numberKey(number: string): string {
  return textKey(tidyFileNumber(number))
}

const ADDRESS = /[^\s;,|<>"«»()[\]:]+@[^\s;,|<>"«»()[\]]+/g

function addressesIn(text: string): readonly string[] {
  if (!text.includes('@')) return []
  return (text.match(ADDRESS) ?? []).map((address) => address.toLowerCase())
}

const CIVILITIES = new Set(['m', 'mr', 'mme', 'mlle', 'monsieur', 'madame', 'mademoiselle'])

/** The words of a name in one order, whichever they were written in. */
function wordsKey(name: string): string {
  const words = textKey(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
  const own = words.filter((word) => !CIVILITIES.has(word))
  return own.sort().join(' ')
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}
