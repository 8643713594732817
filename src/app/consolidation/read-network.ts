// The sites that a network expects: `reseau.yaml`. May not look at what the sites give.
import type { Diagnostics } from '../../kernel/diagnostic.js'
import { Refusal } from '../../kernel/failure.js'
import { fr, quoted } from '../../kernel/french.js'
import { readShape } from '../../source/shape.js'
import { parseYaml } from '../../source/yaml.js'
import type { Network } from '../../statistics/consolidation/consolidation.js'
import { readTypedFile, statOrNull } from '../look-at-path.js'
import { NETWORK_SCHEMA } from './network-schema.js'

/** Read in the current directory where `--network` names no file. */
export const NETWORK_FILE = 'reseau.yaml'

const MEND = fr`donnez à « --network » le fichier qui liste les sites du réseau (« nom », « sites »)`

/**
 * The network that `typed` describes, else `reseau.yaml` of the current directory; null where neither is there. What
 * is wrong in the file is in `diagnostics`.
 * @throws Refusal where the file cannot be read, or names a site twice
 */
export async function readNetwork(typed: string | null, diagnostics: Diagnostics): Promise<Network | null> {
  const path = typed ?? NETWORK_FILE
  if (typed === null && (await statOrNull(path)) === null) return null
  const yaml = parseYaml(path, await readTypedFile(path, { mend: MEND }), diagnostics)
  const content = yaml === null ? null : readShape(NETWORK_SCHEMA, yaml, diagnostics)
  if (content === null) return null
  const ids = new Set<string>()
  for (const { id } of content.sites) {
    if (ids.has(id)) {
      throw new Refusal(
        fr`le site ${quoted(id)} est listé deux fois dans ${quoted(path)}.`,
        'gardez une seule de ces lignes',
      )
    }
    ids.add(id)
  }
  return { name: content.nom, sites: content.sites.map(({ id, nom }) => ({ id, name: nom ?? id })) }
}
