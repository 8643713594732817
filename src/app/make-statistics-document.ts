// The document of annual statistics, as a file ready to be written. Holds no sentence and no figure: the layers do.
import type { Naming } from '../documents/naming.js'
import { buildStatisticsDocument } from '../documents/statistics/build-statistics-document.js'
import type { Shown } from '../documents/statistics/document-inputs.js'
import { withShownLabels } from '../documents/statistics/shown-labels.js'
import type { StandardFault } from '../render/check-standards.js'
import type { Dossier } from './dossier.js'
import { makeShownStatistics, type StatisticsRequest, statisticsFileStem } from './make-statistics.js'
import { readPresentation } from './presentation.js'
import { TOOL, TOOL_VERSION } from './tool-version.js'
import type { OutputFile } from './write-outputs.js'

export interface StatisticsDocumentOptions extends StatisticsRequest {
  /** How what people typed may be shown; as it is where absent. */
  readonly naming?: Naming
  /** `--browser`. */
  readonly browser: string | null
  readonly onProgress?: (done: number, all: number) => void
}

/** @throws Refusal, EnvironmentFailure from the templates and the browser. */
export async function makeStatisticsDocument(
  dossier: Dossier,
  options: StatisticsDocumentOptions,
): Promise<{
  readonly file: OutputFile
  readonly pageCount: number
  readonly faults: readonly StandardFault[]
}> {
  const made = makeShownStatistics(dossier, options)
  const shown: Shown =
    options.naming?.isPseudonymised === true && made.kind === 'whole'
      ? { kind: 'whole', statistics: withShownLabels(made.statistics, options.naming) }
      : made
  const document = buildStatisticsDocument({
    shown,
    organisation: dossier.workspace.organisation,
    referential: dossier.referential,
    dimensions: options.dimensions,
    fingerprints: dossier.sources.map(({ file, sha256 }) => `${file}\0${sha256}`),
    toolVersion: TOOL_VERSION,
  })
  const { renderDocument } = await import('../render/html.js')
  const html = await renderDocument({
    template: 'statistics/statistiques',
    view: document.view,
    title: document.title,
    styles: ['report', 'statistics'],
    runningHeader: document.runningHeader,
    runningFooter: document.runningFooter,
    ...(await readPresentation(dossier.workspace)),
  })
  const { openBrowser } = await import('../render/browser.js')
  const { printPdf } = await import('../render/pdf.js')
  const browser = await openBrowser({ browser: options.browser })
  try {
    const { bytes, pageCount, faults } = await printPdf(html, {
      browser,
      date: dossier.asOf,
      creator: TOOL,
      author: dossier.workspace.organisation.name,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    })
    return { file: { path: `${statisticsFileStem(shown)}.pdf`, content: bytes }, pageCount, faults }
  } finally {
    await browser.close()
  }
}
