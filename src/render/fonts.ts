// The fonts that travel with the program, written into the page as data. May not use a font of the system by name.
import { readAssetAsBase64 } from './assets.js'

interface Face {
  readonly family: string
  readonly weight: 400 | 600
  readonly file: string
  /** Embedded only where the page has such a character. */
  readonly range: string | null
  readonly neededBy: RegExp | null
}

/** The family that `base.css` names for the scripts below; no system has one of that name. */
const SCRIPTS = 'I12 Scripts'
const ARABIC_RANGE = 'U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+FB50-FDFF,U+FE70-FEFF'
const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/

/**
 * One text family in two weights (a missing bold would be drawn as a Type 3 font), with Latin, Greek, Cyrillic and
 * Vietnamese, tabular figures and U+202F; and the scripts of learners that it lacks. Chinese,
 * Japanese and Korean would weigh more than the program: the machine lends them, or they are said to be missing.
 */
const FACES: readonly Face[] = [
  {
    family: 'Source Sans 3',
    weight: 400,
    file: 'fonts/SourceSans3-Regular.woff2',
    range: null,
    neededBy: null,
  },
  {
    family: 'Source Sans 3',
    weight: 600,
    file: 'fonts/SourceSans3-Semibold.woff2',
    range: null,
    neededBy: null,
  },
  ...script('Noto Sans Arabic', 'Arabic', ARABIC_RANGE, ARABIC),
  ...script(SCRIPTS, 'Armenian', 'U+0530-058F,U+FB13-FB17', /\p{Script=Armenian}/u),
  ...script(SCRIPTS, 'Bengali', 'U+0964-0965,U+0980-09FF,U+200C-200D', /\p{Script=Bengali}/u),
  ...script(SCRIPTS, 'Devanagari', 'U+0900-097F,U+200C-200D,U+A8E0-A8FF', /\p{Script=Devanagari}/u),
  ...script(SCRIPTS, 'Ethiopic', 'U+1200-139F,U+2D80-2DDF,U+AB00-AB2F', /\p{Script=Ethiopic}/u),
  ...script(SCRIPTS, 'Georgian', 'U+10A0-10FF,U+1C90-1CBF,U+2D00-2D2F', /\p{Script=Georgian}/u),
  ...script(SCRIPTS, 'Hebrew', 'U+0590-05FF,U+FB1D-FB4F', /\p{Script=Hebrew}/u),
  ...script(SCRIPTS, 'Khmer', 'U+1780-17FF,U+19E0-19FF,U+200C-200D', /\p{Script=Khmer}/u),
  ...script(SCRIPTS, 'Tamil', 'U+0B80-0BFF', /\p{Script=Tamil}/u),
  ...script(SCRIPTS, 'Thai', 'U+0E00-0E7F', /\p{Script=Thai}/u),
]

/** The two weights of a script that the text family lacks. */
function script(family: string, name: string, range: string, neededBy: RegExp): readonly Face[] {
  const face = (weight: 400 | 600, style: string): Face => ({
    family,
    weight,
    file: `fonts/NotoSans${name}-${style}.woff2`,
    range,
    neededBy,
  })
  return [face(400, 'Regular'), face(600, 'SemiBold')]
}

/** `@font-face` rules for what the page contains. */
export function fontFaces(page: string): string {
  return FACES.filter((face) => face.neededBy === null || face.neededBy.test(page))
    .map(
      (face) =>
        `@font-face{font-family:"${face.family}";font-weight:${face.weight};font-style:normal;` +
        `${face.range === null ? '' : `unicode-range:${face.range};`}` +
        `src:url(data:font/woff2;base64,${readAssetAsBase64(face.file)}) format("woff2")}`,
    )
    .join('\n')
}

/** Scripts that the shipped fonts draw, and what stands in every script. */
const NOT_DRAWN =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Armenian}\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Ethiopic}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Khmer}\p{Script=Tamil}\p{Script=Thai}\p{Script=Common}\p{Script=Inherited}]/u

/** The others that people of France write their names in, by what they are called in French. */
const OTHER_SCRIPTS: readonly (readonly [name: string, has: RegExp])[] = [
  ['chinoise', /\p{Script=Han}/u],
  ['japonaise', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['coréenne', /\p{Script=Hangul}/u],
  ['birmane', /\p{Script=Myanmar}/u],
  ['cinghalaise', /\p{Script=Sinhala}/u],
  ['gujaratie', /\p{Script=Gujarati}/u],
  ['gourmoukhie', /\p{Script=Gurmukhi}/u],
  ['kannada', /\p{Script=Kannada}/u],
  ['lao', /\p{Script=Lao}/u],
  ['malayalam', /\p{Script=Malayalam}/u],
  ['syriaque', /\p{Script=Syriac}/u],
  ['télougou', /\p{Script=Telugu}/u],
  ['tibétaine', /\p{Script=Tibetan}/u],
  ['tifinagh', /\p{Script=Tifinagh}/u],
]

/** The scripts of a text that no shipped font draws, by their French names; empty for nearly every text. */
export function scriptsWithoutFont(text: string): readonly string[] {
  if (!NOT_DRAWN.test(text)) return []
  const found = OTHER_SCRIPTS.filter(([, has]) => has.test(text)).map(([name]) => name)
  return found.length === 0 ? ['autre'] : found
}
