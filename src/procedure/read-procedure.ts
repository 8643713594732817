// The procedure file, with the shipped procedures it extends: dated versions of obligations. May not read the disk.

import { Diagnostics } from '../kernel/diagnostic.js'
import { formatDate, fr, listed, quoted } from '../kernel/french.js'
import { nearestWord } from '../kernel/nearest-word.js'
import type { Place } from '../kernel/origin.js'
import type { DayInterval } from '../kernel/working-calendar.js'
import { parseWrittenDay, parseWrittenDays } from '../kernel/written-day.js'
import { DEFAULT_SCOPE } from '../register/out-of-scope.js'
import { readShape } from '../source/shape.js'
import { type LocatedYaml, parseYaml, type YamlPath } from '../source/yaml.js'
import { checkChains } from './check-chains.js'
import { DelayDecisions } from './decide-delays.js'
import { type ObligationEntry, ProcedureReport, placeIn, seenIn } from './obligation-entry.js'
import { type DatedVersion, orderVersions } from './order-versions.js'
import { PROCEDURE_PROBLEMS } from './problems.js'
import type { Obligation, Procedure, ProcedureSource, ProcedureVersion } from './procedure.js'
import { PROCEDURE_SCHEMA, type WrittenObligation, type WrittenProcedure } from './procedure-schema.js'
import { openDelayOf } from './read-delay.js'
import { readObligation } from './read-obligation.js'

/** The procedures shipped with the program; app/ reads them from `templates/procedures/`. */
export interface ShippedProcedures {
  /** Names that `etend` may hold. */
  readonly names: readonly string[]
  /** The bytes of `templates/procedures/<name>.yaml`; asked only for a name of the list. */
  read(name: string): Buffer
}

/** What a path written under `etend` leads to. */
export type FoundProcedure =
  | { readonly kind: 'found'; readonly file: string; readonly bytes: Buffer }
  | { readonly kind: 'missing' | 'outside' }

/** What the rest of the workspace says that a procedure may refer to. */
export interface ProcedureSurroundings {
  /** Ids of the sites of `i12.yaml`; empty or absent where none is named. */
  readonly siteIds?: readonly string[]
  /** Looks for a procedure file in the workspace, then in the shared folder; absent where there is neither. */
  readonly find?: (path: string) => FoundProcedure
}

/** Obligations by id, in order; a replacement keeps the place of what it replaces. */
type Entries = ReadonlyMap<string, ObligationEntry>

interface Base {
  readonly written: WrittenProcedure
  readonly source: ProcedureSource
  readonly entries: Entries
  /** What it extends itself, in order, then itself: the last that says something of the scope is right. */
  readonly scopes: readonly WrittenProcedure['perimetre'][]
}

/** A file being read: the procedure itself, or one that it extends. */
interface Level {
  readonly yaml: LocatedYaml
  readonly written: WrittenProcedure
  /** Where the procedure itself asks for it; null for the procedure itself and for other files of the organisation. */
  readonly takenOverAt: Place | null
  /** The files that lead here, this one last. */
  readonly chain: readonly string[]
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
  const reading = new Reading(yaml, report, diagnostics, shipped, surroundings)
  const own: Level = { yaml, written, takenOverAt: null, chain: [yaml.file] }
  const bases = reading.bases(own)
  const versions = reading.versions(own, bases)
  const closures = reading.closures(written)
  reading.checkSites()
  if (!report.isUsable) return null
  reading.askForDelays()

