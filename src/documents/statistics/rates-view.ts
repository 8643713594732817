// Every rate with its method: formula, population, exclusions, interval. May not compute a figure.
import { fr } from '../../kernel/french.js'
import { WITHHELD } from '../../statistics/disclosure.js'
import type { Rate } from '../../statistics/statistics.js'
import { countsOf, intervalOf, shareOf } from '../../words/figure.js'
import { capitalised } from '../../words/values.js'
import { type TableBlock, tableRow, textCell } from '../blocks.js'
import type { SectionHead } from '../section.js'
import { causeMapping } from './causes-view.js'
import type { Shown } from './document-inputs.js'

export interface RatesView extends SectionHead {
  readonly table: TableBlock
  readonly methods: readonly {
    readonly label: string
    readonly formula: string
    readonly population: string
    readonly exclusions: readonly string[]
  }[]
  /** What the organisation's causes correspond to elsewhere. */
  readonly mapping: TableBlock | null
  readonly shared: { readonly heading: string; readonly sentences: readonly string[] }
}

export function ratesView(shown: Shown, number: string): RatesView {
  const { kind, statistics } = shown
  const rates = statistics.rates.filter(isWorthShowing)
  const shared = sharedExclusions(rates)
  return {
    anchor: 'taux',
    number,
    isBrief: true,
    title: 'Les taux et leur méthode',
    lead: fr`Chaque taux avec ses effectifs, sa formule, sa population et ce qu’il laisse de côté.`,
    table: {
      id: 'taux-table',
      caption: 'Taux, effectifs et intervalle à 95 %',
      columns: [
        { label: 'Taux', align: 'text', width: '46%' },
        { label: 'Effectifs', align: 'number', width: null },
        { label: 'Valeur', align: 'number', width: null },
        { label: 'Intervalle', align: 'number', width: null },
      ],
      rows: rates.map((rate) =>
        tableRow([
          textCell(rate.label, rate.value === null ? reasonOf(rate) : null),
          textCell(countsOf(rate)),
          textCell(shareOf(rate)),
          textCell(intervalOf(rate)),
        ]),
      ),
      empty: 'Aucun taux.',
      note:
        kind === 'public'
          ? fr`Aucun taux n’est publié sur moins de ${statistics.threshold} parcours.`
          : fr`Intervalle de Wilson à 95 %.`,
    },
    methods: rates.map(({ label, formula, population, exclusions }) => ({
      label,
      formula: fr`${capitalised(formula)}.`,
      population: fr`${capitalised(population)}.`,
      exclusions: exclusions.filter((sentence) => !shared.includes(sentence)),
    })),
    mapping: causeMapping(shown),
    shared: { heading: 'Ce que tous les taux laissent de côté', sentences: shared },
  }
}

/** Four lines about contracts say nothing where nobody is an apprentice. */
function isWorthShowing({ id, denominator }: Rate): boolean {
  return !id.startsWith('contractTermination') || denominator !== 0
}

function reasonOf({ reason }: Rate): string | null {
  return reason === undefined ? null : capitalised(reason === WITHHELD ? WITHHELD : reason)
}

function sharedExclusions(rates: readonly Rate[]): readonly string[] {
  const [first] = rates
  if (first === undefined) return []
  return first.exclusions.filter((sentence) => rates.every(({ exclusions }) => exclusions.includes(sentence)))
}
