// The sites of a network added up, and each beside the others. May not read a file or compare two sites' forms: the
// files handed in say the same day, period, référentiel and procedure.

import type { ScopeCounts } from '../case-counts.js'
import { WITHHELD } from '../disclosure.js'
import { addCounts, addKnown, gatherBy } from './add-figures.js'
import { addStatistics } from './add-statistics.js'
import { type Funnel, placeInFunnel } from './funnel.js'
import type {
  DiagnosticCounts,
  ObligationTotals,
  PublishedCounts,
  SiteFile,
  SiteName,
  SiteStatistics,
} from './site-file.js'

export interface ConsolidatedSite extends SiteName {
  readonly organisation: string
  readonly scope: ScopeCounts
  readonly diagnostics: DiagnosticCounts
  readonly ledger: PublishedCounts
  readonly obligations: readonly ObligationTotals[]
  readonly statistics: readonly SiteStatistics[]
}

export interface Consolidation {
  /** Name of the network; null where no `reseau.yaml` gives one. */
  readonly network: string | null
  readonly isPublic: boolean
  readonly asOf: string
  readonly period: SiteFile['period']
  readonly referential: string
  /** `version` null where the sites do not all have the same. */
  readonly procedure: SiteFile['procedure']
  readonly totals: {
    readonly scope: ScopeCounts
    readonly diagnostics: DiagnosticCounts
    readonly ledger: PublishedCounts
    readonly obligations: readonly ObligationTotals[]
    readonly statistics: readonly SiteStatistics[]
  }
  /** One entry a file, in the order of the network, else of their ids. */
  readonly sites: readonly ConsolidatedSite[]
  /** Sites of the network that no file gives. */
  readonly missing: readonly SiteName[]
  readonly funnels: readonly Funnel[]
}

export interface Network {
  readonly name: string
  readonly sites: readonly SiteName[]
}

/** Adds up files that agree on what they count. */
export function consolidateSites(
  files: readonly [SiteFile, ...SiteFile[]],
  network: Network | null,
): Consolidation {
  const sites = inOrder(files, network)
  const [{ asOf, period, referential, procedure }] = files
  const given = new Set(files.flatMap(({ sites }) => sites.map(({ id }) => id)))
  const versions = new Set(files.map((file) => file.procedure.version))
  const statistics = gatherBy(
    sites.map((site) => site.statistics),
    ({ cohort }) => `${cohort.by} ${(cohort.years ?? [cohort.year]).join(' ')}`,
  )
    .map(addStatistics)
    .sort((a, b) => a.cohort.year - b.cohort.year)
  return {
    network: network?.name ?? null,
    isPublic: files.some((file) => file.public === true),
    asOf,
    period,
    referential,
    procedure: { reference: procedure.reference, version: versions.size === 1 ? procedure.version : null },
    totals: {
      scope: addScopes(sites.map(({ scope }) => scope)),
      diagnostics: addCounts(sites.map(({ diagnostics }) => diagnostics)),
      ledger: addPublished(sites.map(({ ledger }) => ledger)),
      obligations: addObligations(sites.map(({ obligations }) => obligations)),
      statistics,
    },
    sites,
    missing: (network?.sites ?? []).filter(({ id }) => !given.has(id)),
    funnels: statistics.flatMap(({ cohort }) => funnelOf(cohort.year, sites) ?? []),
  }
}

function inOrder(files: readonly SiteFile[], network: Network | null): readonly ConsolidatedSite[] {
  const rank = new Map(network?.sites.map(({ id }, index) => [id, index]))
  const names = new Map(network?.sites.map(({ id, name }) => [id, name]))
  const rankOf = ({ sites }: SiteFile) =>
    Math.min(Number.MAX_SAFE_INTEGER, ...sites.map(({ id }) => rank.get(id) ?? Number.MAX_SAFE_INTEGER))
  const siteOf = (file: SiteFile): ConsolidatedSite => {
    const { organisation, scope, diagnostics, ledger, obligations, statistics } = file
    const sites = namesOf(file)
    return {
      id: sites.map(({ id }) => id).join('+'),
      name: sites.map(({ id, name }) => names.get(id) ?? name).join(' + '),
      organisation,
      scope,
      diagnostics,
      ledger,
      obligations,
      statistics,
    }
  }
  return files
    .map((file) => ({ site: siteOf(file), rank: rankOf(file) }))
    .sort((a, b) => a.rank - b.rank || (a.site.id < b.site.id ? -1 : 1))
    .map(({ site }) => site)
}

/** The sites that a file counts; its organisation where it names none. */
export function namesOf({ sites, organisation }: SiteFile): readonly SiteName[] {
  return sites.length > 0 ? sites : [{ id: organisation, name: organisation }]
}

function addScopes(scopes: readonly ScopeCounts[]): ScopeCounts {
  return {
    ...addCounts(scopes.map(({ enrolments, inScope }) => ({ enrolments, inScope }))),
    outOfScope: addCounts(scopes.map(({ outOfScope }) => outOfScope)),
  }
}

const LEDGER_KEYS = [
  'total',
  'met',
  'late',
  'missing',
  'pending',
  'undetermined',
  'evidenceAbsent',
] as const satisfies readonly (keyof PublishedCounts)[]

function addPublished(parts: readonly PublishedCounts[]): PublishedCounts {
  const sums = Object.fromEntries(
    LEDGER_KEYS.map((key) => [key, addKnown(parts.map((part) => part[key]))]),
  ) as Record<(typeof LEDGER_KEYS)[number], number | null>
  return { ...sums, ...(sums.total === null ? { reason: WITHHELD } : {}) }
}

/** In the order of the first site that has each. */
function addObligations(parts: readonly (readonly ObligationTotals[])[]): readonly ObligationTotals[] {
  return gatherBy(parts, ({ id }) => id).map((same) => {
    const [{ id, title, kind, reference }] = same
    return { id, title, kind, reference, ...addPublished(same) }
  })
}

/** The dropout rates of one cohort. */
function funnelOf(year: number, sites: readonly ConsolidatedSite[]): Funnel | null {
  const fractions: { site: string; numerator: number; denominator: number }[] = []
  for (const site of sites) {
    const cohort = site.statistics.find((statistics) => statistics.cohort.year === year)
    const rate = cohort?.rates.find(({ id }) => id === 'dropout')
    if (rate === undefined || rate.denominator === 0) continue
    // One figure withheld: the rate of all, around which the limits lie, is not known.
    if (rate.numerator === null || rate.denominator === null) return null
    fractions.push({ site: site.id, numerator: rate.numerator, denominator: rate.denominator })
  }
  return placeInFunnel(year, fractions)
}
