// Messages and appointments as acts of relances: each is the act and, for a message, its proof. Nothing that it says
// is kept but its day and the roles it is addressed to.
import { createHash } from 'node:crypto'
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, quoted } from '../kernel/french.js'
import type { Zone } from '../kernel/holidays.js'
import type { LocalDate, Moment } from '../kernel/local-date.js'
import type { Place } from '../kernel/origin.js'
import { textKey } from '../kernel/text-key.js'
import { endOfDayEverywhere, momentAt } from '../kernel/time-zones.js'
import { type Appointment, readCalendar, type Start } from '../source/calendar.js'
import type { Correspondence } from '../source/file-kind.js'
import { cutMailbox, type Message, readMessage, readOutlookMessage } from '../source/message.js'
import type { Table } from '../source/table.js'
import type { ExportFile } from './export-file.js'
import type { Addressed, AddressedCases, PeopleIndex } from './people-index.js'
import { RECORD_PROBLEMS } from './problems.js'
import type { Action, Enrolment } from './records.js'
import { noneJoined, reportUncertain, reportUnmatched } from './row-join.js'
import { noneSkipped } from './skipped-rows.js'
import { type SourceInput, type SourceSettings, settingPlace } from './source-input.js'
import type { ActionType } from './values.js'

/** What is said once an entry of i12.yaml, however many files it names. */
interface EntryCount {
  readonly place: Place
  total: number
  unmatched: number
  future: number
}

export interface CorrespondenceOptions {
  /** The as-of date: repeats are expanded up to it, and what comes after is said. */
  readonly until: LocalDate
  zoneOf(siteId: string): Zone
}

/** Reads the messages and the calendars of a workspace. */
export class CorrespondenceReader {
  readonly #options: CorrespondenceOptions
  readonly #diagnostics: Diagnostics
  readonly #entries = new Map<SourceSettings, EntryCount>()

  constructor(options: CorrespondenceOptions, diagnostics: Diagnostics) {
    this.#options = options
    this.#diagnostics = diagnostics
  }

  /** Reads one file; its acts are added to `actions`. @returns the file as an export, with its counts */
  async read(
    input: SourceInput,
    kind: Correspondence,
    people: PeopleIndex,
    actions: Action[],
  ): Promise<ExportFile> {
    const entry = this.#entryOf(input)
    const file = await (kind === 'calendar'
      ? this.#readCalendar(input, people, actions)
      : this.#readMessages(input, kind, people, actions, entry))
    entry.total += file.table.rowCount
    entry.unmatched += file.joined.unmatched
    return file
  }

  /** Says of each entry how much of it is nobody's, or later than the day of the examination. */
  report(): void {
    for (const { place, total, unmatched, future } of this.#entries.values()) {
      reportUnmatched(unmatched, total, place, ['email'], this.#diagnostics)
      if (future === 0) continue
      this.#diagnostics.report({
        kind: RECORD_PROBLEMS['MESSAGE-FUTUR'],
        place,
        field: null,
        seen: fr`${future} sur ${total}`,
        isSeenDescribed: true,
        expected: fr`des messages envoyés au plus tard le jour de l’examen`,
        mend: fr`rien, si « --as-of » est un jour passé ; sinon vérifiez l’horloge de la machine qui les a envoyés`,
      })
    }
  }

