// HTML becomes paper: prints, numbers the table of contents, makes the bytes repeatable. May not know the domain.
import { EnvironmentFailure, Refusal } from '../kernel/failure.js'
import type { OpenBrowser } from './browser.js'

export interface PrintOptions {
  /** Kept open by the caller and used for every document of a run. */
  readonly browser: OpenBrowser
}

/**
 * Prints a page made by `renderDocument` on A4: tagged, with bookmarks, fonts embedded; same page, same bytes.
 * @throws Refusal where the page asks for an address outside itself. @throws EnvironmentFailure where printing fails.
 */
export async function printPdf(html: string, options: PrintOptions): Promise<Uint8Array> {
  return printOnce(html, options.browser)
}

async function printOnce(html: string, browser: OpenBrowser): Promise<Uint8Array> {
  const refused = new Set<string>()
  const page = await browser.puppeteer.newPage().catch(asFailure)
  try {
    const session = await page.createCDPSession()
    session.on('Fetch.requestPaused', (event) => {
      refused.add(event.request.url)
      session
        .send('Fetch.failRequest', { requestId: event.requestId, errorReason: 'BlockedByClient' })
        .catch(() => {})
    })
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await page.setJavaScriptEnabled(false)
    const { frameTree } = await session.send('Page.getFrameTree')
    await session.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html })
    await page.evaluate('document.fonts.ready.then(() => true)')
    const { stream } = await session.send('Page.printToPDF', {
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      transferMode: 'ReturnAsStream',
    })
    const chunks: Buffer[] = []
    for (;;) {
      const { data, base64Encoded, eof } = await session.send('IO.read', {
        handle: stream as string,
        size: 1 << 22,
      })
      chunks.push(Buffer.from(data, base64Encoded ? 'base64' : 'latin1'))
      if (eof) break
    }
    if (refused.size > 0) {
      throw new Refusal(
        `La page demande une adresse extérieure, qui a été refusée : ${[...refused].join(', ')}`,
        'retirez cette adresse du modèle : images et polices doivent être dans la page (« data: »)',
      )
    }
    return Buffer.concat(chunks)
  } catch (error) {
    return asFailure(error)
  } finally {
    await page.close().catch(() => {})
  }
}

function asFailure(error: unknown): never {
  if (error instanceof Refusal || error instanceof EnvironmentFailure) throw error
  const said = error instanceof Error ? error.message : String(error)
  throw new EnvironmentFailure(
    `Le navigateur n’a pas pu imprimer le document (${said.split('\n')[0]}).`,
    'recommencez ; si cela se reproduit, essayez un autre navigateur avec --browser',
    { cause: error },
  )
}
