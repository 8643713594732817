// An oracle for the ledger: docs/conception.md read again, day after day, from the rows and the procedure as people write them.
// It is slow and shares no code with the program; both must give the same verdicts.
import type { PlainWorkspace } from '../judge.js'
import type { RawRow } from '../records-from.js'
import { type Calendar, daysBetween, dueOf, endOf, type Iso, isOuvre, plus, type When } from './days.js'

interface Duty {
  id: string
  genre?: string
  pour?: { types?: string[]; sites?: string[]; formations?: string[]; psh?: string; duree_min?: number }
  quand?: Record<string, string | number>
  avant?: { types: string[] }
  faire: { types?: string[]; destinataires?: string[]; canaux?: string[]; nombre?: number }
  delai?: string
  avant_le?: string
  preuve?: string
  ticket?: string
}

interface Version {
  version: string
  du: Iso
  au: Iso
  duties: Duty[]
}

/** A row of the past or the present with its date, as far as it can be read. */
interface Event extends When {
  readonly row: RawRow
  /** Order in the file. */
  readonly at: number
}

interface Act extends Event {
  readonly type: string
  readonly channel: string
  readonly recipient: string
  readonly result: string
  readonly proof: string
  readonly ticket: string
}

interface Found {
  readonly who: string
  readonly arisen: Iso | null
  readonly order: number
  readonly towards: number
  readonly line: string
}

const NEVER = '9999-12-31'
const EVER = '0000-01-01'

function text(row: RawRow, key: string): string {
  const value = row[key]
  return value === undefined || value === null ? '' : String(value)
}

function isReal(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && plus(day, 0) === day
}

function date(row: RawRow, key: string): Iso | null {
  const [day = ''] = text(row, key).split(' ')
  return isReal(day) ? day : null
}

/** Day and time of a cell, as far as they can be read. */
function moment(row: RawRow, key: string): When | null {
  const day = date(row, key)
  return day === null ? null : { day, time: text(row, key).split(' ')[1] ?? null }
}

function events(rows: readonly RawRow[] | undefined, key = 'date'): Event[] {
  return (rows ?? []).flatMap((row, at) => {
    const day = date(row, key)
    const time = text(row, key).split(' ')[1] ?? null
    return day === null ? [] : [{ row, at, day, time }]
  })
}

/** By day, then time (without a time at the end of the day), then file order. */
function inOrder<E extends When & { at: number }>(list: readonly E[]): E[] {
  const key = (event: E) => `${event.day} ${event.time ?? '24:00'}`
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.at - b.at))
}

/** « counts as after it; with times on both, an earlier one does not count ». */
function onOrAfter(act: When, event: When): boolean {
  if (act.day > event.day) return true
  if (act.day < event.day) return false
  return act.time === null || event.time === null || act.time >= event.time
}

export function judgeByHand(workspace: PlainWorkspace): string[] {
  const procedure = workspace.procedure as {
    versions?: { version: string; du?: Iso; au?: Iso; obligations: Duty[] }[]
    obligations?: Duty[]
    perimetre?: { duree_min_jours?: number; exclure_sous_traitance?: string }
    calendrier?: { report?: string; fermetures?: string[] }
  }
  const versions = versionsOf(procedure)
  const found: Found[] = []
  for (const learner of workspace.sources.apprenants ?? []) {
    found.push(...new Learner(workspace, procedure, versions, learner).judge())
  }
  const reports = workspace.sources.signalements ?? []
  for (const report of reports) found.push(...judgeReport(workspace, procedure, versions, report))
  const isReport = (one: Found) => reports.some((report) => text(report, 'id') === one.who)
  const rank = (one: Found) => (isReport(one) ? 1 : 0)
  return found
    .map((one, at) => ({ one, at }))
    .sort((x, y) => {
      const [a, b] = [x.one, y.one]
      if (rank(a) !== rank(b)) return rank(a) - rank(b)
      if (a.who !== b.who) return a.who < b.who ? -1 : 1
      const [first, second] = [a.arisen ?? NEVER, b.arisen ?? NEVER]
      if (first !== second) return first < second ? -1 : 1
      return a.order - b.order || a.towards - b.towards || x.at - y.at
    })
    .map(({ one }) => one.line)
}

function versionsOf(procedure: {
  versions?: { version: string; du?: Iso; au?: Iso; obligations: Duty[] }[]
  obligations?: Duty[]
}): Version[] {
  if (procedure.versions === undefined) {
    return [{ version: '', du: EVER, au: NEVER, duties: procedure.obligations ?? [] }]
  }
  const sorted = [...procedure.versions].sort((a, b) => ((a.du ?? EVER) < (b.du ?? EVER) ? -1 : 1))
  return sorted.map((version, index) => {
    const next = sorted[index + 1]?.du
    return {
      version: version.version,
      du: version.du ?? EVER,
      au: version.au ?? (next === undefined ? NEVER : plus(next, -1)),
      duties: version.obligations,
    }
  })
}

