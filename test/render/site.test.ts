import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { renderSite } from '../../src/render/site.js'
import { aSiteView } from '../support/a-site-view.js'

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
const view = aSiteView(HOSTILE)

const page = () =>
  renderSite({
    template: 'pack/index',
    view,
    title: HOSTILE,
    colours: {},
    style: 'styles/pack.css',
    script: 'pack/search.js',
  })

describe('the page of a pack', () => {
  it('names its one style and its one script by their hash, and lets nothing else act', async () => {
    const html = await page()
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
    const hash = (tag: string) => {
      const found = [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))]
      expect(found).toHaveLength(1)
      return createHash('sha256')
        .update(found[0]?.[1] ?? '')
        .digest('base64')
    }
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash('style')}'; script-src 'sha256-${hash('script')}'; img-src data:; base-uri 'none'; form-action 'none'`,
    )
    expect(policy).not.toContain('unsafe')
  })

  it('escapes whatever the data hold', async () => {
    const html = await page()
    expect(html).not.toContain('<script>alert')
    expect(html).not.toMatch(/<img/)
    expect(html).not.toMatch(/<[^>]*\son\w+\s*=/)
    expect(html).toContain('href="data/pieces/0001-a%22.pdf"')
  })
})
