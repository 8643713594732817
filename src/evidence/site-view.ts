// What the page that opens a pack shows: the questions and their answers, the obligations, every case with its life and
// its proofs. May not decide, count what the ledger counts, nor print free text.
import { caseTimelineWords } from '../documents/case-timeline.js'
import type { ReportInputs } from '../documents/report/report-inputs.js'
import { counted, formatDate, formatLongDate, formatNumber, fr, typographic } from '../kernel/french.js'
import { isBreach, type Verdict } from '../procedure/ledger.js'
import { assessOneself, type Coverage } from '../procedure/self-assessment.js'
import { tally } from '../procedure/tally.js'
import type { Action } from '../records/records.js'
import type { Case } from '../register/register.js'
import { breachBadge, breachDetail } from '../words/breach.js'
import { EVIDENCE_WORDS } from '../words/evidence.js'
import type { Tone } from '../words/tone.js'
import {
  ACTION_WORDS,
  BY_CHANNEL_WORDS,
  capitalised,
  RESULT_WORDS,
  recipientWord,
  STATUS_WORDS,
} from '../words/values.js'
import type { PackChoice } from './pack-choice.js'
import type { FileFacts, LeftOut } from './pack-manifest.js'
import { pieceNumber } from './packed-name.js'
import type { Piece } from './piece.js'

export interface SiteLink {
  readonly label: string
  readonly href: string
}

/** A proof where it is cited: a link, or why there is none. */
export interface SiteProof {
  readonly label: string
  readonly href: string | null
  readonly page: SiteLink | null
  readonly reason: string | null
}

export interface SiteCase {
  readonly anchor: string
  readonly number: string
  readonly person: string | null
  readonly training: string
  readonly site: string
  readonly state: string
  readonly finding: { readonly text: string; readonly tone: Tone }
  /** `ecart` or `aucun`, for the filter. */
  readonly findingKey: string
  /** Ids of its obligations between blanks, for the filter. */
  readonly obligationKeys: string
  readonly document: SiteLink | null
  readonly timeline: readonly { day: string; title: string; detail: string | null }[]
  readonly obligations: readonly {
    title: string
    to: string
    dueOn: string
    doneOn: string
    finding: string
    tone: Tone
    detail: string | null
    evidence: string
  }[]
  readonly acts: readonly {
    day: string
    act: string
    to: string
    result: string
    author: string
    proofs: readonly SiteProof[]
  }[]
  readonly otherProofs: readonly SiteProof[]
}

export interface SiteView {
  readonly title: string
  readonly organisation: string
  readonly lead: string
  readonly rendering: string
  readonly extract: string | null
  readonly documents: readonly (SiteLink & { readonly detail: string })[]
  readonly questions: readonly {
    readonly heading: string
    readonly answers: readonly {
      readonly state: string
      readonly tone: Tone
      readonly figures: readonly string[]
    }[]
  }[]
  readonly disclaimer: string
  readonly obligations: readonly {
    id: string
    title: string
    reference: string
    total: string
    met: string
    late: string
    missing: string
    pending: string
    evidenceAbsent: string
  }[]
  readonly filters: {
    readonly sites: readonly string[]
    readonly trainings: readonly string[]
    readonly states: readonly string[]
  }
  readonly caseCount: string
  readonly cases: readonly SiteCase[]
  readonly measures: readonly { title: string; since: string; proofs: readonly SiteProof[] }[]
  readonly left: readonly { path: string; reason: string; cases: string }[]
}

export interface SiteContent {
  readonly inputs: ReportInputs
  readonly choice: PackChoice
  readonly pieces: readonly Piece[]
  readonly left: readonly LeftOut[]
  /** What is known of each file, by path. */
  readonly facts: ReadonlyMap<string, FileFacts>
  /** Paths of the payload, in order. */
  readonly paths: readonly string[]
}

const DOCUMENT_WORDS: Readonly<Record<string, string>> = {
  'data/rapport.pdf': 'Rapport de preuves',
  'data/statistiques.pdf': 'Statistiques annuelles',
  'data/ecarts.csv': 'Écarts, pour un tableur',
  'data/listing-relances.csv': 'Relances, pour un tableur',
  'data/pieces.csv': 'Index des pièces, pour un tableur',
  'data/echantillon.json': 'Tirage de l’échantillon',
}

const COVERAGE_TONES: Readonly<Record<Coverage, Tone>> = {
  couvert: 'done',
  partiel: 'late',
  manquant: 'failed',
  'sans objet': 'neutral',
}