function line(
  who: string,
  duty: Duty,
  recipient: string | null,
  version: Version,
  status: string,
  arisen: Iso | null,
  due: When | null,
  done: Iso | null,
  evidence: string,
): string {
  return [
    who,
    recipient === null ? duty.id : `${duty.id}/${recipient}`,
    ...(version.version === '' ? [] : [`v${version.version}`]),
    status,
    arisen ?? '-',
    due === null ? '-' : due.time === null ? due.day : `${due.day}@${due.time}`,
    done ?? '-',
    ...(evidence === 'notRequired' ? [] : [evidence]),
  ].join(' ')
}

type ProcedureTree = {
  perimetre?: { duree_min_jours?: number; exclure_sous_traitance?: string }
  calendrier?: { report?: string; fermetures?: string[] }
}

interface Occurrence {
  readonly duty: Duty
  readonly day: Iso
  /** When it was discharged towards the last recipient, or null. */
  readonly discharged: When | null
  readonly by: readonly Act[]
}

class Learner {
  readonly id: string
  readonly statut: string
  readonly training: RawRow | undefined
  readonly calendar: Calendar
  readonly asOf: Iso
  /** Came by the as-of date. */
  readonly came: boolean
  readonly entry: Iso | null
  readonly exit: Iso | null
  readonly isGone: boolean
  readonly dropoutRows: RawRow[]
  /** Those of absences, then those of sign-in sheets. */
  readonly absenceRows: RawRow[]
  readonly absences: Event[]
  readonly exams: Event[]
  readonly presences: Event[]
  readonly activities: Event[]
  readonly acts: Act[]

  constructor(
    readonly workspace: PlainWorkspace,
    readonly procedure: ProcedureTree,
    readonly versions: Version[],
    readonly row: RawRow,
  ) {
    const { sources, asOf } = workspace
    const mine = (rows: readonly RawRow[] | undefined) =>
      (rows ?? []).filter((other) => text(other, 'dossier') === this.id)
    this.id = text(row, 'dossier')
    this.statut = text(row, 'statut')
    this.asOf = asOf
    const name = text(row, 'formation')
    this.training =
      (sources.formations ?? []).find((training) => text(training, 'code') === name) ??
      (sources.formations ?? []).find((training) => text(training, 'intitule') === name)
    const site = (workspace.sites ?? []).find(({ id }) => id === text(row, 'site'))
    const only = workspace.sites?.length === 1 && text(row, 'site') === '' ? workspace.sites[0] : undefined
    this.calendar = {
      zone: (site ?? only)?.zone ?? 'metropole',
      closures: procedure.calendrier?.fermetures ?? [],
      moves: procedure.calendrier?.report !== 'non',
    }
    this.dropoutRows = mine(sources.abandons)

    // The exit as written, then what of it exists at the as-of date.
    const declared = this.dropoutRows.flatMap((other) => date(other, 'date') ?? []).sort()[0] ?? null
    let exit = date(row, 'date_sortie')
    if (exit === null && this.statut === 'abandon') exit = declared
    if (exit === null && this.statut === 'rupture_contrat') exit = date(row, 'date_rupture')
    // Not declared yet: in progress, whatever the date of exit says.
    const isUndeclared = this.statut === 'abandon' && declared !== null && declared > asOf
    this.exit = !isUndeclared && exit !== null && exit <= asOf ? exit : null

    const says = [
      'en_cours',
      'termine',
      'force_majeure',
      'interruption_of',
      'exclusion',
      'rupture_contrat',
      'transfert',
    ]
    const written = text(row, 'date_entree')
    let entry = date(row, 'date_entree')
    if (entry === null && written === '' && says.includes(this.statut))
      entry = date(row, 'date_entree_prevue')
    let came: boolean
    if (this.statut === 'erreur') came = false
    else if (['annulation', 'non_presentation'].includes(this.statut)) {
      // Written later than the as-of date: not known yet.
      entry = date(row, 'date_entree')
      came = exit !== null && exit > asOf && entry !== null && entry <= asOf
    } else if (this.statut === 'inscrit') {
      entry = date(row, 'date_entree')
      came = entry !== null && entry <= asOf
    } else if (this.statut === 'abandon') {
      const neverEntered =
        written === '' || (entry !== null && exit !== null && exit < entry && !isUndeclared)
      came = !neverEntered && (entry === null || entry <= asOf)
    } else came = entry === null || entry <= asOf
    this.came = came
    this.entry = came ? entry : null
    const exitIsToCome = isUndeclared || (exit !== null && exit > asOf)
    this.isGone = this.exit !== null || (!['en_cours', 'inscrit'].includes(this.statut) && !exitIsToCome)

    const past = <E extends When>(list: E[]) => list.filter(({ day }) => day <= asOf)
    const signIns = mine(sources.emargements)
    const after = (list: Event[]) => list.map((event) => ({ ...event, at: event.at + 500_000 }))
    this.absenceRows = [
      ...mine(sources.absences),
      ...signIns
        .filter((other) => ['absent', 'absent_justifie', 'en_attente'].includes(text(other, 'etat')))
        .map((other) => ({ ...other, justifiee: text(other, 'etat') === 'absent_justifie' ? 'oui' : 'non' })),
    ]
    this.absences = inOrder(past(events(this.absenceRows)))
    const there = signIns.filter((other) =>
      ['present', 'retard', 'depart_anticipe'].includes(text(other, 'etat')),
    )
    this.presences = inOrder(past([...events(mine(sources.presences)), ...after(events(there))]))
    this.exams = events(mine(sources.certifications))
    this.activities = inOrder(past(events(mine(sources.activites))))
    const logged = events(mine(sources.relances)).map((event): Act => {
      const { row: other } = event
      return {
        ...event,
        type: text(other, 'type') || 'relance',
        channel: text(other, 'canal'),
        recipient: text(other, 'destinataire'),
        result: text(other, 'resultat'),
        proof: text(other, 'preuve'),
        ticket: text(other, 'ticket'),
      }
    })
    const taken = (key: string, type: string, proof: (other: RawRow) => string) =>
      events(this.dropoutRows, key).map(
        (event): Act => ({
          ...event,
          at: event.at + 1_000_000,
          type,
          channel: '',
          recipient: '',
          result: '',
          proof: proof(event.row),
          ticket: '',
        }),
      )
    this.acts = inOrder(
      past([
        ...logged,
        ...taken('date_decision', 'decision', () => ''),
        ...taken('date_attestation', 'attestation', (other) => text(other, 'attestation')),
      ]),
    )
  }

