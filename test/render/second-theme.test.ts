// Form stands in templates and styles alone: a second theme changes it whole, without a line of code.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { colourVariables } from '../../src/render/colours.js'
import { renderDocument, type TemplateOverrides } from '../../src/render/html.js'
import { examplePage } from './example-page.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const THEME = join(root, 'examples/modeles-sobres')

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.[a-z]+$/.test(name))

const sober: TemplateOverrides = new Map(
  filesIn(THEME).map((name) => [name, { path: name, text: readFileSync(join(THEME, name), 'utf8') }]),
)
const style = sober.get('styles/organisme.css')?.text ?? ''

const colours = (text: string) =>
  [...text.matchAll(/#([0-9a-f]{6}|[0-9a-f]{3})\b/gi)].map(([, digits = '']) => digits)
const isGrey = (digits: string) => {
  const size = digits.length / 3
  return new Set([0, 1, 2].map((index) => digits.slice(index * size, (index + 1) * size))).size === 1
}

/** The words of a page, in order, whatever stands around them. */
const wordsOf = (html: string) =>
  html
    .slice(html.indexOf('<body>'))
    .replace(/<[^>]*>/g, ' ')
    .match(/[\p{L}\p{N}]+/gu)

describe('the second theme', () => {
  it('is grey, and gives every colour of the pages its own', () => {
    expect(colours(style).filter((digits) => !isGrey(digits))).toEqual([])
    const base = readFileSync(join(root, 'templates/styles/base.css'), 'utf8')
    const shipped = `${colourVariables()};${/:root \{([^}]*)\}/.exec(base)?.[1] ?? ''}`
    const names = [...shipped.matchAll(/(--[a-z-]+)\s*:/g)].map(([, name]) => name)
    expect(names).toContain('--warning-pale')
    for (const name of names) expect(style).toMatch(new RegExp(`${name}: #[0-9a-f]{3,6};`))
  })

  it('changes the form of a page and not one word of it', async () => {
    const request = examplePage()
    const overrides = new Map([...(request.overrides ?? []), ...sober])
    const [ours, theirs] = [await renderDocument(request), await renderDocument({ ...request, overrides })]
    expect(theirs).toContain('chiffres-en-liste')
    expect(ours).not.toContain('chiffres-en-liste')
    expect(wordsOf(theirs)).toEqual(wordsOf(ours))
  })

  it('could do so for every document: no layer above the templates names a colour, but for paper white', () => {
    for (const folder of ['src/documents', 'src/words', 'src/render/charts']) {
      for (const name of filesIn(join(root, folder))) {
        const code = readFileSync(join(root, folder, name), 'utf8').replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
        const named = [...code.matchAll(/(?<!&)#(?:[0-9a-f]{6}|[0-9a-f]{3})(?=['"`;])/gi)].map(
          ([colour]) => colour,
        )
        expect({ name, named: named.filter((colour) => colour !== '#fff') }).toEqual({ name, named: [] })
      }
    }
  })
})
