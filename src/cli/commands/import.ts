// `i12 import`: recognises exports and folders of exports, shows what their columns are taken for, writes their entries
// into i12.yaml on request.
import type { ImportResult } from '../../app/import-files.js'
import { SOURCE_NAMES, type SourceName } from '../../records/export-file.js'
import type { Command, Invocation } from '../command.js'
import { printResult } from '../deliver.js'
import { underLock } from '../under-lock.js'

export const importCommand: Command = {
  arguments: [
    { syntax: '<chemins...>', description: 'exports à reconnaître, ou dossiers qui en contiennent' },
  ],
  formats: ['text', 'json'],
  options: [
    { flags: '--source <nom>', description: 'la source qu’ils sont', choices: SOURCE_NAMES },
    { flags: '--propose-mapping', description: 'n’écrire que le brouillon pour i12.yaml' },
    { flags: '--write', description: 'ajouter ces entrées à i12.yaml' },
    { flags: '--sheet <feuille>', description: 'feuille d’un classeur : son nom ou son numéro' },
    { flags: '--encoding <nom>', description: 'encodage du fichier, s’il n’est pas bien trouvé' },
    { flags: '--delimiter <signe>', description: 'séparateur des colonnes, s’il n’est pas bien trouvé' },
  ],
  examples: [
    'i12 import exports/journal.csv',
    'i12 import exports/ --write',
    'i12 import exports/journal.csv --source relances --write',
  ],
  async run(invocation, io) {
    const { importFiles, writeEntries } = await import('../../app/import-files.js')
    const { readAnswersOf } = await import('../../app/workspace-answers.js')
    const options = {
      paths: invocation.arguments,
      folder: invocation.workspace,
      source: invocation.text('source') as SourceName | null,
      answers: await readAnswersOf(invocation.workspace),
      settings: {
        delimiter: invocation.text('delimiter'),
        encoding: invocation.text('encoding'),
        sheet: invocation.text('sheet'),
        skippedLines: 0,
      },
    }
    const result = await importFiles(options)
    const { diagnosticText } = await import('../present/diagnostic-text.js')
    const { paintFor } = await import('../present/paint.js')
    for (const diagnostic of result.diagnostics) {
      io.err(`${diagnosticText(diagnostic, paintFor(invocation.hasColor.err))}\n`)
    }
    if (result.entries.length === 0 && invocation.format !== 'json') {
      const { othersText } = await import('../present/import-text.js')
      io.err(othersText(result))
      return 2
    }
    const written = invocation.flag('write')
      ? await underLock(invocation.workspace, io, () =>
          writeEntries(options, result.entries, invocation.isForced),
        )
      : []
    await printResult([await presented(result, invocation)], 'correspondance', invocation, io)
    if (invocation.flag('write') && !invocation.isQuiet) {
      const { writtenText } = await import('../present/import-text.js')
      io.err(writtenText(written))
    }
    return result.entries.length === 0 ? 2 : 0
  },
}

async function presented(result: ImportResult, { format, hasColor, flag }: Invocation): Promise<string> {
  if (flag('proposeMapping')) {
    const { draftText } = await import('../../app/entry-text.js')
    return draftText(result.entries)
  }
  if (format === 'json') return (await import('../present/import-json.js')).importJson(result)
  const { paintFor } = await import('../present/paint.js')
  return (await import('../present/import-text.js')).importText(result, paintFor(hasColor.out))
}