  isOutOfScope(): boolean {
    const days = this.training === undefined ? '' : text(this.training, 'jours')
    if (days !== '' && Number(days) <= (this.procedure.perimetre?.duree_min_jours ?? 2)) return true
    const isSubcontracted = this.training !== undefined && text(this.training, 'sous_traitance') === 'oui'
    if (isSubcontracted && this.procedure.perimetre?.exclure_sous_traitance !== 'non') return true
    const from = this.entry ?? date(this.row, 'date_entree_prevue') ?? date(this.row, 'date_entree') ?? EVER
    const to = this.exit ?? date(this.row, 'date_fin_prevue') ?? NEVER
    if (from > this.workspace.period.to || to < this.workspace.period.from) return true
    return this.statut === 'erreur'
  }

  isConcerned(duty: Duty): boolean {
    const { types, sites, formations, psh, duree_min: more } = duty.pour ?? {}
    const { training } = this
    if (types !== undefined && (training === undefined || !types.includes(text(training, 'type'))))
      return false
    if (sites !== undefined && !sites.includes(text(this.row, 'site'))) return false
    if (formations !== undefined) {
      const names =
        training === undefined
          ? [text(this.row, 'formation')]
          : [text(training, 'code'), text(training, 'intitule')]
      if (!formations.some((formation) => names.includes(formation))) return false
    }
    if (psh === 'oui' && text(this.row, 'psh') !== 'oui') return false
    if (psh === 'non' && text(this.row, 'psh') === 'oui') return false
    if (more !== undefined) {
      const days = training === undefined ? '' : text(training, 'jours')
      if (days === '' || !(Number(days) > more)) return false
    }
    return true
  }

  /** No column says whether the learner has one. */
  isNobodyKnown(recipient: string): boolean {
    const isOptional = ['entreprise', 'prescripteur', 'financeur'].includes(recipient)
    return isOptional && !(this.workspace.sources.apprenants ?? []).some((row) => recipient in row)
  }

  recipients(duty: Duty): (string | null)[] {
    const { destinataires } = duty.faire
    if (destinataires === undefined) return [null]
    return destinataires.filter((recipient) => {
      const isNamed = text(this.row, recipient) !== ''
      if (['entreprise', 'prescripteur', 'financeur'].includes(recipient))
        return isNamed || this.isNobodyKnown(recipient)
      if (['tuteur', 'responsable_legal'].includes(recipient)) return isNamed
      return true
    })
  }

  matching(duty: Duty, recipient: string | null): Act[] {
    const { types, canaux } = duty.faire
    return this.acts.filter(
      (act) =>
        (types === undefined || types.includes(act.type)) &&
        (canaux === undefined || canaux.includes(act.channel)) &&
        (recipient === null || act.recipient === recipient),
    )
  }

