// Bytes of a text file as UTF-8: what they are declared to be, or what they surely are, and said when it is a
// guess. May not know what the text says.
import { isAscii, isUtf8 } from 'node:buffer'
import type { Diagnostics } from '../kernel/diagnostic.js'
import { formatNumber, fr, quoted } from '../kernel/french.js'
import { wholeFile } from '../kernel/origin.js'
import type { Encoding, SingleByteEncoding } from './encodings.js'
import { READABLE } from './file-kind.js'
import { seenValue } from './printable.js'
import { SOURCE_PROBLEMS } from './problems.js'
import { SourceText, type Span } from './source-text.js'
import type { Mixture } from './transcode.js'

export interface DecodedText {
  /** Without byte order mark. */
  readonly utf8: Buffer
  /** As WHATWG names it: `utf-8`, `windows-1252`… */
  readonly encoding: string
  /** Some accents are written apart from their letter (NFD). */
  readonly hasApartAccents: boolean
}

/** @returns null when the bytes cannot be read as text; the reason is then among the diagnostics. */
export async function decode(
  file: string,
  bytes: Buffer,
  declared: string | null,
  diagnostics: Diagnostics,
): Promise<DecodedText | null> {
  const decoding = new Decoding(file, bytes, diagnostics)
  const text = declared === null ? await decoding.detect() : await decoding.trust(declared)
  if (text !== null) decoding.reportDamage(text)
  return text
}

/** Bytes looked at to tell UTF-16 without its mark, and binary files. */
const SAMPLE = 64 * 1024

class Decoding {
  readonly #file: string
  readonly #bytes: Buffer
  readonly #diagnostics: Diagnostics

  constructor(file: string, bytes: Buffer, diagnostics: Diagnostics) {
    this.#file = file
    this.#bytes = bytes
    this.#diagnostics = diagnostics
  }