  const scopes = [...bases.flatMap((base) => base.scopes), written.perimetre]
  const moreThanDays = scopes.findLast((scope) => scope?.duree_min_jours !== undefined)?.duree_min_jours
  const excludes = scopes.findLast((scope) => scope?.exclure_sous_traitance !== undefined)
  return {
    reference: written.reference ?? '',
    title: written.intitule ?? bases[0]?.source.title ?? '',
    document: written.document ?? null,
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

  readonly #diagnostics: Diagnostics
  readonly #shipped: ShippedProcedures
  readonly #surroundings: ProcedureSurroundings

  constructor(
    yaml: LocatedYaml,
    report: ProcedureReport,
    diagnostics: Diagnostics,
    shipped: ShippedProcedures,
    surroundings: ProcedureSurroundings,
  ) {
    this.#yaml = yaml
    this.#report = report
    this.#diagnostics = diagnostics
    this.#shipped = shipped
    this.#surroundings = surroundings
  }

  /** The procedures that `etend` names, in order. */
  bases(level: Level): readonly Base[] {
    const { etend } = level.written
    return list(etend).flatMap((name, index) => {
      const path: YamlPath = Array.isArray(etend) ? ['etend', index] : ['etend']
      if (this.#shipped.names.includes(name)) return [this.#shippedBase(name, path, level)]
      return /[/\\]|\.ya?ml$/i.test(name)
        ? this.#fileBase(name, path, level)
        : this.#noBase(name, path, level)
    })
  }

  /** Neither a shipped name nor a path. */
  #noBase(name: string, path: YamlPath, { yaml }: Level): readonly Base[] {
    const near = nearestWord(name, this.#shipped.names)
    this.#report.say(PROCEDURE_PROBLEMS['PROCEDURE-LIVREE-INCONNUE'], yaml.placeOf(path), {
      field: 'etend',
      seen: quoted(name),
      expected: fr`${listed(this.#shipped.names, 'ou')}, ou le chemin d’un fichier`,
      mend:
        near === null
          ? fr`écrivez le nom d’une procédure livrée, ou le chemin d’un fichier fini par « .yaml »`
          : fr`écrivez ${quoted(near)} si c’est ce que vous vouliez dire`,
    })
    return []
  }

  #shippedBase(name: string, path: YamlPath, level: Level): Base {
    const found = new Diagnostics()
    const yaml = parseYaml(`templates/procedures/${name}.yaml`, this.#shipped.read(name), found)
    const written = yaml === null ? null : readShape(PROCEDURE_SCHEMA, yaml, found)
    if (yaml === null || written === null) throw new Error(`The shipped procedure ${name} cannot be read`)
    const takenOverAt = level.takenOverAt ?? level.yaml.placeOf(path)
    return this.#base(name, { yaml, written, takenOverAt, chain: [...level.chain, name] })
  }