  evidence(duty: Duty, act: Act | undefined): string {
    if (act === undefined) return 'notRequired'
    const proof = act.proof !== '' && (this.workspace.proofs ?? []).includes(act.proof)
    const ticket = act.ticket !== ''
    if (duty.preuve === 'exigee' && !proof) return 'absent'
    if (duty.ticket === 'exigee' && !ticket) return 'absent'
    if ((duty.preuve === 'exigee' || duty.preuve === 'conseillee') && proof) return 'present'
    if ((duty.ticket === 'exigee' || duty.ticket === 'conseillee') && ticket) return 'present'
    return 'notRequired'
  }

  readonly found: Found[] = []
  /** Responses without an act, and acts that came before what a precedence wanted first. */
  readonly unanswered = new Map<
    Found,
    { duty: Duty; recipient: string | null; when: When; after: readonly Act[] }
  >()
  readonly tooEarly: { act: Act; first: Duty; towards: string | null }[] = []
  readonly occurrences: Occurrence[] = []
  /** Last day of absence that fired, by obligation. */
  readonly fired = new Map<string, Iso>()
  /** Gaps that have fired: « obligation, kind, where the gap begins ». */
  readonly gaps = new Set<string>()

  isListed(day: Iso): boolean {
    const { from, to } = this.workspace.period
    if (day < from || day > to) return false
    const successor = text(this.row, 'remplace_par')
    const isReplaced =
      successor !== '' &&
      successor !== this.id &&
      (this.workspace.sources.apprenants ?? []).some((other) => text(other, 'dossier') === successor)
    return !(isReplaced && this.exit !== null && day > this.exit)
  }

  judge(): Found[] {
    if (this.isOutOfScope()) return []
    if (!this.came && this.statut !== 'abandon') return []
    for (const [day, version] of this.daysInForce()) {
      const waiting = [...version.duties]
      const done = new Set<string>()
      // A chain may advance several steps on one day: parents before their children.
      while (waiting.length > 0) {
        const ready = waiting.findIndex((duty) => {
          const parent = duty.quand?.apres
          return (
            parent === undefined ||
            done.has(String(parent)) ||
            !version.duties.some(({ id }) => id === parent)
          )
        })
        const [duty] = waiting.splice(ready, 1)
        if (duty === undefined) break
        if (this.isConcerned(duty)) this.onDay(duty, version, day)
        done.add(duty.id)
      }
    }
    this.undated()
    return this.found.filter((one) => !this.isSaidByPrecedence(one))
  }

  /** The act was there, too early, and a precedence says so: asking for it again would say one fact twice. */
  isSaidByPrecedence(one: Found): boolean {
    const open = this.unanswered.get(one)
    if (open === undefined) return false
    return this.tooEarly.some(
      ({ act, first, towards }) =>
        open.after.some((late) => this.matching(first, towards).includes(late)) &&
        this.matching(open.duty, open.recipient).includes(act) &&
        !onOrAfter(act, open.when),
    )
  }

  /** Every day from the first that matters to the as-of date, with the version in force. */
  *daysInForce(): Generator<[Iso, Version]> {
    const days = [
      ...this.acts.map(({ day }) => day),
      ...this.absences.map(({ day }) => day),
      ...this.presences.map(({ day }) => day),
      ...this.exams.map(({ day }) => day),
      ...this.dropoutRows.flatMap((row) => date(row, 'date') ?? []),
      ...['date_entree', 'date_entree_prevue', 'date_sortie', 'date_rupture'].flatMap(
        (key) => date(this.row, key) ?? [],
      ),
    ].sort()
    let day = days[0]
    while (day !== undefined && day <= this.asOf) {
      const today = day
      const version = this.versions.find(({ du, au }) => du <= today && today <= au)
      if (version !== undefined) yield [day, version]
      day = plus(day, 1)
    }
  }

  onDay(duty: Duty, version: Version, day: Iso): void {
    const { genre = 'reponse' } = duty
    if (genre === 'reponse' || genre === 'suite') {
      if (duty.delai === 'à fixer') return
      const kind = Object.keys(duty.quand ?? {})[0] ?? ''
      const only = this.came || kind === 'abandon' || kind === 'apres'
      if (!only) return
      for (const firing of this.firings(duty, day)) this.response(duty, version, firing)
    } else if (this.came && (genre === 'precedence' || genre === 'prealable')) {
      this.precedence(duty, version, day)
    } else if (this.came && this.entry === day) {
      this.existence(duty, version, day)
    }
  }

