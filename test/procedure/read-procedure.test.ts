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
import { markedText } from '../support/marked-text.js'

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

const OBLIGATION = `id: a
    quand: { absence: injustifiee }
    faire: { types: [relance] }
    delai: 2 jours
`

/** An obligation, its own lines, and what surrounds it. */
function obligations(...list: readonly string[]): string {
  return `obligations:\n${list.map((lines) => `  - ${lines.trim()}\n`).join('')}`
}

function responseTo(quand: string, rest = 'faire: { types: [relance] }, delai: 2 jours'): string {
  return `obligations:\n  - { id: a, quand: ${quand}, ${rest} }\n`
}

describe('bad input of a procedure file', () => {
  const bombs = [...'abcdefghi']
    .map((name, index, all) =>
      index === 0
        ? 'a: &a [x,x,x,x,x,x,x,x,x]'
        : `${name}: &${name} [${Array(9)
            .fill(`*${all[index - 1]}`)
            .join(',')}]`,
    )
    .join('\n')

  it.each<[string, string, string]>([
    ['an unknown shipped procedure', 'etend: ▶abandon-huit-etape\n', 'PROCEDURE-LIVREE-INCONNUE'],
    [
      'an unknown shipped procedure in a list',
      'etend:\n  - signalements\n  - ▶autre\n',
      'PROCEDURE-LIVREE-INCONNUE',
    ],
    [
      'a chain that waits for itself',
      obligations(
        OBLIGATION,
        'id: b\n    quand: { apres: ▶c }\n    faire: {}\n    delai: 2 jours',
        'id: c\n    quand: { apres: b }\n    faire: {}\n    delai: 2 jours',
      ),
      'APRES-CYCLIQUE',
    ],
    ['an obligation that follows itself', responseTo('{ apres: ▶a }'), 'APRES-CYCLIQUE'],
    ['an unknown obligation named', responseTo('{ apres: ▶demande-motif }'), 'OBLIGATION-INCONNUE'],
    [
      'an unknown obligation to leave out',
      'etend: signalements\nretirer: [signalement-accuse, ▶signalement-repons]\n',
      'OBLIGATION-INCONNUE',
    ],
    [
      'a delay in a unit that does not exist',
      responseTo('{ abandon: declare }', 'faire: {}, delai: ▶2 jour ouvrée'),
      'DELAI-ILLISIBLE',
    ],
    ['a delay without unit', responseTo('{ abandon: declare }', 'faire: {}, delai: ▶2'), 'DELAI-ILLISIBLE'],
    ['a negative delay', responseTo('{ abandon: declare }', 'faire: {}, delai: ▶-2 jours'), 'DELAI-NEGATIF'],
    ['a negative silence', responseTo('{ sans_reponse: ▶-1 jour }'), 'DELAI-NEGATIF'],
    [
      'a window in working days',
      responseTo('{ absence: toute, fenetre: ▶30 jours ouvrés }'),
      'DELAI-ILLISIBLE',
    ],
    [
      'du after au',
      `versions:\n  - version: "1"\n    du: ▶2025-09-01\n    au: 2025-08-31\n    ${obligations(OBLIGATION).replaceAll('\n', '\n    ')}\n`,
      'DATES-INVERSEES',
    ],
    [
      'two versions the same day',
      'etend: signalements\nversions:\n  - { version: "1", du: 2024-01-01, au: 2025-09-01 }\n  - { version: "2", du: ▶2025-09-01 }\n',
      'VERSIONS-CHEVAUCHEMENT',
    ],
    [
      'two versions with the same first day',
      'etend: signalements\nversions:\n  - { version: "1", du: 2024-01-01 }\n  - { version: "2", du: ▶2024-01-01 }\n',
      'VERSIONS-CHEVAUCHEMENT',
    ],
    [
      'two versions without a first day',
      'etend: signalements\nversions:\n  - { version: "1" }\n  - { version: ▶"2" }\n',
      'VERSIONS-CHEVAUCHEMENT',
    ],
    [
      'two versions of one number',
      'etend: signalements\nversions:\n  - { version: "1", du: 2024-01-01 }\n  - { version: ▶1, du: 2025-01-01 }\n',
      'VERSION-EN-DOUBLE',
    ],
    [
      'a closure that ends first',
      `${responseTo('{ abandon: declare }')}calendrier: { fermetures: [2026-05-01, ▶2026-08-15/2026-08-01] }\n`,
      'DATES-INVERSEES',
    ],
    [
      'a closure that is no day',
      `${responseTo('{ abandon: declare }')}calendrier: { fermetures: ▶août }\n`,
      'VALEUR-REFUSEE',
    ],
    ['aliases that multiply', `${bombs.replace('[*a', '[▶*a')}\n`, 'YAML-ANCRES'],
    [
      'a count of acts in a response',
      responseTo('{ abandon: declare }', 'faire: { types: [relance], ▶nombre: 2 }, delai: 2 jours'),
      'CLE-HORS-GENRE',
    ],
    [
      'an audience for a report of violence',
      responseTo(
        '{ signalement: recu }',
        '▶pour: { types: [longue] }, faire: { types: [accuse] }, delai: 2 jours',
      ),
      'CLE-HORS-SIGNALEMENT',
    ],
    [
      'another act for a report of violence',
      responseTo('{ signalement: recu }', 'faire: { types: ▶[relance] }, delai: 2 jours'),
      'ACTE-HORS-SIGNALEMENT',
    ],
    [
      'the answer to a report elsewhere',
      responseTo('{ abandon: declare }', 'faire: { types: [relance, ▶reponse] }, delai: 2 jours'),
      'ACTE-HORS-SIGNALEMENT',
    ],
    [
      'a chain from an existence',
      obligations(
        'id: e\n    genre: présence\n    faire: {}\n    avant_le: fin',
        'id: b\n    quand: { apres: ▶e }\n    faire: {}\n    delai: 2 jours',
      ),
      'APRES-SANS-SUITE',
    ],
    [
      'a chain from a report of violence',
      `etend: signalements\n${responseTo('{ apres: ▶signalement-accuse }')}`,
      'APRES-SANS-SUITE',
    ],
    [
      'a precedence with a limit',
      'obligations:\n  - { id: a, genre: precedence, avant: { types: decision }, ▶avant_le: fin, faire: {} }\n',
      'CLE-HORS-GENRE',
    ],
    ['no trigger', 'obligations:\n  - { id: ▶a, faire: {}, delai: 2 jours }\n', 'DECLENCHEUR-ABSENT'],
    [
      'an empty trigger',
      'obligations:\n  - { id: a, ▶quand: {}, faire: {}, delai: 2 jours }\n',
      'DECLENCHEUR-ABSENT',
    ],
    ['two triggers', responseTo('{ absence: toute, ▶abandon: declare }'), 'DECLENCHEURS-MULTIPLES'],
    ['a count without absence', responseTo('{ abandon: declare, ▶nombre: 2 }'), 'CLE-HORS-GENRE'],
    [
      'a delay left empty',
      'obligations:\n  - id: a\n    quand: { entree: oui }\n    faire: {}\n    ▶delai:\n',
      'CLE-DU-GENRE-ABSENTE',
    ],
    ['no delay', 'obligations:\n  - { id: ▶a, quand: { entree: oui }, faire: {} }\n', 'CLE-DU-GENRE-ABSENTE'],
    [
      'a precedence without its act',
      'obligations:\n  - { id: ▶a, genre: precedence, faire: {} }\n',
      'CLE-DU-GENRE-ABSENTE',
    ],
    [
      'the same id twice',
      obligations(OBLIGATION, OBLIGATION.replace('id: a', 'id: ▶a')),
      'OBLIGATION-EN-DOUBLE',
    ],
    ['nothing', '▶reference: PR\n', 'PROCEDURE-SANS-OBLIGATION'],
    [
      'obligations beside versions',
      `versions: [{ version: "1", ▶obligations: [] }]\n`.replace('▶', '') +
        obligations(OBLIGATION).replace('obligations', '▶obligations'),
      'OBLIGATIONS-ET-VERSIONS',
    ],
    ['a misspelt key', responseTo('{ abandon: declare }', 'faire: {}, ▶delais: 2 jours'), 'CLE-INCONNUE'],
    ['a misspelt word', responseTo('{ absence: ▶injustifié }'), 'VALEUR-HORS-LISTE'],
    [
      'an id with spaces',
      'obligations:\n  - { id: ▶contact absent, quand: { entree: oui }, faire: {}, delai: 1 jour }\n',
      'VALEUR-REFUSEE',
    ],
    [
      'a day that does not exist',
      'etend: signalements\nversions: [{ version: "1", du: ▶2025-02-30 }]\n',
      'VALEUR-REFUSEE',
    ],
    [
      'a list where keys are expected',
      'obligations:\n  - { id: a, quand: ▶[abandon], faire: {}, delai: 1 jour }\n',
      'TYPE-INATTENDU',
    ],
  ])('refuses %s at its place', (_, marked, code) => {
    const { text, places } = markedText(marked)
    const { procedure, problems, diagnostics } = read(text)
    expect(problems.filter((problem) => !problem.startsWith('VERSION-SANS'))).toEqual(
      places.map((place) => `${code} ${place}`),
    )
    expect(procedure).toBeNull()
    expect(diagnostics.hasFatal).toBe(true)
  })

  it.each<[string, string, string]>([
    [
      'a recipient for a report of violence',
      responseTo(
        '{ signalement: recu }',
        'faire: { types: [accuse], ▶destinataires: [beneficiaire] }, delai: 2 jours',
      ),
      'CLE-SANS-EFFET',
    ],
    [
      'a proof for a report of violence',
      responseTo('{ signalement: recu }', 'faire: { types: [accuse] }, delai: 2 jours, ▶preuve: exigee'),
      'EXIGENCE-IMPOSSIBLE',
    ],
    [
      'a precedence with a trigger',
      'obligations:\n  - { id: a, genre: precedence, avant: { types: decision }, ▶quand: { entree: oui }, faire: {} }\n',
      'CLE-SANS-EFFET',
    ],
    [
      'an existence with a delay',
      'obligations:\n  - { id: a, genre: existence, avant_le: fin, ▶delai: 2 jours, faire: {} }\n',
      'CLE-SANS-EFFET',
    ],
  ])('says that %s changes nothing, and goes on', (_, marked, code) => {
    const { text, places } = markedText(marked)
    const { procedure, problems } = read(text)
    expect(problems).toEqual(places.map((place) => `${code} ${place}`))
    expect(procedure?.versions[0]?.obligations).toHaveLength(1)
  })

  it('says days without a version, and goes on', () => {
    const { text, places } = markedText(
      'etend: signalements\nversions:\n  - { version: "2", du: ▶2025-09-02 }\n  - { version: "1", du: 2024-01-01, au: 2025-08-31 }\n',
    )
    const { procedure, problems, diagnostics } = read(text)
    expect(problems).toEqual(places.map((place) => `VERSIONS-INTERVALLE ${place}`))
    expect(diagnostics.all[0]?.message).toContain('du 01/09/2025 au 01/09/2025')
    expect(procedure?.versions.map(({ version }) => version)).toEqual(['1', '2'])
  })

  it('says a site that i12.yaml does not know', () => {
    const { text, places } = markedText(
      obligations(OBLIGATION.replace('id: a', 'id: a\n    pour: { sites: [nice, ▶strasbour] }')),
    )
    const { problems, diagnostics } = read(text, { siteIds: ['nice', 'strasbourg'] })
    expect(problems).toEqual(places.map((place) => `SITE-INCONNU-PROCEDURE ${place}`))
    expect(diagnostics.all[0]?.mend).toContain('strasbourg')
  })

  it('says several mistakes at once', () => {
    const { problems } = read(
      obligations(
        OBLIGATION.replace('2 jours', '2 jour ouvrée'),
        OBLIGATION.replace('id: a', 'id: b').replace('2 jours', '-1 jour'),
      ),
    )
    expect(problems).toHaveLength(2)
  })

  it('suggests the nearest word', () => {
    const { diagnostics } = read('etend: abandon-huit-etape\n')
    expect(diagnostics.all[0]?.mend).toContain('abandon-huit-etapes')
    expect(
      read(responseTo('{ abandon: declare }', 'faire: {}, delai: 2 jour ouvrée')).diagnostics.all[0]?.mend,
    ).toContain('2\u00a0jours ouvrés')
  })

  it('points at `etend` for what a shipped procedure brings', () => {
    const { text, places } = markedText('etend: ▶abandon-huit-etapes\nretirer: [demande-motifs]\n')
    expect(read(text).problems).toEqual(places.map((place) => `OBLIGATION-INCONNUE ${place}`))
  })
})

