// The words of a page that this program made, without its markup. Not for pages of others.

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
}

/** Paragraphs and list items on lines of their own, everything else as running text. */
export function plainText(html: string): string {
  return html
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/<li[^>]*>/g, '\n[ ] ')
    .replace(/<\/(p|h1|h2|ul|div|header|footer|table|tr)>/g, '\n\n')
    .replace(/<br[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&([a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
