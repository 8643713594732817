// What the annexes print before each proof, and of each of its pages. May not decide what is shown.
import type { Naming } from '../documents/naming.js'
import { formatDate, fr } from '../kernel/french.js'
import { ACTION_WORDS, BY_CHANNEL_WORDS, capitalised } from '../words/values.js'
import { pieceNumber } from './packed-name.js'
import type { Piece } from './piece.js'
import type { ProofPage } from './proof-pages.js'

/** A proof in a lot of pages; without an anchor it goes on from the lot before. */
export interface ShownProof {
  readonly piece: Piece
  readonly anchor: string | null
  readonly pages: ProofPage[]
}

export interface AnnexHead {
  readonly title: string
  readonly lead: string
}

export interface AnnexView {
  /** Before the first proof of a file; null in the lots that follow. */
  readonly head: AnnexHead | null
  readonly proofs: readonly {
    readonly kicker: string
    /** '' where there is no slip. */
    readonly anchor: string
    readonly title: string
    readonly facts: readonly { readonly label: string; readonly value: string }[]
    readonly pages: readonly {
      readonly image: string | null
      readonly alt: string
      readonly message: object | null
    }[]
  }[]
}

/** What our fonts have: the scripts that people write to a training organisation in, and the signs of a keyboard. */
const UNPRINTABLE =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{M}\p{Nd}\p{P}\p{Zs}\n\r\t€$£+=<>|~^`°©®™×÷]+/gu

/** The same view for fonts that lack a sign of it (a pictogram, most of the time); the original has it. */
export function withPlainSigns<T>(view: T): T {
  if (typeof view === 'string') {
    return (view.startsWith('data:') ? view : view.replace(UNPRINTABLE, '[signe]')) as T
  }
  if (Array.isArray(view)) return view.map(withPlainSigns) as T
  if (typeof view !== 'object' || view === null) return view
  return Object.fromEntries(Object.entries(view).map(([key, value]) => [key, withPlainSigns(value)])) as T
}

/** Words of a page that stand for it where it cannot be seen. */
const LONGEST_TEXT = 800

export function annexView(lot: readonly ShownProof[], head: AnnexHead | null, naming: Naming): AnnexView {
  return {
    head,
    proofs: lot.map(({ piece, anchor, pages }) => {
      const number = pieceNumber(piece.number)
      const name = piece.path.slice(piece.path.lastIndexOf('/') + 1 + number.length + 1)
      return {
        kicker: fr`Pièce ${number}`,
        anchor: anchor ?? '',
        title: name,
        facts: factsOf(piece, naming),
        pages: pages.map((page, index) =>
          page.kind === 'image'
            ? { image: page.address, alt: altOf(number, name, index, page.text), message: null }
            : { image: null, alt: '', message: page },
        ),
      }
    }),
  }
}

function altOf(number: string, name: string, index: number, text: string): string {
  const words = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
  const what = fr`Pièce ${number}, ${name}, image ${index + 1}`
  return words === '' ? fr`${what}, sans texte lisible` : fr`${what}. Texte : ${words}`
}

function factsOf({ citations, path }: Piece, naming: Naming): { label: string; value: string }[] {
  const acts = citations.flatMap((citation) => citation.acts)
  const all = (values: readonly string[]) =>
    [...new Set(values)].filter((value) => value !== '').join(fr` ; `)
  return [
    {
      label: 'Dossiers',
      value: all(
        citations.flatMap(({ cases }) => [...cases].map((item) => naming.caseNumber(item.enrolment.id))),
      ),
    },
    {
      label: 'Actes',
      value: all(
        acts.map(({ action }) => {
          const by = action.channel === null ? '' : ` ${BY_CHANNEL_WORDS[action.channel]}`
          const day = action.on === null ? '' : fr` du ${formatDate(action.on)}`
          return `${capitalised(ACTION_WORDS[action.type])}${by}${day}`
        }),
      ),
    },
    { label: 'Auteurs', value: all(acts.map(({ action }) => naming.authorName(action.author))) },
    {
      label: 'Mesures',
      value: all(
        citations.flatMap(({ measures }) => [...measures].map(({ title }) => naming.organisationText(title))),
      ),
    },
    { label: 'Citée sous', value: all(citations.map((citation) => naming.evidencePath(citation.path))) },
    { label: 'Dans ce dossier', value: path },
  ].filter(({ value }) => value !== '')
}
