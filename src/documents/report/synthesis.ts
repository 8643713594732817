// One page for whoever reads one page. May not say more than the parts that follow it.

import {
  counted,
  formatLongDate,
  formatNumber,
  formatPercent,
  fr,
  plural,
  quoted,
  typographic,
} from '../../kernel/french.js'
import type { Verdict } from '../../procedure/ledger.js'
import { talliesBy, tally } from '../../procedure/tally.js'
import { countExamined, countScope, type ScopeCounts } from '../../statistics/case-counts.js'
import { outOf } from '../../words/share-sentence.js'
import type { Callout, KeyFigures } from '../blocks.js'
import type { RankedBars } from '../chart-models.js'
import type { SectionHead } from '../section.js'
import { periodWords } from './cover.js'
import type { ReportInputs } from './report-inputs.js'

export interface SynthesisView extends SectionHead {
  readonly done: KeyFigures
  readonly left: KeyFigures
  readonly breaches: RankedBars | null
  readonly noBreach: string | null
  readonly remarks: Callout
}

/** Bars of the synthesis: it must stay on one page. */
const BARS = 8

/** Numbers of the parts that the synthesis sends to. */
export interface PartNumbers {
  readonly scope: string
  readonly implementation: string
  readonly breaches: string
  readonly dropouts: string
}

export function synthesisView(
  inputs: ReportInputs,
  number: string,
  breaches: readonly Verdict[],
  parts: PartNumbers,
): SynthesisView {
  const { register, ledger } = inputs
  const all = tally(ledger.verdicts)
  const scope = countScope(register.cases)
  const dropouts = countExamined(register.cases).byStatus.get('abandon') ?? 0
  const inBreach = new Set(breaches.flatMap((verdict) => verdict.case ?? [])).size
  return {
    anchor: 'synthese',
    number,
    isBrief: false,
    title: 'Synthèse',
    lead: leadOf(inputs, scope.inScope, all.total, reportsOf(ledger.verdicts).size),
    done: {
      figures: [
        {
          value: formatNumber(scope.inScope),
          label: plural(scope.inScope, 'dossier examiné', 'dossiers examinés'),
          detail: fr`sur ${counted(scope.enrolments, 'lu', 'lus')}`,
          tone: 'neutral',
        },
        {
          value: formatNumber(all.judged),
          label: plural(all.judged, 'obligation échue', 'obligations échues'),
          detail: fr`sur ${counted(all.total, 'due', 'dues')}`,
          tone: 'neutral',
        },
        {
          value: all.judged === 0 ? '–' : formatPercent(all.met / all.judged, 0),
          label: plural(all.met, 'tenue dans le délai', 'tenues dans le délai'),
          detail: all.judged === 0 ? 'aucune n’est échue' : outOf(all.met, all.judged),
          tone: 'done',
        },
        {
          value: formatNumber(dropouts),
          label: plural(dropouts, 'abandon', 'abandons'),
          detail: null,
          tone: 'neutral',
        },
      ],
    },
    left: {
      figures: [
        {
          value: formatNumber(all.late),
          label: 'hors délai',
          detail: null,
          tone: all.late === 0 ? 'neutral' : 'late',
        },
        {
          value: formatNumber(all.missing),
          label: 'sans trace',
          detail: null,
          tone: all.missing === 0 ? 'neutral' : 'failed',
        },
        {
          value: formatNumber(all.evidenceAbsent),
          label: plural(all.evidenceAbsent, 'preuve absente', 'preuves absentes'),
          detail: null,
          tone: all.evidenceAbsent === 0 ? 'neutral' : 'unproven',
        },
        {
          value: formatNumber(all.pending),
          label: 'en cours',
          detail: nextDue(ledger.verdicts),
          tone: 'waiting',
        },
      ],
    },
    breaches: breaches.length === 0 ? null : breachBars(breaches, inBreach, reportsOf(breaches).size, scope),
    noBreach:
      breaches.length === 0
        ? fr`Aucun écart à la procédure relevé au ${formatLongDate(register.asOf)}.`
        : null,
    remarks: {
      tone: 'note',
      title: 'À retenir',
      paragraphs: remarksOf(inputs, breaches, dropouts, scope, parts),
    },
  }
}

