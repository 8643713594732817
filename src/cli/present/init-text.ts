// What `i12 init` says: what it found, then what it made of it.

import { openQuestions } from '../../app/entry-text.js'
import type { LookedAt, MadeWorkspace } from '../../app/init-workspace.js'
import { counted, fr, listed, quoted } from '../../kernel/french.js'
import { maskedSamples } from '../../records/masked-samples.js'
import { describedEntry, othersText, takenFor } from './import-text.js'

/** One block a file: what it is, why, three masked values of its first column that has a meaning. */
export function initText(looked: LookedAt): string {
  if (looked.isEmpty) return fr`Ce dossier est vide : vous y trouverez des modèles à remplir.\n\n`
  const entries = looked.entries.map((entry) => {
    const placed = entry.proposal?.mapping.columns.filter(({ field }) => field !== null) ?? []
    const shown = placed.map((column) => maskedSamples(entry.source, column, entry.sample))
    const samples = shown.find(({ length }) => length === 3) ?? shown[0] ?? []
    return [
      describedEntry(entry),
      fr`  ${takenFor(entry)}${placed.length === 0 ? '' : fr` Colonnes reconnues : ${listed(placed.slice(0, 6).map(({ header }) => quoted(header)))}.`}`,
      ...(samples.length === 0 ? [] : [fr`  Par exemple, masqués : ${samples.join(', ')}`]),
    ].join('\n')
  })
  const sites = looked.sites.length === 0 ? [] : [fr`Sites trouvés : ${listed([...looked.sites])}.`]
  const procedure =
    looked.document === null
      ? []
      : [fr`Procédure livrée la plus proche de ${quoted(looked.document)} : ${looked.procedure}.`]
  const named = looked.entries.length === 0 ? [fr`Aucun export de plus n’a été trouvé.`] : []
  return `${[...named, ...entries, othersText(looked).trimEnd(), ...sites, ...procedure].filter((part) => part !== '').join('\n')}\n\n`
}

export function madeText(
  { written, applied, waiting }: MadeWorkspace,
  { isEmpty }: LookedAt,
  folder: string,
): string {
  const lines = [
    written.length === 0
      ? fr`Rien ne manquait : aucun fichier n’a été écrit.`
      : fr`${counted(written.length, 'fichier écrit', 'fichiers écrits')} : ${listed([...written].slice(0, 12))}.`,
    ...(isEmpty || applied.length === 0
      ? []
      : [fr`Lus désormais : ${listed([...new Set(applied.map(({ file }) => file))])}.`]),
    ...waiting.map(
      (entry) =>
        fr`En attente, en commentaire dans i12.yaml : ${entry.file} ; ${openQuestions(entry).join(' ')}`,
    ),
    fr`Ensuite : i12 check -C ${folder}`,
  ]
  return `${lines.join('\n')}\n\n`
}
