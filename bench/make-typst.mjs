// Typst from PyPI, in a virtual environment of its own made once in the cache.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const TYPST = 'typst==0.15.2'

/**
 * The Python that has Typst; null where Python or PyPI cannot be had.
 * @returns {string | null}
 */
export function makeTypst(cache) {
  const folder = join(cache, 'typst')
  const done = join(folder, '.complet')
  const python = join(folder, 'bin/python')
  if (existsSync(done)) return python
  rmSync(folder, { recursive: true, force: true })
  const succeeds = (program, args) =>
    spawnSync(program, args, { stdio: 'ignore', timeout: 300_000 }).status === 0
  const isMade =
    succeeds('python3', ['-m', 'venv', folder]) && succeeds(join(folder, 'bin/pip'), ['install', '-q', TYPST])
  if (!isMade) {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  writeFileSync(done, '')
  return python
}
