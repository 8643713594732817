// The files of the folder of proofs that nobody cites. Reads names, never content.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, quoted } from '../kernel/french.js'
import { wholeFile } from '../kernel/origin.js'
import { seenValue } from '../source/printable.js'
import { isAbsence } from './confine.js'
import type { EvidenceLookup } from './look-up-evidence.js'
import { APP_PROBLEMS } from './problems.js'
import type { Workspace } from './workspace.js'

/** Files that no organisation keeps as a proof. */
const NOT_A_PROOF = /^(?:\..*|Thumbs\.db|desktop\.ini|LISEZ-MOI\.txt|README\.(?:md|txt))$/i

/** Beyond this many, the files are said once with their count. */
const SHOWN_APART = 10

export async function findUncitedEvidence(
  workspace: Workspace,
  lookup: EvidenceLookup,
  diagnostics: Diagnostics,
): Promise<void> {
  const folder = workspace.evidenceFolder
  if (folder === null) return
  const entries = await readdir(join(workspace.root, folder), { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if (isAbsence(error)) return null
      throw error
    },
  )
  if (entries === null) {
    diagnostics.report({
      kind: APP_PROBLEMS['DOSSIER-DE-PREUVES-INTROUVABLE'],
      place: workspace.yaml.placeOf(['preuves']),
      field: 'preuves',
      seen: quoted(seenValue(folder)),
      expected: fr`un dossier qui existe`,
      mend: fr`créez ce dossier, ou corrigez son chemin`,
    })
    return
  }
  const cited = new Set<string>()
  for (const file of lookup.files.values()) cited.add(file.normalize('NFC'))
  // A message that is read is no loose proof, whomever it is about.
  for (const { file } of workspace.sources) cited.add(file.normalize('NFC'))
  const uncited = entries
    .filter((entry) => entry.isFile() && !NOT_A_PROOF.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(workspace.root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !cited.has(path.normalize('NFC')))
    .sort()
  const [first] = uncited
  if (first === undefined) return
  const expected = fr`un chemin que la colonne « preuve » d’un export ou les « preuves » d’une mesure citent`
  const mend = fr`citez ce fichier dans la ligne qu’il appuie, ou rangez-le hors de ${quoted(folder)}`
  const kind = APP_PROBLEMS['PREUVE-NON-CITEE']
  if (uncited.length <= SHOWN_APART) {
    for (const path of uncited) {
      diagnostics.report({ kind, place: wholeFile(path), field: null, seen: null, expected, mend })
    }
    return
  }
  diagnostics.report({
    kind,
    place: wholeFile(first),
    field: null,
    message: fr`${uncited.length} fichiers de ${quoted(folder)} ne sont cités par aucune ligne ; voici le premier.`,
    seen: null,
    expected,
    mend,
    count: uncited.length,
    related: uncited.slice(1, SHOWN_APART).map(wholeFile),
  })
}
