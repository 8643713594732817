// Runs test/checks/*.yml: a small dossier each, and the rows that one check names.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Diagnostics } from '../src/kernel/diagnostic.js'
import { SOURCE_NAMES } from '../src/records/export-file.js'
import { type CheckSettings, type CoherenceCheck, contextOf } from '../src/register/checks/coherence-check.js'
import { COHERENCE_CHECKS } from '../src/register/checks/run-checks.js'
import { readMeasures } from '../src/register/read-measures.js'
import { parseYaml } from '../src/source/yaml.js'
import { day, registerFrom } from './support/a-dossier.js'
import { type RawRow, type RawSources, recordsFrom } from './support/records-from.js'

const folder = fileURLToPath(new URL('checks/', import.meta.url))

interface CheckCase extends Readonly<Record<(typeof SOURCE_NAMES)[number], readonly RawRow[] | undefined>> {
  readonly nom: string
  readonly situation: 'tenu' | 'rompu' | 'au seuil' | 'un jour après'
  readonly arrete_au?: string
  readonly periode?: { readonly du: string; readonly au: string }
  readonly mesures?: readonly unknown[]
  readonly fichiers?: Readonly<Record<string, string>>
  /** What proof files say of themselves: the same content, their day. */
  readonly preuves?: Readonly<Record<string, { readonly contenu: string; readonly du?: string }>>
  readonly reglages?: CheckSettings
  /** One dropout a cause, without writing the rows. */
  readonly abandons_de?: readonly string[]
  readonly attendu: readonly string[]
}

function casesOf(check: CoherenceCheck): readonly CheckCase[] {
  return parse(readFileSync(`${folder}${check.id}.yml`, 'utf8')) as CheckCase[]
}

function sourcesOf(given: CheckCase): RawSources {
  const dropouts = given.abandons_de?.map((cause, index) => ({
    dossier: `A-${index}`,
    date: '2025-12-01',
    cause,
  }))
  const learners = dropouts?.map(({ dossier }) => ({ dossier, date_sortie: '2025-12-01', statut: 'abandon' }))
  const sources = {
    formations: [{ code: 'L', intitule: 'Longue', type: 'longue', jours: 30 }],
    ...(dropouts === undefined ? {} : { abandons: dropouts }),
    ...Object.fromEntries(
      SOURCE_NAMES.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
    ),
    apprenants: (given.apprenants ?? learners ?? []).map((row) => ({
      formation: 'L',
      date_entree: '2025-09-01',
      ...row,
    })),
  }
  return sources
}

function found(check: CoherenceCheck, given: CheckCase) {
  const { register } = registerFrom(recordsFrom(sourcesOf(given)), {
    ...(given.arrete_au === undefined ? {} : { asOf: given.arrete_au }),
    ...(given.periode === undefined ? {} : { period: { from: given.periode.du, to: given.periode.au } }),
  })
  const written = new Diagnostics()
  const lines = (given.mesures ?? []).map((measure) => `  - ${JSON.stringify(measure)}\n`).join('')
  const yaml = parseYaml(
    'mesures.yaml',
    Buffer.from(lines === '' ? 'mesures: []\n' : `mesures:\n${lines}`),
    written,
  )
  const measures = yaml === null ? null : readMeasures(yaml, written)
  expect(written.all).toEqual([])
  const files = new Map(Object.entries(given.fichiers ?? {}))
  const settings = given.reglages ?? {}
  const proofs = new Map(
    Object.entries(given.preuves ?? {}).map(([path, { contenu, du }]) => [
      path,
      { content: contenu, on: du === undefined ? null : day(du) },
    ]),
  )
  const inputs = { register: { ...register, measures: measures ?? [] }, files, proofs, settings }
  return [...check.find(contextOf(inputs))]
}

describe.each(COHERENCE_CHECKS.map((check) => [check.id, check] as const))('%s', (_, check) => {
  it.each(
    casesOf(check).map((given) => [`${given.nom} (${given.situation})`, given] as const),
  )('%s', (__, given) => {
    const diagnostics = found(check, given)
    const places = diagnostics.map(({ place }) => `${place.file}:${place.locate().line}`)
    expect(places).toEqual(given.attendu)
    for (const diagnostic of diagnostics) {
      expect(diagnostic.kind).toBe(check.kind)
      expect(diagnostic.message).toMatch(/\.$/)
      expect(diagnostic.seen).not.toBeNull()
      expect(diagnostic.expected).not.toBeNull()
      expect(diagnostic.mend).not.toBe('')
    }
  })

  it('has a case that holds, one broken, one at the threshold and one a day after', () => {
    const situations = new Set(casesOf(check).map(({ situation }) => situation))
    expect([...situations].sort()).toEqual(['au seuil', 'rompu', 'tenu', 'un jour après'])
  })
})

it('every file of cases belongs to a check', () => {
  expect(readdirSync(folder).sort()).toEqual(COHERENCE_CHECKS.map(({ id }) => `${id}.yml`).sort())
})
