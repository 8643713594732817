// The font of form fields, whole: other programs fill the form in and draw with it, and a file to keep holds every font
// that it uses. Cut out of the text font by tools/make-form-font.py. May not be used for pages.
import { deflateSync } from 'node:zlib'
import { readAsset, readAssetBytes } from './assets.js'
import { addObject, type PdfFile, type PdfReference, type PdfValue } from './pdf-objects.js'

/** Its name in the resources of the form. */
export const FORM_FONT = 'Texte'

interface Measures {
  readonly name: string
  readonly firstCharacter: number
  readonly widths: readonly number[]
  readonly box: readonly number[]
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
}

interface LoadedFont {
  readonly measures: Measures
  readonly program: Uint8Array
  readonly length: number
}

let loaded: LoadedFont | null = null

function load(): LoadedFont {
  const program = readAssetBytes('fonts/I12Formulaire.ttf')
  const measures = JSON.parse(readAsset('fonts/I12Formulaire.json') ?? '{}') as Measures
  return { measures, program: deflateSync(program), length: program.length }
}

/** Adds the font to a file: a simple TrueType font with the characters of Windows-1252. */
export function addFormFont(file: PdfFile): PdfReference {
  loaded ??= load()
  const { measures, program, length } = loaded
  const { name, widths, firstCharacter } = measures
  const stream = addObject(
    file,
    new Map([
      ['Length1', String(length)],
      ['Filter', '/FlateDecode'],
      ['Length', String(program.length)],
    ]),
    program,
  )
  const descriptor = addObject(
    file,
    new Map<string, PdfValue>([
      ['Type', '/FontDescriptor'],
      ['FontName', `/${name}`],
      // ISO 32000-1, table 123: bit 6 is Nonsymbolic.
      ['Flags', '32'],
      ['FontBBox', measures.box.map(String)],
      ['ItalicAngle', '0'],
      ['Ascent', String(measures.ascent)],
      ['Descent', String(measures.descent)],
      ['CapHeight', String(measures.capHeight)],
      ['StemV', '80'],
      ['FontFile2', stream],
    ]),
  )
  return addObject(
    file,
    new Map<string, PdfValue>([
      ['Type', '/Font'],
      ['Subtype', '/TrueType'],
      ['BaseFont', `/${name}`],
      ['Encoding', '/WinAnsiEncoding'],
      ['FirstChar', String(firstCharacter)],
      ['LastChar', String(firstCharacter + widths.length - 1)],
      ['Widths', widths.map(String)],
      ['FontDescriptor', descriptor],
    ]),
  )
}
