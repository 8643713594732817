// Adds the proposed lines of the plan to the register of improvements, so that they are decided and followed there.
import { join } from 'node:path'
import { csvLine, csvListing } from '../documents/csv.js'
import { type PlanDocument, REGISTER_HEADER } from '../documents/plan/build-plan.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import type { ExportFile } from '../records/export-file.js'
import type { SourceInput } from '../records/source-input.js'
import { setInYaml } from '../source/yaml.js'
import type { Dossier } from './dossier.js'
import { statOrNull } from './look-at-path.js'
import type { Replacement } from './replace-files.js'
import { replaceKeptFiles } from './write-outputs.js'

/** The register that i12 keeps where the organisation names none that a line can be added to. */
export const OWN_REGISTER = 'exports/ameliorations-i12.csv'

/** Columns without which a line could not be told from the others when it is read again. */
const NEEDED = ['id', 'date', 'constat', 'cause', 'action', 'obligation'] as const

export interface KeptPlan {
  /** Relative to the workspace. */
  readonly file: string
  readonly added: number
  /** Whether i12.yaml was told of the file. */
  readonly isNamed: boolean
}

/**
 * Adds the proposals at the end of the register that `i12.yaml` names, else to one of our own that it then names.
 * Call it under the lock of the workspace, with the dossier read under it.
 * @throws Refusal where i12.yaml cannot be told of the file
 */
export async function keepPlan(dossier: Dossier, { proposals }: PlanDocument): Promise<KeptPlan> {
  const { workspace, register } = dossier
  if (proposals.length === 0) return { file: OWN_REGISTER, added: 0, isNamed: false }
  for (const found of register.records.exports) {
    const input = workspace.sources.find(
      (source) => source.name === found.name && source.file === found.table.file,
    )
    if (input === undefined || !canGrow(found, input)) continue
    await replaceKeptFiles(workspace.root, [{ path: input.file, content: grown(found, input, proposals) }])
    return { file: input.file, added: proposals.length, isNamed: false }
  }
  const isThere = (await statOrNull(join(workspace.root, OWN_REGISTER))) !== null
  if (isThere) {
    throw new Refusal(
      fr`${quoted(OWN_REGISTER)} existe, mais i12.yaml ne le désigne pas ou ses colonnes ne sont pas celles du registre.`,
      fr`ajoutez ce fichier à « sources.ameliorations », ou renommez-le`,
    )
  }
  const { parts } = csvListing(OWN_REGISTER, REGISTER_HEADER, proposals)
  await replaceKeptFiles(workspace.root, [{ path: OWN_REGISTER, content: parts }, named(dossier)])
  return { file: OWN_REGISTER, added: proposals.length, isNamed: true }
}

/** A CSV in UTF-8 with our columns, whose lines are read as they are written. */
function canGrow({ name, table, columns }: ExportFile, { settings }: SourceInput): boolean {
  return (
    name === 'ameliorations' &&
    table.delimiter !== null &&
    table.encoding === 'utf-8' &&
    NEEDED.every((field) => typeof columns.get(field) === 'number') &&
    settings.dateFormat === null &&
    [settings.values, settings.constants, settings.kept, settings.dropped].every(({ size }) => size === 0)
  )
}

/** The bytes of the register and the new lines, in the order of its columns. */
function grown(
  { table, columns }: ExportFile,
  { bytes }: SourceInput,
  proposals: PlanDocument['proposals'],
): readonly Uint8Array[] {
  const delimiter = table.delimiter ?? ';'
  const newline = bytes.includes('\r\n') ? '\r\n' : '\n'
  const lines = proposals.map((cells) => {
    const row = table.header.map(() => '')
    for (const [index, field] of REGISTER_HEADER.entries()) {
      const column = columns.get(field)
      if (typeof column === 'number') row[column] = cells[index] ?? ''
    }
    return csvLine(row, delimiter)
  })
  const isEnded = bytes.length === 0 || bytes.at(-1) === 10
  return [bytes, Buffer.from(`${isEnded ? '' : newline}${lines.join(newline)}${newline}`, 'utf8')]
}

/** `i12.yaml` with our register beside those that it names. */
function named({ workspace }: Dossier): Replacement {
  const { file, bytes } = workspace.configuration
  const text = bytes.toString('utf8')
  const sources = (workspace.yaml.value as { readonly sources?: Readonly<Record<string, unknown>> }).sources
  const entry = sources?.ameliorations ?? null
  const path = ['sources', 'ameliorations']
  if (entry === null) return { path: file, content: setInYaml(text, path, OWN_REGISTER) }
  if (Array.isArray(entry)) {
    return { path: file, content: setInYaml(text, [...path, entry.length], OWN_REGISTER) }
  }
  if (typeof entry === 'string') {
    return { path: file, content: setInYaml(text, path, `- ${JSON.stringify(entry)}\n- ${OWN_REGISTER}\n`) }
  }
  throw new Refusal(
    fr`i12 ne peut pas ajouter de ligne au registre que désigne « sources.ameliorations ».`,
    fr`faites une liste de cette entrée dans i12.yaml, et ajoutez-y ${quoted(OWN_REGISTER)}`,
  )
}
