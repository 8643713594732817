// The repository that holds a workspace: forges know files by their path in it. Looks at names, reads nothing.
import { dirname, join, relative, resolve, sep } from 'node:path'
import { statOrNull } from './look-at-path.js'

/** Path from the repository to the folder, with `/` and ending in one; '' at its root, or where there is none. */
export async function pathInRepository(folder: string): Promise<string> {
  const from = resolve(folder)
  for (let ancestor = from; ; ancestor = dirname(ancestor)) {
    if ((await statOrNull(join(ancestor, '.git'))) !== null) {
      const path = relative(ancestor, from).split(sep).join('/')
      return path === '' ? '' : `${path}/`
    }
    if (ancestor === dirname(ancestor)) return ''
  }
}
