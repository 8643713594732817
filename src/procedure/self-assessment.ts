// The organisation's own indicative answers to what an audit of indicator 12 asks. May not speak for the auditor: it
// says couvert, partiel, manquant or sans objet, and quotes the référentiel's own terms with their source.
import { counted, formatDate, fr, listed, plural } from '../kernel/french.js'
import { actsOfThePeriod } from '../register/acts-of-the-period.js'
import type { Measure } from '../register/measure.js'
import { isInPlace, reaches } from '../register/measure-coverage.js'
import type { Case, Register } from '../register/register.js'
import { proofStateOf } from './evidence.js'
import type { EvidenceTable, Ledger, Verdict } from './ledger.js'
import { countToDecide, type Obligation, type Procedure } from './procedure.js'
import type { Quotation, Referential } from './referentials/referential.js'
import { tally } from './tally.js'
import { daysWithoutVersion, elapsedPeriod, versionsWithin } from './versions-in-force.js'

export type Coverage = 'couvert' | 'partiel' | 'manquant' | 'sans objet'

export interface SelfAssessmentAnswer {
  readonly letter: 'a' | 'b' | 'c' | 'd' | 'e' | 'f'
  readonly question: string
  readonly coverage: Coverage
  /** French sentences: the figures behind the answer, and why where it is « sans objet ». */
  readonly figures: readonly string[]
  /** Sections of the report that show it. */
  readonly anchors: readonly string[]
  /** How the référentiel grades what is partial or missing, in its own words; null for the other answers. */
  readonly grading: Quotation | null
  /** Said where the référentiel says nothing of it, else null. */
  readonly gradingNote: string | null
}

export interface SelfAssessment {
  readonly disclaimer: string
  /** What the grading rests on, or null. */
  readonly gradingBasis: string | null
  readonly answers: readonly SelfAssessmentAnswer[]
}

export interface SelfAssessmentInputs {
  readonly register: Register
  readonly ledger: Ledger
  readonly procedure: Procedure
  readonly evidence: EvidenceTable
  readonly referential: Referential
}

type Answer = Pick<SelfAssessmentAnswer, 'coverage' | 'figures' | 'anchors'>

export const SELF_ASSESSMENT_DISCLAIMER = fr`Auto-évaluation indicative de l’organisme, établie à partir de ses propres fichiers. Elle ne préjuge pas de l’appréciation de l’auditeur.`

/** Answers the questions (a) to (f) from the figures of the register and the ledger. */
export function assessOneself(inputs: SelfAssessmentInputs): SelfAssessment {
  const { referential } = inputs
  const questions: readonly (readonly [SelfAssessmentAnswer['letter'], string, Answer])[] = [
    ['a', 'Des mesures qui favorisent l’engagement sont-elles formalisées ?', engagementFormalised(inputs)],
    [
      'b',
      'Ces mesures sont-elles mises en œuvre, démontrées et matérialisées par des outils ?',
      engagementShown(inputs),
    ],
    [
      'c',
      'Des mesures qui préviennent les ruptures de parcours sont-elles formalisées ?',
      preventionFormalised(inputs),
    ],
    [
      'd',
      'Ces mesures sont-elles mises en œuvre, démontrées et matérialisées par des outils ?',
      preventionShown(inputs),
    ],
    [
      'e',
      'Les apprentis sont-ils accompagnés dans leurs difficultés sociales et matérielles ?',
      apprenticesSupported(inputs),
    ],
    [
      'f',
      'Les situations de violence, de harcèlement ou de discrimination sont-elles prévenues et traitées ?',
      reportsHandled(inputs),
    ],
  ]
  return {
    disclaimer: SELF_ASSESSMENT_DISCLAIMER,
    gradingBasis: referential.guide.note,
    answers: questions.map(([letter, question, answer]) => ({
      letter,
      question: question.replace(/ \?$/, '\u202f?'),
      ...answer,
      ...gradingOf(letter, answer.coverage, referential),
    })),
  }
}