  /** What fires on a day: when, and which acts cannot answer. */
  firings(duty: Duty, day: Iso): { when: When; spent: readonly Act[] }[] {
    const quand = duty.quand ?? {}
    const plain = (when: When) => [{ when, spent: [] }]
    if ('absence' in quand) {
      const when = this.absenceOn(duty, day)
      return when === null ? [] : plain(when)
    }
    if ('retard' in quand) return this.latenessOn(duty, day).flatMap(plain)
    if ('assiduite' in quand) return this.fallsOn(duty, day) ? plain({ day, time: null }) : []
    if ('certification' in quand) {
      const failed = this.exams.filter((exam) => exam.day === day && text(exam.row, 'resultat') === 'échec')
      return failed.flatMap(() => plain({ day, time: null }))
    }
    if ('sans_reponse' in quand) return this.silenceOn(duty, day).flatMap(plain)
    if ('inactivite' in quand) return this.inactivityOn(duty, day).flatMap(plain)
    const ifToday = (when: When | '?' | null) =>
      when !== null && when !== '?' && when.day === day ? plain(when) : []
    if ('abandon' in quand) return ifToday(this.dropout())
    if ('rupture_contrat' in quand) return ifToday(this.termination())
    const entered =
      this.entry === null ? null : (moment(this.row, 'date_entree') ?? { day: this.entry, time: null })
    if ('entree' in quand) return ifToday(entered)
    if ('psh' in quand) return text(this.row, 'psh') === 'oui' ? ifToday(entered) : []
    if ('apres' in quand) {
      const parents = this.occurrences.filter(
        ({ duty: parent, discharged }) => parent.id === quand.apres && discharged?.day === day,
      )
      const [earliest] = inOrder(parents.map(({ discharged }, at) => ({ ...(discharged as When), at })))
      return earliest === undefined ? [] : [{ when: earliest, spent: parents.flatMap(({ by }) => by) }]
    }
    return []
  }

  /** The day counts, and with the days since the last firing the number is reached. */
  absenceOn(duty: Duty, day: Iso): When | null {
    const quand = duty.quand ?? {}
    const which = quand.absence
    const wanted = Number(quand.nombre ?? 1)
    const rowsOf = (on: Iso) => this.absences.filter((absence) => absence.day === on)
    const isUnjustified = (absence: Event) => text(absence.row, 'justifiee') !== 'oui'
    const counts = (on: Iso) =>
      (this.entry === null || on >= this.entry) &&
      (this.exit === null || on <= this.exit) &&
      (which === 'toute' ? rowsOf(on).length > 0 : rowsOf(on).some(isUnjustified))
    if (!counts(day) || !this.canCount(duty)) return null
    const since = this.fired.get(duty.id) ?? EVER
    const days = [...new Set(this.absences.map((absence) => absence.day))]
      .filter((on) => on > since && on <= day && counts(on))
      .sort()
    const width = quand.fenetre === undefined ? null : Number.parseInt(String(quand.fenetre), 10)
    const rows = (on: Iso) => rowsOf(on).filter((absence) => which === 'toute' || isUnjustified(absence))
    if ('unite' in quand && quand.unite !== 'jours') {
      const seen = days.filter((on) => width === null || daysBetween(on, day) <= width)
      const sum = seen.reduce((total, on) => total + this.worth(rows(on), String(quand.unite)), 0)
      if (sum < wanted) return null
    }
    const last = 'unite' in quand && quand.unite !== 'jours' ? [day] : days.slice(-wanted)
    if (last.length < wanted && last[0] !== day) return null
    if (last.length < wanted && (quand.unite === undefined || quand.unite === 'jours')) return null
    if (quand.consecutives === 'oui') {
      for (let index = 1; index < last.length; index++) {
        if (!this.areSuccessive(last[index - 1] as Iso, last[index] as Iso)) return null
      }
    }
    if (width !== null && daysBetween(last[0] as Iso, day) > width) return null
    this.fired.set(duty.id, day)
    const times = rowsOf(day)
      .filter((absence) => which === 'toute' || isUnjustified(absence))
      .flatMap(({ time }) => time ?? [])
      .sort()
    return { day, time: times[0] ?? null }
  }

  /** Half-days or hours that the rows of one day tell, those of two files not added up. */
  worth(rows: readonly { row: RawRow }[], unit: string): number {
    if (unit === 'heures') {
      const sums = [false, true].map((isSignIn) =>
        rows
          .filter(({ row }) => 'etat' in row === isSignIn)
          .reduce((sum, { row }) => sum + Number(text(row, 'heures') || 0), 0),
      )
      return Math.max(...sums)
    }
    const parts = new Set(rows.map(({ row }) => text(row, 'periode') || 'journee'))
    return ['matin', 'apres-midi'].filter((half) => parts.has(half) || parts.has('journee')).length
  }

  /** Hours are counted where some file has them. */
  canCount(duty: Duty): boolean {
    if (duty.quand?.unite !== 'heures') return true
    const { absences = [], emargements = [] } = this.workspace.sources
    return [...absences, ...emargements].some((row) => 'heures' in row)
  }

