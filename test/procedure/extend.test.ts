// What a procedure takes over: files by path, delays left open, and everything that keeps them from being used.
import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { formatDelay } from '../../src/procedure/format-delay.js'
import { readProcedure } from '../../src/procedure/read-procedure.js'
import { parseYaml } from '../../src/source/yaml.js'
import { markedText } from '../support/marked-text.js'

const OPEN = `intitule: Procédure du réseau
source: Réseau d'exemple
document: signe.pdf
perimetre: { duree_min_jours: 3 }
obligations:
  - { id: contact, intitule: Contacter, quand: { absence: injustifiee }, faire: { types: [relance] }, delai: à fixer }
  - { id: silence, intitule: Relancer, quand: { sans_reponse: à fixer }, faire: { types: [relance] }, delai: 2 jours }
  - { id: motifs, intitule: Demander, quand: { abandon: declare }, faire: { types: [demande_motifs] }, delai: 5 jours }
`

function read(text: string, files: Readonly<Record<string, string>> = { 'reseau/procedure.yaml': OPEN }) {
  const diagnostics = new Diagnostics()
  const yaml = parseYaml('procedure.yaml', Buffer.from(text), diagnostics)
  const shipped = { names: ['livree'], read: () => Buffer.from(OPEN.replace('signe', 'livree')) }
  const find = (path: string) => {
    if (path.includes('..')) return { kind: 'outside' as const }
    const content = files[path]
    if (content === undefined) return { kind: 'missing' as const }
    return { kind: 'found' as const, file: path, bytes: Buffer.from(content) }
  }
  const procedure = yaml === null ? null : readProcedure(yaml, shipped, diagnostics, { find })
  const problems = diagnostics.all.map(({ kind, place }) => {
    const { file, line, column } = place.locate()
    return `${kind.code} ${file === 'procedure.yaml' ? '' : `${file}:`}${line}:${column}`
  })
  const delays = (procedure?.versions ?? []).map(({ obligations }) =>
    obligations.map(({ id, delay, trigger }) => {
      const waited = trigger?.kind === 'silence' && trigger.delay !== 'toDecide' ? trigger.delay : null
      const words = delay === null || delay === 'toDecide' ? String(delay) : formatDelay(delay)
      return [id, words, ...(waited === null ? [] : [formatDelay(waited)])]
        .join(' ')
        .replaceAll('\u00a0', ' ')
    }),
  )
  return { procedure, problems, delays, diagnostics }
}

describe('etend', () => {
  it('takes over a file by its path, what is wrong with it being said in it', () => {
    const { procedure, problems, delays } = read('reference: PR-1\netend: reseau/procedure.yaml\n')
    expect(procedure?.basedOn).toEqual([
      { name: 'reseau/procedure.yaml', title: 'Procédure du réseau', source: "Réseau d'exemple" },
    ])
    expect(procedure?.scope.moreThanDays).toBe(3)
    expect(procedure?.document).toBeNull()
    expect(delays).toEqual([['contact toDecide', 'silence toDecide', 'motifs 5 jours']])
    expect(problems).toEqual([
      'DELAI-A-FIXER reseau/procedure.yaml:6:110',
      'DELAI-A-FIXER reseau/procedure.yaml:7:63',
    ])
  })

  it('takes over what that file takes over', () => {
    const files = {
      'reseau/procedure.yaml': OPEN,
      'site.yaml': 'etend: reseau/procedure.yaml\nretirer: [motifs]\ndelais: { contact: J+2 }\n',
    }
    const { procedure, delays } = read('etend: site.yaml\ndelais: { silence: 1 semaine }\n', files)
    expect(delays).toEqual([['contact 2 jours', 'silence 2 jours 1 semaine']])
    expect(procedure?.scope.moreThanDays).toBe(3)
  })

  it.each([
    ['etend: ▶reseau/autre.yaml\n', 'PROCEDURE-REPRISE-INTROUVABLE'],
    ['etend: [livree, ▶../reseau/procedure.yaml]\n', 'PROCEDURE-REPRISE-INTROUVABLE'],
    ['etend: ▶livre\n', 'PROCEDURE-LIVREE-INCONNUE'],
    ['etend: ▶reseau/autre.yaml\ndelais: { contact: 2 jours }\n', 'PROCEDURE-REPRISE-INTROUVABLE'],
  ])('refuses %s', (marked, code) => {
    const { text, places } = markedText(marked)
    const { procedure, problems } = read(text)
    expect(problems).toEqual(places.map((place) => `${code} ${place}`))
    expect(procedure).toBeNull()
  })

  it('refuses a file with versions, one that leads back to itself, and one that cannot be read', () => {
    const files = {
      'versions.yaml': 'versions:\n  - { version: "1", obligations: [] }\n',
      'a.yaml': 'etend: b.yaml\n',
      'b.yaml': 'etend: a.yaml\n',
      'faute.yaml': 'obligation: []\n',
    }
    expect(read('etend: versions.yaml\n', files).problems).toEqual([
      'PROCEDURE-REPRISE-A-VERSIONS versions.yaml:1:1',
    ])
    expect(read('etend: a.yaml\n', files).problems).toEqual(['ETEND-EN-ROND b.yaml:1:8'])
    const { procedure, problems } = read('etend: faute.yaml\n', files)
    expect(problems).toEqual(['CLE-INCONNUE faute.yaml:1:1'])
    expect(procedure).toBeNull()
  })
})