function gradingOf(
  letter: SelfAssessmentAnswer['letter'],
  coverage: Coverage,
  { grading, guide }: Referential,
): Pick<SelfAssessmentAnswer, 'grading' | 'gradingNote'> {
  if (coverage !== 'partiel' && coverage !== 'manquant') return { grading: null, gradingNote: null }
  if (letter === 'f' && !guide.isPublished) {
    return {
      grading: null,
      gradingNote: fr`Aucun guide publié ne dit encore comment cette phrase de l’indicateur est graduée.`,
    }
  }
  return { grading: coverage === 'partiel' ? grading.minor : grading.major, gradingNote: null }
}

// (a) and (b): measures of engagement.

function engagementFormalised({ register }: SelfAssessmentInputs): Answer {
  const measures = measuresOf(register, 'engagement')
  const cases = judged(register)
  const covered = cases.filter((kase) => measures.some((measure) => reaches(measure, kase))).length
  const figures = [
    measures.length === 0
      ? 'Aucune mesure d’engagement n’est décrite pour la période.'
      : fr`${counted(measures.length, 'mesure d’engagement décrite', 'mesures d’engagement décrites')} pour la période.`,
  ]
  if (measures.length > 0 && cases.length > 0) {
    figures.push(
      fr`${counted(covered, 'dossier', 'dossiers')} sur ${cases.length} ${plural(covered, 'entre', 'entrent')} dans le public d’au moins une d’elles.`,
    )
  }
  return {
    coverage: measures.length === 0 ? 'manquant' : covered === cases.length ? 'couvert' : 'partiel',
    figures,
    anchors: ['mesures'],
  }
}

function engagementShown({ register, evidence }: SelfAssessmentInputs): Answer {
  return shown(measuresOf(register, 'engagement'), evidence, 'Aucune mesure d’engagement n’est décrite.')
}

/** Measures that have both a tool and a proof that exists. */
function shown(measures: readonly Measure[], evidence: EvidenceTable, none: string): Answer {
  if (measures.length === 0) return { coverage: 'manquant', figures: [none], anchors: ['mesures'] }
  const withTool = measures.filter((measure) => measure.tools.length > 0)
  const withProof = measures.filter((measure) => hasProof(measure, evidence))
  const both = withTool.filter((measure) => hasProof(measure, evidence)).length
  const isNothing = withTool.length === 0 && withProof.length === 0
  return {
    coverage: both === measures.length ? 'couvert' : isNothing ? 'manquant' : 'partiel',
    figures: [
      fr`${counted(both, 'mesure', 'mesures')} sur ${measures.length} ${plural(both, 'a', 'ont')} au moins un outil et une pièce présente.`,
      ...(withTool.length < measures.length
        ? [fr`${counted(measures.length - withTool.length, 'mesure', 'mesures')} sans outil nommé.`]
        : []),
      ...(withProof.length < measures.length
        ? [fr`${counted(measures.length - withProof.length, 'mesure', 'mesures')} sans pièce présente.`]
        : []),
    ],
    anchors: ['mesures'],
  }
}

// (c) and (d): the procedure and what was done of it.

