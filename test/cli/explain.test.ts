import { readdir } from 'node:fs/promises'
import { describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ALL_KINDS } from '../../src/app/problem-catalogue.js'
import { SHIPPED_PROCEDURES } from '../../src/app/shipped.js'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'

async function run(...argv: string[]) {
  const io = memoryIo()
  const code = await main(argv, io)
  return { code, stdout: io.stdout, stderr: io.stderr }
}

describe('explain', () => {
  it.each([
    ['a code', ['explain', 'DELAI-A-FIXER'], 'Le délai de cette obligation reste à fixer.'],
    ['a code, whatever its case and accents', ['expliquer', 'délai à fixer'], 'DELAI-A-FIXER'],
    ['a check and its parameters', ['explain', 'cause-autre'], 'controles: { cause-autre: { part: 20 } }'],
    ['a shipped procedure', ['explain', 'abandon-huit-etapes'], '8\u00a0délais sur 8'],
    ['a version of the référentiel', ['explain', 'rnq-2026'], 'à partir du 1er\u00a0novembre\u00a02026'],
    ['an obligation of a shipped procedure', ['explain', 'vae-jury-blanc'], 'avant l’examen'],
    [
      'an obligation of the workspace',
      ['explain', 'contact-absent', '-C', 'examples/horizon-formation'],
      'versions       03 et 04',
    ],
  ])('explains %s', async (_, argv, expected) => {
    const { code, stdout, stderr } = await run(...argv)
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout).toContain(expected)
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(110)
  })

  it('lists everything when nothing is asked', async () => {
    const { code, stdout } = await run('explain')
    expect(code).toBe(0)
    for (const { code: known } of ALL_KINDS) expect(stdout).toContain(known)
    const listed = JSON.parse((await run('explain', '--format', 'json')).stdout)
    expect(listed).toMatchObject({ format: 'i12/explain/1' })
    expect(listed.kinds).toHaveLength(ALL_KINDS.length)
    expect(listed.procedures).toContain('parcours-par-type')
  })

  it('suggests the nearest name', async () => {
    const { code, stderr } = await run('explain', 'DELAI-A-FIXE')
    expect(code).toBe(2)
    expect(stderr).toContain('i12 explain DELAI-A-FIXER')
  })

  it.each([
    'DELAI-A-FIXER',
    'cause-autre',
    'apprentissage',
    'rnq-2019-v7',
    'mediation',
  ])('gives %s to programs', async (id) => {
    const { code, stdout } = await run('explain', id, '--format', 'json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ format: 'i12/explain/1', what: expect.any(String) })
  })
})

describe('schema', () => {
  it.each([
    'i12',
    'procedure',
    'mesures',
    'Procédure',
    'i12.yaml',
  ])('prints the schema of %s', async (name) => {
    const { code, stdout } = await run('schema', name)
    expect(code).toBe(0)
    expect(() => z.fromJSONSchema(JSON.parse(stdout))).not.toThrow()
  })

  it('lists the schemas, and refuses another', async () => {
    const names = (await run('schema')).stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0])
    const files = (await readdir('docs/schemas')).map((file) => file.replace('.schema.json', ''))
    expect(names.toSorted()).toEqual(files.toSorted())
    const { code, stderr } = await run('schema', 'apprenants')
    expect(code).toBe(2)
    for (const name of names) expect(stderr).toContain(name)
  })
})

describe('explain CODE', () => {
  /** Where no workspace of test/diagnostics.yml can show a code (test/docs.test.ts says why). */
  const WITHOUT_EXAMPLE = ['FICHIER-RETENU', 'SEPARATEUR-INCONNU']

  it.each(
    ALL_KINDS.map((kind) => [kind.code, kind] as const),
  )('%s says what it is, why it matters, an example and its mend', async (code, kind) => {
    const { stdout } = await run('explain', code)
    const words = (text: string) => text.replace(/\s+/g, ' ')
    expect(words(stdout)).toContain(words(kind.summary))
    expect(words(stdout)).toContain(words(kind.explanation))
    const [, example = ''] = stdout.split('\nExemple\n')
    if (WITHOUT_EXAMPLE.includes(code)) expect(example).toContain('aucun petit dossier')
    else {
      expect(example).toMatch(new RegExp(`^ {2}\\S+:\\w+(?::\\d+)?  .* ${code}\n`))
      expect(example).toMatch(/\n {4}à faire {3}\S/)
    }
  })
})

describe('explain ID --format yaml', () => {
  it.each(
    SHIPPED_PROCEDURES.names.flatMap((name) => {
      const { obligations } = parse(SHIPPED_PROCEDURES.read(name).toString()) as {
        obligations: { id: string }[]
      }
      return obligations.map((obligation) => [obligation.id, obligation] as const)
    }),
  )('%s is ready to paste: a list of one entry, without indentation', async (id, obligation) => {
    const { code, stdout } = await run('explain', id, '--format', 'yaml')
    expect(code).toBe(0)
    expect(parse(stdout)).toEqual([obligation])
    expect(stdout.split('\n').find((line) => !line.startsWith('#'))).toMatch(/^- id: /)
    // Pasted under its key, it is read.
    expect(parse(`obligations:\n${stdout.replace(/^/gm, '  ')}`)).toEqual({ obligations: [obligation] })
  })

  it.each([
    ['nothing', [], 'demande l’identifiant'],
    ['a code', ['DELAI-A-FIXER'], 'aucune obligation livrée'],
    ['an obligation of the workspace', ['contact-absent', '-C', 'examples/horizon-formation'], 'aucune'],
    ['another procedure', ['apprentissage/demande-motifs'], 'aucune'],
  ])('refuses %s', async (_, words, said) => {
    const { code, stdout, stderr } = await run('explain', ...words, '--format', 'yaml')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
  })

  it('names the procedures where several hold the id, and takes the one that is named', async () => {
    const read = vi.spyOn(SHIPPED_PROCEDURES, 'read')
    read.mockImplementation(() =>
      Buffer.from('obligations:\n  # pourquoi\n  - id: commun\n    delai: 2 jours\n'),
    )
    const { code, stderr } = await run('explain', 'commun', '--format', 'yaml')
    expect(code).toBe(2)
    for (const name of SHIPPED_PROCEDURES.names) expect(stderr).toContain(name)
    const one = await run('explain', 'apprentissage/commun', '--format', 'yaml')
    expect(one.stdout).toMatch(/^- id: commun\n {2}delai: 2 jours\n$/m)
    read.mockRestore()
  })
})
