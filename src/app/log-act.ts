// `i12 log`: adds one act to the log of contacts that i12 keeps, and has i12.yaml name that file.
import { realpath } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { type Diagnostic, Diagnostics } from '../kernel/diagnostic.js'
import { Refusal } from '../kernel/failure.js'
import { formatDate, fr, quoted } from '../kernel/french.js'
import { formatTime, type Moment } from '../kernel/local-date.js'
import { readRecords } from '../records/read-records.js'
import { NO_SETTINGS } from '../records/source-input.js'
import type { ActionType, Channel, ContactResult, Recipient } from '../records/values.js'
import { appendInYaml } from '../source/yaml.js'
import { confine, isAbsence, isInside } from './confine.js'
import { CONTACT_LOG, contactLogOf, readLog } from './contact-log.js'
import { isNamedBy } from './find-files.js'
import { CONFIGURATION, loadWorkspace } from './load-workspace.js'
import { lookUpEvidence } from './look-up-evidence.js'
import type { Workspace } from './workspace.js'
import { replaceKeptFiles } from './write-outputs.js'

/** An act towards somebody, once every word is known. */
export interface Act {
  /** File number of a learner. */
  readonly enrolmentId: string
  readonly at: Moment
  readonly type: ActionType
  readonly channel: Channel
  readonly recipient: Recipient
  readonly result: ContactResult | null
  readonly author: string
  readonly comment: string
  /** Relative to the workspace, as `findProof` gives them. */
  readonly proofs: readonly string[]
  readonly ticket: string
}

export interface LoggedAct {
  /** Line of the log, the header being the first. */
  readonly line: number
  /** i12.yaml did not name the log, and does now. */
  readonly isNewlyNamed: boolean
}

/** What must be known before an act can be told. */
export interface ActContext {
  readonly workspace: Workspace
  /** File numbers of the learners, those whose row was set aside included. */
  readonly numbers: ReadonlySet<string>
}

