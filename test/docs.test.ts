// Generated documentation is as `npm run docs` makes it, and its examples are what the program says.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { buildDossier } from '../src/app/build-dossier.js'
import { findSchema, jsonSchemaOf, SCHEMAS } from '../src/app/json-schemas.js'
import { ALL_KINDS } from '../src/app/problem-catalogue.js'
import { diagnosticText } from '../src/cli/present/diagnostic-text.js'
import { parseIsoDate } from '../src/kernel/local-date.js'
import { makeDocs } from '../tools/docs/make-docs.mjs'
import { type Files, produceExample } from '../tools/docs/produce-example.mjs'

const root = new URL('../', import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), 'utf8')
const { base, cas } = parse(text('test/diagnostics.yml')) as {
  base: Files
  cas: { code: string; fichiers: Files }[]
}

/** The modules that the documentation is made from, as the test runs them. */
const PROGRAM: Readonly<Record<string, () => Promise<object>>> = {
  'app/build-dossier': () => import('../src/app/build-dossier.js'),
  'app/explain': () => import('../src/app/explain.js'),
  'app/json-schemas': () => import('../src/app/json-schemas.js'),
  'app/problem-catalogue': () => import('../src/app/problem-catalogue.js'),
  'app/shipped': () => import('../src/app/shipped.js'),
  'cli/present/diagnostic-text': () => import('../src/cli/present/diagnostic-text.js'),
  'cli/present/explain-text': () => import('../src/cli/present/explain-text.js'),
  'words/obligation': () => import('../src/words/obligation.js'),
  'words/values': () => import('../src/words/values.js'),
  'kernel/french': () => import('../src/kernel/french.js'),
  'kernel/local-date': () => import('../src/kernel/local-date.js'),
  'records/fields': () => import('../src/records/fields.js'),
  'records/signatures/recognise': () => import('../src/records/signatures/recognise.js'),
  'records/synonyms': () => import('../src/records/synonyms.js'),
  'procedure/referentials/choose-referential': () =>
    import('../src/procedure/referentials/choose-referential.js'),
}

/** Codes without a case, and why. */
const WITHOUT_CASE: Readonly<Record<string, string>> = {
  'FICHIER-RETENU': 'a file that another program holds cannot be kept in the repository',
  'SEPARATEUR-INCONNU': 'the form of i12.yaml refuses it first; only import can say it',
}

describe('the kinds of diagnostic', () => {
  it('have a code of their own, in capitals and dashes', () => {
    const codes = ALL_KINDS.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(code).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)*$/)
  })

  it.each(
    ALL_KINDS.map((kind) => [kind.code, kind] as const),
  )('%s says what is wrong and why it matters', (_, kind) => {
    expect(kind.summary).toMatch(/^[\p{Lu}«].*\.$/u)
    expect(kind.explanation).toMatch(/^(?:[\p{Lu}«#]|i12 ).*\.$/u)
    expect(kind.explanation.length).toBeGreaterThan(40)
    // Present tense, no blame, no judgement of the organisation.
    for (const words of [kind.summary, kind.explanation]) {
      expect(words).not.toMatch(/vous avez (oublié|mal)|votre faute|incorrect|invalide\b/i)
      expect(words.replace(/«[^»]*»/g, '')).not.toMatch(/conform/i)
      expect(words).not.toMatch(/ [:;!?»]|« /)
    }
    if (kind.isFatal) expect(kind.severity).toBe('error')
  })

  it('are in the list that `i12 explain` and the documentation read', async () => {
    const { readdirSync } = await import('node:fs')
    const src = fileURLToPath(new URL('src', root))
    const written = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${src}/${name}`, 'utf8'))
      .filter((code) => code.includes('diagnosticKinds({') || code.includes('CoherenceCheck = {'))
      .flatMap((code) => [...code.matchAll(/^ {2}'([A-Z0-9-]+)': \{|^ {4}code: '([A-Z0-9-]+)'/gm)])
      .map((match) => match[1] ?? match[2])
    expect([...written].sort()).toEqual(ALL_KINDS.map(({ code }) => code).sort())
  })
})

describe('test/diagnostics.yml', () => {
  it('has a case for every code that a small folder can show', () => {
    const known = new Set([...cas.map(({ code }) => code), ...Object.keys(WITHOUT_CASE)])
    expect(ALL_KINDS.map(({ code }) => code).filter((code) => !known.has(code))).toEqual([])
  })

  it.each(
    cas.map((one) => [one.code, one] as const),
  )('%s is said in five parts, with its exit code', async (code, one) => {
    const program = { buildDossier, diagnosticText, parseIsoDate }
    const { diagnostic, result } = await produceExample(program, base, one)
    expect(diagnostic?.kind.code).toBe(code)
    if (diagnostic === undefined) return
    const at = diagnostic.place.locate()
    expect(at.line).toBeGreaterThan(0)
    expect(at.column).toBeGreaterThan(0)
    expect(diagnostic.message ?? diagnostic.kind.summary).toMatch(/\.$/)
    expect(diagnostic.mend).toMatch(/^[^A-Z].*[^.]$/u)
    expect(diagnostic.expected ?? 'rien').not.toMatch(/\.$/)
    expect(result.ledger === null).toBe(diagnostic.kind.isFatal === true)
  })
})

describe('docs/', () => {
  it('is what npm run docs writes', async () => {
    const pages = await makeDocs(async (path: string) => (await PROGRAM[path]?.()) ?? {})
    for (const [path, made] of pages) {
      expect(existsSync(new URL(path, root)), `${path}: run npm run docs`).toBe(true)
      expect(text(path) === made, `${path} is out of date: run npm run docs`).toBe(true)
    }
  })

  it.each([
    ['i12', 'examples/horizon-formation/i12.yaml'],
    ['procedure', 'examples/horizon-formation/procedure.yaml'],
    ['mesures', 'examples/horizon-formation/mesures.yaml'],
    ['procedure', 'templates/procedures/abandon-huit-etapes.yaml'],
    ['procedure', 'templates/procedures/apprentissage.yaml'],
    ['procedure', 'templates/procedures/parcours-par-type.yaml'],
    ['procedure', 'templates/procedures/signalements.yaml'],
  ])('schema %s accepts %s', (name, path) => {
    const entry = findSchema(name)
    expect(entry).not.toBeNull()
    if (entry === null) return
    const outside = z.fromJSONSchema(JSON.parse(jsonSchemaOf(entry)))
    const result = outside.safeParse(parse(text(path)))
    expect(result.error?.issues ?? []).toEqual([])
  })

  it('schemas refuse what the program refuses, and describe every key', () => {
    for (const entry of SCHEMAS.filter(({ isOutput }) => isOutput !== true)) {
      const schema = JSON.parse(jsonSchemaOf(entry))
      const outside = z.fromJSONSchema(schema)
      expect(outside.safeParse({ inconnue: 1 }).success).toBe(false)
      const bare: string[] = []
      const walk = (node: unknown, path: string) => {
        if (typeof node !== 'object' || node === null) return
        for (const [key, value] of Object.entries((node as { properties?: object }).properties ?? {})) {
          const described = JSON.stringify(value).includes('"description"')
          if (!described) bare.push(`${path}.${key}`)
        }
        for (const [key, value] of Object.entries(node)) walk(value, `${path}.${key}`)
      }
      walk(schema, entry.name)
      expect(bare).toEqual([])
    }
  })
})
