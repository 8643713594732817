// The funnel of a cohort as a chart: each site against what chance gives a site of its size. May not judge a site.
import { formatNumber, formatPercent, fr, listed, NBSP } from '../../kernel/french.js'
import type { ConsolidatedSite } from '../../statistics/consolidation/consolidation.js'
import {
  type Funnel,
  type FunnelPoint,
  funnelLimits,
  LEAST_POPULATION,
} from '../../statistics/consolidation/funnel.js'
import type { FunnelChart } from '../chart-models.js'

/** Populations at which the limits are drawn. */
const STEPS = 60

/** Null where fewer than two sites can be placed: there is nothing to compare. */
export function funnelView(funnel: Funnel, sites: readonly ConsolidatedSite[]): FunnelChart | null {
  if (funnel.points.length < 2) return null
  const names = new Map(sites.map(({ id, name }) => [id, name]))
  const nameOf = ({ site }: FunnelPoint) => names.get(site) ?? site
  const most = Math.max(...funnel.points.map(({ denominator }) => denominator))
  const sizes = sizesBetween(LEAST_POPULATION, Math.ceil(Math.max(most, LEAST_POPULATION + 1) * 1.06))
  const limits = sizes.map((size) => ({ size, ...funnelLimits(size, funnel.overall.value) }))
  return {
    kind: 'funnelChart',
    id: `entonnoir-${funnel.year}`,
    title:
      funnel.outside === 0
        ? fr`Abandons des entrés ${funnel.year} : le hasard suffit à expliquer les différences entre les sites`
        : fr`Abandons des entrés ${funnel.year} : ${funnel.outside === 1 ? 'un site sort' : `${funnel.outside} sites sortent`} de ce que le hasard explique`,
    description: funnel.points.map((point) => pointSentence(point, nameOf(point))).join(' '),
    note: noteOf(funnel, names),
    unit: fr`entrés de la cohorte ${funnel.year}, par site`,
    overall: {
      value: funnel.overall.value,
      label: fr`ensemble : ${formatPercent(funnel.overall.value)}`,
    },
    limits: [
      {
        label: fr`95 %`,
        low: limits.map(({ size, limits95 }) => ({ size, value: limits95.low })),
        high: limits.map(({ size, limits95 }) => ({ size, value: limits95.high })),
      },
      {
        label: fr`99,8 %`,
        low: limits.map(({ size, limits998 }) => ({ size, value: limits998.low })),
        high: limits.map(({ size, limits998 }) => ({ size, value: limits998.high })),
      },
    ],
    points: funnel.points.map((point) => ({
      label: nameOf(point),
      size: point.denominator,
      value: point.value,
      isNamed: point.position !== 'within' || funnel.points.length <= 12,
      tone: point.position === 'within' ? 'accent' : 'failed',
    })),
  }
}

function sizesBetween(first: number, last: number): readonly number[] {
  const sizes = Array.from({ length: STEPS + 1 }, (_, index) =>
    Math.round(first * (last / first) ** (index / STEPS)),
  )
  return [...new Set(sizes)]
}

function pointSentence({ numerator, denominator, value, position }: FunnelPoint, name: string): string {
  const where = {
    within: fr`dans les limites à 95 %`,
    outside95: fr`hors des limites à 95 %`,
    outside998: fr`hors des limites à 99,8 %`,
  }[position]
  return fr`${name} : ${formatNumber(numerator)} sur ${formatNumber(denominator)} (${formatPercent(value)}), ${where}.`
}

function noteOf({ overall, notPlaced }: Funnel, names: ReadonlyMap<string, string>): string {
  const sentences = [
    fr`Limites binomiales exactes autour du taux de l’ensemble (${formatNumber(overall.numerator)}${NBSP}/${NBSP}${formatNumber(overall.denominator)}). Aucun site n’est classé.`,
  ]
  if (notPlaced.length > 0) {
    const shown = notPlaced.slice(0, 10).map((id) => names.get(id) ?? id)
    const rest = notPlaced.length - shown.length
    sentences.push(
      fr`Moins de ${LEAST_POPULATION} entrés, non placés : ${listed(rest > 0 ? [...shown, fr`${formatNumber(rest)} autres`] : shown)}.`,
    )
  }
  return sentences.join(' ')
}
