// Keeps every path that files and data name inside the workspace. Nothing outside it is read or written.
import { lstat, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'

export type Refused = 'absolute' | 'parent' | 'link' | 'malformed'

export type Confined =
  /** `relative` uses `/`; `real` is where the file really is, links followed. */
  | { readonly kind: 'inside'; readonly relative: string; readonly real: string }
  | { readonly kind: 'missing'; readonly relative: string }
  | { readonly kind: 'outside'; readonly because: Refused }

/**
 * The path written by a person, as a path relative to the workspace with `/`, or why it is refused.
 * Looks at the text only: `..` is refused wherever it stands, even where it would come back inside.
 */
export function relativePath(path: string): { readonly relative: string } | { readonly because: Refused } {
  if (path.includes('\0')) return { because: 'malformed' }
  const slashed = path.replaceAll('\\', '/')
  if (slashed.startsWith('/') || /^[a-z]:/i.test(slashed) || /^[a-z][a-z0-9+.-]+:\/\//i.test(slashed)) {
    return { because: 'absolute' }
  }
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) return { because: 'parent' }
  return { relative: parts.join('/') }
}

/**
 * Where a path written by a person leads. `root` is the real path of the workspace.
 * Names whose accents are composed otherwise on the disk (macOS) are found too.
 */
export async function confine(root: string, path: string): Promise<Confined> {
  const checked = relativePath(path)
  if ('because' in checked) return { kind: 'outside', because: checked.because }
  for (const relative of spellings(checked.relative)) {
    const absolute = join(root, relative)
    try {
      await lstat(absolute)
    } catch (error) {
      if (isAbsence(error)) continue
      throw error
    }
    const real = await realpath(absolute).catch((error: unknown) => {
      if (isAbsence(error) || codeOf(error) === 'ELOOP') return null
      throw error
    })
    // A link that leads nowhere may lead outside once its target exists.
    if (real === null || !isInside(root, real)) return { kind: 'outside', because: 'link' }
    return { kind: 'inside', relative: checked.relative, real }
  }
  return { kind: 'missing', relative: checked.relative }
}

export function isInside(root: string, real: string): boolean {
  return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)
}

/** The path as typed, then with its accents composed and decomposed. */
export function spellings(relative: string): readonly string[] {
  return [...new Set([relative, relative.normalize('NFC'), relative.normalize('NFD')])]
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
}

/** Whether a failure of the disk means that there is nothing of that name. */
export function isAbsence(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG'
}
