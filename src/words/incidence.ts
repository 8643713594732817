// The weeks of an incidence in words. May not compute a figure.
import { counted, formatNumber, formatPercent, fr } from '../kernel/french.js'
import type { WeekOfDropouts } from '../statistics/statistics.js'

/** « Semaine 3 : 2 abandons parmi 118 parcours suivis, 1,7 % depuis l’entrée. », one sentence a week. */
export function incidenceSteps(steps: readonly WeekOfDropouts[]): string {
  return steps
    .map(
      ({ week, atRisk, dropouts, value }) =>
        fr`Semaine ${week} : ${counted(dropouts, 'abandon', 'abandons')} parmi ${formatNumber(atRisk)} suivis, ${formatPercent(value)} depuis l’entrée.`,
    )
    .join(' ')
}