function preventionFormalised({ register, procedure }: SelfAssessmentInputs): Answer {
  const elapsed = elapsedPeriod(register)
  const versions = versionsWithin(procedure.versions, elapsed)
  const obligations = new Map(
    versions.flatMap((version) =>
      version.obligations.map((obligation) => [obligation.id, obligation] as const),
    ),
  )
  const open = countToDecide(obligations.values())
  const uncovered = daysWithoutVersion(versions, elapsed)[0]?.from ?? null
  const measures = measuresOf(register, 'prevention').length
  const figures =
    obligations.size === 0
      ? ['Aucune obligation n’est en vigueur dans la période.']
      : [
          fr`${counted(obligations.size, 'obligation', 'obligations')} en vigueur dans la période, en ${counted(versions.length, 'version', 'versions')} de la procédure.`,
        ]
  if (open > 0) {
    figures.push(fr`${counted(open, 'délai reste', 'délais restent')} à fixer.`)
  }
  if (uncovered !== null && obligations.size > 0) {
    figures.push(fr`Aucune version n’est en vigueur le ${formatDate(uncovered)}.`)
  }
  figures.push(
    measures === 0
      ? 'Aucune mesure de prévention n’est décrite en dehors de la procédure.'
      : fr`${counted(measures, 'mesure de prévention décrite', 'mesures de prévention décrites')} en dehors de la procédure.`,
  )
  const isMissing = obligations.size === 0 && measures === 0
  const isPartial = obligations.size === 0 || open > 0 || uncovered !== null
  return {
    coverage: isMissing ? 'manquant' : isPartial ? 'partiel' : 'couvert',
    figures,
    anchors: ['procedure', 'mesures'],
  }
}

function preventionShown({ ledger, register, evidence }: SelfAssessmentInputs): Answer {
  const verdicts = ledger.verdicts.filter((verdict) => verdict.report === null)
  const due = verdicts.filter(({ obligation, status }) => obligation.gravity === 'ecart' && isOver(status))
  const measures = measuresOf(register, 'prevention')
  const proven = measures.filter((measure) => hasProof(measure, evidence)).length
  const anchors = ['mise-en-oeuvre', 'ecarts', 'relances']
  if (due.length === 0) {
    return {
      coverage: measures.length === 0 ? 'sans objet' : shown(measures, evidence, '').coverage,
      figures: [
        'Aucune obligation n’est échue dans la période.',
        ...(measures.length === 0
          ? []
          : [
              fr`${counted(proven, 'mesure de prévention', 'mesures de prévention')} sur ${measures.length} ${plural(proven, 'a', 'ont')} une pièce présente.`,
            ]),
      ],
      anchors,
    }
  }
  const { met, late, breaches } = tally(due)
  const all = tally(verdicts)
  const open = all.total - all.judged
  const apart = [
    ...(all.alerts === 0 ? [] : [counted(all.alerts, 'point de vigilance', 'points de vigilance')]),
    ...(all.evidenceAbsent === 0 ? [] : [counted(all.evidenceAbsent, 'preuve absente', 'preuves absentes')]),
  ]
  const hasReports = verdicts.length < ledger.verdicts.length
  return {
    coverage: breaches === 0 ? 'couvert' : met + late === 0 ? 'manquant' : 'partiel',
    figures: [
      fr`${counted(all.met, 'obligation échue', 'obligations échues')} sur ${all.judged} ${plural(all.met, 'a été remplie', 'ont été remplies')} dans le délai${hasReports ? fr`, signalements à part (question f)` : ''}.`,
      fr`${counted(all.breaches, 'écart', 'écarts')} à la procédure${apart.length === 0 ? '' : fr`, dont ${listed(apart)}`}.`,
      ...(open === 0 ? [] : [fr`${counted(open, 'obligation', 'obligations')} en cours ou indéterminées.`]),
    ],
    anchors,
  }
}

// (e): apprentices.

const SUPPORT: ReadonlySet<string> = new Set(['orientation', 'mediation', 'proposition', 'rdv_mentor'])