describe('delais', () => {
  const TWO =
    'versions:\n  - { version: "1", au: 2025-12-31 }\n  - { version: "2", du: 2026-01-01, retirer: [silence] }\n'

  it.each(['livree', 'reseau/procedure.yaml'])('sets what %s leaves open, in every version', (base) => {
    const { problems, delays } = read(
      `etend: ${base}\n${TWO}delais: { contact: 2 jours ouvrés, silence: 10 jours }\n`,
    )
    expect(problems).toEqual([])
    expect(delays).toEqual([
      ['contact 2 jours ouvrés', 'silence 2 jours 10 jours', 'motifs 5 jours'],
      ['contact 2 jours ouvrés', 'motifs 5 jours'],
    ])
  })

  it.each([
    ['etend: livree\ndelais: { contact: 2 jours, silence: 2 jours, ▶motifs: 3 jours }\n', 'DELAI-DEJA-FIXE'],
    [
      'etend: livree\ndelais: { contact: 2 jours, silence: 2 jours, ▶motif: 3 jours }\n',
      'OBLIGATION-INCONNUE',
    ],
    ['etend: livree\ndelais: { contact: ▶2 jour ouvrée, silence: 2 jours }\n', 'DELAI-ILLISIBLE'],
    [
      'etend: livree\nretirer: [silence]\ndelais: { contact: 2 jours, ▶silence: 2 jours }\n',
      'OBLIGATION-INCONNUE',
    ],
    [
      'etend: livree\nretirer: [silence]\nobligations:\n  - { id: contact, quand: { entree: oui }, faire: {}, delai: 1 jour }\ndelais: { ▶contact: 2 jours }\n',
      'DELAI-DEJA-FIXE',
    ],
  ])('refuses %j', (marked, code) => {
    const { text, places } = markedText(marked)
    const { procedure, problems } = read(text)
    expect(problems).toEqual(places.map((place) => `${code} ${place}`))
    expect(procedure).toBeNull()
  })

  it('leaves open what it calls « à fixer » too', () => {
    const { text, places } = markedText('etend: livree\nretirer: [silence]\ndelais: { contact: ▶à fixer }\n')
    const { procedure, problems } = read(text)
    expect(problems).toEqual(places.map((place) => `DELAI-A-FIXER ${place}`))
    expect(procedure).not.toBeNull()
  })
})

describe('what is carried to be printed', () => {
  it('is who sees to an obligation, and the signed document', () => {
    const { procedure } = read(
      'document: preuves/procedure.pdf\nobligations:\n  - { id: a, quand: { entree: oui }, faire: {}, delai: sans délai, responsable: Référent handicap }\n',
    )
    expect(procedure?.document).toBe('preuves/procedure.pdf')
    expect(procedure?.versions[0]?.obligations[0]).toMatchObject({
      owner: 'Référent handicap',
      delay: { amount: 0, unit: 'days' },
    })
  })
})