  /** A procedure of the organisation or of its network; what is wrong with it is said in its own file. */
  #fileBase(name: string, path: YamlPath, { yaml, chain }: Level): readonly Base[] {
    const say = (code: 'PROCEDURE-REPRISE-INTROUVABLE' | 'ETEND-EN-ROND', expected: string, mend: string) => {
      this.#report.say(PROCEDURE_PROBLEMS[code], yaml.placeOf(path), {
        field: 'etend',
        seen: quoted(name),
        expected,
        mend,
      })
      return []
    }
    const found = this.#surroundings.find?.(name) ?? { kind: 'missing' as const }
    if (found.kind !== 'found') {
      return say(
        'PROCEDURE-REPRISE-INTROUVABLE',
        found.kind === 'missing'
          ? fr`un fichier du dossier de travail, ou du dossier donné par « --shared »`
          : fr`un chemin relatif, sans « .. » ni lien qui sorte du dossier`,
        found.kind === 'missing'
          ? fr`corrigez ce chemin, ou donnez le dossier partagé avec « --shared » ou I12_SHARED`
          : fr`copiez ce fichier dans le dossier de travail ou dans le dossier partagé`,
      )
    }
    if (chain.includes(found.file)) {
      return say(
        'ETEND-EN-ROND',
        fr`une procédure qui ne reprend pas celle-ci`,
        fr`retirez l’un de ces « etend »`,
      )
    }
    const inner = parseYaml(found.file, found.bytes, this.#diagnostics)
    const written = inner === null ? null : readShape(PROCEDURE_SCHEMA, inner, this.#diagnostics)
    if (inner === null || written === null) {
      this.#report.giveUp()
      return []
    }
    if (written.versions !== undefined) {
      this.#report.say(
        PROCEDURE_PROBLEMS['PROCEDURE-REPRISE-A-VERSIONS'],
        inner.placeOf(['versions'], 'key'),
        {
          field: 'versions',
          seen: quoted('versions'),
          expected: fr`« obligations », que les versions de la procédure qui la reprend complètent`,
          mend: fr`déplacez les versions dans ${this.#yaml.file}, ou ne reprenez pas ce fichier`,
          related: [yaml.placeOf(path)],
        },
      )
      return []
    }
    return [this.#base(name, { yaml: inner, written, takenOverAt: null, chain: [...chain, found.file] })]
  }

  #base(name: string, level: Level): Base {
    const { written, yaml } = level
    const below = this.bases(level)
    const inherited = new Map(below.flatMap(({ entries }) => [...entries]))
    const kept = this.#without(inherited, written.retirer, ['retirer'], yaml)
    const decisions = new DelayDecisions(written, yaml)
    const entries = decisions.apply(
      new Map([...kept, ...this.#own(written.obligations, ['obligations'], level)]),
    )
    if (below.length === list(written.etend).length) decisions.finish(this.#report)
    return {
      written,
      source: { name, title: written.intitule ?? name, source: written.source ?? '' },
      entries,
      scopes: [...below.flatMap(({ scopes }) => scopes), written.perimetre],
    }
  }

  versions(level: Level, bases: readonly Base[]): readonly ProcedureVersion[] {
    const inherited = new Map(bases.flatMap(({ entries }) => [...entries]))
    const { written } = level
    const base = this.#without(inherited, written.retirer, ['retirer'], this.#yaml)
    const decisions = new DelayDecisions(written, this.#yaml)
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
      const own = this.#own(version.obligations, [...path, 'obligations'], level)
      const kept = this.#without(base, version.retirer, [...path, 'retirer'], this.#yaml)
      return {
        path,
        version: {
          version: version.version,
          from: version.du === undefined ? null : parseWrittenDay(version.du),
          to: version.au === undefined ? null : parseWrittenDay(version.au),
          obligations: this.#read(decisions.apply(new Map([...kept, ...own]))),
        },
      }
    })
    const versions =
      written.versions === undefined
        ? [this.#always(level, base, decisions)]
        : orderVersions(dated, this.#yaml, this.#report)
    // Without what it was to take over, every id would be unknown.
    if (bases.length === list(written.etend).length) decisions.finish(this.#report)
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
  #always(level: Level, base: Entries, decisions: DelayDecisions): ProcedureVersion {
    const own = this.#own(level.written.obligations, ['obligations'], level)
    const entries = decisions.apply(new Map([...base, ...own]))
    return { version: '', from: null, to: null, obligations: this.#read(entries) }
  }

  /** The obligations written in a list of a file. */
  #own(
    written: readonly WrittenObligation[] | undefined,
    path: YamlPath,
    { yaml, takenOverAt }: Level,
  ): Entries {
    const entries = new Map<string, ObligationEntry>()
    for (const [index, obligation] of (written ?? []).entries()) {
      const entry = {
        written: obligation,
        yaml,
        path: [...path, index],
        takenOverAt,
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
  #without(
    inherited: Entries,
    removed: string | readonly string[] | undefined,
    path: YamlPath,
    yaml: LocatedYaml,
  ): Entries {
    const kept = new Map(inherited)
    for (const [index, id] of list(removed).entries()) {
      if (kept.delete(id)) continue
      const near = nearestWord(id, kept.keys())
      this.#report.say(
        PROCEDURE_PROBLEMS['OBLIGATION-INCONNUE'],
        yaml.placeOf(Array.isArray(removed) ? [...path, index] : path),
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
  checkSites(): void {
    const { siteIds = [] } = this.#surroundings
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
      const path = openDelayOf(entry)
      const isOwn = entry.yaml === this.#yaml
      this.#report.say(
        PROCEDURE_PROBLEMS['DELAI-A-FIXER'],
        entry.decided?.place ?? placeIn(entry, path ?? ['delai']),
        {
          field: 'delai',
          message: fr`Le délai de l’obligation ${quoted(obligation.id)} (${obligation.title}) reste à fixer.`,
          seen: fr`« à fixer »`,
          expected: fr`un délai, par exemple « 2 jours ouvrés », « 48 h » ou « 10 jours »`,
          mend: isOwn
            ? 'décidez de ce délai et écrivez-le ici'
            : fr`décidez de ce délai et écrivez-le dans votre procédure, sous « delais » : « ${obligation.id}: 2 jours ouvrés », par exemple`,
        },
      )
    }
  }
}

function list<Item>(written: Item | readonly Item[] | undefined): readonly Item[] {
  if (written === undefined) return []
  return Array.isArray(written) ? written : [written as Item]
}
