// Reads `i12.yaml` and every file it names, all inside the workspace. May not judge what the files hold.
import { realpath, stat } from 'node:fs/promises'
import type { Diagnostics } from '../kernel/diagnostic.js'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import type { LocalDate } from '../kernel/local-date.js'
import { wholeFile } from '../kernel/origin.js'
import { parseWrittenDay } from '../kernel/written-day.js'
import { SOURCE_NAMES, type SourceName } from '../records/export-file.js'
import {
  NO_SETTINGS,
  type SourceInput,
  type SourceSettings,
  type WordsByHeader,
} from '../records/source-input.js'
import { readShape } from '../source/shape.js'
import { type LocatedYaml, parseYaml, type YamlPath } from '../source/yaml.js'
import { DEFAULT_PUBLICATION, LOWEST_THRESHOLD } from '../statistics/statistics.js'
import { confine, isAbsence } from './confine.js'
import { WorkspaceFiles, type WrittenPath } from './find-files.js'
import { APP_PROBLEMS } from './problems.js'
import type { SiteSettings, Workspace, WorkspaceFile } from './workspace.js'
import { RETENTION, type SourceEntry, WORKSPACE_SCHEMA, type WorkspaceContent } from './workspace-schema.js'

export const CONFIGURATION = 'i12.yaml'

/**
 * The workspace in `folder`, or null where `i12.yaml` cannot be used; everything wrong is in `diagnostics`. `shared` is
 * the folder of `--shared`, as typed: procedures and templates of a network, and nothing else, are looked for there.
 * @throws Refusal where either is no folder.
 */
export async function loadWorkspace(
  folder: string,
  diagnostics: Diagnostics,
  shared: string | null = null,
): Promise<Workspace | null> {
  const root = await rootOf(folder)
  const sharedRoot = shared === null ? null : await sharedFolder(shared)
  const files = new WorkspaceFiles(root, diagnostics)
  const configuration = await readConfiguration(root, files, diagnostics)
  if (configuration === null) return null
  const yaml = parseYaml(CONFIGURATION, configuration.bytes, diagnostics)
  const content = yaml === null ? null : readShape(WORKSPACE_SCHEMA, yaml, diagnostics)
  if (yaml === null || content === null) return null

  checkSites(content, yaml, diagnostics)
  const written = (path: string, ...keys: YamlPath): WrittenPath => ({
    path,
    place: yaml.placeOf(keys),
    field: keys.findLast((key) => typeof key === 'string') as string,
  })
  const read = async (path: string | undefined, ...keys: YamlPath) =>
    path === undefined ? null : files.read(written(path, ...keys))

  const templates = await templatesOf(content.presentation?.modeles, [root, sharedRoot], files, written)
  return {
    root,
    shared: sharedRoot,
    configuration,
    yaml,
    organisation: organisationOf(content),
    sites: (content.organisme.sites ?? []).map(siteOf),
    audit: {
      on: dateOrNull(content.audit.date),
      previousOn: dateOrNull(content.audit.precedent),
      type: content.audit.type ?? null,
    },
    period: { from: dateOrNull(content.periode?.du), to: dateOrNull(content.periode?.au) },
    retentionMonths: retentionOf(content),
    publication: publicationOf(content, yaml, diagnostics),
    procedure: await read(content.procedure, 'procedure'),
    measures: await read(content.mesures, 'mesures'),
    evidenceFolder: await folderOf(content.preuves, ['preuves'], files, written),
    checkSettings: content.controles ?? {},
    presentation: {
      templatesFolder: templates.folder,
      templatesRoot: templates.root,
      logo: await read(content.presentation?.logo, 'presentation', 'logo'),
      accent: content.presentation?.couleurs?.accent ?? null,
      alert: content.presentation?.couleurs?.alerte ?? null,
    },
    sources: await readSources(content, files, written, yaml),
  }
}

async function rootOf(folder: string): Promise<string> {
  const stats = await stat(folder).catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
  if (stats === null) {
    throw new Refusal(
      fr`le dossier de travail ${quoted(folder)} n’existe pas.`,
      fr`corrigez le chemin donné à « -C », ou créez ce dossier avec « i12 init ${folder} »`,
    )
  }
  if (!stats.isDirectory()) {
    throw new Refusal(
      fr`${quoted(folder)} est un fichier ; cette commande attend un dossier de travail.`,
      fr`donnez le dossier qui contient i12.yaml ; pour vérifier un document, « i12 verify ${folder} »`,
    )
  }
  return realpath(folder)
}

