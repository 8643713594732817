// Encodings that exports come in, and the names people give them. May not know what the text says.
import iconv from 'iconv-lite'

/** As WHATWG names them, and the one of the old DOS by its usual name. */
export type Encoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'windows-1252'
  | 'iso-8859-15'
  | 'macintosh'
  | 'cp850'

/** One byte a character; in order of preference where a text reads the same in several. */
export const SINGLE_BYTE = ['windows-1252', 'iso-8859-15', 'macintosh', 'cp850'] as const
export type SingleByteEncoding = (typeof SINGLE_BYTE)[number]

const LABELS: Readonly<Record<Encoding, readonly string[]>> = {
  'utf-8': ['utf8', 'utf8bom', 'utf8sig', 'unicodeutf8'],
  'utf-16le': ['utf16le', 'utf16', 'unicode', 'ucs2'],
  'utf-16be': ['utf16be'],
  // What calls itself Latin-1 on the web and in France is Windows-1252, which only adds signs to it.
  'windows-1252': ['windows1252', 'cp1252', 'ansi', 'latin1', 'iso88591', 'windows', 'ascii', 'usascii'],
  'iso-8859-15': ['iso885915', 'latin9', 'latin0'],
  macintosh: ['macintosh', 'macroman', 'mac', 'xmacroman'],
  cp850: ['cp850', 'ibm850', 'dos', '850', 'oem850', 'msdos'],
}

/** Names shown when one is to be chosen. */
export const ENCODING_NAMES = 'utf-8, windows-1252, iso-8859-15, utf-16le, utf-16be, macintosh ou cp850'

/** The encoding that a person means, or null. */
export function encodingNamed(typed: string): Encoding | null {
  const label = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  const found = Object.entries(LABELS).find(([, labels]) => labels.includes(label))
  return found === undefined ? null : (found[0] as Encoding)
}

export function isSingleByte(encoding: Encoding): encoding is SingleByteEncoding {
  return (SINGLE_BYTE as readonly Encoding[]).includes(encoding)
}

const HIGH_BYTES = Buffer.from(Array.from({ length: 128 }, (_, index) => 128 + index))
const tables = new Map<SingleByteEncoding, readonly string[]>()

/** The characters of bytes 128 to 255; U+FFFD where a byte means nothing. */
export function highCharacters(encoding: SingleByteEncoding): readonly string[] {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const characters = [...iconv.decode(HIGH_BYTES, encoding)]
  tables.set(encoding, characters)
  return characters
}
