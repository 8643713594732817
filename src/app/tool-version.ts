// The version of the tool, from package.json, so that it is written in one place.
import { createRequire } from 'node:module'

const manifest = createRequire(import.meta.url)('../../package.json') as { version: string }

/** `0.1.0`. */
export const TOOL_VERSION: string = manifest.version

/** `i12 0.1.0`: how documents and JSON name what made them. */
export const TOOL = `i12 ${manifest.version}`
