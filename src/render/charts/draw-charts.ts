// Finds the chart models of a view and gives each its drawing. May not change anything else of the view.
import type { ChartModel } from '../../documents/chart-models.js'
import { drawChart, isChartModel } from './draw-chart.js'

/**
 * The same view where every chart model also has `svg` (made by `mark`, which tells the template engine that the
 * drawing is ours) and `note`, null where absent. Parts without charts are handed on as they are.
 */
export function drawCharts(view: unknown, mark: (svg: string) => unknown): unknown {
  if (Array.isArray(view)) {
    let changed = false
    const items = view.map((item) => {
      const drawn = drawCharts(item, mark)
      if (drawn !== item) changed = true
      return drawn
    })
    return changed ? items : view
  }
  if (typeof view !== 'object' || view === null) return view
  if (isChartModel(view)) return withDrawing(view, mark)
  let changed = false
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(view)) {
    const drawn = drawCharts(value, mark)
    if (drawn !== value) changed = true
    fields[name] = drawn
  }
  return changed ? fields : view
}

function withDrawing(model: ChartModel, mark: (svg: string) => unknown): object {
  return { ...model, note: model.note ?? null, svg: mark(drawChart(model)) }
}
