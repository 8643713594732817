// Writes a new workspace: `i12.yaml`, a procedure to complete, measures, and exports that hold their headers only.
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { formatIsoDate, type LocalDate } from '../kernel/local-date.js'
import type { SourceName } from '../records/export-file.js'
import { FIELDS } from '../records/fields.js'
import { EXAMPLE_FOLDER } from './shipped.js'
import { OUTPUTS, writeNewFiles } from './write-outputs.js'

export interface WorkspaceAnswers {
  readonly name: string
  readonly siret: string
  readonly nda: string
  readonly zone: string
  readonly signatory: string
  readonly auditOn: LocalDate | null
  readonly previousAuditOn: LocalDate | null
  /** A shipped procedure. */
  readonly procedure: string
}

/** Writes a workspace in `folder` and gives the paths written. @throws Refusal where a file stands in the way. */
export async function makeWorkspace(
  folder: string,
  answers: WorkspaceAnswers,
  isForced: boolean,
): Promise<readonly string[]> {
  return writeAll(folder, workspaceFiles(answers), isForced)
}

/** Copies the shipped example. @throws Refusal where a file stands in the way. */
export async function copyExample(folder: string, isForced: boolean): Promise<readonly string[]> {
  const files = new Map<string, Uint8Array | string>()
  for (const entry of await readdir(EXAMPLE_FOLDER, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const absolute = join(entry.parentPath, entry.name)
    const path = absolute.slice(EXAMPLE_FOLDER.length).replaceAll('\\', '/')
    if (!path.startsWith(`${OUTPUTS}/`)) files.set(path, await readFile(absolute))
  }
  const schema = /^# yaml-language-server:.*\n/
  const configuration = files.get('i12.yaml')
  if (configuration instanceof Uint8Array) {
    files.set('i12.yaml', Buffer.from(configuration).toString('utf8').replace(schema, ''))
  }
  return writeAll(folder, files, isForced)
}

async function writeAll(
  folder: string,
  files: ReadonlyMap<string, Uint8Array | string>,
  isForced: boolean,
): Promise<readonly string[]> {
  const sorted = [...files].map(([path, content]) => ({ path, content }))
  sorted.sort((a, b) => (a.path < b.path ? -1 : 1))
  await writeNewFiles(resolve(folder), sorted, isForced)
  return sorted.map(({ path }) => path)
}

/** The exports of a new workspace. */
const SOURCES: readonly SourceName[] = ['apprenants', 'formations', 'absences', 'relances', 'abandons']

function workspaceFiles(answers: WorkspaceAnswers): ReadonlyMap<string, string> {
  const files = new Map<string, string>([
    ['i12.yaml', configurationText(answers)],
    ['procedure.yaml', procedureText(answers)],
    ['mesures.yaml', MEASURES],
    ['preuves/LISEZ-MOI.txt', 'Rangez ici les preuves que citent les colonnes « preuve » des exports.\n'],
  ])
  for (const name of SOURCES) {
    const header = FIELDS[name].map((field) => field.header).join(';')
    files.set(`exports/${name}.csv`, `\uFEFF${header}\r\n`)
  }
  return files
}

function configurationText(answers: WorkspaceAnswers): string {
  const { name, siret, nda, zone, signatory, auditOn, previousAuditOn } = answers
  const organisation = [
    `  nom: ${scalar(name)}`,
    ...(siret === '' ? [] : [`  siret: ${scalar(siret)}`]),
    ...(nda === '' ? [] : [`  nda: ${scalar(nda)}`]),
    ...(signatory === '' ? [] : [`  signataire: { nom: ${scalar(signatory)} }`]),
    '  sites:',
    `    - { id: principal, nom: Site principal, zone: ${zone} }`,
  ]
  const audit = [
    ...(auditOn === null ? [] : [`date: ${formatIsoDate(auditOn)}`]),
    ...(previousAuditOn === null ? [] : [`precedent: ${formatIsoDate(previousAuditOn)}`]),
  ]
  const braces = audit.length === 0 ? '{}' : `{ ${audit.join(', ')} }`
  return `# Le dossier de travail d'i12. Les chemins partent de ce dossier.
organisme:
${organisation.join('\n')}

# date : celle de l'audit, elle choisit la version du référentiel ; precedent : début de la période.
audit: ${braces}

procedure: procedure.yaml
mesures: mesures.yaml
preuves: preuves/

# Remplacez ces fichiers par vos exports. S'ils ont d'autres en-têtes, « i12 import FICHIER » propose une correspondance.
sources:
${SOURCES.map((source) => `  ${source}: exports/${source}.csv`).join('\n')}
`
}

function procedureText({ procedure }: WorkspaceAnswers): string {
  return `# Votre procédure écrite. « etend » part d'une procédure livrée ; une entrée du même id la remplace.
# Les délais que sa source laisse ouverts sont « à fixer » : « i12 check » les demande un par un.
reference: PR-12-01
intitule: Prévention et gestion des abandons
etend: ${procedure}
`
}

const MEASURES = `# Les mesures formalisées d'engagement et de prévention. Exemple :
#   - id: parrainage
#     intitule: Parrainage entre apprenants
#     categorie: engagement
#     depuis: 2026-01-05
#     preuves: [preuves/parrainage.pdf]
mesures: []
`

/** A YAML scalar in double quotes, whatever it holds (JSON strings are YAML). */
function scalar(text: string): string {
  return JSON.stringify(text)
}
