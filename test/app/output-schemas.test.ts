// The published schemas hold of real outputs, and say every key that is written.
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { OUTPUT_SCHEMAS } from '../../src/app/results/output-schemas.js'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { randomNetwork } from '../support/random-network.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const example = fileURLToPath(new URL('../../examples/horizon-formation', import.meta.url))
const DAY = '2026-11-30'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
}

function published(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url), 'utf8'))
}

/** Keys of a value that its schema does not name, unless it says that others may stand there. */
function unsaidKeys(schema: Schema, value: unknown, path = ''): readonly string[] {
  const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (branches !== undefined) {
    const found = branches.map((branch) => unsaidKeys(branch, value, path))
    return found.reduce((least, other) => (other.length < least.length ? other : least))
  }
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined ? [] : value.flatMap((item) => unsaidKeys(items, item, `${path}[]`))
  }
  if (typeof value !== 'object' || value === null) return []
  const { properties = {}, additionalProperties } = schema
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = properties[key]
    if (known !== undefined) return unsaidKeys(known, inner, `${path}.${key}`)
    if (typeof additionalProperties === 'object')
      return unsaidKeys(additionalProperties, inner, `${path}.${key}`)
    return [`${path}.${key}`]
  })
}

async function json(...words: string[]): Promise<unknown> {
  const io = memoryIo()
  await main([...words], io)
  return JSON.parse(io.stdout)
}

const inExample = (...words: string[]) => json(...words, '-C', example, '--au', DAY)

const OUTPUTS: Readonly<Record<keyof typeof OUTPUT_SCHEMAS, () => Promise<readonly unknown[]>>> = {
  check: async () => {
    const folder = await temporaryWorkspace(randomNetwork(2, ['nice'], 30).whole)
    const plain = await json('check', folder, '--format', 'json', '--au', '2026-09-30')
    await writeFile(join(folder, 'base.json'), JSON.stringify(plain))
    const compared = await json('check', folder, '--format', 'json', '--baseline', join(folder, 'base.json'))
    return [plain, compared, await inExample('check', '--format', 'json')]
  },
  stats: async () => [
    await inExample('stats', '--format', 'json', '--year', '2025'),
    await inExample('stats', '--format', 'json', '--public'),
  ],
  site: async () => [
    await inExample('check', '--format', 'site'),
    await inExample('check', '--format', 'site', '--public'),
  ],
  consolidation: async () => {
    const sites = await Promise.all(
      Object.values(randomNetwork(3, ['nice', 'lyon'], 60).sites).map(temporaryWorkspace),
    )
    const words = ['consolidate', ...sites, '--au', '2026-09-30', '--format', 'json', '-o', '-']
    return [await json(...words), await json(...words, '--public')]
  },
  diff: async () => {
    const folder = await temporaryWorkspace(randomNetwork(4, ['nice'], 40).whole)
    const at = async (day: string) => {
      const path = join(folder, `${day}.json`)
      await writeFile(path, JSON.stringify(await json('check', folder, '--format', 'json', '--au', day)))
      return path
    }
    const [before, after] = [await at('2025-12-01'), await at('2026-09-30')]
    return [await json('diff', before, after, '--format', 'json')]
  },
  todo: async () => [await inExample('todo', '--format', 'json')],
  sample: async () => [await inExample('sample', '--format', 'json', '--size', '3', '--seed', 'x')],
  doctor: async () => [await inExample('doctor', '--format', 'json')],
}

describe.each(Object.keys(OUTPUTS) as (keyof typeof OUTPUTS)[])('the schema of i12/%s/1', (name) => {
  it('holds of what is written', async () => {
    const schema = published(name)
    const form = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
    for (const output of await OUTPUTS[name]()) {
      expect(form.safeParse(output).error?.issues ?? []).toEqual([])
      expect([...new Set(unsaidKeys(schema, output))].filter((path) => !mayBeAdded(path))).toEqual([])
      // A check that cannot fail is none.
      expect(form.safeParse({ ...(output as object), format: 12 }).success).toBe(false)
    }
  })
})

/** Parts that the schema leaves open. */
function mayBeAdded(path: string): boolean {
  return /^\.(survival|measures\[\]|causes\[\]|statistics\[\]|totals\.statistics\[\]|sources\[\]\.joined|items\[\]|cases\[\])\./.test(
    path,
  )
}
