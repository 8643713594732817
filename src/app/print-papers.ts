// Letters and attestations on paper: one browser for all. May not know what they say.
import type { LocalDate } from '../kernel/local-date.js'
import type { StandardFault } from '../render/check-standards.js'
import type { DocumentRequest } from '../render/html.js'
import { TOOL } from './tool-version.js'

/** One paper to print. */
export interface Paper extends Pick<DocumentRequest, 'runningHeader' | 'runningFooter'> {
  readonly template: string
  readonly view: object
  readonly title: string
  /** Style sheets under `templates/styles/`, after `base`. */
  readonly styles: readonly string[]
  /** Read-only values by which a returned form is recognised; empty for a paper that is no form. */
  readonly formValues: ReadonlyMap<string, string>
}

/** What is to be said of papers once they were asked for. */
export interface PaperRemarks {
  /** Papers that could not be made, by title; the others are. */
  readonly failed: { readonly title: string; readonly problem: string }[]
  /** What templates of the organisation break of the standards for files to keep: papers for each kind. */
  readonly faults: Map<StandardFault, number>
}

export function noRemarks(): PaperRemarks {
  return { failed: [], faults: new Map() }
}

export interface PaperPrinting {
  /** Filled as papers are made. */
  readonly remarks: PaperRemarks

  readonly presentation: Pick<DocumentRequest, 'overrides' | 'colours' | 'logo'>
  readonly date: LocalDate
  readonly author: string
  /** `--browser`. */
  readonly browser: string | null
  readonly onProgress?: (done: number, all: number) => void
}

/**
 * The papers as PDF, one after the other, null for one that cannot be made: memory stays flat where each is let go of before the next is asked for.
 * @throws Refusal, EnvironmentFailure from the templates and the browser
 */
export async function* eachPaper(
  papers: readonly Paper[],
  { presentation, date, author, browser: named, onProgress, remarks }: PaperPrinting,
): AsyncGenerator<Uint8Array | null> {
  if (papers.length === 0) return
  const { openBrowser } = await import('../render/browser.js')
  const { printBatch } = await import('../render/print-batch.js')
  const browser = await openBrowser({ browser: named })
  let done = 0
  try {
    // Papers of one style follow each other in practice: a lot has one style sheet.
    for (const run of runsOfOneStyle(papers)) {
      const batch = printBatch(run, {
        browser,
        date,
        creator: TOOL,
        author,
        presentation: { ...presentation, styles: (run[0] as Paper).styles },
        hasPageNumbers: true,
      })
      let index = 0
      for await (const { bytes, problem, faults } of batch) {
        const { title } = run[index++] as Paper
        if (problem !== null) remarks.failed.push({ title, problem })
        for (const fault of faults) remarks.faults.set(fault, (remarks.faults.get(fault) ?? 0) + 1)
        onProgress?.(++done, papers.length)
        yield bytes
      }
    }
  } finally {
    await browser.close()
  }
}

function runsOfOneStyle(papers: readonly Paper[]): Paper[][] {
  const runs: Paper[][] = []
  for (const paper of papers) {
    const last = runs.at(-1)
    if (last !== undefined && last[0]?.styles.join() === paper.styles.join()) last.push(paper)
    else runs.push([paper])
  }
  return runs
}
