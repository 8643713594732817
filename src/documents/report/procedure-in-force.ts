// The procedure as the organisation wrote it: versions with their dates, a drawn flow, a table. May not judge it.

import {
  counted,
  formatDate,
  formatLongDate,
  fr,
  listed,
  plural,
  quoted,
  typographic,
} from '../../kernel/french.js'
import {
  countToDecide,
  type Obligation,
  type Procedure,
  type ProcedureVersion,
} from '../../procedure/procedure.js'
import { type Tally, talliesBy } from '../../procedure/tally.js'
import { versionOn } from '../../procedure/versions-in-force.js'
import { proofBadge } from '../../words/evidence.js'
import {
  audienceWords,
  expectedWords,
  proofWords,
  recipientsWords,
  timeLimitWords,
  triggerWords,
} from '../../words/obligation.js'
import { capitalised, GRAVITY_WORDS, KIND_WORDS } from '../../words/values.js'
import { dayCell, type TableBlock, tableBlock, tableRow, textCell } from '../blocks.js'
import type { ProcedureFlow } from '../chart-models.js'
import { anchorOf, type SectionHead } from '../section.js'
import { trainingTitles } from '../training-titles.js'
import type { ReportInputs } from './report-inputs.js'

export interface ProcedureView extends SectionHead {
  readonly paragraphs: readonly string[]
  /** Which shipped procedures it starts from, or null. */
  readonly basedOn: string | null
  readonly versions: TableBlock
  readonly flows: readonly ProcedureFlow[]
  readonly tables: readonly { readonly heading: string; readonly table: TableBlock }[]
}

export function procedureView(inputs: ReportInputs, number: string): ProcedureView {
  const { procedure, register, ledger } = inputs
  const inForce = versionOn(procedure.versions, register.asOf)
  const judged = talliesBy(ledger.verdicts, (verdict) => verdict.procedureVersion)
  const shown = procedure.versions.filter((version) => version === inForce || judged.has(version.version))
  const title = procedure.reference === '' ? typographic(procedure.title) : procedure.reference
  return {
    anchor: 'procedure',
    number,
    isBrief: false,
    title: 'Procédure en vigueur',
    lead: fr`Chaque obligation est jugée selon la version en vigueur le jour où elle naît.`,
    paragraphs: [
      inForce === null
        ? fr`Aucune version de la procédure ${quoted(title)} n’est en vigueur le ${formatLongDate(register.asOf)}.`
        : fr`Le ${formatLongDate(register.asOf)}, la procédure ${quoted(title)} ${versionSuffix(inForce, procedure.versions)}prévoit ${counted(inForce.obligations.length, 'obligation', 'obligations')}.`,
      ...documentWords(inputs),
    ],
    basedOn: basedOnWords(procedure),
    versions: versionsTable(procedure.versions, judged, inForce),
    flows: inForce === null ? [] : flowsOf(inForce, inputs),
    // The version in force first; the older ones after it, the most recent first.
    tables: [...shown].reverse().map((version) => ({
      heading: versionHeading(version, procedure.versions),
      table: obligationsTable(version, inputs),
    })),
  }
}

/** The signed procedure, and what became of its file. */
function documentWords({ procedure, evidence }: ReportInputs): readonly string[] {
  if (procedure.document === null) return []
  const { text } = proofBadge(procedure.document, evidence)
  return [fr`Procédure signée : ${quoted(procedure.document)} (pièce ${text}).`]
}

function basedOnWords({ basedOn = [] }: Procedure): string | null {
  if (basedOn.length === 0) return null
  const names = basedOn.map(({ title, source }) =>
    source === '' ? quoted(typographic(title)) : fr`${quoted(typographic(title))} (${typographic(source)})`,
  )
  return fr`Elle reprend ${plural(names.length, 'la procédure type', 'les procédures types')} ${listed(names)}, avec les modifications de l’organisme.`
}

function versionSuffix(version: ProcedureVersion, all: readonly ProcedureVersion[]): string {
  return all.length === 1 && version.version === '' ? '' : fr`(version ${version.version}) `
}

function versionHeading(version: ProcedureVersion, all: readonly ProcedureVersion[]): string {
  if (all.length === 1 && version.version === '') return 'Obligations de la procédure'
  return fr`Obligations de la version ${version.version}, ${datesOf(version)}`
}

function datesOf(version: ProcedureVersion): string {
  const { from, to } = version
  if (from === null && to === null) return 'sans limite de dates'
  if (from === null) return fr`jusqu’au ${formatDate(to as NonNullable<typeof to>)}`
  return to === null ? fr`depuis le ${formatDate(from)}` : fr`du ${formatDate(from)} au ${formatDate(to)}`
}

