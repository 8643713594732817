// `i12 diff`: two checks side by side. Exit code 1 where something new reaches the threshold.
import type { CheckDifference } from '../../app/findings/compare-checks.js'
import type { Command } from '../command.js'
import { printResult } from '../deliver.js'
import type { ExitCode } from '../io.js'

type Threshold = 'ecart' | 'alerte' | 'never'

export const diff: Command = {
  formats: ['text', 'json'],
  arguments: [
    { syntax: '<avant>', description: 'un contrôle, fait par « i12 check --format json »' },
    { syntax: '<apres>', description: 'un contrôle plus récent' },
  ],
  options: [
    {
      flags: '--fail-on <niveau>',
      description: 'à partir de quand le code de sortie est 1',
      choices: ['ecart', 'alerte', 'never'],
      default: 'ecart',
    },
  ],
  examples: ['i12 diff controle-2026-10-31.json controle-2026-11-30.json'],
  async run(invocation, io) {
    const { readCheckFile } = await import('../../app/findings/check-file.js')
    const { compareChecks } = await import('../../app/findings/compare-checks.js')
    const [before = '', after = ''] = invocation.arguments
    const difference = compareChecks(await readCheckFile(before), await readCheckFile(after))
    const { asOf } = difference.after
    if (invocation.format === 'json') {
      const { diffJson } = await import('../present/diff-json.js')
      await printResult([diffJson(difference)], `comparaison-${asOf}.json`, invocation, io)
    } else {
      const { diffText } = await import('../present/diff-text.js')
      const { paintFor } = await import('../present/paint.js')
      const text = diffText(difference, paintFor(invocation.hasColor.out))
      await printResult(text, `comparaison-${asOf}.txt`, invocation, io)
    }
    return exitCodeOf(difference, (invocation.text('failOn') ?? 'ecart') as Threshold)
  },
}

function exitCodeOf({ fresh: { breaches, errors } }: CheckDifference, threshold: Threshold): ExitCode {
  if (threshold === 'never') return 0
  // A file of an earlier version does not say how grave a breach is.
  const isReached = breaches.some(({ gravity }) => threshold === 'alerte' || gravity !== 'alerte')
  return isReached || errors.length > 0 ? 1 : 0
}
