// `i12 sample`: cases drawn at random for an internal audit, in a way that the auditor can repeat.

import { fr, quoted } from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import type { Command } from '../command.js'
import { printResult } from '../deliver.js'
import { UsageError } from '../usage-error.js'

export const sample: Command = {
  formats: ['text', 'json'],
  omits: ['--browser', '--no-input'],
  options: [
    { flags: '--size <nombre>', description: 'nombre de dossiers à tirer', default: '10' },
    { flags: '--seed <graine>', description: 'graine du tirage\u202f; la date d’arrêté par défaut' },
  ],
  examples: ['i12 sample --size 12 --seed audit-2026'],
  async run(invocation, io) {
    const size = Number(invocation.text('size'))
    if (!Number.isInteger(size) || size < 1) {
      throw new UsageError(
        fr`le nombre ${quoted(invocation.text('size') ?? '')} de ${quoted('--size')} ne convient pas.`,
        'Écrivez un nombre entier, 1 au moins.',
      )
    }
    const { dossierOrExit } = await import('../dossier-or-exit.js')
    const dossier = await dossierOrExit(invocation, io)
    if (dossier === null) return 2
    const { drawSample } = await import('../../statistics/draw-sample.js')
    const seed = invocation.text('seed') ?? formatIsoDate(dossier.asOf)
    const drawn = drawSample(dossier.register.cases, size, seed)
    const { sampleJson, sampleText } = await import('../present/sample.js')
    const shown = { asOf: dossier.asOf, size, drawn, verdicts: dossier.ledger.verdicts }
    const text = invocation.format === 'json' ? sampleJson(shown) : sampleText(shown)
    await printResult([text], `echantillon-${formatIsoDate(dossier.asOf)}`, invocation, io)
    return 0
  },
}
