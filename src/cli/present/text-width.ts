// How many columns of a terminal a text takes.

const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]$/u
// East Asian Wide and Fullwidth blocks, and pictures (Unicode Standard Annex 11), as far as names and cells hold them.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u

export function textWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (ZERO.test(character)) continue
    width += WIDE.test(character) ? 2 : 1
  }
  return width
}

/** The text followed by spaces up to `width` columns; longer texts are left whole. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}
