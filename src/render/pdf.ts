// HTML becomes paper: prints, numbers the table of contents, makes the bytes repeatable. May not know the domain.
import type { LocalDate } from '../kernel/local-date.js'
import { assembleParts } from './assemble-pdf.js'
import type { OpenBrowser } from './browser.js'
import type { StandardFault } from './check-standards.js'
import {
  anchorsToNumber,
  cutIntoParts,
  fillPageNumbers,
  headingsOf,
  numberAsPart,
  titleOf,
} from './page-text.js'
import { arrayAt, dictionaryAt, type PdfFile, PdfReference, pagesOf, readPdf } from './pdf-objects.js'
import { openTab, type Tab } from './tab.js'

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
  /** What its templates break of the standards for files to keep; it then does not name them. */
  readonly faults: readonly StandardFault[]
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
  const tab = await openTab(options.browser)
  try {
    return await printNumbered(html, tab, options)
  } finally {
    await tab.close()
  }
}

async function printNumbered(html: string, tab: Tab, options: PrintOptions): Promise<PrintedDocument> {
  const parts = cutIntoParts(html)
  const anchors = anchorsToNumber(html)
  const isNumberedAtOnce = anchors.size === 0 && parts.length === 1
  let filled = parts
  let known = ''
  let done = 0
  for (let pass = 1; ; pass++) {
    const prints: Uint8Array[] = []
    const counts: number[] = []
    const pageOfAnchor = new Map<string, number>()
    let pageCount = 0
    for (const part of filled) {
      // The first print only tells the pages of the anchors: without tags it takes two thirds of the time.
      const bytes = await tab.print(part, { isTagged: isNumberedAtOnce || pass > 1 })
      const file = readPdf(bytes)
      addAnchorPages(file, pageCount, pageOfAnchor)
      prints.push(bytes)
      counts.push(pagesOf(file).length)
      pageCount += counts.at(-1) ?? 0
      options.onProgress?.(++done, parts.length * Math.max(pass, isNumberedAtOnce ? 1 : 2))
    }
    const found = JSON.stringify([counts, [...pageOfAnchor]])
    if (isNumberedAtOnce || (pass > 1 && found === known) || pass === MOST_PASSES) {
      const printed = prints.map((bytes, i) => ({ bytes, headings: headingsOf(parts[i] ?? '') }))
      const { author, creator, date, browser } = options
      const identity = { title: titleOf(html), author, creator, producer: browser.producer, date }
      return { ...assembleParts(printed, pageOfAnchor, identity), pageCount, pageOfAnchor }
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

/** The page of each linked anchor of a print, after `before` pages. */
export function anchorPagesOf(file: PdfFile, before: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  addAnchorPages(file, before, found)
  return found
}

export function countPages(file: PdfFile): number {
  return pagesOf(file).length
}

/** Adds the page of each linked anchor, after the pages of the parts before. */
function addAnchorPages(file: PdfFile, before: number, found: Map<string, number>): void {
  const numbers = new Map(pagesOf(file).map((page, i) => [page.number, before + i + 1]))
  for (const [name, place] of dictionaryAt(file, dictionaryAt(file, file.root).get('Dests'))) {
    const [page] = arrayAt(file, place)
    const number = page instanceof PdfReference ? numbers.get(page.number) : undefined
    if (number !== undefined && !found.has(name)) found.set(name, number)
  }
}
