// The procedure file, with the shipped procedures it extends: dated versions of obligations. May not read the disk.

import { Diagnostics } from '../kernel/diagnostic.js'
import { formatDate, fr, listed, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { DayInterval } from '../kernel/working-calendar.js'
import { parseWrittenDay, parseWrittenDays } from '../kernel/written-day.js'
import { DEFAULT_SCOPE } from '../register/out-of-scope.js'
import { readShape } from '../source/shape.js'
import { type LocatedYaml, parseYaml, type YamlPath } from '../source/yaml.js'
import { checkChains } from './check-chains.js'
import { type ObligationEntry, ProcedureReport, placeIn, seenIn } from './obligation-entry.js'
import { type DatedVersion, orderVersions } from './order-versions.js'
import { PROCEDURE_PROBLEMS } from './problems.js'
import type { Obligation, Procedure, ProcedureVersion, ShippedSource } from './procedure.js'
import { PROCEDURE_SCHEMA, type WrittenObligation, type WrittenProcedure } from './procedure-schema.js'
import { readObligation } from './read-obligation.js'

/** The procedures shipped with the program; app/ reads them from `templates/procedures/`. */
export interface ShippedProcedures {
  /** Names that `etend` may hold. */
  readonly names: readonly string[]
  /** The bytes of `templates/procedures/<name>.yaml`; asked only for a name of the list. */
  read(name: string): Buffer
}

/** What the rest of the workspace says that a procedure may refer to. */
export interface ProcedureSurroundings {
  /** Ids of the sites of `i12.yaml`; empty or absent where none is named. */
  readonly siteIds?: readonly string[]
}

/** Obligations by id, in order; a replacement keeps the place of what it replaces. */
type Entries = ReadonlyMap<string, ObligationEntry>

interface Base {
  readonly written: WrittenProcedure
  readonly source: ShippedSource
  readonly entries: Entries
}

/**
 * Reads a procedure file. Everything found wrong is reported at its exact key.
 * @returns null when the procedure must be mended first (exit code 2). An obligation whose delay is « à fixer » is
 * kept, with one DELAI-A-FIXER error that names it.
 */
export function readProcedure(
  yaml: LocatedYaml,
  shipped: ShippedProcedures,
  diagnostics: Diagnostics,
  surroundings: ProcedureSurroundings = {},
): Procedure | null {
  const written = readShape(PROCEDURE_SCHEMA, yaml, diagnostics)
  if (written === null) return null
  const report = new ProcedureReport(diagnostics)
  const reading = new Reading(yaml, report)
  const bases = reading.bases(written, shipped)
  const versions = reading.versions(written, new Map(bases.flatMap(({ entries }) => [...entries])))
  const closures = reading.closures(written)
  reading.checkSites(surroundings.siteIds ?? [])
  if (!report.isUsable) return null
  reading.askForDelays()

  const scopes = [...bases.map((base) => base.written.perimetre), written.perimetre]
  const moreThanDays = scopes.findLast((scope) => scope?.duree_min_jours !== undefined)?.duree_min_jours
  const excludes = scopes.findLast((scope) => scope?.exclure_sous_traitance !== undefined)
  return {
    reference: written.reference ?? '',
    title: written.intitule ?? bases[0]?.source.title ?? '',
    versions,
    scope: {
      moreThanDays: moreThanDays ?? DEFAULT_SCOPE.moreThanDays,
      excludesSubcontracted: excludes?.exclure_sous_traitance !== 'non',
    },
    movesToWorkingDay: written.calendrier?.report !== 'non',
    closures,
    basedOn: bases.map(({ source }) => source),
  }
}

/** One reading of one file: what was found on the way is needed again at the end. */
class Reading {
  readonly #yaml: LocatedYaml
  readonly #report: ProcedureReport
  /** Every obligation that some version holds, once however many versions hold it. */
  readonly #obligations = new Map<ObligationEntry, Obligation>()

  constructor(yaml: LocatedYaml, report: ProcedureReport) {
    this.#yaml = yaml
    this.#report = report
  }

  /** The shipped procedures that `etend` names. */
  bases(written: WrittenProcedure, shipped: ShippedProcedures): readonly Base[] {
    return list(written.etend).flatMap((name, index) => {
      const path: YamlPath = Array.isArray(written.etend) ? ['etend', index] : ['etend']
      const near = shipped.names.includes(name) ? name : nearestWord(name, shipped.names)
      if (near === name) return [this.#base(name, path, shipped)]
      this.#report.say(PROCEDURE_PROBLEMS['PROCEDURE-LIVREE-INCONNUE'], this.#yaml.placeOf(path), {
        field: 'etend',
        seen: quoted(name),
        expected: listed(shipped.names, 'ou'),
        mend:
          near === null
            ? 'écrivez le nom d’une procédure livrée, ou retirez cette clé'
            : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
      })
      return []
    })
  }

  #base(name: string, path: YamlPath, shipped: ShippedProcedures): Base {
    const found = new Diagnostics()
    const yaml = parseYaml(`templates/procedures/${name}.yaml`, shipped.read(name), found)
    const written = yaml === null ? null : readShape(PROCEDURE_SCHEMA, yaml, found)
    if (yaml === null || written === null) throw new Error(`The shipped procedure ${name} cannot be read`)
    const takenOverAt = this.#yaml.placeOf(path)
    const entries = (written.obligations ?? []).map(
      (obligation, index) =>
        [obligation.id, { written: obligation, yaml, path: ['obligations', index], takenOverAt }] as const,
    )
    return {
      written,
      source: { name, title: written.intitule ?? name, source: written.source ?? '' },
      entries: new Map(entries),
    }
  }

  versions(written: WrittenProcedure, inherited: Entries): readonly ProcedureVersion[] {
    const base = this.#without(inherited, written.retirer, ['retirer'])
    if (written.versions !== undefined && written.obligations !== undefined) {
      this.#report.say(
        PROCEDURE_PROBLEMS['OBLIGATIONS-ET-VERSIONS'],
        this.#yaml.placeOf(['obligations'], 'key'),
        {
          field: 'obligations',
          seen: quoted('obligations'),
          expected: fr`« versions » ou « obligations », pas les deux`,
          mend: 'déplacez ces obligations dans les versions où elles valent',
          related: [this.#yaml.placeOf(['versions'], 'key')],
        },
      )
    }
    const dated = (written.versions ?? []).map((version, index): DatedVersion => {
      const path: YamlPath = ['versions', index]
      const own = this.#own(version.obligations, [...path, 'obligations'])
      const kept = this.#without(base, version.retirer, [...path, 'retirer'])
      return {
        path,
        version: {
          version: version.version,
          from: version.du === undefined ? null : parseWrittenDay(version.du),
          to: version.au === undefined ? null : parseWrittenDay(version.au),
          obligations: this.#read(new Map([...kept, ...own])),
        },
      }
    })
    const versions =
      written.versions === undefined
        ? [this.#always(written, base)]
        : orderVersions(dated, this.#yaml, this.#report)
    if (this.#report.isUsable && versions.every(({ obligations }) => obligations.length === 0)) {
      this.#report.say(PROCEDURE_PROBLEMS['PROCEDURE-SANS-OBLIGATION'], this.#yaml.placeOf([]), {
        field: null,
        seen: null,
        expected: fr`« obligations », « versions » ou « etend »`,
        mend: fr`écrivez au moins une obligation, ou reprenez une procédure livrée, par exemple « etend: abandon-huit-etapes »`,
      })
    }
    return versions
  }

  /** The single version of a procedure without dates. */
  #always(written: WrittenProcedure, base: Entries): ProcedureVersion {
    const own = this.#own(written.obligations, ['obligations'])
    return { version: '', from: null, to: null, obligations: this.#read(new Map([...base, ...own])) }
  }

  /** The obligations written in a list of the file itself. */
  #own(written: readonly WrittenObligation[] | undefined, path: YamlPath): Entries {
    const entries = new Map<string, ObligationEntry>()
    for (const [index, obligation] of (written ?? []).entries()) {
      const entry = {
        written: obligation,
        yaml: this.#yaml,
        path: [...path, index],
        takenOverAt: null,
      }
      const first = entries.get(obligation.id)
      if (first === undefined) {
        entries.set(obligation.id, entry)
        continue
      }
      this.#report.say(PROCEDURE_PROBLEMS['OBLIGATION-EN-DOUBLE'], placeIn(entry, ['id']), {
        field: 'id',
        seen: seenIn(entry, ['id']),
        expected: fr`un « id » que la liste ne contient pas encore`,
        mend: fr`changez cet « id », ou retirez l’une des deux obligations`,
        related: [placeIn(first, ['id'])],
      })
    }
    return entries
  }

  /** What is taken over, less what `retirer` names. */
  #without(inherited: Entries, removed: string | readonly string[] | undefined, path: YamlPath): Entries {
    const kept = new Map(inherited)
    for (const [index, id] of list(removed).entries()) {
      if (kept.delete(id)) continue
      const near = nearestWord(id, kept.keys())
      this.#report.say(
        PROCEDURE_PROBLEMS['OBLIGATION-INCONNUE'],
        this.#yaml.placeOf(Array.isArray(removed) ? [...path, index] : path),
        {
          field: 'retirer',
          message: fr`Aucune obligation reprise par « etend » ne porte l’« id » ${quoted(id)}.`,
          seen: quoted(id),
          expected: kept.size === 0 ? null : listed([...kept.keys()], 'ou'),
          mend:
            near === null
              ? fr`retirez cet « id » de la liste`
              : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
        },
      )
    }
    return kept
  }

  /** The obligations of a version; an entry that several versions hold is read once. */
  #read(entries: Entries): readonly Obligation[] {
    const obligations = [...entries.values()].map((entry) => {
      const known = this.#obligations.get(entry)
      if (known !== undefined) return known
      const obligation = readObligation(entry, this.#report)
      this.#obligations.set(entry, obligation)
      return obligation
    })
    checkChains(entries, new Map(obligations.map((obligation) => [obligation.id, obligation])), this.#report)
    return obligations
  }

  closures(written: WrittenProcedure): readonly DayInterval[] {
    const texts = written.calendrier?.fermetures
    return list(texts).flatMap((text, index) => {
      const days = parseWrittenDays(text)
      if (days === null) return []
      if (days.from > days.to) {
        const path = ['calendrier', 'fermetures']
        this.#report.say(
          PROCEDURE_PROBLEMS['DATES-INVERSEES'],
          this.#yaml.placeOf(Array.isArray(texts) ? [...path, index] : path),
          {
            field: 'fermetures',
            seen: quoted(text),
            expected: fr`le premier jour, puis le dernier`,
            mend: fr`vérifiez ces deux dates : la fermeture irait du ${formatDate(days.from)} au ${formatDate(days.to)}`,
          },
        )
      }
      return [days]
    })
  }

  /** An obligation for a site that nobody knows would never apply, in silence. */
  checkSites(siteIds: readonly string[]): void {
    if (siteIds.length === 0) return
    for (const [entry, { audience }] of this.#obligations) {
      for (const [index, site] of audience.sites.entries()) {
        if (siteIds.includes(site)) continue
        const near = nearestWord(site, siteIds)
        const isList = Array.isArray(entry.written.pour?.sites)
        this.#report.say(
          PROCEDURE_PROBLEMS['SITE-INCONNU-PROCEDURE'],
          placeIn(entry, isList ? ['pour', 'sites', index] : ['pour', 'sites']),
          {
            field: 'sites',
            seen: quoted(site),
            expected: listed(siteIds, 'ou'),
            mend:
              near === null
                ? fr`écrivez l’identifiant d’un site de i12.yaml, ou ajoutez ce site à i12.yaml`
                : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
          },
        )
      }
    }
  }

  /** One error for each obligation whose delay nobody has decided. */
  askForDelays(): void {
    for (const [entry, obligation] of this.#obligations) {
      if (obligation.delay !== 'toDecide') continue
      const isOwn = entry.takenOverAt === null
      const path = obligation.trigger?.kind === 'silence' ? 'sans_reponse' : 'inactivite'
      const inTrigger = entry.yaml.textAt([...entry.path, 'quand', path]) !== null
      this.#report.say(
        PROCEDURE_PROBLEMS['DELAI-A-FIXER'],
        placeIn(entry, inTrigger ? ['quand', path] : ['delai']),
        {
          field: 'delai',
          message: fr`Le délai de l’obligation ${quoted(obligation.id)} (${obligation.title}) reste à fixer.`,
          seen: fr`« à fixer »`,
          expected: fr`un délai, par exemple « 2 jours ouvrés », « 48 h » ou « 10 jours »`,
          mend: isOwn
            ? 'décidez de ce délai et écrivez-le ici'
            : fr`recopiez l’obligation ${quoted(obligation.id)} dans votre procédure avec le délai que vous décidez`,
        },
      )
    }
  }
}

function list<Item>(written: Item | readonly Item[] | undefined): readonly Item[] {
  if (written === undefined) return []
  return Array.isArray(written) ? written : [written as Item]
}
