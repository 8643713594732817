// Which other indicators the same evidence serves, as the organisation tagged it. May not tag anything itself.

import { fr, typographic } from '../../kernel/french.js'
import { countPresent } from '../../procedure/evidence.js'
import type { Obligation } from '../../procedure/procedure.js'
import { countCell, type TableBlock, tableRow, textCell } from '../blocks.js'
import type { SectionHead } from '../section.js'
import type { ReportInputs } from './report-inputs.js'

export interface IndicatorsView extends SectionHead {
  readonly table: TableBlock
}

/** What each indicator is about, in our own words; the référentiel's wording is not quoted here. */
const SUBJECTS: ReadonlyMap<number, string> = new Map([
  [1, 'information du public'],
  [2, 'indicateurs de résultats'],
  [3, 'taux de certification'],
  [8, 'positionnement à l’entrée'],
  [9, 'conditions de déroulement'],
  [10, 'adaptation et suivi des parcours'],
  [11, 'atteinte des objectifs'],
  [12, 'engagement et prévention des ruptures'],
  [13, 'coordination de l’alternance'],
  [14, 'accompagnement des apprentis'],
  [15, 'information des apprentis'],
  [16, 'présentation à la certification'],
  [19, 'ressources pédagogiques'],
  [20, 'personnel dédié aux apprentis'],
  [26, 'situation de handicap'],
  [27, 'sous-traitance'],
  [31, 'difficultés et réclamations'],
  [32, 'amélioration continue'],
])

export function indicatorsView(inputs: ReportInputs, number: string): IndicatorsView {
  const { ledger, register, procedure } = inputs
  const obligations = new Map<string, Obligation>()
  for (const version of procedure.versions) {
    for (const obligation of version.obligations) obligations.set(obligation.id, obligation)
  }
  const proofsOf = new Map<string, Set<string>>()
  for (const { obligation, action } of ledger.verdicts) {
    const known = proofsOf.get(obligation.id) ?? new Set()
    for (const path of action?.evidence ?? []) known.add(path)
    proofsOf.set(obligation.id, known)
  }
  const numbers = new Set([
    ...[...obligations.values()].flatMap((obligation) => obligation.indicators),
    ...register.measures.flatMap((measure) => measure.indicators),
  ])
  numbers.delete(12)
  return {
    anchor: 'indicateurs',
    number,
    isBrief: true,
    title: 'Une preuve, plusieurs indicateurs',
    lead: 'Une même pièce peut être présentée pour plusieurs indicateurs. Ce tableau suit les renvois que l’organisme a notés dans sa procédure et dans ses mesures.',
    table: {
      id: 'renvois-indicateurs',
      caption: 'Renvois vers les autres indicateurs',
      columns: [
        { label: 'Indicateur', align: 'text', width: '24%' },
        { label: 'Obligations de la procédure', align: 'text', width: '36%' },
        { label: 'Mesures', align: 'text', width: null },
        { label: 'Preuves présentes', align: 'number', width: '12%' },
      ],
      rows: [...numbers]
        .sort((a, b) => a - b)
        .map((indicator) => {
          const own = [...obligations.values()].filter((item) => item.indicators.includes(indicator))
          const measures = register.measures.filter((measure) => measure.indicators.includes(indicator))
          // A file that shows several acts is one file.
          const proofs = countPresent(
            [
              ...new Set([
                ...own.flatMap((item) => [...(proofsOf.get(item.id) ?? [])]),
                ...measures.flatMap((measure) => measure.evidence),
              ]),
            ],
            inputs.evidence,
          )
          return tableRow([
            textCell(fr`Indicateur ${indicator}`, SUBJECTS.get(indicator) ?? null),
            textCell(titlesOf(own.map((item) => item.title))),
            textCell(titlesOf(measures.map((measure) => measure.title))),
            countCell(proofs),
          ])
        }),
      empty: 'Ni la procédure ni les mesures ne renvoient à un autre indicateur.',
      note: fr`Preuves présentes : fichiers différents, trouvés pour les actes de ces obligations et pour ces mesures.`,
    },
  }
}

function titlesOf(titles: readonly string[]): string {
  return titles.length === 0 ? '–' : `${titles.map(typographic).join(fr` ; `)}`
}