function apprenticesSupported({ register, procedure, ledger }: SelfAssessmentInputs): Answer {
  const apprentices = judged(register).filter(({ training }) => training.type === 'apprentissage')
  if (apprentices.length === 0) {
    return { coverage: 'sans objet', figures: ['Aucun apprenti dans la période.'], anchors: ['perimetre'] }
  }
  const obligations = new Set(
    procedure.versions
      .flatMap((version) => version.obligations)
      .filter(isSupportOfApprentices)
      .map(({ id }) => id),
  )
  const measures = measuresOf(register, 'prevention').filter((measure) =>
    measure.audience.types.includes('apprentissage'),
  )
  const verdicts = ledger.verdicts.filter(
    (verdict) => obligations.has(verdict.obligation.id) && verdict.case?.training.type === 'apprentissage',
  )
  const { breaches } = tally(verdicts)
  const acts = apprentices.reduce(
    (sum, kase) =>
      sum + actsOfThePeriod(kase, register.period).filter(({ type }) => SUPPORT.has(type)).length,
    0,
  )
  const isFormalised = obligations.size + measures.length > 0
  return {
    coverage: isFormalised ? (breaches === 0 ? 'couvert' : 'partiel') : acts > 0 ? 'partiel' : 'manquant',
    figures: [
      fr`${counted(apprentices.length, 'apprenti', 'apprentis')} dans la période.`,
      fr`${counted(obligations.size, 'obligation', 'obligations')} d’orientation, de médiation ou de proposition pour eux, et ${counted(measures.length, 'mesure de prévention', 'mesures de prévention')}.`,
      fr`${counted(acts, 'acte inscrit', 'actes inscrits')} ; ${counted(breaches, 'écart', 'écarts')} sur ${counted(verdicts.length, 'obligation née', 'obligations nées')}.`,
    ],
    anchors: ['procedure', 'mise-en-oeuvre', 'mesures'],
  }
}

function isSupportOfApprentices({ audience, expected }: Obligation): boolean {
  return audience.types.includes('apprentissage') && expected.types.some((type) => SUPPORT.has(type))
}

// (f): reports of violence, harassment or discrimination.

function reportsHandled({ register, procedure, ledger, referential }: SelfAssessmentInputs): Answer {
  if (!referential.asksForViolenceReports) {
    return {
      coverage: 'sans objet',
      figures: ['Cette phrase n’est pas dans la version du référentiel qui s’applique à l’audit.'],
      anchors: [],
    }
  }
  const isKept = register.records.sources.has('signalements')
  const obligations = new Set(
    procedure.versions
      .flatMap((version) => version.obligations)
      .filter(({ trigger }) => trigger?.kind === 'violenceReport')
      .map(({ id }) => id),
  )
  const verdicts = ledger.verdicts.filter((verdict) => verdict.report !== null)
  const { breaches } = tally(verdicts)
  const received = register.violenceReports.filter(
    ({ on }) => on !== null && on >= register.period.from && on <= register.asOf,
  ).length
  return {
    coverage:
      !isKept && obligations.size === 0
        ? 'manquant'
        : isKept && obligations.size > 0 && breaches === 0
          ? 'couvert'
          : 'partiel',
    figures: [
      isKept
        ? fr`Un registre de signalements est tenu : ${counted(received, 'signalement', 'signalements')} dans la période.`
        : 'Aucun registre de signalements n’est fourni.',
      obligations.size === 0
        ? 'La procédure ne fixe aucun délai pour les signalements.'
        : fr`La procédure fixe ${counted(obligations.size, 'délai', 'délais')} ; ${counted(breaches, 'écart', 'écarts')} sur ${counted(verdicts.length, 'obligation née', 'obligations nées')}.`,
      fr`L’information des bénéficiaires sur la façon de signaler se montre à part : i12 n’en lit aucune trace.`,
    ],
    anchors: ['signalements', 'procedure'],
  }
}

function measuresOf(register: Register, category: Measure['category']): readonly Measure[] {
  return register.measures.filter((measure) => measure.category === category && isInPlace(measure, register))
}

function hasProof(measure: Measure, evidence: EvidenceTable): boolean {
  return measure.evidence.some((path) => proofStateOf(path, evidence) === 'present')
}

function judged(register: Register): readonly Case[] {
  return register.cases.filter(({ outOfScope }) => outOfScope === null)
}

/** The delay has ended, one way or the other. */
function isOver(status: Verdict['status']): boolean {
  return status === 'met' || status === 'late' || status === 'missing'
}
