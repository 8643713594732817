// `i12 import`: recognises an export, shows what its columns are taken for, writes it into i12.yaml on request.
import { fr } from '../../kernel/french.js'
import { SOURCE_NAMES, type SourceName } from '../../records/export-file.js'
import type { Command, Invocation } from '../command.js'
import { printResult } from '../deliver.js'
import type { Io } from '../io.js'
import { underLock } from '../under-lock.js'

export const importCommand: Command = {
  arguments: [{ syntax: '<fichier>', description: 'l’export à reconnaître : CSV, XLSX ou YAML' }],
  formats: ['text', 'json'],
  options: [
    { flags: '--source <nom>', description: 'la source qu’il est', choices: SOURCE_NAMES },
    { flags: '--propose-mapping', description: 'n’écrire que le brouillon pour i12.yaml' },
    { flags: '--write', description: 'porter la correspondance dans i12.yaml' },
    { flags: '--sheet <feuille>', description: 'feuille d’un classeur : son nom ou son numéro' },
    { flags: '--encoding <nom>', description: 'encodage du fichier, s’il n’est pas bien trouvé' },
    { flags: '--delimiter <signe>', description: 'séparateur des colonnes, s’il n’est pas bien trouvé' },
  ],
  examples: ['i12 import exports/journal.csv', 'i12 import exports/journal.csv --source relances --write'],
  async run(invocation, io) {
    const { importExport, writeMapping } = await import('../../app/import-export.js')
    const options = {
      file: invocation.arguments[0] ?? '',
      folder: invocation.workspace,
      source: invocation.text('source') as SourceName | null,
      settings: {
        delimiter: invocation.text('delimiter'),
        encoding: invocation.text('encoding'),
        sheet: invocation.text('sheet'),
        skippedLines: 0,
      },
    }
    const { imported, diagnostics } = await importExport(options)
    const { diagnosticText } = await import('../present/diagnostic-text.js')
    const { paintFor } = await import('../present/paint.js')
    for (const diagnostic of diagnostics) {
      io.err(`${diagnosticText(diagnostic, paintFor(invocation.hasColor.err))}\n`)
    }
    if (imported === null) return 2
    await printResult([await presented(imported, invocation)], 'correspondance', invocation, io)
    if (invocation.flag('write')) {
      await underLock(invocation.workspace, io, () => writeMapping(options, imported, invocation.isForced))
      sayWritten(invocation, io, imported.proposal.missing.length)
    }
    return 0
  },
}

async function presented(
  imported: Parameters<typeof import('../present/import-text.js').importText>[0],
  { format, hasColor, flag }: Invocation,
): Promise<string> {
  if (flag('proposeMapping')) return imported.draft
  if (format === 'json') return (await import('../present/import-json.js')).importJson(imported)
  const { paintFor } = await import('../present/paint.js')
  return (await import('../present/import-text.js')).importText(imported, paintFor(hasColor.out))
}

function sayWritten({ isQuiet }: Invocation, io: Io, missing: number): void {
  if (isQuiet) return
  io.err(
    missing === 0
      ? fr`La correspondance est dans i12.yaml. Relisez-la, puis exécutez « i12 check ».\n`
      : fr`La correspondance est dans i12.yaml, à compléter : des champs nécessaires n’ont pas de colonne.\n`,
  )
}
