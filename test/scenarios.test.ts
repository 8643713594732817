import { cp, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../src/cli/main.js'
import { memoryIo } from './support/memory-io.js'

// Each folder of test/scenarios holds `entrees/` (laid over those of `socle`), `commande.txt` (one command a line,
// ESPACE stands for the workspace) and `attendu.txt` (exit code, streams, files written). UPDATE=1 rewrites them.

const SCENARIOS = fileURLToPath(new URL('scenarios', import.meta.url))
const BASE = join(SCENARIOS, 'socle/entrees')
const isUpdating = process.env.UPDATE === '1'

const names = (await readdir(SCENARIOS)).filter((name) => name !== 'socle').sort()

let scratch: string
beforeAll(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'i12-scenarios-')))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

describe('scenarios', () => {
  it.each(names)('%s', async (name) => {
    const folder = join(SCENARIOS, name)
    const workspace = join(scratch, name)
    await cp(BASE, workspace, { recursive: true })
    if (await exists(join(folder, 'entrees'))) {
      await cp(join(folder, 'entrees'), workspace, { recursive: true, force: true })
    }
    if (await exists(join(folder, 'retirer.txt'))) {
      const removed = await readFile(join(folder, 'retirer.txt'), 'utf8')
      for (const path of removed.split('\n').filter(Boolean))
        await rm(join(workspace, path), { recursive: true })
    }
    const before = new Set(await filesIn(workspace))
    const said: string[] = []
    const commands = (await readFile(join(folder, 'commande.txt'), 'utf8')).split('\n').filter(Boolean)
    for (const command of commands) {
      const io = memoryIo()
      const code = await main(wordsOf(command, workspace), io)
      said.push(`$ ${command}\n= ${code}\n`)
      if (io.stdout !== '') said.push(`--- stdout\n${io.stdout}`)
      if (io.stderr !== '') said.push(`--- stderr\n${io.stderr}`)
      if (!io.stdout.endsWith('\n') && io.stdout !== '' && io.stderr === '') said.push('\n')
    }
    const written = (await filesIn(workspace)).filter((path) => !before.has(path))
    if (written.length > 0) said.push(`--- fichiers\n${written.join('\n')}\n`)
    // Git would turn CRLF into LF: it is made visible instead.
    const found = said.join('').replaceAll(workspace, 'ESPACE').replaceAll('\r\n', '␍\n')

    const expectedFile = join(folder, 'attendu.txt')
    if (isUpdating) await writeFile(expectedFile, found)
    expect(found).toBe(await readFile(expectedFile, 'utf8'))
    expect(found).not.toMatch(/\n\s+at .+:\d+:\d+\)?\n/)
  })
})

/** The words of a command line, `i12` left out; a text in double quotes is one word. */
function wordsOf(command: string, workspace: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)]
    .map(([, quoted, bare]) => (quoted ?? bare ?? '').replaceAll('ESPACE', workspace))
    .slice(1)
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
