// HTML becomes paper: prints, numbers the table of contents, makes the bytes repeatable. May not know the domain.
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
  const hasContents = anchorsToNumber(html).size > 0
  let filled = parts
  let known = ''
  let done = 0
  for (let pass = 1; ; pass++) {
    const files: PdfFile[] = []
    for (const part of filled) {
      files.push(readPdf(await tab.print(part)))
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