  async #readMessages(
    { name, file, bytes, settings }: SourceInput,
    kind: Exclude<Correspondence, 'calendar'>,
    people: PeopleIndex,
    actions: Action[],
    entry: EntryCount,
  ): Promise<ExportFile> {
    const parts = kind === 'mailbox' ? [...cutMailbox(bytes)] : [{ bytes, line: 1 }]
    const found = exportOf(
      name,
      file,
      bytes,
      parts.map(({ line }) => line),
    )
    const typeOf = subjectReader(settings)
    const end = endOfDayEverywhere(this.#options.until)
    for (const [row, part] of parts.entries()) {
      const message = await readOrNull(part.bytes, kind)
      if (message === null) {
        found.setAside++
        this.#say(
          'MESSAGE-ILLISIBLE',
          found,
          row,
          'un en-tête avec une adresse',
          fr`exportez de nouveau ce message, ou retirez-le`,
        )
        continue
      }
      const { sentAt } = message
      const momentOf = (enrolment: Enrolment) =>
        sentAt === null ? null : momentAt(sentAt, this.#options.zoneOf(enrolment.siteId))
      const addressed = people.findAddressed(
        message.from,
        message.to,
        (enrolment) => momentOf(enrolment)?.on ?? null,
      )
      if (sentAt !== null && sentAt > end) entry.future++
      const acts = addressed.cases.flatMap((about) =>
        actsOf(about, found, row, momentOf(about.enrolment), {
          type: typeOf(message.subject),
          channel: 'email',
          // The message is its own proof.
          evidence: [file],
        }),
      )
      if (acts.some(({ on }) => on === null)) {
        found.setAside++
        this.#say(
          'MESSAGE-SANS-DATE',
          found,
          row,
          fr`un en-tête « Date » avec son fuseau`,
          fr`exportez de nouveau ce message, ou inscrivez cet acte dans un tableau avec sa date`,
        )
      } else this.#count(addressed, found, row, acts.length)
      actions.push(...acts)
    }
    return found
  }

  async #readCalendar(
    { name, file, bytes }: SourceInput,
    people: PeopleIndex,
    actions: Action[],
  ): Promise<ExportFile> {
    const appointments = await readCalendar(bytes.toString('utf8'), this.#options.until)
    const found = exportOf(
      name,
      file,
      bytes,
      appointments.map(({ line }) => line),
    )
    for (const [row, appointment] of appointments.entries()) {
      if (!('starts' in appointment)) {
        found.setAside++
        this.#say(
          'RENDEZ-VOUS-ILLISIBLE',
          found,
          row,
          'un rendez-vous avec un début',
          fr`exportez de nouveau ce calendrier, ou retirez ce rendez-vous`,
        )
      } else if (appointment.isCancelled) found.skipped.filtered++
      else this.#readAppointment(appointment, found, row, people, actions)
    }
    return found
  }

  #readAppointment(
    { addresses, starts, hasOnlyFirst }: Appointment,
    found: ExportFile,
    row: number,
    people: PeopleIndex,
    actions: Action[],
  ): void {
    if (hasOnlyFirst) {
      this.#say(
        'RENDEZ-VOUS-SANS-FIN',
        found,
        row,
        fr`une répétition de 4 000 fois au plus`,
        fr`corrigez la répétition dans l’agenda ; rien, si ce rendez-vous ne concerne pas un apprenant`,
      )
    }
    const all: AddressedCases[] = []
    const acts = starts.flatMap((start) => {
      const momentOf = (enrolment: Enrolment) => civilMoment(start, this.#options.zoneOf(enrolment.siteId))
      const addressed = people.findAddressed([], addresses, (enrolment) => momentOf(enrolment)?.on ?? null)
      all.push(addressed)
      return addressed.cases.flatMap((about) =>
        actsOf(about, found, row, momentOf(about.enrolment), APPOINTMENT),
      )
    })
    const cases = all.flatMap((addressed) => addressed.cases)
    // Repeats are said once.
    const uncertain = all.find(({ candidates }) => candidates.length > 0)
    this.#count({ cases, candidates: uncertain?.candidates ?? [] }, found, row, acts.length)
    actions.push(...acts)
  }

  #count({ cases, candidates }: AddressedCases, found: ExportFile, row: number, records: number): void {
    const { joined } = found
    if (candidates.length > 0) {
      reportUncertain({ export: found, row }, 'email', { candidates }, this.#diagnostics)
    }
    found.recordCount += records
    if (cases.length > 0) joined.email = (joined.email ?? 0) + 1
    else if (candidates.length > 0) joined.uncertain++
    else joined.unmatched++
  }

  #entryOf({ file, place, settings, name }: SourceInput): EntryCount {
    const known = this.#entries.get(settings)
    if (known !== undefined) return known
    this.#reportIdleKeys(settings)
    const entry = { place: place ?? settingPlace(settings, [name, file]), total: 0, unmatched: 0, future: 0 }
    this.#entries.set(settings, entry)
    return entry
  }

  /** Keys that say how a table is read say nothing of messages. */
  #reportIdleKeys(settings: SourceSettings): void {
    const keys: readonly (readonly [key: string, isSet: boolean])[] = [
      ['correspondance', settings.headers.size + settings.composed.size > 0],
      ['valeurs', settings.values.size > 0],
      ['constantes', settings.constants.size > 0],
      ['garder', settings.kept.size > 0],
      ['ecarter', settings.dropped.size > 0],
      ['rapprocher', settings.joinBy.length > 0],
      ['grille', settings.isGrid],
      ['feuille', settings.sheet !== null],
    ]
    for (const [key, isSet] of keys) {
      if (!isSet) continue
      this.#diagnostics.report({
        kind: RECORD_PROBLEMS['CLES-CONTRADICTOIRES'],
        place: settingPlace(settings, [key]),
        field: key,
        seen: quoted(key),
        expected: fr`un tableau, ou des messages et des calendriers, que rien d’autre que « sujets » ne règle`,
        mend: fr`retirez cette clé, ou donnez aux tableaux une entrée à eux`,
      })
    }
  }

  #say(
    code: 'MESSAGE-ILLISIBLE' | 'MESSAGE-SANS-DATE' | 'RENDEZ-VOUS-ILLISIBLE' | 'RENDEZ-VOUS-SANS-FIN',
    { table }: ExportFile,
    row: number,
    expected: string,
    mend: string,
  ): void {
    this.#diagnostics.report({
      kind: RECORD_PROBLEMS[code],
      place: table.place(row, null),
      field: null,
      seen: null,
      expected,
      mend,
    })
  }
}

