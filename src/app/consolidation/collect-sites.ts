// What each site gives: its file, or the workspace that would make it. Read one after the other, so that only the
// counts of a site stay in memory. May not add up.
import { Refusal } from '../../kernel/failure.js'
import { fr, quoted } from '../../kernel/french.js'
import { formatIsoDate, type LocalDate } from '../../kernel/local-date.js'
import { namesOf } from '../../statistics/consolidation/consolidation.js'
import type { SiteFile } from '../../statistics/consolidation/site-file.js'
import { buildDossier } from '../build-dossier.js'
import type { CheckResult } from '../dossier.js'
import { readTypedFile, statOrNull } from '../look-at-path.js'
import { siteContent } from '../results/site-json.js'
import { readSiteContent } from '../results/site-schema.js'

export interface GivenSite {
  /** As typed. */
  readonly path: string
  readonly file: SiteFile
}

export interface CollectOptions {
  readonly asOf: LocalDate | null
  readonly shared: string | null
  readonly isPublic: boolean
  /** A workspace that cannot be judged: `result.diagnostics` says why. */
  readonly onUnusable: (path: string, result: CheckResult) => void
  readonly onProgress?: (done: number, all: number) => void
}

const MEND = fr`donnez des fichiers faits par « i12 check --format site », ou des dossiers de travail`

/**
 * One entry a path; null where a workspace cannot be judged.
 * @throws Refusal where a path gives no site, where two do not count the same thing, or where a site is given twice
 */
export async function collectSites(
  paths: readonly string[],
  options: CollectOptions,
): Promise<readonly GivenSite[] | null> {
  const given: GivenSite[] = []
  let isUsable = true
  for (const [index, path] of paths.entries()) {
    options.onProgress?.(index, paths.length)
    const file = await siteOf(path, options)
    if (file === null) isUsable = false
    else given.push({ path, file })
  }
  if (!isUsable) return null
  refuseDisagreement(given, options.asOf)
  refuseTwice(given)
  return given
}

async function siteOf(path: string, options: CollectOptions): Promise<SiteFile | null> {
  const found = path === '-' ? null : await statOrNull(path)
  if (!found?.isDirectory()) return readSiteFile(path)
  const { dossier, result } = await buildDossier({
    folder: path,
    asOf: options.asOf,
    shared: options.shared,
  })
  if (dossier !== null) return siteContent(dossier, options.isPublic)
  options.onUnusable(path, result)
  return null
}

async function readSiteFile(path: string): Promise<SiteFile> {
  const bytes = await readTypedFile(path, { mend: MEND })
  const content = parseJson(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  if (content === undefined) throw new Refusal(fr`${quoted(path)} n’est pas du JSON.`, MEND)
  const reading = readSiteContent(content)
  if ('file' in reading) return reading.file
  const { format } = typeof content === 'object' && content !== null ? (content as { format?: unknown }) : {}
  throw new Refusal(
    format === 'i12/site/1'
      ? fr`${quoted(path)} n’a pas la forme d’un fichier de site, à partir de ${quoted(reading.wrongAt)}.`
      : typeof format === 'string'
        ? fr`${quoted(path)} n’est pas un fichier de site : son format est ${quoted(format.slice(0, 40))}.`
        : fr`${quoted(path)} n’est pas un fichier de site.`,
    MEND,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What must be the same for counts to add up, with its French name. */
const AGREEMENTS: readonly (readonly [name: string, read: (file: SiteFile) => string])[] = [
  ['date d’arrêté', ({ asOf }) => asOf],
  ['période', ({ period }) => `${period.from} – ${period.to}`],
  ['référentiel', ({ referential }) => referential],
  ['procédure', ({ procedure }) => procedure.reference],
]

function refuseDisagreement(given: readonly GivenSite[], asOf: LocalDate | null): void {
  const [first] = given
  if (first === undefined) return
  for (const [name, read] of AGREEMENTS) {
    const other = given.find(({ file }) => read(file) !== read(first.file))
    if (other === undefined) continue
    throw new Refusal(
      fr`${quoted(first.path)} et ${quoted(other.path)} ne s’additionnent pas : ${name} ${quoted(read(first.file))} pour le premier, ${quoted(read(other.file))} pour le second.`,
      fr`refaites l’un des deux avec la même ${name === 'référentiel' ? 'date d’audit' : name} (« --as-of », « periode », « audit » et « procedure » de i12.yaml)`,
    )
  }
  if (asOf === null || formatIsoDate(asOf) === first.file.asOf) return
  throw new Refusal(
    fr`${quoted(first.path)} est arrêté au ${quoted(first.file.asOf)}, et « --as-of » dit ${quoted(formatIsoDate(asOf))}.`,
    'refaites ce fichier à cette date, ou ôtez « --as-of »',
  )
}

function refuseTwice(given: readonly GivenSite[]): void {
  const paths = new Map<string, string>()
  for (const { path, file } of given) {
    for (const { id } of namesOf(file)) {
      const other = paths.get(id)
      if (other !== undefined) {
        throw new Refusal(
          fr`le site ${quoted(id)} est donné deux fois : par ${quoted(other)} et par ${quoted(path)}.`,
          'ne donnez chaque site qu’une fois',
        )
      }
      paths.set(id, path)
    }
  }
}
