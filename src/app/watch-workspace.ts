// Says which file of a workspace changed, for as long as somebody listens. May not react to our own outputs.
import { watch } from 'node:fs/promises'
import { STAGING_FOLDER } from './replace-files.js'
import { LOCK_FILE } from './workspace-lock.js'
import { OUTPUTS } from './write-outputs.js'

/** Folders whose changes come from the program itself. */
const OURS = new Set<string | undefined>([OUTPUTS, STAGING_FOLDER, LOCK_FILE, '.git', 'node_modules'])
/** Editors write a file in several steps: they count as one change. */
const SETTLING = 200

/** Relative paths of changed files, one at a time. */
export async function* watchWorkspace(folder: string): AsyncIterable<string> {
  let last = 0
  for await (const { filename } of watch(folder, { recursive: true })) {
    if (filename === null || OURS.has(filename.split(/[\\/]/)[0]) || /(?:~|\.tmp|\.swp)$/.test(filename))
      continue
    const now = performance.now()
    if (now - last < SETTLING) continue
    await new Promise((resolve) => setTimeout(resolve, SETTLING))
    yield filename
    last = performance.now()
  }
}