/** The first two questions of the indicator, each with the answers of the self-assessment that bear on it. */
const QUESTIONS: readonly (readonly [heading: string, letters: string])[] = [
  ['Quelles mesures sont formalisées ?', 'ac'],
  ['Sont-elles mises en œuvre ?', 'bdef'],
]

export function siteView(content: SiteContent): SiteView {
  const { inputs, choice, left } = content
  const { naming, register, organisation, ledger } = inputs
  const links = proofLinks(content)
  const documents = documentsOf(content)
  const cases = choice.cases.map((item) => caseOf(item, content, links))
  const values = (of: (item: SiteCase) => string) =>
    [...new Set(cases.map(of))].filter((value) => value !== '').sort((a, b) => a.localeCompare(b, 'fr'))
  return {
    title: fr`Dossier de preuves, indicateur 12`,
    organisation: organisation.name,
    lead: fr`Arrêté au ${formatLongDate(register.asOf)}, pour la période du ${formatDate(register.period.from)} au ${formatDate(register.period.to)}.`,
    rendering: naming.isPseudonymised
      ? fr`Version pseudonymisée : des codes remplacent les noms et les numéros, et les pièces n’y sont pas.`
      : fr`Version nominative : ne la laissez pas où d’autres peuvent la lire.`,
    extract: choice.isWhole
      ? null
      : fr`Extrait : les dossiers et les pièces sont ceux qui ont été demandés ; les comptes restent ceux de l’ensemble.`,
    documents,
    ...questionsOf(inputs),
    obligations: ledger.perObligation.map((counts) => ({
      id: counts.obligation.id,
      title: typographic(counts.obligation.title),
      reference: counts.obligation.reference,
      total: formatNumber(counts.total),
      met: formatNumber(counts.met),
      late: formatNumber(counts.late),
      missing: formatNumber(counts.missing),
      pending: formatNumber(counts.pending),
      evidenceAbsent: formatNumber(counts.evidenceAbsent),
    })),
    filters: {
      sites: values(({ site }) => site),
      trainings: values(({ training }) => training),
      states: values(({ state }) => state),
    },
    caseCount: counted(cases.length, 'dossier', 'dossiers'),
    cases,
    measures: choice.measures.map((measure) => ({
      title: naming.organisationText(typographic(measure.title)),
      since: fr`depuis le ${formatDate(measure.since)}`,
      proofs: measure.evidence.map(links),
    })),
    left: left.map(({ path, reason, cases: numbers }) => ({ path, reason, cases: numbers.join(', ') })),
  }
}

function questionsOf(inputs: ReportInputs): Pick<SiteView, 'questions' | 'disclaimer'> {
  const { disclaimer, answers } = assessOneself({ ...inputs, referential: inputs.referential.referential })
  const { met, judged, late, missing, evidenceAbsent } = tally(inputs.ledger.verdicts)
  return {
    disclaimer,
    questions: [
      ...QUESTIONS.map(([heading, letters]) => answered(heading, letters)),
      {
        heading: 'La procédure est-elle suivie, et qu’est-ce qui le montre ?',
        answers: [
          {
            state: '',
            tone: 'neutral' as const,
            figures: [
              fr`${counted(judged, 'obligation échue', 'obligations échues')} : ${formatNumber(met)} dans le délai, ${formatNumber(late)} hors délai, ${formatNumber(missing)} sans trace.`,
              fr`${counted(evidenceAbsent, 'preuve exigée absente', 'preuves exigées absentes')}.`,
            ],
          },
        ],
      },
    ],
  }

  function answered(heading: string, letters: string): SiteView['questions'][number] {
    return {
      heading,
      answers: answers
        .filter(({ letter }) => letters.includes(letter))
        .map(({ coverage, figures }) => ({ state: coverage, tone: COVERAGE_TONES[coverage], figures })),
    }
  }
}

function documentsOf({ paths, facts }: SiteContent): SiteView['documents'] {
  return paths.flatMap((path) => {
    const role = facts.get(path)?.role
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (role === 'case' || role === 'proof') return []
    const label =
      DOCUMENT_WORDS[path.replace('-pseudonymise', '')] ??
      (role === 'annexes' ? 'Pièces mises en pages, à la suite' : name)
    return [{ label, href: hrefOf(path), detail: label === name ? '' : name }]
  })
}

