// Files that come with the program: procedures to start from, templates of documents, the example.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Root of the package, from `src/app/` as from `dist/app/`. */
const PACKAGE = new URL('../../', import.meta.url)

export const EXAMPLE_FOLDER = fileURLToPath(new URL('examples/horizon-formation/', PACKAGE))
export const TEMPLATES_FOLDER = fileURLToPath(new URL('templates/', PACKAGE))

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
