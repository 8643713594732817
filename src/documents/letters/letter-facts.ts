// What the records say for a letter to state, and what keeps a letter from being made: no sentence without its fact.
// May not choose the letter.
import { formatLongDate, fr, listed } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import type { Verdict } from '../../procedure/ledger.js'
import { absenceDaysOf } from '../../procedure/triggers/absence.js'
import type { Action } from '../../records/records.js'
import { type DropoutOutcome, outcomeOf, proposedIn } from '../../register/dropout-outcome.js'
import type { Case } from '../../register/register.js'
import { readAnswer } from '../../statistics/alternatives.js'
import { personName } from '../../words/enrolment.js'

/** Something that the records show, as the letter's first sentence says it. */
export interface Observation {
  /** « Votre absence en formation », « Absence en formation ». */
  readonly subject: { readonly yours: string; readonly theirs: string }
  /** To the learner. */
  readonly yours: string
  /** To somebody else. */
  readonly theirs: string
}

/** What a letter may state of a case; null or empty where no record says it. */
export interface LetterFacts {
  /** What made the letter due, then the absences up to that day. */
  readonly observations: readonly Observation[]
  /** Day of the dropout declared, else of the exit that it was. */
  readonly dropoutOn: LocalDate | null
  /** A proposal made: the alternative on record, or the act and its day. */
  readonly hasProposal: boolean
  readonly alternative: DropoutOutcome['proposed']
  readonly proposedOn: LocalDate | null
  readonly hasAnswered: boolean
  readonly decision: DropoutOutcome['decision']
  /** The training is over: nothing of it can be caught up. */
  readonly ended: Omit<Observation, 'subject'> | null
}

/** A fact that a kind of letter states in any case. */
export type Fact = 'observation' | 'dropout' | 'proposal' | 'unanswered' | 'undecided' | 'decision'

const FACTS: Readonly<Record<Fact, { holds: (facts: LetterFacts) => boolean; missing: string }>> = {
  observation: {
    holds: ({ observations }) => observations.length > 0,
    missing: 'rien de daté n’est consigné de ce que ce courrier dirait avoir constaté',
  },
  dropout: {
    holds: ({ dropoutOn }) => dropoutOn !== null,
    missing: 'aucun abandon daté n’est consigné',
  },
  proposal: { holds: ({ hasProposal }) => hasProposal, missing: 'aucune proposition n’est consignée' },
  unanswered: {
    holds: ({ hasAnswered }) => !hasAnswered,
    missing: 'la réponse à la proposition est déjà consignée',
  },
  undecided: { holds: ({ decision }) => decision === null, missing: 'la décision est déjà consignée' },
  // A date alone says that something was decided, not what.
  decision: { holds: ({ decision }) => decision?.kind != null, missing: 'aucune décision n’est consignée' },
}

/** Why a letter that states these facts cannot be made, or null where the records hold them all. */
export function missingFact(states: readonly Fact[], facts: LetterFacts): string | null {
  const fact = states.find((name) => !FACTS[name].holds(facts))
  return fact === undefined ? null : FACTS[fact].missing
}

/** What the records say up to `asOf`. */
export function letterFacts(verdict: Verdict, subject: Case, asOf: LocalDate): LetterFacts {
  const { dropout } = subject
  const dropoutOn = dropoutDayOf(subject)
  const proposal = subject.actions.filter(({ type, on }) => type === 'proposition' && on !== null).at(-1)
  return {
    observations: observationsOf(verdict, subject, dropoutOn),
    dropoutOn,
    hasProposal: proposal !== undefined || proposedIn(dropout) !== null,
    alternative: proposedIn(dropout),
    proposedOn: proposal?.on ?? null,
    hasAnswered: readAnswer(dropout?.answer ?? '') !== 'unanswered' || hasBeenReachedSince(subject, proposal),
    decision: dropout === null ? null : outcomeOf(dropout, asOf).decision,
    ended: endOf(subject, asOf),
  }
}

/** An exchange, or a contact that reached the learner, after the proposal: what was said is not ours to know. */
function hasBeenReachedSince({ actions }: Case, proposal: Action | undefined): boolean {
  if (proposal === undefined) return false
  return actions.slice(actions.indexOf(proposal) + 1).some(({ on, type, recipient, result }) => {
    return on !== null && recipient === 'beneficiaire' && (result === 'joint' || type === 'echange')
  })
}

/** The row of abandons may be that of another state (force majeure, exclusion): only a learner who gave up dropped out. */
function dropoutDayOf({ enrolment, dropout, leftOn }: Case): LocalDate | null {
  return enrolment.status === 'abandon' ? (dropout?.on ?? leftOn) : null
}

/** Whether what happened is the dropout itself, or comes after it. */
export function followsDropout({ arisenOn }: Verdict, dropoutOn: LocalDate | null): boolean {
  return dropoutOn !== null && arisenOn !== null && arisenOn >= dropoutOn
}

function observationsOf(verdict: Verdict, subject: Case, dropoutOn: LocalDate | null): Observation[] {
  if (followsDropout(verdict, dropoutOn)) return [dropoutObservation(subject, dropoutOn as LocalDate)]
  return [triggerObservation(verdict, subject), absenceObservation(verdict, subject)].filter(
    (observation) => observation !== null,
  )
}

