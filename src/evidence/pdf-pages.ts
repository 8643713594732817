// The pages of somebody's PDF as images: put into a file of ours as they are, they would break what it says of itself.
// The one door of @hyzyla/pdfium.
import { writePng } from './write-png.js'

export interface PageImage {
  readonly png: Buffer
  /** Its words, for those who cannot see it. */
  readonly text: string
}

export type PdfFault = 'encrypted' | 'damaged' | 'tooManyPages'

/** A PDF that cannot be shown as pages. */
export class UnreadablePdf extends Error {
  override readonly name = 'UnreadablePdf'
  constructor(readonly fault: PdfFault) {
    super(fault)
  }
}

const MOST_PAGES = 2_000
const DOTS_PER_POINT = 150 / 72
/** However large a page says it is; an A4 page at 150 dots per inch has 1,754. */
const LONGEST_SIDE = 2_200
/** A page of photographs is drawn again with fewer dots. */
const HEAVY = 1_500_000
const FEWER_DOTS = 0.6

type Library = Awaited<ReturnType<typeof import('@hyzyla/pdfium')['PDFiumLibrary']['init']>>
let library: Promise<Library> | null = null

/**
 * The pages one after the other; the document is closed once the last one was taken.
 * @throws UnreadablePdf before the first page, or at one that cannot be drawn
 */
export async function* pagesAsImages(bytes: Uint8Array): AsyncGenerator<PageImage> {
  library ??= import('@hyzyla/pdfium').then(({ PDFiumLibrary }) => PDFiumLibrary.init())
  const pdfium = await library
  const document = await pdfium.loadDocument(bytes).catch((error: unknown) => {
    throw new UnreadablePdf(/password|security/i.test(String(error)) ? 'encrypted' : 'damaged')
  })
  try {
    const count = document.getPageCount()
    if (count > MOST_PAGES) throw new UnreadablePdf('tooManyPages')
    if (count === 0) throw new UnreadablePdf('damaged')
    for (let index = 0; index < count; index++) {
      const page = document.getPage(index)
      const { originalWidth, originalHeight } = page.getOriginalSize()
      const longest = Math.max(originalWidth, originalHeight)
      if (!(longest > 0)) throw new UnreadablePdf('damaged')
      const scale = Math.min(DOTS_PER_POINT, LONGEST_SIDE / longest)
      // First of all: drawing closes the page.
      const text = page.getText().replace(/\s+/gu, ' ').trim()
      let png = await drawn(page, scale)
      if (png.length > HEAVY) png = await drawn(document.getPage(index), scale * FEWER_DOTS)
      yield { png, text }
    }
    document.destroy()
  } catch (error) {
    if (error instanceof UnreadablePdf) throw error
    // Its memory may be in any state: the next document gets a new one.
    library = null
    throw new UnreadablePdf('damaged')
  }
}

async function drawn(
  page: {
    render(options: {
      scale: number
      render: 'bitmap'
    }): Promise<{ data: Uint8Array; width: number; height: number }>
  },
  scale: number,
): Promise<Buffer> {
  const { data, width, height } = await page.render({ scale, render: 'bitmap' })
  return writePng(data, width, height)
}