  isThere(day: Iso): boolean {
    return (this.entry === null || day >= this.entry) && (this.exit === null || day <= this.exit)
  }

  readonly lateFired = new Map<string, number>()

  latenessOn(duty: Duty, today: Iso): When[] {
    if (this.workspace.sources.emargements === undefined) return []
    const key = (event: Event) => `${event.day} ${event.time} ${text(event.row, 'periode') || 'journee'}`
    const late = this.presences.filter(
      (event, at, all) =>
        text(event.row, 'etat') === 'retard' &&
        this.isThere(event.day) &&
        all.findIndex((other) => text(other.row, 'etat') === 'retard' && key(other) === key(event)) === at,
    )
    const wanted = Number(duty.quand?.nombre ?? 1)
    const width = duty.quand?.fenetre === undefined ? 1e6 : Number.parseInt(String(duty.quand.fenetre), 10)
    return late.flatMap((event, at) => {
      if (event.day !== today) return []
      const since = this.lateFired.get(duty.id) ?? -1
      const counted = late.slice(since + 1, at + 1).filter(({ day }) => daysBetween(day, today) <= width)
      if (counted.length < wanted) return []
      this.lateFired.set(duty.id, at)
      return [{ day: today, time: event.time }]
    })
  }

  /** Under the share at the end of the day, and not at the end of the last day with a session. */
  fallsOn(duty: Duty, today: Iso): boolean {
    const { sources } = this.workspace
    const hasBoth =
      sources.emargements !== undefined || (sources.presences !== undefined && sources.absences !== undefined)
    if (!hasBoth) return false
    const days = [...new Set([...this.presences, ...this.absences].map(({ day }) => day))]
      .filter((day) => this.isThere(day))
      .sort()
    const at = days.indexOf(today)
    const isUnder = (upTo: number) => {
      let there = 0
      let known = 0
      for (const day of days.slice(0, upTo + 1)) {
        for (const half of ['matin', 'apres-midi']) {
          const said = this.saidOf(day, half)
          if (said !== null) known++
          if (said === true) there++
        }
      }
      const percent = Number(String(duty.quand?.assiduite).replace(',', '.').replace('%', ''))
      return known >= Number(duty.quand?.sur) && there * 1000 < Math.round(percent * 10) * known
    }
    return at >= 0 && isUnder(at) && (at === 0 || !isUnder(at - 1))
  }

  saidOf(day: Iso, half: string): boolean | null {
    for (const part of [half, 'journee']) {
      const tells = (event: Event) => event.day === day && (text(event.row, 'periode') || 'journee') === part
      if (this.presences.some(tells)) return true
      if (this.absences.some(tells)) return false
    }
    return null
  }

  areSuccessive(first: Iso, second: Iso): boolean {
    for (let day = plus(first, 1); day < second; day = plus(day, 1)) {
      const { presences, emargements } = this.workspace.sources
      if (presences === undefined && emargements === undefined) {
        if (isOuvre(day, this.calendar)) return false
      } else if ([...this.presences, ...this.absences].some((session) => session.day === day)) return false
    }
    return true
  }

  /** Relaunches whose silence ends on that day. */
  silenceOn(duty: Duty, today: Iso): When[] {
    const relaunches = this.acts.filter(
      ({ type, recipient, result }) =>
        type === 'relance' && recipient === 'beneficiaire' && result !== 'joint',
    )
    return relaunches.flatMap((relaunch, index) => {
      const end = endOf(String(duty.quand?.sans_reponse), relaunch, this.calendar)
      const gap = `${duty.id} silence ${index}`
      if (end.day !== today || this.gaps.has(gap)) return []
      const restarts = relaunches.slice(index + 1).some(({ day }) => day <= end.day)
      const answers = this.acts.filter(
        ({ recipient, result }) => recipient === 'beneficiaire' && result === 'joint',
      )
      const isOver = [...answers, ...this.presences].some(
        (answer) => onOrAfter(answer, relaunch) && answer.day <= end.day,
      )
      if (restarts || isOver) return []
      this.gaps.add(gap)
      return [relaunch.time === null ? { day: end.day, time: null } : end]
    })
  }

  /** Gaps of activity whose delay ends on that day. */
  inactivityOn(duty: Duty, today: Iso): When[] {
    const { entry } = this
    if (entry === null || this.workspace.sources.activites === undefined) return []
    const until = this.exit ?? date(this.row, 'date_fin_prevue') ?? NEVER
    const starts: When[] = [
      { day: entry, time: null },
      ...this.activities.filter((activity) => activity.day >= entry),
    ]
    return starts.flatMap((start, index) => {
      const end = endOf(String(duty.quand?.inactivite), start, this.calendar)
      const gap = `${duty.id} inactivity ${index}`
      if (end.day !== today || end.day > until || this.gaps.has(gap)) return []
      if (starts.slice(index + 1).some(({ day }) => day <= end.day)) return []
      this.gaps.add(gap)
      return [start.time === null ? { day: end.day, time: null } : end]
    })
  }

