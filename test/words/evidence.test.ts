import { describe, expect, it } from 'vitest'
import { evidenceOf } from '../../src/procedure/evidence.js'
import type { EvidenceTable, Verdict } from '../../src/procedure/ledger.js'
import { breachRemedy, breachTask } from '../../src/words/breach.js'
import { proofBadge } from '../../src/words/evidence.js'
import { outcomeOf } from '../../src/words/verdict.js'
import { obligation } from '../documents/sample-dossier.js'

const TABLE: EvidenceTable = new Map([
  ['p/present.pdf', 'present'],
  ['p/vide.pdf', 'empty'],
  ['p/ailleurs.pdf', 'outside'],
  ['p/dossier', 'notAFile'],
])

function unproven(evidence: string, ticket: string | null = null): Verdict {
  const due = obligation({
    id: 'contact',
    title: 'Contacter',
    evidence: 'exigee',
    ticket: ticket === null ? 'aucune' : 'exigee',
  })
  return {
    obligation: due,
    action: { evidence: evidence === '' ? [] : evidence.split(';'), ticket: ticket ?? '' },
    status: 'met',
    evidence: 'absent',
    doneOn: null,
  } as unknown as Verdict
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const shown = (path: string) => path

describe('why a proof does not count', () => {
  it.each([
    ['', 'aucun fichier nommé', 'introuvable', 'citez-la', 'Verser la preuve de l’acte'],
    ['p/vide.pdf', 'fichier vide', 'fichier vide', 'Remplacez le fichier vide', 'Verser « vide.pdf »'],
    ['p/absent.pdf', 'fichier introuvable', 'introuvable', 'cité mais introuvable', 'Verser « absent.pdf »'],
    [
      'p/ailleurs.pdf',
      'fichier hors du dossier de travail',
      'hors de l’espace',
      'Copiez dans l’espace de travail',
      'Verser « ailleurs.pdf »',
    ],
    ['p/dossier', 'ce n’est pas un fichier', 'pas un fichier', 'n’en est pas un', 'Verser « dossier »'],
  ])('is said alike in the outcome, the badge, the remedy and the task: %s', (path, fault, badge, remedy, task) => {
    const verdict = unproven(path)
    expect(outcomeOf(verdict, TABLE)).toBe(`preuve absente (${fault})`)
    expect(proofBadge(path, TABLE)).toEqual({ text: badge, tone: 'failed' })
    expect(plain(breachRemedy(verdict, TABLE, shown))).toContain(remedy)
    expect(plain(breachTask(verdict, TABLE, shown))).toBe(task)
  })

  it('is said of the first of several that is missing; all must be there', () => {
    const verdict = unproven('p/present.pdf;p/absent.pdf')
    expect(outcomeOf(verdict, TABLE)).toBe('preuve absente (fichier introuvable)')
    expect(plain(breachTask(verdict, TABLE, shown))).toBe('Verser « absent.pdf »')
    const need = { evidence: 'exigee', ticket: 'aucune' } as const
    const state = (...evidence: string[]) => evidenceOf(need, { evidence, ticket: '' }, TABLE)
    expect(state('p/present.pdf', 'p/absent.pdf')).toBe('absent')
    expect(state('p/absent.pdf', 'p/present.pdf')).toBe('absent')
    expect(state('p/present.pdf', 'p/present.pdf')).toBe('present')
    expect(state()).toBe('absent')
  })

  it('names the ticket alone where the proof is there', () => {
    const verdict = unproven('p/present.pdf', '')
    expect(outcomeOf(verdict, TABLE)).toBe('preuve absente (sans ticket)')
    expect(breachTask(verdict, TABLE, shown)).toBe('Citer le ticket qualité')
    expect(proofBadge('p/present.pdf', TABLE).tone).toBe('done')
  })

  it('names both', () => {
    expect(outcomeOf(unproven('p/vide.pdf', ''), TABLE)).toBe('preuve absente (fichier vide et sans ticket)')
  })
})
