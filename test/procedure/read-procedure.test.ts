import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { formatIsoDate } from '../../src/kernel/local-date.js'
import type { Procedure } from '../../src/procedure/procedure.js'
import {
  type ProcedureSurroundings,
  readProcedure,
  type ShippedProcedures,
} from '../../src/procedure/read-procedure.js'
import { parseYaml } from '../../src/source/yaml.js'

const folder = fileURLToPath(new URL('../../templates/procedures/', import.meta.url))
const SHIPPED: ShippedProcedures = {
  names: readdirSync(folder)
    .map((name) => name.replace(/\.yaml$/, ''))
    .sort(),
  read: (name) => readFileSync(`${folder}${name}.yaml`),
}

interface Read {
  readonly procedure: Procedure | null
  /** `CODE line:column`, in order. */
  readonly problems: readonly string[]
  readonly diagnostics: Diagnostics
}

function read(text: string, surroundings?: ProcedureSurroundings): Read {
  const diagnostics = new Diagnostics()
  const yaml = parseYaml('procedure.yaml', Buffer.from(text), diagnostics)
  const procedure = yaml === null ? null : readProcedure(yaml, SHIPPED, diagnostics, surroundings)
  const problems = diagnostics.all.map(({ kind, place }) => {
    const { line, column } = place.locate()
    return `${kind.code} ${line}:${column}`
  })
  return { procedure, problems, diagnostics }
}

const CONTRACT = `reference: PR-12-01
intitule: Prévention et gestion des abandons
etend: abandon-huit-etapes
versions:
  - version: "03"
    du: 2024-01-01
    au: 2025-08-31
    obligations: []
  - version: 04
    du: 2025-09-01
    retirer: [attestation-abandon]
    obligations:
      - id: contact-absent
        intitule: Contacter le participant absent et son entreprise
        pour: { types: [courte, longue], psh: oui }
        quand: { absence: injustifiee, nombre: 2, consecutives: oui }
        faire: { types: [relance, entretien], destinataires: [beneficiaire, entreprise], canaux: [telephone, email] }
        delai: 2 jours ouvrés
        preuve: exigee
        ticket: exigee
        reference: "§ 2.1"
        gravite: ecart
      - id: decision-apres-relance
        genre: precedence
        avant: { types: [decision] }
        faire: { types: [proposition] }
      - id: jury-blanc
        genre: existence
        pour: { types: [vae] }
        faire: { types: [entretien], nombre: 1 }
        avant_le: fin
      - id: demande-motifs
        quand: { abandon: declare }
        faire: { types: [demande_motifs] }
        delai: 5 jours
perimetre: { duree_min_jours: 2, exclure_sous_traitance: oui }
calendrier: { report: oui, fermetures: ["2025-12-24/2026-01-02", 2026-05-15] }
`

describe('readProcedure', () => {
  it('reads the procedure of the contract', () => {
    const { procedure, diagnostics } = read(CONTRACT)
    expect(diagnostics.all.filter(({ kind }) => kind.code !== 'DELAI-A-FIXER')).toEqual([])
    expect(procedure).toMatchObject({
      reference: 'PR-12-01',
      title: 'Prévention et gestion des abandons',
      scope: { moreThanDays: 2, excludesSubcontracted: true },
      movesToWorkingDay: true,
      basedOn: [{ name: 'abandon-huit-etapes' }],
    })
    expect(procedure?.closures.map(({ from, to }) => `${formatIsoDate(from)}/${formatIsoDate(to)}`)).toEqual([
      '2025-12-24/2026-01-02',
      '2026-05-15/2026-05-15',
    ])
    const [old, current] = procedure?.versions ?? []
    expect(old?.version).toBe('03')
    expect(current?.version).toBe('04')
    expect(old?.obligations).toHaveLength(8)
    expect(current?.obligations.map(({ id }) => id)).toEqual([
      'information-prescripteur',
      'demande-motifs',
      'analyse-causes',
      'traitement-causes',
      'echange-alternatives',
      'relance-alternative',
      'decision-abandon',
      'contact-absent',
      'decision-apres-relance',
      'jury-blanc',
    ])
    expect(current?.obligations.find(({ id }) => id === 'contact-absent')).toMatchObject({
      kind: 'response',
      audience: { types: ['courte', 'longue'], hasDisability: true, moreThanDays: null },
      trigger: { kind: 'absence', which: 'injustifiee', count: 2, isConsecutive: true, windowDays: null },
      expected: {
        types: ['relance', 'entretien'],
        recipients: ['beneficiaire', 'entreprise'],
        channels: ['telephone', 'email'],
      },
      delay: { amount: 2, unit: 'workingDays' },
      evidence: 'exigee',
      ticket: 'exigee',
      reference: '§ 2.1',
      gravity: 'ecart',
    })
    expect(current?.obligations.at(-2)).toMatchObject({ kind: 'precedence', guarded: ['decision'] })
    expect(current?.obligations.at(-1)).toMatchObject({ kind: 'existence', limit: 'fin' })
    expect(current?.obligations[1]).toMatchObject({ delay: { amount: 5, unit: 'days' } })
  })

  it('names each obligation whose delay stays to be fixed, once, and stays usable', () => {
    const { procedure, problems, diagnostics } = read('etend: abandon-huit-etapes\n')
    expect(procedure?.versions[0]?.obligations).toHaveLength(8)
    expect(problems).toEqual(Array(8).fill('DELAI-A-FIXER 1:8'))
    expect(new Set(diagnostics.all.map(({ message }) => message)).size).toBe(8)
  })
})