  /** When the dropout fires; null: not (yet); « ? »: on no usable day. */
  dropout(): When | '?' | null {
    if (this.statut !== 'abandon') return null
    const [declared] = inOrder(events(this.dropoutRows))
    const when = this.dropoutRows.length > 0 ? (declared ?? '?') : (moment(this.row, 'date_sortie') ?? '?')
    return when !== '?' && when.day > this.asOf ? null : when
  }

  termination(): When | '?' | null {
    const broken = text(this.row, 'date_rupture') === '' ? null : (moment(this.row, 'date_rupture') ?? '?')
    const left = this.statut === 'rupture_contrat' ? (moment(this.row, 'date_sortie') ?? '?') : null
    const when = broken ?? left
    return when !== null && when !== '?' && when.day > this.asOf ? null : when
  }

  response(duty: Duty, version: Version, { when, spent }: { when: When; spent: readonly Act[] }): void {
    const due = dueOf(duty.delai ?? '', when, this.calendar)
    const by: Act[] = []
    const recipients = this.recipients(duty)
    for (const [towards, recipient] of recipients.entries()) {
      const act = this.matching(duty, recipient).find(
        (candidate) => onOrAfter(candidate, when) && !spent.includes(candidate),
      )
      if (act !== undefined) by.push(act)
      const isInTime =
        act !== undefined &&
        (act.day < due.day ||
          (act.day === due.day && (due.time === null || act.time === null || act.time <= due.time)))
      const status =
        act !== undefined ? (isInTime ? 'met' : 'late') : this.asOf <= due.day ? 'pending' : 'missing'
      const added = this.add(duty, version, recipient, towards, status, when.day, due, act)
      if (added !== null && act === undefined)
        this.unanswered.set(added, { duty, recipient, when, after: spent })
    }
    const isDischarged = recipients.length > 0 && by.length === recipients.length
    const discharged = isDischarged ? (inOrder(by).at(-1) as Act) : null
    this.occurrences.push({ duty, day: when.day, discharged, by })
  }

  precedence(duty: Duty, version: Version, day: Iso): void {
    const guarded = this.acts.filter((act) => act.day === day && (duty.avant?.types ?? []).includes(act.type))
    for (const guard of guarded) {
      for (const [towards, recipient] of this.recipients(duty).entries()) {
        const before = this.matching(duty, recipient).filter((act) => {
          if (act === guard || act.day > guard.day) return false
          return act.day < guard.day || act.time === null || guard.time === null || act.time <= guard.time
        })
        const act = before.length >= (duty.faire.nombre ?? 1) ? before.at(-1) : undefined
        const status = act === undefined ? 'missing' : 'met'
        const added = this.add(duty, version, recipient, towards, status, day, { day, time: null }, act)
        const isUnknown = recipient !== null && this.isNobodyKnown(recipient)
        if (added !== null && act === undefined && !isUnknown)
          this.tooEarly.push({ act: guard, first: duty, towards: recipient })
      }
    }
  }

  existence(duty: Duty, version: Version, entry: Iso): void {
    const end = date(this.row, 'date_fin_prevue')
    const exams = events(this.workspace.sources.certifications).filter(
      ({ row }) => text(row, 'dossier') === this.id,
    )
    let due: Iso | null = null
    if (duty.avant_le === 'entree') due = entry
    if (duty.avant_le === 'fin') due = end
    if (duty.avant_le === 'mi_parcours' && end !== null)
      due = plus(entry, Math.floor(daysBetween(entry, end) / 2))
    if (duty.avant_le === 'examen') {
      if (this.workspace.sources.certifications === undefined) return
      due = exams.map(({ day }) => day).sort()[0] ?? null
      if (due === null && this.isGone) return
    }
    if (due !== null && this.exit !== null && this.exit < due) return
    for (const [towards, recipient] of this.recipients(duty).entries()) {
      if (due === null) {
        this.add(duty, version, recipient, towards, 'undetermined', entry, null, undefined)
        continue
      }
      const act = this.matching(duty, recipient)[(duty.faire.nombre ?? 1) - 1]
      const status =
        act !== undefined ? (act.day <= due ? 'met' : 'late') : this.asOf <= due ? 'pending' : 'missing'
      this.add(duty, version, recipient, towards, status, entry, { day: due, time: null }, act)
    }
  }