async function sharedFolder(shared: string): Promise<string> {
  const stats = await stat(shared).catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
  if (stats?.isDirectory() === true) return realpath(shared)
  throw new Refusal(
    fr`le dossier partagé ${quoted(shared)} ${stats === null ? 'n’existe pas' : 'n’est pas un dossier'}.`,
    fr`corrigez le chemin donné à « --shared », ou la variable I12_SHARED`,
  )
}

/** The folder of templates, in the workspace where it is there, else in the shared folder. */
async function templatesOf(
  path: string | undefined,
  [root, shared]: readonly [string, string | null],
  files: WorkspaceFiles,
  written: (path: string, ...keys: YamlPath) => WrittenPath,
): Promise<{ readonly folder: string | null; readonly root: string }> {
  const folder = await folderOf(path, ['presentation', 'modeles'], files, written)
  if (folder === null || shared === null) return { folder, root }
  const isOwn = (await confine(root, folder)).kind === 'inside'
  const isShared = !isOwn && (await confine(shared, folder)).kind === 'inside'
  return { folder, root: isShared ? shared : root }
}

async function readConfiguration(
  root: string,
  files: WorkspaceFiles,
  diagnostics: Diagnostics,
): Promise<WorkspaceFile | null> {
  const place = wholeFile(CONFIGURATION)
  if ((await confine(root, CONFIGURATION)).kind !== 'missing') {
    return files.read({ path: CONFIGURATION, place, field: CONFIGURATION })
  }
  diagnostics.report({
    kind: APP_PROBLEMS['FICHIER-INTROUVABLE'],
    place,
    field: null,
    message: fr`Ce dossier ne contient pas de fichier i12.yaml.`,
    seen: null,
    expected: fr`un fichier i12.yaml, qui dit où sont les exports et la procédure`,
    mend: fr`donnez le bon dossier avec « -C », ou préparez-en un avec « i12 init »`,
  })
  return null
}

function organisationOf({ organisme }: WorkspaceContent): Workspace['organisation'] {
  const { signataire } = organisme
  return {
    name: organisme.nom,
    siret: organisme.siret ?? '',
    nda: organisme.nda ?? '',
    ndaRegion: organisme.region_nda ?? '',
    address: organisme.adresse ?? '',
    signatory: signataire === undefined ? null : { name: signataire.nom, capacity: signataire.qualite ?? '' },
  }
}

type SiteContent = NonNullable<WorkspaceContent['organisme']['sites']>[number]

function siteOf({ id, nom, zone, feries }: SiteContent): SiteSettings {
  return {
    id,
    name: nom ?? id,
    zone: zone ?? 'metropole',
    addedHolidays: datesOf(feries?.ajouter),
    removedHolidays: datesOf(feries?.retirer),
  }
}

function dateOrNull(text: string | undefined): LocalDate | null {
  return text === undefined ? null : parseWrittenDay(text)
}

function datesOf(texts: readonly string[] | undefined): readonly LocalDate[] {
  return (texts ?? []).map(parseWrittenDay).filter((date) => date !== null)
}

function checkSites({ organisme }: WorkspaceContent, yaml: LocatedYaml, diagnostics: Diagnostics): void {
  const first = new Map<string, number>()
  for (const [index, { id }] of (organisme.sites ?? []).entries()) {
    const earlier = first.get(id)
    if (earlier === undefined) {
      first.set(id, index)
      continue
    }
    diagnostics.report({
      kind: APP_PROBLEMS['SITE-EN-DOUBLE'],
      place: yaml.placeOf(['organisme', 'sites', index, 'id']),
      field: 'id',
      seen: quoted(id),
      expected: 'un identifiant par site',
      mend: 'donnez un autre identifiant à l’un des deux sites',
      related: [yaml.placeOf(['organisme', 'sites', earlier, 'id'])],
    })
  }
}

function retentionOf({ conservation }: WorkspaceContent): number | null {
  const [, count, unit] = RETENTION.exec(conservation?.dossiers ?? '') ?? []
  return count === undefined ? null : Number(count) * (unit === 'mois' ? 1 : 12)
}

