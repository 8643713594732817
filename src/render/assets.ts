// The files that travel with the program under `templates/`: templates, styles, fonts. May not read a workspace.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const TEMPLATES = new URL('../../templates/', import.meta.url)

/** Text of a shipped file, by its path under `templates/`; null where there is none. */
export function readAsset(path: string): string | null {
  return readBytes(path)?.toString('utf8') ?? null
}

/** A shipped file as base64, for a `data:` address. */
export function readAssetAsBase64(path: string): string {
  return readAssetBytes(path).toString('base64')
}

/** The bytes of a shipped file. */
export function readAssetBytes(path: string): Buffer {
  const bytes = readBytes(path)
  if (bytes === null) throw new Error(`The installation is incomplete: ${path} is missing`)
  return bytes
}

/** Where a shipped file stands on this machine, for messages. */
export function assetLocation(path: string): string {
  return fileURLToPath(new URL(path, TEMPLATES))
}

const read = new Map<string, Buffer | null>()

function readBytes(path: string): Buffer | null {
  let bytes = read.get(path)
  if (bytes === undefined) {
    try {
      bytes = readFileSync(new URL(path, TEMPLATES))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      bytes = null
    }
    read.set(path, bytes)
  }
  return bytes
}
