// Week after week, the share of the entered who have dropped out. May not compute a figure.
import { counted, formatNumber, formatPercent, fr } from '../../kernel/french.js'
import type { WeekOfDropouts } from '../../statistics/statistics.js'
import { incidenceSteps } from '../../words/incidence.js'
import { type TableBlock, tableRow, textCell } from '../blocks.js'
import type { IncidenceCurve } from '../chart-models.js'
import type { SectionHead } from '../section.js'
import type { Shown } from './document-inputs.js'

export interface IncidenceView extends SectionHead {
  readonly chart: IncidenceCurve
  /** Who was still followed, and who had dropped out, by some of the weeks of the curve. */
  readonly table: TableBlock
}

/** Rows of the table. */
const MOST_WEEKS = 12

/** Null where no dropout can be placed in time, or where nothing of it may be shown. */
export function incidenceView({ kind, statistics }: Shown, number: string): IncidenceView | null {
  const { steps, withoutDates } = statistics.incidence
  const last = steps.at(-1)
  if (last === undefined) return null
  const until = Math.max(4, last.week + 1)
  const every = [1, 2, 4, 8, 13, 26, 52].find((weeks) => until / weeks <= 12) ?? 104
  return {
    anchor: 'semaines',
    number,
    isBrief: true,
    title: 'Les abandons, semaine après semaine',
    lead: fr`Quand on abandonne : la part de tous les entrés qui l’ont déjà fait, semaine après semaine depuis l’entrée.`,
    chart: {
      kind: 'incidenceCurve',
      id: 'semaines-courbe',
      title: fr`${formatPercent(last.value)} des entrés ont abandonné ${last.week === 0 ? 'dans les sept premiers jours' : fr`au bout de ${counted(last.week + 1, 'semaine', 'semaines')}`}`,
      description: incidenceSteps(steps),
      unit: 'semaines depuis l’entrée',
      ticks: Array.from({ length: Math.floor(until / every) + 1 }, (_, index) => ({
        at: index * every,
        label: String(index * every),
      })),
      until,
      steps: steps.map(({ week, value }) => ({ at: week, value })),
      note: noteOf(kind, withoutDates),
    },
    table: {
      id: 'semaines-table',
      caption: 'Abandons et parcours suivis, par semaine depuis l’entrée',
      columns: [
        { label: 'Semaine', align: 'text', width: '28%' },
        { label: 'Parcours suivis', align: 'number', width: null },
        { label: 'Abandons de la semaine', align: 'number', width: null },
        { label: 'Part depuis l’entrée', align: 'number', width: null },
      ],
      rows: weeksShown(steps).map(({ week, atRisk, dropouts, value }) =>
        tableRow([
          textCell(String(week)),
          textCell(formatNumber(atRisk)),
          textCell(formatNumber(dropouts)),
          textCell(formatPercent(value)),
        ]),
      ),
      empty: 'Aucun abandon daté.',
      note:
        steps.length <= MOST_WEEKS
          ? null
          : fr`${formatNumber(MOST_WEEKS)} des ${formatNumber(steps.length)} semaines qui comptent un abandon ; « i12 stats --format json » les donne toutes.`,
    },
  }
}

/** Weeks evenly spread over the curve, the last among them. */
function weeksShown(steps: readonly WeekOfDropouts[]): readonly WeekOfDropouts[] {
  if (steps.length <= MOST_WEEKS) return steps
  return Array.from({ length: MOST_WEEKS }, (_, index) => {
    const at = Math.round(((index + 1) * steps.length) / MOST_WEEKS) - 1
    return steps[at] as WeekOfDropouts
  })
}

/** The method in one sentence, then who is not in it. */
function noteOf(kind: Shown['kind'], withoutDates: number): string {
  const method = fr`Estimation d’Aalen-Johansen, par semaine entière depuis l’entrée : toute autre sortie, la fin de la formation comprise, fait qu’on ne peut plus abandonner, et qui est en cours est suivi jusqu’à la date d’arrêté.`
  if (kind === 'public') {
    return fr`${method} Les semaines où trop peu de parcours restent suivis ne sont pas publiées.`
  }
  return withoutDates === 0
    ? method
    : fr`${method} ${counted(withoutDates, 'parcours sans date d’entrée ou de sortie n’est pas suivi', 'parcours sans date d’entrée ou de sortie ne sont pas suivis')}.`
}
