// A real browser prints real pages here; no other program is needed to look at them.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EnvironmentFailure, Refusal } from '../../src/kernel/failure.js'
import { dateOf, type LocalDate } from '../../src/kernel/local-date.js'
import { isRecentEnough, type OpenBrowser, openBrowser } from '../../src/render/browser.js'
import { renderDocument } from '../../src/render/html.js'
import { type PackagedBrowser, unpackBrowser } from '../../src/render/packaged-browser.js'
import { type PrintedDocument, printPdf } from '../../src/render/pdf.js'
import {
  arrayAt,
  dictionaryAt,
  type PdfFile,
  PdfReference,
  type PdfValue,
  pagesOf,
  readPdf,
} from '../../src/render/pdf-objects.js'
import { examplePage } from './example-page.js'
import { decodePdfString, fontsOf, structureOf } from './look-into-pdf.js'

const IDENTITY = {
  date: dateOf(2026, 11, 30) as LocalDate,
  creator: 'i12 0.1.0',
  author: 'Horizon Formation',
}

let browser: OpenBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Bookmarks as « level title », and the page each leads to. */
function bookmarksOf(file: PdfFile): { words: string; page: number }[] {
  const pages = pagesOf(file).map((page) => page.number)
  const found: { words: string; page: number }[] = []
  const visit = (reference: PdfValue | undefined, level: number): void => {
    for (let next = reference; next !== undefined; next = dictionaryAt(file, next).get('Next')) {
      const item = dictionaryAt(file, next)
      const [page] = arrayAt(file, item.get('Dest'))
      found.push({
        words: `${level} ${decodePdfString(item.get('Title'))}`,
        page: page instanceof PdfReference ? pages.indexOf(page.number) + 1 : 0,
      })
      visit(item.get('First'), level + 1)
    }
  }
  visit(dictionaryAt(file, dictionaryAt(file, file.root).get('Outlines')).get('First'), 1)
  return found
}

describe('a printed document', () => {
  let printed: PrintedDocument
  let file: PdfFile
  beforeAll(async () => {
    printed = await printPdf(await renderDocument(examplePage({ rows: 120 })), { ...IDENTITY, browser })
    file = readPdf(printed.bytes)
  })

  it('has its pages, and a table of contents that tells them', () => {
    expect(pagesOf(file)).toHaveLength(printed.pageCount)
    expect(printed.pageCount).toBeGreaterThan(6)
    const bookmarks = bookmarksOf(file)
    expect(printed.pageOfAnchor.get('synthese')).toBe(
      bookmarks.find((mark) => mark.words.includes('Synthèse'))?.page,
    )
    expect(printed.pageOfAnchor.get('ecarts')).toBe(
      bookmarks.find((mark) => mark.words.includes('Écarts'))?.page,
    )
    expect([...printed.pageOfAnchor.keys()].sort()).toEqual(['detail', 'ecarts', 'synthese'])
  })

  it('has bookmarks with the titles of the page, in its levels', () => {
    expect(bookmarksOf(file).map(({ words }) => words)).toEqual([
      '1 Prévention des abandons et des ruptures de parcours dans la formation professionnelle',
      '2 Sommaire',
      '1 1 Synthèse',
      '2 1.1 Détail',
      '1 2 Écarts',
    ])
  })

  it('is tagged: headings, tables with heads, figures with words', () => {
    const structure = structureOf(file)
    const count = (kind: string) => structure.filter((node) => node.kind === kind).length
    expect(count('H1')).toBe(3)
    expect(count('H2')).toBe(2)
    expect(count('Table')).toBe(2)
    // Heads of four columns, of 120 rows, of one line of facts.
    expect(count('TH')).toBe(4 + 120 + 1)
    expect(count('TD')).toBe(3 * 120 + 1)
    const figures = structure.filter((node) => node.kind === 'Figure')
    expect(figures.length).toBeGreaterThanOrEqual(8)
    for (const { element } of figures) expect(decodePdfString(element.get('Alt'))).not.toBe('')
    const cell = structure.find((node) => node.kind === 'TD')?.element
    expect(
      JSON.stringify(cell?.get('A'), (_, value) => (value instanceof Map ? [...value] : value)),
    ).toContain('Headers')
    expect(count('NonStruct')).toBe(0)
  })

  it('points from every piece of marked content to an element that is in the tree', () => {
    const known = new Set(structureOf(file).map(({ element }) => element))
    const tree = dictionaryAt(
      file,
      dictionaryAt(file, dictionaryAt(file, file.root).get('StructTreeRoot')).get('ParentTree'),
    )
    const numbers = arrayAt(file, tree.get('Nums'))
    let checked = 0
    for (let i = 1; i < numbers.length; i += 2) {
      for (const entry of arrayAt(file, numbers[i])) {
        if (entry === 'null') continue
        expect(known.has(dictionaryAt(file, entry))).toBe(true)
        checked++
      }
    }
    expect(checked).toBeGreaterThan(500)
  })

  it('embeds its two weights and the Arabic as TrueType, nothing else', () => {
    const fonts = new Set(fontsOf(file))
    expect([...fonts].sort()).toEqual([
      'CIDFontType2',
      'NotoSansArabic-Regular',
      'SourceSans3-Regular',
      'SourceSans3-Semibold',
      'Type0',
    ])
  })

  it('says what it is: title, language, organisation, its own day', () => {
    const catalogue = dictionaryAt(file, file.root)
    const info = dictionaryAt(file, file.info ?? undefined)
    expect(decodePdfString(catalogue.get('Lang'))).toBe('fr-FR')
    expect(dictionaryAt(file, catalogue.get('ViewerPreferences')).get('DisplayDocTitle')).toBe('true')
    expect(decodePdfString(info.get('Title'))).toBe('Rapport d’essai')
    expect(decodePdfString(info.get('Author'))).toBe('Horizon Formation')
    expect(info.get('CreationDate')).toBe('(D:20261130000000Z)')
    const metadata = catalogue.get('Metadata') as PdfReference
    const packet = Buffer.from(file.objects.get(metadata.number)?.stream ?? []).toString('utf8')
    expect(packet).toContain('<rdf:li xml:lang="x-default">Rapport d’essai</rdf:li>')
    expect(packet).toContain('<xmp:CreateDate>2026-11-30T00:00:00Z</xmp:CreateDate>')
  })
})

