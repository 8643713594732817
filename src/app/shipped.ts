// Files that come with the program: procedures to start from, templates of documents, the example.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Root of the package, from `src/app/` as from `dist/app/`. */
const PACKAGE = new URL('../../', import.meta.url)

export const EXAMPLE_FOLDER = fileURLToPath(new URL('examples/horizon-formation/', PACKAGE))
export const TEMPLATES_FOLDER = fileURLToPath(new URL('templates/', PACKAGE))

/** What `check` says of each code on a small workspace; the tests run them. */
const DIAGNOSTIC_EXAMPLES = new URL('examples/diagnostics.json', PACKAGE)

/** The example of a code, as in a terminal without colours; null where no small workspace can show it. */
export function diagnosticExample(code: string): string | null {
  const examples = JSON.parse(readFileSync(DIAGNOSTIC_EXAMPLES, 'utf8')) as Record<string, string>
  return examples[code] ?? null
}

const PROCEDURES = new URL('templates/procedures/', PACKAGE)

/** The procedures that `etend` may name; nothing is read before it is asked for. */
export const SHIPPED_PROCEDURES = {
  get names(): readonly string[] {
    return readdirSync(PROCEDURES)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.slice(0, -'.yaml'.length))
      .sort()
  },
  read(name: string): Buffer {
    return readFileSync(new URL(`${name}.yaml`, PROCEDURES))
  },
}