function publicationOf(
  { publication }: WorkspaceContent,
  yaml: LocatedYaml,
  diagnostics: Diagnostics,
): Workspace['publication'] {
  const threshold = publication?.seuil ?? DEFAULT_PUBLICATION.threshold
  if (threshold < LOWEST_THRESHOLD) {
    diagnostics.report({
      kind: APP_PROBLEMS['SEUIL-RELEVE'],
      place: yaml.placeOf(['publication', 'seuil']),
      field: 'seuil',
      seen: quoted(String(threshold)),
      expected: '5 au moins',
      mend: 'écrivez 5, ou un seuil plus haut',
    })
  }
  return {
    threshold: Math.max(LOWEST_THRESHOLD, threshold),
    years: publication?.annees ?? DEFAULT_PUBLICATION.years,
  }
}

async function folderOf(
  path: string | undefined,
  keys: YamlPath,
  files: WorkspaceFiles,
  written: (path: string, ...keys: YamlPath) => WrittenPath,
): Promise<string | null> {
  if (path === undefined) return null
  return (await files.folder(written(path, ...keys)))?.relative ?? null
}

async function readSources(
  { sources }: WorkspaceContent,
  files: WorkspaceFiles,
  written: (path: string, ...keys: YamlPath) => WrittenPath,
  yaml: LocatedYaml,
): Promise<readonly SourceInput[]> {
  const inputs: SourceInput[] = []
  for (const name of SOURCE_NAMES) {
    for (const { path, keys, settings } of pathsOf(name, sources[name], yaml)) {
      const place = written(path, ...keys)
      for (const { file, bytes } of await files.readAll(place)) {
        inputs.push({ name, file, bytes, place: place.place, settings })
      }
    }
  }
  return inputs
}

interface NamedPath {
  readonly path: string
  readonly keys: YamlPath
  readonly settings: SourceSettings
}

/** Every path of a source, whichever way it is written: a path, a list, the object, a list of objects. */
function pathsOf(name: SourceName, entry: SourceEntry | undefined, yaml: LocatedYaml): readonly NamedPath[] {
  if (entry === undefined) return []
  if (Array.isArray(entry)) {
    return entry.flatMap((item, index) => pathsOfItem(['sources', name, index], item, yaml))
  }
  return pathsOfItem(['sources', name], entry, yaml)
}

function pathsOfItem(
  keys: YamlPath,
  item: Exclude<SourceEntry, unknown[]>,
  yaml: LocatedYaml,
): readonly NamedPath[] {
  const placeOf = (inner: YamlPath) => yaml.placeOf([...keys, ...inner])
  if (typeof item === 'string') return [{ path: item, keys, settings: { ...NO_SETTINGS, placeOf } }]
  const settings = { ...settingsOf(item), placeOf }
  if (typeof item.fichier === 'string') return [{ path: item.fichier, keys: [...keys, 'fichier'], settings }]
  return item.fichier.map((path, index) => ({ path, keys: [...keys, 'fichier', index], settings }))
}

const DELIMITERS: Readonly<Record<string, string>> = {
  tabulation: '\t',
  'point-virgule': ';',
  virgule: ',',
  barre: '|',
}

function settingsOf(item: Exclude<Exclude<SourceEntry, unknown[]>, string>): SourceSettings {
  const { separateur, feuille } = item
  const mapping = Object.entries(item.correspondance ?? {})
  return {
    headers: new Map(mapping.filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
    composed: new Map(mapping.filter((pair): pair is [string, string[]] => typeof pair[1] !== 'string')),
    values: new Map(
      Object.entries(item.valeurs ?? {}).map(([field, values]) => [field, new Map(Object.entries(values))]),
    ),
    constants: new Map(Object.entries(item.constantes ?? {})),
    kept: wordsOf(item.garder),
    dropped: wordsOf(item.ecarter),
    nameOrder: item.ordre_nom ?? null,
    computesNumber: item.dossier === 'calcule',
    joinBy: item.rapprocher === undefined ? [] : [item.rapprocher].flat(),
    subjects: new Map(Object.entries(item.sujets ?? {})),
    isGrid: item.grille === 'oui',
    gridYear: item.annee ?? null,
    delimiter: separateur === undefined ? null : (DELIMITERS[separateur] ?? separateur),
    encoding: item.encodage ?? null,
    dateFormat: item.format_date ?? null,
    sheet: feuille === undefined ? null : Array.isArray(feuille) ? feuille.map(String) : String(feuille),
    skippedLines: item.ignorer_lignes ?? 0,
  }
}

type Word = string | number

function wordsOf(written: Readonly<Record<string, Word | Word[]>> | undefined): WordsByHeader {
  return new Map(Object.entries(written ?? {}).map(([header, words]) => [header, [words].flat().map(String)]))
}
