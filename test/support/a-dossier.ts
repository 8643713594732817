// A workspace in memory, told as a story: `aDossier().learner('A-1').absent('A-1', '2025-10-06')`.
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import type { Zone } from '../../src/kernel/holidays.js'
import { type LocalDate, parseIsoDate } from '../../src/kernel/local-date.js'
import { calendarFor, type DayInterval } from '../../src/kernel/working-calendar.js'
import type { SourceName } from '../../src/records/export-file.js'
import type { Records } from '../../src/records/records.js'
import { buildRegister } from '../../src/register/build-register.js'
import type { Register } from '../../src/register/register.js'
import { type RawRow, type RawSources, recordsFrom } from './records-from.js'

export interface DossierOptions {
  readonly asOf?: string
  /** Default: long before and long after everything. */
  readonly period?: { readonly from: string; readonly to: string }
  readonly sites?: readonly { readonly id: string; readonly zone: Zone }[]
  readonly closures?: readonly DayInterval[]
  readonly scope?: { readonly moreThanDays: number; readonly excludesSubcontracted: boolean }
}

export function day(text: string): LocalDate {
  const date = parseIsoDate(text)
  if (date === null) throw new Error(`« ${text} » is no day`)
  return date
}

/** One long training « L » and no learner; every method adds rows and returns the same dossier. */
export function aDossier(): ADossier {
  return new ADossier()
}

export class ADossier {
  readonly #rows = new Map<SourceName, RawRow[]>()

  constructor() {
    this.source('apprenants').source('relances')
    this.row('formations', { code: 'L', intitule: 'Longue', type: 'longue', jours: 30 })
  }

  /** Names a source, even without rows. */
  source(name: SourceName): this {
    if (!this.#rows.has(name)) this.#rows.set(name, [])
    return this
  }

  /** Takes a source out of the workspace. */
  without(name: SourceName): this {
    this.#rows.delete(name)
    return this
  }

  row(name: SourceName, row: RawRow): this {
    this.source(name)
    this.#rows.get(name)?.push(row)
    return this
  }

  /** In training « L » from 2025-09-01 to 2026-06-30, unless said otherwise. */
  learner(id: string, more: RawRow = {}): this {
    return this.row('apprenants', {
      dossier: id,
      nom: 'Exemple',
      prenom: id,
      formation: 'L',
      date_entree: '2025-09-01',
      date_fin_prevue: '2026-06-30',
      statut: 'en_cours',
      ...more,
    })
  }

  training(code: string, more: RawRow = {}): this {
    return this.row('formations', { code, intitule: code, type: 'longue', jours: 30, ...more })
  }

  absent(id: string, date: string, more: RawRow = {}): this {
    return this.row('absences', { dossier: id, date, justifiee: 'non', ...more })
  }

  present(id: string, date: string, more: RawRow = {}): this {
    return this.row('presences', { dossier: id, date, ...more })
  }

  /** A relaunch by telephone to the learner, unless said otherwise. */
  acted(id: string, date: string, more: RawRow = {}): this {
    return this.row('relances', {
      dossier: id,
      date,
      type: 'relance',
      canal: 'telephone',
      destinataire: 'beneficiaire',
      ...more,
    })
  }

  droppedOut(id: string, date: string, more: RawRow = {}): this {
    return this.row('abandons', { dossier: id, date, ...more })
  }

  get sources(): RawSources {
    return Object.fromEntries(this.#rows)
  }

  records(): Records {
    return recordsFrom(this.sources)
  }

  /** The register at a date, and what was found wrong on the way. */
  register(options: DossierOptions = {}): { register: Register; diagnostics: Diagnostics } {
    return registerFrom(this.records(), options)
  }
}

export function registerFrom(
  records: Records,
  options: DossierOptions = {},
): { register: Register; diagnostics: Diagnostics } {
  const diagnostics = new Diagnostics()
  const closures = options.closures ?? []
  const register = buildRegister(
    records,
    {
      asOf: day(options.asOf ?? '2026-11-30'),
      period: {
        from: day(options.period?.from ?? '2000-01-01'),
        to: day(options.period?.to ?? '2100-12-31'),
      },
      sites: (options.sites ?? []).map(({ id, zone }) => ({
        id,
        name: id,
        calendar: calendarFor(zone, undefined, closures),
      })),
      ordinaryCalendar: calendarFor('metropole', undefined, closures),
      measures: [],
      scope: options.scope ?? { moreThanDays: 2, excludesSubcontracted: true },
    },
    diagnostics,
  )
  return { register, diagnostics }
}