  async trust(declared: string): Promise<DecodedText | null> {
    const { ENCODING_NAMES, encodingNamed, isSingleByte } = await import('./encodings.js')
    const encoding = encodingNamed(declared)
    if (encoding === null) {
      this.#report('ENCODAGE-INCONNU', {
        field: 'encodage',
        seen: seenValue(declared),
        expected: ENCODING_NAMES,
        mend: fr`corrigez « encodage » dans i12.yaml, ou retirez cette clé`,
      })
      return null
    }
    const actual = await this.#surely(encoding)
    // « utf-16 » says nothing of the order of bytes: the mark or the zeros do.
    const isSameFamily = encoding.startsWith('utf-16') && actual?.encoding.startsWith('utf-16') === true
    if (actual !== null && actual.encoding !== encoding && !isSameFamily) {
      return this.#refuseDeclared(encoding, actual.encoding)
    }
    if (actual !== null) return this.#decodeUtf(actual)
    if (isSingleByte(encoding)) return this.#decodeSingleByte(encoding)
    if (this.#isAscii()) return decoded(this.#bytes, 'utf-8')
    const { guessEncoding } = await import('./guess-encoding.js')
    return this.#refuseDeclared(encoding, guessEncoding(this.#bytes).encoding)
  }

  async detect(): Promise<DecodedText | null> {
    const utf = this.#unmistakable()
    if (utf !== null) return this.#decodeUtf(utf)
    if (this.#looksBinary()) return this.#refuseBinary()
    if (isUtf8(this.#bytes)) return decoded(this.#bytes, 'utf-8')
    const { isMixture, transcodeMixture } = await import('./transcode.js')
    if (isMixture(this.#bytes)) return this.#reportMixture(transcodeMixture(this.#bytes))
    const { guessEncoding } = await import('./guess-encoding.js')
    const { encoding, isSure, isHopeless } = guessEncoding(this.#bytes)
    if (isHopeless) return this.#refuseBinary()
    const text = await this.#decodeSingleByte(encoding)
    if (encoding !== 'windows-1252' || !isSure) this.#reportGuess(text, encoding, isSure)
    return text
  }

  reportDamage({ utf8 }: DecodedText): void {
    const source = new SourceText(this.#file, utf8)
    for (const [code, bytes] of [
      ['CARACTERE-PERDU', LOST],
      ['ENCODAGE-DOUBLE', TWICE_ENCODED],
    ] as const) {
      const first = utf8.indexOf(bytes)
      if (first < 0) continue
      this.#diagnostics.report({
        kind: SOURCE_PROBLEMS[code],
        place: source.place({ start: first, end: first + bytes.length }, hideLine),
        field: null,
        seen: fr`${formatNumber(countOf(utf8, bytes))} fois dans le fichier`,
        isSeenDescribed: true,
        expected: null,
        mend: 'refaites l’export en UTF-8 dans le logiciel d’où il vient, sans passer par un tableur',
      })
    }
  }

  /** What the file surely is; null where what is declared is as likely. */
  async #surely(declared: Encoding): Promise<Utf | null> {
    const actual = this.#unmistakable()
    if (actual?.encoding !== 'utf-8' || actual.mark > 0 || declared === 'utf-8') return actual
    const { saysFrench } = await import('./transcode.js')
    return saysFrench(this.#bytes) ? actual : null
  }

  /** UTF-8 or UTF-16 with their mark, UTF-16 whose zeros leave no doubt, UTF-8 with accents; else null. */
  #unmistakable(): Utf | null {
    const bytes = this.#bytes
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 }
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', mark: 2 }
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && isUtf8(bytes)) {
      return { encoding: 'utf-8', mark: 3 }
    }
    const wide = utf16Order(bytes.subarray(0, SAMPLE))
    if (wide !== null) return { encoding: wide, mark: 0 }
    return isUtf8(bytes) && !this.#isAscii() ? { encoding: 'utf-8', mark: 0 } : null
  }

  async #decodeUtf({ encoding, mark }: Utf): Promise<DecodedText | null> {
    const bytes = this.#bytes.subarray(mark)
    if (encoding === 'utf-8') return this.#looksBinary() ? this.#refuseBinary() : decoded(bytes, encoding)
    const { transcodeUtf16 } = await import('./transcode.js')
    return decoded(transcodeUtf16(bytes, encoding), encoding)
  }

  async #decodeSingleByte(encoding: SingleByteEncoding): Promise<DecodedText> {
    const { transcodeSingleByte } = await import('./transcode.js')
    return decoded(transcodeSingleByte(this.#bytes, encoding), encoding)
  }

  #isAscii(): boolean {
    return isAscii(this.#bytes)
  }

  #looksBinary(): boolean {
    const sample = this.#bytes.subarray(0, SAMPLE)
    let controls = 0
    for (const byte of sample) {
      if (byte === 0) return true
      if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls++
    }
    return controls > 8 && controls > sample.length / 200
  }

  #refuseBinary(): null {
    this.#report('FICHIER-BINAIRE', {
      field: null,
      seen: null,
      expected: READABLE,
      mend: 'refaites l’export au format CSV ou XLSX, puis remplacez ce fichier',
    })
    return null
  }

  #refuseDeclared(declared: Encoding, actual: Encoding): null {
    this.#report('ENCODAGE-DECLARE', {
      field: 'encodage',
      message: fr`L’encodage déclaré (${declared}) n’est pas celui du fichier (${actual}).`,
      seen: actual,
      expected: declared,
      mend: fr`écrivez ${quoted(`encodage: ${actual}`)} dans i12.yaml, ou retirez cette clé`,
    })
    return null
  }

  #reportGuess(text: DecodedText, encoding: SingleByteEncoding, isSure: boolean): void {
    const source = new SourceText(this.#file, text.utf8)
    const first = text.utf8.findIndex((byte) => byte >= 128)
    this.#diagnostics.report({
      kind: SOURCE_PROBLEMS['ENCODAGE-DEVINE'],
      place: source.place({ start: first, end: first + 1 }, hideLine),
      field: null,
      message: isSure
        ? fr`L’encodage de ce fichier n’est pas déclaré ; ses accents ne se lisent bien qu’en ${encoding}.`
        : fr`L’encodage de ce fichier n’est pas sûr ; il est lu en ${encoding}.`,
      seen: encoding,
      expected: fr`utf-8 ou windows-1252, ou un encodage déclaré`,
      mend: fr`vérifiez que les accents sont justes, puis déclarez ${quoted(`encodage: ${encoding}`)} dans i12.yaml`,
    })
  }

  /** One diagnostic for each line that holds letters of the rarer encoding. */
  #reportMixture({ utf8, sequences, singles }: Mixture): DecodedText {
    const source = new SourceText(this.#file, utf8)
    const isMostlyUtf8 = sequences.length >= singles.length
    const [usual, rare] = isMostlyUtf8 ? ['utf-8', 'windows-1252'] : ['windows-1252', 'utf-8']
    let lastLine = 0
    for (const start of isMostlyUtf8 ? singles : sequences) {
      const line = source.lineAt(start)
      if (line === lastLine) continue
      lastLine = line
      this.#diagnostics.report({
        kind: SOURCE_PROBLEMS['ENCODAGE-MELANGE'],
        place: source.place({ start, end: start + 1 }, hideLine),
        field: null,
        seen: rare,
        expected: fr`${usual}, comme le reste du fichier`,
        mend: 'refaites l’export d’un seul tenant, ou enregistrez dans le même encodage les fichiers que vous avez réunis',
      })
    }
    return decoded(utf8, usual)
  }

  #report(
    code: keyof typeof SOURCE_PROBLEMS,
    said: {
      field: string | null
      seen: string | null
      expected: string | null
      mend: string
      message?: string
    },
  ): void {
    this.#diagnostics.report({ ...said, kind: SOURCE_PROBLEMS[code], place: wholeFile(this.#file) })
  }
}

interface Utf {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  /** Bytes of its mark. */
  readonly mark: number
}

/** U+FFFD, left by a program that could not read a letter. */
const LOST = Buffer.from('\ufffd')
/** « Ã » followed by a sign of the upper half: UTF-8 read as Windows-1252 and written again as UTF-8. */
const TWICE_ENCODED = Buffer.from([0xc3, 0x83, 0xc2])

/** Before the columns are known, nothing of a line is shown but the shape of its words. */
function hideLine(line: Span): readonly Span[] {
  return [line]
}

function decoded(utf8: Buffer, encoding: string): DecodedText {
  return { utf8, encoding, hasApartAccents: hasCombiningMarks(utf8) }
}

/** U+0300 to U+036F are CC 80 to CD AF in UTF-8. */
function hasCombiningMarks(utf8: Buffer): boolean {
  if (utf8.includes(0xcc)) return true
  for (let at = utf8.indexOf(0xcd); at >= 0; at = utf8.indexOf(0xcd, at + 1)) {
    if ((utf8[at + 1] ?? 0) < 0xb0) return true
  }
  return false
}

function countOf(utf8: Buffer, bytes: Buffer): number {
  let count = 0
  for (let at = utf8.indexOf(bytes); at >= 0; at = utf8.indexOf(bytes, at + bytes.length)) count++
  return count
}

/** UTF-16 of mostly Latin letters: nearly every second byte is zero, and hardly any of the others. */
function utf16Order(sample: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (sample.length < 4 || !sample.includes(0)) return null
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros.map((count) => count / (sample.length / 2))
  if (odd > 0.7 && even < 0.02) return 'utf-16le'
  if (even > 0.7 && odd < 0.02) return 'utf-16be'
  return null
}
