// The letters and drafts of a dossier, as files ready to be written. Sends nothing.
import { csvListing } from '../documents/csv.js'
import {
  type LeftOutLetter,
  LOG_HEADER,
  type PreparedLetter,
  prepareLetters,
} from '../documents/letters/prepared-letters.js'
import type { Dossier } from './dossier.js'
import { readPresentation } from './presentation.js'
import { eachPaper, noRemarks, type PaperRemarks } from './print-papers.js'
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
  /** Made one after the other as they are asked for. */
  readonly files: AsyncIterable<OutputFile>
  readonly letters: number
  /** Letters whose draft has no addressee: the export names no address. */
  readonly withoutAddress: number
  readonly withoutLetter: number
  /** What is to be said of them, once every file was asked for. */
  readonly remarks: PaperRemarks
  /** Due and not made, each with its reason. */
  readonly leftOut: readonly LeftOutLetter[]
}

/** @throws Refusal, EnvironmentFailure from the templates and the browser */
export async function makeLetters(dossier: Dossier, options: LettersOptions): Promise<MadeLetters> {
  const { workspace, procedure, ledger, asOf } = dossier
  const { organisation } = workspace
  const { letters, leftOut, withoutLetter } = prepareLetters(
    ledger,
    { organisation, procedure, asOf },
    options.onlyCase,
  )
  const presentation = await readPresentation(workspace)
  const remarks = noRemarks()
  const written: PreparedLetter[] = []
  async function* files(): AsyncGenerator<OutputFile> {
    const { writeEmailDraft } = await import('../render/email-draft.js')
    const { mailOverrides, renderBody } = await import('../render/html.js')
    const { plainText } = await import('../render/plain-text.js')
    const asMail = mailOverrides(presentation.overrides ?? null)
    const pdfs = eachPaper(
      letters.map(({ letter, view }) => ({
        template: `letters/${letter.kind}`,
        view,
        title: view.subject,
        styles: ['letter'],
        formValues: new Map(),
      })),
      {
        presentation,
        date: asOf,
        author: organisation.name,
        browser: options.browser,
        remarks,
        ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      },
    )
    let index = 0
    for await (const pdf of pdfs) {
      const prepared = letters[index++] as PreparedLetter
      const { name, letter, view, email } = prepared
      if (pdf === null) continue
      written.push(prepared)
      yield { path: `courriers/${name}.pdf`, content: pdf }
      if (!letter.channels.includes('email')) continue
      const body = await renderBody(`letters/${letter.kind}`, { ...view, logo: null }, asMail)
      const attachment = { name: `${name}.pdf`, pdf }
      const draft = { to: email, subject: view.subject, text: plainText(body), attachment }
      yield { path: `courriers/${name}.eml`, content: await writeEmailDraft(draft) }
    }
    if (options.preparesLog) {
      const lines = written.map(({ logLine }) => logLine)
      yield { path: PREPARED_LOG, content: csvListing(PREPARED_LOG, LOG_HEADER, lines).parts }
    }
  }
  return {
    files: files(),
    letters: letters.length,
    withoutAddress: letters.filter(({ email, letter }) => email === '' && letter.channels.includes('email'))
      .length,
    withoutLetter,
    remarks,
    leftOut,
  }
}
