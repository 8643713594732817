import { describe, expect, it } from 'vitest'
import { buildDossier } from '../../../src/app/build-dossier.js'
import { siteContent } from '../../../src/app/results/site-json.js'
import { readSiteContent } from '../../../src/app/results/site-schema.js'
import { parseIsoDate } from '../../../src/kernel/local-date.js'
import { textKey } from '../../../src/kernel/text-key.js'
import { addStatistics } from '../../../src/statistics/consolidation/add-statistics.js'
import { consolidateSites } from '../../../src/statistics/consolidation/consolidation.js'
import type { SiteFile, SiteStatistics } from '../../../src/statistics/consolidation/site-file.js'
import { type Files, randomNetwork } from '../../support/random-network.js'
import { temporaryWorkspace } from '../../support/temporary-workspace.js'

const AS_OF = parseIsoDate('2026-09-30')

/** As it is read from a file: through JSON and the form that files are held against. */
async function siteFileOf(files: Files, isPublic = false): Promise<SiteFile> {
  const { dossier } = await buildDossier({ folder: await temporaryWorkspace(files), asOf: AS_OF })
  if (dossier === null) throw new Error('The workspace of this test cannot be judged')
  const reading = readSiteContent(JSON.parse(JSON.stringify(siteContent(dossier, isPublic))))
  if (!('file' in reading)) throw new Error(`Not a site file at ${reading.wrongAt}`)
  return reading.file
}

/** Whether groups of learners with a disability are large enough to be shown is judged site by site. */
function isAdded([dimension]: readonly [string, unknown]): boolean {
  return dimension !== 'psh'
}

/** Which of several wordings is shown depends on the order of the rows: they meet under one key. */
function sameWording(statistics: SiteStatistics) {
  const rows = Object.entries(statistics.breakdowns)
    .filter(isAdded)
    .map(([dimension, found]) => [
      dimension,
      (found ?? []).map((row) => ({ ...row, key: textKey(row.key), label: textKey(row.label) })),
    ])
  return {
    ...statistics,
    causes: statistics.causes.map((cause) => ({ ...cause, label: textKey(cause.label) })),
    breakdowns: Object.fromEntries(rows),
    withheld: Object.fromEntries(Object.entries(statistics.withheld).filter(isAdded)),
  }
}

describe('the parts of a network', () => {
  it.each([1, 2, 3, 4])('add up to the whole, count by count (network %i)', async (seed) => {
    const network = randomNetwork(seed, ['nice', 'lyon', 'lille'], 45)
    const whole = await siteFileOf(network.whole)
    const [first, ...others] = await Promise.all(
      Object.values(network.sites).map((files) => siteFileOf(files)),
    )
    const { totals, sites } = consolidateSites([first as SiteFile, ...others], null)
    expect(sites.map(({ id }) => id)).toEqual(['lille', 'lyon', 'nice'])
    expect(whole.ledger.total).toBeGreaterThan(30)
    expect(whole.diagnostics.errors).toBeGreaterThan(0)
    expect(totals.scope).toEqual(whole.scope)
    expect(totals.ledger).toEqual(whole.ledger)
    expect(totals.obligations).toEqual(whole.obligations)
    expect(totals.diagnostics.errors).toBe(whole.diagnostics.errors)
    expect(totals.statistics.map(({ cohort }) => cohort.year)).toEqual([2025, 2026])
    // One part alone is the whole, in the form in which parts add up.
    const alone = whole.statistics.map((statistics) => sameWording(addStatistics([statistics])))
    expect(totals.statistics.map(sameWording)).toEqual(alone)
    const [year] = whole.statistics
    expect(year?.rates[0]?.numerator).toBeGreaterThan(1)
    expect(totals.statistics[0]?.rates[0]).toMatchObject({
      numerator: year?.rates[0]?.numerator,
      denominator: year?.rates[0]?.denominator,
      value: year?.rates[0]?.value,
      wilson95: year?.rates[0]?.wilson95,
    })
  })

  it('do not depend on the order in which they are given', async () => {
    const network = randomNetwork(9, ['nice', 'lyon', 'lille'], 20)
    const [first, second, third] = (await Promise.all(
      Object.values(network.sites).map((files) => siteFileOf(files)),
    )) as [SiteFile, SiteFile, SiteFile]
    expect(consolidateSites([third, first, second], null)).toEqual(
      consolidateSites([first, second, third], null),
    )
  })

  it('hand over no file number, no name and no address', async () => {
    const network = randomNetwork(5, ['nice'], 30)
    const text = JSON.stringify(await siteFileOf(network.whole))
    expect(text).not.toMatch(/nice-\d|Fictif\d|Camille|@/)
    expect(text).not.toContain('persons')
  })

  it('stay hidden where a site hides them', async () => {
    const network = randomNetwork(6, ['nice', 'lyon'], 12)
    const [nice, lyon] = (await Promise.all(
      Object.values(network.sites).map((files) => siteFileOf(files, true)),
    )) as [SiteFile, SiteFile]
    expect(nice.public).toBe(true)
    expect(nice.statistics[0]?.exits).toBeUndefined()
    for (const { total } of nice.obligations) expect(total === null || total === 0 || total >= 20).toBe(true)
    const { totals, funnels } = consolidateSites([nice, lyon], null)
    const dropout = totals.statistics[0]?.rates.find(({ id }) => id === 'dropout')
    expect(dropout).toMatchObject({ numerator: null, value: null })
    expect(dropout?.reason).toMatch(/masqué/)
    expect(funnels).toEqual([])
  })
})
