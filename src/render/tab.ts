// One tab of the browser: takes a page, gives its print. Runs nothing in it and lets nothing of it reach outside.
import { EnvironmentFailure, Refusal } from '../kernel/failure.js'
import { fr } from '../kernel/french.js'
import type { OpenBrowser } from './browser.js'

export interface PrintingOptions {
  /** Structure and bookmarks: for everything but a print that is only looked at. */
  readonly isTagged: boolean
}

/** A tab kept open for several prints; asked for together, they are made one after the other. */
export interface Tab {
  /** @throws Refusal where the page asks for an address outside itself. @throws EnvironmentFailure. */
  print(html: string, options?: PrintingOptions): Promise<Uint8Array>
  close(): Promise<void>
}

/** Layout done, so that styles have asked for what they want; images decoded or refused; fonts read. */
const WHEN_READY = `document.body.offsetHeight,
  Promise.all([document.fonts.ready, ...Array.from(document.images, (image) => image.decode().catch(() => null))])
    .then(() => true)`

/** @throws EnvironmentFailure where the browser has gone. */
export async function openTab(browser: OpenBrowser): Promise<Tab> {
  const page = await browser.puppeteer.newPage().catch(asFailure)
  const session = await page.createCDPSession().catch(asFailure)
  const refused = new Set<string>()
  session.on('Fetch.requestPaused', (event) => {
    refused.add(event.request.url)
    session
      .send('Fetch.failRequest', { requestId: event.requestId, errorReason: 'BlockedByClient' })
      .catch(() => {})
  })
  await Promise.all([
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    page.setJavaScriptEnabled(false),
  ]).catch(asFailure)
  const { frameTree } = await session.send('Page.getFrameTree').catch(asFailure)

  const print = async (html: string, { isTagged }: PrintingOptions): Promise<Uint8Array> => {
    refused.clear()
    await session.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html })
    await answered(page.evaluate(WHEN_READY))
    const { stream } = await session.send('Page.printToPDF', {
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: isTagged,
      generateDocumentOutline: isTagged,
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
    await session.send('IO.close', { handle: stream as string })
    if (refused.size > 0) {
      throw new Refusal(
        fr`La page demande une adresse extérieure, qui a été refusée : ${[...refused].join(', ')}`,
        fr`retirez cette adresse du modèle : images et polices doivent être dans la page (« data: »)`,
      )
    }
    return Buffer.concat(chunks)
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    print: (html, options = { isTagged: true }) => {
      const printing = last.then(() => print(html, options).catch(asFailure))
      last = printing.catch(() => {})
      return printing
    },
    // Not awaited for long: a browser that hangs is ended by whoever opened it.
    close: () => answered(page.close(), 2_000).catch(() => {}),
  }
}

/** A browser that finds no font may wait for ever: layout and fonts take it a second, a minute on a very busy machine. */
const LONGEST_WAIT = 90_000

async function answered(waiting: Promise<unknown>, longest = LONGEST_WAIT): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('the browser does not answer')), longest)
  })
  try {
    await Promise.race([waiting, late])
  } finally {
    clearTimeout(timer)
  }
}

function asFailure(error: unknown): never {
  if (error instanceof Refusal || error instanceof EnvironmentFailure) throw error
  const said = error instanceof Error ? error.message : String(error)
  throw new EnvironmentFailure(
    fr`Le navigateur n’a pas pu imprimer le document (${said.split('\n')[0] ?? ''}).`,
    fr`recommencez ; si cela se reproduit, essayez un autre navigateur avec --browser`,
    { cause: error },
  )
}
