import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { formatIsoDate } from '../../src/kernel/local-date.js'
import { readMeasures } from '../../src/register/read-measures.js'
import { parseYaml } from '../../src/source/yaml.js'
import { markedText } from '../support/marked-text.js'

function read(text: string) {
  const diagnostics = new Diagnostics()
  const yaml = parseYaml('mesures.yaml', Buffer.from(text), diagnostics)
  const measures = yaml === null ? null : readMeasures(yaml, diagnostics)
  const problems = diagnostics.all.map(({ kind, place }) => {
    const { line, column } = place.locate()
    return `${kind.code} ${line}:${column}`
  })
  return { measures, problems }
}

describe('readMeasures', () => {
  it('reads the measure of the contract', () => {
    const { measures, problems } = read(`mesures:
  - id: parrainage
    intitule: Parrainage entre apprenants
    categorie: engagement
    public: { types: [longue] }
    outils: [livret de suivi]
    depuis: 2025-09-01
    jusque: null
    preuves: [preuves/parrainage.pdf]
    indicateurs: [12, 26]
    cause_visee: null
    effet: { indicateur: dropout, avant: 2024, apres: 2025 }
`)
    expect(problems).toEqual([])
    expect(measures).toMatchObject([
      {
        id: 'parrainage',
        title: 'Parrainage entre apprenants',
        category: 'engagement',
        audience: { types: ['longue'], sites: [], trainings: [] },
        tools: ['livret de suivi'],
        until: null,
        evidence: ['preuves/parrainage.pdf'],
        indicators: [12, 26],
        targetedCause: null,
        effect: { rate: 'dropout', before: 2024, after: 2025 },
      },
    ])
    expect(measures?.map(({ since }) => formatIsoDate(since))).toEqual(['2025-09-01'])
  })

  it('asks only for id, intitule, categorie and depuis', () => {
    const { measures, problems } = read(
      'mesures:\n  - { id: m, intitule: M, categorie: Prévention, depuis: 01/09/2025 }\n',
    )
    expect(problems).toEqual([])
    expect(measures).toMatchObject([{ category: 'prevention', indicators: [12], evidence: [], effect: null }])
  })

  it('accepts an empty list', () => {
    expect(read('mesures: []\n')).toEqual({ measures: [], problems: [] })
  })

  const MEASURE = 'id: m, intitule: M, categorie: engagement'
  it.each([
    ['a missing key', `mesures:\n  - ▶{ ${MEASURE} }\n`, 'CLE-MANQUANTE'],
    ['a misspelt key', `mesures:\n  - { ${MEASURE}, depuis: 2025-09-01, ▶outil: x }\n`, 'CLE-INCONNUE'],
    [
      'a category that does not exist',
      'mesures:\n  - { id: m, intitule: M, categorie: ▶engagements, depuis: 2025-09-01 }\n',
      'VALEUR-HORS-LISTE',
    ],
    ['a day that does not exist', `mesures:\n  - { ${MEASURE}, depuis: ▶2025-02-30 }\n`, 'VALEUR-REFUSEE'],
    [
      'an id written twice',
      `mesures:\n  - { ${MEASURE}, depuis: 2025-09-01 }\n  - { id: ▶m, intitule: N, categorie: engagement, depuis: 2025-09-01 }\n`,
      'MESURE-EN-DOUBLE',
    ],
    [
      'an end before the beginning',
      `mesures:\n  - { ${MEASURE}, depuis: ▶2025-09-02, jusque: 2025-09-01 }\n`,
      'MESURE-DATES-INVERSEES',
    ],
    [
      'years in the wrong order',
      `mesures:\n  - { ${MEASURE}, depuis: 2025-09-02, effet: { indicateur: dropout, avant: ▶2025, apres: 2025 } }\n`,
      'MESURE-ANNEES-INVERSEES',
    ],
  ])('refuses %s at its place', (_, marked, code) => {
    const { text, places } = markedText(marked)
    expect(read(text)).toEqual({ measures: null, problems: places.map((place) => `${code} ${place}`) })
  })
})
