// The files of a network: the sites added up, as JSON, CSV and PDF. Holds no sentence and no count: the layers do.
import { buildConsolidation } from '../../documents/consolidation/build-consolidation.js'
import { consolidationCsv } from '../../documents/consolidation/consolidation-csv.js'
import { parseIsoDate } from '../../kernel/local-date.js'
import { REFERENTIALS } from '../../procedure/referentials/choose-referential.js'
import type { Consolidation } from '../../statistics/consolidation/consolidation.js'
import { consolidationJson } from '../results/consolidation-json.js'
import { TOOL, TOOL_VERSION } from '../tool-version.js'
import type { OutputFile } from '../write-outputs.js'

export const CONSOLIDATION_FORMATS = ['all', 'json', 'csv', 'pdf'] as const
export type ConsolidationFormat = (typeof CONSOLIDATION_FORMATS)[number]

export interface ConsolidationOptions {
  readonly format: ConsolidationFormat
  /** `--browser`. */
  readonly browser: string | null
  readonly onProgress?: (done: number, all: number) => void
}

/** @throws EnvironmentFailure from the browser. */
export async function makeConsolidation(
  consolidation: Consolidation,
  options: ConsolidationOptions,
): Promise<readonly OutputFile[]> {
  const isWanted = (format: ConsolidationFormat) => options.format === 'all' || options.format === format
  const stem = `consolidation-${consolidation.asOf}`
  const files: OutputFile[] = []
  if (isWanted('json')) files.push({ path: `${stem}.json`, content: consolidationJson(consolidation) })
  if (isWanted('csv')) {
    const { file, parts } = consolidationCsv(consolidation)
    files.push({ path: file, content: parts })
  }
  if (isWanted('pdf')) files.push({ path: `${stem}.pdf`, content: await pdfOf(consolidation, options) })
  return files
}

async function pdfOf(
  consolidation: Consolidation,
  { browser: asked, onProgress }: ConsolidationOptions,
): Promise<Uint8Array> {
  const referential = REFERENTIALS.find(({ id }) => id === consolidation.referential)
  const document = buildConsolidation({
    consolidation,
    referential: referential?.title ?? consolidation.referential,
    toolVersion: TOOL_VERSION,
  })
  const { renderDocument } = await import('../../render/html.js')
  const html = await renderDocument({
    template: document.template,
    view: document.view,
    title: document.title,
    styles: ['report', 'statistics'],
    runningHeader: document.runningHeader,
    runningFooter: document.runningFooter,
    overrides: null,
    colours: {},
    logo: null,
  })
  const { openBrowser } = await import('../../render/browser.js')
  const { printPdf } = await import('../../render/pdf.js')
  const browser = await openBrowser({ browser: asked })
  try {
    const date = parseIsoDate(consolidation.asOf)
    if (date === null) throw new TypeError(`No day: ${consolidation.asOf}`)
    const { bytes } = await printPdf(html, {
      browser,
      date,
      creator: TOOL,
      author: consolidation.network ?? consolidation.sites.map(({ name }) => name).join(', '),
      ...(onProgress === undefined ? {} : { onProgress }),
    })
    return bytes
  } finally {
    await browser.close()
  }
}
