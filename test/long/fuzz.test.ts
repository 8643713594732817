// Files of every kind that the program reads, changed at random: it answers each with an exit code of its own, in
// words of its own, in time. `npm run fuzz -- --inputs N --seed N` runs as many as wanted.
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { damage } from '../support/fuzz/damage.js'
import { type FuzzedInput, soundInputs } from '../support/fuzz/sound-inputs.js'
import { memoryIo } from '../support/memory-io.js'
import { rounds } from '../support/rounds.js'
import { pick, seeded } from '../support/seeded.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const SOUND = fileURLToPath(new URL('../scenarios/socle/entrees', import.meta.url))
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_127)
const INPUTS = Number(process.env.FUZZ_INPUTS ?? rounds(150, 3000))
/** Kinds to choose from, all unless named. */
const KINDS = process.env.FUZZ_KINDS?.split(',')
/** Milliseconds of processor, which other programs of the machine do not lengthen. */
const LONGEST = 5_000

it(`answers whatever it is given (seed ${SEED}, ${INPUTS} inputs)`, { timeout: 7_200_000 }, async () => {
  const folder = await temporaryWorkspace({})
  await cp(SOUND, folder, { recursive: true })
  const all = await soundInputs(folder)
  const inputs = KINDS === undefined ? all : all.filter(({ kind }) => KINDS.includes(kind))
  for (const input of inputs)
    expect(await problemsOf(folder, input, [0, 1], Number.POSITIVE_INFINITY), `sound ${input.kind}`).toEqual(
      [],
    )

  const random = seeded(SEED)
  const counts: Record<string, number> = {}
  const found: string[] = []
  for (let round = 0; round < INPUTS; round++) {
    const sound = pick(random, inputs)
    const input = { ...sound, bytes: damage(random, sound.bytes) }
    const problems = await problemsOf(folder, input, [0, 1, 2, 3], LONGEST)
    counts[input.kind] = (counts[input.kind] ?? 0) + 1
    if (problems.length > 0)
      found.push(`round ${round}, ${input.kind}: ${problems.join(', ')}\n${input.bytes.toString('base64')}`)
  }
  console.log(`seed ${SEED}: ${INPUTS} inputs, ${found.length} failed\n${JSON.stringify(counts)}`)
  expect(found).toEqual([])
})

/** Puts the input into the workspace, runs the command that reads it, and leaves the workspace as it was. */
async function problemsOf(
  folder: string,
  { path, bytes, command }: FuzzedInput,
  codes: readonly number[],
  longest: number,
): Promise<string[]> {
  const configuration = await readFile(join(folder, 'i12.yaml'), 'utf8')
  const before = await readFile(join(folder, path)).catch(() => null)
  if (/^exports\/relances\./.test(path)) {
    await writeFile(join(folder, 'i12.yaml'), configuration.replace('exports/relances.csv', path))
  }
  await writeFile(join(folder, path), bytes)
  const argv =
    command === 'check' ? ['check', '-C', folder, '--as-of', '2026-11-30'] : ['verify', join(folder, path)]
  const io = memoryIo()
  const begun = process.cpuUsage()
  const code: unknown = await main([...argv, '--format', 'json', '--debug'], io).catch((error) => error)
  const { user, system } = process.cpuUsage(begun)
  const spent = (user + system) / 1000
  await writeFile(join(folder, 'i12.yaml'), configuration)
  if (before === null) await rm(join(folder, path))
  else await writeFile(join(folder, path), before)

  const said = io.stderr
  return [
    ...(codes.includes(code as number) ? [] : [`code ${code}`]),
    ...(/panne/.test(said) || /^\s+at .+:\d+:\d+/m.test(said + io.stdout) ? [`said ${said}`] : []),
    ...(isJson(io.stdout) || (code === 2 && io.stdout === '') ? [] : [`no JSON: ${io.stdout.slice(0, 200)}`]),
    ...(spent < longest ? [] : [`${Math.round(spent)} ms`]),
  ]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
