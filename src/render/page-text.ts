// What is read back from a page that we wrote ourselves: headings, links, anchors, places for page numbers.
// May not be used on pages from elsewhere: it relies on how our templates and Handlebars write.
import type { Heading } from './pdf-outline.js'

/** Each heading h1 to h6 in reading order; the parts of its text are kept apart by spaces. */
export function headingsOf(html: string): Heading[] {
  return [...html.matchAll(/<h([1-6])\b[^>]*>([\s\S]*?)<\/h\1>/g)].map((match) => ({
    level: Number(match[1]),
    title: plainText(match[2] ?? ''),
  }))
}

/** Text between tags, entities decoded, runs of spaces as one. */
export function plainText(html: string): string {
  return decodeEntities(html.replace(/<wbr>|<\/?sup>/g, '').replace(/<[^>]*>/g, ' '))
    .replace(/[ \t\r\n]+/g, ' ')
    .trim()
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (entity, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    return NAMED[name] ?? entity
  })
}

const PAGE_BOX = /(<span class="page" data-page-of="([^"]*)">)[^<]*(<\/span>)/g

/** Anchors whose page number is to be printed. */
export function anchorsToNumber(html: string): Set<string> {
  return new Set([...html.matchAll(PAGE_BOX)].map((match) => match[2] ?? ''))
}

/** The page with each reserved box filled; a box whose anchor has no page stays empty. */
export function fillPageNumbers(html: string, pages: ReadonlyMap<string, number>): string {
  return html.replace(PAGE_BOX, (_, open, anchor, close) => `${open}${pages.get(anchor) ?? ''}${close}`)
}

const CUT = '<hr class="coupure">'

/**
 * The page cut at its marks (`{{> coupure}}`) into pages of their own with the same head; elements that are open at a
 * mark are closed before it and opened again after it. Each part also holds hidden links to the anchors in it, since
 * the browser only keeps the place of anchors that are linked from the same page.
 */
export function cutIntoParts(html: string): string[] {
  const start = html.indexOf('<body>') + '<body>'.length
  const end = html.lastIndexOf('</body>')
  const bodies = html.slice(start, end).split(CUT)
  if (bodies.length === 1) return [html]
  const anchors = anchorsToNumber(html)
  const parts: string[] = []
  let open: OpenElement[] = []
  for (const body of bodies) {
    const opening = open.map(({ tag }) => tag.replace(/ id="[^"]*"/, '')).join('')
    open = openElements(body, open)
    const closing = open
      .toReversed()
      .map(({ name }) => `</${name}>`)
      .join('')
    const links = [...anchors]
      .filter((anchor) => body.includes(`id="${anchor}"`))
      .map((anchor) => `<a href="#${anchor}"></a>`)
      .join('')
    parts.push(
      `${html.slice(0, start)}${opening}${body}${closing}<div hidden>${links}</div>${html.slice(end)}`,
    )
  }
  return parts
}

interface OpenElement {
  readonly name: string
  /** The whole opening tag. */
  readonly tag: string
}

const VOID = new Set(['br', 'col', 'hr', 'img', 'input', 'wbr'])

/** Elements still open after a piece of HTML, outermost first. */
function openElements(html: string, before: readonly OpenElement[]): OpenElement[] {
  const open = [...before]
  for (const [tag, slash, name = '', selfClosed] of html.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|[^">])*?(\/?)>/g,
  )) {
    if (slash === '/') {
      while (open.length > 0 && open.pop()?.name !== name);
    } else if (selfClosed !== '/' && !VOID.has(name.toLowerCase())) open.push({ name, tag })
  }
  return open
}

/** What the page says its title is. */
export function titleOf(html: string): string {
  return plainText(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '')
}

/** The page of one part, numbered as a part of the whole. */
export function numberAsPart(html: string, firstPage: number, pageCount: number): string {
  const style =
    `<style>@page:first{counter-set:page ${firstPage}}` +
    `@page{@bottom-right{content:"page " counter(page) " / ${pageCount}"}}</style>`
  return html.replace('</head>', () => `${style}\n</head>`)
}
