// The statistics of several sites over one cohort made one. What does not add up (people, medians, curves, the effect of
// measures) is not there: `SiteStatistics` does not hold it.
import { textKey } from '../../kernel/text-key.js'
import { wilson95 } from '../intervals.js'
import {
  type AlternativeCounts,
  type CertificationFigures,
  type Definition,
  DIMENSIONS,
  type Dimension,
  type Retention,
} from '../statistics.js'
import { addCounts, addFigures, addKnown, gatherBy, sharedValue } from './add-figures.js'
import type { SiteBreakdownRow, SiteCause, SiteRate, SiteStatistics, SiteYear } from './site-file.js'

type Parts = readonly [SiteStatistics, ...SiteStatistics[]]

/** Statistics of the same cohort, added up. */
export function addStatistics(parts: Parts): SiteStatistics {
  const [{ format, asOf, cohort }] = parts
  return {
    format,
    asOf,
    cohort,
    populations: addCounts(parts.map(({ populations }) => populations)),
    outOfScope: addCounts(parts.map(({ outOfScope }) => outOfScope)),
    setAside: addCounts(parts.map(({ setAside }) => setAside)),
    definitions: gatherBy(
      parts.map(({ definitions }) => definitions),
      ({ id }) => id,
    ).map(addDefinitions),
    ...where(
      parts,
      ({ exits }) => exits,
      (exits) => ({ exits: addCounts(exits) }),
    ),
    rates: gatherBy(
      parts.map(({ rates }) => rates),
      ({ id }) => id,
    ).map(addRates),
    causes: addCauses(parts.map(({ causes }) => causes)),
    ...where(
      parts,
      (part) => part.unsortedCauses,
      (all) => ({ unsortedCauses: addFigures(all) }),
    ),
    ...addBreakdowns(parts),
    years: gatherBy(
      parts.map(({ years }) => years),
      ({ year }) => year,
    )
      .map(addYears)
      .sort((a, b) => a.year - b.year),
    ...where(
      parts,
      (part) => part.alternatives,
      (all) => ({ alternatives: addAlternatives(all) }),
    ),
    ...where(
      parts,
      (part) => part.retention,
      (all) => ({ retention: addRetention(all) }),
    ),
    ...where(
      parts,
      (part) => part.certification,
      (all) => ({ certification: addCertification(all) }),
    ),
  }
}

/** What is made of a part of the statistics that every site gives; nothing where one of them withholds it. */
function where<Part, Made extends object>(
  parts: Parts,
  read: (part: SiteStatistics) => Part | undefined,
  make: (all: readonly Part[]) => Made,
): Made | Record<string, never> {
  const all = parts.map(read).filter((part) => part !== undefined)
  return all.length === parts.length ? make(all) : {}
}

function addDefinitions(same: readonly [Definition, ...Definition[]]): Definition {
  const [{ id, sentence }] = same
  const {
    wilson95: _,
    denominator,
    ...figure
  } = addFigures(same.map((definition) => ({ ...definition, wilson95: null })))
  return { id, sentence, ...figure, denominator: denominator ?? 0 }
}

function addRates(same: readonly [SiteRate, ...SiteRate[]]): SiteRate {
  const [{ id, label, formula, population }] = same
  return { id, label, ...addFigures(same), formula, population }
}

function addYears(same: readonly [SiteYear, ...SiteYear[]]): SiteYear {
  return {
    year: same[0].year,
    populations: addCounts(same.map(({ populations }) => populations)),
    rates: gatherBy(
      same.map(({ rates }) => rates),
      ({ id }) => id,
    ).map((figures) => ({ id: figures[0].id, ...addFigures(figures) })),
  }
}

/** One entry a wording, most frequent first, as the statistics of one site list them. */
function addCauses(parts: readonly (readonly SiteCause[])[]): readonly SiteCause[] {
  return gatherBy(parts, ({ label }) => textKey(label))
    .map((same): SiteCause => {
      const { moments: _, alternativeProposed: __, ...first } = same[0]
      const moments = same.map((cause) => cause.moments).filter((found) => found !== undefined)
      const proposed = same.map((cause) => cause.alternativeProposed).filter((found) => found !== undefined)
      const reason = same.find((cause) => cause.reason !== undefined)?.reason
      return {
        ...first,
        count: addKnown(same.map(({ count }) => count)),
        origin: sharedValue(same, ({ origin }) => origin),
        moment: sharedValue(same, ({ moment }) => moment),
        ...(moments.length === same.length ? { moments: addCounts(moments) } : {}),
        ...(proposed.length === same.length
          ? { alternativeProposed: proposed.reduce((sum, count) => sum + count, 0) }
          : {}),
        ...(reason === undefined ? {} : { reason }),
      }
    })
    .sort((a, b) => (b.count ?? -1) - (a.count ?? -1) || (textKey(a.label) < textKey(b.label) ? -1 : 1))
}

