// Messages of one folder as one line of the index of sources: a mailbox would fill the report with fingerprints.
import { createHash } from 'node:crypto'
import { counted, fr } from '../../kernel/french.js'
import type { SourceSummary } from './report-inputs.js'

export interface GatheredSource extends SourceSummary {
  /** `200 messages`, where the line stands for several files. */
  readonly files: string | null
}

/** Fewer than this are listed one by one. */
const MANY = 10
const MESSAGE = /^(.*\/)?[^/]*\.(eml|msg)$/i

/** The sources in their order, many messages of one folder as one, at the place of the first. */
export function gatherMessages(sources: readonly SourceSummary[]): readonly GatheredSource[] {
  const groups = new Map<string, SourceSummary[]>()
  for (const source of sources) {
    const key = groupOf(source)
    groups.set(key, [...(groups.get(key) ?? []), source])
  }
  return [...groups].flatMap(([pattern, group]) => {
    const [first] = group
    if (first === undefined) return []
    if (group.length < MANY || first.encoding !== null)
      return group.map((source) => ({ ...source, files: null }))
    return [gathered(pattern.slice(pattern.indexOf('\0') + 1), first, group)]
  })
}

function groupOf({ name, file, sheet }: SourceSummary): string {
  const message = MESSAGE.exec(file)
  return message === null
    ? `${name}\0${file}\0${sheet ?? ''}`
    : `${name}\0${message[1] ?? ''}*.${(message[2] ?? '').toLowerCase()}`
}

function gathered(pattern: string, first: SourceSummary, group: readonly SourceSummary[]): GatheredSource {
  const sum = (count: (source: SourceSummary) => number) =>
    group.reduce((total, source) => total + count(source), 0)
  return {
    ...first,
    file: pattern,
    files: counted(group.length, 'message', 'messages'),
    sha256: fingerprintOf(group),
    rows: sum(({ rows }) => rows),
    setAside: sum(({ setAside }) => setAside),
    skipped: { ...first.skipped, filtered: sum(({ skipped }) => skipped.filtered ?? 0) },
    joined: {
      uncertain: sum(({ joined }) => joined.uncertain),
      unmatched: sum(({ joined }) => joined.unmatched),
    },
  }
}

/** Of the list of fingerprints that `sha256sum` writes of the files in the order of their names, byte by byte. */
function fingerprintOf(group: readonly SourceSummary[]): string {
  const lines = group
    .map(({ file, sha256 }) => ({ bytes: Buffer.from(file), line: `${sha256}  ${file}\n` }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ line }) => line)
  return createHash('sha256').update(lines.join('')).digest('hex')
}

export const GATHERED_NOTE = fr`L’empreinte d’un ensemble de messages est celle de la liste que « sha256sum » écrit de leurs empreintes, rangée par nom.`
