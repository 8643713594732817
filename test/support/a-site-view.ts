// What the page of a pack shows, with one text wherever the data may put theirs.
import type { SiteView } from '../../src/evidence/site-view.js'

export function aSiteView(text: string): SiteView {
  const proof = { label: text, href: 'data/pieces/0001-a%22.pdf', page: null, reason: null }

  return {
    title: 'Dossier de preuves',
    organisation: text,
    lead: text,
    rendering: '',
    extract: null,
    documents: [{ label: text, href: 'data/rapport.pdf', detail: '' }],
    questions: [{ heading: 'Quoi ?', answers: [{ state: 'couvert', tone: 'done', figures: [text] }] }],
    disclaimer: '',
    obligations: [],
    filters: { sites: [text], trainings: [], states: [] },
    caseCount: '1 dossier',
    cases: [
      {
        anchor: 'dossier-A-1',
        number: 'A-1',
        person: text,
        training: text,
        site: text,
        state: 'En cours',
        finding: { text: 'aucun écart', tone: 'done' },
        findingKey: 'aucun',
        obligationKeys: '  ',
        document: null,
        timeline: [{ day: '01/01/2026', title: text, detail: null }],
        obligations: [],
        acts: [{ day: '01/01/2026', act: 'Relance', to: '–', result: '–', author: text, proofs: [proof] }],
        otherProofs: [],
      },
    ],
    measures: [],
    left: [{ path: text, reason: 'introuvable', cases: '' }],
  }
}