describe('the same page', () => {
  it('gives the same bytes in another browser with another history', async () => {
    const page = await renderDocument(examplePage({ rows: 30 }))
    const first = await printPdf(page, { ...IDENTITY, browser })
    const other = await openBrowser()
    try {
      await printPdf(await renderDocument(examplePage({ rows: 7 })), { ...IDENTITY, browser: other })
      const second = await printPdf(page, { ...IDENTITY, browser: other })
      expect(Buffer.compare(Buffer.from(first.bytes), Buffer.from(second.bytes))).toBe(0)
    } finally {
      await other.close()
    }
  })
})

describe('a document printed in parts', () => {
  it('is one document: pages, bookmarks, links and identifiers go on', async () => {
    const steps: string[] = []
    const page = await renderDocument(examplePage({ rows: 50, tables: 3 }))
    const printed = await printPdf(page, {
      ...IDENTITY,
      browser,
      onProgress: (done, all) => steps.push(`${done}/${all}`),
    })
    const file = readPdf(printed.bytes)
    expect(pagesOf(file)).toHaveLength(printed.pageCount)
    expect(steps.at(-1)).toBe('6/6')
    const structure = structureOf(file)
    expect(structure.filter(({ kind }) => kind === 'Document')).toHaveLength(1)
    expect(structure.filter(({ kind }) => kind === 'Table')).toHaveLength(1 + 3)
    expect(structure.filter(({ kind }) => kind === 'TH')).toHaveLength(1 + 3 * (4 + 50))
    const identifiers = structure.flatMap(({ element }) => element.get('ID') ?? [])
    expect(new Set(identifiers).size).toBe(identifiers.length)
    expect(bookmarksOf(file).map(({ words }) => words)).toContain('1 2 Écarts')
    const destinations = dictionaryAt(file, dictionaryAt(file, file.root).get('Dests'))
    const links = pagesOf(file).flatMap((reference) =>
      arrayAt(file, dictionaryAt(file, reference).get('Annots')),
    )
    expect(links).toHaveLength(3)
    for (const link of links)
      expect(destinations.has(String(dictionaryAt(file, link).get('Dest')).slice(1))).toBe(true)
    const again = await printPdf(page, { ...IDENTITY, browser })
    expect(Buffer.compare(Buffer.from(printed.bytes), Buffer.from(again.bytes))).toBe(0)
  })
})

