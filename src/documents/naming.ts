// How people are named in a document: in full, or by codes. May not know the key behind a code: app/ gives the function.
import { textKey } from '../kernel/text-key.js'
import type { Case, Register } from '../register/register.js'
import { personName } from '../words/enrolment.js'

/** Names of one rendering of a document. Nothing personal reaches a view by another way. */
export interface Naming {
  readonly isPseudonymised: boolean
  /** After a title or in a footer: « , pseudonymisé », or nothing. */
  readonly mark: string
  /** Name of a file of this rendering: one never takes the place of the other's. */
  fileName(name: string): string
  /** File number, or the code that stands for it. */
  caseNumber(enrolmentId: string): string
  /** « Marie Dupont », or null where the rendering gives no name. */
  personName(subject: Case): string | null
  /** Who wrote a row of relances; '' where nobody is named. */
  authorName(author: string): string
  /** Number of a report of violence. */
  reportNumber(id: string): string
  /** Path of a file tied to a person: as is, or a code and its extension. */
  evidencePath(path: string): string
  /** Reference of a quality ticket. */
  ticket(ticket: string): string
  /** Path or title that belongs to the organisation: as is, unless it holds somebody's name. */
  organisationText(text: string): string
}

/** Keyed code of a text: the same text gives the same code while the key is the same. Lower-case hexadecimal, 32 digits or more. */
export type CodeOf = (text: string) => string

/** The rendering shown on site: names beside file numbers. */
export const nominativeNaming: Naming = {
  isPseudonymised: false,
  mark: '',
  fileName: (name) => name,
  caseNumber: (enrolmentId) => enrolmentId,
  personName: ({ enrolment }) => personName(enrolment) || null,
  authorName: (author) => author,
  reportNumber: (id) => id,
  evidencePath: (path) => path,
  ticket: (ticket) => ticket,
  organisationText: (text) => text,
}

/** The rendering that can be sent: codes only. Never to be called anonymised: the organisation can undo it. */
export function pseudonymisedNaming(codeOf: CodeOf, register: Register): Naming {
  const personalWords = personalWordsOf(register)
  const code = (prefix: string, text: string) => `${prefix}-${shortCode(codeOf(`${prefix}:${text}`))}`
  const evidencePath = (path: string) =>
    path === '' ? '' : code('P', path) + extensionOf(path, personalWords)
  return {
    isPseudonymised: true,
    mark: ', pseudonymisé',
    fileName: (name) => name.replace(/(?=\.[a-z]+$)|$/, '-pseudonymise'),
    caseNumber: (enrolmentId) => code('D', enrolmentId),
    personName: () => null,
    authorName: (author) => (author === '' ? '' : code('A', textKey(author))),
    reportNumber: (id) => code('S', id),
    evidencePath,
    ticket: (ticket) => (ticket === '' ? '' : code('T', ticket)),
    organisationText: (text) =>
      wordsOf(text).some((word) => personalWords.has(word)) ? evidencePath(text) : text,
  }
}

/** Eight signs without I, L, O, U (Crockford's base 32): 40 bits, read aloud without mistake. */
function shortCode(hexadecimal: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let bits = BigInt(`0x${hexadecimal.slice(0, 10)}`)
  let text = ''
  for (let index = 0; index < 8; index++) {
    text = alphabet[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return text
}

/** `.eml`, or nothing where the end of the path is not a plain extension. */
function extensionOf(path: string, personalWords: ReadonlySet<string>): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(path)?.[1]?.toLowerCase()
  return extension === undefined || personalWords.has(extension) ? '' : `.${extension}`
}

function wordsOf(text: string): string[] {
  return textKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
}

/** Every word by which somebody in the exports could be recognised. */
function personalWordsOf(register: Register): ReadonlySet<string> {
  const words = new Set<string>()
  const add = (text: string) => {
    for (const word of wordsOf(text)) words.add(word)
  }
  for (const { enrolment, actions } of register.cases) {
    add(enrolment.lastName)
    add(enrolment.firstName)
    add(enrolment.email.split('@')[0] ?? '')
    add(enrolment.phone)
    add(enrolment.tutor)
    add(enrolment.legalRepresentative)
    add(enrolment.referent)
    for (const action of actions) add(action.author)
  }
  return words
}
