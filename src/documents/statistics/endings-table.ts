// What became of those enrolled, added up before the reader's eyes. May not compute a figure.
import { counted, formatNumber, fr } from '../../kernel/french.js'
import { EXIT_STATES, type Statistics } from '../../statistics/statistics.js'
import { POPULATION_WORDS } from '../../words/statistics.js'
import { capitalised, STATUS_WORDS } from '../../words/values.js'
import { type TableBlock, tableRow, textCell } from '../blocks.js'

/** The states at the as-of date, adding up to the enrolled; administrative errors stand apart. */
export function endingsTable({ exits, populations }: Statistics): TableBlock {
  const lines: readonly (readonly [words: string, count: number])[] = [
    ...EXIT_STATES.filter((state) => state !== 'erreur').map(
      (state) => [STATUS_WORDS[state], exits[state]] as const,
    ),
    [POPULATION_WORDS.inProgress, populations.inProgress],
    [POPULATION_WORDS.notYetEntered, populations.notYetEntered],
  ]
  const row = (words: string, count: number, isTotal: boolean) =>
    tableRow([textCell(capitalised(words)), textCell(formatNumber(count))], isTotal)
  const errors = exits.erreur
  return {
    id: 'etats',
    caption: 'Ce que sont devenus les parcours',
    columns: [
      { label: 'État à la date d’arrêté', align: 'text', width: '70%' },
      { label: 'Parcours', align: 'number', width: null },
    ],
    rows: [
      ...lines.filter(([, count]) => count > 0).map(([words, count]) => row(words, count, false)),
      row('Ensemble des inscrits', populations.enrolled, true),
    ],
    empty: 'Aucun parcours.',
    note:
      errors === 0
        ? null
        : fr`${counted(errors, 'dossier ouvert par erreur est compté', 'dossiers ouverts par erreur sont comptés')} à part.`,
  }
}
