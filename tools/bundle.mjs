// Gathers the compiled program and the small packages that every run needs into a few files: opening 260 files
// costs more than running them. Heavy packages stay outside and are loaded by the commands that need them.
// The files stand as deep as dist/cli/, so that paths to templates/ and package.json hold.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Packages that a plain `i12 check` loads. */
const GATHERED = new Set(['chalk', 'commander', 'csv-parse', 'fastest-levenshtein', 'yaml', 'zod'])

/** Name of the package that a specifier asks for, or null for a file of ours, or of a gathered package by its own names (`#…`). */
function packageOf(specifier) {
  if (/^[./#]/.test(specifier) || /^[a-z]:/i.test(specifier)) return null
  const [first, second] = specifier.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

async function gather({ rolldown }) {
  const bundle = await rolldown({
    input: { main: `${root}dist/cli/main.js`, api: `${root}dist/app/api.js` },
    platform: 'node',
    external: (specifier) => {
      const name = packageOf(specifier)
      return name !== null && !GATHERED.has(name)
    },
  })
  await bundle.write({
    dir: `${root}dist/bundle`,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  })
  await bundle.close()
}

rmSync(`${root}dist/bundle`, { recursive: true, force: true })
// The bundler is a native program: where there is none for the machine, the program starts a little slower.
const bundler = await import('rolldown').catch((error) => {
  process.stderr.write(`Not gathered: ${error.message}\n`)
  return null
})
if (bundler !== null) await gather(bundler)
else {
  mkdirSync(`${root}dist/bundle`, { recursive: true })
  writeFileSync(`${root}dist/bundle/main.js`, "export { main } from '../cli/main.js'\n")
  writeFileSync(`${root}dist/bundle/api.js`, "export * from '../app/api.js'\n")
}
