// The annexes of a pack: every proof that can be shown as pages, a slip before each, the originals attached. Printed lot
// after lot: memory is that of one lot and of the file being made.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Naming } from '../documents/naming.js'
import { type AnnexView, annexView, type ShownProof, withPlainSigns } from '../evidence/annex-view.js'
import { LARGEST_PROOF, NotShown, type ProofPage, pagesOfProof } from '../evidence/proof-pages.js'
import { Refusal } from '../kernel/failure.js'
import { formatLongDate, fr, quoted } from '../kernel/french.js'
import type { Assembly } from '../render/assemble-pdf.js'
import { readPdf } from '../render/pdf-objects.js'
import type { Tab } from '../render/tab.js'
import type { Dossier } from './dossier.js'
import { readPresentation } from './presentation.js'
import type { FoundPiece } from './resolve-proofs.js'
import { TOOL } from './tool-version.js'

/** Where a proof is shown, or why it is not; both where its first pages alone could be drawn. */
export interface AnnexPlace {
  /** `data/annexes.pdf#page=12`. */
  readonly annex: string | null
  readonly reason: string | null
}

export interface AnnexFile {
  readonly path: string
  readonly content: Uint8Array
}

/** Originals of one file of annexes, in bytes: past that, another one is begun. */
const LARGEST_FILE = 100 * 1024 * 1024
/** What is printed at once: images in bytes, and proofs. */
const LOT = 8 * 1024 * 1024
const PROOFS_IN_A_LOT = 25

export interface AnnexOptions {
  readonly naming: Naming
  readonly browser: string | null
  /** SHA-256 of each piece as it went into the pack, by path. */
  readonly hashes: ReadonlyMap<string, string>
  /** Told where each proof is shown, once it is known. */
  readonly place: (piece: FoundPiece, place: AnnexPlace) => void
  readonly onProgress?: (done: number, all: number) => void
}

/** The files of annexes, one after the other; none where nothing can be shown. */
export async function* makeAnnexes(
  dossier: Dossier,
  pieces: readonly FoundPiece[],
  options: AnnexOptions,
): AsyncGenerator<AnnexFile> {
  if (pieces.length === 0) return
  const { openBrowser } = await import('../render/browser.js')
  const { openTab } = await import('../render/tab.js')
  const browser = await openBrowser({ browser: options.browser })
  const tab = await openTab(browser)
  try {
    let volume: Volume | null = null
    let number = 0
    for (const [index, piece] of pieces.entries()) {
      if (volume !== null && volume.attached + piece.size > LARGEST_FILE) {
        const file = await volume.finish(browser.producer)
        if (file !== null) yield file
        else number -= 1
        volume = null
      }
      volume ??= await openVolume(dossier, ++number, tab, options)
      await volume.add(piece)
      options.onProgress?.(index + 1, pieces.length)
    }
    const last = await volume?.finish(browser.producer)
    if (last) yield last
  } finally {
    await tab.close()
    await browser.close()
  }
}

async function openVolume(
  dossier: Dossier,
  number: number,
  tab: Tab,
  options: AnnexOptions,
): Promise<Volume> {
  const { Assembly } = await import('../render/assemble-pdf.js')
  const presentation = await readPresentation(dossier.workspace)
  return new Volume(dossier, number, tab, options, presentation, new Assembly(new Map()))
}

/** One file of annexes in the making. */
class Volume {
  attached = 0
  #pages = 0
  #lot: ShownProof[] = []
  #lotSize = 0
  /** Proofs of this lot by the anchor of their slip. */
  #slips = new Map<string, { piece: FoundPiece; reason: string | null }>()

  constructor(
    readonly dossier: Dossier,
    readonly number: number,
    readonly tab: Tab,
    readonly options: AnnexOptions,
    readonly presentation: Awaited<ReturnType<typeof readPresentation>>,
    readonly assembly: Assembly,
  ) {}

  get path(): string {
    return `data/annexes${this.number === 1 ? '' : `-${this.number}`}.pdf`
  }