function versionsTable(
  versions: readonly ProcedureVersion[],
  judged: ReadonlyMap<string, Tally>,
  inForce: ProcedureVersion | null,
): TableBlock {
  return tableBlock({
    id: 'versions-procedure',
    caption: 'Versions de la procédure',
    columns: [
      { label: 'Version', align: 'text', width: '16%' },
      { label: 'En vigueur du', align: 'date', width: null },
      { label: 'Au', align: 'date', width: null },
      { label: 'Obligations', align: 'number', width: null },
      { label: 'Cas jugés dans la période', align: 'number', width: null },
    ],
    rows: versions.map((version) =>
      tableRow([
        textCell(
          version.version === '' ? 'unique' : version.version,
          version === inForce ? 'en vigueur' : null,
        ),
        dayCell(version.from),
        dayCell(version.to),
        textCell(String(version.obligations.length)),
        textCell(String(judged.get(version.version)?.total ?? 0)),
      ]),
    ),
    empty: 'La procédure n’a aucune version.',
  })
}

function obligationsTable(version: ProcedureVersion, inputs: ReportInputs): TableBlock {
  const titleOf = titles(version)
  const siteName = (id: string) => inputs.register.sites.find((site) => site.id === id)?.name ?? id
  const trainingTitle = trainingTitles(inputs.register)
  return {
    id: anchorOf('obligations', version.version),
    caption: versionHeading(version, inputs.procedure.versions),
    columns: [
      { label: 'Obligation', align: 'text', width: '27%' },
      { label: 'Naît quand', align: 'text', width: '20%' },
      { label: 'Acte attendu', align: 'text', width: '20%' },
      { label: 'Envers', align: 'text', width: '14%' },
      { label: 'Délai', align: 'text', width: '10%' },
      { label: 'Trace', align: 'text', width: null },
    ],
    rows: version.obligations.map((obligation) =>
      tableRow([
        textCell(typographic(obligation.title), detailOf(obligation, siteName, trainingTitle)),
        textCell(capitalised(triggerWords(obligation, titleOf))),
        textCell(capitalised(expectedWords(obligation))),
        textCell(capitalised(recipientsWords(obligation)) || '–'),
        textCell(capitalised(timeLimitWords(obligation))),
        textCell(capitalised(proofWords(obligation)) || '–'),
      ]),
    ),
    empty: 'Cette version ne prévoit aucune obligation.',
    note: notesOf(version),
  }
}

/** Small words under the title: reference, audience, and what differs from an ordinary obligation. */
function detailOf(
  obligation: Obligation,
  siteName: (id: string) => string,
  trainingTitle: (code: string) => string,
): string | null {
  const parts = [
    obligation.reference,
    obligation.owner === '' ? '' : fr`responsable : ${typographic(obligation.owner)}`,
    audienceWords(obligation, siteName, trainingTitle) ?? '',
    obligation.kind === 'response' ? '' : KIND_WORDS[obligation.kind],
    obligation.gravity === 'alerte' ? GRAVITY_WORDS.alerte : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(' · ')
}

function notesOf(version: ProcedureVersion): string | null {
  const toDecide = countToDecide(version.obligations)
  return toDecide === 0
    ? null
    : fr`${counted(toDecide, 'obligation a', 'obligations ont')} un délai ${quoted('à fixer')} : ${plural(toDecide, 'elle ne donne', 'elles ne donnent')} lieu à aucun jugement.`
}

function titles(version: ProcedureVersion): (id: string) => string {
  const byId = new Map(version.obligations.map((item) => [item.id, typographic(item.title)]))
  return (id) => byId.get(id) ?? id
}

/** One flow an event: what an absence sets going, then what a dropout does. */
function flowsOf(version: ProcedureVersion, inputs: ReportInputs): ProcedureFlow[] {
  const titleOf = titles(version)
  const known = new Set(version.obligations.map((obligation) => obligation.id))
  const parentOf = (obligation: Obligation) =>
    obligation.trigger?.kind === 'after' && known.has(obligation.trigger.obligationId)
      ? obligation.trigger.obligationId
      : null
  const steps = version.obligations.map((obligation) => ({
    id: obligation.id,
    title: typographic(obligation.title),
    trigger: parentOf(obligation) === null ? capitalised(triggerWords(obligation, titleOf)) : null,
    delay: timeLimitWords(obligation),
    details: [
      recipientsWords(obligation) === '' ? '' : fr`Envers : ${recipientsWords(obligation)}`,
      capitalised(proofWords(obligation)),
    ].filter((line) => line !== ''),
    after: parentOf(obligation),
    tone: 'accent' as const,
  }))
  if (steps.length === 0) return []
  const { procedure } = inputs
  return [
    {
      kind: 'procedureFlow',
      id: 'deroulement-procedure',
      title: flowTitle(version, procedure.reference),
      description: steps
        .map((step) => {
          const start = step.after === null ? (step.trigger ?? '') : `après ${quoted(titleOf(step.after))}`
          return fr`${capitalised(start)} : ${step.title} (${step.delay}).`
        })
        .join(' '),
      steps,
      note: null,
    },
  ]
}

function flowTitle(version: ProcedureVersion, reference: string): string {
  const events = new Set(
    version.obligations
      .filter((obligation) => obligation.trigger?.kind !== 'after')
      .map((obligation) => obligation.trigger?.kind ?? obligation.kind),
  )
  const name = reference === '' ? 'La procédure' : `La procédure ${reference}`
  return fr`${name} part de ${counted(events.size, 'sorte d’événement', 'sortes d’événements')} et prévoit ${counted(version.obligations.length, 'obligation', 'obligations')}`
}
