// Drawn timelines of a bounded number of cases in breach. May not choose which breach matters more than another.

import { counted, formatNumber, fr, typographic } from '../../kernel/french.js'
import { groupedBy } from '../../kernel/grouped-by.js'
import type { Verdict } from '../../procedure/ledger.js'
import type { Case } from '../../register/register.js'
import { breachBadge } from '../../words/breach.js'
import { caseTimelineChart } from '../case-timeline.js'
import type { CaseTimeline } from '../chart-models.js'
import { anchorOf, type SectionHead } from '../section.js'
import { isListed, type ReportInputs } from './report-inputs.js'

/** Cases drawn: the others are one command away (`i12 report --case`). */
const CASES_DRAWN = 10
const EVENTS_DRAWN = 9

export interface TimelinesView extends SectionHead {
  readonly cases: readonly {
    readonly heading: string
    readonly facts: string
    readonly chart: CaseTimeline
  }[]
}

export function timelinesView(
  inputs: ReportInputs,
  number: string,
  breaches: readonly Verdict[],
): TimelinesView {
  const listable = breaches.filter((verdict) => verdict.case !== null && isListed(inputs, verdict.case))
  const byCase = groupedBy(listable, (verdict) => verdict.case as Case)
  const chosen = chooseCases(listable, CASES_DRAWN)
  return {
    anchor: 'chronologies',
    number,
    isBrief: byCase.size === 0,
    title: 'Chronologies de dossiers en écart',
    lead:
      byCase.size === 0
        ? inputs.options.listedCases === null
          ? 'Aucun dossier n’est en écart.'
          : 'Aucun des dossiers retenus pour cet extrait n’est en écart.'
        : chosen.length === byCase.size
          ? fr`${counted(byCase.size, 'dossier est', 'dossiers sont')} en écart ; les jours qui entourent chaque écart sont dessinés ici.`
          : fr`${formatNumber(chosen.length)} dossiers dessinés sur ${formatNumber(byCase.size)} en écart : le plus récent de chaque obligation, puis les plus récents. La commande « i12 report --case » dessine n’importe quel autre dossier.`,
    cases: chosen.flatMap((subject) => {
      const verdicts = byCase.get(subject) ?? []
      const number = inputs.naming.caseNumber(subject.enrolment.id)
      const name = inputs.naming.personName(subject)
      const chart = caseTimelineChart(anchorOf('chronologie', number), titleOf(verdicts), subject, verdicts, {
        asOf: inputs.register.asOf,
        maxEvents: EVENTS_DRAWN,
        around: true,
      })
      if (chart === null) return []
      return [
        {
          heading: name === null ? fr`Dossier ${number}` : fr`Dossier ${number}, ${name}`,
          facts: `${typographic(subject.training.title)}, ${subject.site.name}`,
          chart,
        },
      ]
    }),
  }
}

/** « Contacter la personne absente : hors délai », for each different obligation in breach. */
function titleOf(verdicts: readonly Verdict[]): string {
  const parts = [
    ...new Set(
      verdicts.map((verdict) => fr`${typographic(verdict.obligation.title)} : ${breachBadge(verdict).text}`),
    ),
  ]
  const shown = parts.slice(0, 2).join(fr` ; `)
  return parts.length > 2
    ? fr`${shown} ; et ${counted(parts.length - 2, 'autre écart', 'autres écarts')}`
    : shown
}

/** The latest case of each obligation, then the latest of all. */
function chooseCases(breaches: readonly Verdict[], limit: number): Case[] {
  const chosen = new Set<Case>()
  const seen = new Set<string>()
  for (const verdict of breaches) {
    if (chosen.size >= limit) break
    if (verdict.case === null || seen.has(verdict.obligation.id)) continue
    seen.add(verdict.obligation.id)
    chosen.add(verdict.case)
  }
  for (const verdict of breaches) {
    if (chosen.size >= limit) break
    if (verdict.case !== null) chosen.add(verdict.case)
  }
  return [...chosen]
}
