// What `-o` means, for every command that writes (docs/conception.md): one reading, made before any work is done.
import { basename, dirname, extname, resolve, sep } from 'node:path'
import { statOrNull } from '../app/look-at-path.js'
import { fr, quoted } from '../kernel/french.js'
import { UsageError } from './usage-error.js'

/** Where the result of a command goes. */
export type OutputTarget =
  /** Nothing was asked: stdout for a text, `sorties/` of the workspace for documents. */
  | { readonly kind: 'default' }
  | { readonly kind: 'stdout' }
  | { readonly kind: 'folder'; readonly folder: string; readonly shown: string }
  | { readonly kind: 'file'; readonly folder: string; readonly name: string; readonly shown: string }

/**
 * What a command writes: one file (with or without listings beside it), one that the standard output does not carry,
 * several on the same footing, or none.
 */
export type Writing = 'one' | 'archive' | 'several' | 'nothing'

/** Ends of names that go with a format; the first is that of default names. A format that is not here is its own. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  text: ['txt'],
  markdown: ['md'],
  junit: ['xml'],
  sarif: ['sarif', 'json'],
  gitlab: ['json'],
  site: ['json'],
  github: ['txt'],
}

const extensionsOf = (format: string): readonly string[] => EXTENSIONS[format] ?? [format]

/** Name of a result in a folder: `controle-2026-11-30` in the format `text` gives `controle-2026-11-30.txt`. */
export function resultName(name: string, format: string): string {
  return extname(name) === '' ? `${name}.${extensionsOf(format)[0]}` : name
}

/** @throws UsageError where nothing could be written there */
export async function outputTarget(
  typed: string | null,
  { writes, format, formats }: { writes: Writing; format: string; formats: readonly string[] },
): Promise<OutputTarget> {
  if (typed === null) return { kind: 'default' }
  if (writes === 'nothing') throw new UsageError(fr`cette commande n’a pas d’option ${quoted('--output')}.`)
  if (typed === '') throw new UsageError(fr`le chemin donné à « --output » est vide.`)
  if (typed === '-') {
    if (writes === 'one') return { kind: 'stdout' }
    if (writes === 'archive') {
      throw new UsageError(
        'la sortie standard ne porte que des textes et un PDF.',
        'Donnez un dossier ou un nom de fichier à « --output », par exemple « -o envoi/ ».',
      )
    }
    throw new UsageError(
      'cette commande écrit plusieurs fichiers, et la sortie standard n’en porte qu’un.',
      'Donnez un dossier à « --output », par exemple « -o envoi/ ».',
    )
  }
  const absolute = resolve(typed)
  const existing = await statOrNull(absolute)
  if (existing?.isDirectory()) return { kind: 'folder', folder: absolute, shown: typed }
  const isFolder = /[/\\]$/.test(sep === '/' ? typed.replaceAll('\\', ' ') : typed)
  if (existing !== null && (isFolder || !existing.isFile())) {
    throw new UsageError(
      isFolder
        ? fr`${quoted(typed)} est un fichier.`
        : fr`${quoted(typed)} n’est ni un fichier ni un dossier.`,
      'Donnez à « --output » un dossier, ou le nom d’un fichier ordinaire ; « - » est la sortie standard.',
    )
  }
  const parent = await statOrNull(dirname(absolute))
  if (parent === null || !parent.isDirectory()) {
    throw new UsageError(
      fr`le dossier ${quoted(dirname(typed))} n’existe pas.`,
      'Faites ce dossier, ou corrigez le chemin donné à « --output ».',
    )
  }
  if (isFolder) return { kind: 'folder', folder: absolute, shown: typed }
  if (writes === 'several') {
    throw new UsageError(
      fr`cette commande écrit plusieurs fichiers, et ${quoted(typed)} est le nom d’un seul.`,
      fr`Donnez un dossier : « -o ${typed}/ ».`,
    )
  }
  const extension = extname(typed).slice(1).toLowerCase()
  if (formats.includes(extension) && !extensionsOf(format).includes(extension)) {
    throw new UsageError(
      fr`le nom ${quoted(typed)} finit par ${quoted(`.${extension}`)}, et le format est ${quoted(format)}.`,
      fr`Ajoutez « --format ${extension} », ou changez le nom.`,
    )
  }
  return { kind: 'file', folder: dirname(absolute), name: basename(absolute), shown: typed }
}

/** For the options of a command that write to files of their own. @throws UsageError where `-o` was typed too */
export function refuseOutput({ target }: { readonly target: OutputTarget }, option: string): void {
  if (target.kind === 'default') return
  throw new UsageError(fr`« --output » ne va pas avec ${quoted(option)}, qui écrit dans des fichiers fixes.`)
}
