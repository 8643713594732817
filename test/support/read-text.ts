// Exports written in a test, read as a workspace would.
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import type { SourceName } from '../../src/records/export-file.js'
import { readRecords } from '../../src/records/read-records.js'
import { NO_SETTINGS, type SourceSettings } from '../../src/records/source-input.js'

export interface Said {
  readonly code: string
  /** `line:column`. */
  readonly at: string
  readonly field: string | null
  readonly seen: string | null
}

/** One entry of `sources`. */
export interface WrittenEntry {
  readonly name: SourceName
  readonly content: string | Buffer
  readonly settings?: Partial<SourceSettings>
  readonly file?: string
}

export async function readExport(
  name: SourceName,
  content: string | Buffer,
  settings: Partial<SourceSettings> = {},
  file = `exports/${name}.csv`,
) {
  return readEntries([{ name, content, settings, file }])
}

/** @param shared settings of every entry that has none of its own, as the files of one entry share them */
export async function readEntries(entries: readonly WrittenEntry[], shared: Partial<SourceSettings> = {}) {
  const diagnostics = new Diagnostics()
  const common: SourceSettings = { ...NO_SETTINGS, ...shared }
  const records = await readRecords(
    entries.map(({ name, content, settings, file }) => ({
      name,
      file: file ?? 'exports/export.csv',
      bytes: typeof content === 'string' ? Buffer.from(content) : content,
      settings: settings === undefined ? common : { ...NO_SETTINGS, ...settings },
    })),
    diagnostics,
  )
  const said: Said[] = diagnostics.all.map(({ kind, place, field, seen }) => {
    const { line, column } = place.locate()
    return { code: kind.code, at: `${line}:${column}`, field, seen }
  })
  return { records, said, diagnostics: diagnostics.all }
}

/** Several exports read together, by source. */
export async function readExports(contents: Partial<Record<SourceName, string>>) {
  const diagnostics = new Diagnostics()
  const inputs = Object.entries(contents).map(([name, content]) => ({
    name: name as SourceName,
    file: `exports/${name}.csv`,
    bytes: Buffer.from(content),
    settings: NO_SETTINGS,
  }))
  return { records: await readRecords(inputs, diagnostics), diagnostics }
}
