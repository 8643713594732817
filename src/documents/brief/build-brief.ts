// Two pages for the staff before the interviews: measures, who does what, where the proofs are, questions likely asked.
// May not decide how many pages there are: app/ asks for fewer rows until two are enough.
import { createHash } from 'node:crypto'
import {
  counted,
  formatLongDate,
  formatNumber,
  fr,
  listed,
  quoted,
  typographic,
} from '../../kernel/french.js'
import { formatIsoDate, type LocalDate } from '../../kernel/local-date.js'
import { isBreach, type Ledger } from '../../procedure/ledger.js'
import type { Obligation, Procedure } from '../../procedure/procedure.js'
import type { ChosenReferential } from '../../procedure/referentials/choose-referential.js'
import { talliesBy, tally } from '../../procedure/tally.js'
import { versionOn } from '../../procedure/versions-in-force.js'
import type { SourceName } from '../../records/export-file.js'
import type { Measure } from '../../register/measure.js'
import type { Audit, Organisation } from '../../register/organisation.js'
import type { Register } from '../../register/register.js'
import { withoutHealth } from '../../statistics/outside-causes.js'
import type { Statistics } from '../../statistics/statistics.js'
import { countViolenceReports } from '../../statistics/violence-report-counts.js'
import { countsOf, shareOf, yearsWords } from '../../words/figure.js'
import {
  delayWords,
  expectedWords,
  proofWords,
  recipientsWords,
  timeLimitWords,
  triggerWords,
} from '../../words/obligation.js'
import { SOURCE_WORDS } from '../../words/source.js'
import { AUDIT_WORDS, capitalised } from '../../words/values.js'
import { type FactList, type TableBlock, tableRow, textCell } from '../blocks.js'
import type { PrintableDocument } from '../printable-document.js'

export interface BriefInputs {
  readonly organisation: Organisation
  readonly audit: Audit
  readonly referential: ChosenReferential
  readonly register: Register
  readonly procedure: Procedure
  readonly ledger: Ledger
  readonly statistics: Statistics
  readonly sources: readonly { readonly name: SourceName; readonly file: string; readonly sha256: string }[]
  readonly evidenceFolder: string | null
  readonly toolVersion: string
  /** Rows of a table at most; what does not fit is counted. */
  readonly mostRows: number
}

export interface BriefView {
  readonly kicker: string
  readonly title: string
  readonly lead: string
  readonly identity: FactList
  readonly measures: { readonly heading: string; readonly table: TableBlock }
  readonly duties: { readonly heading: string; readonly table: TableBlock }
  readonly proofs: { readonly heading: string; readonly facts: FactList }
  readonly questions: {
    readonly heading: string
    readonly intro: string
    readonly items: readonly { readonly question: string; readonly answer: string }[]
  }
}

/** Cases proposed as examples. */
const EXAMPLES = 3
/** Measures named in an answer. */
const MEASURES_NAMED = 3
const FILES_NAMED = 2

/** Builds the brief. Same inputs, same document. */
export function buildBrief(inputs: BriefInputs): PrintableDocument & { readonly view: BriefView } {
  const { organisation, register } = inputs
  const reference = `PE-I12-${formatIsoDate(register.asOf)}`
  const version = versionOf(inputs)
  return {
    template: 'brief/fiche',
    fileStem: 'fiche-entretiens',
    title: fr`Avant les entretiens, indicateur 12, ${organisation.name}`,
    reference,
    version,
    runningHeader: { left: organisation.name, right: 'Avant les entretiens, indicateur 12' },
    runningFooter: fr`${reference}, version ${version}`,
    view: viewOf(inputs),
  }
}

function viewOf(inputs: BriefInputs): BriefView {
  const { organisation, audit, referential, register, procedure } = inputs
  const measures = measuresInForce(register.measures, register.asOf)
  const obligations = versionOn(procedure.versions, register.asOf)?.obligations ?? []
  const name = procedure.reference === '' ? typographic(procedure.title) : procedure.reference
  return {
    kicker: fr`${organisation.name} · arrêté au ${formatLongDate(register.asOf)}`,
    title: 'Avant les entretiens',
    lead: 'Ce que l’organisme a écrit, qui le fait, et où cela se voit. Chacun répond avec ses mots, de ce qu’il fait vraiment.',
    identity: {
      facts: [
        ...(audit.on === null
          ? []
          : [
              {
                label: 'Audit',
                value: fr`${audit.type === null ? '' : `${AUDIT_WORDS[audit.type]}, `}${formatLongDate(audit.on)}`,
              },
            ]),
        {
          label: 'Indicateur 12',
          value: fr`${quoted(referential.referential.statement.text)} (${referential.referential.statement.source})`,
        },
        { label: 'Notre procédure', value: name },
      ],
    },
    measures: { heading: 'Nos mesures', table: measuresTable(measures, inputs.mostRows) },
    duties: { heading: 'Qui fait quoi', table: dutiesTable(obligations, inputs) },
    proofs: { heading: 'Où sont les preuves', facts: { facts: proofFacts(inputs) } },
    questions: {
      heading: 'Questions probables',
      intro: 'Ce que les données permettent de répondre ; le rapport de preuves en donne le détail.',
      items: questionsOf(inputs, measures),
    },
  }
}

