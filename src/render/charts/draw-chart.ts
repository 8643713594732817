// One drawing function per kind of chart. May not look inside a model.
import type { ChartModel } from '../../documents/chart-models.js'
import { drawCaseTimeline } from './case-timeline.js'
import { drawDelayDistribution } from './delay-distribution.js'
import { drawDotInterval } from './dot-interval.js'
import { drawFunnelChart } from './funnel-chart.js'
import { drawIncidenceCurve } from './incidence-curve.js'
import { drawMonthColumns } from './month-columns.js'
import { drawProcedureFlow } from './procedure-flow.js'
import { drawRankedBars } from './ranked-bars.js'
import { drawRunChart } from './run-chart.js'
import { drawStackedBars } from './stacked-bars.js'
import { drawSurvivalCurve } from './survival-curve.js'

type Drawers = {
  readonly [Kind in ChartModel['kind']]: (model: Extract<ChartModel, { kind: Kind }>) => string
}

const DRAWERS: Drawers = {
  rankedBars: drawRankedBars,
  stackedBars: drawStackedBars,
  monthColumns: drawMonthColumns,
  delayDistribution: drawDelayDistribution,
  procedureFlow: drawProcedureFlow,
  caseTimeline: drawCaseTimeline,
  survivalCurve: drawSurvivalCurve,
  dotInterval: drawDotInterval,
  funnelChart: drawFunnelChart,
  incidenceCurve: drawIncidenceCurve,
  runChart: drawRunChart,
}

/** A chart as one SVG element: same model, same bytes. */
export function drawChart(model: ChartModel): string {
  const draw = DRAWERS[model.kind] as (model: ChartModel) => string
  return draw(model)
}

/** Whether an object of a view is a chart model. */
export function isChartModel(value: object): value is ChartModel {
  const { kind, title, description } = value as Record<string, unknown>
  return (
    typeof kind === 'string' &&
    Object.hasOwn(DRAWERS, kind) &&
    typeof title === 'string' &&
    typeof description === 'string'
  )
}
