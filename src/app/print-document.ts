// One document of a dossier on paper, with the look of the report. May not know what it says.
import type { PrintableDocument } from '../documents/printable-document.js'
import type { PrintedDocument } from '../render/pdf.js'
import type { Dossier } from './dossier.js'
import { readPresentation } from './presentation.js'
import { TOOL } from './tool-version.js'

/** @param styles beside those of the report @param named `--browser` @throws Refusal, EnvironmentFailure from the templates and the browser */
export async function printDocument(
  { workspace, asOf }: Pick<Dossier, 'workspace' | 'asOf'>,
  { template, view, title, runningHeader, runningFooter }: PrintableDocument,
  styles: readonly string[],
  named: string | null,
): Promise<PrintedDocument> {
  const { renderDocument } = await import('../render/html.js')
  const { openBrowser } = await import('../render/browser.js')
  const { printPdf } = await import('../render/pdf.js')
  const html = await renderDocument({
    template,
    view,
    title,
    runningHeader,
    runningFooter,
    styles: ['report', 'evidence-report', ...styles],
    ...(await readPresentation(workspace)),
  })
  const browser = await openBrowser({ browser: named })
  try {
    return await printPdf(html, { browser, date: asOf, creator: TOOL, author: workspace.organisation.name })
  } finally {
    await browser.close()
  }
}
