// The sites of a network for a spreadsheet: one row a site, then the whole. May not compute a count.
import type { Consolidation } from '../../statistics/consolidation/consolidation.js'
import type { SiteStatistics } from '../../statistics/consolidation/site-file.js'
import { type CsvListing, csvListing } from '../csv.js'

interface Row {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly counts: Pick<Consolidation['totals'], 'scope' | 'diagnostics' | 'ledger' | 'statistics'>
}

type Column = readonly [header: string, read: (row: Row) => string | number | null]

const COLUMNS: readonly Column[] = [
  ['site', ({ id }) => id],
  ['nom', ({ name }) => name],
  ['organisme', ({ organisation }) => organisation],
  ['dossiers', ({ counts }) => counts.scope.enrolments],
  ['examines', ({ counts }) => counts.scope.inScope],
  ['hors_perimetre_courtes', ({ counts }) => counts.scope.outOfScope.short],
  ['hors_perimetre_sous_traitees', ({ counts }) => counts.scope.outOfScope.subcontracted],
  ['hors_periode', ({ counts }) => counts.scope.outOfScope.outsidePeriod],
  ['erreurs_administratives', ({ counts }) => counts.scope.outOfScope.error],
  ['erreurs_de_lecture', ({ counts }) => counts.diagnostics.errors],
  ['avertissements', ({ counts }) => counts.diagnostics.warnings],
  ['obligations', ({ counts }) => counts.ledger.total],
  ['dans_le_delai', ({ counts }) => counts.ledger.met],
  ['tardives', ({ counts }) => counts.ledger.late],
  ['sans_trace', ({ counts }) => counts.ledger.missing],
  ['en_cours', ({ counts }) => counts.ledger.pending],
  ['indeterminees', ({ counts }) => counts.ledger.undetermined],
  ['preuves_absentes', ({ counts }) => counts.ledger.evidenceAbsent],
]

/** A count that is withheld leaves its cell empty. */
export function consolidationCsv(consolidation: Consolidation): CsvListing {
  const { totals, sites, asOf } = consolidation
  const columns = [...COLUMNS, ...totals.statistics.flatMap(({ cohort }) => yearColumns(cohort.year))]
  const rows: Row[] = [
    ...sites.map((site) => ({ ...site, counts: site })),
    { id: '', name: 'total', organisation: consolidation.network ?? '', counts: totals },
  ]
  return csvListing(
    `consolidation-${asOf}.csv`,
    columns.map(([header]) => header),
    rows.map((row) => columns.map(([, read]) => String(read(row) ?? ''))),
  )
}

function yearColumns(year: number): readonly Column[] {
  const cohortOf = ({ counts }: Row): SiteStatistics | undefined =>
    counts.statistics.find(({ cohort }) => cohort.year === year)
  return [
    [`inscrits_${year}`, (row) => cohortOf(row)?.populations.enrolled ?? null],
    [`entres_${year}`, (row) => cohortOf(row)?.populations.entered ?? null],
    [`abandons_${year}`, (row) => cohortOf(row)?.rates.find(({ id }) => id === 'dropout')?.numerator ?? null],
  ]
}