describe('the shipped procedures', () => {
  it.each(SHIPPED.names)('%s can be read, and each of its chains begins with an event', (name) => {
    const { procedure, diagnostics } = read(`etend: ${name}\n`)
    expect(diagnostics.all.filter(({ kind }) => kind.code !== 'DELAI-A-FIXER')).toEqual([])
    expect(procedure?.title).not.toBe('')
    expect(procedure?.basedOn?.[0]?.source).not.toBe('')
    const list = procedure?.versions[0]?.obligations ?? []
    const byId = new Map(list.map((obligation) => [obligation.id, obligation]))
    for (const obligation of list) {
      expect(obligation.title).not.toBe(obligation.id)
      expect(obligation.reference).not.toBe('')
      let root = obligation
      while (root.trigger?.kind === 'after') root = byId.get(root.trigger.obligationId) ?? root
      expect(root.kind === 'response' ? root.trigger : root.limit).not.toBeNull()
    }
  })

  it('follow each other in the order of their eight steps', () => {
    const list = read('etend: abandon-huit-etapes\n').procedure?.versions[0]?.obligations ?? []
    expect(list.map(({ reference }) => reference)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((step) => `Étape ${step}`),
    )
    for (const [index, { trigger }] of list.entries()) {
      if (index < 2) continue
      expect(trigger).toEqual({ kind: 'after', obligationId: list[index - 1]?.id })
    }
  })

  it('can be combined', () => {
    const list =
      read('etend: [abandon-huit-etapes, signalements]\n').procedure?.versions[0]?.obligations ?? []
    expect(list).toHaveLength(10)
    expect(list.at(-1)).toMatchObject({ trigger: { kind: 'violenceReport' }, delay: { amount: 15 } })
  })
})
