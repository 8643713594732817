// Copies the shipped example, to try i12 on.
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { EXAMPLE_FOLDER } from './shipped.js'
import { OUTPUTS, writeNewFiles } from './write-outputs.js'

/** Copies the shipped example. @throws Refusal where a file stands in the way. */
export async function copyExample(folder: string, isForced: boolean): Promise<readonly string[]> {
  const files = new Map<string, Uint8Array | string>()
  for (const entry of await readdir(EXAMPLE_FOLDER, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const absolute = join(entry.parentPath, entry.name)
    const path = absolute.slice(EXAMPLE_FOLDER.length).replaceAll('\\', '/')
    if (!path.startsWith(`${OUTPUTS}/`)) files.set(path, await readFile(absolute))
  }
  const schema = /^# yaml-language-server:.*\n/
  const configuration = files.get('i12.yaml')
  if (configuration instanceof Uint8Array) {
    files.set('i12.yaml', Buffer.from(configuration).toString('utf8').replace(schema, ''))
  }
  return writeAll(folder, files, isForced)
}

async function writeAll(
  folder: string,
  files: ReadonlyMap<string, Uint8Array | string>,
  isForced: boolean,
): Promise<readonly string[]> {
  const sorted = [...files].map(([path, content]) => ({ path, content }))
  sorted.sort((a, b) => (a.path < b.path ? -1 : 1))
  await writeNewFiles(resolve(folder), sorted, isForced)
  return sorted.map(({ path }) => path)
}
