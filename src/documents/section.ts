// What every section of a report begins with. May not know what a section holds.

export interface SectionHead {
  /** Target of links and of the table of contents: [a-z0-9-]. */
  readonly anchor: string
  /** « 3 ». */
  readonly number: string
  readonly title: string
  /** One or two sentences under the title, or null. */
  readonly lead: string | null
  /** A few lines only: it may follow the part before it on the same page. */
  readonly isBrief: boolean
}

/** Anchor made of what is allowed in one. */
export function anchorOf(...parts: readonly string[]): string {
  return parts
    .join('-')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
