// `i12 check`: reads everything, judges, prints what was found. Exit codes: docs/conception.md.
import type { CheckResult } from '../../app/dossier.js'
import { fr } from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import type { Command, Invocation } from '../command.js'
import { printResult } from '../deliver.js'
import type { ExitCode, Io } from '../io.js'
import { UsageError } from '../usage-error.js'

type Threshold = 'ecart' | 'alerte' | 'never'

export const check: Command = {
  formats: ['text', 'json', 'junit', 'sarif', 'csv', 'markdown', 'site'],
  arguments: [{ syntax: '[dossier]', description: 'dossier de travail, au lieu de -C' }],
  options: [
    {
      flags: '--fail-on <niveau>',
      description: 'à partir de quand le code de sortie est 1',
      choices: ['ecart', 'alerte', 'never'],
      default: 'ecart',
    },
    { flags: '--public', description: fr`avec « --format site » : masquer les petits effectifs` },
  ],
  examples: ['i12 check -C mon-dossier', 'i12 check --format json -o controle.json --fail-on alerte'],
  async run(invocation, io) {
    const { buildDossier } = await import('../../app/build-dossier.js')
    const isPublic = invocation.flag('public')
    if (isPublic && invocation.format !== 'site') {
      throw new UsageError(fr`« --public » ne va qu’avec « --format site ».`)
    }
    const { result, dossier } = await buildDossier({
      folder: invocation.arguments[0] ?? invocation.workspace,
      asOf: invocation.asOf,
      shared: invocation.shared,
    })
    if (invocation.format === 'site') {
      if (dossier === null) {
        await sayWhyNot(result, invocation, io)
        return 2
      }
      const { siteJson } = await import('../../app/results/site-json.js')
      const name = `site-${formatIsoDate(result.asOf)}${isPublic ? '-public' : ''}.json`
      await printResult([siteJson(dossier, isPublic)], name, invocation, io)
      await sayWhatWasWritten(result, invocation, io)
      return exitCodeOf(result, (invocation.text('failOn') ?? 'ecart') as Threshold)
    }
    await printResult(
      await presented(result, invocation),
      `controle-${formatIsoDate(result.asOf)}`,
      invocation,
      io,
    )
    await sayWhatWasWritten(result, invocation, io)
    return exitCodeOf(result, (invocation.text('failOn') ?? 'ecart') as Threshold)
  },
}

async function presented(result: CheckResult, { format, hasColor }: Invocation): Promise<Iterable<string>> {
  switch (format) {
    case 'json':
      return (await import('../../app/results/check-json.js')).checkJson(result)
    case 'junit':
      return (await import('../present/check-junit.js')).checkJunit(result)
    case 'sarif':
      return [(await import('../present/check-sarif.js')).checkSarif(result)]
    case 'csv':
      return (await import('../present/check-csv.js')).checkCsv(result)
    case 'markdown':
      return (await import('../present/check-markdown.js')).checkMarkdown(result)
    default: {
      const { paintFor } = await import('../present/paint.js')
      return (await import('../present/check-text.js')).checkText(result, paintFor(hasColor.out))
    }
  }
}

/** Nothing is handed over that could not be judged: the reasons go to stderr. */
async function sayWhyNot(result: CheckResult, { hasColor }: Invocation, io: Io): Promise<void> {
  const { checkText } = await import('../present/check-text.js')
  const { paintFor } = await import('../present/paint.js')
  for (const part of checkText(result, paintFor(hasColor.err))) io.err(part)
}

async function sayWhatWasWritten(result: CheckResult, invocation: Invocation, io: Io): Promise<void> {
  const { kind } = invocation.target
  if (kind === 'default' || kind === 'stdout' || invocation.isQuiet) return
  const { lastLine } = await import('../present/check-text.js')
  const { paintFor } = await import('../present/paint.js')
  io.err(`${lastLine(result, paintFor(invocation.hasColor.err))}\n`)
}

export function exitCodeOf({ ledger, diagnostics }: CheckResult, threshold: Threshold): ExitCode {
  if (ledger === null) return 2
  if (threshold === 'never') return 0
  if (diagnostics.some(({ kind }) => kind.severity === 'error')) return 1
  if (ledger.worst === 'none') return 0
  return threshold === 'alerte' || ledger.worst === 'ecart' ? 1 : 0
}
