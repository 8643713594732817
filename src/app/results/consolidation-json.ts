// The sites of a network for programs: contract `i12/consolidation/1` (docs/conception.md).
import type { ConsolidatedSite, Consolidation } from '../../statistics/consolidation/consolidation.js'
import type { SiteStatistics } from '../../statistics/consolidation/site-file.js'
import { TOOL } from '../tool-version.js'

export function consolidationJson(consolidation: Consolidation): string {
  return `${JSON.stringify(consolidationContent(consolidation), null, 2)}\n`
}

export function consolidationContent(consolidation: Consolidation) {
  const { network, isPublic, asOf, period, referential, procedure, totals, sites, missing, funnels } =
    consolidation
  return {
    format: 'i12/consolidation/1',
    tool: TOOL,
    ...(network === null ? {} : { network }),
    ...(isPublic ? { public: true } : {}),
    asOf,
    period,
    referential,
    procedure,
    totals,
    sites: sites.map(siteJson),
    missing: missing.map(({ id }) => id),
    funnels,
  }
}

function siteJson({ id, name, organisation, scope, diagnostics, ledger, statistics }: ConsolidatedSite) {
  return { id, name, organisation, scope, diagnostics, ledger, dropout: statistics.map(dropoutJson) }
}

function dropoutJson({ cohort, rates }: SiteStatistics) {
  const rate = rates.find(({ id }) => id === 'dropout')
  return {
    year: cohort.year,
    numerator: rate?.numerator ?? null,
    denominator: rate?.denominator ?? null,
    value: rate?.value ?? null,
    wilson95: rate?.wilson95 ?? null,
    ...(rate?.reason === undefined ? {} : { reason: rate.reason }),
  }
}
