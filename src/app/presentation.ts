// What an organisation changes in its documents: templates, logo, colours. Reads them from the workspace, and the
// templates of a network from the shared folder.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../kernel/failure.js'
import { fr, quoted } from '../kernel/french.js'
import type { DocumentRequest, Logo, OverridingFile } from '../render/html.js'
import { confine } from './confine.js'
import type { Workspace, WorkspaceFile } from './workspace.js'

/** The part of a document request that comes from `presentation` in `i12.yaml`. */
export async function readPresentation({
  presentation,
}: Pick<Workspace, 'presentation'>): Promise<Pick<DocumentRequest, 'overrides' | 'colours' | 'logo'>> {
  const { accent, alert, logo, templatesFolder, templatesRoot } = presentation
  return {
    overrides: templatesFolder === null ? null : await readOverrides(templatesRoot, templatesFolder),
    colours: {
      ...(accent === null ? {} : { accent }),
      ...(alert === null ? {} : { warning: alert }),
    },
    logo: logo === null ? null : logoOf(logo),
  }
}

async function readOverrides(root: string, folder: string): Promise<ReadonlyMap<string, OverridingFile>> {
  const found = await confine(root, folder)
  const overrides = new Map<string, OverridingFile>()
  if (found.kind !== 'inside') return overrides
  const entries = await readdir(found.real, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile() || !/\.(?:hbs|css)$/.test(entry.name)) continue
    const absolute = join(entry.parentPath, entry.name)
    const inner = absolute.slice(found.real.length + 1).replaceAll('\\', '/')
    overrides.set(inner, { path: `${folder}/${inner}`, text: await readFile(absolute, 'utf8') })
  }
  return overrides
}

function logoOf({ file, bytes }: WorkspaceFile): Logo {
  const start = bytes.subarray(0, 512)
  if (start.subarray(1, 4).toString('latin1') === 'PNG') return { mediaType: 'image/png', bytes }
  if (start[0] === 0xff && start[1] === 0xd8) return { mediaType: 'image/jpeg', bytes }
  if (/<svg[\s>]/i.test(start.toString('utf8'))) return { mediaType: 'image/svg+xml', bytes }
  throw new Refusal(
    fr`le logo ${quoted(file)} n’est ni un PNG, ni un JPEG, ni un SVG.`,
    fr`enregistrez-le dans l’un de ces formats, ou retirez « presentation.logo » de i12.yaml`,
  )
}
