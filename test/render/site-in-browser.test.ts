// The page of a pack as an auditor opens it: from a disk, in a real browser, with a keyboard or a screen reader.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SiteCase } from '../../src/evidence/site-view.js'
import { type OpenBrowser, openBrowser } from '../../src/render/browser.js'
import { renderSite } from '../../src/render/site.js'
import { aSiteView } from '../support/a-site-view.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const aCase = (number: string, more: Partial<SiteCase>): SiteCase => ({
  ...(aSiteView('Texte').cases[0] as SiteCase),
  number,
  anchor: `dossier-${number}`,
  ...more,
})

const view = {
  ...aSiteView('Élodie'),
  filters: { sites: ['Lille', 'Nice'], trainings: ['Développement'], states: ['En cours'] },
  obligations: [
    {
      id: 'contact',
      title: 'Contacter',
      reference: '§ 2',
      total: '3',
      met: '1',
      late: '1',
      missing: '1',
      pending: '0',
      evidenceAbsent: '0',
    },
  ],
  caseCount: '3 dossiers',
  cases: [
    aCase('A-1', { site: 'Lille', person: 'Élodie Fictive', obligationKeys: ' contact ' }),
    aCase('A-2', { site: 'Nice', findingKey: 'ecart', finding: { text: '1 écart', tone: 'failed' } }),
    aCase('A-3', { site: 'Nice', person: null }),
  ],
}

let browser: OpenBrowser
beforeAll(async () => {
  browser = await openBrowser({ browser: null })
})
afterAll(() => browser.close())

/** The page opened from a file, and everything that it asked for or complained of. */
async function opened(fragment = '') {
  const html = await renderSite({
    template: 'pack/index',
    view,
    title: 'Dossier de preuves',
    colours: {},
    style: 'styles/pack.css',
    script: 'pack/search.js',
  })
  const folder = await temporaryWorkspace({ 'index.html': html })
  const page = await browser.puppeteer.newPage()
  const noise: string[] = []
  page.on('console', (message) => noise.push(message.text()))
  page.on('pageerror', (error) => noise.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) noise.push(request.url())
  })
  await page.goto(`${pathToFileURL(join(folder, 'index.html'))}${fragment}`)
  const shown = () =>
    page.$$eval('details.dossier', (items) => items.filter((item) => !item.hidden).map((item) => item.id))
  return { page, noise, shown }
}

describe('the page of a pack in a browser, from a disk', () => {
  it('asks for nothing, complains of nothing, and satisfies axe, closed and open', async () => {
    const { page, noise } = await opened()
    await page.evaluate(AXE)
    for (const isOpen of [false, true]) {
      await page.$$eval(
        'details',
        (items, open) => {
          for (const item of items) item.open = open
        },
        isOpen,
      )
      const violations = await page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
      )
      expect(violations).toEqual([])
    }
    expect(noise).toEqual([])
    await page.close()
  }, 60_000)

  it('finds by words whatever their accents, by site, obligation and finding, and says how many', async () => {
    const { page, shown } = await opened()
    const choose = (name: string, value: string) => page.select(`[name=${name}]`, value)
    await page.type('[name=texte]', 'elodie FICTIVE')
    expect(await shown()).toEqual(['dossier-A-1'])
    expect(await page.$eval('#compte', (status) => status.textContent)).toBe('1 sur 3 dossiers')
    await page.click('#tout')
    expect(await shown()).toHaveLength(3)
    await choose('site', 'Nice')
    expect(await shown()).toEqual(['dossier-A-2', 'dossier-A-3'])
    await choose('constat', 'ecart')
    expect(await shown()).toEqual(['dossier-A-2'])
    await page.click('#tout')
    await choose('obligation', 'contact')
    expect(await shown()).toEqual(['dossier-A-1'])
    await page.close()
  }, 60_000)

  it('opens the case that an address names, and each with the keyboard alone', async () => {
    const { page } = await opened('#dossier-A-2')
    const isOpen = (id: string) => page.$eval(`#${id}`, (item) => (item as unknown as { open: boolean }).open)
    expect(await isOpen('dossier-A-2')).toBe(true)
    await page.focus('#dossier-A-1 summary')
    await page.keyboard.press('Enter')
    expect(await isOpen('dossier-A-1')).toBe(true)
    await page.close()
  }, 60_000)
})
