// Many letters: printed together in lots, cut into letters of their own. May not know what they say.
import { availableParallelism } from 'node:os'
import { fr, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import type { OpenBrowser } from './browser.js'
import { faultsOf, type StandardFault } from './check-standards.js'
import { cutArticles } from './cut-pdf.js'
import { describeLinks } from './describe-links.js'
import {
  type DocumentRequest,
  marginBoxes,
  type PageRequest,
  pageAround,
  renderBody,
  withLogo,
} from './html.js'
import { tidyStructure } from './make-repeatable.js'
import { markArchival } from './mark-archival.js'
import { markArtifacts } from './mark-artifacts.js'
import { mendUnicode } from './mend-unicode.js'
import { dictionaryAt, type PdfFile, pagesOf, readPdf } from './pdf-objects.js'
import { writePdf } from './pdf-writer.js'
import { DividedField, placeFormFields } from './place-form-fields.js'
import { openTab, type Tab } from './tab.js'

/** One letter of a batch. */
export interface BatchLetter extends Pick<DocumentRequest, 'runningHeader' | 'runningFooter'> {
  /** Path under `templates/` without `.hbs`; its content flows on as many pages as it needs. */
  readonly template: string
  readonly view: object
  /** Title of the document. */
  readonly title: string
  /** Read-only values by which a returned form is recognised; none where absent. */
  readonly formValues?: ReadonlyMap<string, string>
}

export interface PrintedLetter {
  /** Null where this letter cannot be made; the others are. */
  readonly bytes: Uint8Array | null
  /** Why, in French. */
  readonly problem: string | null
  /** What its templates break of the standards for files to keep; it then does not name them. */
  readonly faults: readonly StandardFault[]
}

export interface BatchOptions {
  /** Kept open by the caller. */
  readonly browser: OpenBrowser
  readonly date: LocalDate
  readonly creator: string
  readonly author: string | null
  /** Styles, overrides, colours and logo of all letters. */
  readonly presentation: Pick<PageRequest, 'styles' | 'overrides' | 'colours' | 'logo'>
  /** Whether each page ends with « page x / y », counted per letter. */
  readonly hasPageNumbers: boolean
  /** Lots printed at once; as many as pay on this machine where absent. The bytes do not depend on it. */
  readonly tabs?: number
  /** Letters done out of all. */
  readonly onProgress?: (done: number, all: number) => void
}

/** Beyond about this many the browser gains nothing more, and memory grows. */
const LOT = 50

/** A tab prints on a core of its own; more than four would wait for the thread that cuts. */
const TABS = Math.min(4, Math.max(1, availableParallelism()))

/**
 * Prints letters in their order, about twenty times as fast as a browser for each: the browser prints a lot while the
 * one before it is cut. Same letters, same bytes: lots are cut from the list, never by what is ready first. Memory
 * stays that of a few lots as long as the caller lets go of what it is given.
 * @throws Refusal, EnvironmentFailure as `printPdf`.
 */
export async function* printBatch(
  letters: readonly BatchLetter[],
  options: BatchOptions,
): AsyncGenerator<PrintedLetter> {
  const lots: BatchLetter[][] = []
  for (let i = 0; i < letters.length; i += LOT) lots.push(letters.slice(i, i + LOT))
  const tabs = await openTabs(options.browser, Math.min(lots.length, options.tabs ?? TABS))
  try {
    /** Pages of the first letter of each template in the first lot: what is expected of the others. */
    const expected = new Map<string, number>()
    const printing = new Map<number, Promise<PrintedLot>>()
    const start = (index: number): void => {
      const lot = lots[index]
      if (lot === undefined || printing.has(index)) return
      const totals = lot.map((letter) => expected.get(letter.template) ?? 1)
      const printed = printLot(tabOf(index), lot, totals, options)
      // A failure is met when the turn of the lot comes.
      printed.catch(() => {})
      printing.set(index, printed)
    }
    const tabOf = (index: number): Tab => tabs[index % tabs.length] as Tab
    let done = 0
    start(0)
    for (const [index, lot] of lots.entries()) {
      const printed = (await printing.get(index)) as PrintedLot
      if (index > 0) start(index + tabs.length)
      const pieces = cutLot(printed)
      if (index === 0) {
        lot.forEach(({ template }, i) => {
          if (!expected.has(template)) expected.set(template, countPages(pieces[i]))
        })
        for (let ahead = 1; ahead <= tabs.length; ahead++) start(ahead)
      }
      printing.delete(index)
      await correctTotals(tabOf(index), lot, pieces, printed.totals, options)
      for (const [i, letter] of lot.entries()) {
        const made = finish(pieces[i] as PdfFile, letter, options)
        options.onProgress?.(++done, letters.length)
        yield made
      }
    }
  } finally {
    await Promise.all(tabs.map((tab) => tab.close()))
  }
}

async function openTabs(browser: OpenBrowser, count: number): Promise<Tab[]> {
  const tabs: Tab[] = []
  for (let i = 0; i < count; i++) tabs.push(await openTab(browser))
  return tabs
}

interface PrintedLot {
  readonly bytes: Uint8Array
  /** « page x / total » as printed, one per letter. */
  readonly totals: readonly number[]
}

async function printLot(
  tab: Tab,
  lot: readonly BatchLetter[],
  totals: readonly number[],
  { presentation, hasPageNumbers }: BatchOptions,
): Promise<PrintedLot> {
  const bodies: string[] = []
  for (const { template, view } of lot) {
    bodies.push(await renderBody(template, withLogo(view, presentation.logo), presentation.overrides))
  }
  const body = bodies.map((content, i) => `<article class="piece piece-${i}">${content}</article>`).join('\n')
  const html = pageAround(body, { ...presentation, title: '' }, lotStyle(lot, totals, hasPageNumbers))
  return { bytes: await tab.print(html), totals }
}

/** Each letter starts a page and counts its own: a named page with a counter of its own. */
function lotStyle(
  letters: readonly BatchLetter[],
  totals: readonly number[],
  hasPageNumbers: boolean,
): string {
  const rules = letters.map((letter, i) => {
    const number = hasPageNumbers ? `"page " counter(piece-${i}) " / ${totals[i]}"` : 'none'
    return `.piece-${i}{page:piece-${i}}@page piece-${i}{counter-increment:piece-${i};@bottom-right{content:${number}}${marginBoxes(letter)}}`
  })
  return `.piece{break-before:page}${rules.join('')}`
}

function cutLot({ bytes, totals }: PrintedLot): PdfFile[] {
  const file = readPdf(bytes)
  mendUnicode(file)
  return cutArticles(file, totals.length)
}

function countPages(piece: PdfFile | undefined): number {
  return piece === undefined ? 1 : pagesOf(piece).length
}

/** Prints again, together, the letters whose total was not the expected one. */
async function correctTotals(
  tab: Tab,
  lot: readonly BatchLetter[],
  pieces: PdfFile[],
  totals: readonly number[],
  options: BatchOptions,
): Promise<void> {
  if (!options.hasPageNumbers) return
  const wrong = lot.map((_, i) => i).filter((i) => countPages(pieces[i]) !== totals[i])
  if (wrong.length === 0) return
  const again = await printLot(
    tab,
    wrong.map((i) => lot[i] as BatchLetter),
    wrong.map((i) => countPages(pieces[i])),
    options,
  )
  for (const [j, piece] of cutLot(again).entries()) pieces[wrong[j] as number] = piece
}

/** Fields, marks of a file to keep, bytes: all on the objects of the print, in one go. */
function finish(piece: PdfFile, letter: BatchLetter, options: BatchOptions): PrintedLetter {
  const { author, creator, date, browser } = options
  tidyStructure(piece)
  try {
    placeFormFields(piece, letter.formValues)
  } catch (error) {
    if (!(error instanceof DividedField)) throw error
    return { bytes: null, problem: dividedSentence(error.field), faults: [] }
  }
  for (const reference of pagesOf(piece)) {
    const page = dictionaryAt(piece, reference)
    markArtifacts(piece, page)
    describeLinks(piece, page, new Map())
  }
  const faults = faultsOf(piece)
  const identity = { title: letter.title, author, creator, producer: browser.producer, date }
  markArchival(piece, identity, faults.length === 0)
  return { bytes: writePdf(piece), problem: null, faults }
}

function dividedSentence(field: string): string {
  return fr`le champ ${quoted(field)} se trouve à deux endroits : son cadre est coupé par la fin de la page, ou le modèle le contient deux fois`
}
