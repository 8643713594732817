import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { rounds } from '../support/rounds.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const SOUND = fileURLToPath(new URL('../scenarios/socle/entrees', import.meta.url))
const FILES = [
  'i12.yaml',
  'procedure.yaml',
  'mesures.yaml',
  'exports/apprenants.csv',
  'exports/absences.csv',
  'exports/relances.csv',
  'exports/abandons.csv',
]
const PIECES = [
  ';',
  '"',
  '\n',
  '\r',
  '\0',
  ':',
  '- ',
  '[',
  '{',
  '&a',
  '*a',
  '\t',
  '30/02/2025',
  '9'.repeat(20),
]
const SEED = Number(process.env.SEED ?? 20_261_122)
const ROUNDS = rounds(40, 600)

let state = SEED
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

function damaged(bytes: Buffer): Buffer {
  const at = random(bytes.length + 1)
  const width = random(40)
  switch (random(4)) {
    case 0:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(PIECES[random(PIECES.length)] ?? ''),
        bytes.subarray(at),
      ])
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + width)])
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at + 1)])
    default:
      return Buffer.concat([bytes.subarray(0, at + width), bytes.subarray(at)])
  }
}

describe('a workspace damaged anywhere', () => {
  it(`is answered with findings, never with a failure of ours (seed ${SEED}, ${ROUNDS} rounds)`, async () => {
    const folder = await temporaryWorkspace({})
    await cp(SOUND, folder, { recursive: true })
    for (let round = 0; round < ROUNDS; round++) {
      const file = FILES[random(FILES.length)] ?? ''
      const sound = await readFile(join(SOUND, file))
      let bytes: Buffer = sound
      for (let edits = 1 + random(3); edits > 0; edits--) bytes = damaged(bytes)
      await writeFile(join(folder, file), bytes)
      const io = memoryIo()
      const code = await main(
        ['check', '-C', folder, '--as-of', '2026-11-30', '--format', 'json', '--debug'],
        io,
      )
      const what = `round ${round}, ${file}, base64 ${bytes.toString('base64')}\n${io.stderr}`
      expect([0, 1, 2], what).toContain(code)
      expect(() => JSON.parse(io.stdout), what).not.toThrow()
      await writeFile(join(folder, file), sound)
    }
  })
})