export interface OpenedContext {
  /** Null where i12.yaml or the learners cannot be read; `diagnostics` says why. */
  readonly context: ActContext | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads i12.yaml and the learners, and no other export: an act can be told while another one is damaged. */
export async function openActContext(folder: string, shared: string | null): Promise<OpenedContext> {
  const diagnostics = new Diagnostics()
  const workspace = await loadWorkspace(folder, diagnostics, shared)
  if (workspace === null) return { context: null, diagnostics: diagnostics.all }
  const learners = workspace.sources.filter(({ name }) => name === 'apprenants')
  const { enrolments, setAsideIds } = await readRecords(learners, diagnostics)
  const numbers = new Set([...enrolments.map(({ id }) => id), ...(setAsideIds ?? [])])
  return { context: numbers.size === 0 ? null : { workspace, numbers }, diagnostics: diagnostics.all }
}

export interface FoundProof {
  /** Relative to the workspace where the file is there, else as typed. */
  readonly path: string
  readonly isThere: boolean
}

/**
 * A proof as typed: from the workspace or its folder of proofs, as exports cite it, else from the current folder.
 * @throws Refusal where it is no file, or outside the workspace, where `check` would not read it
 */
export async function findProof({ root, evidenceFolder }: Workspace, typed: string): Promise<FoundProof> {
  if (/[;|\r\n]/.test(typed)) {
    throw new Refusal(
      fr`le nom ${quoted(typed)} porte un signe qui sépare plusieurs preuves.`,
      'renommez ce fichier, ou donnez « --proof » une fois par preuve',
    )
  }
  const { table, files } = lookUpEvidence(root, evidenceFolder, [typed])
  const state = table.get(typed)
  if (state === 'present' || state === 'empty') return { path: files.get(typed) ?? typed, isThere: true }
  const real = await realpath(resolve(typed)).catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
  if (real !== null && real !== root && isInside(root, real)) {
    const path = relative(root, real).split(sep).join('/')
    if (lookUpEvidence(root, null, [path]).table.get(path) === 'present') return { path, isThere: true }
  }
  if (state === 'notAFile') {
    throw new Refusal(fr`la preuve ${quoted(typed)} n’est pas un fichier.`, 'donnez le chemin d’un fichier')
  }
  if (state === 'outside' || real !== null) {
    throw new Refusal(
      fr`la preuve ${quoted(typed)} est hors du dossier de travail, où elle ne serait pas lue.`,
      'copiez ce fichier dans le dossier de travail, par exemple dans preuves/',
    )
  }
  return { path: typed, isThere: false }
}

/**
 * Adds the act to the log. Call it under the lock of the workspace: everything is read anew.
 * @throws Refusal where the log, or the row in it, would not be read as it is meant
 */
export async function logAct({ root, shared }: Workspace, act: Act): Promise<LoggedAct> {
  const workspace = await loadWorkspace(root, new Diagnostics(), shared)
  if (workspace === null) {
    throw new Refusal(fr`i12.yaml a changé et ne se lit plus.`, fr`corrigez ce que dit « i12 check »`)
  }
  const place = await confine(root, CONTACT_LOG)
  if (place.kind === 'outside') {
    throw new Refusal(
      fr`${quoted(CONTACT_LOG)} mène hors du dossier de travail par un lien.`,
      'remplacez ce lien par un vrai fichier',
    )
  }
  const rows = await readLog(join(root, CONTACT_LOG), fr`rétablissez ce fichier depuis une sauvegarde`)
  const log = contactLogOf([...rows, rowOf(act)])
  await refuseUnlessReadBack(workspace, log.content as readonly Buffer[], act)
  const isNamed = await isLogNamed(workspace)
  const configuration = appendInYaml(
    workspace.configuration.bytes.toString('utf8'),
    ['sources', 'relances'],
    CONTACT_LOG,
  )
  await replaceKeptFiles(root, [log, ...(isNamed ? [] : [{ path: CONFIGURATION, content: configuration }])])
  return { line: rows.length + 2, isNewlyNamed: !isNamed }
}

/** In the order of the columns of the log. */
function rowOf({
  enrolmentId,
  at,
  type,
  channel,
  recipient,
  author,
  result,
  comment,
  proofs,
  ticket,
}: Act): string[] {
  const time = at.minute === null ? '' : ` ${formatTime(at.minute)}`
  return [
    enrolmentId,
    `${formatDate(at.on)}${time}`,
    type,
    channel,
    recipient,
    author,
    result ?? '',
    comment,
    proofs.join(' | '),
    ticket,
  ]
}

/** The last row, read as `check` will read it, must be the act. */
async function refuseUnlessReadBack(workspace: Workspace, parts: readonly Buffer[], act: Act): Promise<void> {
  const known = workspace.sources.find(({ name, file }) => name === 'relances' && file === CONTACT_LOG)
  const input = {
    name: 'relances' as const,
    file: CONTACT_LOG,
    bytes: Buffer.concat(parts),
    settings: known?.settings ?? NO_SETTINGS,
  }
  const { actions } = await readRecords([input], new Diagnostics())
  const last = actions.at(-1)
  const isSame =
    last?.enrolmentId === act.enrolmentId &&
    last.on === act.at.on &&
    last.minute === act.at.minute &&
    last.type === act.type &&
    last.channel === act.channel &&
    last.recipient === act.recipient &&
    last.result === act.result
  if (isSame) return
  throw new Refusal(
    fr`cet acte ne serait pas relu tel quel dans ${quoted(CONTACT_LOG)} ; rien n’a été écrit.`,
    fr`laissez i12.yaml désigner ce fichier par son seul chemin, ou inscrivez l’acte dans votre propre journal`,
  )
}

async function isLogNamed({ yaml }: Workspace): Promise<boolean> {
  const { sources } = yaml.value as { readonly sources: { readonly relances?: unknown } }
  for (const path of pathsNamed(sources.relances)) {
    if (await isNamedBy(path, CONTACT_LOG)) return true
  }
  return false
}

/** Paths and patterns of an entry of i12.yaml, whichever way it is written. */
function pathsNamed(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry]
  if (Array.isArray(entry)) return entry.flatMap(pathsNamed)
  return typeof entry === 'object' && entry !== null && 'fichier' in entry ? pathsNamed(entry.fichier) : []
}
