// What a site hands over to its network: contract `i12/site/1` (docs/conception.md). Counts only.
import { formatIsoDate, yearOf } from '../../kernel/local-date.js'
import { versionOn } from '../../procedure/versions-in-force.js'
import type { SiteFile, SiteName } from '../../statistics/consolidation/site-file.js'
import { publishLedger } from '../../statistics/publish-ledger.js'
import { LOWEST_THRESHOLD, type Populations } from '../../statistics/statistics.js'
import { countOf } from '../arrange-diagnostics.js'
import type { Dossier } from '../dossier.js'
import { makePublicStatistics, makeStatisticsOfYears } from '../make-statistics.js'
import { TOOL } from '../tool-version.js'
import { countsJson, obligationJson } from './check-json.js'
import { statsContent } from './stats-json.js'

/** The counts of a site. `isPublic`: small ones are withheld by the rules of `stats --public`. */
export function siteContent(dossier: Dossier, isPublic: boolean): SiteFile {
  const { asOf, period, procedure, diagnostics, ledger } = dossier
  const threshold = Math.max(dossier.workspace.publication.threshold, LOWEST_THRESHOLD)
  const whole = countsJson(ledger.counts)
  const obligations = ledger.perObligation.map(obligationJson)
  const shown = isPublic ? publishLedger(whole, obligations, threshold) : { whole, obligations }
  return {
    format: 'i12/site/1',
    tool: TOOL,
    ...(isPublic ? { public: true as const } : {}),
    organisation: dossier.workspace.organisation.name,
    sites: sitesOf(dossier),
    asOf: formatIsoDate(asOf),
    period: { from: formatIsoDate(period.from), to: formatIsoDate(period.to) },
    referential: dossier.referentialId,
    procedure: {
      reference: procedure.reference,
      version: versionOn(procedure.versions, asOf)?.version ?? null,
    },
    scope: dossier.scope,
    diagnostics: { errors: countOf(diagnostics, 'error'), warnings: countOf(diagnostics, 'warning') },
    ledger: shown.whole,
    obligations: shown.obligations,
    statistics: isPublic ? [publicStatistics(dossier)] : yearlyStatistics(dossier),
  }
}

export function siteJson(dossier: Dossier, isPublic: boolean): string {
  return `${JSON.stringify(siteContent(dossier, isPublic), null, 2)}\n`
}

/** Declared sites; where none is, those that the learners' rows name. */
function sitesOf({ workspace, register }: Dossier): readonly SiteName[] {
  if (workspace.sites.length > 0) return workspace.sites.map(({ id, name }) => ({ id, name }))
  const met = new Map(register.cases.map(({ site }) => [site.id, site.name]))
  return [...met]
    .filter(([id]) => id !== '')
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function yearlyStatistics(dossier: Dossier): SiteFile['statistics'] {
  const first = yearOf(dossier.period.from)
  const years = Array.from({ length: yearOf(dossier.period.to) - first + 1 }, (_, index) => first + index)
  return makeStatisticsOfYears(dossier, years).map((statistics) =>
    withoutPersons(statsContent({ kind: 'whole', statistics })),
  ) as unknown as SiteFile['statistics']
}

/** The last year alone: cumulated years that overlap would give away what each withholds. */
function publicStatistics(dossier: Dossier): SiteFile['statistics'][number] {
  const statistics = makePublicStatistics(dossier, {
    year: yearOf(dossier.period.to),
    by: 'entry',
    dimensions: null,
    isPublic: true,
  })
  return withoutPersons(
    statsContent({ kind: 'public', statistics }),
  ) as unknown as SiteFile['statistics'][number]
}

interface Counted {
  readonly populations: Populations
  readonly years: readonly { readonly populations: Populations }[]
}

/** One person may be counted in two sites. */
function withoutPersons<Content extends Counted>(content: Content) {
  const without = ({ persons: _, ...populations }: Populations) => populations
  return {
    ...content,
    populations: without(content.populations),
    years: content.years.map((year) => ({ ...year, populations: without(year.populations) })),
  }
}
