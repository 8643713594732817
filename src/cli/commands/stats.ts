// `i12 stats`: the figures of a cohort, for a person, a program, a spreadsheet or the website.
import type { StatisticsRequest } from '../../app/make-statistics.js'
import type { Shown } from '../../documents/statistics/document-inputs.js'
import { counted, fr, listed, quoted } from '../../kernel/french.js'
import { nearestWord } from '../../kernel/nearest-word.js'
import { textKey } from '../../kernel/text-key.js'
import { DIMENSIONS, type Dimension } from '../../statistics/statistics.js'
import type { Command, Invocation } from '../command.js'
import { deliver, printResult } from '../deliver.js'
import type { Io } from '../io.js'
import { sayFaults } from '../present/paper-remarks.js'
import { UsageError } from '../usage-error.js'

export const stats: Command = {
  formats: ['text', 'json', 'csv', 'pdf'],
  options: [
    {
      flags: '--year <année>',
      description: fr`année d’entrée de la cohorte ; celle de la date d’arrêté par défaut`,
    },
    {
      flags: '--by <ventilations>',
      description: fr`ventilations séparées par des virgules : ${DIMENSIONS.join(', ')}`,
      isRepeatable: true,
    },
    {
      flags: '--public',
      description: fr`version pour le site : petits effectifs masqués, causes de santé tues`,
    },
    {
      flags: '--by-exit',
      description: 'compter par année de sortie au lieu de l’année d’entrée',
    },
  ],
  examples: [
    'i12 stats -C mon-dossier --year 2025',
    'i12 stats --by site,formation --format json',
    'i12 stats --public --format pdf',
  ],
  async run(invocation, io) {
    const request: StatisticsRequest = {
      year: readYear(invocation),
      by: invocation.flag('byExit') ? 'exit' : 'entry',
      dimensions: readDimensions(invocation),
      isPublic: invocation.flag('public'),
    }
    const { dossierOrExit } = await import('../dossier-or-exit.js')
    const dossier = await dossierOrExit(invocation, io)
    if (dossier === null) return 2
    if (invocation.format === 'pdf') await writeDocument(dossier, request, invocation, io)
    else {
      const { makeShownStatistics, statisticsFileStem } = await import('../../app/make-statistics.js')
      const shown = makeShownStatistics(dossier, request)
      const { name } = dossier.workspace.organisation
      const text = await presented(shown, name, request.dimensions, invocation)
      await printResult(text, statisticsFileStem(shown), invocation, io)
    }
    if (!invocation.isQuiet) {
      const { lastLine } = await import('../present/check-text.js')
      const { paintFor } = await import('../present/paint.js')
      io.err(`${lastLine(dossier, paintFor(invocation.hasColor.err))}\n`)
    }
    return 0
  },
}

type Dossier = NonNullable<Awaited<ReturnType<typeof import('../dossier-or-exit.js').dossierOrExit>>>

async function presented(
  shown: Shown,
  organisation: string,
  dimensions: StatisticsRequest['dimensions'],
  { format, hasColor }: Invocation,
): Promise<Iterable<string>> {
  switch (format) {
    case 'json': {
      const { statsJson } = await import('../../app/results/stats-json.js')
      return [statsJson(shown)]
    }
    case 'csv': {
      const { publicStatsCsv, statsCsv } = await import('../../documents/statistics/statistics-csv.js')
      return shown.kind === 'public' ? publicStatsCsv(shown.statistics) : statsCsv(shown.statistics)
    }
    default: {
      const { paintFor } = await import('../present/paint.js')
      const { publicStatsText, statsText } = await import('../present/stats-text.js')
      const paint = paintFor(hasColor.out)
      return shown.kind === 'public'
        ? publicStatsText(shown.statistics, organisation, dimensions, paint)
        : statsText(shown.statistics, organisation, dimensions, paint)
    }
  }
}

async function writeDocument(
  dossier: Dossier,
  request: StatisticsRequest,
  invocation: Invocation,
  io: Io,
): Promise<void> {
  const { makeStatisticsDocument } = await import('../../app/make-statistics-document.js')
  const { progressOn } = await import('../progress.js')
  const progress = progressOn(io, invocation, 'Impression')
  const { file, pageCount, faults } = await makeStatisticsDocument(dossier, {
    ...request,
    browser: invocation.browser,
    onProgress: progress.show,
  }).finally(progress.end)
  await deliver([file], invocation, io, dossier.workspace.root)
  sayFaults(faults, io)
  if (!invocation.isQuiet) io.err(`${counted(pageCount, 'page', 'pages')}. `)
}

function readYear(invocation: Invocation): number | null {
  const typed = invocation.text('year')
  if (typed === null) return null
  const year = Number(typed)
  if (!/^\d{4}$/.test(typed) || year < 1900 || year > 2199) {
    throw new UsageError(
      fr`l’année ${quoted(typed)} de l’option « --year » ne se lit pas.`,
      'Écrivez-la sur quatre chiffres, par exemple 2025.',
    )
  }
  return year
}

function readDimensions(invocation: Invocation): readonly Dimension[] | null {
  const typed = invocation.texts('by').flatMap((text) => text.split(','))
  if (typed.length === 0) return null
  const found = new Set<Dimension>()
  for (const word of typed) {
    if (word.trim() === '') continue
    const dimension = DIMENSIONS.find((one) => one === textKey(word))
    if (dimension === undefined) {
      const near = nearestWord(textKey(word), DIMENSIONS)
      throw new UsageError(
        fr`ventilation ${quoted(word.trim())} inconnue pour « --by » (valeurs possibles : ${listed(DIMENSIONS, 'et')}).`,
        near === null ? null : fr`Vouliez-vous dire ${quoted(near)} ?`,
      )
    }
    found.add(dimension)
  }
  return [...found]
}