function measuresInForce(measures: readonly Measure[], asOf: LocalDate): readonly Measure[] {
  return measures.filter(({ since, until }) => since <= asOf && (until === null || until >= asOf))
}

function measuresTable(measures: readonly Measure[], mostRows: number): TableBlock {
  const shown = measures.slice(0, mostRows)
  return {
    id: 'fiche-mesures',
    caption: 'Mesures en place',
    columns: [
      { label: 'Mesure', align: 'text', width: '44%' },
      { label: 'Pour', align: 'text', width: '14%' },
      { label: 'Depuis', align: 'text', width: '17%' },
      { label: 'Preuve', align: 'text', width: null },
    ],
    rows: shown.map((measure) =>
      tableRow([
        textCell(typographic(measure.title)),
        textCell(measure.category === 'engagement' ? 'l’engagement' : 'la prévention'),
        textCell(formatLongDate(measure.since)),
        textCell(measure.evidence.length === 0 ? 'aucune pièce citée' : filesWords(measure.evidence)),
      ]),
    ),
    empty: 'Aucune mesure n’est décrite dans les fichiers de l’organisme.',
    note: restWords(
      measures.length - shown.length,
      'autre mesure est décrite',
      'autres mesures sont décrites',
    ),
  }
}

function dutiesTable(obligations: readonly Obligation[], { mostRows }: BriefInputs): TableBlock {
  const shown = obligations.slice(0, mostRows)
  const titles = new Map(obligations.map(({ id, title }) => [id, typographic(title)]))
  return {
    id: 'fiche-obligations',
    caption: 'Ce que la procédure demande aujourd’hui',
    columns: [
      { label: 'Quand', align: 'text', width: '25%' },
      { label: 'Faire', align: 'text', width: '35%' },
      { label: 'Délai', align: 'text', width: '12%' },
      { label: 'Qui', align: 'text', width: '12%' },
      { label: 'Trace', align: 'text', width: null },
    ],
    rows: shown.map((obligation) => {
      const to = recipientsWords(obligation)
      return tableRow([
        textCell(capitalised(triggerWords(obligation, (id) => titles.get(id) ?? id))),
        textCell(fr`${capitalised(expectedWords(obligation))}${to === '' ? '' : `, envers ${to}`}`),
        textCell(limitWords(obligation)),
        textCell(obligation.owner === '' ? 'non nommé' : typographic(obligation.owner)),
        textCell(
          [proofWords(obligation), obligation.reference].filter((words) => words !== '').join(', ') || '–',
        ),
      ])
    }),
    empty: 'Aucune version de la procédure n’est en vigueur.',
    note: restWords(
      obligations.length - shown.length,
      'autre obligation est dans la procédure',
      'autres obligations sont dans la procédure',
    ),
  }
}

function limitWords(obligation: Obligation): string {
  return obligation.delay === null ? timeLimitWords(obligation) : delayWords(obligation.delay)
}

function restWords(count: number, one: string, many: string): string | null {
  return count <= 0 ? null : fr`${counted(count, one, many)}.`
}

function proofFacts({ sources, evidenceFolder, procedure }: BriefInputs): FactList['facts'] {
  const files = new Map<SourceName, string[]>()
  for (const { name, file } of sources) {
    const found = files.get(name)
    if (found === undefined) files.set(name, [file])
    else if (!found.includes(file)) found.push(file)
  }
  return [
    ...(procedure.document === null ? [] : [{ label: 'Procédure signée', value: procedure.document }]),
    ...(evidenceFolder === null ? [] : [{ label: 'Pièces', value: evidenceFolder }]),
    {
      label: 'Exports',
      value: [...files]
        .map(([name, paths]) => fr`${SOURCE_WORDS[name]} : ${filesWords(paths)}`)
        .join(fr` ; `),
    },
  ]
}

function filesWords(files: readonly string[]): string {
  const shown = files.slice(0, FILES_NAMED)
  const others = files.length - shown.length
  return listed([...shown, ...(others > 0 ? [counted(others, 'autre', 'autres')] : [])])
}

function questionsOf(inputs: BriefInputs, measures: readonly Measure[]): BriefView['questions']['items'] {
  const { referential, register } = inputs
  const asksForReports = referential.referential.asksForViolenceReports
  return [
    {
      question: 'Que faites-vous pour favoriser l’engagement ?',
      answer: measureAnswer(measures, 'engagement'),
    },
    {
      question: 'Et pour prévenir les ruptures de parcours ?',
      answer: measureAnswer(measures, 'prevention'),
    },
    { question: 'Montrez un dossier où la procédure a été suivie.', answer: followedAnswer(inputs) },
    { question: 'Et un dossier où elle ne l’a pas été ?', answer: breachAnswer(inputs) },
    { question: 'Combien d’abandons, et pour quelles raisons ?', answer: dropoutAnswer(inputs) },
    {
      question:
        inputs.audit.previousOn === null
          ? 'Qu’est-ce qui a changé récemment ?'
          : 'Qu’est-ce qui a changé depuis le dernier audit ?',
      answer: changeAnswer(inputs),
    },
    ...(asksForReports
      ? [
          {
            question:
              'Comment une situation de violence, de harcèlement ou de discrimination est-elle signalée et traitée ?',
            answer: fr`${reportWords(register)} Dire par quelle voie on signale, et qui reçoit.`,
          },
        ]
      : []),
  ]
}

