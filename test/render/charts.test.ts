import { describe, expect, it } from 'vitest'
import { drawChart } from '../../src/render/charts/draw-chart.js'
import { textWidth, wrapText } from '../../src/render/charts/text-width.js'
import { CHARTS, HOSTILE_NAMES } from './example-page.js'

const MODELS = Object.values(CHARTS)

describe.each(MODELS.map((model) => [model.kind, model] as const))('chart %s', (_, model) => {
  const svg = drawChart(model)

  it('draws the same bytes for the same model', () => {
    expect(drawChart(structuredClone(model))).toBe(svg)
    expect(svg).toMatchSnapshot()
  })

  it('is one closed drawing with its words and no broken number', () => {
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    const open: string[] = []
    for (const [, slash, name = '', closed] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (slash === '/') expect(open.pop()).toBe(name)
      else if (closed === '') open.push(name)
    }
    expect(open).toEqual([])
    expect(svg).toContain(' role="img" ')
    expect(svg).toContain('aria-label="')
  })

  it('lets nothing of the data become markup', () => {
    expect(svg).not.toContain('<script')
    expect(svg).not.toContain('<b>')
  })
})

describe('charts without data', () => {
  it.each([
    { ...CHARTS.rankedBars, bars: [] },
    { ...CHARTS.stackedBars, rows: [] },
    { ...CHARTS.monthColumns, columns: [] },
    { ...CHARTS.delayDistribution, delays: [], limit: null },
    { ...CHARTS.procedureFlow, steps: [] },
    { ...CHARTS.caseTimeline, events: [], spans: [], ticks: [], to: 0 },
    { ...CHARTS.survivalCurve, curves: [], atRisk: [] },
    { ...CHARTS.dotInterval, rows: [] },
    { ...CHARTS.funnelChart, points: [], limits: [] },
    { ...CHARTS.incidenceCurve, steps: [], ticks: [] },
    { ...CHARTS.runChart, points: [], scale: [] },
  ])('$kind draws an empty chart', (model) => {
    expect(drawChart(model)).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('stacked bars', () => {
  it('leaves the states that never occur out of the key', () => {
    const model = { ...CHARTS.stackedBars, rows: [{ label: 'x', values: [3, 0, 0, 0, 0, 0], shown: '3' }] }
    expect(drawChart(model)).toContain('état done')
    expect(drawChart(model)).not.toContain('état late')
  })
})

describe('procedure flow', () => {
  it('goes on in another drawing where it would be taller than a page', () => {
    const steps = Array.from({ length: 60 }, (_, i) => ({
      id: String(i),
      title: `Étape ${i}`,
      trigger: 'absence',
      delay: null,
      details: [],
      after: null,
    }))
    const svg = drawChart({ ...CHARTS.procedureFlow, steps })
    expect(svg.match(/<svg/g)?.length).toBeGreaterThan(1)
    for (const [, height] of svg.matchAll(/viewBox="0 0 640 ([\d.]+)"/g))
      expect(Number(height)).toBeLessThan(800)
    for (const step of steps) expect(svg).toContain(`>${step.title}<`)
  })
})

describe('text', () => {
  it('is cut into lines that fit, words too long anywhere', () => {
    for (const name of HOSTILE_NAMES) {
      for (const line of wrapText(name, 120, 12, 3)) expect(textWidth(line, 12)).toBeLessThanOrEqual(121)
    }
    expect(wrapText('un deux trois quatre cinq six sept huit neuf', 60, 12, 2)).toHaveLength(2)
    expect(wrapText('un deux trois quatre cinq six sept huit neuf', 60, 12, 2)[1]).toMatch(/…$/)
  })
})
