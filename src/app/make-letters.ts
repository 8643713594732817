// The letters and drafts of a dossier, as files ready to be written. Sends nothing.
import { csvListing } from '../documents/csv.js'
import { LOG_HEADER, prepareLetters } from '../documents/letters/prepared-letters.js'
import type { Dossier } from './dossier.js'
import { readPresentation } from './presentation.js'
import { printPapers } from './print-papers.js'
import type { OutputFile } from './write-outputs.js'

/** Beside the letters; no source reads it. */
export const PREPARED_LOG = 'relances-preparees.csv'

export interface LettersOptions {
  readonly onlyCase: string | null
  /** Also the log lines that the sending of these letters will be. */
  readonly preparesLog: boolean
  readonly browser: string | null
  readonly onProgress?: (done: number, all: number) => void
}

export interface MadeLetters {
  readonly files: readonly OutputFile[]
  readonly letters: number
  /** Letters whose draft has no addressee: the export names no address. */
  readonly withoutAddress: number
  readonly withoutLetter: number
}

/** @throws Refusal, EnvironmentFailure from the templates and the browser */
export async function makeLetters(dossier: Dossier, options: LettersOptions): Promise<MadeLetters> {
  const { workspace, procedure, ledger, asOf } = dossier
  const { organisation } = workspace
  const { letters, withoutLetter } = prepareLetters(
    ledger,
    { organisation, procedure, asOf },
    options.onlyCase,
  )
  const presentation = await readPresentation(workspace)
  const pdfs = await printPapers(
    letters.map(({ letter, view }) => ({
      template: `letters/${letter.kind}`,
      view,
      title: view.subject,
      style: 'letter',
      formValues: new Map(),
    })),
    {
      presentation,
      date: asOf,
      author: organisation.name,
      browser: options.browser,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    },
  )
  const files: OutputFile[] = []
  const { writeEmailDraft } = await import('../render/email-draft.js')
  const { renderBody } = await import('../render/html.js')
  const { plainText } = await import('../render/plain-text.js')
  for (const [index, { name, letter, view, email }] of letters.entries()) {
    const pdf = pdfs[index] as Uint8Array
    files.push({ path: `courriers/${name}.pdf`, content: pdf })
    if (!letter.channels.includes('email')) continue
    const body = await renderBody(`letters/${letter.kind}`, { ...view, logo: null }, presentation.overrides)
    const draft = await writeEmailDraft({
      to: email,
      subject: view.subject,
      text: plainText(body),
      attachment: { name: `${name}.pdf`, pdf },
    })
    files.push({ path: `courriers/${name}.eml`, content: draft })
  }
  if (options.preparesLog) {
    const log = csvListing(
      PREPARED_LOG,
      LOG_HEADER,
      letters.map(({ logLine }) => logLine),
    )
    files.push({ path: PREPARED_LOG, content: log.parts })
  }
  return {
    files,
    letters: letters.length,
    withoutAddress: letters.filter(({ email, letter }) => email === '' && letter.channels.includes('email'))
      .length,
    withoutLetter,
  }
}