/** A dimension of which one site withholds a group is withheld whole: the sum of the others is not the network's. */
function addBreakdowns(parts: Parts): Pick<SiteStatistics, 'breakdowns' | 'withheld'> {
  const breakdowns: Partial<Record<Dimension, readonly SiteBreakdownRow[]>> = {}
  const withheld: Partial<Record<Dimension, string>> = {}
  for (const dimension of DIMENSIONS) {
    const reason = parts.find((part) => part.withheld[dimension] !== undefined)?.withheld[dimension]
    const rows = parts.map((part) => part.breakdowns[dimension]).filter((found) => found !== undefined)
    if (reason !== undefined) withheld[dimension] = reason
    else if (rows.length === parts.length) breakdowns[dimension] = addRows(rows, dimension)
  }
  return { breakdowns, withheld }
}

function addRows(
  parts: readonly (readonly SiteBreakdownRow[])[],
  dimension: Dimension,
): readonly SiteBreakdownRow[] {
  const isTyped = dimension === 'financeur' || dimension === 'prescripteur'
  const keyOf = ({ key }: SiteBreakdownRow) => (isTyped ? textKey(key) : key)
  return gatherBy(parts, keyOf)
    .map((same): SiteBreakdownRow => {
      const [{ key, label }] = same
      const entered = addKnown(same.map((row) => row.entered))
      const dropouts = addKnown(same.map((row) => row.dropouts))
      const reason = same.find((row) => row.value === null && row.entered !== 0)?.reason ?? same[0].reason
      if (entered === null || dropouts === null || entered === 0) {
        return { key, label, entered, dropouts, value: null, wilson95: null, ...(reason ? { reason } : {}) }
      }
      return {
        key,
        label,
        entered,
        dropouts,
        value: dropouts / entered,
        wilson95: wilson95(dropouts, entered),
      }
    })
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') ||
        (dimension === 'mois' ? 0 : (b.entered ?? -1) - (a.entered ?? -1)) ||
        (keyOf(a) < keyOf(b) ? -1 : 1),
    )
}

function addAlternatives(all: readonly AlternativeCounts[]): AlternativeCounts {
  return {
    ...addCounts(all.map(({ byKind: _, ...counts }) => counts)),
    byKind: gatherBy(
      all.map(({ byKind }) => byKind),
      ({ kind }) => kind,
    )
      .map((same) => ({ kind: same[0].kind, ...addCounts(same.map(({ kind: _, ...counts }) => counts)) }))
      .sort((a, b) => b.proposed - a.proposed || (a.kind < b.kind ? -1 : 1)),
  }
}

function addRetention(all: readonly Retention[]): Retention {
  return {
    ...addCounts(all.map(({ returned: _, retained: __, ...counts }) => counts)),
    returned: addFigures(all.map(({ returned }) => returned)),
    retained: addFigures(all.map(({ retained }) => retained)),
  }
}

function addCertification(all: readonly CertificationFigures[]): CertificationFigures {
  return {
    ...addCounts(
      all.map(({ presentation: _, success: __, failureReasons: ___, factors: ____, ...counts }) => counts),
    ),
    presentation: addFigures(all.map(({ presentation }) => presentation)),
    success: addFigures(all.map(({ success }) => success)),
    failureReasons: gatherBy(
      all.map(({ failureReasons }) => failureReasons),
      ({ label }) => textKey(label),
    )
      .map((same) => ({ ...same[0], count: same.reduce((sum, { count }) => sum + count, 0) }))
      .sort((a, b) => b.count - a.count || (textKey(a.label) < textKey(b.label) ? -1 : 1)),
    factors: gatherBy(
      all.map(({ factors }) => factors),
      ({ factor }) => factor,
    ).map((same) => ({
      factor: same[0].factor,
      passed: addCounts(same.map(({ passed }) => passed)),
      failed: addCounts(same.map(({ failed }) => failed)),
    })),
  }
}
