// How wide a text is drawn in the bundled font, so that labels are cut into lines before the browser sees them.
// May not touch the font file: widths are those of Source Sans 3 Regular, thousandths of the size.

/** U+0020 to U+017F, two digits in base 36 each; 00 where there is no character. */
const WIDTHS =
  '5k81budtdtmwgx6x8f8fbmdt6x8n6x9qdtdtdtdtdtdtdtdtdtdt6x6xdtdtdtbtnjf4gcfvh3endqh5i47bdcg3dik7hzigfqigfteuewhxeblue9d8ez8f9q8fdtdwf2e0fdcoffds84e0f46u6vdr73n1f7f2ffff9nbn9ef4czjzceczbt8f6p8fdt0000000000000000000000000000000000000000000000000000000000000000005k81dtdtdtdt6pdtf2ko9lbxdt8nbrf297dta7a7f2fmfk6xf2a7a5bxlpmgm4btf4f4f4f4f4f4mufvenenenen7b7b7b7bhrhzigigigigigdtighxhxhxhxd8g7g0e0e0e0e0e0e0lmcodsdsdsds6u6u6u6uf4f7f2f2f2f2f2dtf2f4f4f4f4czffczf4e0f4e0f4e0fvcofvcofvcofvcoh3fxhnfmendsendsendsendsendsh5e0h5e0h5e0h5e0i4f4j8fh7b6u7b6u7b6u7b6u7b6uemdpdc6vg3drdrdi73di73di7ddia2dw8ahzf7hzf7hzf7ldhnf7igf2igf2igf2njnbft9nft9nft9neubneubneubneubnew9eew9eew9ehxf4hxf4hxf4hxf4hxf4hxf4lujyd8czd8ezbtezbtezbt7j'

/** For other scripts: as wide as a capital. */
const OTHER = 620
/** The second weight is 3 % wider on average, 6 % at most on real words. */
const SEMIBOLD = 1.06

const KNOWN: Readonly<Record<string, number>> = {
  '\u2019': 249,
  '\u2018': 249,
  '\u2026': 948,
  '\u2013': 480,
  '\u2014': 800,
  '\u202f': 120,
  '\u2011': 311,
  '\u2192': 619,
  '\u20ac': 497,
}

/** Width of a text at a size, in the same unit; never less than what the browser draws, save for kerning. */
export function textWidth(text: string, size: number, weight: 400 | 600 = 400): number {
  let total = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const at = (code - 0x20) * 2
    const width =
      code >= 0x20 && code < 0x180
        ? Number.parseInt(WIDTHS.slice(at, at + 2), 36)
        : (KNOWN[character] ?? OTHER)
    total += width
  }
  return (total / 1000) * size * (weight === 600 ? SEMIBOLD : 1)
}

/**
 * A text cut at spaces into lines no wider than `width`; a word too long for a line is cut anywhere; beyond
 * `most` lines the last one ends with « … ».
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  most = 3,
  weight: 400 | 600 = 400,
): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/[ \n\t]+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (textWidth(longer, size, weight) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (textWidth(line, size, weight) > width && [...line].length > 1) {
      const head = headThatFits(line, width, size, weight)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= most) return lines
  const last = `${lines[most - 1]} ${lines[most]}`
  const cut = headThatFits(last, width - textWidth('…', size, weight), size, weight).trimEnd()
  return [...lines.slice(0, most - 1), `${cut}…`]
}

function headThatFits(text: string, width: number, size: number, weight: 400 | 600): string {
  let head = ''
  for (const character of text) {
    if (head !== '' && textWidth(head + character, size, weight) > width) break
    head += character
  }
  return head
}