describe('a page that reaches outside', () => {
  it('is refused, and nothing is asked of the address', async () => {
    let asked = 0
    const server = createServer((_, response) => {
      asked++
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      for (const body of [
        `<img src="${address}/a.png">`,
        `<style>body{background:url(${address}/b.png)}</style>texte`,
        `<link rel="stylesheet" href="${address}/c.css">`,
      ]) {
        const printing = printPdf(`<html><head></head><body>${body}</body></html>`, { ...IDENTITY, browser })
        const refusal = await printing.then(
          () => null,
          (error: unknown) => error as Refusal,
        )
        expect(refusal, body).toBeInstanceOf(Refusal)
        expect(refusal?.message).toContain(address)
      }
      expect(asked).toBe(0)
    } finally {
      server.close()
    }
  })

  it('runs no script', async () => {
    const page =
      '<html><head></head><body><p>a</p><script>for (let i = 0; i < 9; i++) document.body.innerHTML += "<p style=\'break-before:page\'>x</p>"</script></body></html>'
    expect((await printPdf(page, { ...IDENTITY, browser })).pageCount).toBe(1)
  })
})

describe('the browser', () => {
  it('is one that prints margins', () => {
    expect(isRecentEnough('HeadlessChrome/147.0.7727.0')).toBe(true)
    expect(isRecentEnough('Chrome/131.0.6778.85')).toBe(true)
    expect(isRecentEnough('HeadlessChrome/130.0.6723.58')).toBe(false)
    expect(isRecentEnough('')).toBe(false)
  })

  it('that nobody finds is an environment failure that says how to get one', async () => {
    const nothing = async () => null
    const search = { installed: nothing, keptByPuppeteer: nothing, packaged: nothing }
    const failure = (await openBrowser({}, search).catch((error: unknown) => error)) as EnvironmentFailure
    expect(failure).toBeInstanceOf(EnvironmentFailure)
    expect(failure.message).toContain('Aucun navigateur')
    expect(failure.mend).toContain('Chrome, Edge ou Chromium')
  })

  const isCarried = process.platform === 'linux' && process.arch === 'x64'
  it.skipIf(!isCarried)('is the packaged one, whatever is installed, and the document says so', async () => {
    const search = {
      installed: async () => process.execPath,
      keptByPuppeteer: async () => null,
      packaged: unpackBrowser,
    }
    const opened = await openBrowser({}, search)
    expect(opened.origin).toBe('packaged')
    expect(opened.producer).toMatch(/^Chromium \d+\.\d+\.\d+\.\d+$/)
    await opened.close()
  })

  it.skipIf(!isCarried)('that does not start, or cannot be unpacked, gives way to the next', async () => {
    const carried = (await unpackBrowser()) as PackagedBrowser
    const search = {
      installed: async () => process.execPath,
      keptByPuppeteer: async () => carried.executable,
      packaged: async () => {
        throw new Error('disque plein')
      },
    }
    const opened = await openBrowser({}, search)
    expect(opened.origin).toBe('puppeteer')
    await opened.close()
  })

  it.skipIf(process.platform === 'win32')(
    'that hangs is ended with all that it has started, and leaves nothing behind',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'i12-essai-'))
      const wrapper = join(folder, 'chrome')
      writeFileSync(wrapper, `#!/bin/sh\nsleep 600 &\necho $! > ${folder}/pid\nwait\n`, { mode: 0o755 })
      process.env.TMPDIR = folder
      const failure = (await openBrowser({ browser: wrapper, longestStart: 700 })
        .catch((error: unknown) => error)
        .finally(() => delete process.env.TMPDIR)) as EnvironmentFailure
      expect(failure).toBeInstanceOf(EnvironmentFailure)
      expect(failure.message).toContain('ne répond pas')
      const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
      for (let i = 0; i < 50 && isRunning(pid); i++) await new Promise((resolve) => setTimeout(resolve, 50))
      expect(isRunning(pid)).toBe(false)
      expect(profiles(folder)).toEqual([])
      rmSync(folder, { recursive: true })
    },
  )

  it.skipIf(process.platform === 'win32')('knows no variable of ours', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'i12-essai-'))
    const wrapper = join(folder, 'chrome')
    writeFileSync(wrapper, `#!/bin/sh\nenv > ${folder}/env\nexit 1\n`, { mode: 0o755 })
    process.env.I12_P12_PASSPHRASE = 'demonstration'
    try {
      await openBrowser({ browser: wrapper }).catch(() => null)
    } finally {
      delete process.env.I12_P12_PASSPHRASE
    }
    const said = readFileSync(join(folder, 'env'), 'utf8')
    expect(said).toContain('PATH=')
    expect(said).not.toContain('I12_')
    rmSync(folder, { recursive: true })
  })

  it('that is asked for and not there is an environment failure that says what to do', async () => {
    const failure = (await openBrowser({ browser: '/nulle/part/chrome' }).catch(
      (error: unknown) => error,
    )) as EnvironmentFailure
    expect(failure).toBeInstanceOf(EnvironmentFailure)
    expect(failure.message).toContain('/nulle/part/chrome')
    expect(failure.mend).toContain('--browser')
  })

  it('that does not start is an environment failure that names it', async () => {
    const failure = (await openBrowser({ browser: process.execPath }).catch(
      (error: unknown) => error,
    )) as EnvironmentFailure
    expect(failure).toBeInstanceOf(EnvironmentFailure)
    expect(failure.message).toContain(process.execPath)
    expect(failure.mend).toContain('Chrome')
  })

  it.skipIf(process.platform === 'win32')('ends with the program, even on Ctrl-C', async () => {
    const module = fileURLToPath(new URL('../../dist/render/browser.js', import.meta.url))
    const script = `import { openBrowser } from ${JSON.stringify(module)}
      const browser = await openBrowser()
      process.stdout.write(String(browser.puppeteer.process().pid))
      setInterval(() => {}, 1000)`
    const folder = mkdtempSync(join(tmpdir(), 'i12-essai-'))
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR: folder },
    })
    const pid = Number(
      await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data)))),
    )
    expect(isRunning(pid)).toBe(true)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    expect(profiles(folder)).toHaveLength(1)
    child.kill('SIGINT')
    await ended
    expect(profiles(folder)).toEqual([])
    rmSync(folder, { recursive: true })
    for (let i = 0; i < 50 && isRunning(pid); i++) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(isRunning(pid)).toBe(false)
  })
})

function profiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('i12-navigateur-'))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
