// HTML becomes paper: prints, numbers the table of contents, makes the bytes repeatable. May not know the domain.
import { EnvironmentFailure, Refusal } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { OpenBrowser } from './browser.js'
import { identify, tidyStructure } from './make-repeatable.js'
import { mergeParts } from './merge-pdf.js'
import {
  anchorsToNumber,
  cutIntoParts,
  fillPageNumbers,
  headingsOf,
  numberAsPart,
  titleOf,
} from './page-text.js'
import {
  arrayAt,
  dictionaryAt,
  type PdfFile,
  PdfReference,
  pagesOf,
  readPdf,
  writePdf,
} from './pdf-objects.js'
import { bookmarksOf, setBookmarks } from './pdf-outline.js'

export interface PrintOptions {
  /** Kept open by the caller and used for every document of a run. */
  readonly browser: OpenBrowser
  /** The day the document speaks of (as-of date): it stands for the day of printing in the file. */
  readonly date: LocalDate
  /** `i12 0.1.0`. */
  readonly creator: string
  /** The organisation. */
  readonly author: string | null
  /** Parts printed out of all, both passes counted; for a progress bar on long documents. */
  readonly onProgress?: (done: number, all: number) => void
}

export interface PrintedDocument {
  readonly bytes: Uint8Array
  readonly pageCount: number
  /** The page of each anchor of the table of contents, from 1. */
  readonly pageOfAnchor: ReadonlyMap<string, number>
}

/** Prints until the table of contents agrees with the pages; it does at the second print unless a box was too small. */
const MOST_PASSES = 4

/**
 * Prints a page made by `renderDocument` on A4: tagged, with bookmarks, fonts embedded; same page, same bytes.
 * A page cut by `{{> coupure}}` is printed in parts (the browser's time grows with the square of long tables) and put
 * together with continuous page numbers.
 * @throws Refusal where the page asks for an address outside itself. @throws EnvironmentFailure where printing fails.
 */
export async function printPdf(html: string, options: PrintOptions): Promise<PrintedDocument> {
  const parts = cutIntoParts(html)
  const hasContents = anchorsToNumber(html).size > 0
  let filled = parts
  let known = ''
  let done = 0
  for (let pass = 1; ; pass++) {
    const files: PdfFile[] = []
    for (const part of filled) {
      files.push(readPdf(await printOnce(part, options.browser)))
      options.onProgress?.(++done, parts.length * Math.max(pass, hasContents || parts.length > 1 ? 2 : 1))
    }
    const counts = files.map((file) => pagesOf(file).length)
    const pageCount = counts.reduce((sum, count) => sum + count, 0)
    const pageOfAnchor = anchorPages(files)
    const found = JSON.stringify([counts, [...pageOfAnchor]])
    const isNumbered = !hasContents && parts.length === 1
    if (isNumbered || found === known || pass === MOST_PASSES) {
      return { bytes: finish(files, parts, html, options), pageCount, pageOfAnchor }
    }
    known = found
    let firstPage = 1
    filled = parts.map((part, i) => {
      const numbered = parts.length === 1 ? part : numberAsPart(part, firstPage, pageCount)
      firstPage += counts[i] ?? 0
      return fillPageNumbers(numbered, pageOfAnchor)
    })
  }
}

/** The page of each linked anchor, counted through all parts. */
function anchorPages(files: readonly PdfFile[]): Map<string, number> {
  const found = new Map<string, number>()
  let before = 0
  for (const file of files) {
    const pages = pagesOf(file)
    const numbers = new Map(pages.map((page, i) => [page.number, before + i + 1]))
    for (const [name, place] of dictionaryAt(file, dictionaryAt(file, file.root).get('Dests'))) {
      const [page] = arrayAt(file, place)
      const number = page instanceof PdfReference ? numbers.get(page.number) : undefined
      if (number !== undefined && !found.has(name)) found.set(name, number)
    }
    before += pages.length
  }
  return found
}

function finish(
  files: readonly PdfFile[],
  parts: readonly string[],
  html: string,
  options: PrintOptions,
): Uint8Array {
  let cells = 0
  for (const file of files) cells = tidyStructure(file, cells)
  const headings = parts.map(headingsOf)
  let file = files[0] as PdfFile
  if (files.length === 1) setBookmarks(file, bookmarksOf(file, headings[0] ?? []))
  else file = mergeParts(files, headings)
  identify(file, {
    title: titleOf(html),
    author: options.author,
    creator: options.creator,
    date: options.date,
  })
  return writePdf(file)
}

/** Layout done, so that styles have asked for what they want; images decoded or refused; fonts read. */
const WHEN_READY = `document.body.offsetHeight,
  Promise.all([document.fonts.ready, ...Array.from(document.images, (image) => image.decode().catch(() => null))])
    .then(() => true)`

async function printOnce(html: string, browser: OpenBrowser): Promise<Uint8Array> {
  const refused = new Set<string>()
  const page = await browser.puppeteer.newPage().catch(asFailure)
  try {
    const session = await page.createCDPSession()
    session.on('Fetch.requestPaused', (event) => {
      refused.add(event.request.url)
      session
        .send('Fetch.failRequest', { requestId: event.requestId, errorReason: 'BlockedByClient' })
        .catch(() => {})
    })
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await page.setJavaScriptEnabled(false)
    const { frameTree } = await session.send('Page.getFrameTree')
    await session.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html })
    await page.evaluate(WHEN_READY)
    const { stream } = await session.send('Page.printToPDF', {
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      transferMode: 'ReturnAsStream',
    })
    const chunks: Buffer[] = []
    for (;;) {
      const { data, base64Encoded, eof } = await session.send('IO.read', {
        handle: stream as string,
        size: 1 << 22,
      })
      chunks.push(Buffer.from(data, base64Encoded ? 'base64' : 'latin1'))
      if (eof) break
    }
    if (refused.size > 0) {
      throw new Refusal(
        fr`La page demande une adresse extérieure, qui a été refusée : ${[...refused].join(', ')}`,
        fr`retirez cette adresse du modèle : images et polices doivent être dans la page (« data: »)`,
      )
    }
    return Buffer.concat(chunks)
  } catch (error) {
    return asFailure(error)
  } finally {
    await page.close().catch(() => {})
  }
}

function asFailure(error: unknown): never {
  if (error instanceof Refusal || error instanceof EnvironmentFailure) throw error
  const said = error instanceof Error ? error.message : String(error)
  throw new EnvironmentFailure(
    fr`Le navigateur n’a pas pu imprimer le document (${said.split('\n')[0] ?? ''}).`,
    fr`recommencez ; si cela se reproduit, essayez un autre navigateur avec --browser`,
    { cause: error },
  )
}