function measureAnswer(measures: readonly Measure[], category: Measure['category']): string {
  const own = measures.filter((measure) => measure.category === category)
  if (own.length === 0) return 'Aucune mesure de cette catégorie n’est décrite.'
  const shown = own.slice(0, MEASURES_NAMED).map(({ title }) => quoted(typographic(title)))
  const others = own.length - shown.length
  return fr`${listed([...shown, ...(others > 0 ? [counted(others, 'autre', 'autres')] : [])])}.`
}

/** Cases without a breach, those where most was due first. */
function followedAnswer({ ledger }: BriefInputs): string {
  const examples = [...talliesBy(ledger.verdicts, ({ case: subject }) => subject)]
    .flatMap(([subject, { met, breaches }]) =>
      subject === null || met === 0 || breaches > 0 ? [] : [{ id: subject.enrolment.id, met }],
    )
    .sort((one, other) => other.met - one.met)
    .slice(0, EXAMPLES)
  if (examples.length === 0) return 'Aucun dossier n’a d’obligation tenue sans écart.'
  return fr`Par exemple ${listed(examples.map(({ id, met }) => fr`${id} (${counted(met, 'obligation tenue', 'obligations tenues')})`))}.`
}

function breachAnswer({ ledger }: BriefInputs): string {
  const breaches = ledger.verdicts.filter(isBreach)
  if (breaches.length === 0) return 'Aucun écart à la procédure n’est relevé.'
  const { late, missing, evidenceAbsent } = tally(breaches)
  const cases = [...new Set(breaches.flatMap((verdict) => verdict.case?.enrolment.id ?? []))].slice(
    0,
    EXAMPLES,
  )
  const kinds = [
    ...(late > 0 ? [fr`${formatNumber(late)} hors délai`] : []),
    ...(missing > 0 ? [fr`${formatNumber(missing)} sans trace`] : []),
    ...(evidenceAbsent > 0 ? [counted(evidenceAbsent, 'preuve absente', 'preuves absentes')] : []),
  ]
  const shown = cases.length === 0 ? '' : fr` Par exemple ${listed(cases)}.`
  return fr`${counted(breaches.length, 'écart', 'écarts')} : ${listed(kinds)}.${shown} Dire ce qui a été décidé depuis : « i12 plan » le rassemble.`
}

function dropoutAnswer({ statistics }: BriefInputs): string {
  const rate = statistics.rates.find(({ id }) => id === 'dropout')
  if (rate === undefined || rate.value === null)
    return fr`Le taux n’est pas calculé : ${rate?.reason ?? 'aucune entrée'}.`
  const known = withoutHealth(statistics.causes).filter(({ code }) => code !== 'non_renseignee')
  const main = known
    .slice(0, MEASURES_NAMED)
    .map(({ label, count }) => fr`${quoted(typographic(label))} (${formatNumber(count ?? 0)})`)
  const why = main.length === 0 ? '' : fr` Raisons des interruptions les plus citées : ${listed(main)}.`
  return fr`Taux d’abandon ${yearsWords(statistics.cohort)} : ${shareOf(rate)} (${countsOf(rate)}).${why}`
}

function changeAnswer({ register, audit }: BriefInputs): string {
  const since = audit.previousOn ?? register.period.from
  const measures = register.measures.filter(
    (measure) => measure.since >= since && measure.since <= register.asOf,
  )
  const done = register.records.improvements.filter(
    ({ doneOn }) => doneOn !== null && doneOn >= since && doneOn <= register.asOf,
  )
  return fr`Depuis le ${formatLongDate(since)} : ${counted(measures.length, 'mesure commencée', 'mesures commencées')}, ${counted(done.length, 'amélioration faite', 'améliorations faites')} au registre.`
}

function reportWords(register: Register): string {
  const { received } = countViolenceReports(register).all
  return received === 0
    ? 'Aucun signalement dans la période.'
    : fr`${counted(received, 'signalement', 'signalements')} dans la période.`
}

/** Eight digits that change with any source, with the day and with the tool. */
function versionOf({ sources, register, toolVersion }: BriefInputs): string {
  const hash = createHash('sha256')
  const files = sources.map(({ file, sha256 }) => `${file}\0${sha256}`)
  for (const part of [toolVersion, formatIsoDate(register.asOf), 'brief', ...files]) hash.update(`${part}\n`)
  return hash.digest('hex').slice(0, 8)
}
