// What happens on the way: survival in training, return after a relaunch, time before a dropout. May not compute a figure.
import { counted, formatNumber, formatPercent, fr } from '../../kernel/french.js'
import { type SurvivalStep, stepAt, survivalAt } from '../../statistics/kaplan-meier.js'
import type { Statistics } from '../../statistics/statistics.js'
import { betweenWords, countsOf, daysWords, intervalWords, shareOf } from '../../words/figure.js'
import { type FactList, type TableBlock, tableRow, textCell } from '../blocks.js'
import type { SurvivalCurve } from '../chart-models.js'
import type { SectionHead } from '../section.js'

export interface PathwaysView extends SectionHead {
  readonly chart: SurvivalCurve | null
  readonly table: TableBlock
  readonly relaunched: { readonly heading: string; readonly facts: FactList['facts'] } | null
  readonly delay: { readonly heading: string; readonly facts: FactList['facts'] } | null
}

const SHARES = [0.1, 0.25, 0.5, 0.75, 1] as const

export function pathwaysView(statistics: Statistics, number: string): PathwaysView | null {
  const { survival, retention, timeToDropout } = statistics
  if (survival.curve.observations === 0 && retention.relaunched === 0 && timeToDropout.count === 0)
    return null
  return {
    anchor: 'parcours',
    number,
    isBrief: true,
    title: 'Le moment des interruptions',
    lead: fr`À quel moment de la formation les parcours s’interrompent, et ce que deviennent ceux qui ont été relancés.`,
    chart: chartOf(statistics),
    table: tableOf(statistics),
    relaunched: relaunchedFacts(statistics),
    delay: delayFacts(statistics),
  }
}

function chartOf({ survival: { curve } }: Statistics): SurvivalCurve | null {
  if (curve.observations < 2 || curve.events === 0) return null
  const end = survivalAt(curve, 1)
  const half = survivalAt(curve, 0.5)
  return {
    kind: 'survivalCurve',
    id: 'parcours-courbe',
    title: fr`À mi-parcours, ${formatPercent(half)} des parcours sont encore en formation ; au terme prévu, ${formatPercent(end)}`,
    description: SHARES.map(
      (share) =>
        fr`À ${formatPercent(share, 0)} de la durée prévue : ${formatPercent(survivalAt(curve, share))}.`,
    ).join(' '),
    unit: 'part écoulée de la durée prévue',
    ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: formatPercent(at, 0) })),
    until: 1,
    curves: [
      {
        label: 'encore en formation',
        points: curve.steps.map(({ time, survival, interval95 }) => ({
          time,
          survival,
          low: interval95?.[0] ?? null,
          high: interval95?.[1] ?? null,
        })),
      },
    ],
    note: fr`Estimation de Kaplan-Meier ; la bande est l’intervalle à 95 %. Les parcours en cours, transférés ou reportés sont suivis jusqu’au dernier jour connu.`,
  }
}

function tableOf({ survival }: Statistics): TableBlock {
  const { curve, withoutDates } = survival
  const rows = SHARES.map((share) => ({ share, step: stepAt(curve, share) }))
  return {
    id: 'parcours-table',
    caption: 'Part des parcours encore en formation',
    columns: [
      { label: 'Part écoulée de la durée prévue', align: 'text', width: '40%' },
      { label: 'Interruptions jusque-là', align: 'number', width: null },
      { label: 'Encore en formation', align: 'number', width: null },
      { label: 'Intervalle à 95 %', align: 'number', width: null },
    ],
    rows:
      curve.observations === 0
        ? []
        : rows.map(({ share, step }) =>
            tableRow([
              textCell(formatPercent(share, 0)),
              textCell(formatNumber(eventsUntil(curve.steps, share))),
              textCell(formatPercent(survivalAt(curve, share))),
              textCell(step === null ? '–' : intervalWords(step.interval95, 1)),
            ]),
          ),
    empty: fr`Aucun parcours n’a à la fois une date d’entrée et une date de fin prévue.`,
    note:
      withoutDates === 0
        ? null
        : fr`${counted(withoutDates, 'parcours sans dates suffisantes n’est pas suivi', 'parcours sans dates suffisantes ne sont pas suivis')}.`,
  }
}

function eventsUntil(steps: readonly SurvivalStep[], share: number): number {
  return steps.reduce((sum, { time, events }) => (time <= share ? sum + events : sum), 0)
}

function relaunchedFacts({ retention }: Statistics): PathwaysView['relaunched'] {
  const { relaunched, returned, retained, finished, inProgress, dropouts, otherExits } = retention
  if (relaunched === 0) return null
  return {
    heading: 'Après une relance',
    facts: [
      { label: 'Bénéficiaires relancés', value: formatNumber(relaunched) },
      {
        label: 'Revus depuis',
        value:
          returned.value === null
            ? (returned.reason ?? '–')
            : fr`${shareOf(returned)} (${countsOf(returned)}), ${betweenWords(returned)}`,
      },
      {
        label: 'Restés en formation',
        value: fr`${shareOf(retained)} (${countsOf(retained)}) : ${counted(finished, 'terminé', 'terminés')}, ${formatNumber(inProgress)} en cours`,
      },
      {
        label: 'Partis',
        value: fr`${counted(dropouts, 'abandon', 'abandons')}, ${counted(otherExits, 'autre sortie', 'autres sorties')}`,
      },
    ],
  }
}

function delayFacts({ timeToDropout }: Statistics): PathwaysView['delay'] {
  const { days, count, withoutAbsence, withoutDate } = timeToDropout
  if (days === null) return null
  const apart = [
    ...(withoutAbsence > 0 ? [fr`${formatNumber(withoutAbsence)} sans absence enregistrée`] : []),
    ...(withoutDate > 0 ? [fr`${formatNumber(withoutDate)} sans date`] : []),
  ]
  return {
    heading: 'De la première absence à l’abandon',
    facts: [
      {
        label: 'Abandons suivis',
        value:
          apart.length === 0
            ? formatNumber(count)
            : fr`${formatNumber(count)} (non suivis : ${apart.join(', ')})`,
      },
      { label: 'Délai médian', value: daysWords(days.median) },
      {
        label: 'Moitié du milieu',
        value: fr`de ${daysWords(days.lowerQuartile)} à ${daysWords(days.upperQuartile)}`,
      },
      { label: 'Du plus court au plus long', value: fr`de ${daysWords(days.min)} à ${daysWords(days.max)}` },
    ],
  }
}