function caseOf(
  item: Case,
  { inputs, choice, facts, paths }: SiteContent,
  links: (path: string) => SiteProof,
): SiteCase {
  const { naming } = inputs
  const number = naming.caseNumber(item.enrolment.id)
  const verdicts = choice.verdicts.filter((verdict) => verdict.case === item)
  const breaches = verdicts.filter(isBreach)
  const document = paths.find((path) => {
    const known = facts.get(path)
    return known?.role === 'case' && known.cases.includes(number)
  })
  const shownActs =
    choice.acts === null ? item.actions : item.actions.filter((action) => choice.acts?.has(action))
  const inActs = new Set(shownActs.flatMap(({ evidence }) => evidence))
  const others = choice.acts === null ? item.absences.flatMap(({ evidence }) => evidence) : []
  return {
    anchor: `dossier-${encodeURIComponent(number)}`,
    number,
    person: naming.personName(item),
    training: naming.organisationText(typographic(item.training.title)),
    site: item.site.name,
    state: capitalised(STATUS_WORDS[item.state.status]),
    finding:
      breaches.length === 0
        ? { text: verdicts.length === 0 ? 'aucune obligation' : 'aucun écart', tone: 'done' }
        : { text: counted(breaches.length, 'écart', 'écarts'), tone: 'failed' },
    findingKey: breaches.length === 0 ? 'aucun' : 'ecart',
    obligationKeys: ` ${[...new Set(verdicts.map(({ obligation }) => obligation.id))].join(' ')} `,
    document: document === undefined ? null : { label: 'Document du dossier (PDF)', href: hrefOf(document) },
    timeline: caseTimelineWords(item, verdicts, '').entries.map(({ day, title, detail }) => ({
      day,
      title,
      detail,
    })),
    obligations: verdicts.map((verdict) => obligationOf(verdict, item)),
    acts: shownActs.map((action) => actOf(action, item, inputs, links)),
    otherProofs: [...new Set(others)].filter((path) => !inActs.has(path)).map(links),
  }
}

function obligationOf(verdict: Verdict, item: Case): SiteCase['obligations'][number] {
  const { text, tone } = breachBadge(verdict)
  const { recipient, evidence } = verdict
  return {
    title: typographic(verdict.obligation.title),
    to: recipient === null ? '–' : capitalised(recipientWord(recipient, item.training.type)),
    dueOn: verdict.dueOn === null ? '–' : formatDate(verdict.dueOn),
    doneOn: verdict.doneOn === null ? '–' : formatDate(verdict.doneOn),
    finding: text,
    tone,
    detail: breachDetail(verdict),
    evidence: evidence === 'notRequired' ? '–' : capitalised(EVIDENCE_WORDS[evidence]),
  }
}

function actOf(
  action: Action,
  item: Case,
  { naming }: ReportInputs,
  links: (path: string) => SiteProof,
): SiteCase['acts'][number] {
  const by = action.channel === null ? '' : ` ${BY_CHANNEL_WORDS[action.channel]}`
  return {
    day: action.on === null ? 'date illisible' : formatDate(action.on),
    act: `${capitalised(ACTION_WORDS[action.type])}${by}`,
    to: action.recipient === null ? '–' : capitalised(recipientWord(action.recipient, item.training.type)),
    result: action.result === null ? '–' : capitalised(RESULT_WORDS[action.result]),
    author: naming.authorName(action.author) || '–',
    proofs: action.evidence.map(links),
  }
}

/** How a cited path is shown: the piece that it leads to, or why it leads to none. */
function proofLinks({ pieces, left, facts, inputs }: SiteContent): (path: string) => SiteProof {
  const byPath = new Map(pieces.flatMap((piece) => piece.citations.map(({ path }) => [path, piece] as const)))
  const reasons = new Map(left.map(({ path, reason }) => [path, reason]))
  return (path) => {
    const piece = byPath.get(path)
    const shown = inputs.naming.evidencePath(path)
    if (piece === undefined) {
      return { label: shown, href: null, page: null, reason: reasons.get(shown) ?? null }
    }
    const annex = facts.get(piece.path)?.annex ?? null
    return {
      label: fr`Pièce ${pieceNumber(piece.number)}, ${piece.path.slice(piece.path.lastIndexOf('/') + 6)}`,
      href: hrefOf(piece.path),
      page: annex === null ? null : { label: 'en pages', href: annexHref(annex) },
      reason: null,
    }
  }
}

/** A relative address: no sign of a name can begin a scheme, a query or a fragment. */
function hrefOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** `data/annexes.pdf#page=12`. */
function annexHref(annex: string): string {
  const [path = '', fragment = ''] = annex.split('#')
  return `${hrefOf(path)}#${fragment}`
}