  async add(piece: FoundPiece): Promise<void> {
    if (piece.size > LARGEST_PROOF) {
      this.options.place(piece, {
        annex: null,
        reason: fr`fichier de plus de 200 Mo : il est à ouvrir tel quel`,
      })
      return
    }
    const bytes = await readFile(piece.real)
    if (createHash('sha256').update(bytes).digest('hex') !== this.options.hashes.get(piece.path)) {
      throw new Refusal(
        fr`${quoted(piece.real)} a changé pendant que i12 le lisait.`,
        'exécutez de nouveau la même commande quand plus personne n’écrit dans ce dossier',
      )
    }
    const name = piece.path.slice(piece.path.lastIndexOf('/') + 1)
    const anchor = `piece-${piece.number}`
    let reason: string | null = null
    let isShown = false
    try {
      for await (const page of pagesOfProof(bytes, name)) {
        if (!isShown) {
          this.#slips.set(anchor, { piece, reason: null })
          this.#lot.push({ piece, anchor, pages: [] })
          isShown = true
        }
        this.#put(page, piece)
        if (this.#lotSize >= LOT) await this.#print()
      }
    } catch (error) {
      if (!(error instanceof NotShown)) throw error
      reason = isShown ? fr`les pages qui suivent ne se lisent pas : ${error.reason}` : error.reason
    }
    const slip = this.#slips.get(anchor)
    if (slip !== undefined) slip.reason = reason
    else if (!isShown) this.options.place(piece, { annex: null, reason })
    // Afterwards: a proof that is shown in parts is attached once.
    this.assembly.attach({ name, bytes, date: this.dossier.asOf })
    this.attached += bytes.length
    if (this.#lot.length >= PROOFS_IN_A_LOT) await this.#print()
  }

  #put(page: ProofPage, piece: FoundPiece): void {
    let current = this.#lot.at(-1)
    if (current === undefined || current.piece !== piece) {
      current = { piece, anchor: null, pages: [] }
      this.#lot.push(current)
    }
    current.pages.push(page)
    this.#lotSize += page.kind === 'image' ? page.bytes : 0
  }

  /** Prints what is waiting; a proof whose pages go on has them in the next lot, without a slip. */
  async #print(): Promise<void> {
    if (this.#lot.length === 0) return
    const { pageAround, renderBody } = await import('../render/html.js')
    const { headingsOf } = await import('../render/page-text.js')
    const { anchorPagesOf, countPages } = await import('../render/pdf.js')
    const { faultsOf } = await import('../render/check-standards.js')
    const { organisation } = this.dossier.workspace
    const head = {
      title: this.number === 1 ? 'Annexes' : fr`Annexes, partie ${this.number}`,
      lead: fr`Les preuves citées par le dossier de ${organisation.name}, arrêté au ${formatLongDate(this.dossier.asOf)}, chacune après une fiche qui dit d’où elle vient. Chaque original est joint à ce fichier.`,
    }
    const view = annexView(this.#lot, this.#pages === 0 ? head : null, this.options.naming)
    const pageOf = async (shown: AnnexView) =>
      pageAround(
        await renderBody('pack/annexes', shown, this.presentation.overrides ?? null),
        {
          ...this.presentation,
          title: '',
          styles: ['report', 'annexes'],
          runningHeader: { left: organisation.name, right: 'Annexes, indicateur 12' },
        },
        `@page:first{counter-set:page ${this.#pages + 1}}@page{@bottom-right{content:"page " counter(page)}}`,
      )
    let html = await pageOf(view)
    let bytes = await this.tab.print(html, { isTagged: true })
    let file = readPdf(bytes)
    if (faultsOf(file).some((fault) => fault === 'missingGlyph' || fault === 'fontNotEmbedded')) {
      html = await pageOf(withPlainSigns(view))
      bytes = await this.tab.print(html, { isTagged: true })
      file = readPdf(bytes)
    }
    const places = anchorPagesOf(file, this.#pages)
    for (const [anchor, { piece, reason }] of this.#slips) {
      const page = places.get(anchor)
      if (page !== undefined) this.options.place(piece, { annex: `${this.path}#page=${page}`, reason })
    }
    this.#pages += countPages(file)
    this.assembly.add({ bytes, headings: headingsOf(html) })
    this.#lot = []
    this.#lotSize = 0
    this.#slips = new Map()
  }

  /** Null where no page was printed. */
  async finish(producer: string): Promise<AnnexFile | null> {
    await this.#print()
    if (this.#pages === 0) return null
    const { workspace, asOf } = this.dossier
    const part = this.number === 1 ? '' : fr`, partie ${this.number}`
    const { bytes } = this.assembly.finish({
      title: fr`Annexes du dossier de preuves${part}, ${workspace.organisation.name}`,
      author: workspace.organisation.name,
      creator: TOOL,
      producer,
      date: asOf,
    })
    return { path: this.path, content: bytes }
  }
}
