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

const ARABIC_RANGE = 'U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+FB50-FDFF,U+FE70-FEFF'
const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/

/**
 * One text family in two weights (a missing bold would be drawn as a Type 3 font), with Latin, Greek, Cyrillic and
 * Vietnamese, tabular figures and U+202F; and the Arabic that it lacks.
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
  {
    family: 'Noto Sans Arabic',
    weight: 400,
    file: 'fonts/NotoSansArabic-Regular.woff2',
    range: ARABIC_RANGE,
    neededBy: ARABIC,
  },
  {
    family: 'Noto Sans Arabic',
    weight: 600,
    file: 'fonts/NotoSansArabic-SemiBold.woff2',
    range: ARABIC_RANGE,
    neededBy: ARABIC,
  },
]

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
