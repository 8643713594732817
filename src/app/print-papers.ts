// Letters and attestations on paper: one browser for all. May not know what they say.
import type { LocalDate } from '../kernel/local-date.js'
import type { DocumentRequest } from '../render/html.js'
import { TOOL } from './tool-version.js'

/** One paper to print. */
export interface Paper {
  readonly template: string
  readonly view: object
  readonly title: string
  readonly style: string
  /** Read-only values by which a returned form is recognised; empty for a paper that is no form. */
  readonly formValues: ReadonlyMap<string, string>
}

export interface PaperPrinting {
  readonly presentation: Pick<DocumentRequest, 'overrides' | 'colours' | 'logo'>
  readonly date: LocalDate
  readonly author: string
  /** `--browser`. */
  readonly browser: string | null
  readonly onProgress?: (done: number, all: number) => void
}

/** The papers as PDF, in their order. @throws Refusal, EnvironmentFailure from the templates and the browser */
export async function printPapers(
  papers: readonly Paper[],
  { presentation, date, author, browser: named, onProgress }: PaperPrinting,
): Promise<Uint8Array[]> {
  if (papers.length === 0) return []
  const { renderDocument } = await import('../render/html.js')
  const { openBrowser } = await import('../render/browser.js')
  const { printPdf } = await import('../render/pdf.js')
  const { addFormFields } = await import('../render/place-form-fields.js')
  const browser = await openBrowser({ browser: named })
  const printed: Uint8Array[] = []
  try {
    for (const { template, view, title, style, formValues } of papers) {
      const html = await renderDocument({ template, view, title, styles: [style], ...presentation })
      const { bytes } = await printPdf(html, { browser, date, creator: TOOL, author })
      printed.push(await addFormFields(bytes, formValues))
      onProgress?.(printed.length, papers.length)
    }
  } finally {
    await browser.close()
  }
  return printed
}
