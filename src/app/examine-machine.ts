// What `i12 doctor` looks at: Node, browser, fonts, workspace, certificate. Changes nothing on the machine.
import { access, constants, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Diagnostics } from '../kernel/diagnostic.js'
import { EnvironmentFailure, Refusal } from '../kernel/failure.js'
import { counted, fr, listed, quoted } from '../kernel/french.js'
import { isAbsence } from './confine.js'
import { CONFIGURATION, loadWorkspace } from './load-workspace.js'
import { TEMPLATES_FOLDER } from './shipped.js'
import { OUTPUTS } from './write-outputs.js'

export interface Finding {
  readonly id: 'node' | 'fonts' | 'browser' | 'workspace' | 'outputs' | 'certificate'
  readonly label: string
  /** `error`: something that is needed does not work. */
  readonly status: 'ok' | 'warning' | 'error'
  readonly detail: string
  readonly mend: string | null
}

/** Floor of `engines` in package.json. */
const NODE_FLOOR: readonly [major: number, minor: number] = [20, 17]

export interface ExaminationOptions {
  readonly folder: string
  /** The folder of `--shared`, as typed. */
  readonly shared: string | null
  /** The folder was named by the person: without `i12.yaml` it is an error, else only said. */
  readonly isFolderNamed: boolean
  readonly browser: string | null
}

/** Every finding, in the order in which they matter. */
export async function examineMachine(options: ExaminationOptions): Promise<readonly Finding[]> {
  return [
    examineNode(),
    await examineFonts(),
    await examineBrowser(options),
    ...(await examineWorkspace(options)),
  ]
}

function examineNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isEnough = major > NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor >= NODE_FLOOR[1])
  return {
    id: 'node',
    label: 'Node.js',
    status: isEnough ? 'ok' : 'error',
    detail: fr`${process.versions.node} (${process.platform} ${process.arch})`,
    mend: isEnough ? null : fr`installez Node.js ${NODE_FLOOR.join('.')} ou plus récent`,
  }
}

async function examineFonts(): Promise<Finding> {
  const names = await readdir(join(TEMPLATES_FOLDER, 'fonts')).catch((error: unknown) => {
    if (isAbsence(error)) return []
    throw error
  })
  const count = names.filter((name) => name.endsWith('.woff2')).length
  return {
    id: 'fonts',
    label: 'Polices',
    status: count > 0 ? 'ok' : 'error',
    detail: counted(count, 'fichier de police livré', 'fichiers de police livrés'),
    mend: count > 0 ? null : 'réinstallez i12 : ses polices manquent',
  }
}

const ORIGINS = {
  asked: 'celui que vous demandez',
  installed: 'installé sur cette machine',
  puppeteer: 'du cache de puppeteer',
  packaged: 'livré avec i12',
} as const

async function examineBrowser({ browser }: ExaminationOptions): Promise<Finding> {
  const label = 'Navigateur'
  const { openBrowser } = await import('../render/browser.js')
  try {
    const open = await openBrowser({ browser })
    await open.close()
    const sandbox = open.isSandboxed ? '' : ', sans bac à sable'
    return {
      id: 'browser',
      label,
      status: 'ok',
      detail: fr`${open.version}, ${ORIGINS[open.origin]}${sandbox} : ${open.executable}`,
      mend: null,
    }
  } catch (error) {
    if (!(error instanceof EnvironmentFailure)) throw error
    return { id: 'browser', label, status: 'error', detail: error.message, mend: error.mend }
  }
}

async function examineWorkspace({
  folder,
  isFolderNamed,
  shared,
}: ExaminationOptions): Promise<readonly Finding[]> {
  const label = 'Dossier de travail'
  const hasConfiguration = await stat(join(folder, CONFIGURATION)).then(
    () => true,
    (error: unknown) => {
      if (isAbsence(error)) return false
      throw error
    },
  )
  if (!hasConfiguration && !isFolderNamed) {
    const detail = 'pas de fichier i12.yaml dans ce dossier'
    return [{ id: 'workspace', label, status: 'warning', detail, mend: fr`« -C » désigne un autre dossier` }]
  }
  const diagnostics = new Diagnostics()
  try {
    const workspace = await loadWorkspace(folder, diagnostics, shared)
    if (workspace === null || diagnostics.hasFatal) {
      const codes = [...new Set(diagnostics.all.map(({ kind }) => kind.code))]
      return [
        {
          id: 'workspace',
          label,
          status: 'error',
          detail: fr`${quoted(folder)} : ${listed(codes)}`,
          mend: fr`« i12 check -C ${folder} » dit où et comment corriger`,
        },
      ]
    }
    const count = workspace.sources.length
    const detail = fr`${workspace.organisation.name}, ${counted(count, 'export lu', 'exports lus')}`
    return [
      { id: 'workspace', label, status: 'ok', detail, mend: null },
      await examineOutputs(workspace.root),
    ]
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ id: 'workspace', label, status: 'error', detail: error.message, mend: error.mend }]
  }
}

async function examineOutputs(root: string): Promise<Finding> {
  const folder = join(root, OUTPUTS)
  const target = await stat(folder).then(
    () => folder,
    () => root,
  )
  const isWritable = await access(target, constants.W_OK).then(
    () => true,
    () => false,
  )
  return {
    id: 'outputs',
    label: 'Sorties',
    status: isWritable ? 'ok' : 'error',
    detail: isWritable
      ? 'le dossier des documents peut être écrit'
      : fr`${quoted(target)} ne peut pas être écrit`,
    mend: isWritable
      ? null
      : fr`donnez-vous le droit d’écrire dans ce dossier, ou choisissez-en un autre avec « -o »`,
  }
}