function dropoutObservation({ enrolment }: Case, on: LocalDate): Observation {
  const since = fr`est enregistré à la date du ${formatLongDate(on)}.`
  return {
    subject: { yours: 'Votre abandon de formation', theirs: 'Abandon de formation' },
    yours: `Votre abandon de la formation ${since}`,
    theirs: `L’abandon de la formation par ${personName(enrolment)} ${since}`,
  }
}

/** What fired, where it is something else than an absence: true of that day, whatever came later. */
function triggerObservation({ obligation, arisenOn, cause }: Verdict, subject: Case): Observation | null {
  if (arisenOn === null) return null
  const until = formatLongDate(arisenOn)
  switch (obligation.trigger?.kind) {
    case 'silence': {
      const relaunchedOn = (cause as Action).on
      if (relaunchedOn === null) return null
      const on = formatLongDate(relaunchedOn)
      return {
        subject: { yours: 'Notre relance restée sans réponse', theirs: 'Relance restée sans réponse' },
        yours: fr`Notre relance du ${on} est restée sans réponse jusqu’au ${until}.`,
        theirs: fr`Notre relance du ${on} auprès de ${personName(subject.enrolment)} est restée sans réponse jusqu’au ${until}.`,
      }
    }
    case 'inactivity': {
      const activeOn = subject.activities.findLast(({ on }) => on !== null && on < arisenOn)?.on
      const since =
        activeOn != null && (subject.enteredOn === null || activeOn >= subject.enteredOn)
          ? activeOn
          : subject.enteredOn
      if (since === null) return null
      const words = fr`aucune activité n’a été enregistrée du ${formatLongDate(since)} au ${until}.`
      return {
        subject: { yours: 'Votre activité en formation', theirs: 'Formation sans activité' },
        yours: `Dans votre espace de formation, ${words}`,
        theirs: `Dans l’espace de formation de ${personName(subject.enrolment)}, ${words}`,
      }
    }
    case 'lateness': {
      const days = new Set(
        subject.presences.flatMap(({ isLate, on }) => (isLate && on !== null && on <= arisenOn ? [on] : [])),
      )
      if (days.size === 0) return null
      const { several, dates } = latestDays(days)
      return {
        subject: { yours: 'Vos retards en formation', theirs: 'Retards en formation' },
        yours: several
          ? `Nous avons relevé vos retards les ${dates}.`
          : `Nous avons relevé votre retard le ${dates}.`,
        theirs: several
          ? `Des retards de ${personName(subject.enrolment)} ont été relevés les ${dates}.`
          : `Un retard de ${personName(subject.enrolment)} a été relevé le ${dates}.`,
      }
    }
    default:
      return null
  }
}

/** Days of absence up to the fact: those that are not justified, or all where the procedure counts them all. */
function absenceObservation(
  { obligation: { trigger }, arisenOn }: Verdict,
  subject: Case,
): Observation | null {
  const countsAll =
    trigger?.kind === 'attendance' || (trigger?.kind === 'absence' && trigger.which === 'toute')
  const days = absenceDaysOf(subject).filter(
    ({ on, isJustified }) => (countsAll || !isJustified) && (arisenOn === null || on <= arisenOn),
  )
  if (days.length === 0) return null
  const { several, dates } = latestDays(new Set(days.map(({ on }) => on)))
  // A proof that was handed in and did not justify is a proof all the same.
  const isUnproven = days.every(
    ({ isJustified, rows }) => !isJustified && rows.every(({ evidence }) => evidence.length === 0),
  )
  const theirs = several
    ? `Des absences ont été relevées les ${dates}`
    : `Une absence a été relevée le ${dates}`
  const yours = several
    ? `Nous avons constaté vos absences les ${dates}`
    : `Nous avons constaté votre absence le ${dates}`
  return {
    subject: { yours: 'Votre absence en formation', theirs: 'Absence en formation' },
    yours: isUnproven ? `${yours} et n’avons pas reçu de justificatif.` : `${yours}.`,
    theirs: isUnproven ? fr`${theirs} ; à ce jour, aucun justificatif ne nous est parvenu.` : `${theirs}.`,
  }
}

/** The latest days are named, at most this many. */
const NAMED_DAYS = 5

function latestDays(days: ReadonlySet<LocalDate>): { several: boolean; dates: string } {
  const last = [...days].sort((a, b) => a - b).slice(-NAMED_DAYS)
  return { several: last.length > 1, dates: listed(last.map(formatLongDate)) }
}

function endOf(subject: Case, asOf: LocalDate): LetterFacts['ended'] {
  const { enrolment, leftOn, state } = subject
  const isThere = state.status === 'en_cours' || state.status === 'inscrit'
  if (leftOn !== null || !isThere) {
    const words = leftOn === null ? 'a pris fin.' : fr`a pris fin le ${formatLongDate(leftOn)}.`
    return { yours: `Votre formation ${words}`, theirs: `Sa formation ${words}` }
  }
  const { plannedEndOn } = enrolment
  if (plannedEndOn === null || plannedEndOn >= asOf) return null
  const words = fr`devait prendre fin le ${formatLongDate(plannedEndOn)}.`
  return { yours: `Votre formation ${words}`, theirs: `Sa formation ${words}` }
}
