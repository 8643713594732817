import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SiteProof, SiteView } from '../../src/evidence/site-view.js'
import { renderSite } from '../../src/render/site.js'

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
const proof: SiteProof = { label: HOSTILE, href: 'data/pieces/0001-a%22.pdf', page: null, reason: null }

const view: SiteView = {
  title: 'Dossier de preuves',
  organisation: HOSTILE,
  lead: HOSTILE,
  rendering: '',
  extract: null,
  documents: [{ label: HOSTILE, href: 'data/rapport.pdf', detail: '' }],
  questions: [{ heading: 'Quoi ?', answers: [{ state: 'couvert', tone: 'done', figures: [HOSTILE] }] }],
  disclaimer: '',
  obligations: [],
  filters: { sites: [HOSTILE], trainings: [], states: [] },
  caseCount: '1 dossier',
  cases: [
    {
      anchor: 'dossier-A-1',
      number: 'A-1',
      person: HOSTILE,
      training: HOSTILE,
      site: HOSTILE,
      state: 'En cours',
      finding: { text: 'aucun écart', tone: 'done' },
      findingKey: 'aucun',
      obligationKeys: '  ',
      document: null,
      timeline: [{ day: '01/01/2026', title: HOSTILE, detail: null }],
      obligations: [],
      acts: [{ day: '01/01/2026', act: 'Relance', to: '–', result: '–', author: HOSTILE, proofs: [proof] }],
      otherProofs: [],
    },
  ],
  measures: [],
  left: [{ path: HOSTILE, reason: 'introuvable', cases: '' }],
}

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