async function readOrNull(bytes: Buffer, kind: Correspondence): Promise<Message | null> {
  try {
    const message = await (kind === 'outlookMessage' ? readOutlookMessage(bytes) : readMessage(bytes))
    return message.from.length + message.to.length === 0 ? null : message
  } catch {
    // Whatever a library says of damaged bytes, what matters is that they cannot be read.
    return null
  }
}

/** The type of the act that a message is, by the first words of `sujets` that its subject holds. */
function subjectReader({ subjects }: SourceSettings): (subject: string) => ActionType {
  const types = [...subjects].map(([words, type]) => [textKey(words), type] as const)
  return (subject) => {
    if (types.length === 0) return 'relance'
    const key = textKey(subject)
    return types.find(([words]) => key.includes(words))?.[1] ?? 'relance'
  }
}

/** Made, not held: by no channel, and proved by no file of its own. */
const APPOINTMENT = { type: 'rendez_vous', channel: null, evidence: [] } as const

/** One act for each role. */
function actsOf(
  { enrolment, isSender, recipients }: Addressed,
  found: ExportFile,
  row: number,
  moment: Moment | null,
  form: Pick<Action, 'type' | 'channel' | 'evidence'>,
): readonly Action[] {
  const act: Action = {
    export: found,
    row,
    enrolmentId: enrolment.id,
    on: moment?.on ?? null,
    minute: moment?.minute ?? null,
    ...form,
    ...(isSender ? { type: 'echange' } : {}),
    recipient: isSender ? 'beneficiaire' : null,
    author: '',
    result: isSender ? 'joint' : null,
    comment: '',
    ticket: '',
  }
  return isSender ? [act] : recipients.map((recipient) => ({ ...act, recipient }))
}

function civilMoment(start: Start, zone: Zone): Moment | null {
  return 'civil' in start ? start.civil : momentAt(start.instant, zone)
}

/** Fields that messages and appointments give, from no column. */
const GIVEN = ['date', 'type', 'canal', 'destinataire', 'resultat', 'preuve']

function exportOf(
  name: SourceInput['name'],
  file: string,
  bytes: Buffer,
  lines: readonly number[],
): ExportFile {
  const place = (row: number): Place => ({
    file,
    locate: () => ({ file, line: lines[row] ?? 1, column: 1 }),
    // A line of a message is not to be shown.
    excerpt: () => null,
  })
  const table: Table = {
    file,
    sheet: null,
    part: '',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    encoding: null,
    delimiter: null,
    header: [],
    rowCount: lines.length,
    blankCount: 0,
    place,
    lineOf: (row) => lines[row] ?? 1,
  }
  return {
    name,
    table,
    columns: new Map(GIVEN.map((field) => [field, null])),
    setAside: 0,
    recordCount: 0,
    skipped: noneSkipped(),
    joined: noneJoined(['email']),
  }
}