/** Reports of violence that some verdicts are about; they belong to no case. */
function reportsOf(verdicts: readonly Verdict[]): ReadonlySet<unknown> {
  return new Set(verdicts.flatMap(({ report }) => report ?? []))
}

function leadOf(inputs: ReportInputs, inScope: number, due: number, reports: number): string {
  const { procedure } = inputs
  const name = procedure.reference === '' ? typographic(procedure.title) : procedure.reference
  return fr`${periodWords(inputs).replace(/^d/, 'D')}, la procédure ${quoted(name)} a demandé ${counted(due, 'acte', 'actes')} pour ${counted(inScope, 'dossier', 'dossiers')}${reports === 0 ? '' : fr` et ${counted(reports, 'signalement', 'signalements')}`}. Voici ce qui en est consigné.`
}

/** « première échéance le 2 décembre 2026 ». */
function nextDue(verdicts: readonly Verdict[]): string | null {
  const days = verdicts.flatMap((verdict) =>
    verdict.status === 'pending' && verdict.dueOn !== null ? [verdict.dueOn] : [],
  )
  if (days.length === 0) return null
  const first = days.reduce((a, b) => (b < a ? b : a))
  return fr`première échéance le ${formatLongDate(first)}`
}

function breachBars(
  breaches: readonly Verdict[],
  inBreach: number,
  reports: number,
  { inScope }: ScopeCounts,
): RankedBars {
  const titles = new Map(breaches.map(({ obligation }) => [obligation.id, typographic(obligation.title)]))
  const byObligation = [...talliesBy(breaches, ({ obligation }) => obligation.id)]
    .map(([id, { total }]) => ({ title: titles.get(id) ?? '', total }))
    .sort((a, b) => b.total - a.total)
  const rest = byObligation.length - BARS
  return {
    kind: 'rankedBars',
    id: 'ecarts-par-obligation',
    title: fr`${counted(breaches.length, 'écart', 'écarts')} à la procédure, dans ${counted(inBreach, 'dossier', 'dossiers')} sur ${formatNumber(inScope)}${reports === 0 ? '' : fr` et ${counted(reports, 'signalement', 'signalements')}`}`,
    description: byObligation
      .map(({ title, total }) => fr`${title} : ${counted(total, 'écart', 'écarts')}.`)
      .join(' '),
    bars: byObligation.slice(0, BARS).map(({ title, total }) => ({
      label: title,
      value: total,
      shown: formatNumber(total),
      tone: 'failed' as const,
    })),
    note:
      rest > 0
        ? fr`${counted(rest, 'autre obligation compte', 'autres obligations comptent')} aussi des écarts.`
        : null,
  }
}

function remarksOf(
  inputs: ReportInputs,
  breaches: readonly Verdict[],
  dropouts: number,
  scope: ScopeCounts,
  parts: PartNumbers,
): string[] {
  const { sources, ledger } = inputs
  const remarks: string[] = []
  if (breaches.length > 0) {
    remarks.push(fr`Chaque écart est donné avec ce qui reste à faire (partie ${parts.breaches}).`)
  }
  const leftOut = scope.enrolments - scope.inScope
  const setAside = sources.reduce((sum, source) => sum + source.setAside, 0)
  remarks.push(
    fr`${leftOut === 0 ? 'Aucun dossier' : counted(leftOut, 'dossier', 'dossiers')} hors périmètre et ${setAside === 0 ? 'aucune ligne mise' : counted(setAside, 'ligne mise', 'lignes mises')} à part à la lecture (partie ${parts.scope}).`,
  )
  if (ledger.counts.undetermined > 0) {
    remarks.push(
      fr`${counted(ledger.counts.undetermined, 'obligation reste indéterminée', 'obligations restent indéterminées')} (partie ${parts.implementation}).`,
    )
  }
  if (dropouts > 0) {
    remarks.push(
      fr`${counted(dropouts, 'abandon', 'abandons')}, par cause et avec la suite donnée (partie ${parts.dropouts}).`,
    )
  }
  return remarks
}
