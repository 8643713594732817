// Names of files in a pack: they must hold on any disk, in any list of checksums, whatever the data call the file.

/** Bytes of a name: most disks take 255, and a number stands before it. */
const LONGEST = 200
const LONGEST_EXTENSION = 16

/** The name without what a disk, a shell or a list of checksums could read otherwise; accents are kept, composed. */
export function packedName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*%]/gu, '-')
    .replace(/^\s+|[\s.]+$/gu, '')
  return cutTo(safe === '' ? 'sans-nom' : safe, LONGEST)
}

/** `0007-relance.eml`: a proof by its number in the pack and the end of its path. */
export function pieceName(number: number, path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return `${pieceNumber(number)}-${packedName(name)}`
}

/** `0007`. */
export function pieceNumber(number: number): string {
  return String(number).padStart(4, '0')
}

/** Gives each name once, upper and lower case apart or not: some disks do not tell them apart. */
export class DistinctNames {
  readonly #taken = new Set<string>()

  /** `stem` and `extension` as they are, or with a number between them where that name is taken. */
  take(stem: string, extension: string): string {
    for (let attempt = 1; ; attempt++) {
      const name = `${stem}${attempt === 1 ? '' : `-${attempt}`}${extension}`
      const key = name.toLowerCase()
      if (this.#taken.has(key)) continue
      this.#taken.add(key)
      return name
    }
  }
}

function cutTo(name: string, longest: number): string {
  if (Buffer.byteLength(name) <= longest) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= LONGEST_EXTENSION ? name.slice(dot) : ''
  let stem = ''
  for (const character of name.slice(0, name.length - extension.length)) {
    if (Buffer.byteLength(stem + character) + Buffer.byteLength(extension) > longest) break
    stem += character
  }
  return stem + extension
}
