// `pieces.csv`: the proofs of a pack and those that are not in it, for a spreadsheet. May not look at the disk.
import { csvListing } from '../documents/csv.js'
import type { Naming } from '../documents/naming.js'
import { formatDate } from '../kernel/french.js'
import { ACTION_WORDS, recipientWord } from '../words/values.js'
import type { Fingerprint } from './bag.js'
import type { Citation } from './citations.js'
import type { FileFacts, LeftOut } from './pack-manifest.js'
import { pieceNumber } from './packed-name.js'
import type { Piece } from './piece.js'

export const PIECE_INDEX = 'pieces.csv'

const HEADER = [
  'numero',
  'piece',
  'citee_sous',
  'dossiers',
  'date',
  'acte',
  'envers',
  'auteur',
  'obligations',
  'mesures',
  'octets',
  'sha256',
  'annexe',
  'motif',
]

/** Several values of one cell; none of them holds it. */
const BETWEEN = ' | '

export interface IndexedPiece extends Piece {
  readonly file: Fingerprint
  readonly facts: FileFacts
}

/** One row a proof, in the order of the numbers, then what is not in the pack and why. */
export function pieceIndex(
  pieces: readonly IndexedPiece[],
  left: readonly LeftOut[],
  naming: Naming,
): readonly Buffer[] {
  return csvListing(PIECE_INDEX, HEADER, rowsOf(pieces, left, naming)).parts
}

function* rowsOf(
  pieces: readonly IndexedPiece[],
  left: readonly LeftOut[],
  naming: Naming,
): Generator<readonly string[]> {
  for (const { number, path, citations, file, facts } of pieces) {
    const acts = citations.flatMap((citation) => citation.acts)
    const each = (word: (act: Citation['acts'][number]) => string) =>
      acts.map((act) => word(act) || '–').join(BETWEEN)
    yield [
      pieceNumber(number),
      path.slice(path.lastIndexOf('/') + 1),
      citations.map((citation) => naming.evidencePath(citation.path)).join(BETWEEN),
      facts.cases.join(BETWEEN),
      each(({ action }) => (action.on === null ? '' : formatDate(action.on))),
      each(({ action }) => ACTION_WORDS[action.type]),
      each(({ case: { training }, action }) =>
        action.recipient === null ? '' : recipientWord(action.recipient, training.type),
      ),
      each(({ action }) => naming.authorName(action.author)),
      facts.obligations.join(BETWEEN),
      facts.measures.join(BETWEEN),
      String(file.size),
      file.sha256,
      facts.annex ?? '',
      facts.reason ?? '',
    ]
  }
  for (const { path, reason, cases } of left) {
    yield ['', '', path, cases.join(BETWEEN), '', '', '', '', '', '', '', '', '', reason]
  }
}