  /** What has no usable date, judged by the last version. */
  undated(): void {
    const version = this.versions.at(-1)
    for (const duty of version?.duties ?? []) {
      if (version === undefined || !this.isConcerned(duty) || duty.delai === 'à fixer') continue
      const quand = duty.quand ?? {}
      const isUnknownEntry = this.came && this.entry === null
      let times = 0
      if ('abandon' in quand && this.dropout() === '?') times = 1
      if ('rupture_contrat' in quand && this.came && this.termination() === '?') times = 1
      if ('entree' in quand && isUnknownEntry) times = 1
      if ('psh' in quand && isUnknownEntry && text(this.row, 'psh') === 'oui') times = 1
      if (duty.genre === 'existence' && isUnknownEntry && !this.isSparedUndated(duty)) times = 1
      if ('absence' in quand && this.came && this.canCount(duty)) {
        const unit = String(quand.unite ?? 'jours')
        times = this.absenceRows.filter(
          (row) =>
            date(row, 'date') === null &&
            (quand.absence === 'toute' || text(row, 'justifiee') !== 'oui') &&
            (unit === 'jours' ? 1 : this.worth([{ row }], unit)) >= Number(quand.nombre ?? 1),
        ).length
      }
      if ('certification' in quand && this.came) {
        times = (this.workspace.sources.certifications ?? []).filter(
          (row) =>
            text(row, 'dossier') === this.id &&
            date(row, 'date') === null &&
            text(row, 'resultat') === 'échec',
        ).length
      }
      for (let time = 0; time < times; time++) {
        for (const [towards, recipient] of this.recipients(duty).entries()) {
          this.add(duty, version, recipient, towards, 'undetermined', null, null, undefined)
        }
      }
    }
  }

  /** Of an existence whose entry nobody knows, no verdict for those who left before its limit. */
  isSparedUndated(duty: Duty): boolean {
    const exams = events(this.workspace.sources.certifications).filter(
      ({ row }) => text(row, 'dossier') === this.id,
    )
    if (duty.avant_le === 'examen' && this.workspace.sources.certifications === undefined) return true
    const due =
      duty.avant_le === 'fin'
        ? date(this.row, 'date_fin_prevue')
        : duty.avant_le === 'examen'
          ? (exams.map(({ day }) => day).sort()[0] ?? null)
          : null
    if (due !== null) return this.exit !== null && this.exit < due
    return duty.avant_le === 'examen' && this.isGone
  }

  add(
    duty: Duty,
    version: Version,
    recipient: string | null,
    towards: number,
    status: string,
    arisen: Iso | null,
    due: When | null,
    act: Act | undefined,
  ): Found | null {
    if (arisen !== null && !this.isListed(arisen)) return null
    const evidence = this.evidence(duty, act)
    if (act === undefined && recipient !== null && this.isNobodyKnown(recipient)) status = 'undetermined'
    const added = {
      who: this.id,
      arisen,
      order: version.duties.indexOf(duty),
      towards,
      line: line(this.id, duty, recipient, version, status, arisen, due, act?.day ?? null, evidence),
    }
    this.found.push(added)
    return added
  }
}

function judgeReport(
  workspace: PlainWorkspace,
  procedure: ProcedureTree,
  versions: Version[],
  row: RawRow,
): Found[] {
  const who = text(row, 'id')
  const calendar: Calendar = {
    zone: 'metropole',
    closures: procedure.calendrier?.fermetures ?? [],
    moves: procedure.calendrier?.report !== 'non',
  }
  const [received] = events([row])
  const version =
    received === undefined
      ? versions.at(-1)
      : versions.find(({ du, au }) => du <= received.day && received.day <= au)
  return (version?.duties ?? []).flatMap((duty, order): Found[] => {
    if (version === undefined || duty.quand?.signalement === undefined || duty.delai === 'à fixer') return []
    if (received === undefined) {
      return [
        {
          who,
          arisen: null,
          order,
          towards: 0,
          line: line(who, duty, null, version, 'undetermined', null, null, null, 'notRequired'),
        },
      ]
    }
    const { from, to } = workspace.period
    if (received.day > workspace.asOf || received.day < from || received.day > to) return []
    const due = dueOf(duty.delai ?? '', received, calendar)
    const answers = inOrder([
      ...((duty.faire.types ?? []).includes('accuse') ? events([row], 'date_accuse') : []),
      ...((duty.faire.types ?? []).includes('reponse') ? events([row], 'date_reponse') : []),
    ]).filter((answer) => answer.day <= workspace.asOf && onOrAfter(answer, received))
    const [done] = answers
    const isInTime =
      done !== undefined &&
      (done.day < due.day ||
        (done.day === due.day && (due.time === null || done.time === null || done.time <= due.time)))
    const status =
      done !== undefined ? (isInTime ? 'met' : 'late') : workspace.asOf <= due.day ? 'pending' : 'missing'
    return [
      {
        who,
        arisen: received.day,
        order,
        towards: 0,
        line: line(who, duty, null, version, status, received.day, due, done?.day ?? null, 'notRequired'),
      },
    ]
  })
}
